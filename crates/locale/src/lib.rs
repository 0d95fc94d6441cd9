//! Says things in Kyrgyz, Russian and English.

mod language;
mod message;

pub use language::{Language, UnknownLanguage};
pub use message::{Argument, Message};
