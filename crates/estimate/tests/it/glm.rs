//! The same fit by another method: iterated weighted least squares on a written-out design, stopped as R's `glm` stops.
//!
//! R takes the variance from the weights of its last step but one, so that standard errors printed by R are a little
//! off those at the maximum (up to some 1e-5 of themselves). Repeating R's steps gives its digits, and one more step
//! after another gives ours.

use estimate::CaptureTable;
use nalgebra::{DMatrix, DVector};

/// Total and standard error.
pub(crate) struct Fit {
    pub(crate) total: f64,
    pub(crate) se: f64,
}

/// Terms of a model printed like `[12;3]`.
pub(crate) fn terms(n_lists: usize, model: &str) -> Vec<usize> {
    let generators: Vec<usize> = model
        .trim_matches(['[', ']'])
        .split(';')
        .map(|term| {
            term.chars()
                .map(|digit| 1 << (digit.to_digit(10).unwrap() - 1))
                .sum()
        })
        .collect();
    (0..1 << n_lists)
        .filter(|term| *term == 0 || generators.iter().any(|holder| holder & term == *term))
        .collect()
}

/// Fits until the deviance changes by less than `epsilon` of itself; R's own choice is 1e-8. `None` when a parameter runs away.
pub(crate) fn fit(table: &CaptureTable, terms: &[usize], epsilon: f64) -> Option<Fit> {
    let inside =
        |history: usize, column: usize| f64::from(u8::from(history & terms[column] == terms[column]));
    fit_columns(table, terms.len(), inside, epsilon)
}

/// Fits a model whose design has any columns, given by history.
pub(crate) fn fit_columns(
    table: &CaptureTable,
    n_columns: usize,
    column: impl Fn(usize, usize) -> f64,
    epsilon: f64,
) -> Option<Fit> {
    let mut counts = DVector::zeros((1 << table.n_lists()) - 1);
    for (history, count) in table.people() {
        counts[history as usize - 1] = count as f64;
    }
    let design = DMatrix::from_fn(counts.len(), n_columns, |row, place| column(row + 1, place));
    let deviance = |means: &DVector<f64>| -> f64 {
        let lost = |(count, mean): (&f64, &f64)| {
            if *count > 0.0 {
                count * (count / mean).ln() - (count - mean)
            } else {
                *mean
            }
        };
        2.0 * counts.iter().zip(means.iter()).map(lost).sum::<f64>()
    };
    let mut means = counts.map(|count| count + 0.1);
    let mut before = deviance(&means);
    loop {
        let weighted = DMatrix::from_fn(counts.len(), n_columns, |row, column| {
            means[row] * design[(row, column)]
        });
        let working = means.zip_map(&counts, |mean, count| mean * mean.ln() + (count - mean));
        let information = (design.transpose() * weighted).cholesky()?;
        let parameters = information.solve(&(design.transpose() * working));
        means = (&design * &parameters).map(f64::exp);
        let now = deviance(&means);
        if (now - before).abs() <= epsilon * (now.abs() + 0.1) {
            let (unseen, variance) = (parameters[0].exp(), information.inverse()[(0, 0)]);
            return Some(Fit {
                total: counts.sum() + unseen,
                se: (unseen + unseen * unseen * variance).sqrt(),
            });
        }
        before = now;
    }
}
