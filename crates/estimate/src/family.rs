//! All models of one kind side by side: their best, their spread, and their average.

use serde::Serialize;

use crate::cells::{Cells, MOST_MODELLED};
use crate::closed::deviate;
use crate::finding::{Interval, ModelFit, Refusal};
use crate::fit::{Evidence, Fitted, usable};
use crate::search::{MOST_LISTS_EXHAUSTIVE, Search, search_all, search_path};
use crate::table::CaptureTable;

/// Most models shown by their BIC.
const MOST_MODELS: usize = 50;

/// Models are about as good when their AIC is within this of the lowest.
pub(crate) const ABOUT_AS_GOOD: f64 = 6.0;

/// Which models are compared.
#[derive(Clone, Copy, Debug)]
pub struct FamilyPlan {
    /// Most lists in one interaction, at least 2. Never all lists; with six lists 2 is the most, with seven and more a path
    /// through the pairs is tried.
    pub highest_order: usize,
    /// Confidence of intervals, such as 0.95.
    pub confidence: f64,
}

/// Models compared on one table.
#[derive(Clone, Debug, Serialize)]
pub struct Family {
    /// The best models by BIC with their weights, at most 50, best first.
    pub models: Vec<WeightedModel>,
    /// The average over all estimable models.
    pub average: ModelAverage,
    /// Smallest and largest total over models whose AIC is within 6 of the lowest.
    pub spread: Interval,
    /// How many models were tried.
    pub n_tried: usize,
    /// How many of them can be estimated.
    pub n_estimable: usize,
    /// Whether every hierarchical model up to `highest_order` was tried, or only a path.
    pub exhaustive: bool,
    /// Most lists in one interaction of the models tried.
    pub highest_order: usize,
}

/// A model and its share in the average.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WeightedModel {
    /// The fitted model.
    pub fit: ModelFit,
    /// exp(-BIC/2), of all estimable models together 1.
    pub weight: f64,
}

/// The average over models by BIC weights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelAverage {
    /// Weighted geometric mean of the totals.
    pub total: f64,
    /// Standard error of ln N, within and between models.
    pub log_se: f64,
    /// Interval of the total, not below the number seen.
    pub interval: Interval,
    /// Weighted variance of ln N between models as a share of it and the weighted variance within them, 0 to 1.
    pub between: f64,
}

/// Compares hierarchical log-linear models and averages over them.
///
/// Lists that nobody is on take no part. `progress` gets models tried and models known to be tried.
///
/// # Errors
/// When there are fewer than three or more than 16 such lists, nobody is on two, or no model's unseen cell is determined.
pub fn family(
    table: &CaptureTable,
    plan: &FamilyPlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Family, Refusal> {
    let (table, names) = usable(table, MOST_MODELLED)?;
    let evidence = Evidence::new(Cells::of(&table).ok_or(Refusal::NotIdentifiable)?);
    let search = search_to(&evidence, plan.highest_order, progress);
    let weights = bic_weights(&search.fits);
    let average = model_average(&evidence, &search.fits, &weights, deviate(plan.confidence));
    let models = search.fits.iter().zip(&weights).take(MOST_MODELS);
    Ok(Family {
        models: models
            .map(|(fitted, weight)| WeightedModel {
                fit: fitted.to_model_fit(&names),
                weight: *weight,
            })
            .collect(),
        average: average.ok_or(Refusal::NotIdentifiable)?,
        spread: spread(&search.fits),
        n_tried: search.n_tried,
        n_estimable: search.fits.len(),
        exhaustive: search.exhaustive,
        highest_order: search.highest_order,
    })
}

/// The highest order for which every model of so many lists can be tried.
pub(crate) fn order_within(n_lists: usize, highest_order: usize) -> usize {
    let most = if n_lists < MOST_LISTS_EXHAUSTIVE {
        n_lists - 1
    } else {
        2
    };
    highest_order.clamp(2, most.max(2))
}

/// Tries all models up to an order where they can be counted out, a path through the pairs otherwise.
pub(crate) fn search_to(
    evidence: &Evidence,
    highest_order: usize,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Search {
    let n_lists = evidence.cells().n_lists();
    if n_lists > MOST_LISTS_EXHAUSTIVE {
        return search_path(evidence, progress);
    }
    search_all(evidence, order_within(n_lists, highest_order), progress)
}

/// Smallest and largest total of the models about as good as the best.
pub(crate) fn spread(fits: &[Fitted]) -> Interval {
    let lowest = fits.iter().map(|fitted| fitted.aic).fold(f64::INFINITY, f64::min);
    let totals = fits
        .iter()
        .filter(|fitted| fitted.aic <= lowest + ABOUT_AS_GOOD)
        .map(|fitted| fitted.total);
    let (lower, upper) = totals.fold((f64::INFINITY, 0.0f64), |(low, high), total| {
        (low.min(total), high.max(total))
    });
    Interval {
        lower,
        upper: Some(upper),
    }
}

/// exp(-(BIC - lowest)/2) over their sum (Burnham and Anderson 2002, section 6.4.5).
pub(crate) fn bic_weights(fits: &[Fitted]) -> Vec<f64> {
    let lowest = fits.iter().map(|fitted| fitted.bic).fold(f64::INFINITY, f64::min);
    let raw: Vec<f64> = fits
        .iter()
        .map(|fitted| (-(fitted.bic - lowest) / 2.0).exp())
        .collect();
    let sum: f64 = raw.iter().sum();
    raw.into_iter().map(|weight| weight / sum).collect()
}

/// Averages ln N; `None` without models.
///
/// The standard error is the weighted sum of sqrt(var + (ln N - mean)^2), so that models which disagree widen the interval
/// (Burnham and Anderson 2002, equation 4.9, after Buckland, Burnham and Augustin 1997).
fn model_average(
    evidence: &Evidence,
    fits: &[Fitted],
    weights: &[f64],
    deviate: f64,
) -> Option<ModelAverage> {
    let weighted = |value: &dyn Fn(&Fitted) -> f64| -> f64 {
        fits.iter()
            .zip(weights)
            .map(|(fitted, weight)| weight * value(fitted))
            .sum()
    };
    let variance = |fitted: &Fitted| (fitted.se / fitted.total).powi(2);
    let mean = weighted(&|fitted| fitted.total.ln());
    let away = |fitted: &Fitted| (fitted.total.ln() - mean).powi(2);
    let log_se = weighted(&|fitted| (variance(fitted) + away(fitted)).sqrt());
    let (within, between) = (weighted(&variance), weighted(&away));
    let end = |deviate: f64| (mean + deviate * log_se).exp();
    let average = ModelAverage {
        total: mean.exp().max(evidence.observed()),
        log_se,
        interval: Interval {
            lower: end(-deviate).max(evidence.observed()),
            upper: Some(end(deviate)).filter(|upper| upper.is_finite()),
        },
        between: if within + between > 0.0 {
            between / (within + between)
        } else {
            0.0
        },
    };
    (!fits.is_empty() && average.total.is_finite() && average.log_se.is_finite()).then_some(average)
}
