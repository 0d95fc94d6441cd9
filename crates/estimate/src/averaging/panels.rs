//! Runs of whole numbers, and rules that sum a smooth function over a run from sixteen of its values.

use std::sync::OnceLock;

use nalgebra::{DMatrix, SymmetricEigen};

/// Values that a function is asked for in one run.
pub(crate) const NODES: usize = 16;

/// One value for each node.
pub(crate) type Nodes = [f64; NODES];

/// From 2^30 numbers on, a sum's rule is that of the integral to the last bit.
const MOST_RULES: usize = 31;

/// A run of whole numbers `start`, ..., `start + length - 1`; the length is a power of two.
///
/// Real numbers hold them: runs may lie beyond 2^64.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Panel {
    pub(crate) start: f64,
    pub(crate) length: f64,
}

impl Panel {
    /// Whether every number of the run is a node, so that the sum is the sum.
    pub(crate) fn is_plain(&self) -> bool {
        self.length <= NODES as f64
    }

    /// The two halves of a run.
    pub(crate) fn halves(&self) -> [Self; 2] {
        let length = self.length / 2.0;
        [self.start, self.start + length].map(|start| Self { start, length })
    }

    /// Where the function is asked for, and what its values count; places that are not needed repeat the start at 0.
    pub(crate) fn nodes(&self) -> (Nodes, Nodes) {
        if self.is_plain() {
            let inside = |place: usize| (place as f64) < self.length;
            let at = |place: usize| self.start + if inside(place) { place as f64 } else { 0.0 };
            let weight = |place: usize| if inside(place) { 1.0 } else { 0.0 };
            return (std::array::from_fn(at), std::array::from_fn(weight));
        }
        let rule = rule(self.length);
        let middle = self.start + (self.length - 1.0) / 2.0;
        (
            rule.places.map(|place| middle + place * self.length / 2.0),
            rule.weights.map(|weight| weight * self.length),
        )
    }
}

/// Cuts the numbers `from`, ..., `end - 1` into runs not longer than what lies below them, sixteen at the very start.
pub(crate) fn cover(from: f64, end: f64) -> Vec<Panel> {
    let mut panels = Vec::new();
    let mut start = from;
    while start < end {
        let mut length = 1.0;
        let longest = start.max(NODES as f64);
        while length * 2.0 <= longest && start % (length * 2.0) == 0.0 && start + length * 2.0 <= end {
            length *= 2.0;
        }
        panels.push(Panel { start, length });
        start += length;
    }
    panels
}

/// Nodes in (-1, 1) and weights that add up to 1.
struct Rule {
    places: Nodes,
    weights: Nodes,
}

/// The rule for a run whose length is a power of two above [`NODES`].
fn rule(length: f64) -> &'static Rule {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    let rules = RULES.get_or_init(|| {
        (0..MOST_RULES)
            .map(|power| Rule::new(f64::powi(2.0, power as i32)))
            .collect()
    });
    let power = (length.log2() as usize).min(MOST_RULES - 1);
    &rules[power]
}

impl Rule {
    /// Gauss's rule for the sum over `length` evenly spaced points, exact for polynomials up to degree 31.
    ///
    /// Places are the zeros of Chebyshev's discrete polynomial, as eigenvalues of its recurrence (Golub and Welsch
    /// 1969; recurrence in Gautschi 2004).
    fn new(length: f64) -> Self {
        let mut recurrence = DMatrix::zeros(NODES, NODES);
        for k in 1..NODES {
            let square = (k * k) as f64;
            let beta = square * (1.0 - square / (length * length)).max(0.0) / (4.0 * square - 1.0);
            recurrence[(k, k - 1)] = beta.sqrt();
            recurrence[(k - 1, k)] = beta.sqrt();
        }
        let eigen = SymmetricEigen::new(recurrence);
        let mut rows: Vec<(f64, f64)> = (0..NODES)
            .map(|column| (eigen.eigenvalues[column], eigen.eigenvectors[(0, column)].powi(2)))
            .collect();
        rows.sort_by(|one, other| one.0.total_cmp(&other.0));
        Self {
            places: std::array::from_fn(|place| rows[place].0),
            weights: std::array::from_fn(|place| rows[place].1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_cover_every_number_once() {
        for (from, end) in [
            (0.0, 1.0),
            (0.0, 16.0),
            (1.0, 1231.0),
            (0.0, 44_001.0),
            (7.0, 1e9),
            (3.0, 3.0),
        ] {
            let mut next = from;
            for panel in cover(from, end) {
                assert_eq!(panel.start, next);
                assert!(panel.length.log2().fract() == 0.0 && panel.length <= panel.start.max(16.0));
                next += panel.length;
            }
            assert_eq!(next, end);
        }
        assert_eq!(cover(0.0, 2f64.powi(80)).len(), 77, "one run a doubling");
    }

    #[test]
    fn sums_are_exact_for_polynomials() {
        for power in 0..=11 {
            let panel = Panel {
                start: 64.0,
                length: f64::powi(2.0, power),
            };
            let (at, weights) = panel.nodes();
            for degree in [0, 1, 2, 7, 30] {
                let value = |x: f64| (x / 2048.0).powi(degree);
                let found: f64 = at
                    .iter()
                    .zip(&weights)
                    .map(|(x, weight)| weight * value(*x))
                    .sum();
                let plain: f64 = (0..1u32 << power).map(|step| value(64.0 + f64::from(step))).sum();
                assert!(
                    (found - plain).abs() <= 1e-12 * plain,
                    "length {} degree {degree}",
                    panel.length
                );
            }
        }
    }
}
