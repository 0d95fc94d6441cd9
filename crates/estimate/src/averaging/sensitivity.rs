//! How much an average over graphs owes to what was assumed before looking.

use serde::Serialize;

use crate::averaging::{
    AveragingPlan, AveragingRefusal, HIGHEST_DELTA, Moment, TotalPrior, averaging_posterior, usual_delta,
};
use crate::finding::Interval;
use crate::table::CaptureTable;

/// Prior people in each cell that are tried beside 2^-p: 1/4, 1/2, 2, 4, ... times as many, up to 1.
const LOWEST_SHARE: f64 = 0.25;

/// Caps that are tried, in people seen.
const CAPS: [u64; 3] = [10, 30, 1000];

/// The same table under other assumptions; each variant differs from the plan in one of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sensitivity {
    /// Other numbers of prior people, rising.
    pub deltas: Vec<Variant>,
    /// The plan with the saturated graph in and out.
    pub saturated: Vec<Variant>,
    /// 1/N and a gamma-Poisson prior around the plan's median, as wide as half of it.
    pub priors: Vec<Variant>,
    /// Totals of at most 10, 30 and 1,000 times the people seen.
    pub caps: Vec<Variant>,
}

/// An average under one set of assumptions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variant {
    /// The assumptions.
    pub plan: AveragingPlan,
    /// Smallest total whose cumulative probability is at least a half.
    pub median: f64,
    /// The central 95% interval.
    pub interval: Interval,
    /// Mean of the total.
    pub mean: Moment,
    /// The tail exponent, as of an average.
    pub kappa: Option<f64>,
}

/// Repeats an average with other numbers of prior people, with and without the saturated graph, with other priors and caps.
///
/// Costs some twenty averages. `progress` gets averages made and averages to make; it is called from the calling thread.
///
/// # Errors
/// As [`crate::average`].
pub fn averaging_sensitivity(
    table: &CaptureTable,
    plan: &AveragingPlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Sensitivity, AveragingRefusal> {
    let first = Variant::of(table, plan)?;
    let plans = [
        delta_plans(table.n_lists(), plan),
        [false, true]
            .map(|saturated| AveragingPlan {
                saturated,
                ..plan.clone()
            })
            .to_vec(),
        prior_plans(first.median, plan),
        cap_plans(table, plan),
    ];
    let to_make = 1 + plans.iter().map(Vec::len).sum::<usize>() as u64;
    let mut made = 1;
    let mut groups = Vec::new();
    for group in plans {
        let mut variants = Vec::new();
        for plan in group {
            progress(made, to_make);
            variants.push(Variant::of(table, &plan)?);
            made += 1;
        }
        groups.push(variants);
    }
    progress(made, to_make);
    let mut groups = groups.into_iter();
    let mut next = || groups.next().unwrap_or_default();
    Ok(Sensitivity {
        deltas: next(),
        saturated: next(),
        priors: next(),
        caps: next(),
    })
}

impl Variant {
    fn of(table: &CaptureTable, plan: &AveragingPlan) -> Result<Self, AveragingRefusal> {
        let posterior = averaging_posterior(table, plan, &|_, _| {})?;
        Ok(Self {
            plan: plan.clone(),
            median: posterior.quantile(0.5),
            interval: posterior.interval(0.95),
            mean: posterior.moments().0,
            kappa: posterior.kappa(plan),
        })
    }
}

fn delta_plans(n_lists: usize, plan: &AveragingPlan) -> Vec<AveragingPlan> {
    let mut plans = Vec::new();
    let mut delta = usual_delta(n_lists) * LOWEST_SHARE;
    while delta <= f64::min(1.0, HIGHEST_DELTA) {
        plans.push(AveragingPlan {
            delta: Some(delta),
            ..plan.clone()
        });
        delta *= 2.0;
    }
    plans
}

/// A gamma prior of shape 4 has a standard deviation of half its mean.
fn prior_plans(median: f64, plan: &AveragingPlan) -> Vec<AveragingPlan> {
    let around = TotalPrior::GammaPoisson {
        shape: 4.0,
        scale: (median / 4.0).clamp(1e-3, 1e9),
    };
    let with = |prior| AveragingPlan {
        prior,
        ..plan.clone()
    };
    vec![with(TotalPrior::Reciprocal), with(around)]
}

fn cap_plans(table: &CaptureTable, plan: &AveragingPlan) -> Vec<AveragingPlan> {
    let smallest = table.observed().saturating_add(plan.fewest_unseen);
    let with = |times: u64| AveragingPlan {
        cap: Some(table.observed().saturating_mul(1 + times).max(smallest)),
        ..plan.clone()
    };
    CAPS.map(with).to_vec()
}
