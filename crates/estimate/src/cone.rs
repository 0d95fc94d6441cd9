//! Directions in which a likelihood never falls, and the cells they empty.

use crate::face::NoFace;

/// Entries of rows made from zeros and ones by elimination; anything smaller is rounding.
const TOLERANCE: f64 = 1e-9;

/// Most entries of a cone's tableau: all of ten lists' cells, four undecided directions of sixteen lists.
const LARGEST_TABLEAU: usize = 1 << 18;

/// Most entries changed in one cone, some tenths of a second's work. What needs more has a handful of filled cells on
/// more than ten lists, and nothing to estimate from.
const MOST_WORK: usize = 1 << 26;

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

    /// Columns that the rows tell apart, rising; the first is among them when the rows determine it.
    pub(crate) fn told_apart(&self) -> Vec<usize> {
        let mut pivots = self.pivots.clone();
        pivots.sort_unstable();
        pivots
    }

    /// Whether the rows determine the first column.
    pub(crate) fn determines_first(&self) -> bool {
        self.null_space().iter().all(|free| free[0].abs() <= TOLERANCE)
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
