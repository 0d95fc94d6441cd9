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
    /// Brings warnings together, in order of place and kind.
    pub fn grouped(warnings: &[Warning]) -> Vec<Self> {
        let mut groups: BTreeMap<(String, String), Self> = BTreeMap::new();
        for warning in warnings {
            let (place, message) = (place(warning), message(warning));
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

fn place(warning: &Warning) -> String {
    let parts = [
        Some(&warning.file),
        warning.sheet.as_ref(),
        warning.column.as_ref(),
    ];
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
