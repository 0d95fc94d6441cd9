//! What was unclear in a file, and where.

use serde::{Deserialize, Serialize};

/// Something a careful reader would want to ask about, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Warning {
    /// The file's name without its folder.
    pub file: String,
    /// The sheet's name, for workbooks.
    pub sheet: Option<String>,
    /// The row as a spreadsheet counts it; `None` when it is about the whole table.
    pub row: Option<u64>,
    /// The column's heading; `None` when it is about the whole row.
    pub column: Option<String>,
    /// What it is.
    pub kind: WarningKind,
}

/// What was unclear. Never carries a person's data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WarningKind {
    /// Day and month could be either way round.
    AmbiguousDate,
}

impl WarningKind {
    /// The stable code that names this kind in messages, `warning-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AmbiguousDate => "ambiguous-date",
        }
    }

    /// Arguments of the message, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::AmbiguousDate => Vec::new(),
        }
    }
}
