//! Resampled tables, and intervals from what is estimated on them (Efron 1987).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Binomial, Distribution};
use statrs::function::erf::{erfc, erfc_inv};

use crate::finding::Interval;

/// Most people drawn; more are not told apart by a real number.
const MOST_PEOPLE: f64 = 9e15;

/// A number of people, and how likely each history is.
pub(crate) struct Law {
    n_cells: usize,
    people: u64,
    /// Histories and their shares of what is left from here on, likeliest first.
    shares: Vec<(usize, f64)>,
}

impl Law {
    /// People by history, whose sum is drawn anew; those of history 0 are drawn and not seen.
    pub(crate) fn new(cells: &[f64]) -> Self {
        let mut filled: Vec<(usize, f64)> = cells
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, people)| people.is_finite() && *people > 0.0)
            .collect();
        filled.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let people: f64 = filled.iter().map(|(_, people)| people).sum();
        let mut left = 0.0;
        for (_, share) in filled.iter_mut().rev() {
            left += *share;
            *share /= left;
        }
        Self {
            n_cells: cells.len(),
            people: people.min(MOST_PEOPLE).round() as u64,
            shares: filled,
        }
    }

    /// A table drawn with a seed and the number of a replicate, whatever was drawn before.
    pub(crate) fn draw(&self, seed: u64, replicate: u64) -> Vec<u64> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(replicate);
        let mut counts = vec![0; self.n_cells];
        let mut left = self.people;
        for (history, share) in &self.shares {
            if left == 0 {
                break;
            }
            let here = match Binomial::new(left, share.clamp(0.0, 1.0)) {
                Ok(binomial) => binomial.sample(&mut rng).min(left),
                Err(_) => 0,
            };
            counts[*history] = here;
            left -= here;
        }
        counts[0] = 0;
        counts
    }
}

/// How asymmetric an estimate is: sum c r^3 / (6 (sum c r^2)^1.5), where r is how much lower than on average it is without one
/// person of a cell, and c how many such people there are (Efron 1987, equation 7.3).
///
/// `values` are people and the estimate without one of them.
pub(crate) fn acceleration(values: &[(f64, f64)]) -> f64 {
    let people: f64 = values.iter().map(|(count, _)| count).sum();
    let mean = values.iter().map(|(count, value)| count * value).sum::<f64>() / people;
    let power = |power: i32| -> f64 {
        values
            .iter()
            .map(|(count, value)| count * (mean - value).powi(power))
            .sum()
    };
    let acceleration = power(3) / (6.0 * power(2).powf(1.5));
    if acceleration.is_finite() {
        acceleration
    } else {
        0.0
    }
}

/// The deviate at which the estimate stands among the replicates; `None` when it is below or above all of them.
pub(crate) fn bias(sorted: &[f64], estimate: f64) -> Option<f64> {
    let below = sorted.partition_point(|total| *total < estimate);
    (below > 0 && below < sorted.len()).then(|| quantile_of_normal(below as f64 / sorted.len() as f64))
}

/// The bias-corrected and accelerated interval (Efron 1987, equation 2.3); `None` when the correction has no end.
pub(crate) fn bca(sorted: &[f64], bias: f64, acceleration: f64, deviate: f64) -> Option<Interval> {
    let end = |deviate: f64| {
        let moved = bias + deviate;
        let shrunk = 1.0 - acceleration * moved;
        (shrunk > 0.0).then(|| quantile(sorted, normal(bias + moved / shrunk)))?
    };
    Some(Interval {
        lower: end(-deviate)?,
        upper: Some(end(deviate)?),
    })
}

/// The interval between quantiles of the replicates; `None` without replicates.
pub(crate) fn percentile(sorted: &[f64], deviate: f64) -> Option<Interval> {
    Some(Interval {
        lower: quantile(sorted, normal(-deviate))?,
        upper: Some(quantile(sorted, normal(deviate))?),
    })
}

/// The quantile of definition 8 of Hyndman and Fan (1996); `None` without values.
pub(crate) fn quantile(sorted: &[f64], chance: f64) -> Option<f64> {
    let (first, last) = (*sorted.first()?, *sorted.last()?);
    let place = (sorted.len() as f64 + 1.0 / 3.0) * chance + 1.0 / 3.0;
    if place.is_nan() || place < 1.0 {
        return Some(first);
    }
    let whole = place.floor();
    let Some(next) = sorted.get(whole as usize) else {
        return Some(last);
    };
    let here = sorted[whole as usize - 1];
    Some(here + (place - whole) * (next - here))
}

/// The standard normal law.
fn normal(deviate: f64) -> f64 {
    erfc(-deviate / std::f64::consts::SQRT_2) / 2.0
}

/// Its quantile, for chances between 0 and 1.
fn quantile_of_normal(chance: f64) -> f64 {
    -std::f64::consts::SQRT_2 * erfc_inv(2.0 * chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_of_definition_eight() {
        let sorted = [1.0, 2.0, 4.0, 8.0, 16.0];
        for (chance, expected) in [
            (0.0, 1.0),
            (0.5, 4.0),
            (1.0, 16.0),
            (0.25, 1.0 + 2.0 / 3.0),
            (0.75, 10.0 + 2.0 / 3.0),
        ] {
            let found = quantile(&sorted, chance).unwrap();
            assert!((found - expected).abs() < 1e-9, "{chance}: {found} {expected}");
        }
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[3.0], 0.9), Some(3.0));
    }

    #[test]
    fn without_bias_and_acceleration_ends_are_percentiles() {
        let sorted: Vec<f64> = (0..999).map(f64::from).collect();
        let plain = percentile(&sorted, 1.96).unwrap();
        assert_eq!(bca(&sorted, 0.0, 0.0, 1.96).unwrap(), plain);
        let moved = bca(&sorted, 0.2, 0.05, 1.96).unwrap();
        assert!(moved.lower > plain.lower && moved.upper > plain.upper);
        assert!(bias(&sorted, 499.0).unwrap().abs() < 2e-3);
        assert_eq!(
            (bias(&sorted, -1.0), bias(&sorted, 5e3), bias(&[], 0.0)),
            (None, None, None)
        );
        assert_eq!(bca(&sorted, 3.0, 0.3, 1.96), None, "the correction runs away");
    }

    #[test]
    fn draws_keep_people_and_shares() {
        let law = Law::new(&[0.0, 600.0, 300.0, 0.0, 90.0, 0.0, 9.0, 1.0]);
        let mut sums = [0.0; 8];
        for replicate in 0..2000 {
            let counts = law.draw(7, replicate);
            assert_eq!(counts.iter().sum::<u64>(), 1000);
            sums.iter_mut()
                .zip(&counts)
                .for_each(|(sum, count)| *sum += *count as f64 / 2000.0);
        }
        for (sum, expected) in sums.iter().zip([0.0, 600.0, 300.0, 0.0, 90.0, 0.0, 9.0, 1.0f64]) {
            assert!(
                (sum - expected).abs() <= 4.0 * (expected / 2000.0).sqrt(),
                "{sum} {expected}"
            );
        }
        assert_eq!(law.draw(7, 5), law.draw(7, 5));
        assert_ne!(law.draw(7, 5), law.draw(7, 6));
        assert_ne!(law.draw(7, 5), law.draw(8, 5));
        let unseen = Law::new(&[500.0, 500.0]).draw(1, 1);
        assert!(unseen[0] == 0 && (400..600).contains(&unseen[1]));
        assert_eq!(Law::new(&[0.0, f64::NAN]).draw(1, 1), [0, 0]);
        assert!(Law::new(&[1e300, 1e12]).draw(1, 1)[1] <= 9_000_000_000_000_000);
    }
}
