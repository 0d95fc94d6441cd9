//! From which probability on two reports are taken for one person.

use std::fmt;
use std::str::FromStr;

use crate::expectation::Expectation;

/// From which probability on two reports are taken for one person.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Threshold {
    /// Where as many pairs are expected to be joined wrongly as are missed, so that counts are right on average; the usual one.
    #[default]
    Balanced,
    /// With the highest expected F1.
    BestF1,
    /// A wrong link costs so many times as much as a missed one; the sum of costs is least where a pair is joined
    /// when its odds are above it.
    Cost(f64),
    /// Given by the user, between 0 and 1.
    Given(f64),
}

impl Threshold {
    pub(crate) fn value(self, expectation: &Expectation) -> f64 {
        match self {
            Self::Balanced => expectation.balanced(),
            Self::BestF1 => expectation.best_f1(),
            Self::Cost(times) if times.is_finite() && times > 0.0 => times / (1.0 + times),
            Self::Cost(_) => MORE_LIKELY_THAN_NOT,
            Self::Given(given) => given.clamp(0.0, 1.0),
        }
    }
}

/// A pair is more likely one person than two.
const MORE_LIKELY_THAN_NOT: f64 = 0.5;

/// Not a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoThreshold;

impl fmt::Display for NoThreshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("0 < P < 1, balanced, f1, cost=N")
    }
}

impl std::error::Error for NoThreshold {}

impl FromStr for Threshold {
    type Err = NoThreshold;

    /// Reads `0.7`, `balanced`, `f1` or `cost=10`; a comma may stand for the point.
    fn from_str(text: &str) -> Result<Self, NoThreshold> {
        let number = |text: &str| text.replace(',', ".").parse::<f64>().map_err(|_| NoThreshold);
        match text {
            "balanced" => Ok(Self::Balanced),
            "f1" => Ok(Self::BestF1),
            _ => match text.strip_prefix("cost=") {
                Some(times) => Some(number(times)?)
                    .filter(|times| times.is_finite() && *times > 0.0)
                    .map(Self::Cost)
                    .ok_or(NoThreshold),
                None => Some(number(text)?)
                    .filter(|p| *p > 0.0 && *p < 1.0)
                    .map(Self::Given)
                    .ok_or(NoThreshold),
            },
        }
    }
}

impl fmt::Display for Threshold {
    /// As [`FromStr`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Balanced => f.write_str("balanced"),
            Self::BestF1 => f.write_str("f1"),
            Self::Cost(times) => write!(f, "cost={times}"),
            Self::Given(given) => write!(f, "{given}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_read_as_they_are_written() {
        for text in ["0.7", "balanced", "f1", "cost=10"] {
            assert_eq!(text.parse::<Threshold>().unwrap().to_string(), text);
        }
        assert_eq!("0,7".parse(), Ok(Threshold::Given(0.7)));
        for text in ["", "0", "1", "nan", "cost", "cost=", "cost=0", "cost=inf", "best"] {
            assert_eq!(text.parse::<Threshold>(), Err(NoThreshold), "{text}");
        }
    }

    #[test]
    fn a_cost_is_a_threshold() {
        let nothing = Expectation::of(&[], 0.0);
        assert_eq!(Threshold::Cost(1.0).value(&nothing), 0.5);
        assert_eq!(Threshold::Cost(9.0).value(&nothing), 0.9);
    }
}
