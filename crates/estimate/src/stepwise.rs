//! Stepwise choice of pairs in sparse tables (Chan, Silverman and Vincent 2021).

use serde::Serialize;
use statrs::function::erf::erfc;

use crate::cells::{Cells, MOST_MODELLED};
use crate::closed::deviate;
use crate::face::any_face;
use crate::finding::{Interval, ModelFit, Refusal};
use crate::fit::{Evidence, Glance, fit, glance, log_mass_at_mean, usable};
use crate::model::{Model, pairs};
use crate::table::CaptureTable;

/// From here on the tail of a Poisson law is that of the normal law to five digits.
const LARGE: f64 = 1e10;

/// How pairs are chosen.
#[derive(Clone, Copy, Debug)]
pub struct StepwisePlan {
    /// A pair is added while its p-value is below this; Chan, Silverman and Vincent take 0.02.
    pub threshold: f64,
    /// Confidence of the interval, such as 0.95.
    pub confidence: f64,
}

/// A model chosen step by step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepwiseFit {
    /// The model at the end of the path.
    pub fit: ModelFit,
    /// n + exp(b0 -/+ deviate times its standard error), as if the model had not been chosen.
    pub conditional: Interval,
    /// Total of independence, where the path begins.
    pub independence: f64,
    /// Pairs in the order in which they were added.
    pub steps: Vec<Step>,
}

/// A pair added to a model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The first list.
    pub a: usize,
    /// The second list, after the first.
    pub b: usize,
    /// ln of the p-value with which it was added.
    pub log_p: f64,
    /// Whether nobody is on both, so that its parameter is at minus infinity.
    pub nobody: bool,
}

/// Chooses pairs of lists that depend, the most surprising overlap first.
///
/// Begins with independence. The p-value of a pair is the smaller Poisson tail of its overlap at the number that the model
/// expects; a pair whose model has no maximum (Fienberg and Rinaldo 2012) is passed over. The smaller of two tails is
/// compared, so that the level is in truth twice the threshold. Lists that nobody is on take no part.
///
/// # Errors
/// When there are fewer than three or more than 16 such lists, nobody is on two, or the table does not determine the total.
pub fn stepwise(table: &CaptureTable, plan: &StepwisePlan) -> Result<StepwiseFit, Refusal> {
    let (table, names) = usable(table, MOST_MODELLED)?;
    let evidence = Evidence::new(Cells::of(&table).ok_or(Refusal::NotIdentifiable)?);
    let path = path(&evidence, plan.threshold, &[]).ok_or(Refusal::NotIdentifiable)?;
    let (model, _) = path.fits.last().ok_or(Refusal::NotIdentifiable)?;
    let fitted = fit(&evidence, model, None).ok_or(Refusal::NotIdentifiable)?;
    let independence = Model::independence(evidence.cells().n_lists());
    let independence = fit(&evidence, &independence, None).ok_or(Refusal::NotIdentifiable)?;
    let observed = evidence.observed();
    let log_se = (fitted.se * fitted.se - fitted.unseen).max(0.0).sqrt() / fitted.unseen;
    let spread = (deviate(plan.confidence) * log_se).exp();
    let lists = |pair: usize| {
        (
            names[pair.trailing_zeros() as usize],
            names[pair.ilog2() as usize],
        )
    };
    let step = |(pair, log_p): &(usize, f64)| Step {
        a: lists(*pair).0,
        b: lists(*pair).1,
        log_p: *log_p,
        nobody: evidence.margins()[*pair] <= 0.0,
    };
    Ok(StepwiseFit {
        fit: fitted.to_model_fit(&names),
        conditional: Interval {
            lower: observed + fitted.unseen / spread,
            upper: Some(observed + fitted.unseen * spread).filter(|upper| upper.is_finite()),
        },
        independence: independence.total,
        steps: path.steps.iter().map(step).collect(),
    })
}

/// Where a path ends.
pub(crate) struct Path {
    /// Models on the way, independence first and never absent.
    pub(crate) fits: Vec<(Model, Glance)>,
    /// Pairs and ln of their p-values.
    steps: Vec<(usize, f64)>,
}

/// Walks from independence; `None` when the table does not determine the total there or at the end.
///
/// `starts` are fits of a like table: a model that is among them starts there.
pub(crate) fn path(evidence: &Evidence, threshold: f64, starts: &[(Model, Glance)]) -> Option<Path> {
    let pairs = pairs(evidence.cells().n_lists());
    let known = |model: &Model| {
        starts
            .iter()
            .find(|(own, _)| own == model)
            .map(|(_, glance)| glance.known())
    };
    let mut model = Model::independence(evidence.cells().n_lists());
    let mut here = glance(evidence, model.terms(), known(&model))?;
    here.unseen?;
    let (mut fits, mut steps) = (Vec::new(), Vec::new());
    loop {
        let outside = pairs.iter().filter(|pair| !model.holds(**pair));
        let mut surprises: Vec<(f64, usize)> = outside
            .map(|pair| {
                (
                    log_p_value(evidence.margins()[*pair], here.maximum.sums[*pair]),
                    *pair,
                )
            })
            .filter(|(log_p, _)| log_p.exp() < threshold)
            .collect();
        surprises.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let next = surprises
            .iter()
            .map(|(log_p, pair)| (*pair, *log_p, model.plus(*pair)))
            .find(|(_, _, model)| is_plain(evidence, model));
        let Some((pair, log_p, wider)) = next else { break };
        let start = known(&wider).unwrap_or(here.known());
        let there = glance(evidence, wider.terms(), Some(start))?;
        fits.push((model, here));
        (model, here) = (wider, there);
        steps.push((pair, log_p.max(f64::MIN)));
    }
    here.unseen?;
    fits.push((model, here));
    Some(Path { fits, steps })
}

/// Whether a maximum exists when pairs that nobody is on are put at minus infinity, as Chan, Silverman and Vincent ask.
fn is_plain(evidence: &Evidence, model: &Model) -> bool {
    any_face(evidence.cells().counts(), evidence.margins(), model.terms()).is_ok_and(|face| face.plain)
}

/// ln of the smaller of P(X <= n) and P(X >= n) for a Poisson X with this mean.
fn log_p_value(count: f64, mean: f64) -> f64 {
    if mean <= 0.0 || !mean.is_finite() {
        return if count > 0.0 { f64::NEG_INFINITY } else { 0.0 };
    }
    if mean.min(count) > LARGE {
        return log_normal_tail((count - mean).abs() / mean.sqrt());
    }
    // Loader's (2000) form, in which large terms do not cancel.
    let lost = if count > 0.0 {
        count * (count / mean).ln() - (count - mean)
    } else {
        mean
    };
    let log_mass = log_mass_at_mean(count) - lost;
    // The tail on the side of the count, as a multiple of the mass at it: n/mu + n(n-1)/mu^2 + ... or mu/(n+1) + ...
    let (mut term, mut sum, mut place) = (1.0, 1.0, count);
    while term > 1e-17 * sum && place >= 0.0 {
        if count > mean {
            place += 1.0;
            term *= mean / place;
        } else {
            term *= place / mean;
            place -= 1.0;
        }
        sum += term;
    }
    let tail = log_mass + sum.ln();
    let other = (1.0 - tail.exp() + log_mass.exp()).max(0.0).ln();
    tail.min(other).min(0.0)
}

/// ln of P(Z > z).
fn log_normal_tail(z: f64) -> f64 {
    if z < 30.0 {
        (erfc(z / std::f64::consts::SQRT_2) / 2.0).ln()
    } else {
        -z * z / 2.0 - (z * std::f64::consts::TAU.sqrt()).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_the_poisson_laws() {
        let mass =
            |count: u32, mean: f64| (1..=count).map(|k| mean / f64::from(k)).product::<f64>() * (-mean).exp();
        for (count, mean) in [
            (0u32, 0.3),
            (0, 4.0),
            (3, 3.0),
            (3, 9.5),
            (12, 4.0),
            (7, 7.2),
            (1, 0.9),
            (40, 38.0),
        ] {
            let lower: f64 = (0..=count).map(|k| mass(k, mean)).sum();
            let upper: f64 = (count..count + 150).map(|k| mass(k, mean)).sum();
            let found = log_p_value(f64::from(count), mean).exp();
            assert!(
                (found - lower.min(upper)).abs() < 1e-12,
                "{count} {mean}: {found} {lower} {upper}"
            );
        }
        assert_eq!(log_p_value(0.0, 0.0), 0.0);
        assert_eq!(log_p_value(1.0, 0.0), f64::NEG_INFINITY);
        assert!(log_p_value(1e12, 2e12) < -1e10 && log_p_value(1e12, 1e12) <= 0.0);
        assert!((log_p_value(9.99e9, 9.9905e9) - log_normal_tail(5e5 / 9.9905e9f64.sqrt())).abs() < 1e-3);
    }
}
