//! Several chains, side by side, until they agree or the budget is spent.

use rayon::prelude::*;

use crate::latent::diagnostics::{Mixing, mixing};
use crate::latent::point::{Prior, Sightings};
use crate::latent::sampler::Sampler;

/// Draws kept of all chains together.
pub(crate) const MOST_KEPT: usize = 10_000;

/// Sweeps between two reports of progress.
const SLICE: u64 = 2_000;

/// Split R-hat up to which chains are done (Vehtari and others 2021).
const DONE: f64 = 1.01;

/// How long chains run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    pub(crate) chains: usize,
    pub(crate) warm_up: u64,
    /// Most sweeps of each chain after warm-up.
    pub(crate) most_sweeps: u64,
    /// Effective draws, in the bulk and in the tails, that are enough.
    pub(crate) effective: f64,
    pub(crate) seed: u64,
}

/// What the chains gave.
pub(crate) struct Run {
    /// Totals by chain, equally many and equally far apart.
    pub(crate) chains: Vec<Vec<f64>>,
    /// Totals by chain from the second half of warm-up and the rounds that were dropped.
    pub(crate) dropped: Vec<Vec<f64>>,
    pub(crate) mixing: Mixing,
    /// Sweeps of all chains that `chains` stands for.
    pub(crate) n_sweeps: u64,
    /// Those of them in which the cap was touched.
    pub(crate) touches: u64,
}

/// A chain and what is kept of it.
struct Walker {
    sampler: Sampler,
    kept: Vec<f64>,
    dropped: Vec<f64>,
    n_sweeps: u64,
    /// Every how many sweeps a draw is kept.
    stride: u64,
}

impl Walker {
    fn walk(&mut self, sweeps: u64, most_kept: usize) {
        for _ in 0..sweeps {
            self.sampler.sweep();
            self.n_sweeps += 1;
            if self.n_sweeps.is_multiple_of(self.stride) {
                self.kept.push(self.sampler.total());
            }
            if self.kept.len() > most_kept {
                let every_other = self.kept.iter().copied().skip(1).step_by(2);
                self.kept = every_other.collect();
                self.stride *= 2;
            }
        }
    }

    fn warm_up(&mut self, sweeps: u64) {
        for turn in 0..sweeps {
            self.sampler.warm_up(turn);
            if turn >= sweeps / 2 && self.dropped.len() < MOST_KEPT {
                self.dropped.push(self.sampler.total());
            }
        }
    }

    /// Drops what was kept: the chain was still on its way.
    fn forget(&mut self) {
        self.dropped.append(&mut self.kept);
        (self.n_sweeps, self.stride, self.sampler.touches) = (0, 1, 0);
    }
}

/// Runs chains in rounds, each as long as all before it, until they agree on log N and are long enough.
///
/// Chains that do not agree after a round are taken to be warming up still and what they gave is dropped, unless the budget is
/// spent. Each chain has a stream of its own, so that the number of threads changes nothing.
pub(crate) fn run(
    sightings: &Sightings,
    prior: Prior,
    budget: Budget,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Run {
    let most_kept = (MOST_KEPT / budget.chains).max(4);
    let expected = budget.warm_up + budget.most_sweeps;
    progress(0, expected);
    let start = |chain: usize| {
        let level = if budget.chains > 1 {
            chain as f64 / (budget.chains - 1) as f64
        } else {
            0.5
        };
        let mut walker = Walker {
            sampler: Sampler::new(sightings.clone(), prior, budget.seed, chain as u64, level),
            kept: Vec::new(),
            dropped: Vec::new(),
            n_sweeps: 0,
            stride: 1,
        };
        walker.warm_up(budget.warm_up);
        walker
    };
    let mut walkers: Vec<Walker> = (0..budget.chains).into_par_iter().map(start).collect();
    let (mut done, mut round) = (0, SLICE.min(budget.most_sweeps));
    loop {
        let until = done + round;
        while done < until {
            progress(budget.warm_up + done, expected);
            let slice = SLICE.min(until - done);
            walkers
                .par_iter_mut()
                .for_each(|walker| walker.walk(slice, most_kept));
            done += slice;
        }
        let kept: Vec<Vec<f64>> = walkers.iter().map(|walker| walker.kept.clone()).collect();
        let mixing = mixing(&kept);
        let enough = mixing.r_hat <= DONE && mixing.ess_bulk.min(mixing.ess_tail) >= budget.effective;
        if enough || done >= budget.most_sweeps {
            progress(expected, expected);
            let touches = walkers.iter().map(|walker| walker.sampler.touches).sum();
            let n_sweeps = walkers.iter().map(|walker| walker.n_sweeps).sum();
            return Run {
                chains: kept,
                dropped: walkers.into_iter().map(|walker| walker.dropped).collect(),
                mixing,
                n_sweeps,
                touches,
            };
        }
        if mixing.r_hat > DONE {
            walkers.iter_mut().for_each(Walker::forget);
        }
        round = done.min(budget.most_sweeps - done);
    }
}
