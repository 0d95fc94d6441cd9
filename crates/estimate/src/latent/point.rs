//! Parameters of the latent classes, and how likely each history is under them.

use rand_chacha::ChaCha8Rng;

use crate::latent::variates::{TINY, beta, gamma, ln_beta, ln_beta_of_one};
use crate::table::CaptureTable;

/// A product is put away as its logarithm once it is below this, so that it cannot round to 0.
const ROOT_OF_TINY: f64 = 1e-145;

/// Bound of the logarithm of what the sticks leave; beyond it the concentration is as good as 0.
const MOST_NEGATIVE: f64 = 1e12;

/// A weight below this has lost digits, and its cell is weighed in logarithms.
const FAINT: f64 = 1e-280;

/// People by history: what the sampler conditions on.
#[derive(Clone, Debug)]
pub(crate) struct Sightings {
    pub(crate) n_lists: usize,
    /// Histories that somebody has, rising, and people with each.
    pub(crate) cells: Vec<(u64, u64)>,
    /// People on at least one list.
    pub(crate) observed: f64,
}

impl Sightings {
    pub(crate) fn of(table: &CaptureTable) -> Self {
        Self {
            n_lists: table.n_lists(),
            cells: table.people().collect(),
            observed: table.observed() as f64,
        }
    }
}

/// What is believed before the table is seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prior {
    /// Most classes; K of Manrique-Vallier (2016).
    pub(crate) classes: usize,
    /// Shapes of the beta law of every capture probability.
    pub(crate) rates: (f64, f64),
    /// Shape and rate of the gamma law of the sticks' concentration.
    pub(crate) concentration: (f64, f64),
    /// Most people on no list.
    pub(crate) cap: f64,
}

/// Parameters of the classes, and the weights that follow from them.
///
/// A list's number times the number of classes, plus the class, is the place of their capture probability.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    pub(crate) n_classes: usize,
    /// Chance that a member of the class is on the list.
    pub(crate) hit: Vec<f64>,
    /// One less the chance, kept apart so that neither end is rounded away.
    pub(crate) miss: Vec<f64>,
    /// Stick-breaking fractions and one less each; the last stick is 1.
    pub(crate) sticks: Vec<(f64, f64)>,
    /// Share of each class.
    pub(crate) share: Vec<f64>,
    /// Logarithm of what is left after all but the last stick.
    pub(crate) ln_rest: f64,
    pub(crate) concentration: f64,
    /// For the unseen history and then each cell: share of a class times the chance of the history in it.
    pub(crate) weights: Vec<f64>,
    /// Logarithm of the likelihood of the observed histories given that they are observed.
    ///
    /// With the prior 1/N this is the likelihood with N integrated out.
    pub(crate) ln_likelihood: f64,
    /// Odds of being on no list.
    pub(crate) odds_unseen: f64,
    /// Chance of being on some list.
    seen: f64,
    /// Sums of the weights, for the unseen history and then each cell.
    totals: Vec<f64>,
    /// What raised weights of faint cells add to the logarithm of the likelihood, below 0.
    ln_raised: f64,
    /// Partial products of the last history, one row a list; the last row is in the weights.
    partial: Vec<f64>,
}

impl Point {
    pub(crate) fn new(n_lists: usize, n_classes: usize, n_cells: usize) -> Self {
        Self {
            n_classes,
            hit: vec![0.5; n_lists * n_classes],
            miss: vec![0.5; n_lists * n_classes],
            sticks: vec![(0.5, 0.5); n_classes],
            share: vec![1.0 / n_classes as f64; n_classes],
            ln_rest: 0.0,
            concentration: 1.0,
            weights: vec![0.0; (n_cells + 1) * n_classes],
            ln_likelihood: 0.0,
            odds_unseen: 1.0,
            seen: 0.5,
            totals: vec![0.0; n_cells + 1],
            ln_raised: 0.0,
            partial: vec![0.0; n_lists * n_classes],
        }
    }

    /// Makes room for the weights of another number of cells; they must be weighed anew.
    pub(crate) fn hold_cells(&mut self, n_cells: usize) {
        self.weights.resize((n_cells + 1) * self.n_classes, 0.0);
        self.totals.resize(n_cells + 1, 0.0);
    }

    /// Takes over the parameters of another point, not what follows from them.
    pub(crate) fn copy_parameters(&mut self, other: &Self) {
        self.hit.copy_from_slice(&other.hit);
        self.miss.copy_from_slice(&other.miss);
        self.sticks.copy_from_slice(&other.sticks);
        self.share.copy_from_slice(&other.share);
        self.ln_rest = other.ln_rest;
        self.concentration = other.concentration;
    }

    /// Shares of the classes from the sticks.
    pub(crate) fn break_sticks(&mut self) {
        let last = self.n_classes - 1;
        let mut rest = 1.0;
        for class in 0..last {
            let (stick, left) = self.sticks[class];
            self.share[class] = rest * stick;
            rest *= left;
        }
        self.share[last] = rest;
    }

    /// Draws sticks, probabilities and concentration given how many are in each class and on each list.
    ///
    /// `ones` are people by list and class, `members` people by class, the unseen among them.
    pub(crate) fn redraw(&mut self, rng: &mut ChaCha8Rng, prior: &Prior, ones: &[f64], members: &[f64]) {
        let classes = self.n_classes;
        let (a, b) = prior.rates;
        for (place, on) in ones.iter().enumerate() {
            let off = members[place % classes] - on;
            (self.hit[place], self.miss[place]) = beta(rng, a + on, b + off);
        }
        self.redraw_sticks(rng, members);
        let (shape, rate) = prior.concentration;
        let more = (classes - 1) as f64;
        self.concentration = (gamma(rng, shape + more) / (rate - self.ln_rest)).max(TINY);
    }

    fn redraw_sticks(&mut self, rng: &mut ChaCha8Rng, members: &[f64]) {
        let mut after: f64 = members.iter().sum();
        let mut rest = 1.0f64;
        self.ln_rest = 0.0;
        for (stick, here) in self.sticks.iter_mut().zip(members).take(self.n_classes - 1) {
            after -= here;
            let (one, other) = (1.0 + here, self.concentration + after);
            if other >= 1.0 {
                *stick = beta(rng, one, other);
                rest *= stick.1;
            } else {
                let (ln_stick, ln_left) = if *here == 0.0 && after == 0.0 {
                    ln_beta_of_one(rng, other)
                } else {
                    ln_beta(rng, one, other)
                };
                *stick = (ln_stick.exp().max(TINY), ln_left.exp().max(TINY));
                self.ln_rest += ln_left;
            }
            if rest < ROOT_OF_TINY {
                self.ln_rest += rest.ln();
                rest = 1.0;
            }
        }
        self.ln_rest = (self.ln_rest + rest.ln()).max(-MOST_NEGATIVE);
        self.break_sticks();
    }

    /// Weighs every cell; sets the weights, the odds of being unseen and the likelihood.
    pub(crate) fn weigh(&mut self, sightings: &Sightings) {
        self.weigh_cells(sightings);
        self.ln_likelihood = self.ln_raised - sightings.observed * self.seen.ln();
        for ((_, people), total) in sightings.cells.iter().zip(&self.totals[1..]) {
            self.ln_likelihood += *people as f64 * total.ln();
        }
    }

    /// Weighs every cell; sets the weights and the odds of being unseen, not the likelihood.
    pub(crate) fn weigh_cells(&mut self, sightings: &Sightings) {
        let lists = sightings.n_lists;
        self.partial[..self.n_classes].copy_from_slice(&self.share);
        let unseen = self.multiply(lists, 0, 0, 0);
        self.totals[0] = unseen;
        self.seen = self.chance_of_sight(lists).max(TINY);
        self.odds_unseen = unseen / self.seen;
        self.ln_raised = 0.0;
        let mut before = 0u64;
        for (cell, (history, people)) in sightings.cells.iter().enumerate() {
            let highest = 63 - (history ^ before).leading_zeros() as usize;
            let mut total = self.multiply(lists, lists - 1 - highest, *history, cell + 1);
            if total <= FAINT {
                let raised = self.raise(cell + 1, lists, *history);
                self.ln_raised -= *people as f64 * raised;
                total = sum(&self.weights[(cell + 1) * self.n_classes..][..self.n_classes]);
            }
            self.totals[cell + 1] = total;
            before = *history;
        }
    }

    /// Renews the partial products of a history from row `from` on, the last of which are the weights of the cell; returns
    /// their sum. Rows go from the highest list down.
    fn multiply(&mut self, lists: usize, from: usize, history: u64, cell: usize) -> f64 {
        let classes = self.n_classes;
        let chance = |list: usize| {
            let side = if history >> list & 1 == 1 {
                &self.hit
            } else {
                &self.miss
            };
            &side[list * classes..][..classes]
        };
        for row in from..lists - 1 {
            let (done, next) = self.partial[row * classes..].split_at_mut(classes);
            for ((next, done), chance) in next.iter_mut().zip(done.iter()).zip(chance(lists - 1 - row)) {
                *next = done * chance;
            }
        }
        let done = &self.partial[(lists - 1) * classes..][..classes];
        let weights = &mut self.weights[cell * classes..][..classes];
        for ((weight, done), chance) in weights.iter_mut().zip(done).zip(chance(0)) {
            *weight = done * chance;
        }
        sum(weights)
    }

    /// Chance of being on some list, without taking a number near 1 from 1.
    fn chance_of_sight(&self, n_lists: usize) -> f64 {
        let classes = self.n_classes;
        // Rows of `partial` hold, for the unseen, the share missed by all lists above: what the next list adds is sight.
        let mut seen = 0.0;
        for row in 0..n_lists {
            let list = n_lists - 1 - row;
            let missed = &self.partial[row * classes..][..classes];
            let hit = &self.hit[list * classes..][..classes];
            seen += missed
                .iter()
                .zip(hit)
                .map(|(missed, hit)| missed * hit)
                .sum::<f64>();
        }
        seen
    }

    /// Weighs a faint cell in logarithms and raises its weights so that the largest is 1; returns by how much, as a logarithm.
    fn raise(&mut self, cell: usize, n_lists: usize, history: u64) -> f64 {
        let classes = self.n_classes;
        let weights = &mut self.weights[cell * classes..][..classes];
        let mut largest = f64::NEG_INFINITY;
        for (class, weight) in weights.iter_mut().enumerate() {
            *weight = self.share[class].max(TINY).ln();
            for list in 0..n_lists {
                let side = if history >> list & 1 == 1 {
                    &self.hit
                } else {
                    &self.miss
                };
                *weight += side[list * classes + class].max(TINY).ln();
            }
            largest = largest.max(*weight);
        }
        for weight in weights {
            *weight = (*weight - largest).exp();
        }
        -largest
    }

    /// Chance that a member of the class is on some list.
    pub(crate) fn sight_of(&self, n_lists: usize, class: usize) -> f64 {
        let (mut seen, mut missed) = (0.0, 1.0);
        for list in 0..n_lists {
            let place = list * self.n_classes + class;
            seen += missed * self.hit[place];
            missed *= self.miss[place];
        }
        seen.max(TINY)
    }

    /// Expected people by list and class, then by class, the unseen among them: the E step at this point.
    ///
    /// The weights must be those of the parameters.
    pub(crate) fn expect(&self, sightings: &Sightings, expected: &mut [f64]) {
        let classes = self.n_classes;
        expected.fill(0.0);
        let (ones, rest) = expected.split_at_mut(sightings.n_lists * classes);
        let (members, placed) = rest.split_at_mut(classes);
        let unseen = &self.weights[..classes];
        let per_weight = sightings.observed * self.odds_unseen / self.totals[0].max(TINY);
        for (members, weight) in members.iter_mut().zip(unseen) {
            *members = per_weight * weight;
        }
        for (cell, (history, people)) in sightings.cells.iter().enumerate() {
            let weights = &self.weights[(cell + 1) * classes..][..classes];
            let per_weight = *people as f64 / self.totals[cell + 1];
            for ((placed, weight), members) in placed.iter_mut().zip(weights).zip(members.iter_mut()) {
                *placed = per_weight * weight;
                *members += *placed;
            }
            add_to_lists(ones, placed, *history);
        }
    }
}

/// A sum in four strands, which a processor adds side by side.
fn sum(values: &[f64]) -> f64 {
    let mut strands = [0.0; 4];
    let chunks = values.chunks_exact(4);
    let rest: f64 = chunks.remainder().iter().sum();
    for chunk in chunks {
        for (strand, value) in strands.iter_mut().zip(chunk) {
            *strand += value;
        }
    }
    (strands[0] + strands[1]) + (strands[2] + strands[3]) + rest
}

/// Adds people by class to the sums of every list of a history.
pub(crate) fn add_to_lists(ones: &mut [f64], placed: &[f64], history: u64) {
    let mut lists = history;
    while lists != 0 {
        let list = lists.trailing_zeros() as usize;
        for (sum, more) in ones[list * placed.len()..].iter_mut().zip(placed) {
            *sum += more;
        }
        lists &= lists - 1;
    }
}
