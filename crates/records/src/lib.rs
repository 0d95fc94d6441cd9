//! The words of the work as types: reports, lists, partial dates, populations, standards of proof.
//!
//! Nothing here reads a file, knows a database or a language of the screen. A value that came from a
//! person's life has no `Display`, and its `Debug` shows only where it stands, never what it says.

mod date;
mod list;
mod population;
mod report;

pub use date::{DateReading, DateSpan, PartialDate, UnreadableDate};
pub use list::{Derivation, List};
pub use population::{Population, Standard};
pub use report::{Detail, Details, Origin, Report, Sex, Text, WrittenName};
