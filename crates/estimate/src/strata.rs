//! Strata: totals of parts of a population, added up.

mod combining;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

use crate::averaging::Posterior;
use crate::finding::Interval;

pub use combining::{Combined, DrawEstimate, combine_draws};

/// Quantiles that stand for a posterior, in the middle of as many equal shares of its probability.
const QUANTILES: usize = 2_000;

/// Larger totals are brought down to this, so that no sum overflows.
const LARGEST: f64 = 1e290;

/// Fewest and most sums that are drawn.
const DRAWS: (usize, usize) = (100, 1_000_000);

/// How strata are added up.
#[derive(Clone, Copy, Debug)]
pub struct PoolPlan {
    /// Confidence of the interval, such as 0.95.
    pub confidence: f64,
    /// How many sums are drawn; 10,000 is plenty. At least 100 and at most a million are.
    pub draws: usize,
    /// Seed of the draws.
    pub seed: u64,
}

/// One stratum: a part of the population that overlaps no other.
#[derive(Clone, Debug, PartialEq)]
pub struct StratumTotal {
    /// People seen in it.
    pub seen: u64,
    /// Its estimate; `None` when that was refused.
    pub figure: Option<StratumFigure>,
}

/// The total of a stratum and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct StratumFigure {
    total: f64,
    /// Rising, at least one.
    sample: Vec<f64>,
}

/// Strata together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pooled {
    /// People seen in all strata.
    pub seen: u64,
    /// Strata without an estimate, by their places; what is missing there is nowhere in the sum.
    pub refused: Vec<usize>,
    /// People seen in the strata without an estimate.
    pub seen_in_refused: u64,
    /// The sum; `None` when no stratum has an estimate.
    pub sum: Option<PooledSum>,
}

/// The sum of the strata's totals.
///
/// Strata without an estimate enter with the people seen there and nothing more, and then the whole is only at least so large:
/// `at_least` says so, and a page must. It is never completed by subtracting strata from an estimate for all, which brought
/// the Peruvian figures into dispute (Rendon 2019).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PooledSum {
    /// The sum of the strata's own figures.
    pub total: f64,
    /// The median of the drawn sums.
    pub median: f64,
    /// Interval of the drawn sums, **if what makes each stratum's estimate err is independent of the others**. Lists that miss
    /// the same people everywhere, or one linkage for all, make them err alike; the interval is then too narrow.
    pub interval: Interval,
    /// The interval if all strata erred alike, each at the same quantile: the sums of the ends of the strata's own intervals.
    pub if_alike: Interval,
    /// Whether strata without an estimate are in the sum with their seen people only.
    pub at_least: bool,
    /// Strata with an estimate.
    pub strata: usize,
    /// Sums drawn.
    pub draws: usize,
}

impl StratumFigure {
    /// A figure with equally likely totals, such as replicates of a bootstrap or draws from a posterior, in any order.
    ///
    /// `None` when there is no total or one is no number.
    pub fn of_sample(total: f64, mut sample: Vec<f64>) -> Option<Self> {
        let sound = total.is_finite() && sample.iter().all(|total| total.is_finite());
        if !sound || sample.is_empty() {
            return None;
        }
        sample.iter_mut().for_each(|total| *total = total.min(LARGEST));
        sample.sort_by(f64::total_cmp);
        Some(Self {
            total: total.min(LARGEST),
            sample,
        })
    }

    /// A figure with the quantile function of its total, which is read in the middle of 2,000 equal shares.
    ///
    /// What lies beyond the outermost, a quarter of a thousandth on each side, is not drawn. `None` as for a sample.
    pub fn of_quantiles(total: f64, quantile: &dyn Fn(f64) -> f64) -> Option<Self> {
        let middle = |share: usize| (share as f64 + 0.5) / QUANTILES as f64;
        Self::of_sample(
            total,
            (0..QUANTILES).map(|share| quantile(middle(share))).collect(),
        )
    }

    /// The median of a posterior, with its quantiles.
    pub fn of_posterior(posterior: &Posterior) -> Option<Self> {
        Self::of_quantiles(posterior.quantile(0.5), &|probability| {
            posterior.quantile(probability)
        })
    }

    /// The same with nothing below `seen` people.
    fn raised(&self, seen: f64) -> Self {
        Self {
            total: self.total.max(seen),
            sample: self.sample.iter().map(|total| total.max(seen)).collect(),
        }
    }

    /// The smallest total whose cumulative probability is at least this.
    fn quantile(&self, probability: f64) -> f64 {
        self.sample[place(probability, self.sample.len())]
    }

    /// Order by content, so that nothing depends on which stratum came first.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let totals = self.total.total_cmp(&other.total);
        totals.then_with(|| {
            let samples = self.sample.partial_cmp(&other.sample);
            samples.unwrap_or(std::cmp::Ordering::Equal)
        })
    }
}

/// Adds up the totals of strata that do not overlap and together are the population.
///
/// Each stratum's total is drawn from what is known of it, by itself, and the sums of the draws make the interval: one draw
/// from each of as many equal shares of its probability, in random order (McKay, Beckman and Conover 1979), so that one
/// stratum alone is itself. No stratum's total is taken below the number seen there. The result depends on the arguments
/// alone, and not on the order of the strata.
pub fn pool(strata: &[StratumTotal], plan: &PoolPlan) -> Pooled {
    let refused: Vec<usize> = (0..strata.len())
        .filter(|stratum| strata[*stratum].figure.is_none())
        .collect();
    let seen = strata
        .iter()
        .fold(0, |sum: u64, stratum| sum.saturating_add(stratum.seen));
    let seen_in_refused = refused
        .iter()
        .fold(0, |sum: u64, stratum| sum.saturating_add(strata[*stratum].seen));
    let mut figures: Vec<StratumFigure> = strata
        .iter()
        .filter_map(|stratum| Some(stratum.figure.as_ref()?.raised(stratum.seen as f64)))
        .collect();
    figures.sort_by(StratumFigure::order);
    let sum = (!figures.is_empty()).then(|| PooledSum {
        at_least: !refused.is_empty(),
        ..pooled_sum(&figures, seen_in_refused as f64, plan)
    });
    Pooled {
        seen,
        refused,
        seen_in_refused,
        sum,
    }
}

/// The sum of figures and a number that is certain.
fn pooled_sum(figures: &[StratumFigure], certain: f64, plan: &PoolPlan) -> PooledSum {
    let confidence = confidence_within(plan.confidence);
    let (low, high) = ((1.0 - confidence) / 2.0, (1.0 + confidence) / 2.0);
    let draws = plan.draws.clamp(DRAWS.0, DRAWS.1);
    let sums = sums(figures, certain, draws, plan.seed);
    let alike = |probability: f64| {
        certain
            + figures
                .iter()
                .map(|figure| figure.quantile(probability))
                .sum::<f64>()
    };
    PooledSum {
        total: certain + figures.iter().map(|figure| figure.total).sum::<f64>(),
        median: sums[place(0.5, draws)],
        interval: Interval {
            lower: sums[place(low, draws)],
            upper: Some(sums[place(high, draws)]),
        },
        if_alike: Interval {
            lower: alike(low),
            upper: Some(alike(high)),
        },
        at_least: false,
        strata: figures.len(),
        draws,
    }
}

/// Sums of one draw from each figure, rising.
fn sums(figures: &[StratumFigure], certain: f64, draws: usize, seed: u64) -> Vec<f64> {
    let mut sums = vec![certain; draws];
    for (stream, figure) in (0..).zip(figures) {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(stream);
        let mut shares: Vec<usize> = (0..draws).collect();
        for last in (1..draws).rev() {
            shares.swap(last, chance.random_range(0..=last));
        }
        for (sum, share) in sums.iter_mut().zip(shares) {
            *sum += figure.quantile((share as f64 + 0.5) / draws as f64);
        }
    }
    sums.sort_by(f64::total_cmp);
    sums
}

/// The place, of so many equally likely values in rising order, at which the cumulative probability is first at least this.
fn place(probability: f64, values: usize) -> usize {
    // Products such as 0.025 * 1000 must not come out a hair above the whole number.
    let wanted = (probability * values as f64 - 1e-9).ceil();
    (wanted.max(1.0) as usize).min(values) - 1
}

/// A confidence strictly between 0 and 1.
fn confidence_within(confidence: f64) -> f64 {
    if confidence.is_nan() {
        0.95
    } else {
        confidence.clamp(1e-6, 1.0 - 1e-6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_cumulative_probability() {
        for (probability, values, expected) in [
            (0.5, 1, 0),
            (0.5, 2, 0),
            (0.51, 2, 1),
            (0.025, 1000, 24),
            (0.975, 1000, 974),
            (0.0, 5, 0),
            (1.0, 5, 4),
        ] {
            assert_eq!(place(probability, values), expected, "{probability} of {values}");
        }
    }

    #[test]
    fn figures_are_of_numbers() {
        assert!(StratumFigure::of_sample(5.0, vec![]).is_none());
        assert!(StratumFigure::of_sample(f64::NAN, vec![1.0]).is_none());
        assert!(StratumFigure::of_sample(5.0, vec![1.0, f64::INFINITY]).is_none());
        assert!(StratumFigure::of_quantiles(5.0, &|_| f64::NAN).is_none());
        let figure = StratumFigure::of_sample(5.0, vec![3.0, 1.0, 2.0]).unwrap();
        assert_eq!(
            (figure.quantile(0.3), figure.quantile(0.5), figure.quantile(1.0)),
            (1.0, 2.0, 3.0)
        );
    }
}
