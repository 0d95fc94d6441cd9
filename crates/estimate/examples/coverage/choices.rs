//! Other choices that the selected model could be given an interval by: what is resampled, and which quantiles are taken.

use estimate::{
    CaptureTable, CarrierOutcome, Interval, Method, RangePlan, Recommendation, Resampling, Selected,
    SelectionPlan, SelectionRule, selected,
};

use crate::rows::Outcome;

/// What is resampled, by the name in tables.
const RESAMPLINGS: [(&str, Resampling); 3] = [
    ("people", Resampling::People),
    ("fitted", Resampling::Fitted),
    ("averaged", Resampling::Averaged),
];

/// Which interval is taken, by the name in tables: the corrected one, plain quantiles, or from the lower of their lower to the
/// higher of their upper ends.
const INTERVALS: [(&str, fn(&Selected) -> Option<Interval>); 3] = [
    ("bca", |found| found.bca.or(found.percentile)),
    ("percentile", |found| found.percentile),
    ("widest", |found| {
        let plain = found.percentile?;
        let corrected = found.bca.unwrap_or(plain);
        Some(Interval {
            lower: plain.lower.min(corrected.lower),
            upper: plain
                .upper
                .zip(corrected.upper)
                .map(|(one, other)| one.max(other)),
        })
    }),
];

/// The last method that [`answers`] names.
pub(crate) const LAST: &str = "range, averaged-widest";

/// Intervals of the selected model by every choice, and the range that each would have given.
pub(crate) fn answers(
    table: &CaptureTable,
    plan: &RangePlan,
    recommended: &Recommendation,
) -> Vec<(String, Outcome)> {
    let others = intervals_of_others(recommended);
    let mut answers = Vec::new();
    for (resampled, resampling) in RESAMPLINGS {
        let found = selected(table, &selection_plan(table, plan, resampling), &|_, _| {});
        for (taken, interval) in INTERVALS {
            let outcome = match &found {
                Ok(found) => outcome(found, interval, plan.confidence),
                Err(refusal) => Outcome::Refused(refusal.code().to_owned()),
            };
            let range = hull(&outcome, &others, table.observed() as f64);
            answers.push((format!("{resampled}-{taken}"), outcome));
            answers.push((format!("range, {resampled}-{taken}"), range));
        }
    }
    answers
}

/// The recommendation's own plan, but for what is resampled.
fn selection_plan(table: &CaptureTable, plan: &RangePlan, resampling: Resampling) -> SelectionPlan {
    SelectionPlan {
        rule: SelectionRule::LowestBic {
            // Triples with four lists, pairs with three and five.
            highest_order: if table.n_lists() == 4 { 3 } else { 2 },
        },
        resampling,
        replicates: plan.replicates,
        confidence: plan.confidence,
        seed: plan.seed,
    }
}

/// Refuses and widens as the recommendation does.
fn outcome(found: &Selected, interval: fn(&Selected) -> Option<Interval>, confidence: f64) -> Outcome {
    let share = found.refused as f64 / found.replicates.max(1) as f64;
    if share > (1.0 - confidence) / 2.0 {
        return Outcome::Refused("no-upper-end".to_owned());
    }
    let Some(interval) = interval(found) else {
        return Outcome::Refused("not-identifiable".to_owned());
    };
    let centre = found.best.total;
    Outcome::Answers {
        centre: Some(centre),
        lower: interval.lower.min(centre),
        upper: interval.upper.map_or(f64::INFINITY, |upper| upper.max(centre)),
    }
}

/// What the carriers say that do not select.
fn intervals_of_others(recommended: &Recommendation) -> Vec<(f64, f64)> {
    let others = recommended
        .carriers
        .iter()
        .filter(|carrier| carrier.method != Method::Selection);
    others
        .filter_map(|carrier| match &carrier.outcome {
            CarrierOutcome::Answers(answer) => Some((answer.interval.lower, answer.interval.upper?)),
            CarrierOutcome::Refused { .. } => None,
        })
        .collect()
}

/// The hull of the intervals, when two at least answer.
fn hull(outcome: &Outcome, others: &[(f64, f64)], observed: f64) -> Outcome {
    let mut intervals = others.to_vec();
    if let Outcome::Answers { lower, upper, .. } = outcome {
        intervals.push((*lower, *upper));
    }
    if intervals.len() < 2 {
        return Outcome::Refused("few-methods".to_owned());
    }
    let lower = intervals
        .iter()
        .map(|(lower, _)| *lower)
        .fold(f64::INFINITY, f64::min);
    let upper = intervals.iter().map(|(_, upper)| *upper).fold(0.0, f64::max);
    Outcome::Answers {
        centre: None,
        lower: lower.max(observed),
        upper: upper.max(observed),
    }
}
