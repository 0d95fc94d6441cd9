//! The phases, their order, their times, and what is printed at the end.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::program::{Program, say};
use crate::{browser, fuzzing, tools};

/// One step of CI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Tools,
    Format,
    Lint,
    Tests,
    Estimates,
    Ordeal,
    Browser,
    Fuzz,
}

/// What a phase leaves for the end of the run: the summaries of the test runners, in their own words.
pub(crate) type Summaries = Vec<String>;

impl Phase {
    /// All phases, in order: the cheapest verdict first.
    pub(crate) const ALL: [Self; 8] = [
        Self::Tools,
        Self::Format,
        Self::Lint,
        Self::Tests,
        Self::Estimates,
        Self::Ordeal,
        Self::Browser,
        Self::Fuzz,
    ];

    /// Its name, as `--only` takes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Tools => "tools",
            Self::Format => "format",
            Self::Lint => "lint",
            Self::Tests => "tests",
            Self::Estimates => "estimates",
            Self::Ordeal => "ordeal",
            Self::Browser => "browser",
            Self::Fuzz => "fuzz",
        }
    }

    /// What it does.
    pub(crate) fn purpose(self) -> &'static str {
        match self {
            Self::Tools => "finds what the other phases need, and installs what is missing",
            Self::Format => "holds the code to rustfmt",
            Self::Lint => "holds the code to clippy and the workspace's lints",
            Self::Tests => "unit and integration tests, published figures, rules of the house",
            Self::Estimates => {
                "counts populations whose truth is known, and looks how often the range holds it"
            }
            Self::Ordeal => "kills, damages and robs registers, and looks whether anything is lost",
            Self::Browser => "reads the demo's report in Chromium, as its readers will",
            Self::Fuzz => "throws a fixed number of broken files at every reader",
        }
    }

    fn run(self, root: &Path) -> Result<Summaries, Failure> {
        match self {
            Self::Tools => tools::make_ready(root),
            Self::Format => cargo(root, &["fmt", "--all", "--", "--check", "-l"]),
            Self::Lint => cargo(
                root,
                &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
            ),
            Self::Tests => test(root),
            Self::Estimates => estimates(root),
            Self::Ordeal => Ok([second_reader(root)?, ordeal(root, &[])?].concat()),
            Self::Browser => browser::walk(root),
            Self::Fuzz => fuzzing::fuzz(root),
        }
    }
}

/// Runs phases until one fails; prints times and summaries; succeeds when all did.
pub(crate) fn run_all(root: &Path, phases: &[Phase]) -> ExitCode {
    let mut times: Vec<(Phase, Duration, bool)> = Vec::new();
    let mut summaries = Vec::new();
    for &phase in phases {
        say(&format!("\n=== {}: {}", phase.name(), phase.purpose()));
        let start = Instant::now();
        let result = phase.run(root);
        let took = start.elapsed();
        times.push((phase, took, result.is_ok()));
        match result {
            Ok(more) => summaries.extend(more),
            Err(failure) => {
                say(&format!(
                    "=== {} FAILED after {:.1} s: {failure}",
                    phase.name(),
                    took.as_secs_f64()
                ));
                break;
            }
        }
        say(&format!("=== {}: {:.1} s", phase.name(), took.as_secs_f64()));
    }
    say(&table(phases, &times));
    say(&summaries.join("\n"));
    if times.len() == phases.len() && times.iter().all(|time| time.2) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Times of the phases; one that was not reached is named too.
fn table(phases: &[Phase], times: &[(Phase, Duration, bool)]) -> String {
    let mut lines = vec![String::new(), "phase      seconds".to_owned()];
    for phase in phases {
        let line = match times.iter().find(|time| time.0 == *phase) {
            Some((_, took, true)) => format!("{:9} {:8.1}", phase.name(), took.as_secs_f64()),
            Some((_, took, false)) => format!("{:9} {:8.1}  FAILED", phase.name(), took.as_secs_f64()),
            None => format!("{:9}        -  not reached", phase.name()),
        };
        lines.push(line);
    }
    let all: Duration = times.iter().map(|time| time.1).sum();
    lines.push(format!("{:9} {:8.1}", "all", all.as_secs_f64()));
    lines.push(String::new());
    lines.join("\n")
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<Summaries, Failure> {
    Program::new("cargo", root).arguments(arguments).run()?;
    Ok(Vec::new())
}

fn test(root: &Path) -> Result<Summaries, Failure> {
    let shared = std::env::var_os("ESEP_SHARED").map_or_else(|| root.join("../shared"), Into::into);
    let mut summaries = Program::new("cargo", root)
        .arguments(&["test", "--workspace"])
        .run_and_keep(is_summary)?;
    if !shared.join("data").is_dir() {
        let skipped = "SKIPPED: the shared data is not beside the workspace (or in ESEP_SHARED); tests on it did nothing";
        say(skipped);
        summaries.push(skipped.to_owned());
    }
    Ok(summaries)
}

/// Populations of two kinds, few enough for every change; fails when too few ranges hold the truth, or intervals of a single
/// method where lists are independent.
///
/// If 95 of 100 ranges do, fewer than 33 of 40 are seen once in 1,400 times; the seed is fixed. Built as the tests are.
fn estimates(root: &Path) -> Result<Summaries, Failure> {
    Program::new("cargo", root)
        .arguments(&[
            "run",
            "--quiet",
            "--package",
            "estimate",
            "--example",
            "coverage",
            "--",
        ])
        .arguments(&["--replicates", "40", "--at-least", "33"])
        .arguments(&["--scenario", "indep4", "--scenario", "lc1"])
        .run_and_keep(is_figure)
}

/// Runs the whole study of calibration, or what the options leave of it.
pub(crate) fn coverage(root: &Path, options: &[&str]) -> Result<Summaries, Failure> {
    Program::new("cargo", root)
        .arguments(&["run", "--release", "--quiet", "--package", "estimate"])
        .arguments(&["--example", "coverage", "--"])
        .arguments(options)
        .run_and_keep(is_figure)
}

/// Holds the verifier of logs that needs nothing of ours to logs good and bad: the ordeal asks it for a second opinion.
fn second_reader(root: &Path) -> Result<Summaries, Failure> {
    has_what_the_ordeal_needs(root)?;
    let held = Program::new("node", root)
        .arguments(&["--test", "--test-reporter=spec", "tools/verify-log.test.mjs"])
        .run_and_keep(is_summary_of_node)?;
    Ok([vec!["     Running the tests of tools/".to_owned()], held].concat())
}

fn has_what_the_ordeal_needs(root: &Path) -> Result<(), Failure> {
    let missing = [
        ("cc", "a C compiler (gcc or clang)"),
        ("node", "Node 18 or newer"),
    ]
    .into_iter()
    .find(|(program, _)| {
        Program::new(program, root)
            .arguments(&["--version"])
            .answer()
            .is_none()
    });
    if let Some((program, what)) = missing {
        let text = format!(
            "the ordeal needs {what}: `{program}` cannot be started. Install it, or choose other phases with --only."
        );
        return Err(Failure::new(text));
    }
    Ok(())
}

/// Runs the program of bad days; the long form takes hours.
pub(crate) fn ordeal(root: &Path, options: &[&str]) -> Result<Summaries, Failure> {
    has_what_the_ordeal_needs(root)?;
    Program::new("cargo", root)
        .arguments(&["run", "--quiet", "--package", "ordeal", "--"])
        .arguments(options)
        .run_and_keep(is_figure)
}

/// The lines of the table at the end of an ordeal, and of what ranges were held to.
fn is_figure(line: &str) -> bool {
    line.starts_with("| ")
}

/// The lines by which node's test runner says how its tests ended: `ℹ tests 12`.
pub(crate) fn is_summary_of_node(line: &str) -> bool {
    ["tests", "pass", "fail", "skipped"].iter().any(|word| {
        let count = line.strip_prefix("ℹ ").and_then(|rest| rest.strip_prefix(word));
        count.is_some_and(|count| count.trim().parse::<u32>().is_ok())
    })
}

/// The lines by which `cargo test` says which tests ran and how they ended.
fn is_summary(line: &str) -> bool {
    let line = line.trim_start();
    ["Running ", "Doc-tests ", "test result: "]
        .iter()
        .any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_name_what_was_not_reached() {
        let second = Duration::from_millis(1_250);
        let table = table(
            &Phase::ALL,
            &[(Phase::Tools, second, true), (Phase::Format, second, false)],
        );
        assert!(table.contains("tools          1.2"), "{table}");
        assert!(table.contains("format         1.2  FAILED"), "{table}");
        assert!(table.contains("fuzz             -  not reached"), "{table}");
        assert!(table.contains("all            2.5"), "{table}");
    }

    #[test]
    fn only_figures_are_kept() {
        assert!(is_figure(
            "| T1 kills   |     500 |     0 |    51.0 | acknowledged 1838 |"
        ));
        assert!(is_figure(
            "| calibration lc1: of 40 hold the truth: range 40; wanted 33: enough"
        ));
        assert!(!is_figure(
            "range                     40       0    1.000 (0.033)"
        ));
        assert!(!is_figure("WRONG T1 kills: kill 3: record is lost"));
        assert!(!is_figure("T1 kills: 500 trials"));
    }

    #[test]
    fn summaries_of_node_are_known() {
        let check = |line: &str, expected: bool| assert_eq!(is_summary_of_node(line), expected, "{line}");
        check("ℹ tests 12", true);
        check("ℹ pass 12", true);
        check("ℹ duration_ms 1.5", false);
        check("✔ tests 12", false);
        check("ℹ tests of mine", false);
    }

    #[test]
    fn only_summaries_are_kept() {
        let check = |line: &str, expected: bool| assert_eq!(is_summary(line), expected, "{line}");
        check("test result: ok. 3 passed; 0 failed; 0 ignored", true);
        check("     Running tests/it/main.rs (target/debug/deps/it-0)", true);
        check("   Doc-tests names", true);
        check("test arrows::are_as_designed ... ok", false);
        check("running 3 tests", false);
    }
}
