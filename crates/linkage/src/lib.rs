//! Decides which reports are about the same person and shows why.
//!
//! The way of a linkage: reports are read into rows of numbered values (`preparing`, `row`), blocks give the pairs
//! worth comparing (`keys`, `blocking`, `pairs`), of many pairs those are given up early that cannot weigh enough (`sketch`,
//! `sieve`), every other becomes a pattern of levels (`comparison`, `date`, `text`, `place`), the patterns teach what each level is
//! worth (`model`, `dependence`, `rarity`), pairs are weighed (`scoring`, `weighing`) and brought together into persons (`clustering`).
//! The result depends on what the reports say and on the plan alone, never on the order of the reports or on their ids.

mod blocking;
mod clustering;
mod comparison;
mod date;
mod dependence;
mod drawing;
pub mod evaluation;
mod expectation;
mod field;
mod forest;
mod gazetteer;
mod index;
mod judgement;
mod keys;
mod linking;
mod missing;
mod model;
mod pairs;
mod place;
mod preparing;
mod question;
mod rarity;
mod reliability;
mod reversal;
mod row;
mod scoring;
mod sieve;
mod sketch;
mod text;
mod threshold;
mod weighing;
mod weights;

pub use expectation::Expected;
pub use field::{FIELD_CODES, LEVEL_CODES};
pub use index::{Answer, Found, Index};
pub use judgement::{Contradicted, Contradiction, Judgement, Judgements, LEAST_ANSWERS, Learned, Verdict};
pub use linking::{LinkPlan, Linkage, Pair, Phase, link, link_judged};
pub use question::{Question, questions};
pub use reliability::Band;
pub use reversal::{Change, Reversal, reversal};
pub use threshold::{NoThreshold, Threshold};
pub use weighing::PAIRS_MEMORY;
pub use weights::{FieldWeight, FieldWeights};
