//! The range by latent classes.

use rayon::prelude::*;

use super::mixture::{Mixture, Part, points_of};
use super::{Answer, CarrierRefusal, RangePlan, Tables};
use crate::finding::Interval;
use crate::latent::{
    LARGEST_TOUCHED, LatentCaution, LatentChain, LatentPlan, LatentPosterior, LatentRefusal, LatentVerdict,
    latent_classes, mixing, quantile,
};
use crate::table::CaptureTable;

/// Draws of linkage through which chains go.
const MOST_DRAWS: usize = 100;

/// Tables that chains visit, one after the other; fewer draws are visited several times.
const VISITS: usize = 100;

/// Sweeps of one visit: the first are not counted, in which the chain forgets the table before.
const FORGETTING: usize = 100;
const COUNTED: usize = 300;

/// Every so many counted sweeps a total is kept.
const STRIDE: usize = 10;

/// Chains whose split R-hat over all visits is larger have not met.
const LARGEST_R_HAT: f64 = 1.05;

/// Answers for the tables.
///
/// Of several tables the commonest must pass the gates; then chains go through the draws (see [`LatentChain`]).
pub(super) fn answer(
    tables: &Tables,
    plan: &RangePlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Answer, CarrierRefusal> {
    let shares = tables.shares(MOST_DRAWS);
    let (commonest, _) = shares
        .iter()
        .rev()
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .ok_or(CarrierRefusal::NotIdentifiable)?;
    let how = LatentPlan {
        effective: plan.effective,
        ..LatentPlan::usual(plan.seed)
    };
    let (posterior, cautions) = match latent_classes(commonest, &how, progress).verdict {
        LatentVerdict::Estimated { posterior, cautions } => (posterior, cautions),
        LatentVerdict::Refused { reasons, .. } => {
            return Err(reasons.first().map_or(CarrierRefusal::NotIdentifiable, refusal));
        }
    };
    let single = shares.len() == 1;
    let found = if single {
        of_posterior(&posterior, tables, plan)
    } else {
        let drawn = &tables.of_draw[..tables.of_draw.len().min(MOST_DRAWS)];
        of_draws(commonest, drawn, &how, plan)?
    };
    let more = found
        .cautions
        .into_iter()
        .filter(|caution| !cautions.contains(caution));
    Ok(Answer {
        cautions: cautions.iter().cloned().chain(more).collect(),
        ..found
    })
}

fn of_posterior(posterior: &LatentPosterior, tables: &Tables, plan: &RangePlan) -> Answer {
    let mut totals: Vec<f64> = posterior.draws.iter().map(|total| *total as f64).collect();
    totals.sort_by(f64::total_cmp);
    Answer {
        centre: posterior.median,
        interval: Interval {
            lower: quantile(&totals, (1.0 - plan.confidence) / 2.0),
            upper: Some(quantile(&totals, (1.0 + plan.confidence) / 2.0)),
        },
        points: points_of(&totals),
        from_linkage: tables.in_doubt.then_some(0.0),
        tables: (1, 1),
        mean_is_infinite: false,
        cautions: Vec::new(),
    }
}

/// Chains that start with the commonest table and go through the draws.
fn of_draws(
    commonest: &CaptureTable,
    drawn: &[CaptureTable],
    how: &LatentPlan,
    plan: &RangePlan,
) -> Result<Answer, CarrierRefusal> {
    let walks: Vec<Walk> = (0..how.chains as u64)
        .into_par_iter()
        .map(|chain| {
            let seed = how.seed.wrapping_add(1 + chain);
            let how = LatentPlan { seed, ..how.clone() };
            walked(commonest, drawn, &how).map_err(|reason| refusal(&reason))
        })
        .collect::<Result<_, _>>()?;
    let capped = walks.iter().map(|walk| walk.capped).sum::<f64>() / walks.len().max(1) as f64;
    if capped > LARGEST_TOUCHED {
        return Err(CarrierRefusal::Cap { share: capped });
    }
    let chains: Vec<Vec<Vec<f64>>> = walks.into_iter().map(|walk| walk.visits).collect();
    let logs: Vec<Vec<f64>> = chains
        .iter()
        .map(|visits| visits.iter().flatten().map(|total| total.ln()).collect())
        .collect();
    let mixed = mixing(&logs);
    if mixed.r_hat > LARGEST_R_HAT {
        return Err(CarrierRefusal::Unconverged {
            r_hat: mixed.r_hat,
            effective: mixed.ess_bulk.min(mixed.ess_tail),
        });
    }
    let half = chains.len().div_ceil(2);
    let of_draw = |draw: usize, chains: &[Vec<Vec<f64>>]| -> Vec<f64> {
        let visits = chains
            .iter()
            .flat_map(|visits| visits.iter().skip(draw).step_by(drawn.len()));
        visits.flatten().copied().collect()
    };
    let parts: Vec<Part> = (0..drawn.len())
        .map(|draw| {
            Part::sampled(
                of_draw(draw, &chains[..half]),
                &of_draw(draw, &chains[half..]),
                1.0,
            )
        })
        .collect();
    let mixture = Mixture::of(&parts).ok_or(CarrierRefusal::NotIdentifiable)?;
    Ok(Answer {
        centre: mixture.quantile(0.5),
        interval: mixture.interval(plan.confidence),
        points: mixture.points(),
        from_linkage: Some(mixture.between),
        tables: (drawn.len(), drawn.len()),
        mean_is_infinite: false,
        cautions: (capped > 0.0)
            .then_some(LatentCaution::CapTouched)
            .into_iter()
            .collect(),
    })
}

/// What one chain keeps of its way.
struct Walk {
    /// Totals of each visit.
    visits: Vec<Vec<f64>>,
    /// Share of all sweeps that ran into the cap.
    capped: f64,
}

fn walked(commonest: &CaptureTable, drawn: &[CaptureTable], how: &LatentPlan) -> Result<Walk, LatentRefusal> {
    let mut chain = LatentChain::new(commonest, how)?;
    let before = chain.touches();
    let n_visits = VISITS.next_multiple_of(drawn.len());
    let mut visits = Vec::with_capacity(n_visits);
    for visit in 0..n_visits {
        chain.replace(&drawn[visit % drawn.len()])?;
        let sweeps = chain.sweep(FORGETTING + COUNTED);
        let kept = sweeps[FORGETTING..].iter().step_by(STRIDE);
        visits.push(kept.map(|total| *total as f64).collect());
    }
    let n_sweeps = n_visits * (FORGETTING + COUNTED);
    Ok(Walk {
        visits,
        capped: chain.touches().saturating_sub(before) as f64 / n_sweeps as f64,
    })
}

fn refusal(reason: &LatentRefusal) -> CarrierRefusal {
    match reason {
        LatentRefusal::TooManyLists { usable, allowed } => CarrierRefusal::TooManyLists {
            usable: *usable,
            allowed: *allowed,
        },
        LatentRefusal::Unconverged { r_hat, effective } => CarrierRefusal::Unconverged {
            r_hat: *r_hat,
            effective: *effective,
        },
        LatentRefusal::Cap { share } => CarrierRefusal::Cap { share: *share },
        LatentRefusal::PlanOutOfBounds | LatentRefusal::BeliefNotMet => CarrierRefusal::Plan,
        LatentRefusal::FewerThanThreeLists { .. }
        | LatentRefusal::NoOverlap
        | LatentRefusal::OtherLists { .. } => CarrierRefusal::NotIdentifiable,
    }
}
