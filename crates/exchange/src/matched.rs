//! Matched tables: a row a person, a column a list; or a tally with a count column.

use std::collections::BTreeMap;

/// How tables are to be understood as matched ones.
#[derive(Clone, Debug)]
pub struct MatchedPlan {
    /// Headings of the list columns; when empty, columns that say only yes, no or unknown are lists.
    pub lists: Vec<String>,
}

/// How many people are on which lists, from one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedTable {
    /// File, or file and sheet, that the table came from.
    pub label: String,
    /// Headings of the lists, in order of column, at most 63.
    pub lists: Vec<String>,
    /// People by history: bit `i` is set when the person is on list `i`. Never holds history 0.
    pub counts: BTreeMap<u64, u64>,
    /// People whose row puts them on none of the lists; not part of `counts`.
    pub on_none: u64,
}
