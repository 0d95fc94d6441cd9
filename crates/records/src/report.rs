//! Reports: what one source said, once, about a person.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::PartialDate;

/// What one source said, once, about a named or unnamed person. Never changed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Where the report was read.
    pub origin: Origin,
    /// Place of the report's list in the slice of lists it came with.
    pub list: usize,
    /// The identifier the list itself gives this report.
    pub own_id: Option<String>,
    /// The person's name as written.
    pub name: WrittenName,
    /// The person's sex as stated.
    pub sex: Option<Sex>,
    /// When the person was born.
    pub birth: Option<PartialDate>,
    /// When what the list is about happened.
    pub event: Option<PartialDate>,
    /// Place as written.
    pub place: Option<String>,
    /// Who said it, as written.
    pub source: Option<String>,
    /// Everything else that can tell two people apart.
    pub details: Details,
}

/// Further details by kind, in the order of [`Detail`].
pub type Details = BTreeMap<Detail, String>;

/// Kinds of further detail that help to tell two people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// A telephone number.
    Phone,
    /// A document number or its last characters.
    Document,
    /// An electronic mail address.
    Email,
    /// A postal code.
    Postcode,
    /// A street address.
    Address,
    /// A trade or profession.
    Occupation,
}

/// A file, sheet and row that a value came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The file's name without its folder.
    pub file: String,
    /// The sheet's name, for workbooks.
    pub sheet: Option<String>,
    /// The row as a spreadsheet counts it: the first line is 1.
    pub row: u64,
}

/// A name as written: whole, in parts, or both.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenName {
    /// The whole name in one field.
    pub full: Option<String>,
    /// Given name.
    pub given: Option<String>,
    /// Surname.
    pub surname: Option<String>,
    /// Father's name in any form.
    pub patronymic: Option<String>,
}

impl WrittenName {
    /// Says whether nothing at all is written.
    pub fn is_empty(&self) -> bool {
        [&self.full, &self.given, &self.surname, &self.patronymic]
            .iter()
            .all(|part| part.is_none())
    }
}

/// Sex as stated by a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Report({:?})", self.origin)
    }
}

impl fmt::Debug for WrittenName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WrittenName(…)")
    }
}
