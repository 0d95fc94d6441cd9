//! Agreement of names in levels: the door that record linkage stands on.
//!
//! [`read`] cleans a name and finds the roles of its words; [`compare`] says, part by part, on a ladder of
//! levels how well two names agree, and linkage learns what each level is worth from the lists themselves.

mod agreement;
mod distance;
mod ending;
mod key;
mod name;
mod nickname;
mod reading;
mod script;
mod sound;
mod word;

pub use agreement::{NameAgreement, NameLevel, PartLevel, compare};
pub use key::{Key, KeyKind, keys};
pub use name::{Gender, MAX_TOKENS, Name, Reading, Role, Token};
pub use reading::{NameParts, read};
pub use sound::fold;
