//! The average over graphs under other assumptions.

use serde::Serialize;

use crate::averaging::{AveragingPlan, AveragingRefusal};
use crate::card::outcome::{Methods, Obstacle, Outcome};
use crate::card::{Steps, Used};

/// Most lists that are averaged over for the table as it is: all that graphs are known for.
const MOST_AVERAGED: usize = 6;

/// What the average says under one set of assumptions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Belief {
    /// What was changed.
    pub assumption: Assumption,
    /// The whole set.
    pub plan: AveragingPlan,
    /// What the average then says.
    pub outcome: Outcome,
}

/// What an average assumes before looking, beside the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assumption {
    /// The plan as it is.
    AsPlanned,
    /// Half as many prior people in each cell.
    HalfDelta,
    /// Twice as many.
    TwiceDelta,
    /// The saturated graph in where the plan leaves it out, and out where the plan has it in.
    OtherSaturation,
}

impl Assumption {
    /// All of them, in the order of a card.
    pub const ALL: [Self; 4] = [
        Self::AsPlanned,
        Self::HalfDelta,
        Self::TwiceDelta,
        Self::OtherSaturation,
    ];

    fn change(self, plan: &AveragingPlan, n_lists: usize) -> AveragingPlan {
        let delta = plan.delta.unwrap_or(0.5f64.powi(n_lists as i32));
        let (delta, saturated) = match self {
            Self::AsPlanned => (plan.delta, plan.saturated),
            Self::HalfDelta => (Some(delta / 2.0), plan.saturated),
            Self::TwiceDelta => (Some(delta * 2.0), plan.saturated),
            Self::OtherSaturation => (plan.delta, !plan.saturated),
        };
        AveragingPlan {
            delta,
            saturated,
            ..plan.clone()
        }
    }
}

/// The average under all assumptions; the first is the plan's own.
pub(crate) fn beliefs(used: &Used, methods: &Methods, steps: &mut Steps<'_>) -> Vec<Belief> {
    let belief = |assumption: Assumption| {
        let plan = assumption.change(&methods.averaging, used.lists.len());
        let outcome = match &used.table {
            Some(table) => methods.averaged(table, &plan, MOST_AVERAGED),
            None => Outcome::refused(Obstacle::Averaging(AveragingRefusal::NobodySeen)),
        };
        steps.done();
        Belief {
            assumption,
            plan,
            outcome,
        }
    };
    Assumption::ALL.map(belief).to_vec()
}
