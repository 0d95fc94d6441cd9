//! Where a model's maximum lies: which cells and parameters stay finite (Fienberg and Rinaldo 2012).
//!
//! A table with empty cells can push parameters to minus infinity. The likelihood then has its supremum on a face of
//! the model: some empty cells get expectation zero and the rest are fitted as usual (the extended maximum). What
//! cannot be told apart on the face is no estimate: the model is kept only when its unseen cell still is determined.

/// Entries of rows made from zeros and ones by elimination; anything smaller is rounding.
const TOLERANCE: f64 = 1e-9;

/// Most entries of a cone's tableau: all of ten lists' cells, four undecided directions of sixteen lists.
const LARGEST_TABLEAU: usize = 1 << 18;

/// Most entries changed in one cone, some tenths of a second's work. What needs more has a handful of filled cells on
/// more than ten lists, and nothing to estimate from.
const MOST_WORK: usize = 1 << 26;

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
    if echelon.is_full() {
        return Ok(Face {
            kept,
            terms: present,
            determined: true,
            plain: true,
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
    let determined = echelon.null_space().iter().all(|free| free[0].abs() <= TOLERANCE);
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

/// Sends empty cells off the face and lets the others, which stay, join the filled ones of `echelon`.
pub(crate) fn settle(echelon: &mut Echelon, empty: Vec<(usize, Vec<f64>)>) -> Result<Vec<usize>, NoFace> {
    let off = vanishing(&empty, &echelon.null_space())?;
    for (history, row) in empty {
        if !off.contains(&history) {
            echelon.add(row);
        }
    }
    Ok(off)
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
    let mut pivots = echelon.pivots;
    pivots.sort_unstable();
    pivots.into_iter().map(|column| terms[column]).collect()
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
        let columns = terms.iter().copied().filter(|term| *term == 0 || counts[*term] <= 0.0);
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
                    *entry += if (own ^ term).count_ones() % 2 == 0 { 1.0 } else { -1.0 };
                }
            }
        }
    }
}

/// Rows reduced so that each has a one where all others have a zero.
pub(crate) struct Echelon {
    n_columns: usize,
    rows: Vec<Vec<f64>>,
    pivots: Vec<usize>,
}

impl Echelon {
    pub(crate) fn new(n_columns: usize) -> Self {
        Self {
            n_columns,
            rows: Vec::new(),
            pivots: Vec::new(),
        }
    }

    /// Whether the rows determine every column.
    pub(crate) fn is_full(&self) -> bool {
        self.rows.len() == self.n_columns
    }

    /// Adds a row, reduced by those that are there.
    pub(crate) fn add(&mut self, mut row: Vec<f64>) {
        for (known, pivot) in self.rows.iter().zip(&self.pivots) {
            clear(&mut row, *pivot, known);
        }
        let Some(pivot) = (0..row.len()).max_by(|a, b| row[*a].abs().total_cmp(&row[*b].abs())) else {
            return;
        };
        if row[pivot].abs() <= TOLERANCE {
            return;
        }
        let scale = row[pivot];
        row.iter_mut().for_each(|entry| *entry /= scale);
        for known in &mut self.rows {
            clear(known, pivot, &row);
        }
        self.rows.push(row);
        self.pivots.push(pivot);
    }

    /// Columns that the rows tell apart, rising; `None` when the first is not determined.
    pub(crate) fn determining(mut self) -> Option<Vec<usize>> {
        if self.null_space().iter().any(|free| free[0].abs() > TOLERANCE) {
            return None;
        }
        self.pivots.sort_unstable();
        Some(self.pivots)
    }

    /// Vectors that every row annuls, one for each column that leads no row.
    fn null_space(&self) -> Vec<Vec<f64>> {
        let free = (0..self.n_columns).filter(|column| !self.pivots.contains(column));
        free.map(|column| {
            let mut vector = vec![0.0; self.n_columns];
            vector[column] = 1.0;
            for (row, pivot) in self.rows.iter().zip(&self.pivots) {
                vector[*pivot] = -row[column];
            }
            vector
        })
        .collect()
    }
}

/// Subtracts as much of a reduced row as makes the entry in its pivot column zero.
fn clear(row: &mut [f64], pivot: usize, reduced: &[f64]) {
    let factor = row[pivot];
    if factor != 0.0 {
        row.iter_mut()
            .zip(reduced)
            .for_each(|(entry, known)| *entry -= factor * known);
    }
}

/// Empty cells off the face, given the directions that no filled cell feels.
///
/// A cell is off the face when some such direction lowers it and raises no other empty cell.
fn vanishing(empty: &[(usize, Vec<f64>)], directions: &[Vec<f64>]) -> Result<Vec<usize>, NoFace> {
    let mut cone = Cone {
        rows: Vec::new(),
        histories: Vec::new(),
        n_columns: directions.len(),
        work: 0,
    };
    for (history, row) in empty {
        let project = |direction: &Vec<f64>| row.iter().zip(direction).map(|(own, along)| own * along).sum();
        let row: Vec<f64> = directions.iter().map(project).collect();
        if row.iter().any(|entry| entry.abs() > TOLERANCE) {
            cone.rows.push(row);
            cone.histories.push(*history);
        }
    }
    if cone.rows.len() * cone.n_columns > LARGEST_TABLEAU {
        return Err(NoFace::Undecided);
    }
    let mut off = Vec::new();
    while let Some(lowered) = cone.ray()? {
        off.extend(lowered);
    }
    Ok(off)
}

/// The cone of directions in which no row is negative, in the coordinates of the tableau.
struct Cone {
    rows: Vec<Vec<f64>>,
    histories: Vec<usize>,
    n_columns: usize,
    /// Entries looked at so far.
    work: usize,
}

impl Cone {
    /// Finds a direction in which some rows rise and none falls, and takes those rows out; `None` when there is none.
    ///
    /// Maximises the sum of all rows by the simplex method with Bland's rule (1977). Every vertex is the origin, so that a
    /// column without a negative entry is a ray, and a table without an improving column proves that there is no ray.
    fn ray(&mut self) -> Result<Option<Vec<usize>>, NoFace> {
        let mut basis = self.choose_basis();
        while self.work < MOST_WORK {
            let improves = |column: usize| self.rows.iter().map(|row| row[column]).sum::<f64>() > TOLERANCE;
            let entering = (0..basis.len())
                .filter(|column| improves(*column))
                .min_by_key(|column| basis[*column]);
            let Some(column) = entering else { return Ok(None) };
            let Some(falling) = self.rows.iter().position(|row| row[column] < -TOLERANCE) else {
                return Ok(Some(self.take_rising(column)));
            };
            self.exchange(falling, column);
            basis[column] = falling;
        }
        Err(NoFace::Undecided)
    }

    /// Expresses all rows by as many independent ones as there are; columns beyond the rank go.
    fn choose_basis(&mut self) -> Vec<usize> {
        let mut basis: Vec<usize> = Vec::new();
        while basis.len() < self.n_columns {
            let column = basis.len();
            let size = |row: &usize| self.rows[*row][column].abs();
            let largest = (0..self.rows.len()).max_by(|a, b| size(a).total_cmp(&size(b)).then(b.cmp(a)));
            match largest.filter(|row| size(row) > TOLERANCE) {
                Some(row) => {
                    self.exchange(row, column);
                    basis.push(row);
                }
                None => self.drop_column(column),
            }
        }
        basis
    }

    /// Makes a row the unit of a column.
    fn exchange(&mut self, pivot: usize, column: usize) {
        self.work += 2 * self.rows.len() * self.n_columns;
        let leading = self.rows[pivot].clone();
        for row in &mut self.rows {
            let share = row[column] / leading[column];
            if share == 0.0 {
                continue;
            }
            for (place, entry) in row.iter_mut().enumerate() {
                *entry = if place == column {
                    share
                } else {
                    *entry - share * leading[place]
                };
                if entry.abs() < TOLERANCE {
                    *entry = 0.0;
                }
            }
        }
    }

    fn drop_column(&mut self, column: usize) {
        for row in &mut self.rows {
            row.remove(column);
        }
        self.n_columns -= 1;
    }

    /// Takes out the rows that rise along a column, and the column.
    fn take_rising(&mut self, column: usize) -> Vec<usize> {
        let rises: Vec<bool> = self.rows.iter().map(|row| row[column] > TOLERANCE).collect();
        let rising = rises
            .iter()
            .zip(&self.histories)
            .filter(|(rises, _)| **rises)
            .map(|(_, history)| *history)
            .collect();
        let mut stays = rises.iter();
        self.rows.retain(|_| !stays.next().is_some_and(|rises| *rises));
        let mut stays = rises.iter();
        self.histories
            .retain(|_| !stays.next().is_some_and(|rises| *rises));
        self.drop_column(column);
        rising
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
