//! Tables of cells, as read from a file and before anything is understood.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One table of a file: a CSV file is one, a workbook has one for each sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The file's name without its folder.
    pub file: String,
    /// The sheet's name, for workbooks.
    pub sheet: Option<String>,
    /// Column headings, trimmed; empty where the file has none.
    pub header: Vec<String>,
    /// Rows below the heading, wholly empty ones left out.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The row as a spreadsheet counts it: the first line of the file is 1.
    pub number: u64,
    /// Cells by column; never more than the heading has.
    pub cells: Vec<Cell>,
}

/// One cell. Its `Debug` does not show what it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing, or only blanks.
    Empty,
    /// Trimmed text.
    Text(String),
    /// A number that the file itself types as a number.
    Number(f64),
    /// True or false that the file itself types so.
    Bool(bool),
    /// A day that the file itself types as a date.
    Date(Date),
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Empty",
            Self::Text(_) => "Text(…)",
            Self::Number(_) => "Number(…)",
            Self::Bool(_) => "Bool(…)",
            Self::Date(_) => "Date(…)",
        })
    }
}
