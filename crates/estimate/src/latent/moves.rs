//! Moves that let a chain mix: neighbours swap labels, and probabilities shift with nobody's class fixed.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::latent::point::{Point, Prior, Sightings};
use crate::latent::variates::{TINY, normal, open01};

/// Classes that shifts choose from; labels are nearly in order of size, so that the others are nearly always empty.
const LARGEST: usize = 4;

/// Acceptance that random-walk steps are tuned to in warm-up; good for few dimensions (Gelman, Roberts and Gilks 1996).
const WANTED: f64 = 0.35;

/// Longest step, in log odds.
const LONGEST: f64 = 3.0;

/// What a shift changes, by its place in [`Shifts::steps`].
const KINDS: usize = 5;

/// Random-walk moves of the parameters, N and the classes integrated out.
pub(crate) struct Shifts {
    /// Standard deviation of each kind's step, in log odds.
    steps: [f64; KINDS],
    /// Chance of being seen by class before a move, and the factor of each class's share after it.
    room: Vec<f64>,
}

impl Shifts {
    pub(crate) fn new(n_classes: usize) -> Self {
        Self {
            steps: [0.3; KINDS],
            room: vec![0.0; 2 * n_classes],
        }
    }

    /// Proposes a shift from `here` to `there`; says whether to go there.
    ///
    /// Moves along which a class keeps its expected number of *seen* people change what the table says little about: how many
    /// there are for each one seen. `learning` above 0 tunes the steps, which keeps no law and belongs in warm-up.
    pub(crate) fn propose(
        &mut self,
        rng: &mut ChaCha8Rng,
        prior: &Prior,
        sightings: &Sightings,
        here: &Point,
        there: &mut Point,
        learning: f64,
    ) -> bool {
        let (classes, lists) = (prior.classes, sightings.n_lists);
        let largest = classes.min(LARGEST);
        let kind = [0, 1, 1, 2, 2, 3, 3, 4, 4][rng.random_range(0..9)];
        let step = self.steps[kind] * normal(rng);
        let (class, list) = (rng.random_range(0..largest), rng.random_range(0..lists));
        there.copy_parameters(here);
        let ln_prior = match kind {
            0 => (0..classes)
                .map(|class| tilt(there, prior, step, lists_of(class, classes, lists)))
                .sum(),
            1 => tilt(there, prior, step, lists_of(class, classes, lists)),
            2 => tilt(there, prior, step, list * classes..(list + 1) * classes),
            3 => tilt(there, prior, step, std::iter::once(list * classes + class)),
            _ => tilt_stick(there, step, class),
        };
        let ln_shares = if kind < 4 {
            self.keep_seen(here, there, lists)
        } else {
            0.0
        };
        there.weigh(sightings);
        let ln_ratio = ln_prior + ln_shares + there.ln_likelihood - here.ln_likelihood;
        if learning > 0.0 {
            let acceptance = if ln_ratio.is_nan() {
                0.0
            } else {
                ln_ratio.min(0.0).exp()
            };
            let tuned = self.steps[kind] * (learning * (acceptance - WANTED)).exp();
            self.steps[kind] = tuned.clamp(1e-6, LONGEST);
        }
        open01(rng).ln() < ln_ratio
    }

    /// Changes the shares so that each class keeps its expected number of seen people, but for a common factor.
    ///
    /// In log ratios of shares this is a translation, so that only the prior of the sticks enters the logarithm returned.
    fn keep_seen(&mut self, here: &Point, there: &mut Point, lists: usize) -> f64 {
        let last = here.n_classes - 1;
        let factors = &mut self.room[..=last];
        for (class, factor) in factors.iter_mut().enumerate() {
            *factor = here.sight_of(lists, class) / there.sight_of(lists, class);
        }
        let mut behind = factors[last];
        let mut ln_ratio = there.concentration * behind.ln();
        for class in (0..last).rev() {
            let (stick, left) = there.sticks[class];
            let all = stick * factors[class] + left * behind;
            there.sticks[class] = (
                (stick * factors[class] / all).max(TINY),
                (left * behind / all).max(TINY),
            );
            ln_ratio += (factors[class] / all).ln();
            there.ln_rest += (behind / all).ln();
            behind = all;
        }
        there.break_sticks();
        ln_ratio - there.concentration * behind.ln()
    }
}

/// Places of a class's probabilities.
fn lists_of(class: usize, classes: usize, lists: usize) -> impl Iterator<Item = usize> {
    (0..lists).map(move |list| list * classes + class)
}

/// Adds to the log odds of capture; returns what this adds to the logarithm of their prior, on that scale.
fn tilt(there: &mut Point, prior: &Prior, step: f64, places: impl Iterator<Item = usize>) -> f64 {
    let (a, b) = prior.rates;
    let factor = step.exp();
    let (mut product, mut n) = (1.0f64, 0.0);
    for place in places {
        let whole = there.hit[place] * factor + there.miss[place];
        product *= whole;
        there.hit[place] = (there.hit[place] * factor / whole).max(TINY);
        there.miss[place] = (there.miss[place] / whole).max(TINY);
        n += 1.0;
    }
    n * a * step - (a + b) * product.ln()
}

/// Adds to the log odds of a stick; returns what this adds to the logarithm of its prior, on that scale.
fn tilt_stick(there: &mut Point, step: f64, class: usize) -> f64 {
    if class + 1 >= there.n_classes {
        return f64::NEG_INFINITY;
    }
    let (stick, left) = there.sticks[class];
    let factor = step.exp();
    let whole = stick * factor + left;
    there.sticks[class] = ((stick * factor / whole).max(TINY), (left / whole).max(TINY));
    there.ln_rest -= whole.ln();
    there.break_sticks();
    step - (1.0 + there.concentration) * whole.ln()
}

/// Swaps labels of neighbouring classes, by Metropolis steps with the sticks integrated out.
///
/// The second label move of Papaspiliopoulos and Roberts (2008), which there swaps the sticks too. Integrated out,
/// P(classes | concentration) is a product of B(1 + m_k, a + m_(k+1) + ... + m_K), of which a swap changes one factor. The sticks
/// must be drawn anew next. The last pair, whose second stick is fixed at 1, is left as it is.
pub(crate) fn relabel(rng: &mut ChaCha8Rng, concentration: f64, members: &mut [f64], ones: &mut [f64]) {
    let classes = members.len();
    let mut after = concentration + members[classes - 1];
    for class in (0..classes.saturating_sub(2)).rev() {
        let (this, next) = (members[class], members[class + 1]);
        let ratio = (next + after) / (this + after);
        if this != next && (ratio >= 1.0 || rng.random::<f64>() < ratio) {
            members.swap(class, class + 1);
            for of_list in ones.chunks_exact_mut(classes) {
                of_list.swap(class, class + 1);
            }
        }
        after += members[class + 1];
    }
}
