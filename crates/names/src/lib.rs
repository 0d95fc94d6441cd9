//! How a person's name is written in six languages and how likely two spellings are one name.

mod affix;
mod alphabet;
mod cleaning;
mod equivalents;
mod explanation;
mod fitted;
pub mod fitting;
mod folding;
mod frequencies;
mod keyboard;
pub mod levels;
mod likeness;
mod lookup;
mod prepared;
mod preparing;
mod roles;
mod weighing;
mod weights;

pub use explanation::{Agreement, Circumstance, ExplainedPart, Explanation, PartRole, explain};
pub use frequencies::Frequencies;
pub use levels::fold;
pub use lookup::{KEYS_VERSION, keys, prefix_keys, search_keys};
pub use prepared::Prepared;
pub use preparing::{Fields, prepare, prepare_fields};
pub use weighing::{Weight, weigh, weigh_if_above};
