//! The range by the model of the lowest BIC, chosen again on resampled tables.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::mixture::{Mixture, Part, points_of};
use super::{Answer, CarrierRefusal, RangePlan, Tables};
use crate::finding::{Interval, ModelFit, Refusal};
use crate::search::{MOST_LISTS_EXHAUSTIVE, order_searched};
use crate::selection::{Resampling, Selected, SelectionPlan, SelectionRule, selected};
use crate::table::CaptureTable;

/// Draws of linkage whose tables are resampled.
const MOST_DRAWS: usize = 200;

/// Fewest tables resampled from each of them.
const FEWEST_REPLICATES: u64 = 10;

/// The p-value below which pairs are added where not every model can be tried (Chan, Silverman and Vincent 2021).
const THRESHOLD: f64 = 0.02;

/// A chosen model with a smaller chance of so bad a fit carries nothing: pairs that depend cannot stand for people who differ, and
/// its interval then lies beside the truth (see the calibration in the measurements).
const LEAST_FIT: f64 = 0.01;

/// Answers for the tables.
///
/// Tables are resampled from the average of all models by BIC weights, people on no list too, so that histories that nobody has need
/// not stay empty; the interval lies between quantiles of the totals chosen on them.
pub(super) fn answer(
    tables: &Tables,
    plan: &RangePlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Answer, CarrierRefusal> {
    let shares = tables.shares(MOST_DRAWS);
    if let [(table, _)] = shares[..] {
        let found = chosen(table, plan, plan.replicates, 0, progress)?;
        check_upper_end(lost(&found), plan)?;
        check_fit(fit_chance(&found.best))?;
        return single(&found, tables);
    }
    let mut parts = Vec::with_capacity(shares.len());
    let mut chances = Vec::with_capacity(shares.len());
    let (mut lost_share, mut refused) = (0.0, None);
    for (place, (table, share)) in (0u64..).zip(&shares) {
        progress(place, shares.len() as u64);
        let replicates = ((plan.replicates as f64 * share).ceil() as u64).max(FEWEST_REPLICATES);
        let half = |half| chosen(table, plan, replicates.div_ceil(2), 2 * place + half, &|_, _| {});
        match (half(1), half(2)) {
            (Ok(first), Ok(second)) if !first.totals.is_empty() && !second.totals.is_empty() => {
                lost_share += share * (lost(&first) + lost(&second)) / 2.0;
                chances.push((fit_chance(&first.best), *share));
                parts.push(Part::sampled(first.totals, &second.totals, *share));
            }
            (Err(reason), _) | (_, Err(reason)) => {
                lost_share += share;
                refused = Some(reason);
            }
            _ => lost_share += share,
        }
    }
    let Some(mixture) = Mixture::of(&parts) else {
        return Err(refused.unwrap_or(CarrierRefusal::NotIdentifiable));
    };
    check_upper_end(lost_share, plan)?;
    check_fit(middle(&mut chances))?;
    Ok(Answer {
        centre: mixture.quantile(0.5),
        interval: mixture.interval(plan.confidence),
        points: mixture.points(),
        from_linkage: Some(mixture.between),
        tables: (parts.len(), shares.len()),
        mean_is_infinite: false,
        cautions: Vec::new(),
    })
}

/// The answer for one table.
fn single(found: &Selected, tables: &Tables) -> Result<Answer, CarrierRefusal> {
    let interval = found.percentile.ok_or(CarrierRefusal::NotIdentifiable)?;
    let centre = found.best.total;
    // Choosing again can leave the estimate outside of its own interval; it then widens it.
    Ok(Answer {
        centre,
        interval: Interval {
            lower: interval.lower.min(centre),
            upper: interval.upper.map(|upper| upper.max(centre)),
        },
        points: points_of(&found.totals),
        from_linkage: tables.in_doubt.then_some(0.0),
        tables: (1, 1),
        mean_is_infinite: false,
        cautions: Vec::new(),
    })
}

/// Chooses a model for a table and for tables resampled from it; `stream` keeps the draws of different runs apart.
fn chosen(
    table: &CaptureTable,
    plan: &RangePlan,
    replicates: u64,
    stream: u64,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Selected, CarrierRefusal> {
    let n_lists = (0..table.n_lists())
        .filter(|list| table.list_size(*list) > 0)
        .count();
    let rule = if n_lists <= MOST_LISTS_EXHAUSTIVE {
        SelectionRule::LowestBic {
            highest_order: order_searched(n_lists),
        }
    } else {
        SelectionRule::Stepwise { threshold: THRESHOLD }
    };
    let how = SelectionPlan {
        rule,
        resampling: Resampling::Averaged,
        replicates,
        confidence: plan.confidence,
        seed: plan.seed.wrapping_add(stream.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
    };
    selected(table, &how, progress).map_err(|refusal| match refusal {
        Refusal::TooManyLists { usable, allowed } => CarrierRefusal::TooManyLists { usable, allowed },
        _ => CarrierRefusal::NotIdentifiable,
    })
}

/// The share of resampled tables that determine no total.
fn lost(found: &Selected) -> f64 {
    found.refused as f64 / found.replicates.max(1) as f64
}

/// Tables that determine no total would all lie above: with too many of them there is no upper end.
fn check_upper_end(lost: f64, plan: &RangePlan) -> Result<(), CarrierRefusal> {
    if lost > super::most_lost(plan) {
        return Err(CarrierRefusal::NoUpperEnd { share: lost });
    }
    Ok(())
}

/// The chance of a fit as bad as this or worse, if the model is right: the deviance against a chi-squared law. 1 for a model that
/// leaves no freedom.
fn fit_chance(best: &ModelFit) -> f64 {
    let law = u32::try_from(best.df).ok().filter(|df| *df > 0);
    let law = law.and_then(|df| ChiSquared::new(f64::from(df)).ok());
    law.map_or(1.0, |law| law.sf(best.deviance.max(0.0)))
}

fn check_fit(chance: f64) -> Result<(), CarrierRefusal> {
    if chance < LEAST_FIT {
        return Err(CarrierRefusal::PoorFit { chance });
    }
    Ok(())
}

/// The median of chances by the shares of their tables.
fn middle(chances: &mut [(f64, f64)]) -> f64 {
    chances.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half = chances.iter().map(|(_, share)| share).sum::<f64>() / 2.0;
    let mut reached = 0.0;
    let found = chances.iter().find(|(_, share)| {
        reached += share;
        reached >= half
    });
    found.map_or(1.0, |(chance, _)| *chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fit_of_several_tables_is_that_of_their_middle() {
        assert_eq!(middle(&mut [(0.5, 0.2), (0.001, 0.5), (0.9, 0.3)]), 0.001);
        assert_eq!(middle(&mut [(0.5, 0.3), (0.001, 0.4), (0.9, 0.3)]), 0.5);
        assert_eq!(middle(&mut []), 1.0);
    }
}
