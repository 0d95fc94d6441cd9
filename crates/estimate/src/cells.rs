//! Cells as real numbers, so that counts and expectations are treated alike.

use crate::table::CaptureTable;

/// Most lists that are modelled together: 2^16 cells, which no sample fills.
pub(crate) const MOST_MODELLED: usize = 16;

/// People, or expected people, by history; `counts[0]`, the people on no list, is 0.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    n_lists: usize,
    counts: Vec<f64>,
}

impl Cells {
    /// Accepts 2^t finite, non-negative numbers for t from 1 to [`MOST_MODELLED`]; the first is taken as 0.
    pub(crate) fn new(counts: &[f64]) -> Option<Self> {
        let n_lists = counts.len().checked_ilog2()? as usize;
        let sound = counts.iter().all(|count| count.is_finite() && *count >= 0.0);
        if !counts.len().is_power_of_two() || n_lists == 0 || n_lists > MOST_MODELLED || !sound {
            return None;
        }
        let mut counts = counts.to_vec();
        counts[0] = 0.0;
        Some(Self { n_lists, counts })
    }

    /// Number of lists.
    pub(crate) fn n_lists(&self) -> usize {
        self.n_lists
    }

    /// People by history.
    pub(crate) fn counts(&self) -> &[f64] {
        &self.counts
    }

    /// People on at least one list.
    pub(crate) fn observed(&self) -> f64 {
        self.counts.iter().sum()
    }

    /// People whose history holds all lists of `term`.
    pub(crate) fn margin(&self, term: usize) -> f64 {
        self.counts
            .iter()
            .enumerate()
            .filter(|(history, _)| history & term == term)
            .map(|(_, count)| count)
            .sum()
    }

    /// People on exactly `k` lists, at place `k`.
    pub(crate) fn captures(&self) -> Vec<f64> {
        let mut captures = vec![0.0; self.n_lists + 1];
        for (history, count) in self.counts.iter().enumerate() {
            captures[history.count_ones() as usize] += count;
        }
        captures
    }
}

impl Cells {
    /// The cells of a table; `None` when it has more than [`MOST_MODELLED`] lists.
    pub(crate) fn of(table: &CaptureTable) -> Option<Self> {
        if table.n_lists() > MOST_MODELLED {
            return None;
        }
        let mut counts = vec![0.0; 1 << table.n_lists()];
        for (history, count) in table.people() {
            *counts.get_mut(usize::try_from(history).ok()?)? = count as f64;
        }
        Some(Self {
            n_lists: table.n_lists(),
            counts,
        })
    }
}

/// Replaces each value by the sum over all histories that contain its own.
///
/// One pass a list, so that the margins of a model cost t 2^t additions instead of a product with its design.
pub(crate) fn superset_sums(values: &mut [f64]) {
    let mut bit = 1;
    while bit < values.len() {
        for block in values.chunks_exact_mut(2 * bit) {
            let (without, with) = block.split_at_mut(bit);
            for (low, high) in without.iter_mut().zip(with.iter()) {
                *low += *high;
            }
        }
        bit *= 2;
    }
}

/// Replaces each value by the sum over all histories that its own contains.
pub(crate) fn subset_sums(values: &mut [f64]) {
    let mut bit = 1;
    while bit < values.len() {
        for block in values.chunks_exact_mut(2 * bit) {
            let (without, with) = block.split_at_mut(bit);
            for (low, high) in without.iter().zip(with.iter_mut()) {
                *high += *low;
            }
        }
        bit *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_meet_their_definition() {
        let values: Vec<f64> = (0..16).map(|history| f64::from(history * history + 1)).collect();
        let (mut up, mut down) = (values.clone(), values.clone());
        superset_sums(&mut up);
        subset_sums(&mut down);
        for own in 0..16usize {
            let above: f64 = (0..16)
                .filter(|other| other & own == own)
                .map(|other| values[other])
                .sum();
            let below: f64 = (0..16)
                .filter(|other| other & own == *other)
                .map(|other| values[other])
                .sum();
            assert_eq!((up[own], down[own]), (above, below), "history {own}");
        }
    }

    #[test]
    fn cells_are_checked() {
        for bad in [
            vec![],
            vec![0.0],
            vec![0.0, 1.0, 2.0],
            vec![0.0, -1.0],
            vec![0.0, f64::NAN],
        ] {
            assert!(Cells::new(&bad).is_none(), "{bad:?}");
        }
        let cells = Cells::new(&[9.0, 1.5, 2.0, 0.5]).unwrap();
        assert_eq!(cells.observed(), 4.0);
        assert_eq!(
            (cells.margin(1), cells.margin(2), cells.margin(3)),
            (2.0, 2.5, 0.5)
        );
        assert_eq!(cells.captures(), [0.0, 3.5, 0.5]);
    }
}
