//! Reads and writes other people's files.
//!
//! Bytes nobody trusts come in; [`Table`]s of cells, then reports with warnings, go out. Nothing here opens
//! a path: callers hand over bytes. No row is dropped and no value is guessed without a [`Warning`].

mod cell;
mod intake;
mod mapping;
mod matched;
mod warning;

pub use cell::{Cell, Row, Table};
pub use intake::{Intake, IntakePlan};
pub use mapping::{Column, Mapping};
pub use matched::{MatchedPlan, MatchedTable};
pub use warning::{Warning, WarningKind};
