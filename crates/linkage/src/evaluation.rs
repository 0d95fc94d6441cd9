//! How good a linkage is where the truth is known.

use std::collections::BTreeMap;
use std::hash::Hash;

use serde::Serialize;

use crate::linking::Linkage;
use crate::reliability::{Band, bands};

/// How good a linkage is.
///
/// Pair figures are over scored pairs before clustering, with recall over all true pairs; cluster figures
/// are over all pairs that the persons imply. Reports without a known truth are left out everywhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Reports whose true person is known.
    pub n_reports: usize,
    /// True persons among them.
    pub n_true_persons: usize,
    /// Persons found among them.
    pub n_persons: usize,
    /// Reports of the largest person found.
    pub largest: usize,
    /// Pairs of reports that are truly one person.
    pub n_true_pairs: u64,
    /// Distinct candidate pairs that blocking found; of millions, as a sample tells.
    pub n_candidates: u64,
    /// True pairs among the kept pairs over all true pairs: no threshold can give a higher recall.
    pub ceiling: f64,
    /// Pairs at or above the linkage's threshold.
    pub chosen: Accuracy,
    /// Pairs at or above the threshold, among all scores, that gives the highest F1.
    pub best: Accuracy,
    /// Pairs that the persons imply.
    pub cluster: Accuracy,
    /// B-cubed over reports (Bagga and Baldwin 1998).
    pub b_cubed: Accuracy,
    /// Predicted against true share, by bands of probability.
    pub calibration: Vec<Band>,
}

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Accuracy {
    /// The threshold that was used.
    pub threshold: f64,
    /// Share of what was found that is true.
    pub precision: f64,
    /// Share of what is true that was found.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

/// Measures a linkage against the truth: for each report its true person, where known.
///
/// The pair figures see only pairs the linkage kept, so its floor should be low.
pub fn evaluate<T: Ord + Hash>(linkage: &Linkage, truth: &[Option<T>]) -> Evaluation {
    let labels = labels(truth);
    let known: Vec<(usize, usize)> = labels
        .iter()
        .zip(&linkage.persons)
        .filter_map(|(label, person)| label.map(|label| (label, *person)))
        .collect();
    let sizes_true = sizes(known.iter().map(|(label, _)| *label));
    let sizes_found = sizes(known.iter().map(|(_, person)| *person));
    let sizes_both = sizes(known.iter().copied());
    let n_true_pairs = pairs_of(&sizes_true);
    let scores = scores(linkage, &labels);
    let curve = curve(&scores, n_true_pairs);
    let n_true_scored = scores.iter().filter(|(_, same)| *same).count();
    Evaluation {
        n_reports: known.len(),
        n_true_persons: sizes_true.len(),
        n_persons: sizes_found.len(),
        largest: sizes_found.values().copied().max().unwrap_or(0) as usize,
        n_true_pairs,
        n_candidates: linkage.n_candidates,
        ceiling: share(n_true_scored as f64, n_true_pairs as f64),
        chosen: at_threshold(&scores, linkage.threshold, n_true_pairs),
        best: curve,
        cluster: implied(&sizes_both, &sizes_found, n_true_pairs, linkage.threshold),
        b_cubed: b_cubed(&sizes_both, &sizes_true, &sizes_found, linkage.threshold),
        calibration: bands(&scores),
    }
}

fn labels<T: Ord>(truth: &[Option<T>]) -> Vec<Option<usize>> {
    let mut numbers = BTreeMap::new();
    let number = |label: &Option<T>| -> Option<usize> { label.as_ref().map(|_| 0) };
    let mut labels: Vec<Option<usize>> = truth.iter().map(number).collect();
    for (label, value) in labels.iter_mut().zip(truth) {
        if let Some(value) = value {
            let next = numbers.len();
            *label = Some(*numbers.entry(value).or_insert(next));
        }
    }
    labels
}

fn sizes<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u64> {
    let mut sizes = BTreeMap::new();
    keys.for_each(|key| *sizes.entry(key).or_insert(0) += 1);
    sizes
}

fn pairs_of<K>(sizes: &BTreeMap<K, u64>) -> u64 {
    sizes.values().map(|size| size * (size - 1) / 2).sum()
}

/// Probability and truth of every kept pair whose truth is known, likeliest first.
fn scores(linkage: &Linkage, labels: &[Option<usize>]) -> Vec<(f64, bool)> {
    let truth = |place: usize| labels.get(place).copied().flatten();
    let mut scores: Vec<(f64, bool)> = linkage
        .pairs
        .iter()
        .filter_map(|pair| Some((pair.probability, truth(pair.a)? == truth(pair.b)?)))
        .collect();
    scores.sort_by(|x, y| y.0.total_cmp(&x.0));
    scores
}

/// The best F1 over all distinct scores.
fn curve(scores: &[(f64, bool)], n_true_pairs: u64) -> Accuracy {
    let mut best = accuracy(1.0, 0, 0, n_true_pairs);
    let mut n_right = 0;
    for (at, (score, same)) in scores.iter().enumerate() {
        n_right += u64::from(*same);
        let last_of_score = scores.get(at + 1).is_none_or(|next| next.0 < *score);
        let here = accuracy(*score, n_right, at as u64 + 1, n_true_pairs);
        if last_of_score && here.f1 > best.f1 {
            best = here;
        }
    }
    best
}

fn at_threshold(scores: &[(f64, bool)], threshold: f64, n_true_pairs: u64) -> Accuracy {
    let n_found = scores.partition_point(|(score, _)| *score >= threshold);
    let n_right = scores[..n_found].iter().filter(|(_, same)| *same).count() as u64;
    accuracy(threshold, n_right, n_found as u64, n_true_pairs)
}

fn implied(
    both: &BTreeMap<(usize, usize), u64>,
    found: &BTreeMap<usize, u64>,
    n_true_pairs: u64,
    threshold: f64,
) -> Accuracy {
    accuracy(threshold, pairs_of(both), pairs_of(found), n_true_pairs)
}

fn b_cubed(
    both: &BTreeMap<(usize, usize), u64>,
    of_truth: &BTreeMap<usize, u64>,
    found: &BTreeMap<usize, u64>,
    threshold: f64,
) -> Accuracy {
    let n: f64 = of_truth.values().map(|size| *size as f64).sum();
    let square = |size: u64| (size as f64) * (size as f64);
    let precise: f64 = both
        .iter()
        .map(|((_, person), size)| square(*size) / found[person] as f64)
        .sum();
    let recalled: f64 = both
        .iter()
        .map(|((label, _), size)| square(*size) / of_truth[label] as f64)
        .sum();
    let (precision, recall) = (share(precise, n), share(recalled, n));
    Accuracy {
        threshold,
        precision,
        recall,
        f1: share(2.0 * precision * recall, precision + recall),
    }
}

fn accuracy(threshold: f64, n_right: u64, n_found: u64, n_true: u64) -> Accuracy {
    let (right, found, all) = (n_right as f64, n_found as f64, n_true as f64);
    Accuracy {
        threshold,
        precision: share(right, found),
        recall: share(right, all),
        f1: share(2.0 * right, found + all),
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linking::Pair;
    use crate::weights::FieldWeights;

    /// Five reports of persons x, x, x, y, y; found: {0, 1}, {2, 3}, {4}. Worked by hand.
    #[test]
    fn figures_of_a_small_linkage() {
        let pair = |a, b, probability| Pair {
            a,
            b,
            probability,
            weight: 0.0,
            fields: FieldWeights::default(),
        };
        let linkage = Linkage {
            pairs: vec![pair(0, 1, 0.9), pair(0, 2, 0.4), pair(2, 3, 0.6), pair(3, 4, 0.3)],
            persons: vec![0, 0, 1, 1, 2],
            n_persons: 3,
            threshold: 0.5,
            prior: 0.1,
            n_candidates: 10,
            ..Linkage::default()
        };
        let truth = ["x", "x", "x", "y", "y"].map(Some);
        let found = evaluate(&linkage, &truth);
        assert_eq!(
            (found.n_true_pairs, found.n_true_persons, found.n_persons),
            (4, 2, 3)
        );
        assert_eq!(found.ceiling, 0.75);
        assert_eq!((found.chosen.precision, found.chosen.recall), (0.5, 0.25));
        assert_eq!(
            (found.best.threshold, found.best.precision, found.best.recall),
            (0.3, 0.75, 0.75)
        );
        assert_eq!((found.cluster.precision, found.cluster.recall), (0.5, 0.25));
        let close = |x: f64, y: f64| assert!((x - y).abs() < 1e-12, "{x} {y}");
        close(found.b_cubed.precision, (1.0 + 1.0 + 0.5 + 0.5 + 1.0) / 5.0);
        close(
            found.b_cubed.recall,
            (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 0.5 + 0.5) / 5.0,
        );
        assert_eq!(found.calibration.iter().map(|band| band.n_pairs).sum::<u64>(), 4);
    }

    #[test]
    fn unknown_truth_is_left_out() {
        let linkage = Linkage {
            pairs: Vec::new(),
            persons: vec![0, 1, 1],
            n_persons: 2,
            threshold: 0.5,
            prior: 0.1,
            ..Linkage::default()
        };
        let found = evaluate(&linkage, &[Some(1_u32), None, Some(1)]);
        assert_eq!((found.n_reports, found.n_true_pairs, found.n_persons), (2, 1, 2));
        assert_eq!(found.cluster.recall, 0.0);
    }
}
