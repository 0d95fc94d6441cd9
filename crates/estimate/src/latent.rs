//! People on no list, by a Bayesian model of latent classes (Manrique-Vallier 2016, *Biometrics* 72, 1246-1254).
//!
//! Everybody is in one of K classes; within a class the lists are independent, each with a capture probability of its own.
//! Shares of the classes come from a stick-breaking prior, so that unneeded classes stay empty. The total N has the prior 1/N
//! up to a declared cap. Latent classes that fit the observed table equally well may say different totals (Aleshin-Guendel,
//! Sadinle and Wakefield 2024), and chains may stay in one of them: figures are given only when several chains agree.

mod chains;
mod continued;
mod coverage;
mod diagnostics;
mod modes;
mod moves;
mod plan;
mod point;
mod posterior;
mod sampler;
mod trajectory;
mod variates;

pub use continued::LatentChain;
pub use coverage::RatioBelief;
pub use diagnostics::Mixing;
pub(crate) use diagnostics::{mixing, quantile};
pub use modes::Mode;
pub use plan::{LatentPlan, RatePrior};
pub(crate) use posterior::LARGEST_TOUCHED;
pub use posterior::{LatentCaution, LatentFinding, LatentPosterior, LatentRefusal, LatentVerdict};

use crate::latent::chains::{Budget, run};
use crate::latent::point::Sightings;
use crate::table::CaptureTable;

/// Fewest lists: with two, the prior alone decides.
pub(crate) const FEWEST_LISTS: usize = 3;

/// Most lists.
pub(crate) const MOST_LISTS: usize = 32;

/// Says how many people there are by latent classes, or why that cannot be said.
///
/// Lists with nobody on them take no part. `progress` gets sweeps of a chain done and the most that may be needed; it is called
/// from the calling thread. The result depends on the table and the plan, and not on how many threads there are. Time grows with
/// chains, sweeps, classes and cells, not with people.
pub fn latent_classes(
    table: &CaptureTable,
    plan: &LatentPlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> LatentFinding {
    let used: Vec<usize> = (0..table.n_lists())
        .filter(|list| table.list_size(*list) > 0)
        .collect();
    let verdict = match prepared(table, &used, plan) {
        Ok((sightings, prior)) => {
            let budget = Budget {
                chains: plan.chains,
                warm_up: plan.warm_up,
                most_sweeps: plan.most_sweeps,
                effective: plan.effective,
                seed: plan.seed,
            };
            posterior::judged(run(&sightings, prior, budget, progress), &prior)
        }
        Err(reason) => LatentVerdict::Refused {
            reasons: vec![reason],
            posterior: None,
        },
    };
    LatentFinding {
        observed: table.observed(),
        used,
        verdict,
    }
}

/// What a run needs, or why there is none.
fn prepared(
    table: &CaptureTable,
    used: &[usize],
    plan: &LatentPlan,
) -> Result<(Sightings, point::Prior), LatentRefusal> {
    let prior = plan.prior(used.len(), table.observed() as f64)?;
    let usable = LatentRefusal::FewerThanThreeLists { usable: used.len() };
    let sightings = Sightings::of(&table.keep_lists(used).map_err(|_| usable)?);
    if sightings
        .cells
        .iter()
        .all(|(history, _)| history.is_power_of_two())
    {
        return Err(LatentRefusal::NoOverlap);
    }
    Ok((sightings, prior))
}
