//! What is to be expected of every threshold, when probabilities mean what they say; no truth is needed.
//!
//! Among pairs at or above a threshold, the sum of the probabilities is how many are right; below it, how many are missed.

use serde::Serialize;

use crate::model::{log_odds, probability_of};
use crate::scoring::Scored;

/// What joining all pairs at or above a threshold is expected to give.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Expected {
    /// The probability from which on pairs are joined.
    pub threshold: f64,
    /// Pairs at or above it.
    pub n_joined: u64,
    /// How many of them are two people.
    pub n_false: f64,
    /// How many pairs of one person are below it or were never found; the latter are a lower bound.
    pub n_missed: f64,
    /// Share of the joined pairs that are one person; 1 when none is joined.
    pub precision: f64,
    /// Share of the pairs of one person that are joined; 1 when there is none.
    pub recall: f64,
}

/// Thresholds that are told.
const TOLD: [f64; 13] = [
    0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99,
];

/// Bins of log odds: a sixteenth of a bit each, from -32 to 32 bits.
const N_BINS: usize = 1024;
const BITS: f64 = 32.0;
const BINS_A_BIT: f64 = 16.0;

/// Pairs counted by their log odds.
pub(crate) struct Expectation {
    /// For each bin, how many pairs there are and the sum of their probabilities.
    bins: Vec<(f64, f64)>,
    n_unfound: f64,
}

impl Expectation {
    /// Counts scored pairs; `n_unfound` true pairs are not among them.
    pub(crate) fn of(weighed: &[Scored], n_unfound: f64) -> Self {
        let bins = vec![(0.0, 0.0); N_BINS];
        let mut expectation = Self { bins, n_unfound };
        weighed.iter().for_each(|scored| expectation.add(scored, 1.0));
        expectation
    }

    /// Counts a scored pair as so many.
    pub(crate) fn add(&mut self, scored: &Scored, times: f64) {
        let bin = &mut self.bins[bin_of(scored.weight)];
        bin.0 += times;
        bin.1 += times * scored.probability();
    }

    /// What to expect at some thresholds and at the one that is used, least first.
    pub(crate) fn told(&self, used: f64) -> Vec<Expected> {
        let mut thresholds: Vec<f64> = TOLD.into_iter().chain([used]).collect();
        thresholds.sort_by(f64::total_cmp);
        thresholds.dedup();
        thresholds
            .into_iter()
            .map(|threshold| self.at(threshold))
            .collect()
    }

    /// The threshold at which as many pairs are joined wrongly as are missed among those that were compared, as nearly as can be, so
    /// that counts of people are right on average; where several thresholds are as near, the one nearest to one half.
    pub(crate) fn balanced(&self) -> f64 {
        let half = (BITS * BINS_A_BIT) as usize;
        let mut n_missed = 0.0;
        let mut n_false: f64 = self.bins.iter().map(|(n, sum)| n - sum).sum();
        let mut best = (f64::INFINITY, 0);
        for (bin, (n, sum)) in self.bins.iter().enumerate() {
            let apart = f64::abs(n_missed - n_false);
            // Sums of many probabilities are equal but for their last digits.
            let slack = 1e-9 * (n_missed + n_false);
            let is_nearer = half.abs_diff(bin) < half.abs_diff(best.1);
            if apart < best.0 - slack || (apart <= best.0 + slack && is_nearer) {
                best = (apart, bin);
            }
            n_missed += sum;
            n_false -= n - sum;
        }
        probability_of(best.1 as f64 / BINS_A_BIT - BITS)
    }

    /// The threshold with the highest expected F1.
    pub(crate) fn best_f1(&self) -> f64 {
        let n_true: f64 = self.bins.iter().map(|(_, sum)| sum).sum::<f64>() + self.n_unfound;
        let (mut n_joined, mut n_right, mut best) = (0.0, 0.0, (0.0, 1.0));
        for (bin, (n, sum)) in self.bins.iter().enumerate().rev() {
            n_joined += n;
            n_right += sum;
            let f1 = 2.0 * n_right / (n_joined + n_true).max(f64::MIN_POSITIVE);
            if f1 > best.0 {
                best = (f1, probability_of(bin as f64 / BINS_A_BIT - BITS));
            }
        }
        best.1
    }

    fn at(&self, threshold: f64) -> Expected {
        let (below, from) = self.bins.split_at(bin_of(log_odds(threshold)));
        let n_joined: f64 = from.iter().map(|(n, _)| n).sum();
        let n_right: f64 = from.iter().map(|(_, sum)| sum).sum();
        let n_missed = below.iter().map(|(_, sum)| sum).sum::<f64>() + self.n_unfound;
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 1.0 };
        Expected {
            threshold,
            n_joined: n_joined.round() as u64,
            n_false: n_joined - n_right,
            n_missed,
            precision: share(n_right, n_joined),
            recall: share(n_right, n_right + n_missed),
        }
    }
}

fn bin_of(bits: f64) -> usize {
    let bin = ((bits + BITS) * BINS_A_BIT).floor();
    if bin <= 0.0 {
        0
    } else {
        (bin as usize).min(N_BINS - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Pattern;
    use crate::scoring::Candidate;

    fn pairs(probabilities: &[f64]) -> Vec<Scored> {
        let candidate = Candidate {
            a: 0,
            b: 1,
            pattern: Pattern::default(),
        };
        let scored = |p: &f64| Scored {
            candidate,
            weight: log_odds(*p),
        };
        probabilities.iter().map(scored).collect()
    }

    #[test]
    fn sums_of_probabilities_are_expected() {
        let expectation = Expectation::of(&pairs(&[0.98, 0.85, 0.35, 0.04]), 2.0);
        let told = expectation.told(0.5);
        assert_eq!(told.len(), TOLD.len());
        assert_eq!(expectation.told(0.51).len(), TOLD.len() + 1);
        let half = told.iter().find(|told| told.threshold == 0.5).unwrap();
        assert_eq!(half.n_joined, 2);
        assert!((half.n_false - 0.17).abs() < 1e-9);
        assert!((half.n_missed - 2.39).abs() < 1e-9);
        assert!((half.precision - 1.83 / 2.0).abs() < 1e-9);
        assert!((half.recall - 1.83 / 4.22).abs() < 1e-9);
    }

    #[test]
    fn balance_is_where_errors_are_equal() {
        // Above .6: .1 + .3 wrong; below: .4 missed.
        let expectation = Expectation::of(&pairs(&[0.9, 0.7, 0.4]), 0.0);
        let threshold = expectation.balanced();
        assert!((0.4..0.7).contains(&threshold), "{threshold}");
        let clear = Expectation::of(&pairs(&[0.999, 0.001]), 0.0).balanced();
        assert!((clear - 0.5).abs() < 1e-9, "{clear}: nothing is between");
        // Most pairs are alike: setting all of them aside would be no balance.
        let lump = Expectation::of(&pairs(&[0.45, 0.9, 0.9, 0.9, 0.9, 0.9]), 0.0).balanced();
        assert!((0.45..0.9).contains(&lump), "{lump}");
        assert_eq!(Expectation::of(&[], 0.0).balanced(), 0.5);
    }

    #[test]
    fn best_f1_is_half_of_itself() {
        // Lipton, Elkan and Naryanaswamy 2014: the best threshold is half of the best F1.
        let many: Vec<f64> = (1..1000).map(|n| f64::from(n) / 1000.0).collect();
        let expectation = Expectation::of(&pairs(&many), 0.0);
        let threshold = expectation.best_f1();
        let n_joined = many.iter().filter(|p| **p >= threshold).count() as f64;
        let n_right: f64 = many.iter().filter(|p| **p >= threshold).sum();
        let f1 = 2.0 * n_right / (n_joined + many.iter().sum::<f64>());
        assert!((threshold - f1 / 2.0).abs() < 0.02, "{threshold} {f1}");
    }
}
