//! The command line.

use std::path::PathBuf;

use crate::scenario::{ALL, Scenario};

/// What can be typed.
pub(crate) const USAGE: &str = "\
Usage: coverage [--replicates N] [--seed N] [--scenario NAME]... [--csv FILE] [--resampled N] [--effective N]
                [--choices] [--triples] [--at-least N]

  --replicates  populations of each scenario (500)
  --seed        seed of everything drawn (1)
  --scenario    one of indep4 sparse4 lc1 lc3 lc4 lc5 pair4; all when none is named
  --csv         file of rows: populations in it are not drawn again, new ones are added
  --resampled   tables resampled for the selected model (1000)
  --effective   effective draws of latent classes (1000)
  --choices     compares other resamplings and intervals of the selected model as well, and ranges of two ways
  --triples     compares the selected model with interactions of three among five lists as well (slow)
  --at-least    fails when fewer ranges of a scenario hold the truth, or intervals of a single method where lists are independent";

/// How the range is found, which must not be mixed in a file of rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Plan {
    /// Tables resampled for the selected model.
    pub(crate) resampled: u64,
    /// Effective draws of latent classes.
    pub(crate) effective: u64,
}

/// What is to be studied.
pub(crate) struct Options {
    pub(crate) replicates: u64,
    pub(crate) seed: u64,
    pub(crate) scenarios: Vec<&'static Scenario>,
    pub(crate) csv: Option<PathBuf>,
    pub(crate) plan: Plan,
    pub(crate) choices: bool,
    pub(crate) triples: bool,
    pub(crate) at_least: Option<usize>,
}

impl Options {
    /// Reads the command line.
    pub(crate) fn read(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self {
            replicates: 500,
            seed: 1,
            scenarios: Vec::new(),
            csv: None,
            plan: Plan {
                resampled: 1_000,
                effective: 1_000,
            },
            choices: false,
            triples: false,
            at_least: None,
        };
        let mut arguments = arguments.iter();
        while let Some(option) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .ok_or_else(|| format!("`{option}` needs a value."))
            };
            match option.as_str() {
                "--choices" => options.choices = true,
                "--triples" => options.triples = true,
                "--replicates" => options.replicates = number(value()?)?,
                "--seed" => options.seed = number(value()?)?,
                "--scenario" => {
                    let name = value()?;
                    let scenario = Scenario::named(name);
                    options
                        .scenarios
                        .push(scenario.ok_or_else(|| format!("There is no scenario `{name}`."))?);
                }
                "--csv" => options.csv = Some(PathBuf::from(value()?)),
                "--resampled" => options.plan.resampled = number(value()?)?,
                "--effective" => options.plan.effective = number(value()?)?,
                "--at-least" => options.at_least = Some(number(value()?)? as usize),
                _ => return Err(format!("There is no option `{option}`.")),
            }
        }
        if options.scenarios.is_empty() {
            options.scenarios = ALL.iter().collect();
        }
        Ok(options)
    }
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("`{text}` is no whole number."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, String> {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::read(&arguments)
    }

    #[test]
    fn the_command_line_is_read() {
        let plain = read("").unwrap();
        assert_eq!((plain.replicates, plain.seed, plain.scenarios.len()), (500, 1, 7));
        assert!(!plain.choices && !plain.triples && plain.at_least.is_none());
        let long = "--replicates 40 --scenario lc1 --scenario indep4 --seed 9 --effective 400 --choices --triples --at-least 33";
        let long = read(long).unwrap();
        let names: Vec<&str> = long.scenarios.iter().map(|scenario| scenario.name).collect();
        assert_eq!(names, ["lc1", "indep4"]);
        assert_eq!((long.replicates, long.seed, long.at_least), (40, 9, Some(33)));
        assert_eq!(
            (long.plan.effective, long.plan.resampled, long.choices),
            (400, 1_000, true)
        );
    }

    #[test]
    fn what_is_not_known_is_said() {
        for (line, expected) in [
            ("--seed", "--seed"),
            ("--seed x", "whole number"),
            ("--scenario lc2", "lc2"),
            ("--loud 1", "--loud"),
        ] {
            let problem = read(line).err().unwrap_or_default();
            assert!(problem.contains(expected), "{line}: {problem}");
        }
    }
}
