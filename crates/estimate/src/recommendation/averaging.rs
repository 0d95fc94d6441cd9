//! The range by averaging over graphs.

use rayon::prelude::*;

use super::mixture::{Mixture, Part, probabilities};
use super::{Answer, CarrierRefusal, RangePlan, Tables};
use crate::averaging::{AveragingPlan, AveragingRefusal, Posterior, averaging_posterior};
use crate::table::CaptureTable;

/// Draws of linkage that are averaged over graphs.
const MOST_DRAWS: usize = 1_000;

/// Tables between two reports of progress.
const CHUNK: usize = 16;

/// Answers for the tables.
pub(super) fn answer(
    tables: &Tables,
    plan: &RangePlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Answer, CarrierRefusal> {
    let shares = tables.shares(MOST_DRAWS);
    let how = AveragingPlan::open();
    if let [(table, _)] = shares[..] {
        let posterior = averaging_posterior(table, &how, progress).map_err(refusal)?;
        return Ok(Answer {
            centre: posterior.quantile(0.5),
            interval: posterior.interval(plan.confidence),
            points: points(&posterior),
            from_linkage: tables.in_doubt.then_some(0.0),
            tables: (1, 1),
            mean_is_infinite: is_infinite(&posterior),
            cautions: Vec::new(),
        });
    }
    let (mut parts, mut infinite, mut refused, mut lost) = (Vec::new(), false, None, 0.0);
    for (place, chunk) in shares.chunks(CHUNK).enumerate() {
        progress((place * CHUNK) as u64, shares.len() as u64);
        let found: Vec<Result<(Part, bool), AveragingRefusal>> = chunk
            .par_iter()
            .map(|(table, share)| part(table, &how, *share))
            .collect();
        for (found, (_, share)) in found.into_iter().zip(chunk) {
            match found {
                Ok((part, is_infinite)) => {
                    infinite |= is_infinite;
                    parts.push(part);
                }
                Err(reason) => {
                    lost += share;
                    refused = Some(reason);
                }
            }
        }
    }
    let (Some(mixture), true) = (Mixture::of(&parts), lost <= super::most_lost(plan)) else {
        return Err(refused.map_or(CarrierRefusal::NotIdentifiable, refusal));
    };
    Ok(Answer {
        centre: mixture.quantile(0.5),
        interval: mixture.interval(plan.confidence),
        points: mixture.points(),
        from_linkage: Some(mixture.between),
        tables: (parts.len(), shares.len()),
        mean_is_infinite: infinite,
        cautions: Vec::new(),
    })
}

fn part(table: &CaptureTable, how: &AveragingPlan, share: f64) -> Result<(Part, bool), AveragingRefusal> {
    let posterior = averaging_posterior(table, how, &|_, _| {})?;
    Ok((Part::exact(points(&posterior), share), is_infinite(&posterior)))
}

fn points(posterior: &Posterior) -> Vec<f64> {
    probabilities()
        .map(|probability| posterior.quantile(probability))
        .collect()
}

fn is_infinite(posterior: &Posterior) -> bool {
    matches!(posterior.moments().0, crate::averaging::Moment::Infinite)
}

fn refusal(reason: AveragingRefusal) -> CarrierRefusal {
    match reason {
        AveragingRefusal::TooManyLists { lists, allowed } => CarrierRefusal::TooManyLists {
            usable: lists,
            allowed,
        },
        AveragingRefusal::TooManyPeople { allowed, .. } => CarrierRefusal::TooManyPeople { allowed },
        AveragingRefusal::TooFewLists { .. }
        | AveragingRefusal::NobodySeen
        | AveragingRefusal::EmptyList { .. }
        | AveragingRefusal::NoOverlap => CarrierRefusal::NotIdentifiable,
        AveragingRefusal::DeltaOutside { .. }
        | AveragingRefusal::PriorOutside { .. }
        | AveragingRefusal::CapBelowSmallest { .. } => CarrierRefusal::Plan,
    }
}
