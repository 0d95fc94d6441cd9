//! Bad days for the register: kills, failing disks, power loss, damage, rollback, tampering, and whether who was
//! forgotten is gone. A development program, never shipped; `cargo xtask ordeal` runs it.

mod canaries;
mod chance;
mod child;
mod disk;
mod doing;
mod faults;
mod flips;
mod frames;
mod histories;
mod killing;
mod plain;
mod plan;
mod power;
mod report;
mod rollback;
mod scratch;
mod script;
mod shim;
mod speed;
mod tampering;
mod trace;
mod worker;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use crate::doing::{Specimen, specimen};
use crate::plan::{Plan, Trial};
use crate::report::{Outcome, failures, line, say, table};
use crate::scratch::Scratch;
use crate::shim::Shim;

/// Steps in the past of the register that trials start from.
const PAST: usize = 40;

/// What every trial needs.
pub(crate) struct Bench {
    pub(crate) plan: Plan,
    pub(crate) specimen: Specimen,
    pub(crate) shim: Shim,
    /// Holds the compiled shim as long as it is used.
    _tools: Scratch,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["child", folder] => return ExitCode::from(child::run(Path::new(folder))),
        ["speed-of", folder] => return told(speed::measure_opened(Path::new(folder)).map(|()| true)),
        ["speed", folder] => return told(speed::measure(Path::new(folder), None).map(|()| true)),
        ["speed", folder, n] => {
            return told(speed::measure(Path::new(folder), n.parse().ok()).map(|()| true));
        }
        _ => {}
    }
    let plan = match Plan::read(&arguments) {
        Ok(plan) => plan,
        Err(problem) => {
            say(&format!("{problem}\n\n{}", plan::USAGE));
            return ExitCode::from(2);
        }
    };
    told(run(plan))
}

/// Whether all was well, as the system hears it.
fn told(result: Result<bool, String>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            say(&format!("the ordeal could not be held: {problem}"));
            ExitCode::FAILURE
        }
    }
}

fn run(plan: Plan) -> Result<bool, String> {
    let seed = plan.seed;
    say(&format!(
        "seed {seed}; the same seed gives the same trials (moments of kills excepted)"
    ));
    let tools = Scratch::new().map_err(script::told)?;
    let bench = Bench {
        specimen: specimen(seed, PAST)?,
        shim: Shim::compile(tools.path())?,
        plan,
        _tools: tools,
    };
    let mut outcomes: Vec<Outcome> = Vec::new();
    for trial in bench.plan.trials.clone() {
        let start = Instant::now();
        let mut outcome = hold(trial, &bench).map_err(|problem| format!("{}: {problem}", trial.name()))?;
        outcome.took = start.elapsed();
        say(&line(&outcome));
        outcomes.push(outcome);
    }
    say(&table(&outcomes));
    say(&failures(&outcomes));
    let is_good = outcomes
        .iter()
        .all(|outcome| outcome.failures.is_empty() && outcome.n > 0);
    if !is_good {
        say(&format!(
            "To repeat: cargo run -p ordeal -- --seed {seed} --only TEST"
        ));
    }
    Ok(is_good)
}

fn hold(trial: Trial, bench: &Bench) -> Result<Outcome, String> {
    match trial {
        Trial::Kills => killing::hold(bench),
        Trial::Faults => faults::hold(bench),
        Trial::Power => power::hold(bench),
        Trial::Flips => flips::hold(bench),
        Trial::Rollback => rollback::hold(bench),
        Trial::Tampering => tampering::hold(bench),
        Trial::Forgetting => canaries::hold(bench),
        Trial::Histories => Ok(histories::hold(bench)),
    }
}
