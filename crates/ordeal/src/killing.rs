//! T1: a child is killed at random moments and at named points, and loses nothing that it had acknowledged.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::Bench;
use crate::chance::Chance;
use crate::doing::{count_mendings, hold as hold_register, open};
use crate::plan::Trial;
use crate::report::Outcome;
use crate::scratch::Scratch;
use crate::script::{Expected, Flavour, steps, told};
use crate::shim::{self, Deed};
use crate::worker::{self, Heard, Worker};

/// Kills that one register lives through, one after another.
const CHAIN: u64 = 10;

/// Steps that a child has before it.
const STEPS: usize = 8;

/// The longest wait before a kill, in microseconds: some steps' worth.
const LONGEST_WAIT: usize = 30_000;

/// Makes the trials on all cores.
///
/// # Errors
///
/// When the system does not let them be made.
pub(crate) fn hold(bench: &Bench) -> Result<Outcome, String> {
    let n = bench.plan.n(Trial::Kills);
    let outcome = in_parallel("T1 kills", n.div_ceil(CHAIN), |chain| {
        let n_here = CHAIN.min(n - chain * CHAIN);
        one_chain(bench, chain, n_here)
    });
    Ok(outcome)
}

/// Runs numbered pieces of work on two threads and puts their outcomes together.
pub(crate) fn in_parallel(name: &'static str, n: u64, work: impl Fn(u64) -> Outcome + Sync) -> Outcome {
    let next = AtomicU64::new(0);
    let all = Mutex::new(Outcome::new(name));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= n {
                        return;
                    }
                    let outcome = work(number);
                    all.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .merge(outcome);
                }
            });
        }
    });
    let mut all = all
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    all.counts.sort();
    all
}

fn one_chain(bench: &Bench, chain: u64, n: u64) -> Outcome {
    let mut outcome = Outcome::new("T1 kills");
    let mut expected = bench.specimen.expected.clone();
    let scratch =
        match Scratch::new().and_then(|scratch| scratch.lay_out(&bench.specimen.files).map(|()| scratch)) {
            Ok(scratch) => scratch,
            Err(error) => {
                outcome.trial(Err(told(error)));
                return outcome;
            }
        };
    // A child that is done before the kill comes is no trial; another takes its place.
    for attempt in 0..4 * n {
        if outcome.n == n {
            break;
        }
        let number = chain * 4 * CHAIN + attempt;
        let mut kill = Kill {
            bench,
            number,
            chance: Chance::new(bench.plan.seed, "kills", number),
            scratch: &scratch,
        };
        let flavour = Flavour::ALL[usize::try_from(number).unwrap_or(0) % Flavour::ALL.len()];
        let result = kill.one(flavour, &mut expected, &mut outcome);
        match result {
            Ok(true) => outcome.trial(Ok(())),
            Ok(false) => outcome.count("came too late"),
            Err(error) => {
                outcome.trial(Err(format!("kill {number} ({}): {error}", flavour.name())));
                break;
            }
        }
    }
    outcome
}

struct Kill<'a> {
    bench: &'a Bench,
    number: u64,
    chance: Chance,
    scratch: &'a Scratch,
}

impl Kill<'_> {
    fn one(
        &mut self,
        flavour: Flavour,
        expected: &mut Expected,
        outcome: &mut Outcome,
    ) -> Result<bool, String> {
        let steps = steps(
            self.bench.plan.seed ^ (self.number << 8),
            flavour,
            expected,
            STEPS,
        );
        let order = worker::order(&self.bench.specimen.words, &steps);
        let is_named = self.chance.one_in(2);
        let (heard, was_killed) = if is_named {
            self.at_point(&order, outcome)
        } else {
            self.at_moment(&order, outcome)
        }?;
        if let Some(error) = heard.errors.first() {
            return Err(format!("an error without a cause: {error}"));
        }
        outcome.add("acknowledged", heard.n_acknowledged as u64);
        for step in &steps[..heard.n_acknowledged] {
            expected.take(step);
        }
        let _quiet = worker::keep_from_starting();
        let (mut register, mendings) = open(&self.scratch.place(), &self.bench.specimen.words)
            .map_err(|error| format!("does not open: {error}"))?;
        let mut counts = BTreeMap::new();
        count_mendings(&mut counts, &mendings);
        counts.into_iter().for_each(|(code, n)| outcome.add(code, n));
        let under_way = steps.get(heard.n_acknowledged);
        hold_register(&mut register, expected, under_way, &mut self.chance)?;
        register.close();
        Ok(was_killed)
    }

    /// Kills at a moment that nobody chose: some time after the n-th acknowledgement, or while opening.
    fn at_moment(&mut self, order: &str, outcome: &mut Outcome) -> Result<(Heard, bool), String> {
        let command = worker::command(self.scratch.path()).map_err(told)?;
        let mut worker = Worker::start(command, order).map_err(told)?;
        let after = self.chance.below(STEPS + 1);
        let wait = self.chance.below(LONGEST_WAIT);
        let is_opening = self.chance.one_in(8);
        if !is_opening {
            worker.wait_for_open().map_err(told)?;
            worker.wait_for(after).map_err(told)?;
        }
        let wait = if after == 0 { wait } else { wait / 4 };
        worker
            .kill_after(Duration::from_micros(wait as u64))
            .map_err(told)?;
        let (heard, status) = worker.end().map_err(told)?;
        let was_killed = status.code().is_none();
        outcome.add("at a moment", u64::from(was_killed));
        Ok((died_well(heard, status)?, was_killed))
    }

    /// Kills just before a call on the register's files.
    fn at_point(&mut self, order: &str, outcome: &mut Outcome) -> Result<(Heard, bool), String> {
        let note = self.scratch.path().with_extension("note");
        let mut command = worker::command(self.scratch.path()).map_err(told)?;
        self.bench.shim.watch(&mut command, self.scratch.path());
        shim::note_in(&mut command, &note);
        let call = 1 + self.chance.below(500) as u64;
        shim::at(&mut command, call, Deed::Kill);
        let worker = Worker::start(command, order).map_err(told)?;
        let (heard, status) = worker.end().map_err(told)?;
        let was_killed = shim::take_note(&note).fired.is_some();
        outcome.add("at a call", u64::from(was_killed));
        Ok((died_well(heard, status)?, was_killed))
    }
}

/// A child ends by a kill or by itself; anything else is a fault of the program.
fn died_well(heard: Heard, status: std::process::ExitStatus) -> Result<Heard, String> {
    match status.code() {
        None | Some(0) => Ok(heard),
        Some(code) => Err(format!(
            "the child ended with {code}: {} {}",
            heard.stray.trim(),
            heard.errors.join("; ")
        )),
    }
}
