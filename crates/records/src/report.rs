//! Reports: what one source said, once, about a person.

use std::fmt;
use std::sync::Arc;

use compact_str::CompactString;
use litemap::LiteMap;
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
    pub own_id: Option<Text>,
    /// The person's name as written.
    pub name: WrittenName,
    /// The person's sex as stated.
    pub sex: Option<Sex>,
    /// When the person was born.
    pub birth: Option<PartialDate>,
    /// When what the list is about happened.
    pub event: Option<PartialDate>,
    /// Place as written.
    pub place: Option<Text>,
    /// Who said it, as written.
    pub source: Option<Text>,
    /// Everything else that can tell two people apart.
    pub details: Details,
}

/// Text as written; up to 24 bytes of it take no room of their own.
pub type Text = CompactString;

/// Further details by kind, in the order of [`Detail`].
pub type Details = LiteMap<Detail, Text>;

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
    pub file: Arc<str>,
    /// The sheet's name, for workbooks.
    pub sheet: Option<Arc<str>>,
    /// The row as a spreadsheet counts it: the first line is 1.
    pub row: u64,
}

/// A name as written: whole, in parts, or both.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenName {
    /// The whole name in one field.
    pub full: Option<Text>,
    /// Given name.
    pub given: Option<Text>,
    /// Surname.
    pub surname: Option<Text>,
    /// Father's name in any form.
    pub patronymic: Option<Text>,
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
