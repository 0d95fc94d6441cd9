//! Lists: many reports published together.

use serde::{Deserialize, Serialize};

/// Many reports published together by one publisher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// What users call the list: a file's name, a sheet's name, or a value of the list column.
    pub label: String,
}

/// A statement by the user that one list was copied, in whole or part, from another.
///
/// Both numbers are places in the same slice of [`List`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Derivation {
    /// The list that copied.
    pub derived: usize,
    /// The list that was copied from.
    pub from: usize,
}
