//! What is asked for on the command line: which tests, how many trials, from which seed.

/// How the program is called.
pub(crate) const USAGE: &str = "\
Usage: ordeal [--long] [--seed N] [--share PERCENT] [--only TEST]...
       ordeal speed FOLDER [ENTRIES]

  --long           as many trials as a release needs; without it, as many as fit into CI
  --seed N         another seed than 1
  --share PERCENT  only so many of the trials
  --only TEST      kills, faults, power, flips, rollback, tampering, forgetting or histories";

/// A test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trial {
    Kills,
    Faults,
    Power,
    Flips,
    Rollback,
    Tampering,
    Forgetting,
    Histories,
}

impl Trial {
    /// All of them, in the order in which they are held.
    pub(crate) const ALL: [Self; 8] = [
        Self::Kills,
        Self::Faults,
        Self::Power,
        Self::Flips,
        Self::Rollback,
        Self::Tampering,
        Self::Forgetting,
        Self::Histories,
    ];

    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kills => "kills",
            Self::Faults => "faults",
            Self::Power => "power",
            Self::Flips => "flips",
            Self::Rollback => "rollback",
            Self::Tampering => "tampering",
            Self::Forgetting => "forgetting",
            Self::Histories => "histories",
        }
    }

    /// How many trials are made: in CI, and for a release .
    fn numbers(self) -> (u64, u64) {
        match self {
            Self::Kills => (500, 10_000),
            Self::Faults => (1_000, 20_000),
            Self::Power => (2_000, 50_000),
            // One in each page, record and slot, however many these are, and at least so many.
            Self::Flips => (1, 10_000),
            Self::Rollback => (20, 200),
            Self::Tampering => (1_000, 10_000),
            // Each forgets several people, kills on the way, and looks for them everywhere.
            Self::Forgetting => (6, 100),
            Self::Histories => (20_000, 1_000_000),
        }
    }
}

/// What is to be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) is_long: bool,
    pub(crate) share: u64,
    pub(crate) trials: Vec<Trial>,
}

impl Plan {
    /// Reads the command line.
    ///
    /// # Errors
    ///
    /// In words, with what is wrong.
    pub(crate) fn read(arguments: &[String]) -> Result<Self, String> {
        let mut plan = Self {
            seed: 1,
            is_long: false,
            share: 100,
            trials: Vec::new(),
        };
        let mut rest = arguments.iter();
        while let Some(option) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("`{option}` needs a value."));
            match option.as_str() {
                "--long" => plan.is_long = true,
                "--seed" => plan.seed = number(value()?)?,
                "--share" => plan.share = number(value()?)?.clamp(1, 100),
                "--only" => {
                    let name = value()?;
                    let trial = Trial::ALL.into_iter().find(|trial| trial.name() == name);
                    plan.trials
                        .push(trial.ok_or_else(|| format!("There is no test `{name}`."))?);
                }
                _ => return Err(format!("There is no option `{option}`.")),
            }
        }
        if plan.trials.is_empty() {
            plan.trials = Trial::ALL.to_vec();
        }
        Ok(plan)
    }

    /// How many trials of a test are to be made.
    pub(crate) fn n(&self, trial: Trial) -> u64 {
        let (short, long) = trial.numbers();
        let all = if self.is_long { long } else { short };
        (all * self.share).div_ceil(100)
    }
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("`{text}` is no number."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Result<(u64, u64, usize), &str>) {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        match (Plan::read(&arguments), expected) {
            (Ok(plan), Ok((seed, kills, n_trials))) => {
                let found = (plan.seed, plan.n(Trial::Kills), plan.trials.len());
                assert_eq!(found, (seed, kills, n_trials), "{line}");
            }
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{line}: {found}"),
            (found, _) => panic!("{line}: {found:?}"),
        }
    }

    #[test]
    fn the_command_line_is_read() {
        check("", Ok((1, 500, Trial::ALL.len())));
        check("--long --seed 7", Ok((7, 10_000, Trial::ALL.len())));
        check("--share 10 --only kills", Ok((1, 50, 1)));
        check("--only singing", Err("singing"));
        check("--seed", Err("needs"));
        check("--seed x", Err("no number"));
        check("--quick", Err("--quick"));
    }
}
