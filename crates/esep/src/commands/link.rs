//! `esep link`: the linkage alone.

use std::collections::BTreeMap;

use actions::{LinkFigures, LinkPlan, Linked, OutputFile, Step, TruthColumn, Warned};
use locale::Message;
use serde::Serialize;

use crate::cli::LinkArgs;
use crate::commands::count::check_folder;
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;
use crate::{clock, files, folder};

/// Links, and shows and writes what was found.
pub(crate) fn run(screen: &Screen, arguments: LinkArgs) -> Result<(), Failure> {
    check_folder(&arguments.result)?;
    super::check_mapping(&arguments.reading)?;
    if arguments.private {
        if arguments.result.out.is_none() {
            return Err(Failure::wrong_use(Message::new("usage-private-needs-out")));
        }
        screen.warn_of_names(arguments.yes)?;
    }
    let truth = arguments.truth.as_deref().map(TruthColumn::read).transpose()?;
    super::review::check(screen, &arguments)?;
    if !arguments.find.is_empty() {
        return super::find::run(screen, &arguments);
    }
    let inputs = files::read_all(&arguments.files)?;
    let mut plan = plan(screen, &arguments, truth)?;
    super::review::ask(screen, &arguments, &inputs, &mut plan)?;
    let gauge = Gauge::new(screen.language);
    let linked = actions::link(&inputs, &plan, &|step, done, of| gauge.hear(step, done, of))?;
    super::save_mapping(&arguments.reading, Some(&linked.mapping))?;
    finish(screen, linked, &gauge, &arguments)
}

/// What is to be done, as the command line says it.
pub(super) fn plan(
    screen: &Screen,
    arguments: &LinkArgs,
    truth: Option<TruthColumn>,
) -> Result<LinkPlan, Failure> {
    Ok(LinkPlan {
        tables: super::table_plan(&arguments.reading)?,
        truth,
        distinct: arguments.distinct.clone(),
        answers: super::review::read_answers(arguments)?,
        threshold: arguments.threshold,
        floor: arguments.floor,
        memory: u64::from(arguments.memory) << 20,
        seed: arguments.result.seed,
        language: screen.language,
        n_draws: arguments.draws.map_or(0, |n| n as usize),
        private: arguments.private,
    })
}

/// What `result.json` and `--json` hold.
#[derive(Serialize)]
struct LinkResult {
    #[serde(flatten)]
    figures: LinkFigures,
    /// Processor and wall seconds of each step.
    seconds: BTreeMap<&'static str, Seconds>,
    /// Most memory held, in MiB; the confined reader is not part of it.
    peak_memory_mib: Option<f64>,
}

#[derive(Serialize)]
struct Seconds {
    cpu: f64,
    wall: f64,
}

fn finish(screen: &Screen, linked: Linked, gauge: &Gauge, arguments: &LinkArgs) -> Result<(), Failure> {
    let (costs, total) = gauge.costs();
    let mut seconds: BTreeMap<&'static str, Seconds> = costs
        .iter()
        .map(|(step, cost)| {
            (
                step.code(),
                Seconds {
                    cpu: cost.cpu,
                    wall: cost.wall,
                },
            )
        })
        .collect();
    seconds.insert(
        "total",
        Seconds {
            cpu: total.cpu,
            wall: total.wall,
        },
    );
    let Linked {
        mut files,
        figures,
        warnings,
        ..
    } = linked;
    let result = LinkResult {
        figures,
        seconds,
        peak_memory_mib: clock::peak_memory(),
    };
    let json = serde_json::to_string_pretty(&result).map_err(|_| Failure::failed("error-output"))?;
    if let Some(dir) = &arguments.result.out {
        files.push(OutputFile {
            path: "share/result.json".to_owned(),
            bytes: format!("{json}\n").into_bytes(),
        });
        folder::write(dir, &files, arguments.result.replaces())?;
    }
    screen.warn(&Warned::grouped(&warnings));
    if arguments.result.json {
        return screen.show(&json);
    }
    screen.show(&summary(screen, &result, arguments).join("\n"))
}

/// What is to be expected of the threshold, and what was never compared.
fn expected(screen: &Screen, figures: &LinkFigures) -> Vec<String> {
    let number = |value: f64| locale::number(screen.language, value, 0);
    let used = figures
        .expected
        .iter()
        .find(|told| told.threshold == figures.threshold);
    let told = used.map(|told| {
        Message::new("link-expected")
            .text("threshold", locale::number(screen.language, told.threshold, 3))
            .text("wrong", number(told.n_false))
            .text("missed", number(told.n_missed - figures.missed_by_blocking))
    });
    let unfound = (figures.missed_by_blocking >= 0.5)
        .then(|| Message::new("link-unfound").text("pairs", number(figures.missed_by_blocking)));
    let kept_from = figures.kept_from.map(|probability| {
        let probability = locale::number(screen.language, probability, 3);
        Message::new("link-kept-from").text("probability", probability)
    });
    told.into_iter()
        .chain(unfound)
        .chain(kept_from)
        .map(|message| screen.say(&message))
        .collect()
}

/// Which answers of people were held to, and what they taught.
fn held(screen: &Screen, figures: &LinkFigures) -> Vec<String> {
    let answers = &figures.answers;
    let judged = Message::new("link-judged")
        .count("same", answers.same as u64)
        .count("different", answers.different as u64)
        .count("unsure", answers.unsure as u64);
    let unknown = (answers.unknown > 0)
        .then(|| Message::new("link-unknown-labels").count("labels", answers.unknown as u64));
    let number = |value: f64| locale::number(screen.language, value, 2);
    let learned = match figures.learned {
        Some(learned) => Message::new("link-learned")
            .text("shift", number(learned.shift))
            .text("scale", number(learned.scale)),
        None => Message::new("link-learned-nothing").count("least", actions::LEAST_ANSWERS as u64),
    };
    let said = [Some(judged), unknown, Some(learned)].into_iter().flatten();
    said.map(|message| screen.say(&message)).collect()
}

fn summary(screen: &Screen, result: &LinkResult, arguments: &LinkArgs) -> Vec<String> {
    let figures = &result.figures;
    let number = |value: f64, decimals| locale::number(screen.language, value, decimals);
    let mut lines = vec![
        screen.say(
            &Message::new("link-persons")
                .count("reports", figures.reports as u64)
                .count("persons", figures.persons as u64)
                .text("threshold", number(figures.threshold, 3)),
        ),
        screen.say(&Message::new("link-candidates").count("candidates", figures.candidates)),
    ];
    lines.extend(expected(screen, figures));
    if !arguments.labels.is_empty() {
        lines.extend(held(screen, figures));
    }
    if let Some(truth) = &figures.evaluation {
        let scores = |id: &str, scores: &actions::Accuracy| {
            let message = Message::new(id)
                .text("precision", number(scores.precision, 4))
                .text("recall", number(scores.recall, 4))
                .text("f1", number(scores.f1, 4));
            screen.say(&message)
        };
        lines.push(scores("link-pairs-chosen", &truth.chosen));
        lines.push(scores("link-pairs-best", &truth.best));
        lines.push(scores("link-clusters", &truth.cluster));
        lines.push(scores("link-b-cubed", &truth.b_cubed));
    }
    let steps = Step::ALL.iter().map(|step| step.code()).chain(["total"]);
    for (step, cost) in steps.filter_map(|step| Some((step, result.seconds.get(step)?))) {
        let cost = Message::new("link-cost")
            .text("step", screen.word(&format!("step-{step}")))
            .text("cpu", number(cost.cpu, 2))
            .text("wall", number(cost.wall, 2));
        lines.push(screen.say(&cost));
    }
    lines.extend(
        result
            .peak_memory_mib
            .map(|mib| screen.say(&Message::new("link-memory").text("mib", number(mib, 0)))),
    );
    match &arguments.result.out {
        Some(dir) => {
            let path = dir.join("links").display().to_string();
            lines.push(screen.say(&Message::new("link-written").text("path", path)));
        }
        None => lines.push(screen.word("link-not-written")),
    }
    lines
}
