//! Says how many are on no list, or why that cannot be said.
//!
//! Knows no names: a table of overlaps comes in, a [`Finding`] goes out.

mod bootstrap;
mod bounding;
mod cautions;
mod cells;
mod closed;
mod cone;
mod copies;
mod estimating;
mod face;
mod family;
mod finding;
mod fit;
mod heterogeneity;
mod model;
mod newton;
mod profile;
mod search;
mod selection;
mod stepwise;
mod table;

pub use closed::{chao, independence, lincoln_petersen};
pub use estimating::estimate;
pub use family::{Family, FamilyPlan, ModelAverage, WeightedModel, family};
pub use finding::{
    Caution, ChaoEstimate, EstimatePlan, Estimated, Finding, Interval, ModelFit, PairEstimate, Refusal,
    Verdict,
};
pub use heterogeneity::{Heterogeneity, HeterogeneityFit, ListEffects, heterogeneity};
pub use selection::{ChosenModel, Resampling, Selected, SelectionPlan, SelectionRule, selected};
pub use stepwise::{Step, StepwiseFit, StepwisePlan, stepwise};
pub use table::{CaptureTable, TableError};
