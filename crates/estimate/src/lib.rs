//! Says how many are on no list, or why that cannot be said.
//!
//! Knows no names: a table of overlaps comes in, a [`Finding`] goes out.

mod finding;
mod table;

pub use finding::{
    Caution, ChaoEstimate, EstimatePlan, Estimated, Finding, Interval, ModelFit, PairEstimate, Refusal, Verdict,
};
pub use table::{CaptureTable, TableError};
