//! Profile-likelihood intervals of the total (Cormack 1992).

use crate::finding::Interval;
use crate::fit::{Evidence, Fitted, deviance};
use crate::newton::{Maximum, Precision, maximise};

/// How many times the likeliest total an upper end is looked for, before it is said that there is none.
const FARTHEST: f64 = 1000.0;

/// Fewest unseen people the likelihood is looked at; the lower end is the number seen when it is still high there.
const FEWEST_UNSEEN: f64 = 1e-3;

/// Relative precision of the ends.
const PRECISION: f64 = 1e-11;

/// Most evaluations for one end.
const MOST_EVALUATIONS: usize = 100;

/// Interval of totals at which the profile likelihood is not lower than its peak by half the quantile of chi-squared
/// with one degree of freedom; `None` when the likelihood cannot be followed.
///
/// `deviate` is the two-sided standard normal deviate of the confidence.
pub(crate) fn profile_interval(evidence: &Evidence, fitted: &Fitted, deviate: f64) -> Option<Interval> {
    let observed = evidence.observed();
    let mut profile = Profile::new(evidence, fitted);
    let peak = profile.peak(fitted.unseen)?;
    let threshold = profile.at(peak)?.log_likelihood - deviate * deviate / 2.0;
    let lower = profile.lower_end(peak, threshold)?;
    let upper = profile.upper_end(peak, threshold)?;
    Some(Interval {
        lower: observed + lower,
        upper: upper.map(|unseen| observed + unseen),
    })
}

/// The likelihood of a model as a function of the number of unseen people.
struct Profile<'a> {
    evidence: &'a Evidence,
    terms: &'a [usize],
    kept: Vec<bool>,
    /// The latest parameters, from which the next search starts.
    parameters: Vec<f64>,
}

/// The profile at one number of unseen people.
#[derive(Clone, Copy)]
struct Height {
    log_likelihood: f64,
    slope: f64,
}

impl<'a> Profile<'a> {
    fn new(evidence: &'a Evidence, fitted: &'a Fitted) -> Self {
        let mut kept = fitted.kept.clone();
        kept[0] = true;
        Self {
            evidence,
            terms: &fitted.terms,
            kept,
            parameters: fitted.parameters.clone(),
        }
    }

    /// Refits the model with the unseen cell filled.
    ///
    /// Given the total, the likelihood is multinomial: it is that of the Poisson fit and a term that only knows the total.
    /// The other parameters are at their maximum, so that they drop out of the slope.
    fn at(&mut self, unseen: f64) -> Option<Height> {
        let mut margins: Vec<f64> = self
            .terms
            .iter()
            .map(|term| self.evidence.margins()[*term])
            .collect();
        margins[0] += unseen;
        let Maximum {
            parameters, expected, ..
        } = maximise(
            &self.kept,
            self.terms,
            &margins,
            self.parameters.clone(),
            Precision::FULL,
        )?;
        let lost = deviance(&self.evidence.cells().counts()[1..], &expected[1..])
            + deviance(&[unseen], &expected[..1]);
        let total = constant_of_total(unseen, self.evidence.observed() + unseen);
        let slope = (expected[0] / unseen).ln() + total.slope;
        self.parameters = parameters;
        Some(Height {
            log_likelihood: total.log_likelihood - lost / 2.0,
            slope,
        })
    }

    /// The likeliest number of unseen people, or the fewest looked at when the likelihood falls from there on.
    fn peak(&mut self, near: f64) -> Option<f64> {
        let mut above = near.max(2.0 * FEWEST_UNSEEN);
        let mut high = self.at(above)?;
        while high.slope > 0.0 && above.is_finite() {
            above *= 2.0;
            high = self.at(above)?;
        }
        let mut below = above / 2.0;
        let mut low = self.at(below)?;
        while low.slope <= 0.0 {
            if below <= FEWEST_UNSEEN {
                return Some(FEWEST_UNSEEN);
            }
            (above, high) = (below, low);
            below = (below / 2.0).max(FEWEST_UNSEEN);
            low = self.at(below)?;
        }
        let slope = |profile: &mut Self, unseen: f64| profile.at(unseen).map(|height| height.slope);
        self.root(slope, (below, low.slope), (above, high.slope))
    }

    /// Where the likelihood rises through the threshold; 0 when it is above it from the first.
    fn lower_end(&mut self, peak: f64, threshold: f64) -> Option<f64> {
        let excess = |profile: &mut Self, unseen: f64| profile.excess(unseen, threshold);
        let mut above = (peak, self.excess(peak, threshold)?);
        while above.0 > FEWEST_UNSEEN {
            let unseen = (above.0 / 2.0).max(FEWEST_UNSEEN);
            let below = (unseen, self.excess(unseen, threshold)?);
            if below.1 < 0.0 {
                return self.root(excess, below, above);
            }
            above = below;
        }
        Some(0.0)
    }

    /// Where the likelihood falls through the threshold; `None` inside when it does not within reach.
    fn upper_end(&mut self, peak: f64, threshold: f64) -> Option<Option<f64>> {
        let farthest = FARTHEST * (peak + self.evidence.observed());
        let mut below = (peak, self.excess(peak, threshold)?);
        loop {
            let above = 2.0 * below.0 + 1.0;
            if above > farthest {
                return Some(None);
            }
            let excess = self.excess(above, threshold)?;
            if excess < 0.0 {
                let end = self.root(
                    |profile, unseen| profile.excess(unseen, threshold),
                    below,
                    (above, excess),
                );
                return end.map(Some);
            }
            below = (above, excess);
        }
    }

    fn excess(&mut self, unseen: f64, threshold: f64) -> Option<f64> {
        Some(self.at(unseen)?.log_likelihood - threshold)
    }

    /// A zero between two points of opposite sign: false position that never keeps an end twice (Illinois).
    fn root(
        &mut self,
        value: impl Fn(&mut Self, f64) -> Option<f64>,
        mut one: (f64, f64),
        mut other: (f64, f64),
    ) -> Option<f64> {
        for _ in 0..MOST_EVALUATIONS {
            if (one.0 - other.0).abs() <= PRECISION * (one.0 + other.0) || one.1 == other.1 {
                break;
            }
            let between = (one.0 * other.1 - other.0 * one.1) / (other.1 - one.1);
            let found = value(self, between)?;
            if found == 0.0 || (between - other.0).abs() <= PRECISION * between {
                return Some(between);
            }
            if (found > 0.0) == (other.1 > 0.0) {
                one.1 *= 0.5;
            } else {
                one = other;
            }
            other = (between, found);
        }
        Some(other.0)
    }
}

/// The part of the likelihood that knows only the total N and the unseen people n0.
///
/// Exact: ln(n0^n0 N! / (N^N n0!)). With more than 100 people Rcapture takes Stirling's form n0 - N - ln(n0/N)/2, which
/// published intervals rest on; it has a pole at n0 = 0, so that below one unseen person the exact form stands in.
fn constant_of_total(unseen: f64, total: f64) -> Height {
    if total > 100.0 && unseen >= 1.0 {
        let log_likelihood = unseen - total - 0.5 * (unseen / total).ln();
        return Height {
            log_likelihood,
            slope: 0.5 / total - 0.5 / unseen,
        };
    }
    let power_over_factorial =
        |people: f64| people * people.ln() - statrs::function::gamma::ln_gamma(people + 1.0);
    let slope = |people: f64| people.ln() + 1.0 - statrs::function::gamma::digamma(people + 1.0);
    Height {
        log_likelihood: power_over_factorial(unseen) - power_over_factorial(total),
        slope: slope(unseen) - slope(total),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_forms_meet_and_slopes_are_derivatives() {
        for (unseen, total) in [(0.5, 80.0), (7.0, 99.0), (0.7, 5000.0), (40.0, 5000.0)] {
            let step = 1e-5 * unseen;
            let rise = constant_of_total(unseen + step, total + step).log_likelihood
                - constant_of_total(unseen - step, total - step).log_likelihood;
            let slope = constant_of_total(unseen, total).slope;
            assert!(
                (rise / (2.0 * step) - slope).abs() < 1e-4 * (1.0 + slope.abs()),
                "{unseen} {total}"
            );
        }
        let exact = constant_of_total(60.0, 99.9999).log_likelihood;
        let stirling = constant_of_total(60.0, 100.0001).log_likelihood;
        assert!((exact - stirling).abs() < 2e-3, "{exact} {stirling}");
    }
}
