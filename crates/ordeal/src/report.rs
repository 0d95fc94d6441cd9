//! What is printed: one line a test, and what went wrong.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::time::Duration;

/// How one test went.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// What is tried.
    pub(crate) name: &'static str,
    /// How many trials were made.
    pub(crate) n: u64,
    /// What was counted beside, in order.
    pub(crate) counts: Vec<(String, u64)>,
    /// Trials that went wrong; each says how to repeat it.
    pub(crate) failures: Vec<String>,
    /// How long it took.
    pub(crate) took: Duration,
}

impl Outcome {
    /// A test that has not begun.
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Counts one more of something.
    pub(crate) fn count(&mut self, what: &str) {
        self.add(what, 1);
    }

    /// Counts more of something.
    pub(crate) fn add(&mut self, what: &str, n: u64) {
        match self.counts.iter_mut().find(|(name, _)| name == what) {
            Some((_, count)) => *count += n,
            None => self.counts.push((what.to_owned(), n)),
        }
    }

    /// Counts a trial, and keeps why it went wrong.
    pub(crate) fn trial(&mut self, how: Result<(), String>) {
        self.n += 1;
        self.failures.extend(how.err());
    }

    /// Takes another part of the same test.
    pub(crate) fn merge(&mut self, other: Self) {
        self.n += other.n;
        for (what, n) in other.counts {
            self.add(&what, n);
        }
        self.failures.extend(other.failures);
    }
}

/// The table of all tests.
pub(crate) fn table(outcomes: &[Outcome]) -> String {
    let mut text = String::from(
        "\n| test         |  trials |  wrong | seconds | counted\n| --- | --- | --- | --- | ---\n",
    );
    for outcome in outcomes {
        let counts: Vec<String> = outcome
            .counts
            .iter()
            .map(|(what, n)| format!("{what} {n}"))
            .collect();
        let _ = writeln!(
            text,
            "| {:12} | {:7} | {:6} | {:7.1} | {}",
            outcome.name,
            outcome.n,
            outcome.failures.len(),
            outcome.took.as_secs_f64(),
            counts.join(", ")
        );
    }
    text
}

/// One test, as soon as it is over.
pub(crate) fn line(outcome: &Outcome) -> String {
    format!(
        "{}: {} trials, {} wrong, {:.1} s",
        outcome.name,
        outcome.n,
        outcome.failures.len(),
        outcome.took.as_secs_f64()
    )
}

/// Why trials went wrong, at most some of each test.
pub(crate) fn failures(outcomes: &[Outcome]) -> String {
    const SHOWN: usize = 20;
    let mut text = String::new();
    for outcome in outcomes {
        for failure in outcome.failures.iter().take(SHOWN) {
            let _ = writeln!(text, "WRONG {}: {failure}", outcome.name);
        }
        if outcome.failures.len() > SHOWN {
            let _ = writeln!(
                text,
                "WRONG {}: and {} more",
                outcome.name,
                outcome.failures.len() - SHOWN
            );
        }
    }
    text
}

/// Prints a line. A reader who has gone away is no reason to stop.
pub(crate) fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_wrong_is_told() {
        let mut outcome = Outcome::new("T1 kills");
        outcome.trial(Ok(()));
        outcome.trial(Err("trial 7 lost a record".to_owned()));
        outcome.count("acknowledged");
        outcome.add("acknowledged", 4);
        let outcomes = [outcome];
        assert!(
            table(&outcomes).contains("| T1 kills     |       2 |      1 |"),
            "{}",
            table(&outcomes)
        );
        assert!(table(&outcomes).contains("acknowledged 5"));
        assert_eq!(failures(&outcomes), "WRONG T1 kills: trial 7 lost a record\n");
    }
}
