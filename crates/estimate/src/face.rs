//! Where a model's maximum lies: which cells and parameters stay finite (Fienberg and Rinaldo 2012).
//!
//! A table with empty cells can push parameters to minus infinity. The likelihood then has its supremum on a face of
//! the model: some empty cells get expectation zero and the rest are fitted as usual (the extended maximum). What
//! cannot be told apart on the face is no estimate: the model is kept only when its unseen cell still is determined.

use crate::cone::{Echelon, settle};

/// The cells a model is fitted to, and the terms whose parameters are finite and determined there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Face {
    /// For each history, whether its expectation is positive. The unseen cell is not among them.
    pub(crate) kept: Vec<bool>,
    /// Terms with a finite parameter, intercept first. The others are at minus infinity or follow from these.
    pub(crate) terms: Vec<usize>,
    /// Whether the kept cells determine the unseen one. Only then is the intercept surely among the terms.
    pub(crate) determined: bool,
    /// Whether terms that nobody is on are all that is lost: the maximum exists in the sense of Chan, Silverman and Vincent 2021.
    pub(crate) plain: bool,
}

/// Why a model has no estimate of the unseen cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoFace {
    /// The unseen cell is not determined by the cells that stay.
    NotIdentifiable,
    /// The table is too large and sparse to decide.
    Undecided,
}

/// Finds the face on which the model's maximum lies; fails when the unseen cell is not determined there.
///
/// `margins[term]` is the number of people on all lists of a term.
pub(crate) fn face(counts: &[f64], margins: &[f64], terms: &[usize]) -> Result<Face, NoFace> {
    // With everybody on one list nothing is known about people off it, and its effect and the intercept are one.
    if (0..counts.len().ilog2()).any(|list| margins[1 << list] >= margins[0]) {
        return Err(NoFace::NotIdentifiable);
    }
    let face = any_face(counts, margins, terms)?;
    if face.determined {
        Ok(face)
    } else {
        Err(NoFace::NotIdentifiable)
    }
}

/// Finds the face on which the model's maximum lies, whether or not the unseen cell is determined there.
///
/// Terms that nobody is on are at minus infinity; their cells go first. What is left is decided by the directions in which
/// the likelihood never falls.
pub(crate) fn any_face(counts: &[f64], margins: &[f64], terms: &[usize]) -> Result<Face, NoFace> {
    let (present, absent): (Vec<usize>, Vec<usize>) = terms.iter().partition(|term| margins[**term] > 0.0);
    let reachable = |history: usize| history != 0 && !absent.iter().any(|term| history & term == *term);
    let mut kept: Vec<bool> = (0..counts.len()).map(reachable).collect();

    let frame = Frame::new(counts, &present);
    let mut rows = frame.new_row();
    let filled = (1..counts.len()).filter(|history| counts[*history] > 0.0 && !frame.is_term[*history]);
    let mut echelon = Echelon::new(frame.columns.len());
    for history in filled {
        if echelon.is_full() {
            break;
        }
        frame.write_row(history, &mut rows);
        echelon.add(rows.clone());
    }
    // Without anybody there is no term and nothing to determine.
    if echelon.is_full() {
        let somebody = margins[0] > 0.0;
        return Ok(Face {
            kept,
            terms: present,
            determined: somebody,
            plain: somebody,
        });
    }
    let empty: Vec<(usize, Vec<f64>)> = (1..counts.len())
        .filter(|history| kept[*history] && counts[*history] <= 0.0)
        .map(|history| {
            frame.write_row(history, &mut rows);
            (history, rows.clone())
        })
        .collect();
    let off = settle(&mut echelon, empty)?;
    for history in &off {
        kept[*history] = false;
    }
    let determined = echelon.determines_first();
    let plain = off.is_empty() && echelon.is_full();
    let terms = if echelon.is_full() {
        present
    } else {
        independent(&kept, &present)
    };
    Ok(Face {
        kept,
        terms,
        determined,
        plain,
    })
}

/// As many terms as the kept cells tell apart.
fn independent(kept: &[bool], terms: &[usize]) -> Vec<usize> {
    let mut echelon = Echelon::new(terms.len());
    for history in (1..kept.len()).filter(|history| kept[*history]) {
        if echelon.is_full() {
            break;
        }
        let inside = |term: &usize| f64::from(u8::from(history & term == *term));
        echelon.add(terms.iter().map(inside).collect());
    }
    let columns = echelon.told_apart();
    columns.into_iter().map(|column| terms[column]).collect()
}

/// The logarithms of expectations as combinations of those of the cells that are terms themselves.
///
/// A term's own cell, the people on its lists and no other, stands for its parameter. Where that cell is filled it is
/// fixed in every direction that no filled cell feels, so that only empty own cells and the unseen one are columns.
struct Frame<'a> {
    terms: &'a [usize],
    is_term: Vec<bool>,
    columns: Vec<usize>,
}

impl<'a> Frame<'a> {
    fn new(counts: &[f64], terms: &'a [usize]) -> Self {
        let mut is_term = vec![false; counts.len()];
        for term in terms {
            is_term[*term] = true;
        }
        let columns = terms
            .iter()
            .copied()
            .filter(|term| *term == 0 || counts[*term] <= 0.0);
        Self {
            terms,
            is_term,
            columns: columns.collect(),
        }
    }

    fn new_row(&self) -> Vec<f64> {
        vec![0.0; self.columns.len()]
    }

    /// By Moebius inversion over the terms: each own cell counts with the sum of (-1)^|term - cell| over the terms between
    /// it and the history.
    fn write_row(&self, history: usize, row: &mut [f64]) {
        row.fill(0.0);
        for term in self.terms.iter().filter(|term| history & **term == **term) {
            for (entry, own) in row.iter_mut().zip(&self.columns) {
                if own & term == *own {
                    *entry += if (own ^ term).count_ones() % 2 == 0 {
                        1.0
                    } else {
                        -1.0
                    };
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::superset_sums;
    use crate::model::hierarchical;

    fn face_of(counts: &[f64], terms: &[usize]) -> Result<Face, NoFace> {
        let mut margins = counts.to_vec();
        superset_sums(&mut margins);
        face(counts, &margins, terms)
    }

    /// Chan, Silverman and Vincent 2021, tables 2 and 3: A 40, B 30, C 20, A and B 6.
    #[test]
    fn constructed_example_of_sparse_tables() {
        let counts = [0.0, 40.0, 30.0, 6.0, 20.0, 0.0, 0.0, 0.0];
        let not_identifiable = Err(NoFace::NotIdentifiable);
        assert_eq!(
            face_of(&counts, &[0, 1, 2, 4, 3, 5, 6]),
            not_identifiable,
            "[12,13,23]"
        );
        assert_eq!(
            face_of(&counts, &[0, 1, 2, 4, 3]),
            not_identifiable,
            "[12,3]: all empty cells are off the face"
        );
        let face = face_of(&counts, &[0, 1, 2, 4, 5, 6]).unwrap();
        assert_eq!(
            face.terms,
            [0, 1, 2, 4],
            "[13,23] without the two interactions at minus infinity"
        );
        assert_eq!(face.kept, [false, true, true, true, true, false, false, false]);
    }

    /// The same face from the whole design, row by row.
    fn written_out(counts: &[f64], terms: &[usize]) -> (Vec<bool>, bool) {
        let row = |history: usize| {
            terms
                .iter()
                .map(move |term| f64::from(u8::from(history & term == *term)))
        };
        let mut echelon = Echelon::new(terms.len());
        let (filled, empty): (Vec<usize>, Vec<usize>) =
            (1..counts.len()).partition(|history| counts[*history] > 0.0);
        filled
            .iter()
            .for_each(|history| echelon.add(row(*history).collect()));
        let off = settle(
            &mut echelon,
            empty
                .iter()
                .map(|history| (*history, row(*history).collect()))
                .collect(),
        );
        let off = off.unwrap();
        let kept = (0..counts.len()).map(|history| history > 0 && !off.contains(&history));
        (kept.collect(), echelon.determines_first())
    }

    #[test]
    fn own_cells_are_enough() {
        let (mut state, mut sparse) = (7u64, 0);
        for round in 0..60u64 {
            let n_lists = 3 + round as usize % 3;
            let counts: Vec<f64> = (0..1usize << n_lists)
                .map(|history| {
                    state = state
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1_442_695_040_888_963_407);
                    let chance = (state >> 33) % 8;
                    if history > 0 && chance < 1 + round % 6 {
                        (1 + chance) as f64
                    } else {
                        0.0
                    }
                })
                .collect();
            let mut margins = counts.clone();
            superset_sums(&mut margins);
            for model in hierarchical(n_lists, 3)
                .iter()
                .step_by(if n_lists == 5 { 97 } else { 3 })
            {
                let found = any_face(&counts, &margins, model.terms()).unwrap();
                let (kept, determined) = written_out(&counts, model.terms());
                assert_eq!(
                    (&found.kept, found.determined),
                    (&kept, determined),
                    "{counts:?} {model:?}"
                );
                sparse += usize::from(!found.plain);
            }
        }
        assert!(sparse > 100, "{sparse} of the models are not plain");
    }

    /// A cell is off the face when no non-negative table with the same margins fills it. Small tables allow a
    /// second way to see it: enough steps of iterative scaling leave such cells with next to nothing.
    #[test]
    fn faces_agree_with_iterative_scaling() {
        let tables = [
            0b1111u32,
            0b101_1001,
            0b110_0111,
            0b1_1111,
            0b1001_0110,
            0b111_1000_0110_1011,
        ];
        for (filled, n_lists) in tables.into_iter().zip([3, 3, 3, 4, 4, 4]) {
            let counts: Vec<f64> = (0..1u32 << n_lists)
                .map(|history| {
                    if history > 0 && filled >> (history - 1) & 1 == 1 {
                        f64::from(3 + history)
                    } else {
                        0.0
                    }
                })
                .collect();
            for model in hierarchical(n_lists as usize, 2) {
                let fitted = scaled(&counts, model.terms());
                let Ok(face) = face_of(&counts, model.terms()) else {
                    continue;
                };
                for (history, kept) in face.kept.iter().enumerate().skip(1) {
                    assert_eq!(
                        *kept,
                        fitted[history] > 1e-2,
                        "{model:?} {history} {}",
                        fitted[history]
                    );
                }
            }
        }
    }

    /// Generalised iterative scaling (Darroch and Ratcliff 1972) over the seen cells.
    fn scaled(counts: &[f64], terms: &[usize]) -> Vec<f64> {
        let mut target = counts.to_vec();
        superset_sums(&mut target);
        let mut fitted: Vec<f64> = counts.iter().map(|_| 1.0).collect();
        fitted[0] = 0.0;
        for _ in 0..60_000 {
            for term in terms {
                let inside = |history: &usize| history & term == *term;
                let sum: f64 = (1..counts.len())
                    .filter(inside)
                    .map(|history| fitted[history])
                    .sum();
                let factor = if sum > 0.0 { target[*term] / sum } else { 0.0 };
                (1..counts.len())
                    .filter(inside)
                    .for_each(|history| fitted[history] *= factor);
            }
        }
        fitted
    }
}
