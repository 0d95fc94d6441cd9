//! Says things in Kyrgyz, Russian and English.
//!
//! Every visible word of the program stands in `messages/LANGUAGE/*.ftl`; rooms hand over a [`Message`] and
//! only [`say`] makes words of it. The three languages have the same messages with the same arguments.

mod catalogue;
mod figure;
mod language;
mod message;
mod plain;

pub use catalogue::{has, ids, say};
pub use figure::{count, day, number};
pub use language::{Language, UnknownLanguage};
pub use message::{Argument, Message};
pub use plain::{is_hidden, plain, revealed};
