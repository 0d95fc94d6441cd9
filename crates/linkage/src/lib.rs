//! Decides which reports are about the same person and shows why.

mod linking;

pub use linking::{FieldWeight, LinkPlan, Linkage, Pair, Phase, Threshold};
