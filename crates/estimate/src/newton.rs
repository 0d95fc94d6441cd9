//! Climbs to the largest Poisson likelihood of a log-linear model by Newton's method.

use crate::cells::{subset_sums, superset_sums};

/// Most steps of Newton's method; ordinary tables need four to ten.
const MOST_STEPS: usize = 200;

/// Most halvings of one step.
const MOST_HALVINGS: usize = 60;

/// How much log likelihood the last step may promise.
#[derive(Clone, Copy)]
pub(crate) struct Precision(f64);

impl Precision {
    /// As many digits as there are.
    pub(crate) const FULL: Self = Self(1e-18);

    /// Enough to compare models: criteria are off by less than a millionth.
    pub(crate) const COMPARING: Self = Self(1e-8);
}

/// The largest likelihood of a model on its face.
pub(crate) struct Maximum {
    pub(crate) parameters: Vec<f64>,
    /// Expected people by history; 0 off the face.
    pub(crate) expected: Vec<f64>,
    /// For each set of lists, expected people on all of them.
    pub(crate) sums: Vec<f64>,
    information: Factor,
}

impl Maximum {
    /// The variance of a parameter.
    pub(crate) fn variance(&self, place: usize) -> Option<f64> {
        let variance = self.information.variance(place);
        (variance.is_finite() && variance > 0.0).then_some(variance)
    }

    /// How much the score of a term not in the model varies, given that the model's own parameters are fitted.
    pub(crate) fn free_variance(&self, terms: &[usize], term: usize) -> f64 {
        let mut cross: Vec<f64> = terms.iter().map(|own| self.sums[own | term]).collect();
        self.information.forward(&mut cross);
        self.sums[term] - cross.iter().map(|entry| entry * entry).sum::<f64>()
    }
}

/// Climbs to the maximum of the Poisson likelihood; `None` when it does not arrive.
///
/// `margins` are the sufficient statistics of `terms`. The information matrix has the expected number of people on all
/// lists of both terms at each place, so that no design matrix is ever made. A step that lowers the likelihood is halved.
pub(crate) fn maximise(
    kept: &[bool],
    terms: &[usize],
    margins: &[f64],
    start: Vec<f64>,
    precision: Precision,
) -> Option<Maximum> {
    // The second term is what rounding of the score alone can promise in a very large table.
    let enough = precision.0 + 100.0 * f64::EPSILON * f64::EPSILON * margins[0];
    let mut point = Point::at(kept, terms, margins, start);
    for _ in 0..MOST_STEPS {
        let information = Factor::of(terms.len(), |row, column| point.sums[terms[row] | terms[column]])?;
        let mut step: Vec<f64> = terms
            .iter()
            .zip(margins)
            .map(|(term, margin)| margin - point.sums[*term])
            .collect();
        information.forward(&mut step);
        let gain: f64 = step.iter().map(|entry| entry * entry).sum();
        information.backward(&mut step);
        if !gain.is_finite() {
            return None;
        }
        if gain <= enough {
            return Some(point.into_maximum(information));
        }
        match climb(kept, terms, margins, &point, &step) {
            Some(higher) => point = higher,
            // The likelihood is flat to the last digit: this is the maximum if the promised gain is mere rounding.
            None if gain <= 1e-9 => return Some(point.into_maximum(information)),
            None => return None,
        }
    }
    None
}

/// The first of the whole step, its half, its quarter ... that does not lower the likelihood.
fn climb(kept: &[bool], terms: &[usize], margins: &[f64], from: &Point, step: &[f64]) -> Option<Point> {
    let slack = 1e-13 * (from.log_likelihood.abs() + from.sums[0]);
    let mut share = 1.0;
    for _ in 0..MOST_HALVINGS {
        let parameters = from
            .parameters
            .iter()
            .zip(step)
            .map(|(old, change)| old + share * change)
            .collect();
        let point = Point::at(kept, terms, margins, parameters);
        if point.log_likelihood >= from.log_likelihood - slack {
            return Some(point);
        }
        share *= 0.5;
    }
    None
}

/// A point on the way to the maximum.
struct Point {
    parameters: Vec<f64>,
    expected: Vec<f64>,
    sums: Vec<f64>,
    log_likelihood: f64,
}

impl Point {
    fn at(kept: &[bool], terms: &[usize], margins: &[f64], parameters: Vec<f64>) -> Self {
        let mut expected = vec![0.0; kept.len()];
        for (term, parameter) in terms.iter().zip(&parameters) {
            expected[*term] = *parameter;
        }
        subset_sums(&mut expected);
        for (mean, kept) in expected.iter_mut().zip(kept) {
            *mean = if *kept { mean.exp() } else { 0.0 };
        }
        let mut sums = expected.clone();
        superset_sums(&mut sums);
        let fitted: f64 = parameters
            .iter()
            .zip(margins)
            .map(|(parameter, margin)| parameter * margin)
            .sum();
        let log_likelihood = fitted - sums[0];
        Self {
            parameters,
            expected,
            sums,
            log_likelihood,
        }
    }

    fn into_maximum(self, information: Factor) -> Maximum {
        Maximum {
            parameters: self.parameters,
            expected: self.expected,
            sums: self.sums,
            information,
        }
    }
}

/// A positive definite matrix as R'R with R upper triangular (Cholesky), row by row.
pub(crate) struct Factor {
    size: usize,
    entries: Vec<f64>,
}

impl Factor {
    /// Factors the matrix whose entries on and above the diagonal are given; `None` when it is not positive definite.
    pub(crate) fn of(size: usize, entry: impl Fn(usize, usize) -> f64) -> Option<Self> {
        let mut entries = vec![0.0; size * size];
        for row in 0..size {
            for column in row..size {
                entries[row * size + column] = entry(row, column);
            }
        }
        for pivot in 0..size {
            let (above, below) = entries.split_at_mut((pivot + 1) * size);
            let lead = &mut above[pivot * size + pivot..];
            let root = lead[0].sqrt();
            if root.is_nan() || root <= 0.0 {
                return None;
            }
            lead.iter_mut().for_each(|entry| *entry /= root);
            for (place, row) in below.chunks_exact_mut(size).enumerate() {
                let (share, tail) = (lead[1 + place], &lead[1 + place..]);
                row[pivot + 1 + place..]
                    .iter_mut()
                    .zip(tail)
                    .for_each(|(entry, known)| *entry -= share * known);
            }
        }
        Some(Self { size, entries })
    }

    /// Replaces b by the solution z of R'z = b, so that z'z is b'A^-1 b.
    pub(crate) fn forward(&self, b: &mut [f64]) {
        for pivot in 0..self.size {
            let row = &self.entries[pivot * self.size + pivot..(pivot + 1) * self.size];
            let solved = b[pivot] / row[0];
            b[pivot] = solved;
            b[pivot + 1..]
                .iter_mut()
                .zip(&row[1..])
                .for_each(|(entry, known)| *entry -= solved * known);
        }
    }

    /// An entry on the diagonal of the inverse.
    pub(crate) fn variance(&self, place: usize) -> f64 {
        let mut unit = vec![0.0; self.size];
        unit[place] = 1.0;
        self.forward(&mut unit);
        unit.iter().map(|entry| entry * entry).sum()
    }

    /// Replaces z by the solution x of Rx = z.
    pub(crate) fn backward(&self, z: &mut [f64]) {
        for pivot in (0..self.size).rev() {
            let row = &self.entries[pivot * self.size + pivot..(pivot + 1) * self.size];
            let known: f64 = row[1..]
                .iter()
                .zip(&z[pivot + 1..])
                .map(|(one, other)| one * other)
                .sum();
            z[pivot] = (z[pivot] - known) / row[0];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_solve() {
        let matrix = [[4.0, 2.0, 1.0], [2.0, 5.0, 3.0], [1.0, 3.0, 6.0]];
        let factor = Factor::of(3, |row, column| matrix[row][column]).unwrap();
        let mut solution = vec![1.0, -2.0, 0.5];
        factor.forward(&mut solution);
        factor.backward(&mut solution);
        for (row, expected) in matrix.iter().zip([1.0, -2.0, 0.5]) {
            let found: f64 = row.iter().zip(&solution).map(|(one, other)| one * other).sum();
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        for bad in [0.0, -1.0, f64::NAN] {
            assert!(Factor::of(1, |_, _| bad).is_none());
        }
    }
}
