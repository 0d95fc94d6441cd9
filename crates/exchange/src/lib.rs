//! Reads and writes other people's files.
//!
//! Bytes nobody trusts come in; [`Table`]s of cells, then reports with warnings, go out. Nothing here opens
//! a path: callers hand over bytes. No row is dropped and no value is guessed without a [`Warning`].

mod archive;
mod cell;
mod columnar;
pub mod confined;
mod delimited;
mod encoding;
mod frequencies;
mod grid;
mod headings;
mod intake;
mod label;
mod limits;
mod mapping;
mod matched;
mod read_error;
mod reading;
mod sheet;
mod warning;
mod workbook;

pub use cell::{Cell, Row, Table};
pub use frequencies::read_frequencies;
pub use intake::{Intake, IntakeError, IntakePlan, read_lists};
pub use label::column_letter;
pub use limits::{Limits, Measure};
pub use mapping::{Column, Mapping, MappingError};
pub use matched::{MAX_LISTS, MatchedError, MatchedPlan, MatchedTable, read_matched};
pub use read_error::{FileKind, ReadError};
pub use reading::{ReadPlan, read_tables};
pub use sheet::{Sheet, Value, WriteError, guarded, write_csv, write_csv_rows, write_tsv, write_xlsx};
pub use warning::{Warning, WarningKind};
