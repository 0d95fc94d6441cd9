//! Averages over all decomposable graphs: the exact posterior of the total (Madigan and York 1997).

mod averaged;
mod gamma;
mod panels;
mod posterior;
mod sensitivity;
mod survey;
mod tail;
mod weights;

use serde::Serialize;

use crate::averaging::posterior::Reach;
use crate::averaging::weights::Weights;
use crate::cells::Cells;
use crate::graphs::{FEWEST_LISTS, MOST_LISTS, graph_tree};
use crate::table::CaptureTable;

pub use averaged::{Averaged, CurvePoint, GraphWeight, Moment};
pub use posterior::Posterior;
pub use sensitivity::{Sensitivity, Variant, averaging_sensitivity};

/// Lowest delta, as a share of 2^-p; kappa is then at least 1/64, so that every quantile is a number.
const LOWEST_DELTA_SHARE: f64 = 1.0 / 64.0;

/// Highest delta.
const HIGHEST_DELTA: f64 = 1024.0;

/// Most people seen: log weights are then right to a hundredth, with a billion to 1e-5.
const MOST_PEOPLE: u64 = 1_000_000_000_000;

/// Smallest and largest shape and scale of a gamma prior.
const GAMMA: std::ops::RangeInclusive<f64> = 1e-9..=1e9;

/// How an average over graphs is to be made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AveragingPlan {
    /// Prior people in each cell; 2^-p (one person in all, on p lists) when not declared.
    pub delta: Option<f64>,
    /// What is believed of the total before looking.
    pub prior: TotalPrior,
    /// Whether the saturated graph takes part; the unseen are then known from the prior alone.
    pub saturated: bool,
    /// Fewest unseen people thought possible.
    pub fewest_unseen: u64,
    /// Largest total thought possible; none when not declared.
    pub cap: Option<u64>,
}

impl AveragingPlan {
    /// What is done unless something else is declared: every total from the people seen on, prior 1/N, 2^-p prior people
    /// in each cell, no saturated graph.
    pub fn open() -> Self {
        Self {
            delta: None,
            prior: TotalPrior::Reciprocal,
            saturated: false,
            fewest_unseen: 0,
            cap: None,
        }
    }

    /// What the R package dga (Lum, Johndrow and Ball 2015) does when asked for every integer up to ten times the people
    /// seen: 1 to 10 n unseen people, saturated graph in.
    pub fn as_dga(table: &CaptureTable) -> Self {
        Self {
            saturated: true,
            fewest_unseen: 1,
            cap: Some(table.observed().saturating_mul(11)),
            ..Self::open()
        }
    }
}

/// What is believed of the total N before looking.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "prior", rename_all = "kebab-case")]
pub enum TotalPrior {
    /// 1/N (Jeffreys 1961).
    Reciprocal,
    /// N is Poisson with a gamma-distributed mean: negative binomial, mean shape * scale.
    ///
    /// Madigan and York (1997) take shape 13.14 and scale 55.17 for their table of spina bifida.
    GammaPoisson {
        /// Shape, from 1e-9 to 1e9.
        shape: f64,
        /// Scale, from 1e-9 to 1e9.
        scale: f64,
    },
}

/// Why no average can be made.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum AveragingRefusal {
    /// Fewer than three lists: there is nothing to average over.
    #[error("{lists} lists; an average over graphs needs {FEWEST_LISTS}")]
    TooFewLists {
        /// Lists of the table.
        lists: usize,
    },
    /// More lists than all graphs are known for.
    #[error("{lists} lists; graphs are known for up to {allowed}")]
    TooManyLists {
        /// Lists of the table.
        lists: usize,
        /// How many can be averaged over.
        allowed: usize,
    },
    /// Nobody is on any list.
    #[error("nobody is on a list")]
    NobodySeen,
    /// So many people that weights would drown in rounding.
    #[error("{observed} people; up to {allowed} can be handled")]
    TooManyPeople {
        /// People seen.
        observed: u64,
        /// How many can be handled.
        allowed: u64,
    },
    /// A list is empty: it would say that it misses everybody.
    #[error("list {list} is empty")]
    EmptyList {
        /// The list.
        list: usize,
    },
    /// Nobody is on two lists: the total would be known from the prior alone.
    #[error("nobody is on two lists")]
    NoOverlap,
    /// Delta is too small, too large or no number.
    #[error("delta is not between {lowest} and {highest}")]
    DeltaOutside {
        /// Lowest delta for this many lists.
        lowest: f64,
        /// Highest delta.
        highest: f64,
    },
    /// A parameter of the prior is too small, too large or no number.
    #[error("a parameter of the prior is not between {lowest} and {highest}")]
    PriorOutside {
        /// Smallest shape and scale.
        lowest: f64,
        /// Highest shape and scale.
        highest: f64,
    },
    /// The largest total thought possible is below the smallest.
    #[error("the cap {cap} is below the smallest total thought possible, {smallest}")]
    CapBelowSmallest {
        /// The declared cap.
        cap: u64,
        /// People seen and the fewest unseen.
        smallest: u64,
    },
}

impl AveragingRefusal {
    /// Codes of all refusals.
    pub const ALL_CODES: &[&str] = &[
        "too-few-lists",
        "too-many-lists",
        "nobody-seen",
        "too-many-people",
        "empty-list",
        "no-overlap",
        "delta-outside",
        "prior-outside",
        "cap-below-smallest",
    ];

    /// The stable code that names this refusal in messages and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewLists { .. } => "too-few-lists",
            Self::TooManyLists { .. } => "too-many-lists",
            Self::NobodySeen => "nobody-seen",
            Self::TooManyPeople { .. } => "too-many-people",
            Self::EmptyList { .. } => "empty-list",
            Self::NoOverlap => "no-overlap",
            Self::DeltaOutside { .. } => "delta-outside",
            Self::PriorOutside { .. } => "prior-outside",
            Self::CapBelowSmallest { .. } => "cap-below-smallest",
        }
    }
}

/// Averages the total over all decomposable graphs, every number of unseen people counted.
///
/// Three to six lists; graphs are equally likely before looking. `progress` gets runs of numbers looked at and runs known; it is
/// called from the calling thread. The result depends on the arguments alone. Six lists cost under a second.
///
/// # Errors
/// When the table or the plan does not allow it; see [`AveragingRefusal`].
pub fn average(
    table: &CaptureTable,
    plan: &AveragingPlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Averaged, AveragingRefusal> {
    Ok(averaging_posterior(table, plan, progress)?.summary(plan))
}

/// The whole posterior, for probabilities and quantiles of one's own choice.
///
/// # Errors
/// As [`average`].
pub fn averaging_posterior(
    table: &CaptureTable,
    plan: &AveragingPlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Posterior, AveragingRefusal> {
    refuse_table(table)?;
    let delta = plan.delta_for(table.n_lists())?;
    if let TotalPrior::GammaPoisson { shape, scale } = plan.prior
        && !(GAMMA.contains(&shape) && GAMMA.contains(&scale))
    {
        return Err(AveragingRefusal::PriorOutside {
            lowest: *GAMMA.start(),
            highest: *GAMMA.end(),
        });
    }
    let observed = table.observed();
    let smallest = observed.saturating_add(plan.fewest_unseen);
    if let Some(cap) = plan.cap.filter(|cap| *cap < smallest) {
        return Err(AveragingRefusal::CapBelowSmallest { cap, smallest });
    }
    let too_many = AveragingRefusal::TooManyLists {
        lists: table.n_lists(),
        allowed: MOST_LISTS,
    };
    let (Some(tree), Some(cells)) = (graph_tree(table.n_lists()), Cells::of(table)) else {
        return Err(too_many);
    };
    let weights = Weights::new(&cells, tree, delta, plan.prior, plan.saturated);
    let reach = plan.reach(observed as f64);
    Ok(Posterior::new(
        weights,
        plan.fewest_unseen as f64,
        reach,
        progress,
    ))
}

fn refuse_table(table: &CaptureTable) -> Result<(), AveragingRefusal> {
    let lists = table.n_lists();
    if lists < FEWEST_LISTS {
        return Err(AveragingRefusal::TooFewLists { lists });
    }
    if lists > MOST_LISTS {
        return Err(AveragingRefusal::TooManyLists {
            lists,
            allowed: MOST_LISTS,
        });
    }
    if table.observed() == 0 {
        return Err(AveragingRefusal::NobodySeen);
    }
    if table.observed() > MOST_PEOPLE {
        return Err(AveragingRefusal::TooManyPeople {
            observed: table.observed(),
            allowed: MOST_PEOPLE,
        });
    }
    if let Some(list) = (0..lists).find(|list| table.list_size(*list) == 0) {
        return Err(AveragingRefusal::EmptyList { list });
    }
    if table.captures()[2..].iter().all(|people| *people == 0) {
        return Err(AveragingRefusal::NoOverlap);
    }
    Ok(())
}

impl AveragingPlan {
    /// Prior people in each cell, of the usual number or as declared.
    fn delta_for(&self, n_lists: usize) -> Result<f64, AveragingRefusal> {
        let usual = usual_delta(n_lists);
        let (lowest, highest) = (usual * LOWEST_DELTA_SHARE, HIGHEST_DELTA);
        let delta = self.delta.unwrap_or(usual);
        if delta >= lowest && delta <= highest {
            Ok(delta)
        } else {
            Err(AveragingRefusal::DeltaOutside { lowest, highest })
        }
    }

    /// How far to sum run by run: to the cap, to where a gamma prior has fallen by exp(-16,000), or to where weights fall as a
    /// power of n0 up to a millionth.
    fn reach(&self, observed: f64) -> Reach {
        let power_above = |number: f64| number.log2().ceil().exp2();
        let fewest = self.fewest_unseen as f64;
        match (self.cap, self.prior) {
            (Some(cap), _) => Reach::To(cap as f64 - observed),
            (None, TotalPrior::GammaPoisson { shape, scale }) => {
                Reach::To(power_above(16_384.0 * (observed + fewest + scale * (shape + 1.0)) + 16.0) - 1.0)
            }
            (None, TotalPrior::Reciprocal) => {
                Reach::Beyond(power_above(1_048_576.0 * (observed + fewest + 16.0).powi(2)))
            }
        }
    }
}

/// One prior person in all cells together.
fn usual_delta(n_lists: usize) -> f64 {
    0.5f64.powi(n_lists as i32)
}
