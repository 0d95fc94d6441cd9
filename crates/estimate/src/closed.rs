//! Closed forms: two lists, and Chao's lower bound; also on real-valued, expected cells.

use statrs::function::erf::erf_inv;

use crate::cells::Cells;
use crate::finding::{ChaoEstimate, Interval};
use crate::fit::{Evidence, fit};
use crate::model::Model;

/// Lincoln and Petersen's total from two lists of a table of real-valued cells (`cells[h]`, as in a capture table).
///
/// `None` when the cells are no table, the lists are not two lists of it, or nobody is on both.
pub fn lincoln_petersen(cells: &[f64], a: usize, b: usize) -> Option<f64> {
    let cells = Cells::new(cells)?;
    if a == b || a >= cells.n_lists() || b >= cells.n_lists() {
        return None;
    }
    petersen(
        cells.margin(1 << a),
        cells.margin(1 << b),
        cells.margin(1 << a | 1 << b),
    )
}

/// Chao's (1987) lower bound n + ((t-1)/t) f1^2 / (2 f2) on real-valued cells.
///
/// `None` when the cells are no table or nobody is on exactly two lists.
pub fn chao(cells: &[f64]) -> Option<f64> {
    let cells = Cells::new(cells)?;
    let captures = cells.captures();
    let (once, twice) = (captures.get(1)?, captures.get(2).filter(|twice| **twice > 0.0)?);
    Some(cells.observed() + correction(cells.n_lists()) * once * once / (2.0 * twice))
}

/// The total if all lists were independent, fitted to real-valued cells by maximum likelihood.
///
/// `None` when the cells are no table or do not determine it.
pub fn independence(cells: &[f64]) -> Option<f64> {
    let evidence = Evidence::new(Cells::new(cells)?);
    let model = Model::independence(evidence.cells().n_lists());
    fit(&evidence, &model, None).map(|fitted| fitted.total)
}

/// n1 n2 / m.
pub(crate) fn petersen(n_a: f64, n_b: f64, both: f64) -> Option<f64> {
    (both > 0.0).then(|| n_a * n_b / both)
}

/// Chapman's (1951) nearly unbiased form (n1 + 1)(n2 + 1)/(m + 1) - 1.
pub(crate) fn chapman(n_a: f64, n_b: f64, both: f64) -> f64 {
    (n_a + 1.0) * (n_b + 1.0) / (both + 1.0) - 1.0
}

/// Standard error of Chapman's form (Seber 1970).
pub(crate) fn chapman_se(n_a: f64, n_b: f64, both: f64) -> f64 {
    let above = (n_a + 1.0) * (n_b + 1.0) * (n_a - both) * (n_b - both);
    (above / (both + 2.0)).sqrt() / (both + 1.0)
}

/// Chao's lower bound with its log-normal interval; `None` when nobody is on exactly two lists.
///
/// `floor` is the documented number: no figure is below it.
pub(crate) fn chao_estimate(cells: &Cells, deviate: f64, floor: f64) -> Option<ChaoEstimate> {
    let captures = cells.captures();
    let (once, twice) = (*captures.get(1)?, *captures.get(2).filter(|twice| **twice > 0.0)?);
    let (observed, correction) = (cells.observed(), correction(cells.n_lists()));
    let unseen = correction * once * once / (2.0 * twice);
    let ratio = once / twice;
    let variance = twice
        * (correction * ratio.powi(2) / 2.0
            + correction.powi(2) * ratio.powi(3)
            + correction.powi(2) * ratio.powi(4) / 4.0);
    let spread = (deviate * (variance / (unseen * unseen)).ln_1p().sqrt()).exp();
    let (below, above) = if unseen > 0.0 {
        (unseen / spread, unseen * spread)
    } else {
        (0.0, 0.0)
    };
    Some(ChaoEstimate {
        once: once as u64,
        twice: twice as u64,
        total: (observed + unseen).max(floor),
        bias_corrected: (observed + correction * once * (once - 1.0).max(0.0) / (2.0 * (twice + 1.0)))
            .max(floor),
        se: variance.sqrt(),
        interval: Interval {
            lower: (observed + below).max(floor),
            upper: Some((observed + above).max(floor)),
        },
    })
}

/// (t-1)/t for t lists.
fn correction(n_lists: usize) -> f64 {
    (n_lists as f64 - 1.0) / n_lists as f64
}

/// The two-sided standard normal deviate of a confidence, which is brought into the range where there is one.
pub(crate) fn deviate(confidence: f64) -> f64 {
    let confidence = if confidence.is_nan() {
        0.95
    } else {
        confidence.clamp(1e-6, 1.0 - 1e-12)
    };
    std::f64::consts::SQRT_2 * erf_inv(confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviates_are_the_tabulated_ones() {
        for (confidence, expected) in [(0.95, 1.959_963_985), (0.9, 1.644_853_627), (0.99, 2.575_829_304)] {
            assert!((deviate(confidence) - expected).abs() < 1e-8, "{confidence}");
        }
        for odd in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1.0, 7.0] {
            assert!(deviate(odd).is_finite(), "{odd}");
        }
    }

    #[test]
    fn two_lists_by_hand() {
        assert_eq!(petersen(20.0, 30.0, 6.0), Some(100.0));
        assert_eq!(petersen(20.0, 30.0, 0.0), None);
        assert!((chapman(20.0, 30.0, 6.0) - 92.0).abs() < 1e-12);
        let variance: f64 = 21.0 * 31.0 * 14.0 * 24.0 / (49.0 * 8.0);
        assert!((chapman_se(20.0, 30.0, 6.0) - variance.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn no_table_gives_nothing() {
        assert_eq!(chao(&[0.0, 1.0, 2.0]), None);
        assert_eq!(chao(&[0.0, 5.0]), None, "one list");
        assert_eq!(independence(&[0.0, f64::NAN, 1.0, 1.0]), None);
        assert_eq!(lincoln_petersen(&[0.0, 1.0, 1.0, 1.0], 0, 2), None);
        assert_eq!(lincoln_petersen(&[0.0, 1.0, 1.0, 1.0], 1, 1), None);
    }
}
