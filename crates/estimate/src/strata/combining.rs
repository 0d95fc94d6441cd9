//! One stratum estimated several times over, each time with what its records lack drawn anew.

use serde::Serialize;
use statrs::function::beta::beta_reg;

use crate::closed::deviate;
use crate::finding::Interval;
use crate::strata::confidence_within;

/// Nobody unseen is taken as a tenth of a person, whose logarithm exists.
const NOBODY: f64 = 0.1;

/// With fewer draws the variance between them is hardly known.
const FEW_DRAWS: usize = 10;

/// With more degrees of freedom Student's t is taken as normal; they differ by less than one in a million.
const NORMAL_FREEDOM: f64 = 1e7;

/// A stratum's estimate from one imputed draw: a table in which everybody has been put into a stratum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawEstimate {
    /// People seen in the stratum in this draw.
    pub seen: u64,
    /// Mean number of unseen people.
    pub unseen: f64,
    /// Mean of the logarithm of the number of unseen people.
    pub log_mean: f64,
    /// Variance of it.
    pub log_variance: f64,
}

/// A stratum's estimates from several imputed draws as one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Combined {
    /// Draws combined, at least 2.
    pub draws: usize,
    /// Whether there are fewer than ten, so that the interval is unreliable and a page must say so.
    pub few_draws: bool,
    /// Mean number of people seen in the stratum.
    pub seen: f64,
    /// Mean total: means of people seen and of people unseen. Means are drawn up by long tails, and this one can lie far from
    /// the centre and, rarely, outside the interval.
    pub mean: f64,
    /// The centre of the interval: people seen and the geometric mean of people unseen.
    pub centre: f64,
    /// Interval of the total, if the logarithm of the unseen is about normal. `None` above when it is no number.
    pub interval: Interval,
    /// Mean of the variances of ln unseen within draws.
    pub within: f64,
    /// Variance of its means between draws.
    pub between: f64,
    /// Degrees of freedom of the interval; `None` when the draws agree, so that it is normal.
    pub freedom: Option<f64>,
}

impl DrawEstimate {
    /// From equally likely totals, such as draws from a posterior; a total below the number seen counts as nobody unseen.
    ///
    /// `None` with fewer than two of them or when one is no number.
    pub fn of_sample(seen: u64, totals: &[f64]) -> Option<Self> {
        if totals.len() < 2 || !totals.iter().all(|total| total.is_finite()) {
            return None;
        }
        let mut unseen: Vec<f64> = totals
            .iter()
            .map(|total| (total - seen as f64).max(0.0))
            .collect();
        unseen.sort_by(f64::total_cmp);
        let logs: Vec<f64> = unseen.iter().map(|unseen| unseen.max(NOBODY).ln()).collect();
        let (log_mean, log_variance) = mean_and_variance(&logs);
        Some(Self {
            seen,
            unseen: mean(&unseen),
            log_mean,
            log_variance,
        })
    }

    fn is_sound(&self) -> bool {
        let finite = self.unseen.is_finite() && self.log_mean.is_finite() && self.log_variance.is_finite();
        finite && self.unseen >= 0.0 && self.log_variance >= 0.0
    }
}

/// Combines the estimates of one stratum from imputed draws; `None` for fewer than two, or when one holds no numbers.
///
/// Rubin's (1987, section 3.1) rules on ln n0, n0 being the unseen: the variance is the mean variance within draws, W, and
/// (1 + 1/R) times the variance B between the R draws. The degrees of freedom are (R-1)(1 + W/((R+1)B))^2, as Gelman and
/// others (2013, section 18.2) give them and the R package verdata (HRDAG) takes them; Rubin's own (equation 3.1.6) have
/// R W/((R+1)B) in the brackets, are more, and make a narrower interval. Figures are not rounded, as verdata's are.
///
/// It assumes that the draws come from a model of the missing values that is right, and that each estimate is. Draws may
/// come in any order.
pub fn combine_draws(draws: &[DrawEstimate], confidence: f64) -> Option<Combined> {
    if draws.len() < 2 || !draws.iter().all(DrawEstimate::is_sound) {
        return None;
    }
    let (log_mean, between) = mean_and_variance(&rising(draws, |draw| draw.log_mean));
    let within = mean(&rising(draws, |draw| draw.log_variance));
    let seen = mean(&rising(draws, |draw| draw.seen as f64));
    let number = draws.len() as f64;
    let freedom = (number - 1.0) * (1.0 + within / between / (number + 1.0)).powi(2);
    let freedom = Some(freedom).filter(|freedom| freedom.is_finite());
    let error = (within + between * (1.0 + 1.0 / number)).sqrt();
    let reach = student_deviate(confidence_within(confidence), freedom) * error;
    let end = |away: f64| Some(seen + (log_mean + away).exp()).filter(|end| end.is_finite());
    let combined = Combined {
        draws: draws.len(),
        few_draws: draws.len() < FEW_DRAWS,
        seen,
        mean: seen + mean(&rising(draws, |draw| draw.unseen)),
        centre: end(0.0)?,
        interval: Interval {
            lower: end(-reach)?,
            upper: end(reach),
        },
        within,
        between,
        freedom,
    };
    let finite = combined.mean.is_finite() && within.is_finite() && between.is_finite();
    finite.then_some(combined)
}

/// One value of each draw in rising order, so that no sum depends on the order of draws.
fn rising(draws: &[DrawEstimate], value: impl Fn(&DrawEstimate) -> f64) -> Vec<f64> {
    let mut values: Vec<f64> = draws.iter().map(value).collect();
    values.sort_by(f64::total_cmp);
    values
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The variance is that of a sample, and exactly 0 when all values are one.
fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    if values.iter().all(|value| *value == values[0]) {
        return (values[0], 0.0);
    }
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, squares / (values.len() - 1) as f64)
}

/// The two-sided deviate of Student's t; normal without degrees of freedom. By halving, as its tail is monotonous.
fn student_deviate(confidence: f64, freedom: Option<f64>) -> f64 {
    let Some(freedom) = freedom.filter(|freedom| *freedom < NORMAL_FREEDOM) else {
        return deviate(confidence);
    };
    let outside = |t: f64| beta_reg(freedom / 2.0, 0.5, freedom / (freedom + t * t));
    let (mut low, mut high) = (0.0, 1.0);
    while outside(high) > 1.0 - confidence {
        high *= 2.0;
    }
    for _ in 0..64 {
        let middle = (low + high) / 2.0;
        if outside(middle) > 1.0 - confidence {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviates_are_the_tabulated_ones() {
        for (freedom, confidence, expected) in [
            (1.0, 0.95, 12.706_204_736),
            (2.0, 0.95, 4.302_652_730),
            (10.0, 0.95, 2.228_138_852),
            (10.0, 0.99, 3.169_272_673),
            (30.0, 0.95, 2.042_272_456),
        ] {
            let found = student_deviate(confidence, Some(freedom));
            assert!((found - expected).abs() < 1e-8, "{freedom}: {found}");
        }
        let (many, normal) = (student_deviate(0.95, Some(9.9e6)), student_deviate(0.95, None));
        assert!((many - normal).abs() < 1e-6 && many > normal, "{many} {normal}");
        assert!(student_deviate(1.0 - 1e-6, Some(1.0)).is_finite());
    }
}
