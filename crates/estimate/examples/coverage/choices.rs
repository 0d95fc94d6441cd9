//! What other choices would have given: what is resampled, which quantiles are taken, which models are tried, which ways carry.

use estimate::{
    CaptureTable, CarrierOutcome, Interval, Method, RangePlan, Recommendation, Resampling, Selected,
    SelectionPlan, SelectionRule, selected,
};

use statrs::distribution::{ChiSquared, ContinuousCDF};

use crate::rows::Outcome;

/// What is resampled, by the name in tables.
const RESAMPLINGS: [(&str, Resampling); 3] = [
    ("people", Resampling::People),
    ("fitted", Resampling::Fitted),
    ("averaged", Resampling::Averaged),
];

/// Models whose deviance is less likely than this do not fit.
const UNLIKELY: f64 = 0.01;

/// The same, more strictly.
const RARE: f64 = 0.05;

/// Takes an interval from what selection found.
type Taking = fn(&Selected) -> Option<Interval>;

/// Which interval is taken, by the name in tables: the corrected one or plain quantiles, or nothing unless the model fits.
const INTERVALS: [(&str, Taking); 6] = [
    ("bca", |found| found.bca.or(found.percentile)),
    ("percentile", |found| found.percentile),
    ("fit-bca", |found| {
        found
            .bca
            .or(found.percentile)
            .filter(|_| is_fitting(found, UNLIKELY))
    }),
    ("fit-percentile", |found| {
        found.percentile.filter(|_| is_fitting(found, UNLIKELY))
    }),
    ("well-fit-bca", |found| {
        found.bca.or(found.percentile).filter(|_| is_fitting(found, RARE))
    }),
    ("well-fit-percentile", |found| {
        found.percentile.filter(|_| is_fitting(found, RARE))
    }),
];

/// Intervals of the selected model by other choices, and the range that each would have given.
pub(crate) fn of_intervals(
    table: &CaptureTable,
    plan: &RangePlan,
    recommended: &Recommendation,
) -> Vec<(String, Outcome)> {
    let others = intervals_of(recommended, &[Method::Averaging, Method::LatentClasses]);
    // Triples with four lists, pairs with three and five, as is recommended.
    let order = if table.n_lists() == 4 { 3 } else { 2 };
    RESAMPLINGS
        .iter()
        .flat_map(|(name, resampling)| of_selection(name, table, plan, *resampling, order, &others))
        .collect()
}

/// The same with every model up to triples, which are tried on five lists as well; `None` where that is nothing new.
pub(crate) fn of_triples(
    table: &CaptureTable,
    plan: &RangePlan,
    recommended: &Recommendation,
) -> Option<Vec<(String, Outcome)>> {
    let others = intervals_of(recommended, &[Method::Averaging, Method::LatentClasses]);
    (table.n_lists() > 4).then(|| of_selection("triples", table, plan, Resampling::People, 3, &others))
}

/// The range that any two of the three ways would give.
pub(crate) fn of_two_ways(recommended: &Recommendation, observed: f64) -> Vec<(String, Outcome)> {
    let without = |left_out: Method| {
        let two = Method::ALL.into_iter().filter(|method| *method != left_out);
        let range = hull(&intervals_of(recommended, &two.collect::<Vec<_>>()), observed);
        (format!("range, no {}", left_out.code()), range)
    };
    Method::ALL.map(without).to_vec()
}

fn of_selection(
    name: &str,
    table: &CaptureTable,
    plan: &RangePlan,
    resampling: Resampling,
    highest_order: usize,
    others: &[(f64, f64)],
) -> Vec<(String, Outcome)> {
    let found = selected(
        table,
        &selection_plan(plan, resampling, highest_order),
        &|_, _| {},
    );
    let mut answers = Vec::new();
    for (taken, interval) in INTERVALS {
        let outcome = match &found {
            Ok(found) => outcome(found, interval, plan.confidence),
            Err(refusal) => Outcome::Refused(refusal.code().to_owned()),
        };
        let mut intervals = others.to_vec();
        if let Outcome::Answers { lower, upper, .. } = outcome {
            intervals.push((lower, upper));
        }
        let range = hull(&intervals, table.observed() as f64);
        answers.push((format!("{name}-{taken}"), outcome));
        answers.push((format!("range, {name}-{taken}"), range));
    }
    answers
}

/// The recommendation's own plan, but for what is resampled and which models are tried.
fn selection_plan(plan: &RangePlan, resampling: Resampling, highest_order: usize) -> SelectionPlan {
    SelectionPlan {
        rule: SelectionRule::LowestBic { highest_order },
        resampling,
        replicates: plan.replicates,
        confidence: plan.confidence,
        seed: plan.seed,
    }
}

/// Refuses and widens as the recommendation does.
fn outcome(found: &Selected, interval: Taking, confidence: f64) -> Outcome {
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

/// Whether so large a deviance would be at least so likely, were the chosen model true; few people in a cell make the chance a
/// rough one. A model without degrees of freedom fits everything.
fn is_fitting(found: &Selected, least: f64) -> bool {
    let law = ChiSquared::new(found.best.df as f64);
    law.map_or(true, |law| law.sf(found.best.deviance) >= least)
}

/// What some of the carriers say, where they answer.
fn intervals_of(recommended: &Recommendation, methods: &[Method]) -> Vec<(f64, f64)> {
    let carriers = recommended
        .carriers
        .iter()
        .filter(|carrier| methods.contains(&carrier.method));
    carriers
        .filter_map(|carrier| match &carrier.outcome {
            CarrierOutcome::Answers(answer) => Some((answer.interval.lower, answer.interval.upper?)),
            CarrierOutcome::Refused { .. } => None,
        })
        .collect()
}

/// The hull of the intervals, when two at least answer.
fn hull(intervals: &[(f64, f64)], observed: f64) -> Outcome {
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
