//! T3: the power fails at any moment of recorded work, and of what the disk had only heard any part is gone. Nothing
//! that was acknowledged is lost, and no act is there by half.

use crate::Bench;
use crate::chance::Chance;
use crate::disk::{Disk, Loss};
use crate::doing::{hold as hold_register, open};
use crate::killing::in_parallel;
use crate::plan::Trial;
use crate::report::Outcome;
use crate::scratch::{Files, Scratch};
use crate::script::{Expected, Flavour, Step, steps, told};
use crate::shim;
use crate::trace::{self, Event};
use crate::worker::{self, Heard, Worker};

/// Steps of each recording.
const STEPS: usize = 14;

/// States that are made of one recording.
const STATES: u64 = 100;

/// Makes the trials on all cores.
///
/// # Errors
///
/// When the system does not let them be made.
pub(crate) fn hold(bench: &Bench) -> Result<Outcome, String> {
    let n = bench.plan.n(Trial::Power);
    Ok(in_parallel("T3 power", n.div_ceil(STATES), |number| {
        let mut outcome = Outcome::new("T3 power");
        match record(bench, number) {
            Ok(recording) => {
                recording.lose_power(bench, number, STATES.min(n - number * STATES), &mut outcome);
                recording.be_lied_to(bench, number, &mut outcome);
            }
            Err(error) => outcome.trial(Err(format!("recording {number}: {error}"))),
        }
        outcome
    }))
}

/// Work that was watched.
struct Recording {
    steps: Vec<Step>,
    events: Vec<Event>,
}

fn record(bench: &Bench, number: u64) -> Result<Recording, String> {
    let flavour = Flavour::ALL[usize::try_from(number).unwrap_or(0) % Flavour::ALL.len()];
    let seed = bench.plan.seed.wrapping_mul(31).wrapping_add(number << 16);
    let steps = steps(seed, flavour, &bench.specimen.expected, STEPS);
    let scratch = Scratch::new().map_err(told)?;
    let root = scratch.path().join("root");
    crate::scratch::lay_out(&root, &bench.specimen.files).map_err(told)?;
    let trace = scratch.path().join("trace");
    let mut command = worker::command(&root).map_err(told)?;
    bench.shim.watch(&mut command, &root);
    shim::trace_in(&mut command, &trace);
    let order = worker::order(&bench.specimen.words, &steps);
    let (heard, status) = Worker::start(command, &order)
        .map_err(told)?
        .end()
        .map_err(told)?;
    if status.code() != Some(0) || heard.n_acknowledged != steps.len() {
        return Err(format!(
            "the child ended with {status}: {} {:?}",
            heard.stray, heard.errors
        ));
    }
    let bytes = std::fs::read(&trace).map_err(told)?;
    let events = trace::read(&bytes, &root.to_string_lossy())?;
    Ok(Recording { steps, events })
}

impl Recording {
    fn lose_power(&self, bench: &Bench, number: u64, n: u64, outcome: &mut Outcome) {
        outcome.add("calls recorded", self.events.len() as u64);
        let mut chance = Chance::new(bench.plan.seed, "power", number);
        let mut cuts: Vec<usize> = (0..n).map(|_| chance.below(self.events.len() + 1)).collect();
        cuts.sort_unstable();
        let mut disk = Disk::new(&bench.specimen.files);
        let mut heard = Heard::default();
        let mut events = self.events.iter().enumerate().peekable();
        for (state, cut) in cuts.into_iter().enumerate() {
            while let Some((_, event)) = events.next_if(|(at, _)| *at < cut) {
                disk.take(event);
                if let Event::Said { text } = event {
                    heard.take(text);
                }
            }
            let loss = *chance.of(&Loss::ALL);
            let files = disk.after(loss, &mut chance);
            let result = self.look(bench, &files, heard.n_acknowledged, &mut chance);
            outcome.count(match loss {
                Loss::Nothing => "all kept",
                Loss::All => "only what was synced",
                Loss::Behind => "lost from a moment on",
                Loss::Scattered => "torn",
                Loss::Unkind => "torn, names too",
            });
            outcome.trial(result.map_err(|error| {
                format!("recording {number}, state {state} (call {cut}, {loss:?}): {error}")
            }));
        }
    }

    /// A disk that only says that it has synced: whoever looks must notice that everything is lost.
    fn be_lied_to(&self, bench: &Bench, number: u64, outcome: &mut Outcome) {
        let mut expected = bench.specimen.expected.clone();
        self.steps.iter().for_each(|step| expected.take(step));
        if expected == bench.specimen.expected {
            // Somebody came and went, and nothing was written: there is nothing to notice.
            return;
        }
        let mut chance = Chance::new(bench.plan.seed, "lies", number);
        let mut disk = Disk::new(&bench.specimen.files);
        let honest = self
            .events
            .iter()
            .filter(|event| !matches!(event, Event::Sync { .. }));
        honest.for_each(|event| disk.take(event));
        let files = disk.after(Loss::All, &mut chance);
        outcome.count("lying disks, noticed");
        if self.look(bench, &files, self.steps.len(), &mut chance).is_ok() {
            outcome
                .failures
                .push(format!("recording {number}: a disk that lied was not noticed"));
        }
    }

    /// Opens a state and holds it to what had been acknowledged.
    fn look(
        &self,
        bench: &Bench,
        files: &Files,
        n_acknowledged: usize,
        chance: &mut Chance,
    ) -> Result<(), String> {
        let scratch = Scratch::new().map_err(told)?;
        scratch.lay_out(files).map_err(told)?;
        let mut expected: Expected = bench.specimen.expected.clone();
        for step in &self.steps[..n_acknowledged] {
            expected.take(step);
        }
        let _quiet = worker::keep_from_starting();
        let (mut register, _) = open(&scratch.place(), &bench.specimen.words)
            .map_err(|error| format!("does not open: {error}"))?;
        let under_way = self.steps.get(n_acknowledged);
        hold_register(&mut register, &mut expected, under_way, chance)?;
        register.close();
        Ok(())
    }
}
