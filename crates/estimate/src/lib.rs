//! Says how many are on no list, or why that cannot be said.
//!
//! Knows no names: a table of overlaps comes in, a [`Finding`] goes out.

mod averaging;
mod cautions;
mod cells;
mod closed;
mod copies;
mod coverage;
mod estimating;
mod face;
mod finding;
mod fit;
mod frequencies;
mod graphs;
mod interaction;
mod latent;
mod model;
mod profile;
mod search;
mod table;

pub use averaging::{
    Averaged, AveragingPlan, AveragingRefusal, CurvePoint, GraphWeight, Moment, Posterior, Sensitivity,
    TotalPrior, Variant, average, averaging_posterior, averaging_sensitivity,
};
pub use closed::{chao, independence, lincoln_petersen};
pub use coverage::{ClosedFormRefusal, Coverage, CoverageEstimate, sample_coverage};
pub use estimating::estimate;
pub use finding::{
    Caution, ChaoEstimate, EstimatePlan, Estimated, Finding, Interval, ModelFit, PairEstimate, Refusal,
    Verdict,
};
pub use frequencies::{FrequencyEstimate, chao_frequencies, chao_unequal_lists};
pub use graphs::{Graph, decomposable_graphs};
pub use interaction::{NoInteraction, XiPoint, no_interaction};
pub use latent::{
    LatentCaution, LatentChain, LatentFinding, LatentPlan, LatentPosterior, LatentRefusal, LatentVerdict,
    Mixing, Mode, RatePrior, RatioBelief, latent_classes,
};
pub use table::{CaptureTable, TableError};
