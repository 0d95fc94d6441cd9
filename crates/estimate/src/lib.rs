//! Says how many are on no list, or why that cannot be said.
//!
//! Knows no names: a table of overlaps comes in, a [`Finding`] goes out.

mod cautions;
mod cells;
mod closed;
mod copies;
mod estimating;
mod face;
mod finding;
mod fit;
mod latent;
mod model;
mod profile;
mod search;
mod table;

pub use closed::{chao, independence, lincoln_petersen};
pub use estimating::estimate;
pub use finding::{
    Caution, ChaoEstimate, EstimatePlan, Estimated, Finding, Interval, ModelFit, PairEstimate, Refusal,
    Verdict,
};
pub use latent::{
    LatentCaution, LatentChain, LatentFinding, LatentPlan, LatentPosterior, LatentRefusal, LatentVerdict,
    Mixing, Mode, RatePrior, RatioBelief, latent_classes,
};
pub use table::{CaptureTable, TableError};
