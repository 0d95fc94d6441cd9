//! Agreement of names in levels: the door that record linkage stands on.
//!
//! [`read`] cleans a name and finds the roles of its words; [`compare`] says, part by part, on a ladder of
//! levels how well two names agree, and linkage learns what each level is worth from the lists themselves.

mod agreement;
mod distance;
mod ending;
mod gist;
mod key;
mod lexicon;
mod name;
mod nickname;
mod reading;
mod script;
mod shape;
mod sound;
mod word;

pub use agreement::{NameAgreement, NameLevel, PartLevel, compare};
pub use gist::{Gist, may_agree, most_agreeing};
pub use key::{Key, KeyKind, keys};
pub use lexicon::{CodedName, Coder, Lexicon, Memo};
pub use name::{Gender, MAX_TOKENS, Name, Reading, Role, Token};
pub use reading::{NameField, NameFields, NameParts, read, read_fields};
pub use sound::fold;
