//! `esep demo`: invented people, the whole way, beside the truth.

use actions::{DemoPlan, DemoRun, Demonstration, Verdict};
use locale::Message;
use serde::Serialize;

use crate::cli::DemoArgs;
use crate::failure::Failure;
use crate::folder::Replace;
use crate::gauge::Gauge;
use crate::screen::Screen;
use crate::{clock, folder};

/// Runs the demo, writes its folder and shows the truth against the result.
pub(crate) fn run(screen: &Screen, arguments: DemoArgs) -> Result<(), Failure> {
    folder::check(&arguments.dir, Replace::Demo)?;
    let day = arguments
        .date
        .map_or_else(clock::today, |date| (date.year(), date.month(), date.day()));
    let gauge = Gauge::new(screen.language);
    let plan = DemoPlan {
        seed: arguments.seed,
        day,
        population: screen.word("demo-population"),
        language: screen.language,
    };
    let demo = actions::demonstrate(&plan, &|step, done, of| gauge.hear(step, done, of))?;
    folder::write(&arguments.dir, &demo.files, Replace::Demo)?;
    if arguments.json {
        let results: Vec<RunResult> = demo.runs.iter().map(RunResult::of).collect();
        let json = serde_json::to_string_pretty(&results).map_err(|_| Failure::failed("error-output"))?;
        return screen.show(&json);
    }
    screen.show(&lines(screen, &demo, &arguments).join("\n"))
}

/// What `--json` holds for each run.
#[derive(Serialize)]
struct RunResult<'a> {
    run: &'a str,
    page: &'a str,
    true_total: u64,
    true_documented: u64,
    found_documented: u64,
    found_lower: Option<f64>,
    found_upper: Option<f64>,
    precision: f64,
    recall: f64,
}

impl<'a> RunResult<'a> {
    fn of(run: &'a DemoRun) -> Self {
        let (found_lower, found_upper) = match run.found.verdict {
            Verdict::Range { lower, upper } => (Some(lower), upper),
            Verdict::Refused(_) => (None, None),
        };
        Self {
            run: run.code,
            page: &run.page,
            true_total: run.truth.total,
            true_documented: run.truth.documented,
            found_documented: run.found.persons,
            found_lower,
            found_upper,
            precision: run.precision,
            recall: run.recall,
        }
    }
}

fn lines(screen: &Screen, demo: &Demonstration, arguments: &DemoArgs) -> Vec<String> {
    let mut lines = vec![screen.word("demo-title")];
    for run in &demo.runs {
        lines.push(String::new());
        lines.push(screen.word(&format!("demo-run-{}", run.code)));
        lines.extend(table(&rows(screen, run)));
        lines.extend(
            run.found
                .cautions
                .iter()
                .map(|caution| screen.say(&Message::new("caution-line").text("text", screen.say(caution)))),
        );
        let page = arguments.dir.join(&run.page).display().to_string();
        lines.push(screen.say(&Message::new("count-report").text("path", page)));
    }
    lines.push(String::new());
    lines.push(screen.say(&Message::new("demo-lists").text("path", arguments.dir.display().to_string())));
    lines.push(screen.word("demo-lesson"));
    lines
}

fn rows(screen: &Screen, run: &DemoRun) -> Vec<[String; 3]> {
    let count = |value: u64| locale::count(screen.language, value);
    let mut rows = vec![[
        screen.word("demo-truth-head"),
        screen.word("demo-column-truth"),
        screen.word("demo-column-result"),
    ]];
    for ((label, found), truth) in run.found.lists.iter().zip(&run.truth.lists) {
        rows.push([
            screen.say(&Message::new("demo-row-list").text("list", label)),
            count(*truth),
            count(*found),
        ]);
    }
    rows.push([
        screen.word("demo-row-documented"),
        count(run.truth.documented),
        count(run.found.persons),
    ]);
    rows.push([
        screen.word("demo-row-total"),
        count(run.truth.total),
        total(screen, &run.found.verdict),
    ]);
    let share = |value: f64| locale::number(screen.language, value, 3);
    rows.push([
        screen.word("demo-row-pairs-precision"),
        share(1.0),
        share(run.precision),
    ]);
    rows.push([
        screen.word("demo-row-pairs-recall"),
        share(1.0),
        share(run.recall),
    ]);
    rows
}

fn total(screen: &Screen, verdict: &Verdict) -> String {
    let number = |value: f64| locale::number(screen.language, value, 0);
    match verdict {
        Verdict::Refused(_) => screen.word("demo-no-estimate"),
        &Verdict::Range { lower, upper } => screen.say(
            &Message::new("demo-range")
                .text("lower", number(lower))
                .text("upper", number(upper.unwrap_or(f64::INFINITY))),
        ),
    }
}

/// Sets rows in columns; all texts here are of letters that take one place each.
fn table(rows: &[[String; 3]]) -> Vec<String> {
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let (first, second) = (width(0), width(1));
    rows.iter()
        .map(|row| format!("  {:first$}  {:>second$}  {}", row[0], row[1], row[2]))
        .collect()
}
