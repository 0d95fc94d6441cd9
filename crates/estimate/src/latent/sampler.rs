//! One chain.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::latent::moves::{Shifts, relabel};
use crate::latent::point::{Point, Prior, Sightings, add_to_lists};
use crate::latent::trajectory::Trajectory;
use crate::latent::variates::{negative_binomial, normal, scatter};

/// Shifts in a sweep.
const SHIFTS: usize = 2;

/// Sweeps for one trajectory, which costs about as much as ten.
const SWEEPS_A_TRAJECTORY: u64 = 16;

/// A chain that draws from the posterior of the latent-class model (Manrique-Vallier 2016).
pub(crate) struct Sampler {
    sightings: Sightings,
    prior: Prior,
    rng: ChaCha8Rng,
    here: Point,
    there: Point,
    /// People on no list.
    unseen: f64,
    /// Sweeps in which more unseen people than the cap were drawn and turned down.
    pub(crate) touches: u64,
    n_sweeps: u64,
    ones: Vec<f64>,
    members: Vec<f64>,
    room: Vec<f64>,
    shifts: Shifts,
    trajectory: Trajectory,
}

impl Sampler {
    /// Starts chain `chain` of all that have this seed; `level` from 0 to 1 says how high its first probabilities are.
    pub(crate) fn new(sightings: Sightings, prior: Prior, seed: u64, chain: u64, level: f64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(chain);
        let (lists, classes, cells) = (sightings.n_lists, prior.classes, sightings.cells.len());
        let mut sampler = Self {
            rng,
            here: Point::new(lists, classes, cells),
            there: Point::new(lists, classes, cells),
            unseen: 0.0,
            touches: 0,
            n_sweeps: 0,
            ones: vec![0.0; lists * classes],
            members: vec![0.0; classes],
            room: vec![0.0; 2 * classes],
            shifts: Shifts::new(classes),
            trajectory: Trajectory::new(lists, classes),
            sightings,
            prior,
        };
        sampler.start(4.0 * level - 3.0);
        sampler
    }

    /// Starts from the lists' own rates, all raised by `raise` and each class moved by chance, in log odds.
    fn start(&mut self, raise: f64) {
        let classes = self.prior.classes;
        for list in 0..self.sightings.n_lists {
            let on_list = |(history, people): &(u64, u64)| {
                if history >> list & 1 == 1 {
                    *people as f64
                } else {
                    0.0
                }
            };
            let size: f64 = self.sightings.cells.iter().map(on_list).sum();
            let rate = (size + 0.5) / (self.sightings.observed + 1.0);
            for class in 0..classes {
                let odds = rate / (1.0 - rate) * (raise + normal(&mut self.rng)).exp();
                self.here.hit[list * classes + class] = odds / (1.0 + odds);
                self.here.miss[list * classes + class] = 1.0 / (1.0 + odds);
            }
        }
        self.here.break_sticks();
        self.here.weigh(&self.sightings);
        self.unseen = (self.sightings.observed * (-raise).exp())
            .min(self.prior.cap)
            .floor();
    }

    /// Seen and unseen people at this draw.
    pub(crate) fn total(&self) -> f64 {
        self.sightings.observed + self.unseen
    }

    /// Puts another table of the same lists, with its cap, in place of the chain's.
    pub(crate) fn replace(&mut self, sightings: Sightings, cap: f64) {
        self.prior.cap = cap;
        self.here.hold_cells(sightings.cells.len());
        self.there.hold_cells(sightings.cells.len());
        self.sightings = sightings;
        self.here.weigh(&self.sightings);
        self.unseen = self.unseen.min(self.prior.cap);
    }

    /// A sweep of warm-up, which also tunes the moves; `turn` counts from 0.
    pub(crate) fn warm_up(&mut self, turn: u64) {
        self.step((1.0 + turn as f64 / 50.0).powf(-0.6));
        self.touches = 0;
    }

    /// One sweep: classes, labels, parameters, then the moves, each with the unseen people that go with it.
    ///
    /// The Gibbs steps are those of Manrique-Vallier (2016), over cells instead of persons.
    pub(crate) fn sweep(&mut self) {
        self.step(0.0);
    }

    fn step(&mut self, learning: f64) {
        self.allocate();
        relabel(
            &mut self.rng,
            self.here.concentration,
            &mut self.members,
            &mut self.ones,
        );
        self.here
            .redraw(&mut self.rng, &self.prior, &self.ones, &self.members);
        self.here.weigh(&self.sightings);
        let mut touched = false;
        for _ in 0..SHIFTS {
            let (prior, sightings) = (&self.prior, &self.sightings);
            let (here, there) = (&self.here, &mut self.there);
            if self
                .shifts
                .propose(&mut self.rng, prior, sightings, here, there, learning)
            {
                touched |= !self.go_there();
            }
        }
        self.n_sweeps += 1;
        if self.n_sweeps.is_multiple_of(SWEEPS_A_TRAJECTORY) {
            let (prior, sightings) = (&self.prior, &self.sightings);
            let (here, there) = (&self.here, &mut self.there);
            let tuning = learning > 0.0;
            if self
                .trajectory
                .propose(&mut self.rng, prior, sightings, here, there, tuning)
            {
                touched |= !self.go_there();
            }
        }
        match negative_binomial(&mut self.rng, self.sightings.observed, self.here.odds_unseen) {
            Some(unseen) if unseen <= self.prior.cap => self.unseen = unseen,
            _ => touched = true,
        }
        self.touches += u64::from(touched);
    }

    /// Goes to a proposal that the likelihood with N integrated out accepts, unless the unseen people drawn there are over
    /// the cap; says whether it did.
    ///
    /// Proposing the pair makes this exact for the law cut off at the cap: a reversible chain that refuses to leave a set keeps
    /// its law on the set.
    fn go_there(&mut self) -> bool {
        match negative_binomial(&mut self.rng, self.sightings.observed, self.there.odds_unseen) {
            Some(unseen) if unseen <= self.prior.cap => {
                self.unseen = unseen;
                std::mem::swap(&mut self.here, &mut self.there);
                true
            }
            _ => false,
        }
    }

    /// Draws everybody's class given the parameters.
    fn allocate(&mut self) {
        let classes = self.prior.classes;
        self.ones.fill(0.0);
        self.members.fill(0.0);
        let (tails, placed) = self.room.split_at_mut(classes);
        let weights = &self.here.weights;
        let rng = &mut self.rng;
        scatter(
            rng,
            self.unseen as u64,
            &weights[..classes],
            tails,
            &mut self.members,
        );
        for (cell, (history, people)) in self.sightings.cells.iter().enumerate() {
            placed.fill(0.0);
            scatter(
                rng,
                *people,
                &weights[(cell + 1) * classes..][..classes],
                tails,
                placed,
            );
            for (members, more) in self.members.iter_mut().zip(placed.iter()) {
                *members += more;
            }
            add_to_lists(&mut self.ones, placed, *history);
        }
    }
}
