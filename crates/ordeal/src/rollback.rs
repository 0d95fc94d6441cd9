//! T5: any of the register's files put back to earlier states, with one fresh witness: noticed, or healed to the newest.

use crate::Bench;
use crate::chance::Chance;
use crate::doing::{Refused, do_step, open, sound, try_open};
use crate::killing::in_parallel;
use crate::plan::Trial;
use crate::report::Outcome;
use crate::scratch::{Files, Scratch, WITNESS};
use crate::script::{Expected, Flavour, Step, steps, told};

/// How many earlier states there are.
const STATES: usize = 6;

/// Steps between two of them.
const STEPS: usize = 6;

/// What can be put back.
const PARTS: [&str; 5] = ["view.db", "view.db-wal", "log/", "keyring.", "subjects."];

/// The states of a register, the last one being the present.
struct Past {
    states: Vec<Files>,
    expected: Expected,
    digest: [u8; 32],
}

/// Makes the trials on all cores.
///
/// # Errors
///
/// When the system does not let them be made.
pub(crate) fn hold(bench: &Bench) -> Result<Outcome, String> {
    let past = past(bench)?;
    without_witness(bench, &past)?;
    Ok(in_parallel(
        "T5 rollback",
        bench.plan.n(Trial::Rollback),
        |number| {
            let mut outcome = Outcome::new("T5 rollback");
            let mut chance = Chance::new(bench.plan.seed, "rollback", number);
            let (files, what) = put_back(&past, &mut chance);
            let result = look(bench, &past, &files, &mut outcome);
            outcome.trial(result.map_err(|error| format!("rollback {number} ({what}): {error}")));
            outcome
        },
    ))
}

/// Works, and keeps a copy now and then; forgetting and new keys are among the work.
fn past(bench: &Bench) -> Result<Past, String> {
    let scratch = Scratch::new().map_err(told)?;
    scratch.lay_out(&bench.specimen.files).map_err(told)?;
    let mut expected = bench.specimen.expected.clone();
    let mut states = vec![bench.specimen.files.clone()];
    let mut digest = [0; 32];
    for state in 1..=STATES {
        let (mut register, _) = open(&scratch.place(), &bench.specimen.words)?;
        let flavour = [Flavour::Forgetting, Flavour::Keys, Flavour::Edits][state % 3];
        let seed = bench.plan.seed.wrapping_add(state as u64);
        for step in steps(seed, flavour, &expected, STEPS) {
            if step == Step::Reopen {
                continue;
            }
            do_step(&mut register, &step)?;
            expected.take(&step);
        }
        digest = register.digest().map_err(told)?;
        // Now closed, now as a kill leaves it.
        if state % 2 == 0 {
            register.close();
            states.push(scratch.files().map_err(told)?);
        } else {
            states.push(scratch.files().map_err(told)?);
            register.close();
        }
    }
    states.push(scratch.files().map_err(told)?);
    Ok(Past {
        states,
        expected,
        digest,
    })
}

/// Puts parts back, at least one of them to something that is not there now; the witness stays.
fn put_back(past: &Past, chance: &mut Chance) -> (Files, String) {
    let newest = &past.states[past.states.len() - 1];
    loop {
        let mut files = newest.clone();
        let mut what = Vec::new();
        let together = chance.one_in(4).then(|| chance.below(past.states.len() - 1));
        for part in PARTS {
            if together.is_none() && chance.one_in(2) {
                continue;
            }
            let state = together.unwrap_or_else(|| chance.below(past.states.len() - 1));
            let is_part = |name: &str| name.strip_prefix("r.esep/").is_some_and(|name| is_of(part, name));
            files.retain(|name, _| !is_part(name));
            let old = past.states[state].iter().filter(|(name, _)| is_part(name));
            files.extend(old.map(|(name, bytes)| (name.clone(), bytes.clone())));
            what.push(format!("{part} of state {state}"));
        }
        if files != *newest {
            return (files, what.join(", "));
        }
    }
}

/// With the witness put back as well nobody can notice: the trial itself must, or it could not tell anything.
fn without_witness(bench: &Bench, past: &Past) -> Result<(), String> {
    let mut outcome = Outcome::new("T5 rollback");
    match look(bench, past, &past.states[0], &mut outcome) {
        Err(_) => Ok(()),
        Ok(()) => Err("an earlier state was noticed without a witness, which cannot be".to_owned()),
    }
}

fn is_of(part: &str, name: &str) -> bool {
    if part.ends_with(['/', '.']) {
        name.starts_with(part)
    } else {
        name == part
    }
}

fn look(bench: &Bench, past: &Past, files: &Files, outcome: &mut Outcome) -> Result<(), String> {
    let scratch = Scratch::new().map_err(told)?;
    debug_assert!(files.contains_key(WITNESS));
    scratch.lay_out(files).map_err(told)?;
    let (register, mendings) = match try_open(&scratch.place(), &bench.specimen.words) {
        Ok(opened) => opened,
        Err(Refused::Keys(error)) => {
            outcome.count("refused");
            return match error {
                store::UnlockError::WrongWords => Err("refused as if the words were wrong".to_owned()),
                store::UnlockError::Keyring(_) | store::UnlockError::WrongPassphrase => Ok(()),
            };
        }
        Err(Refused::Open(_)) => {
            outcome.count("refused");
            return Ok(());
        }
    };
    let codes: Vec<&str> = mendings.iter().map(store::Mending::code).collect();
    let is_told = codes
        .iter()
        .any(|code| ["rolled-back", "keyring-rolled-back", "keys-missing"].contains(code));
    let is_newest = past.expected.hold(&register, None).is_ok()
        && register.digest().map_err(told)? == past.digest
        && sound(&register).is_ok();
    register.close();
    match (is_told, is_newest) {
        (true, _) => {
            outcome.count("told");
            Ok(())
        }
        (false, true) => {
            outcome.count("healed to the newest");
            Ok(())
        }
        (false, false) => Err(format!(
            "an earlier state was taken for the newest (mended: {})",
            codes.join(" ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(part: &str, name: &str, expected: bool) {
        assert_eq!(is_of(part, name), expected, "{part} {name}");
    }

    #[test]
    fn parts_are_told_apart() {
        check("view.db", "view.db", true);
        check("view.db", "view.db-wal", false);
        check("log/", "log/00000001.log", true);
        check("keyring.", "keyring.b", true);
        check("keyring.", "lock", false);
    }
}
