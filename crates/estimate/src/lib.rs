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
mod heterogeneity;
mod model;
mod newton;
mod profile;
mod search;
mod table;

pub use closed::{chao, independence, lincoln_petersen};
pub use estimating::estimate;
pub use finding::{
    Caution, ChaoEstimate, EstimatePlan, Estimated, Finding, Interval, ModelFit, PairEstimate, Refusal,
    Verdict,
};
pub use heterogeneity::{Heterogeneity, HeterogeneityFit, ListEffects, heterogeneity};
pub use table::{CaptureTable, TableError};
