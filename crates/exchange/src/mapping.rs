//! Which column of a table says what.

use serde::{Deserialize, Serialize};

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The whole name.
    Name,
    /// Given name.
    Given,
    /// Surname.
    Surname,
    /// Father's name.
    Patronymic,
    /// Birth date or year.
    Birth,
    /// Age in years.
    Age,
    /// The day on which the age was true.
    AsOf,
    /// Sex.
    Sex,
    /// Place.
    Place,
    /// Date of the event that the list is about.
    Event,
    /// Telephone.
    Phone,
    /// Document number or its last characters.
    Document,
    /// Electronic mail.
    Email,
    /// Postal code.
    Postcode,
    /// Street address.
    Address,
    /// Trade or profession.
    Occupation,
    /// Who said it.
    Source,
    /// The list's own identifier of the report.
    OwnId,
    /// The list that the report belongs to.
    List,
    /// Read and left aside.
    Ignored,
}

/// Columns by heading, as found or as the user set them; saved and read as TOML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Heading, trimmed, as it stands in the file, and what the column says.
    pub columns: std::collections::BTreeMap<String, Column>,
}
