//! What is said of a mixture of tables.

use crate::finding::Interval;
use crate::latent::quantile;

/// Equally likely totals that stand for a distribution.
pub const N_POINTS: usize = 400;

/// Probabilities at which a distribution is read: the middles of equal shares.
pub(super) fn probabilities() -> impl Iterator<Item = f64> {
    (0..N_POINTS).map(|point| (point as f64 + 0.5) / N_POINTS as f64)
}

/// What one table says: totals that are equally likely, and its share in the mixture.
pub(super) struct Part {
    points: Vec<f64>,
    share: f64,
    /// Mean of ln N, twice where it was sampled: by halves that know nothing of each other.
    means: (f64, f64),
}

impl Part {
    /// A part whose points are exact quantiles.
    pub(super) fn exact(points: Vec<f64>, share: f64) -> Self {
        let mean = mean(&points);
        Self {
            points,
            share,
            means: (mean, mean),
        }
    }

    /// A part of random totals; both halves hold some, and the noise of one is not that of the other.
    pub(super) fn sampled(first: Vec<f64>, second: &[f64], share: f64) -> Self {
        let means = (mean(&first), mean(second));
        let mut points = first;
        points.extend_from_slice(second);
        Self { points, share, means }
    }
}

/// Several tables' totals together.
pub(super) struct Mixture {
    /// Totals with their shares, rising.
    totals: Vec<(f64, f64)>,
    mass: f64,
    /// Share of the variance of ln N between tables.
    pub(super) between: f64,
}

impl Mixture {
    /// Mixes tables by their shares. No part, or parts without totals, give `None`.
    pub(super) fn of(parts: &[Part]) -> Option<Self> {
        let mut totals: Vec<(f64, f64)> = parts
            .iter()
            .flat_map(|part| {
                let share = part.share / part.points.len() as f64;
                part.points.iter().map(move |total| (*total, share))
            })
            .collect();
        totals.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mass: f64 = totals.iter().map(|(_, share)| share).sum();
        (mass > 0.0).then(|| Self {
            totals,
            mass,
            between: between(parts),
        })
    }

    /// The smallest total at which the mixture's share reaches a probability.
    pub(super) fn quantile(&self, probability: f64) -> f64 {
        let wanted = probability * self.mass;
        let mut reached = 0.0;
        for (total, share) in &self.totals {
            reached += share;
            if reached >= wanted {
                return *total;
            }
        }
        self.totals.last().map_or(0.0, |(total, _)| *total)
    }

    /// The interval that leaves out equal shares on both sides.
    pub(super) fn interval(&self, confidence: f64) -> Interval {
        Interval {
            lower: self.quantile((1.0 - confidence) / 2.0),
            upper: Some(self.quantile((1.0 + confidence) / 2.0)),
        }
    }

    /// Equally likely totals of the mixture.
    pub(super) fn points(&self) -> Vec<f64> {
        probabilities()
            .map(|probability| self.quantile(probability))
            .collect()
    }
}

/// Var[E] / (Var[E] + E[Var]) of ln N.
///
/// Var[E] is the covariance of the two means of each part, in which the noise of sampled means drops out.
fn between(parts: &[Part]) -> f64 {
    let mass: f64 = parts.iter().map(|part| part.share).sum();
    let average =
        |of: &dyn Fn(&Part) -> f64| parts.iter().map(|part| part.share / mass * of(part)).sum::<f64>();
    let centres = (average(&|part| part.means.0), average(&|part| part.means.1));
    let of_means = average(&|part| (part.means.0 - centres.0) * (part.means.1 - centres.1)).max(0.0);
    let within = average(&variance);
    let whole = of_means + within;
    if whole > 0.0 { of_means / whole } else { 0.0 }
}

fn mean(points: &[f64]) -> f64 {
    points.iter().map(|total| total.ln()).sum::<f64>() / points.len().max(1) as f64
}

fn variance(part: &Part) -> f64 {
    let mean = mean(&part.points);
    let squares = part.points.iter().map(|total| (total.ln() - mean).powi(2));
    squares.sum::<f64>() / part.points.len().max(1) as f64
}

/// Equally likely totals of sorted draws.
pub(super) fn points_of(sorted: &[f64]) -> Vec<f64> {
    probabilities()
        .map(|probability| quantile(sorted, probability))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(centre: f64, width: f64, share: f64) -> Part {
        Part::exact(
            probabilities().map(|p| centre + width * (p - 0.5)).collect(),
            share,
        )
    }

    #[test]
    fn equal_parts_bring_no_variance() {
        let mixture = Mixture::of(&[part(100.0, 20.0, 0.3), part(100.0, 20.0, 0.7)]).unwrap();
        assert!(mixture.between.abs() < 1e-12);
        assert!((mixture.quantile(0.5) - 100.0).abs() < 0.1);
        assert!((mixture.interval(0.9).lower - 91.0).abs() < 0.1);
    }

    #[test]
    fn certain_parts_bring_all_variance() {
        let mixture = Mixture::of(&[part(100.0, 0.0, 1.0), part(200.0, 0.0, 1.0)]).unwrap();
        assert!((mixture.between - 1.0).abs() < 1e-12);
        assert_eq!((mixture.quantile(0.49), mixture.quantile(0.51)), (100.0, 200.0));
        assert_eq!(mixture.points().len(), N_POINTS);
    }

    #[test]
    fn shares_are_the_variance_between_means() {
        // ln N uniform of width w about two centres d apart: within w^2/12, between d^2/4.
        let log_uniform = |centre: f64| {
            Part::exact(
                probabilities()
                    .map(|p| (centre + 0.6 * (p - 0.5)).exp())
                    .collect(),
                0.5,
            )
        };
        let mixture = Mixture::of(&[log_uniform(5.0), log_uniform(5.2)]).unwrap();
        let expected = 0.01 / (0.01 + 0.03);
        assert!((mixture.between - expected).abs() < 1e-4, "{}", mixture.between);
    }

    #[test]
    fn noise_of_samples_is_no_variance_between_tables() {
        let (low, high) = (vec![90.0, 95.0], vec![105.0, 110.0]);
        let parts = [
            Part::sampled(low.clone(), &high, 0.25),
            Part::sampled(high.clone(), &low, 0.25),
            Part::sampled(low.clone(), &low, 0.25),
            Part::sampled(high.clone(), &high, 0.25),
        ];
        assert!(Mixture::of(&parts).unwrap().between.abs() < 1e-12);
    }

    #[test]
    fn nothing_is_no_mixture() {
        assert!(Mixture::of(&[]).is_none());
    }
}
