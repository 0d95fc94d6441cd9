//! Says how many are on no list, or why that cannot be said.
//!
//! Knows no names: a table of overlaps comes in, a [`Finding`] goes out.

mod averaging;
mod cautions;
mod cells;
mod closed;
mod copies;
mod estimating;
mod face;
mod finding;
mod fit;
mod graphs;
mod model;
mod profile;
mod search;
mod table;

pub use averaging::{
    Averaged, AveragingPlan, AveragingRefusal, CurvePoint, GraphWeight, Moment, Posterior, Sensitivity,
    TotalPrior, Variant, average, averaging_sensitivity, posterior,
};
pub use closed::{chao, independence, lincoln_petersen};
pub use estimating::estimate;
pub use finding::{
    Caution, ChaoEstimate, EstimatePlan, Estimated, Finding, Interval, ModelFit, PairEstimate, Refusal,
    Verdict,
};
pub use graphs::{Graph, decomposable_graphs};
pub use table::{CaptureTable, TableError};
