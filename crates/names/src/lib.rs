//! How a person's name is written in six languages and how likely two spellings are one name.
//!
//! The way of a name: [`read`] cleans it, finds the roles of its words and folds each word to a small
//! alphabet of sounds; [`keys`] gives what to look up likely spellings by; [`compare`] says, part by part,
//! how well two names agree. Nothing here decides that two people are one: a name is one piece of evidence.

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
pub use key::{KEYS_VERSION, Key, KeyKind, keys};
pub use name::{Gender, MAX_TOKENS, Name, Reading, Role, Token};
pub use reading::{NameParts, read};
pub use sound::fold;
