//! What latent classes say of the total, and what keeps them from saying it.

use serde::Serialize;

use crate::latent::chains::Run;
use crate::latent::diagnostics::{Mixing, quantile, sorted};
use crate::latent::modes::{Mode, modes};
use crate::latent::point::Prior;

/// Chains whose split R-hat is larger have not met. Looser than the 1.01 at which chains stop: the usual bound before 2021.
const LARGEST_R_HAT: f64 = 1.05;

/// Fewest effective draws, bulk and tail (Vehtari and others 2021, section 4: 100 for each of four chains).
///
/// R-hat alone lets short runs pass in which no chain has met a mode yet: on the Netherlands' table, with 15,000 sweeps a chain,
/// a floor of 100 passed 2 of 12 seeds that had seen only the mode near 48,000.
const FEWEST_EFFECTIVE: f64 = 400.0;

/// A larger share of sweeps at the cap makes the cap, not the table, decide.
pub(crate) const LARGEST_TOUCHED: f64 = 0.005;

/// Everything latent classes say of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LatentFinding {
    /// People on at least one list: the documented number.
    pub observed: u64,
    /// Lists that took part; those with nobody on them did not.
    pub used: Vec<usize>,
    /// The estimate, or why there is none.
    pub verdict: LatentVerdict,
}

/// The estimate, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum LatentVerdict {
    /// Chains agree and the cap does not decide.
    Estimated {
        /// The posterior of the total.
        posterior: Box<LatentPosterior>,
        /// What a reader must be told beside the figures.
        cautions: Vec<LatentCaution>,
    },
    /// There is none.
    Refused {
        /// Why, at least one.
        reasons: Vec<LatentRefusal>,
        /// What the chains drew, to show why; its figures are no estimate. `None` when no chain was run.
        posterior: Option<Box<LatentPosterior>>,
    },
}

/// Draws of the total, seen and unseen, and what follows from them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LatentPosterior {
    /// Mean of the draws; it follows a long tail, the median does not.
    pub mean: f64,
    /// Standard deviation of the draws.
    pub sd: f64,
    /// The 2.5 per cent quantile.
    pub lower: f64,
    /// The median.
    pub median: f64,
    /// The 97.5 per cent quantile.
    pub upper: f64,
    /// Agreement and effective number of draws of log N.
    pub mixing: Mixing,
    /// Modes of log N, smallest first; one when there is nothing to tell apart.
    pub modes: Vec<Mode>,
    /// Where chains stayed apart for long before they agreed, when that was in more places than one.
    ///
    /// They left these modes and did not come back in the sweeps counted: other programs, or shorter runs, may report them.
    pub left_behind: Vec<Mode>,
    /// Sweeps that the draws stand for, all chains together.
    pub n_sweeps: u64,
    /// Those in which more unseen people than the cap were drawn and turned down.
    pub touches: u64,
    /// Most people on no list that were allowed.
    pub cap: u64,
    /// Shapes of the beta law of the capture probabilities.
    pub rates: (f64, f64),
    /// Totals, thinned to 10,000 at most, one chain after the other, all chains equally long.
    pub draws: Vec<u64>,
}

/// Why latent classes say nothing.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum LatentRefusal {
    /// Fewer than three lists with people on them.
    #[error("{usable} lists with people on them; latent classes need three")]
    FewerThanThreeLists {
        /// Usable lists.
        usable: usize,
    },
    /// More lists with people on them than can be modelled together.
    #[error("{usable} lists; at most {allowed} can be modelled")]
    TooManyLists {
        /// Usable lists.
        usable: usize,
        /// How many can be modelled.
        allowed: usize,
    },
    /// Nobody is on two lists.
    #[error("nobody is on two lists")]
    NoOverlap,
    /// The budget is spent and chains do not agree, or are worth fewer than 400 draws.
    #[error("chains did not agree: R-hat {r_hat}, {effective} effective draws")]
    Unconverged {
        /// Split R-hat of log N.
        r_hat: f64,
        /// Effective draws, the smaller of bulk and tail.
        effective: f64,
    },
    /// More than 0.5 per cent of sweeps ran into the cap, which therefore decides the figure.
    #[error("a share of {share} of the sweeps ran into the cap")]
    Cap {
        /// Share of sweeps.
        share: f64,
    },
    /// The plan asks for what cannot be: no class, no chain, a law without a positive shape.
    #[error("the plan is out of bounds")]
    PlanOutOfBounds,
    /// No beta law gives N/n the quantiles that were stated.
    #[error("no prior has the stated quantiles of N/n")]
    BeliefNotMet,
    /// A chain was given a table of other lists.
    #[error("a table of {found} lists in place of one of {expected}")]
    OtherLists {
        /// Lists of the new table.
        found: usize,
        /// Lists of the chain.
        expected: usize,
    },
}

/// What a reader must be told beside the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum LatentCaution {
    /// Some sweeps ran into the cap, too few to decide the figure.
    CapTouched,
    /// The posterior has several modes: one interval over all of them hides that.
    ModesApart,
    /// Chains stayed in separate modes for long before they agreed on one.
    ModesLeftBehind,
}

impl LatentRefusal {
    /// Codes of all refusals.
    pub const ALL_CODES: &[&str] = &[
        "fewer-than-three-lists",
        "too-many-lists",
        "no-overlap",
        "unconverged",
        "cap",
        "plan-out-of-bounds",
        "belief-not-met",
        "other-lists",
    ];

    /// The stable code that names this refusal, also in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FewerThanThreeLists { .. } => "fewer-than-three-lists",
            Self::TooManyLists { .. } => "too-many-lists",
            Self::NoOverlap => "no-overlap",
            Self::Unconverged { .. } => "unconverged",
            Self::Cap { .. } => "cap",
            Self::PlanOutOfBounds => "plan-out-of-bounds",
            Self::BeliefNotMet => "belief-not-met",
            Self::OtherLists { .. } => "other-lists",
        }
    }
}

impl LatentCaution {
    /// Codes of all cautions.
    pub const ALL_CODES: &[&str] = &["cap-touched", "modes-apart", "modes-left-behind"];

    /// The stable code that names this caution, also in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CapTouched => "cap-touched",
            Self::ModesApart => "modes-apart",
            Self::ModesLeftBehind => "modes-left-behind",
        }
    }
}

/// Sums up a run and holds it against the gates.
pub(crate) fn judged(run: Run, prior: &Prior) -> LatentVerdict {
    let touched = run.touches as f64 / run.n_sweeps.max(1) as f64;
    let posterior = Box::new(summed_up(run, prior));
    let Mixing {
        r_hat,
        ess_bulk,
        ess_tail,
    } = posterior.mixing;
    let effective = ess_bulk.min(ess_tail);
    let mut reasons = Vec::new();
    if r_hat > LARGEST_R_HAT || effective < FEWEST_EFFECTIVE {
        reasons.push(LatentRefusal::Unconverged { r_hat, effective });
    }
    if touched > LARGEST_TOUCHED {
        reasons.push(LatentRefusal::Cap { share: touched });
    }
    if !reasons.is_empty() {
        return LatentVerdict::Refused {
            reasons,
            posterior: Some(posterior),
        };
    }
    let cautions = [
        (posterior.touches > 0, LatentCaution::CapTouched),
        (posterior.modes.len() > 1, LatentCaution::ModesApart),
        (!posterior.left_behind.is_empty(), LatentCaution::ModesLeftBehind),
    ];
    let cautions = cautions
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, caution)| caution);
    LatentVerdict::Estimated {
        cautions: cautions.collect(),
        posterior,
    }
}

fn summed_up(run: Run, prior: &Prior) -> LatentPosterior {
    let totals = sorted(&run.chains);
    let n = totals.len().max(1) as f64;
    let mean = totals.iter().sum::<f64>() / n;
    let squares: f64 = totals.iter().map(|total| (total - mean).powi(2)).sum();
    LatentPosterior {
        mean,
        sd: (squares / n).sqrt(),
        lower: quantile(&totals, 0.025),
        median: quantile(&totals, 0.5),
        upper: quantile(&totals, 0.975),
        mixing: run.mixing,
        modes: modes(&run.chains),
        left_behind: Some(modes(&run.dropped))
            .filter(|modes| modes.len() > 1)
            .unwrap_or_default(),
        n_sweeps: run.n_sweeps,
        touches: run.touches,
        cap: prior.cap as u64,
        rates: prior.rates,
        draws: run
            .chains
            .concat()
            .into_iter()
            .map(|total| total as u64)
            .collect(),
    }
}
