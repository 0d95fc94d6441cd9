//! The range that can be defended: what three different ways of counting say together, or why nothing can be said.
//!
//! Each way believes something else that no table can prove, so the range is the hull of their intervals and needs at least two
//! of them. Where the links between reports are in doubt, each way answers for a mixture of tables drawn from that doubt.

mod averaging;
mod latent;
mod mixture;
mod pooling;
mod selection;

use serde::Serialize;

use crate::finding::{Finding, Interval, Refusal, Verdict};
use crate::latent::LatentCaution;
use crate::selection::MOST_LISTS_STEPWISE;
use crate::table::CaptureTable;

pub use mixture::N_POINTS;
pub use pooling::{PooledRange, PooledWay, pooled_range};

/// Fewest people on two or more lists; below, whatever is printed rests on a handful of people.
const FEWEST_ON_TWO: u64 = 10;

/// Fewest ways that must answer.
const FEWEST_METHODS: usize = 2;

/// Most lists that two ways can take together: averaging takes six.
const MOST_LISTS: usize = MOST_LISTS_STEPWISE;

/// Reports of progress for each way.
const STEPS: u64 = 1_000;

/// How the range is to be found.
#[derive(Clone, Debug)]
pub struct RangePlan {
    /// Confidence of the intervals, such as 0.95.
    pub confidence: f64,
    /// The ways that are to be tried, each once; the range needs two that answer.
    pub methods: Vec<Method>,
    /// Tables resampled for [`Method::Selection`], all draws together.
    pub replicates: u64,
    /// Effective draws wanted of [`Method::LatentClasses`].
    pub effective: f64,
    /// What the user said of the lists that forbids an answer, such as that they are about different times.
    pub stated: Vec<Refusal>,
    /// Seed of every random number.
    pub seed: u64,
}

impl RangePlan {
    /// All three ways, 1,000 resampled tables, 1,000 effective draws.
    pub fn usual(confidence: f64, seed: u64) -> Self {
        Self {
            confidence,
            methods: Method::ALL.to_vec(),
            replicates: 1_000,
            effective: 1_000.0,
            stated: Vec::new(),
            seed,
        }
    }
}

/// A way of going from overlaps to a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The log-linear model with the lowest BIC, chosen again on every resampled table (Silverman, Chan and Vincent 2024): assumes
    /// that all lists together do not depend on each other beyond what fewer of them show.
    Selection,
    /// The average over decomposable graphs without the saturated one, 2^-p prior people in each cell (Madigan and York 1997).
    Averaging,
    /// Latent classes, within which lists are independent (Manrique-Vallier 2016).
    LatentClasses,
}

impl Method {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Selection, Self::Averaging, Self::LatentClasses];

    /// The stable code that names this way in messages, on the command line and in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Selection => "selection",
            Self::Averaging => "averaging",
            Self::LatentClasses => "latent-classes",
        }
    }
}

/// The range, who carries it, and what each way says.
#[derive(Clone, Debug, Serialize)]
pub struct Recommendation {
    /// The range or why there is none.
    pub verdict: RangeVerdict,
    /// What each way that was tried says, in the order of the plan; empty when the lists themselves forbid an answer.
    pub carriers: Vec<Carrier>,
    /// Tables drawn from the doubt of linkage; 0 when links are certain.
    pub n_draws: usize,
    /// Different tables among them.
    pub n_tables: usize,
}

/// The range or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum RangeVerdict {
    /// There is one.
    Given {
        /// Hull of the intervals of all ways that answer, not below the documented number.
        range: Interval,
        /// The way with the lowest lower end.
        lower_by: Method,
        /// The way with the highest upper end.
        upper_by: Method,
    },
    /// There is none.
    Refused {
        /// Why, most important first, at least one.
        reasons: Vec<Refusal>,
    },
}

/// One way and what it says.
#[derive(Clone, Debug, Serialize)]
pub struct Carrier {
    /// The way.
    pub method: Method,
    /// What it says, or why it says nothing.
    #[serde(flatten)]
    pub outcome: CarrierOutcome,
}

/// What a way says, or why it says nothing.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CarrierOutcome {
    /// It answers.
    Answers(Answer),
    /// It does not.
    Refused {
        /// Why.
        reason: CarrierRefusal,
    },
}

/// What one way says of the total, people on lists and on none together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The chosen model's total, or the median of the posterior; of several tables the median of their mixture.
    pub centre: f64,
    /// Interval at the plan's confidence.
    pub interval: Interval,
    /// Equally likely totals, rising, [`N_POINTS`] of them: quantiles of the posterior or of the confidence distribution.
    #[serde(skip)]
    pub points: Vec<f64>,
    /// Share of the variance of ln N that the doubt of linkage brings, 0 to 1; `None` when links are certain.
    pub from_linkage: Option<f64>,
    /// Tables of the draws that could be used, where links are in doubt, and tables tried.
    pub tables: (usize, usize),
    /// Whether the posterior mean is infinite: single figures of this way then mean little, quantiles still hold.
    pub mean_is_infinite: bool,
    /// What must be told beside the figures of latent classes.
    pub cautions: Vec<LatentCaution>,
}

/// Why a way says nothing of a table on which another may answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum CarrierRefusal {
    /// More lists than this way can take.
    TooManyLists {
        /// Usable lists.
        usable: usize,
        /// How many it takes.
        allowed: usize,
    },
    /// More people than this way can take.
    TooManyPeople {
        /// How many it takes.
        allowed: u64,
    },
    /// The table does not determine the total.
    NotIdentifiable,
    /// Too many resampled tables determine no total, so that there is no upper end.
    NoUpperEnd {
        /// Share of the resampled tables.
        share: f64,
    },
    /// Even the model of lowest BIC does not fit the table.
    PoorFit {
        /// Chance of so bad a fit or a worse one, if the model were right.
        chance: f64,
    },
    /// Chains of latent classes did not agree.
    Unconverged {
        /// Split R-hat of ln N.
        r_hat: f64,
        /// Effective draws.
        effective: f64,
    },
    /// The declared cap of latent classes decides the figure.
    Cap {
        /// Share of sweeps that ran into it.
        share: f64,
    },
    /// The plan is out of bounds.
    Plan,
}

impl CarrierRefusal {
    /// Codes of all refusals.
    pub const ALL_CODES: &[&str] = &[
        "too-many-lists",
        "too-many-people",
        "not-identifiable",
        "no-upper-end",
        "poor-fit",
        "unconverged",
        "cap",
        "plan",
    ];

    /// The stable code that names this refusal in messages, `carrier-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooManyLists { .. } => "too-many-lists",
            Self::TooManyPeople { .. } => "too-many-people",
            Self::NotIdentifiable => "not-identifiable",
            Self::NoUpperEnd { .. } => "no-upper-end",
            Self::PoorFit { .. } => "poor-fit",
            Self::Unconverged { .. } => "unconverged",
            Self::Cap { .. } => "cap",
            Self::Plan => "plan",
        }
    }
}

/// The tables that every way answers for: the one table where links are certain, or the different ones among the draws.
pub(crate) struct Tables {
    /// Tables of the used lists, and how often each was drawn; at least one.
    of_draw: Vec<CaptureTable>,
    in_doubt: bool,
}

impl Tables {
    /// The first so many draws as different tables with the share of each, in the order in which they first come.
    fn shares(&self, most_draws: usize) -> Vec<(&CaptureTable, f64)> {
        let drawn = &self.of_draw[..self.of_draw.len().min(most_draws)];
        let mut shares: Vec<(&CaptureTable, f64)> = Vec::new();
        for table in drawn {
            match shares.iter_mut().find(|(known, _)| *known == table) {
                Some((_, share)) => *share += 1.0 / drawn.len() as f64,
                None => shares.push((table, 1.0 / drawn.len() as f64)),
            }
        }
        shares
    }
}

/// Says in what range the total lies, or why that cannot be said.
///
/// `finding` is what [`estimate`](crate::estimate()) says of `table`; it names the lists that take part. `draws` are tables of the
/// same lists, drawn from the doubt of linkage; none when links are certain, and equal ones give what the one table gives. A draw
/// with another number of lists is left out. `progress` gets steps done and steps in all, from the calling thread. The result
/// depends on the arguments alone.
pub fn recommend(
    table: &CaptureTable,
    finding: &Finding,
    draws: &[CaptureTable],
    plan: &RangePlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Recommendation {
    let reasons = refusals(table, finding, plan);
    let tables = used_tables(table, &finding.used, draws);
    let (Some(tables), true) = (&tables, reasons.is_empty()) else {
        return Recommendation {
            verdict: RangeVerdict::Refused { reasons },
            carriers: Vec::new(),
            n_draws: draws.len(),
            n_tables: 0,
        };
    };
    let all = STEPS * plan.methods.len() as u64;
    let carriers: Vec<Carrier> = (0u64..)
        .zip(&plan.methods)
        .map(|(place, method)| {
            let told = |done: u64, of: u64| {
                let part = (done as f64 / of.max(1) as f64 * STEPS as f64) as u64;
                progress(place * STEPS + part.min(STEPS), all);
            };
            let outcome = match method {
                Method::Selection => selection::answer(tables, plan, &told),
                Method::Averaging => averaging::answer(tables, plan, &told),
                Method::LatentClasses => latent::answer(tables, plan, &told),
            };
            let outcome = match outcome {
                Ok(answer) => CarrierOutcome::Answers(answer),
                Err(reason) => CarrierOutcome::Refused { reason },
            };
            let method = *method;
            Carrier { method, outcome }
        })
        .collect();
    progress(all, all);
    Recommendation {
        verdict: hull(&carriers, finding.observed as f64),
        carriers,
        n_draws: if tables.in_doubt { tables.of_draw.len() } else { 0 },
        n_tables: tables.shares(usize::MAX).len(),
    }
}

/// Reasons that need no further model.
fn refusals(table: &CaptureTable, finding: &Finding, plan: &RangePlan) -> Vec<Refusal> {
    let mut reasons = plan.stated.clone();
    if let Verdict::Refused { reasons: found } = &finding.verdict {
        // A table on which log-linear models fail is left to the other ways; how many lists are too many is said below.
        let others_may =
            |reason: &&Refusal| !matches!(reason, Refusal::NotIdentifiable | Refusal::TooManyLists { .. });
        reasons.extend(found.iter().filter(others_may).cloned());
    }
    if finding.used.len() > MOST_LISTS {
        reasons.push(Refusal::TooManyLists {
            usable: finding.used.len(),
            allowed: MOST_LISTS,
        });
    }
    let kept = table.keep_lists(&finding.used).map(|kept| kept.captures());
    let people: u64 = kept.map_or(0, |captures| captures.iter().skip(2).sum());
    let overlap_is_judged = reasons
        .iter()
        .any(|reason| matches!(reason, Refusal::NoOverlap | Refusal::FewerThanThreeLists { .. }));
    if people < FEWEST_ON_TWO && !overlap_is_judged {
        reasons.push(Refusal::FewOnTwoLists {
            people,
            needed: FEWEST_ON_TWO,
        });
    }
    reasons
}

/// The largest share of tables without a total that a way can bear: more of them would lie above the upper end of its interval.
fn most_lost(plan: &RangePlan) -> f64 {
    (1.0 - plan.confidence) / 2.0
}

/// The tables of the lists that take part.
fn used_tables(table: &CaptureTable, used: &[usize], draws: &[CaptureTable]) -> Option<Tables> {
    let point = table.keep_lists(used).ok()?;
    let sound = draws
        .iter()
        .filter(|draw| draw.n_lists() == table.n_lists())
        .filter_map(|draw| draw.keep_lists(used).ok());
    let drawn: Vec<CaptureTable> = sound.collect();
    let in_doubt = drawn.iter().any(|draw| *draw != point);
    Some(Tables {
        of_draw: if in_doubt { drawn } else { vec![point] },
        in_doubt,
    })
}

/// The hull of all intervals.
fn hull(carriers: &[Carrier], observed: f64) -> RangeVerdict {
    let answers: Vec<(Method, f64, f64)> = carriers
        .iter()
        .filter_map(|carrier| match &carrier.outcome {
            CarrierOutcome::Answers(answer) => {
                Some((carrier.method, answer.interval.lower, answer.interval.upper?))
            }
            CarrierOutcome::Refused { .. } => None,
        })
        .collect();
    let lowest = answers.iter().min_by(|one, other| one.1.total_cmp(&other.1));
    // Of equals the first carries.
    let highest = answers
        .iter()
        .rev()
        .max_by(|one, other| one.2.total_cmp(&other.2));
    match (lowest, highest) {
        (Some(lowest), Some(highest)) if answers.len() >= FEWEST_METHODS => RangeVerdict::Given {
            range: Interval {
                lower: lowest.1.max(observed),
                upper: Some(highest.2.max(observed)),
            },
            lower_by: lowest.0,
            upper_by: highest.0,
        },
        _ => RangeVerdict::Refused {
            reasons: vec![Refusal::FewMethods {
                tried: carriers.len(),
                remaining: answers.len(),
                needed: FEWEST_METHODS,
            }],
        },
    }
}
