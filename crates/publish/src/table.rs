//! Tables of plain values, for files.

use std::fmt;

use crate::{CountFigures, SectionFigures};

/// A table with a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is called, such as a sheet's name.
    pub name: String,
    /// Headings of the columns.
    pub header: Vec<String>,
    /// Rows, each as long as the heading.
    pub rows: Vec<Vec<Value>>,
}

/// One value of a table. Its `Debug` does not show texts, which may be names.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text as it is; whoever writes the file makes it safe for that format.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A number.
    Number(f64),
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Text(_) => f.write_str("Text(…)"),
            Self::Count(count) => write!(f, "Count({count})"),
            Self::Number(number) => write!(f, "Number({number})"),
        }
    }
}

/// Heading of the column with the number of people; matched tables are read again by it.
const COUNT_HEADING: &str = "count";

/// Tallies of people by lists, one table for each section: a column of 0 and 1 for each list, then `count`.
///
/// They can be read again as matched tables. Their headings are the lists' labels; what cannot be seen in a label shows
/// as U+FFFD.
pub fn overlaps_tables(figures: &CountFigures) -> Vec<Table> {
    figures.sections.iter().map(overlaps_table).collect()
}

fn overlaps_table(section: &SectionFigures) -> Table {
    let mut header: Vec<String> = section
        .lists
        .iter()
        .map(|list| locale::revealed(&list.label))
        .collect();
    header.push(COUNT_HEADING.to_owned());
    let rows = section.overlaps.iter().map(|overlap| {
        let on = |place| Value::Count(u64::from(overlap.lists.contains(&place)));
        let mut row: Vec<Value> = (0..section.lists.len()).map(on).collect();
        row.push(Value::Count(overlap.persons));
        row
    });
    let name = section.label.clone().unwrap_or_else(|| "overlaps".to_owned());
    Table {
        name,
        header,
        rows: rows.collect(),
    }
}
