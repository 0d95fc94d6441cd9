//! The range of strata together.

use serde::Serialize;

use super::{Carrier, CarrierOutcome, FEWEST_METHODS, Method, RangeVerdict, Recommendation};
use crate::finding::{Interval, Refusal};
use crate::strata::{PoolPlan, StratumFigure, StratumTotal, pool};

/// Strata together: parts of the population that do not overlap.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PooledRange {
    /// People seen in all strata, whether or not they have an estimate.
    pub seen: u64,
    /// Strata without a range of their own, by their places; nothing is estimated for them, nor by subtraction.
    pub refused: Vec<usize>,
    /// The range of the sum, or why there is none.
    pub verdict: RangeVerdict,
    /// What each way says that answers in every stratum.
    pub ways: Vec<PooledWay>,
}

/// The sum of one way's totals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PooledWay {
    /// The way.
    pub method: Method,
    /// The median of the sum.
    pub centre: f64,
    /// Interval of the sum, if what makes a stratum's estimate err is independent of the others.
    pub interval: Interval,
    /// Interval of the sum, if all strata err alike.
    pub if_alike: Interval,
}

/// Adds up strata way by way, and takes the hull of the ways that answer in every stratum.
///
/// Each stratum comes with its seen people. The sum is refused when a stratum is refused by all but one way: what is missing
/// there would be missing in the sum, and a sum of the rest is no total.
pub fn pooled_range(strata: &[(&Recommendation, u64)], plan: &PoolPlan) -> PooledRange {
    let seen: u64 = strata.iter().map(|(_, seen)| *seen).sum();
    let is_refused = |found: &Recommendation| matches!(found.verdict, RangeVerdict::Refused { .. });
    let refused = strata
        .iter()
        .enumerate()
        .filter(|(_, (found, _))| is_refused(found));
    let ways: Vec<PooledWay> = Method::ALL
        .into_iter()
        .filter_map(|method| pooled(method, strata, plan))
        .collect();
    let lowest = ways
        .iter()
        .min_by(|one, other| one.interval.lower.total_cmp(&other.interval.lower));
    let upper = |way: &PooledWay| way.interval.upper.unwrap_or(f64::INFINITY);
    let highest = ways
        .iter()
        .rev()
        .max_by(|one, other| upper(one).total_cmp(&upper(other)));
    let verdict = match (lowest, highest) {
        (Some(lowest), Some(highest)) if ways.len() >= FEWEST_METHODS => RangeVerdict::Given {
            range: Interval {
                lower: lowest.interval.lower.max(seen as f64),
                upper: highest.interval.upper.map(|upper| upper.max(seen as f64)),
            },
            lower_by: lowest.method,
            upper_by: highest.method,
        },
        _ => RangeVerdict::Refused {
            reasons: vec![Refusal::FewMethods {
                tried: strata.first().map_or(0, |(found, _)| found.carriers.len()),
                remaining: ways.len(),
                needed: FEWEST_METHODS,
            }],
        },
    };
    PooledRange {
        seen,
        refused: refused.map(|(place, _)| place).collect(),
        verdict,
        ways,
    }
}

/// One way's sum; `None` when it does not answer in every stratum.
fn pooled(method: Method, strata: &[(&Recommendation, u64)], plan: &PoolPlan) -> Option<PooledWay> {
    let totals: Vec<StratumTotal> = strata
        .iter()
        .map(|(found, seen)| {
            let carrier = found.carriers.iter().find(|carrier| carrier.method == method)?;
            let figure = figure(carrier)?;
            Some(StratumTotal {
                seen: *seen,
                figure: Some(figure),
            })
        })
        .collect::<Option<_>>()?;
    let sum = pool(&totals, plan).sum?;
    Some(PooledWay {
        method,
        centre: sum.median,
        interval: sum.interval,
        if_alike: sum.if_alike,
    })
}

fn figure(carrier: &Carrier) -> Option<StratumFigure> {
    match &carrier.outcome {
        CarrierOutcome::Answers(answer) => StratumFigure::of_sample(answer.centre, answer.points.clone()),
        CarrierOutcome::Refused { .. } => None,
    }
}
