//! How often and how well a method's intervals hold the truth.

use crate::rows::{Outcome, Row};
use crate::scenario::TRUTH;

/// A figure and its Monte Carlo standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measured {
    pub(crate) value: f64,
    pub(crate) se: f64,
}

/// How a method did.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) answered: usize,
    pub(crate) refused: usize,
    /// Share of the answers whose interval holds the truth.
    pub(crate) coverage: Measured,
    /// Answers that lie wholly below the truth.
    pub(crate) low: usize,
    /// Answers that lie wholly above it.
    pub(crate) high: usize,
    /// Median of ln(centre / truth); `None` without centres.
    pub(crate) bias: Option<Measured>,
    /// Median of upper / lower end; `None` without answers.
    pub(crate) width: Option<Measured>,
    /// Of answers that miss, the median factor between the truth and the nearer end.
    pub(crate) missed_by: Option<f64>,
}

impl Figures {
    /// The figures of one method's rows.
    pub(crate) fn of(rows: &[Row], method: &str) -> Self {
        let (mut centres, mut widths, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
        let (mut low, mut high, mut refused) = (0, 0, 0);
        for row in rows.iter().filter(|row| row.method == method) {
            let Outcome::Answers { centre, lower, upper } = &row.outcome else {
                refused += 1;
                continue;
            };
            centres.extend(centre.map(|centre| (centre / TRUTH).ln()));
            widths.push(upper / lower);
            if *upper < TRUTH {
                low += 1;
                gaps.push(TRUTH / upper);
            } else if *lower > TRUTH {
                high += 1;
                gaps.push(lower / TRUTH);
            }
        }
        let answered = widths.len();
        Self {
            answered,
            refused,
            coverage: share(answered - low - high, answered),
            low,
            high,
            bias: median(&mut centres),
            width: median(&mut widths),
            missed_by: median(&mut gaps).map(|gap| gap.value),
        }
    }
}

/// Populations whose interval holds the truth.
pub(crate) fn covering(rows: &[Row], method: &str) -> usize {
    let figures = Figures::of(rows, method);
    figures.answered - figures.low - figures.high
}

/// A share with its standard error after Agresti and Coull (1998): two of each kind added, so that none or all is no certainty.
fn share(of: usize, all: usize) -> Measured {
    let more = all as f64 + 4.0;
    let moved = (of as f64 + 2.0) / more;
    Measured {
        value: of as f64 / all as f64,
        se: (moved * (1.0 - moved) / more).sqrt(),
    }
}

/// The median; its standard error is half of the way between the values that lie half a root of their number to both sides,
/// which is one deviate of the binomial law of values below the median.
fn median(values: &mut [f64]) -> Option<Measured> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |place: f64| values[(place.round().max(0.0) as usize).min(last)];
    let middle = last as f64 / 2.0;
    let half_root = (values.len() as f64).sqrt() / 2.0;
    Some(Measured {
        value: (at(middle.floor()) + at(middle.ceil())) / 2.0,
        se: (at(middle + half_root) - at(middle - half_root)) / 2.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Plan;

    fn row(outcome: Outcome) -> Row {
        Row {
            scenario: String::new(),
            plan: Plan {
                resampled: 1,
                effective: 1,
            },
            seed: 1,
            replicate: 1,
            observed: 1,
            method: "range".to_owned(),
            outcome,
        }
    }

    fn answer(centre: f64, lower: f64, upper: f64) -> Row {
        row(Outcome::Answers {
            centre: Some(centre),
            lower,
            upper,
        })
    }

    #[test]
    fn figures_are_counted() {
        let mut rows = vec![
            answer(2_000.0, 1_000.0, 2_000.0),
            answer(4_000.0, 2_000.0, f64::INFINITY),
            answer(1_000.0, 900.0, 1_600.0),
            answer(6_000.0, 5_000.0, 7_000.0),
            row(Outcome::Refused("few-methods".to_owned())),
        ];
        rows.push(Row {
            method: "other".to_owned(),
            ..rows[0].clone()
        });
        let figures = Figures::of(&rows, "range");
        assert_eq!((figures.answered, figures.refused), (4, 1));
        assert_eq!((figures.low, figures.high), (1, 1));
        assert_eq!(figures.coverage.value, 0.5);
        assert_eq!(figures.coverage.se, (0.25f64 / 8.0).sqrt());
        let width = figures.width.unwrap().value;
        assert!((width - (2.0 + 16.0 / 9.0) / 2.0).abs() < 1e-12, "{width}");
        assert!((figures.bias.unwrap().value - 2f64.ln() / 2.0).abs() < 1e-12);
        assert!((figures.missed_by.unwrap() - (1.25 + 2.5) / 2.0).abs() < 1e-12);
        assert_eq!(covering(&rows, "range"), 2);
    }

    #[test]
    fn nothing_has_no_median() {
        let figures = Figures::of(&[], "range");
        assert!(figures.width.is_none() && figures.bias.is_none() && figures.missed_by.is_none());
        assert_eq!(covering(&[], "range"), 0);
    }

    #[test]
    fn the_error_of_a_median_is_that_of_its_law() {
        // Of uniform values the median's standard error is 1 / (2 sqrt n).
        let mut values: Vec<f64> = (0..400).map(|value| f64::from(value) / 400.0).collect();
        let measured = median(&mut values).unwrap();
        assert!((measured.value - 0.498_75).abs() < 1e-12);
        assert!((measured.se - 0.025).abs() < 2e-3, "{}", measured.se);
    }
}
