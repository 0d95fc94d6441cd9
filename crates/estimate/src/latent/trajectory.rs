//! Hamiltonian moves of all parameters at once, N and the classes integrated out.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::latent::point::{Point, Prior, Sightings};
use crate::latent::variates::{TINY, normal, open01};

/// Most leapfrog steps in a trajectory; the number is drawn, so that no period of the motion is hit every time.
const MOST_LEAPS: u32 = 50;

/// Acceptance that the length of a leap is tuned to in warm-up (Betancourt, Byrne and Girolami 2014).
const WANTED: f64 = 0.8;

/// Log odds beyond this mean that a trajectory ran away.
const FURTHEST: f64 = 500.0;

/// A particle in the space of log odds of probabilities and sticks (Neal 2011).
///
/// Lists and classes are placed as in [`Point`], with the sticks after them.
pub(crate) struct Trajectory {
    leap: f64,
    n_tuned: f64,
    position: Vec<f64>,
    momentum: Vec<f64>,
    gradient: Vec<f64>,
    /// Expected people by list and class, then by class, then room for one cell.
    expected: Vec<f64>,
}

impl Trajectory {
    pub(crate) fn new(n_lists: usize, n_classes: usize) -> Self {
        let dimensions = (n_lists + 1) * n_classes - 1;
        Self {
            leap: 0.1,
            n_tuned: 0.0,
            position: vec![0.0; dimensions],
            momentum: vec![0.0; dimensions],
            gradient: vec![0.0; dimensions],
            expected: vec![0.0; (n_lists + 2) * n_classes],
        }
    }

    /// Proposes a move from `here` to `there`; says whether to go there. `tuning` belongs in warm-up.
    pub(crate) fn propose(
        &mut self,
        rng: &mut ChaCha8Rng,
        prior: &Prior,
        sightings: &Sightings,
        here: &Point,
        there: &mut Point,
        tuning: bool,
    ) -> bool {
        there.copy_parameters(here);
        self.read(here);
        self.momentum
            .iter_mut()
            .for_each(|momentum| *momentum = normal(rng));
        let before = here.ln_likelihood + ln_prior(here, prior) - self.kinetic();
        let leaps = rng.random_range(1..=MOST_LEAPS);
        let leap = self.leap * (0.8 + 0.4 * rng.random::<f64>());
        self.push(prior, sightings, here, 0.5 * leap);
        let mut sound = true;
        for turn in 1..=leaps {
            for (position, momentum) in self.position.iter_mut().zip(&self.momentum) {
                *position += leap * momentum;
                sound &= position.abs() < FURTHEST;
            }
            if !sound {
                break;
            }
            self.write(there);
            there.weigh_cells(sightings);
            let half = if turn == leaps { 0.5 } else { 1.0 };
            self.push(prior, sightings, there, half * leap);
        }
        let ln_ratio = if sound {
            there.weigh(sightings);
            there.ln_rest = there.sticks[..there.n_classes - 1]
                .iter()
                .map(|(_, left)| left.max(TINY).ln())
                .sum();
            there.ln_likelihood + ln_prior(there, prior) - self.kinetic() - before
        } else {
            f64::NEG_INFINITY
        };
        if tuning {
            let acceptance = if ln_ratio.is_nan() {
                0.0
            } else {
                ln_ratio.min(0.0).exp()
            };
            self.n_tuned += 1.0;
            let learning = (1.0 + self.n_tuned / 10.0).powf(-0.6);
            self.leap = (self.leap * (learning * (acceptance - WANTED)).exp()).clamp(1e-5, 1.0);
        }
        open01(rng).ln() < ln_ratio
    }

    fn kinetic(&self) -> f64 {
        0.5 * self
            .momentum
            .iter()
            .map(|momentum| momentum * momentum)
            .sum::<f64>()
    }

    /// Takes the position of a point.
    fn read(&mut self, point: &Point) {
        let sides = point.hit.iter().copied().zip(point.miss.iter().copied());
        let sides = sides.chain(point.sticks[..point.n_classes - 1].iter().copied());
        for (position, (side, other)) in self.position.iter_mut().zip(sides) {
            *position = (side / other).ln().clamp(-FURTHEST, FURTHEST);
        }
    }

    /// Gives the position to a point.
    fn write(&self, point: &mut Point) {
        let (rates, sticks) = self.position.split_at(point.hit.len());
        for ((hit, miss), position) in point.hit.iter_mut().zip(&mut point.miss).zip(rates) {
            (*hit, *miss) = sides(*position);
        }
        for (stick, position) in point.sticks.iter_mut().zip(sticks) {
            *stick = sides(*position);
        }
        point.break_sticks();
    }

    /// Changes the momentum by the slope of the log density at a point, whose weights must be known.
    fn push(&mut self, prior: &Prior, sightings: &Sightings, point: &Point, time: f64) {
        let classes = point.n_classes;
        let (a, b) = prior.rates;
        point.expect(sightings, &mut self.expected);
        let at = sightings.n_lists * classes;
        let (ones, rest) = self.expected.split_at(at);
        let members = &rest[..classes];
        for (list, gradient) in self.gradient[..at].chunks_exact_mut(classes).enumerate() {
            for (class, gradient) in gradient.iter_mut().enumerate() {
                let place = list * classes + class;
                *gradient = a + ones[place] - point.hit[place] * (a + b + members[class]);
            }
        }
        let mut behind = members[classes - 1];
        for class in (0..classes - 1).rev() {
            let weight = 1.0 + point.concentration + members[class] + behind;
            self.gradient[at + class] = 1.0 + members[class] - point.sticks[class].0 * weight;
            behind += members[class];
        }
        for (momentum, gradient) in self.momentum.iter_mut().zip(&self.gradient) {
            *momentum += time * gradient;
        }
    }
}

/// A probability and one less it, from its log odds.
fn sides(ln_odds: f64) -> (f64, f64) {
    let against = (-ln_odds).exp();
    let side = 1.0 / (1.0 + against);
    (side, against * side)
}

/// Logarithm of the prior density on the scale of log odds, but for a constant.
fn ln_prior(point: &Point, prior: &Prior) -> f64 {
    let (a, b) = prior.rates;
    let ln = |value: &f64| value.max(TINY).ln();
    let hits: f64 = point.hit.iter().map(ln).sum();
    let misses: f64 = point.miss.iter().map(ln).sum();
    let sticks = &point.sticks[..point.n_classes - 1];
    let of_sticks: f64 = sticks
        .iter()
        .map(|(stick, left)| ln(stick) + point.concentration * ln(left))
        .sum();
    a * hits + b * misses + of_sticks
}
