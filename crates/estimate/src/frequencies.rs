//! Totals from how often people were seen, when it is not known on which lists.

use serde::Serialize;

use crate::closed::deviate;
use crate::coverage::{ClosedFormRefusal, log_normal};
use crate::finding::Interval;
use crate::table::CaptureTable;

/// Chao's (1987) lower bound from counts of sightings; no figure is below the documented number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrequencyEstimate {
    /// People seen.
    pub observed: u64,
    /// People seen exactly once.
    pub once: u64,
    /// People seen exactly twice.
    pub twice: u64,
    /// n + A f1^2 / (2 f2) with A = (K-1)/K; `None` when nobody was seen twice.
    pub total: Option<f64>,
    /// n + A f1 (f1 - 1) / (2 (f2 + 1)), which needs nobody seen twice.
    pub bias_corrected: f64,
    /// Standard error of the total, or of the bias-corrected form where there is no total.
    pub se: f64,
    /// Log-normal interval of the same.
    pub interval: Interval,
}

/// Chao's lower bound for people seen once, twice, ... (`seen[0]`, `seen[1]`, ...) on a number of occasions.
///
/// Without a number of occasions A = 1: sightings could have gone on for ever, as for apprehensions within a year. Chao (1987);
/// the variance when nobody was seen twice is that of EstimateS (Colwell 2013, guide, appendix B). `confidence` is of the
/// interval.
///
/// # Errors
/// When nobody was seen, or more often than there were occasions, or there were fewer than two occasions.
pub fn chao_frequencies(
    seen: &[u64],
    occasions: Option<u64>,
    confidence: f64,
) -> Result<FrequencyEstimate, ClosedFormRefusal> {
    let observed = seen
        .iter()
        .try_fold(0u64, |sum, count| sum.checked_add(*count))
        .filter(|sum| *sum <= 1 << 53);
    let observed = observed.ok_or(ClosedFormRefusal::TooMany)?;
    if observed == 0 {
        return Err(ClosedFormRefusal::NobodySeen);
    }
    let most = seen
        .iter()
        .rposition(|count| *count > 0)
        .map_or(0, |place| place as u64 + 1);
    if let Some(occasions) = occasions.filter(|occasions| *occasions < most.max(2)) {
        return Err(ClosedFormRefusal::TooFewOccasions { occasions, most });
    }
    let at = |times: usize| seen.get(times - 1).copied().unwrap_or(0);
    let (once, twice) = (at(1) as f64, at(2) as f64);
    let n = observed as f64;
    let share = occasions.map_or(1.0, |occasions| (occasions as f64 - 1.0) / occasions as f64);
    let corrected = share * once * (once - 1.0).max(0.0) / (2.0 * (twice + 1.0));
    let unseen = (twice > 0.0).then(|| share * once * once / (2.0 * twice));
    let variance = if twice > 0.0 {
        let ratio = once / twice;
        twice * share * ratio * ratio * (0.5 + share * ratio + share * ratio * ratio / 4.0)
    } else {
        variance_without_twice(once, share, n + corrected)
    };
    let se = variance.max(0.0).sqrt();
    Ok(FrequencyEstimate {
        observed,
        once: at(1),
        twice: at(2),
        total: unseen.map(|unseen| n + unseen),
        bias_corrected: n + corrected,
        se,
        interval: log_normal(n, unseen.unwrap_or(corrected), se, deviate(confidence)),
    })
}

/// Variance of the bias-corrected form when nobody was seen twice.
fn variance_without_twice(once: f64, share: f64, total: f64) -> f64 {
    share * once * (once - 1.0) / 2.0 + share * share * once * (2.0 * once - 1.0).powi(2) / 4.0
        - share * share * once.powi(4) / (4.0 * total)
}

/// Chao's lower bound for lists of unequal reach, n + sum over pairs s_i s_j / f2, where s_i are on list i alone.
///
/// The moment form of the lower bound of the model Mth. `None` when nobody is on exactly two lists.
pub fn chao_unequal_lists(table: &CaptureTable) -> Option<f64> {
    let twice = *table.captures().get(2).filter(|twice| **twice > 0)? as f64;
    let alone: Vec<f64> = table
        .people()
        .filter(|(history, _)| history.is_power_of_two())
        .map(|(_, count)| count as f64)
        .collect();
    let (sum, squares) = (
        alone.iter().sum::<f64>(),
        alone.iter().map(|count| count * count).sum::<f64>(),
    );
    Some(table.observed() as f64 + (sum * sum - squares).max(0.0) / (2.0 * twice))
}
