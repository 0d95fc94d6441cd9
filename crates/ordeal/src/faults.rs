//! T2: every call on the register's files fails once, in every way; the error is told, nothing acknowledged is lost,
//! and work goes on when the disk does.

use std::process::ExitStatus;

use crate::Bench;
use crate::chance::Chance;
use crate::child::GAVE_UP;
use crate::doing::{self, hold as hold_register, open};
use crate::killing::in_parallel;
use crate::plan::Trial;
use crate::report::Outcome;
use crate::scratch::Scratch;
use crate::script::{Expected, Flavour, Step, steps, told};
use crate::shim::{self, Deed, Note};
use crate::worker::{self, Heard, Worker};

/// Steps of each workload.
const STEPS: usize = 6;

/// How often a register is founded: each costs a stretching of a passphrase, so that most trials do something else.
const FOUNDING: u64 = 20;

/// What a child is given to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Found,
    Steps(Flavour, u64),
}

/// Makes the trials on all cores.
///
/// # Errors
///
/// When the system does not let them be made.
pub(crate) fn hold(bench: &Bench) -> Result<Outcome, String> {
    let n = bench.plan.n(Trial::Faults);
    let lengths = lengths(bench, n)?;
    let mut outcome = in_parallel("T2 faults", n, |number| {
        let mut outcome = Outcome::new("T2 faults");
        let mut trial = Fault::new(bench, number, &lengths);
        let result = trial.one(&mut outcome);
        let what = format!(
            "fault {number} ({:?}, {} at call {})",
            trial.work, trial.deed, trial.call
        );
        match result {
            Ok(true) => outcome.trial(Ok(())),
            // The work came out some calls shorter this time; nothing was put to the test.
            Ok(false) => outcome.count("not reached"),
            Err(error) => outcome.trial(Err(format!("{what}: {error}"))),
        }
        outcome
    });
    let n_calls: u64 = lengths.iter().map(|(_, n)| n).sum();
    outcome.add("calls in all workloads", n_calls);
    Ok(outcome)
}

/// The workloads and how many calls each makes when nothing fails.
fn lengths(bench: &Bench, n: u64) -> Result<Vec<(Work, u64)>, String> {
    let n_scripts = if n > 5_000 { 4 } else { 1 };
    let mut works = vec![Work::Found];
    for script in 0..n_scripts {
        works.extend(Flavour::ALL.map(|flavour| Work::Steps(flavour, script)));
    }
    let mut lengths = Vec::new();
    for work in works {
        let scratch = Scratch::new().map_err(told)?;
        let run = run(bench, &scratch, work, None)?;
        if run.status.code() != Some(0) || !run.heard.errors.is_empty() {
            return Err(format!(
                "{work:?} fails without a fault: {} {:?}",
                run.heard.stray, run.heard.errors
            ));
        }
        lengths.push((work, run.note.n_calls));
    }
    Ok(lengths)
}

/// What came of a child.
struct Run {
    heard: Heard,
    status: ExitStatus,
    note: Note,
}

fn run(bench: &Bench, scratch: &Scratch, work: Work, fault: Option<(u64, Deed)>) -> Result<Run, String> {
    let note = scratch.path().with_extension("note");
    let root = scratch.path().join("root");
    std::fs::create_dir_all(&root).map_err(told)?;
    let order = match work {
        Work::Found => "found\n".to_owned(),
        Work::Steps(..) => {
            crate::scratch::lay_out(&root, &bench.specimen.files).map_err(told)?;
            worker::order(&bench.specimen.words, &steps_of(bench, work))
        }
    };
    let mut command = worker::command(&root).map_err(told)?;
    bench.shim.watch(&mut command, &root);
    shim::note_in(&mut command, &note);
    if let Some((call, deed)) = fault {
        shim::at(&mut command, call, deed);
    }
    let (heard, status) = Worker::start(command, &order)
        .map_err(told)?
        .end()
        .map_err(told)?;
    let note = shim::take_note(&note);
    Ok(Run { heard, status, note })
}

fn steps_of(bench: &Bench, work: Work) -> Vec<Step> {
    match work {
        Work::Found => Vec::new(),
        Work::Steps(flavour, script) => steps(
            bench.plan.seed.wrapping_add(1 + script),
            flavour,
            &bench.specimen.expected,
            STEPS,
        ),
    }
}

struct Fault<'a> {
    bench: &'a Bench,
    work: Work,
    call: u64,
    deed: Deed,
    chance: Chance,
}

impl<'a> Fault<'a> {
    /// Spreads the trials over all workloads, ways of failing, and calls.
    fn new(bench: &'a Bench, number: u64, lengths: &[(Work, u64)]) -> Self {
        let mut chance = Chance::new(bench.plan.seed, "faults", number);
        let is_founding = number.is_multiple_of(FOUNDING);
        let pick = if is_founding {
            0
        } else {
            1 + chance.below(lengths.len() - 1)
        };
        let (work, n_calls) = lengths[pick];
        let call = 1 + chance.below(usize::try_from(n_calls).unwrap_or(usize::MAX)) as u64;
        let deed = *chance.of(&Deed::FAULTS);
        Self {
            bench,
            work,
            call,
            deed,
            chance,
        }
    }

    /// False when the call was not reached.
    fn one(&mut self, outcome: &mut Outcome) -> Result<bool, String> {
        let scratch = Scratch::new().map_err(told)?;
        let run = run(self.bench, &scratch, self.work, Some((self.call, self.deed)))?;
        let Some(fired) = run.note.fired.clone() else {
            return Ok(false);
        };
        let call = fired.split_once(' ').map_or("", |(_, call)| call).to_owned();
        let at = |error: String| format!("{error} [{call}]");
        self.ended_well(&run).map_err(at)?;
        self.was_told(&run, &call, outcome).map_err(at)?;
        let place = crate::scratch::place(&scratch.path().join("root"));
        let _quiet = worker::keep_from_starting();
        match self.work {
            Work::Found => self.found_afterwards(&place, &run.heard),
            Work::Steps(..) => self.whole_afterwards(&place, &run.heard),
        }
        .map_err(at)?;
        Ok(true)
    }

    fn ended_well(&self, run: &Run) -> Result<(), String> {
        let code = run.status.code();
        let is_well = match self.deed {
            Deed::Torn => code == Some(98),
            _ => code == Some(0) || code == Some(i32::from(GAVE_UP)),
        };
        let stray = run.heard.stray.trim();
        match is_well && stray.is_empty() {
            true => Ok(()),
            false => Err(format!("the child ended with {:?}: {stray}", run.status)),
        }
    }

    /// An error is told, or what failed is something that the register can do without.
    fn was_told(&self, run: &Run, call: &str, outcome: &mut Outcome) -> Result<(), String> {
        if self.deed.is_end() {
            outcome.count("ended");
            return Ok(());
        }
        if !run.heard.errors.is_empty() {
            outcome.count("told");
            return Ok(());
        }
        if !run.heard.mended.is_empty() {
            outcome.count("mended and told");
            return Ok(());
        }
        outcome.count("needed no telling");
        let is_needless = may_fail(call) || (self.deed == Deed::Short && call.contains("write"));
        match is_needless {
            true => Ok(()),
            false => Err("a failure was not told".to_owned()),
        }
    }

    /// Without the fault, the register opens, has all that was acknowledged, and works.
    fn whole_afterwards(&mut self, place: &store::Place, heard: &Heard) -> Result<(), String> {
        let steps = steps_of(self.bench, self.work);
        let mut expected = self.bench.specimen.expected.clone();
        for step in &steps[..heard.n_acknowledged.min(steps.len())] {
            expected.take(step);
        }
        let (mut register, _) = open(place, &self.bench.specimen.words)
            .map_err(|error| format!("does not open afterwards: {error}"))?;
        let under_way = steps.get(heard.n_acknowledged);
        hold_register(&mut register, &mut expected, under_way, &mut self.chance)?;
        register.close();
        Ok(())
    }

    /// Either there is a register that opens, or there is none and one can be founded.
    fn found_afterwards(&mut self, place: &store::Place, heard: &Heard) -> Result<(), String> {
        let mut expected = Expected::default();
        if let Some(words) = &heard.founded {
            let (mut register, _) =
                open(place, words).map_err(|error| format!("does not open afterwards: {error}"))?;
            return hold_register(&mut register, &mut expected, None, &mut self.chance);
        }
        if place.folder.exists() {
            // Its words were never told to anybody, so that the folder must be whole for its passphrase.
            return doing::open_with_phrase(place)
                .map(drop)
                .map_err(|error| format!("half a register is left: {error}"));
        }
        let (mut register, _, _) =
            doing::found(place).map_err(|error| format!("cannot be founded afterwards: {error}"))?;
        hold_register(&mut register, &mut expected, None, &mut self.chance)
    }
}

/// Calls whose failure needs no telling, because nothing that was acknowledged stands on them: those on the view, which
/// is made again from the log, and on the witness, which then remembers less.
///
/// SQLite says nothing when it cannot sync the folder that it has just made a journal in, nor when a checkpoint fails
/// after a commit that the journal holds; closing a register says nothing either. What has to be told is told by every call on the
/// log, the keyring and the slots. The trial goes on and proves that nothing is lost.
fn may_fail(call: &str) -> bool {
    let (call, after) = call.split_once(" after ").unwrap_or((call, ""));
    let path = call.split_once(' ').map_or("", |(_, path)| path);
    let is_own = |path: &str| {
        let own = ["/r.esep/view.db", "/r.esep.new/view.db", "/witness"];
        own.iter().any(|own| path.starts_with(own))
    };
    is_own(path) || (["/r.esep", "/r.esep.new"].contains(&path) && is_own(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(call: &str, expected: bool) {
        assert_eq!(may_fail(call), expected, "{call}");
    }

    #[test]
    fn only_what_can_be_made_again_may_fail_in_silence() {
        check("pwrite /r.esep/view.db-wal after nothing", true);
        check("write /witness after /r.esep/view.db", true);
        check("fsync /r.esep after /r.esep/view.db-wal", true);
        check("fsync /r.esep after /r.esep/keyring.b", false);
        check("write /r.esep/log/00000001.log after /r.esep/view.db", false);
        check("fsync /r.esep/subjects.a after /witness", false);
    }
}
