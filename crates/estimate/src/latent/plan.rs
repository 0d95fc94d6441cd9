//! How latent classes are to be fitted.

use crate::latent::coverage::{RatioBelief, shapes_for};
use crate::latent::point::Prior;
use crate::latent::{FEWEST_LISTS, LatentRefusal, MOST_LISTS};

/// Most classes and most chains.
const MOST: usize = 64;

/// Totals above this are not whole numbers in floating point.
const MOST_PEOPLE: f64 = 9_007_199_254_740_992.0;

/// How latent classes are to be fitted.
#[derive(Clone, Debug)]
pub struct LatentPlan {
    /// Most classes, 1 to 64: K. One class is independence.
    pub classes: usize,
    /// What is believed of the lists' capture probabilities.
    pub rates: RatePrior,
    /// Shape and rate of the gamma law of the sticks' concentration.
    pub concentration: (f64, f64),
    /// The declared cap: most people on no list for each person seen. LCMCR has 20, and does not tell.
    pub cap: f64,
    /// Chains, 1 to 64.
    pub chains: usize,
    /// Sweeps of each chain before any is counted.
    pub warm_up: u64,
    /// Most sweeps of each chain after that; fewer are made when chains agree early.
    pub most_sweeps: u64,
    /// Effective draws of log N, in the bulk and in the tails, at which chains that agree stop; 10,000 draws are kept at most.
    /// Below 400 the result is refused all the same.
    pub effective: f64,
    /// Chooses the draws.
    pub seed: u64,
}

/// What is believed of the lists' capture probabilities, all alike and independent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RatePrior {
    /// A beta law of these shapes; (1, 1) is LCMCR's. It says more about coverage the more lists there are.
    Beta {
        /// First shape.
        a: f64,
        /// Second shape.
        b: f64,
    },
    /// The beta law under which N/n has these quantiles.
    Ratio(RatioBelief),
}

impl LatentPlan {
    /// The prior of LCMCR 0.4.14 (ten classes, uniform probabilities, gamma law of 1/4 and 1/4) with a cap of 1,000, four chains,
    /// at most 100,000 sweeps each, and 2,000 effective draws wanted.
    pub fn usual(seed: u64) -> Self {
        Self {
            classes: 10,
            rates: RatePrior::Beta { a: 1.0, b: 1.0 },
            concentration: (0.25, 0.25),
            cap: 1_000.0,
            chains: 4,
            warm_up: 2_000,
            most_sweeps: 100_000,
            effective: 2_000.0,
            seed,
        }
    }

    /// The prior for a table of so many lists and people, when the plan is sound.
    pub(crate) fn prior(&self, lists: usize, observed: f64) -> Result<Prior, LatentRefusal> {
        if lists < FEWEST_LISTS {
            return Err(LatentRefusal::FewerThanThreeLists { usable: lists });
        }
        if lists > MOST_LISTS {
            return Err(LatentRefusal::TooManyLists {
                usable: lists,
                allowed: MOST_LISTS,
            });
        }
        let shape = |value: f64| (1e-3..=1e6).contains(&value);
        let counts = |value: usize| (1..=MOST).contains(&value);
        let (gamma_shape, gamma_rate) = self.concentration;
        let sound = counts(self.classes)
            && counts(self.chains)
            && shape(gamma_shape)
            && shape(gamma_rate)
            && self.cap > 0.0
            && self.cap.is_finite()
            && (8..=1 << 40).contains(&self.most_sweeps)
            && self.warm_up <= 1 << 40
            && !self.effective.is_nan();
        if !sound {
            return Err(LatentRefusal::PlanOutOfBounds);
        }
        let rates = match self.rates {
            RatePrior::Beta { a, b } if shape(a) && shape(b) => (a, b),
            RatePrior::Beta { .. } => return Err(LatentRefusal::PlanOutOfBounds),
            RatePrior::Ratio(belief) => shapes_for(belief, lists, self.classes, self.concentration)
                .ok_or(LatentRefusal::BeliefNotMet)?,
        };
        Ok(Prior {
            classes: self.classes,
            rates,
            concentration: self.concentration,
            cap: Prior::cap_of(observed, self.cap),
        })
    }
}

impl Prior {
    /// Most unseen people of so many seen; totals stay whole numbers.
    pub(crate) fn cap_of(observed: f64, ratio: f64) -> f64 {
        (observed * ratio).floor().min(MOST_PEOPLE - observed)
    }
}
