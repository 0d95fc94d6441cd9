//! What CI runs: `cargo xtask test`, phase by phase.
//!
//! Rules of the house that a machine can check are ordinary tests in `tests/it`, so that plain `cargo test`
//! keeps them too. Here stands only what `cargo` does not do by itself: getting the tools, the browser and
//! the fuzzers, and saying how long each phase took.

mod browser;
mod failure;
mod fuzzing;
mod phase;
mod program;
mod tools;

use std::path::Path;
use std::process::ExitCode;

use crate::phase::Phase;

const USAGE: &str = "\
Usage: cargo xtask test [--only PHASE]...
       cargo xtask ordeal [--long] [--seed N] [--share PERCENT] [--only TEST]...
       cargo xtask coverage [--replicates N] [--seed N] [--scenario NAME]... [--csv FILE]

`ordeal` holds registers to what must not happen to them, `--long` as a release needs it (hours). `coverage`
says how often estimates hold a truth that is known, in 500 populations of each kind (`--csv` keeps what is
computed, so that it can be stopped and gone on with). `test` runs everything that CI runs, in this order,
and stops at the first phase that fails:
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, options @ ..] = &arguments[..] {
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        match command.as_str() {
            "ordeal" => return ended(phase::ordeal(root(), &options)),
            "coverage" => return ended(phase::coverage(root(), &options)),
            _ => {}
        }
    }
    match chosen(&arguments) {
        Ok(phases) => phase::run_all(root(), &phases),
        Err(problem) => {
            program::say(&format!("{problem}\n{}", usage()));
            ExitCode::from(2)
        }
    }
}

/// How a program ended that was run by itself; options that it does not know it names itself.
fn ended(result: Result<phase::Summaries, failure::Failure>) -> ExitCode {
    match result {
        Ok(_) => ExitCode::SUCCESS,
        Err(failure) => {
            program::say(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace: the parent of this package's folder.
fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

fn usage() -> String {
    let width = Phase::ALL
        .iter()
        .map(|phase| phase.name().len())
        .max()
        .unwrap_or(0);
    let lines = Phase::ALL
        .iter()
        .map(|phase| format!("  {:width$}  {}\n", phase.name(), phase.purpose()));
    format!("{USAGE}{}", lines.collect::<String>())
}

/// Reads the command line; without `--only`, every phase is chosen.
fn chosen(arguments: &[String]) -> Result<Vec<Phase>, String> {
    let Some((command, options)) = arguments.split_first() else {
        return Err("Nothing to do.".to_owned());
    };
    if command != "test" {
        return Err(format!("There is no command `{command}`."));
    }
    let mut phases = Vec::new();
    let mut options = options.iter();
    while let Some(option) = options.next() {
        if option != "--only" {
            return Err(format!("There is no option `{option}`."));
        }
        let name = options.next().ok_or("`--only` needs the name of a phase.")?;
        let phase = Phase::ALL.into_iter().find(|phase| phase.name() == name);
        phases.push(phase.ok_or_else(|| format!("There is no phase `{name}`."))?);
    }
    Ok(if phases.is_empty() {
        Phase::ALL.to_vec()
    } else {
        phases
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Result<&[Phase], &str>) {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        match (chosen(&arguments), expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{line}"),
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{line}: {found}"),
            (found, expected) => panic!("{line}: {found:?} is not {expected:?}"),
        }
    }

    #[test]
    fn the_command_line_is_read() {
        check("test", Ok(&Phase::ALL));
        check("test --only lint", Ok(&[Phase::Lint]));
        check("test --only lint --only tests", Ok(&[Phase::Lint, Phase::Tests]));
        check("", Err("Nothing"));
        check("tset", Err("tset"));
        check("test lint", Err("lint"));
        check("test --only", Err("needs"));
        check("test --only nothing", Err("nothing"));
    }

    #[test]
    fn usage_names_every_phase() {
        for phase in Phase::ALL {
            assert!(
                usage().contains(&format!("  {}", phase.name())),
                "{}",
                phase.name()
            );
        }
    }
}
