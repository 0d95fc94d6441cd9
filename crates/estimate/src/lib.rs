//! Says how many are on no list, or why that cannot be said.
//!
//! Knows no names: a table of overlaps comes in, a [`Finding`] goes out.

mod averaging;
mod bootstrap;
mod bounding;
mod card;
mod cautions;
mod cells;
mod closed;
mod cone;
mod copies;
mod coverage;
mod estimating;
mod face;
mod family;
mod finding;
mod fit;
mod frequencies;
mod graphs;
mod heterogeneity;
mod interaction;
mod latent;
mod model;
mod newton;
mod profile;
mod recommendation;
mod search;
mod selection;
mod stepwise;
mod strata;
mod table;

pub use averaging::{
    Averaged, AveragingPlan, AveragingRefusal, CurvePoint, GraphWeight, Moment, Posterior, Sensitivity,
    TotalPrior, Variant, average, averaging_posterior, averaging_sensitivity,
};
pub use card::{
    Assumption, Belief, CardMethod, CardPlan, Extreme, Extremes, Figure, Hidden, ListCard, Made, Merged,
    NoOdds, Obstacle, OddsRatio, Outcome, Outcomes, PairCard, Recovered, ReportCard, TooManyToRepeat,
    TotalBehind, Without, report_card,
};
pub use closed::{chao, independence, lincoln_petersen};
pub use coverage::{ClosedFormRefusal, Coverage, CoverageEstimate, sample_coverage};
pub use estimating::estimate;
pub use family::{Family, FamilyPlan, ModelAverage, WeightedModel, family};
pub use finding::{
    Caution, ChaoEstimate, EstimatePlan, Estimated, Finding, Interval, ModelFit, PairEstimate, Refusal,
    Verdict,
};
pub use frequencies::{FrequencyEstimate, chao_frequencies, chao_unequal_lists};
pub use graphs::{Graph, decomposable_graphs};
pub use heterogeneity::{Heterogeneity, HeterogeneityFit, ListEffects, heterogeneity};
pub use interaction::{NoInteraction, XiPoint, no_interaction};
pub use latent::{
    LatentCaution, LatentChain, LatentFinding, LatentPlan, LatentPosterior, LatentRefusal, LatentVerdict,
    Mixing, Mode, RatePrior, RatioBelief, latent_classes,
};
pub use recommendation::{
    Answer, Carrier, CarrierOutcome, CarrierRefusal, Method, N_POINTS, PooledRange, PooledWay, RangePlan,
    RangeVerdict, Recommendation, pooled_range, recommend,
};
pub use selection::{ChosenModel, Resampling, Selected, SelectionPlan, SelectionRule, selected};
pub use stepwise::{Step, StepwiseFit, StepwisePlan, stepwise};
pub use strata::{
    Combined, DrawEstimate, PoolPlan, Pooled, PooledSum, StratumFigure, StratumTotal, combine_draws, pool,
};
pub use table::{CaptureTable, TableError};
