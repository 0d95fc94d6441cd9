//! Progress on the terminal, and what each step costs.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use actions::Step;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use locale::{Language, Message};

use crate::clock::{Cost, Meter};

/// A bar is shown for steps that take longer than this.
const PATIENCE: Duration = Duration::from_secs(1);

/// Hears how far the work is, shows it, and keeps what each step has cost.
pub(crate) struct Gauge {
    language: Language,
    meter: Meter,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    began: BTreeMap<Step, Cost>,
    costs: BTreeMap<Step, Cost>,
    bar: Option<(Step, ProgressBar)>,
}

impl Gauge {
    /// Makes a gauge that words the steps in a language.
    pub(crate) fn new(language: Language) -> Self {
        Self {
            language,
            meter: Meter::start(),
            state: Mutex::default(),
        }
    }

    /// Hears that `done` of `of` parts of a step are done.
    pub(crate) fn hear(&self, step: Step, done: u64, of: u64) {
        let now = self.meter.spent();
        // A gauge that cannot be locked shows nothing; the work goes on.
        let Ok(mut state) = self.state.lock() else { return };
        let began = *state.began.entry(step).or_insert(now);
        let cost = Cost {
            wall: now.wall - began.wall,
            cpu: now.cpu - began.cpu,
        };
        state.costs.insert(step, cost);
        if done >= of {
            if let Some((_, bar)) = state.bar.take() {
                bar.finish_and_clear();
            }
            return;
        }
        if state.bar.as_ref().is_none_or(|(shown, _)| *shown != step) {
            state.bar = Some((step, self.bar(step)));
        }
        if let Some((_, bar)) = &state.bar {
            bar.set_length(of);
            bar.set_position(done);
        }
    }

    /// What each step has cost, and all together.
    pub(crate) fn costs(&self) -> (BTreeMap<Step, Cost>, Cost) {
        let costs = self
            .state
            .lock()
            .map(|state| state.costs.clone())
            .unwrap_or_default();
        (costs, self.meter.spent())
    }

    /// Makes a bar that appears when the step takes long, even if nothing more is heard of it.
    fn bar(&self, step: Step) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {percent:>3} % {elapsed}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(locale::say(
            self.language,
            &Message::new(format!("step-{}", step.code())),
        ));
        if std::io::stderr().is_terminal() {
            let waiting = bar.downgrade();
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                if let Some(bar) = waiting.upgrade().filter(|bar| !bar.is_finished()) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(Duration::from_millis(200));
                }
            });
        }
        bar
    }
}
