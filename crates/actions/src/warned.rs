//! Warnings brought together, so that a thousand alike are said once.

use std::collections::BTreeMap;

use exchange::Warning;
use publish::{Message, Table, Value};

use crate::worded;

/// Warnings of one kind about one column of one table.
#[derive(Clone, Debug, PartialEq)]
pub struct Warned {
    /// File, sheet and column, as far as the warning is about one.
    pub place: String,
    /// The rows, rising; empty when the warning is about the whole table.
    pub rows: Vec<u64>,
    /// How many warnings there were.
    pub times: u64,
    /// What it is.
    pub message: Message,
}

impl Warned {
    /// Brings warnings together, in order of place and kind, with headings as they stand in the files.
    ///
    /// For the user's own screen: the heading of a file without one may be a person.
    pub fn grouped(warnings: &[Warning]) -> Vec<Self> {
        Self::grouped_by(warnings, |warning| warning.column.clone())
    }

    /// The same for what is shared: a column is named by its letter, and not at all where no table has it.
    pub(crate) fn shareable(warnings: &[Warning], letters: &Letters) -> Vec<Self> {
        Self::grouped_by(warnings, |warning| letters.of(warning))
    }

    fn grouped_by(warnings: &[Warning], column: impl Fn(&Warning) -> Option<String>) -> Vec<Self> {
        let mut groups: BTreeMap<(String, String), Self> = BTreeMap::new();
        for warning in warnings {
            let (place, message) = (place(warning, column(warning).as_ref()), message(warning));
            let key = (place.clone(), format!("{message:?}"));
            let group = groups.entry(key).or_insert(Self {
                place,
                rows: Vec::new(),
                times: 0,
                message,
            });
            group.times += 1;
            group.rows.extend(warning.row);
        }
        let mut warned: Vec<Self> = groups.into_values().collect();
        for group in &mut warned {
            group.rows.sort_unstable();
            group.rows.dedup();
        }
        warned
    }
}

/// The letters of all columns, by file, sheet and heading.
pub(crate) struct Letters {
    letters: BTreeMap<(String, Option<String>, String), String>,
}

impl Letters {
    /// Letters the columns of all tables.
    pub(crate) fn of_tables(tables: &[exchange::Table]) -> Self {
        let mut letters = BTreeMap::new();
        for table in tables {
            for (place, heading) in table.header.iter().enumerate() {
                let key = (table.file.clone(), table.sheet.clone(), heading.clone());
                letters.insert(key, exchange::column_letter(place));
            }
        }
        Self { letters }
    }

    fn of(&self, warning: &Warning) -> Option<String> {
        let heading = warning.column.clone()?;
        let key = (warning.file.clone(), warning.sheet.clone(), heading);
        self.letters.get(&key).cloned()
    }
}

fn place(warning: &Warning, column: Option<&String>) -> String {
    let parts = [Some(&warning.file), warning.sheet.as_ref(), column];
    parts
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(": ")
}

fn message(warning: &Warning) -> Message {
    worded::message(format!("warning-{}", warning.kind.code()), warning.kind.args())
}

/// Every single warning with its place and code, in the order of the files.
pub(crate) fn table(warnings: &[Warning]) -> Table {
    let header = ["file", "sheet", "row", "column", "warning"];
    let text = |value: &Option<String>| value.clone().map_or(Value::Empty, Value::Text);
    let rows = warnings.iter().map(|warning| {
        vec![
            Value::Text(warning.file.clone()),
            text(&warning.sheet),
            warning.row.map_or(Value::Empty, Value::Count),
            text(&warning.column),
            Value::Text(warning.kind.code().to_owned()),
        ]
    });
    Table {
        name: "warnings".to_owned(),
        header: header.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
