//! One estimate of a card, by either method, or why there is none.

use serde::Serialize;

use crate::averaging::{AveragingPlan, AveragingRefusal, averaging_posterior};
use crate::card::CardPlan;
use crate::estimating::estimate;
use crate::finding::{EstimatePlan, Interval, Refusal, Verdict};
use crate::table::CaptureTable;

/// Confidence is brought into this range, where a quantile of a heavy tail is still a number worth reading.
const CONFIDENCE: (f64, f64) = (0.01, 0.9999);

/// What both methods say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcomes {
    /// By the log-linear model of lowest BIC, as [`crate::estimate`] finds it.
    pub best: Outcome,
    /// By averaging over decomposable graphs, as [`crate::average`] does.
    pub averaged: Outcome,
}

/// A figure, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// There is one.
    Figure(Figure),
    /// There is none.
    Refused {
        /// Why, at least one.
        reasons: Vec<Obstacle>,
    },
}

/// An estimated total, seen and unseen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The total: of the model of lowest BIC, or the median of the average. Not below the documented number.
    pub total: f64,
    /// Its interval, not below the documented number; `None` where the likelihood has none.
    pub interval: Option<Interval>,
    /// Whether the total was raised to the documented number: the lists that took part say that there are fewer people than
    /// all lists together name, and so contradict the others.
    pub below_documented: bool,
}

/// Why a figure is missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Obstacle {
    /// Why log-linear models give none.
    Models(Refusal),
    /// Why an average over graphs gives none.
    Averaging(AveragingRefusal),
    /// Why it was not tried.
    Work(TooManyToRepeat),
}

/// More lists than the estimate is repeated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename = "too-many-to-repeat")]
pub struct TooManyToRepeat {
    /// Lists that would take part.
    pub lists: usize,
    /// How many may.
    pub allowed: usize,
}

/// How a figure was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardMethod {
    /// The log-linear model of lowest BIC.
    LowestBic,
    /// The average over decomposable graphs.
    Averaged,
}

impl Outcome {
    /// The figure, if there is one.
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Refused { .. } => None,
        }
    }

    pub(crate) fn refused(reason: Obstacle) -> Self {
        Self::Refused {
            reasons: vec![reason],
        }
    }
}

impl Outcomes {
    /// Neither was tried.
    pub(crate) fn untried(lists: usize, allowed: usize) -> Self {
        let outcome = Outcome::refused(Obstacle::Work(TooManyToRepeat { lists, allowed }));
        Self {
            best: outcome.clone(),
            averaged: outcome,
        }
    }

    /// The methods with what they say.
    pub(crate) fn each(&self) -> [(CardMethod, &Outcome); 2] {
        [
            (CardMethod::LowestBic, &self.best),
            (CardMethod::Averaged, &self.averaged),
        ]
    }
}

impl Obstacle {
    /// The stable code that names this reason in messages and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Models(refusal) => refusal.code(),
            Self::Averaging(refusal) => refusal.code(),
            Self::Work(_) => "too-many-to-repeat",
        }
    }
}

/// Both methods with what they assume, for tables of lists that are no copies.
pub(crate) struct Methods {
    estimate: EstimatePlan,
    pub(crate) averaging: AveragingPlan,
    /// The population holds at least so many people.
    floor: f64,
}

impl Methods {
    pub(crate) fn new(plan: &CardPlan, documented: u64) -> Self {
        let confidence = plan.estimate.confidence;
        let confidence = if confidence.is_nan() {
            0.95
        } else {
            confidence.clamp(CONFIDENCE.0, CONFIDENCE.1)
        };
        Self {
            estimate: EstimatePlan {
                confidence,
                derived: Vec::new(),
                populations_differ: plan.estimate.populations_differ,
            },
            averaging: plan.averaging.clone(),
            floor: documented as f64,
        }
    }

    /// The same for a part of the population, of which neither its documented number nor a prior or a cap is declared.
    pub(crate) fn for_part(&self) -> Self {
        Self {
            estimate: self.estimate.clone(),
            averaging: AveragingPlan {
                delta: self.averaging.delta,
                saturated: self.averaging.saturated,
                ..AveragingPlan::open()
            },
            floor: 0.0,
        }
    }

    pub(crate) fn confidence(&self) -> f64 {
        self.estimate.confidence
    }

    /// Both methods on one table; averages of more than `most_averaged` lists are not made.
    pub(crate) fn both(&self, table: &CaptureTable, most_averaged: usize) -> Outcomes {
        let finding = estimate(table, &self.estimate, &|_, _| {});
        Outcomes {
            best: of_verdict(&finding.verdict, self.floor),
            averaged: self.averaged(table, &self.averaging, most_averaged),
        }
    }

    /// An average over graphs of the lists that hold somebody, of at most `most_averaged` of them.
    pub(crate) fn averaged(
        &self,
        table: &CaptureTable,
        plan: &AveragingPlan,
        most_averaged: usize,
    ) -> Outcome {
        if self.estimate.populations_differ {
            return Outcome::refused(Obstacle::Models(Refusal::PopulationsDiffer));
        }
        let filled: Vec<usize> = (0..table.n_lists())
            .filter(|list| table.list_size(*list) > 0)
            .collect();
        let Ok(table) = table.keep_lists(&filled) else {
            return Outcome::refused(Obstacle::Averaging(AveragingRefusal::NobodySeen));
        };
        let lists = table.n_lists();
        if lists > most_averaged {
            let allowed = most_averaged;
            return Outcome::refused(Obstacle::Work(TooManyToRepeat { lists, allowed }));
        }
        match averaging_posterior(&table, plan, &|_, _| {}) {
            Ok(posterior) => Outcome::Figure(Figure::raised(
                posterior.quantile(0.5),
                Some(posterior.interval(self.confidence())),
                self.floor,
            )),
            Err(refusal) => Outcome::refused(Obstacle::Averaging(refusal)),
        }
    }
}

impl Figure {
    /// A figure for a population that holds at least `floor` people.
    fn raised(total: f64, interval: Option<Interval>, floor: f64) -> Self {
        let raise = |interval: Interval| Interval {
            lower: interval.lower.max(floor),
            upper: interval
                .upper
                .filter(|upper| upper.is_finite())
                .map(|upper| upper.max(floor)),
        };
        Self {
            total: total.max(floor),
            interval: interval.filter(|interval| interval.lower.is_finite()).map(raise),
            below_documented: total < floor,
        }
    }
}

/// What a verdict says of a population that holds at least `floor` people.
pub(crate) fn of_verdict(verdict: &Verdict, floor: f64) -> Outcome {
    match verdict {
        Verdict::Estimated(estimated) => Outcome::Figure(Figure::raised(
            estimated.best.total,
            estimated.best.interval,
            floor,
        )),
        Verdict::Refused { reasons } => Outcome::Refused {
            reasons: reasons.iter().cloned().map(Obstacle::Models).collect(),
        },
    }
}
