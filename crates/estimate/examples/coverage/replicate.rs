//! One population and what every method says of it.

use estimate::{
    CaptureTable, Carrier, CarrierOutcome, EstimatePlan, Estimated, ModelFit, RangePlan, RangeVerdict,
    Recommendation, Verdict, estimate, recommend,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::choices;
use crate::options::Options;
use crate::rows::{Outcome, Row};
use crate::scenario::Scenario;

/// Nominal coverage of all intervals.
pub(crate) const CONFIDENCE: f64 = 0.95;

/// Independence of the lists with its profile interval.
pub(crate) const INDEPENDENCE: &str = "independence";

/// The model with the lowest BIC, its profile interval taken as if the model had been known.
pub(crate) const PROFILE: &str = "bic-profile";

/// The recommended range.
pub(crate) const RANGE: &str = "range";

/// What every method says of a population.
pub(crate) fn rows(scenario: &Scenario, options: &Options, replicate: u64) -> Vec<Row> {
    let (table, seed) = drawn(scenario, options.seed, replicate);
    let row = |(method, outcome): (String, Outcome)| Row {
        scenario: scenario.name.to_owned(),
        plan: options.plan,
        seed: options.seed,
        replicate,
        observed: table.observed(),
        method,
        outcome,
    };
    let plan = RangePlan {
        replicates: options.plan.resampled,
        effective: options.plan.effective as f64,
        ..RangePlan::usual(CONFIDENCE, seed)
    };
    let (mut found, recommended) = answers(&table, &plan);
    if options.choices {
        found.extend(choices::of_intervals(&table, &plan, &recommended));
        found.extend(choices::of_two_ways(&recommended, table.observed() as f64));
    }
    if options.triples {
        found.extend(choices::of_triples(&table, &plan, &recommended).unwrap_or_default());
    }
    found.into_iter().map(row).collect()
}

/// A population's table and the seed for what is drawn in estimating it, whatever was drawn for others.
pub(crate) fn drawn(scenario: &Scenario, seed: u64, replicate: u64) -> (CaptureTable, u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(scenario.place() << 32 | replicate);
    let table = scenario.draw(&mut rng);
    (table, rng.random())
}

fn answers(table: &CaptureTable, plan: &RangePlan) -> (Vec<(String, Outcome)>, Recommendation) {
    let how = EstimatePlan {
        confidence: plan.confidence,
        derived: Vec::new(),
        populations_differ: false,
    };
    let finding = estimate(table, &how, &|_, _| {});
    let (independence, profile) = match &finding.verdict {
        Verdict::Estimated(estimated) => of_models(estimated),
        Verdict::Refused { reasons } => {
            let code = reasons.first().map_or("unknown", |reason| reason.code());
            let refused = Outcome::Refused(code.to_owned());
            (refused.clone(), refused)
        }
    };
    let recommended = recommend(table, &finding, &[], plan, &|_, _| {});
    let mut found = vec![
        (INDEPENDENCE.to_owned(), independence),
        (PROFILE.to_owned(), profile),
    ];
    found.extend(recommended.carriers.iter().map(of_carrier));
    found.push((RANGE.to_owned(), of_range(&recommended)));
    (found, recommended)
}

fn of_models(estimated: &Estimated) -> (Outcome, Outcome) {
    (of_model(&estimated.independence), of_model(&estimated.best))
}

fn of_model(model: &ModelFit) -> Outcome {
    match model.interval {
        Some(interval) => Outcome::Answers {
            centre: Some(model.total),
            lower: interval.lower,
            upper: interval.upper.unwrap_or(f64::INFINITY),
        },
        None => Outcome::Refused("no-interval".to_owned()),
    }
}

fn of_carrier(carrier: &Carrier) -> (String, Outcome) {
    let outcome = match &carrier.outcome {
        CarrierOutcome::Answers(answer) => Outcome::Answers {
            centre: Some(answer.centre),
            lower: answer.interval.lower,
            upper: answer.interval.upper.unwrap_or(f64::INFINITY),
        },
        CarrierOutcome::Refused { reason } => Outcome::Refused(reason.code().to_owned()),
    };
    (carrier.method.code().to_owned(), outcome)
}

fn of_range(recommended: &Recommendation) -> Outcome {
    match &recommended.verdict {
        RangeVerdict::Given { range, .. } => Outcome::Answers {
            centre: None,
            lower: range.lower,
            upper: range.upper.unwrap_or(f64::INFINITY),
        },
        RangeVerdict::Refused { reasons } => {
            let code = reasons.first().map_or("unknown", |reason| reason.code());
            Outcome::Refused(code.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use estimate::Method;

    use super::*;

    fn options(line: &str) -> Options {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::read(&arguments).unwrap()
    }

    #[test]
    fn populations_depend_on_seed_and_number_alone() {
        let indep4 = Scenario::named("indep4").unwrap();
        assert_eq!(drawn(indep4, 1, 7), drawn(indep4, 1, 7));
        assert_ne!(drawn(indep4, 1, 7), drawn(indep4, 1, 8));
        assert_ne!(drawn(indep4, 1, 7), drawn(indep4, 2, 7));
    }

    /// The alternative that takes the recommendation's own choices says what its carrier says, so that alternatives are
    /// compared with what is recommended and with nothing else.
    #[test]
    fn the_recommended_choice_is_among_the_alternatives() {
        let options = options("--resampled 60 --effective 50 --choices --scenario indep4");
        let rows = rows(options.scenarios[0], &options, 0);
        let outcome = |method: &str| {
            let row = rows.iter().find(|row| row.method == method);
            row.map(|row| row.outcome.clone()).unwrap()
        };
        assert_eq!(outcome("selection"), outcome("averaged-fit-percentile"));
        assert_eq!(outcome(RANGE), outcome("range, averaged-fit-percentile"));
        let two: Vec<Outcome> = Method::ALL
            .map(|method| outcome(&format!("range, no {}", method.code())))
            .to_vec();
        assert!(two.contains(&outcome(RANGE)), "two ways have both ends");
        assert!(rows.iter().all(|row| row.observed == rows[0].observed));
    }
}
