//! The prior of capture probabilities that a belief about coverage asks for.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use statrs::function::beta::beta_reg;

use crate::latent::diagnostics::quantile;
use crate::latent::variates::{gamma, ln_beta_of_one, open01};

/// Draws of sticks and ranks; fixed, so that the quantiles are a smooth function of the beta law.
const DRAWS: usize = 6_000;

/// Classes with a smaller share are left out of the reckoning.
const LEAST_SHARE: f64 = 1e-4;

/// Log odds at which a beta distribution is tabled: from minus to plus this, one step each.
const EDGE: f64 = 40.0;
const STEP: f64 = 0.1;

/// Turns of Newton's method.
const TURNS: usize = 60;

/// Difference in the logarithm of (N/n - 1) that is met.
const MET: f64 = 5e-3;

/// What is believed of N/n, the whole over the people seen, before the table is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioBelief {
    /// A probability, and the ratio below which N/n lies with it, such as (0.025, 1.1).
    pub lower: (f64, f64),
    /// A larger probability and its larger ratio, such as (0.975, 20).
    pub upper: (f64, f64),
}

impl RatioBelief {
    fn sound(&self) -> bool {
        let ((p, ratio), (higher_p, higher_ratio)) = (self.lower, self.upper);
        0.0 < p && p < higher_p && higher_p < 1.0 && 1.0 < ratio && ratio < higher_ratio && higher_ratio < 1e6
    }
}

/// Shapes of the beta law of every capture probability under which N/n has the quantiles of a belief.
///
/// The uniform law claims more coverage the more lists there are. HRDAG's StanLCMCR
/// therefore chooses the beta law from two quantiles of N/n, matching moments for one class. Here the quantiles are those of the
/// whole prior, sticks included, by Newton's method over fixed draws. `None` when the belief is no belief or no law meets it.
pub(crate) fn shapes_for(
    belief: RatioBelief,
    lists: usize,
    classes: usize,
    concentration: (f64, f64),
) -> Option<(f64, f64)> {
    if !belief.sound() {
        return None;
    }
    let draws = Draws::new(lists, classes, concentration);
    let wanted = [(belief.lower.1 - 1.0).ln(), (belief.upper.1 - 1.0).ln()];
    let miss = |at: [f64; 2]| {
        let odds = draws.ln_odds_unseen(at[0].exp(), at[1].exp());
        [
            quantile(&odds, belief.lower.0) - wanted[0],
            quantile(&odds, belief.upper.0) - wanted[1],
        ]
    };
    let size = |miss: [f64; 2]| miss[0].abs().max(miss[1].abs());
    let mut at = [0.0, (lists as f64).ln()];
    let mut missed = miss(at);
    for _ in 0..TURNS {
        if size(missed) < MET {
            return Some((at[0].exp(), at[1].exp()));
        }
        let change = newton(at, missed, &miss)?;
        let mut shrink = (1.5 / size(change)).min(1.0);
        loop {
            let next = [at[0] - shrink * change[0], at[1] - shrink * change[1]];
            let missed_there = miss(next.map(|shape| shape.clamp(-6.0, 9.0)));
            if size(missed_there) < size(missed) {
                (at, missed) = (next, missed_there);
                break;
            }
            shrink *= 0.5;
            if shrink < 1e-4 {
                return None;
            }
        }
    }
    None
}

/// The step of Newton's method, by differences.
fn newton(at: [f64; 2], missed: [f64; 2], miss: &impl Fn([f64; 2]) -> [f64; 2]) -> Option<[f64; 2]> {
    let slope = |shape: usize| {
        let mut near = at;
        near[shape] += 0.05;
        let there = miss(near);
        [(there[0] - missed[0]) / 0.05, (there[1] - missed[1]) / 0.05]
    };
    let (by_a, by_b) = (slope(0), slope(1));
    let determinant = by_a[0] * by_b[1] - by_b[0] * by_a[1];
    let change = [
        (missed[0] * by_b[1] - missed[1] * by_b[0]) / determinant,
        (by_a[0] * missed[1] - by_a[1] * missed[0]) / determinant,
    ];
    change.iter().all(|change| change.is_finite()).then_some(change)
}

/// Draws of all that does not depend on the beta law.
struct Draws {
    lists: usize,
    /// For each draw, the shares of its classes.
    shares: Vec<Vec<f64>>,
    /// For each class of each draw and each list, a uniform number.
    ranks: Vec<f64>,
}

impl Draws {
    fn new(lists: usize, classes: usize, (shape, rate): (f64, f64)) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(20_160_901);
        let (mut shares, mut ranks) = (Vec::new(), Vec::new());
        for _ in 0..DRAWS {
            let concentration = (gamma(&mut rng, shape) / rate).max(1e-100);
            let mut rest = 1.0;
            let mut of_draw = Vec::new();
            for class in 0..classes {
                let (ln_stick, ln_left) = ln_beta_of_one(&mut rng, concentration);
                let stick = if class + 1 == classes { 1.0 } else { ln_stick.exp() };
                of_draw.push(rest * stick);
                rest *= ln_left.exp();
                if rest < LEAST_SHARE {
                    break;
                }
            }
            ranks.extend((0..of_draw.len() * lists).map(|_| open01(&mut rng)));
            shares.push(of_draw);
        }
        Self { lists, shares, ranks }
    }

    /// Logarithms of N/n - 1 for all draws, rising.
    fn ln_odds_unseen(&self, a: f64, b: f64) -> Vec<f64> {
        let table = Table::new(a, b);
        let mut ranks = self.ranks.chunks_exact(self.lists);
        let mut odds: Vec<f64> = Vec::with_capacity(DRAWS);
        for shares in &self.shares {
            let (mut unseen, mut seen) = (1e-300, 1e-300);
            for share in shares {
                let ln_missed: f64 = ranks
                    .next()
                    .map_or(0.0, |ranks| ranks.iter().map(|rank| table.ln_miss(*rank)).sum());
                unseen += share * ln_missed.exp();
                seen += share * -ln_missed.exp_m1();
            }
            odds.push(f64::ln(unseen) - f64::ln(seen));
        }
        odds.sort_by(f64::total_cmp);
        odds
    }
}

/// A beta distribution function, tabled by log odds.
struct Table(Vec<f64>);

impl Table {
    fn new(a: f64, b: f64) -> Self {
        let n = (2.0 * EDGE / STEP) as usize;
        let mut below = 0.0f64;
        let values = (0..=n).map(|place| {
            let value = 1.0 / (1.0 + (EDGE - STEP * place as f64).exp());
            below = below.max(beta_reg(a, b, value));
            below
        });
        Self(values.collect())
    }

    /// Logarithm of one less the quantile at a rank.
    fn ln_miss(&self, rank: f64) -> f64 {
        let place = self
            .0
            .partition_point(|below| *below < rank)
            .clamp(1, self.0.len() - 1);
        let (low, high) = (self.0[place - 1], self.0[place]);
        let part = if high > low {
            ((rank - low) / (high - low)).clamp(0.0, 1.0)
        } else {
            0.5
        };
        let ln_odds = STEP * ((place - 1) as f64 + part) - EDGE;
        -(ln_odds.max(0.0) + (-ln_odds.abs()).exp().ln_1p())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latent::variates::beta;

    /// Quantiles of N/n under the law found, by draws of their own.
    #[test]
    fn prior_quantiles_are_as_believed() {
        for (lists, lower, upper) in [(3, 1.1, 20.0), (5, 1.05, 8.0), (8, 1.2, 30.0), (16, 1.5, 10.0)] {
            let belief = RatioBelief {
                lower: (0.05, lower),
                upper: (0.95, upper),
            };
            let (a, b) = shapes_for(belief, lists, 10, (0.25, 0.25)).unwrap();
            let mut rng = ChaCha8Rng::seed_from_u64(1);
            let mut ratios: Vec<f64> = (0..20_000)
                .map(|_| {
                    let concentration = gamma(&mut rng, 0.25) / 0.25;
                    let (mut rest, mut seen) = (1.0, 0.0);
                    for class in 0..10 {
                        let (ln_stick, ln_left) = ln_beta_of_one(&mut rng, concentration.max(1e-100));
                        let stick = if class == 9 { 1.0 } else { ln_stick.exp() };
                        let missed: f64 = (0..lists).map(|_| beta(&mut rng, a, b).1).product();
                        seen += rest * stick * (1.0 - missed);
                        rest *= ln_left.exp();
                    }
                    1.0 / seen
                })
                .collect();
            ratios.sort_by(f64::total_cmp);
            let share_below = |limit: f64| ratios.partition_point(|ratio| *ratio < limit) as f64 / 20_000.0;
            let found = (share_below(lower), share_below(upper));
            assert!(
                (found.0 - 0.05).abs() < 0.012 && (found.1 - 0.95).abs() < 0.012,
                "{lists}: {found:?}, {a} {b}"
            );
        }
    }

    #[test]
    fn what_is_no_belief_has_no_law() {
        for (lower, upper) in [
            ((0.05, 1.0), (0.95, 2.0)),
            ((0.95, 1.5), (0.05, 2.0)),
            ((0.05, 2.0), (0.95, 1.5)),
            ((0.05, f64::NAN), (0.95, 2.0)),
            ((0.05, 1.5), (0.95, f64::INFINITY)),
        ] {
            assert_eq!(
                shapes_for(RatioBelief { lower, upper }, 4, 10, (0.25, 0.25)),
                None
            );
        }
    }
}
