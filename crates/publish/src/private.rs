//! Tables with names, for those who hold the lists anyway.

use std::collections::BTreeMap;
use std::fmt;

use locale::{Language, Message, has, say};

use crate::words::word;
use crate::{Table, Value};

/// One person with everything that the reports said. Its `Debug` shows nothing.
#[derive(Clone, PartialEq)]
pub struct PersonRow {
    /// Number of the person.
    pub person: usize,
    /// Reports about this person.
    pub reports: usize,
    /// Places of the lists this person is on.
    pub lists: Vec<usize>,
    /// Names as written.
    pub names: Vec<String>,
    /// Birth dates as written.
    pub births: Vec<String>,
    /// File, sheet and row of each report.
    pub origins: Vec<String>,
}

/// One pair of reports and how likely they are about one person. Its `Debug` shows nothing.
#[derive(Clone, PartialEq)]
pub struct PairRow {
    /// File, sheet and row of the first report.
    pub a_origin: String,
    /// File, sheet and row of the second report.
    pub b_origin: String,
    /// Name in the first report.
    pub a_name: String,
    /// Name in the second report.
    pub b_name: String,
    /// List of the first report.
    pub list_a: String,
    /// List of the second report.
    pub list_b: String,
    /// Number of the person that the first report was given to.
    pub person_a: usize,
    /// Number of the person that the second report was given to.
    pub person_b: usize,
    /// Probability that both reports are about one person.
    pub probability: f64,
    /// Total weight in bits.
    pub weight: f64,
    /// Codes of field and level, and the weight in bits.
    pub fields: Vec<(&'static str, &'static str, f64)>,
}

impl fmt::Debug for PersonRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonRow(…)")
    }
}

impl fmt::Debug for PairRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairRow(…)")
    }
}

/// Between several values of one person; no name or place has it.
const BETWEEN: &str = " | ";

/// Persons, one a row: number, reports, lists, a column of 0 and 1 for each list, names, births, places.
pub fn persons_table(rows: &[PersonRow], lists: &[String], language: Language) -> Table {
    let mut header = words(
        language,
        &["column-person", "column-reports", "column-number-of-lists"],
    );
    header.extend(lists.iter().cloned());
    header.extend(words(
        language,
        &["column-names", "column-births", "column-origins"],
    ));
    let rows = rows.iter().map(|row| person_values(row, lists.len())).collect();
    Table {
        name: word(language, "sheet-persons"),
        header,
        rows,
    }
}

fn person_values(row: &PersonRow, n_lists: usize) -> Vec<Value> {
    let on: Vec<bool> = (0..n_lists).map(|list| row.lists.contains(&list)).collect();
    let n_on = on.iter().filter(|on| **on).count();
    let mut values = vec![count(row.person), count(row.reports), count(n_on)];
    values.extend(on.into_iter().map(|on| Value::Count(u64::from(on))));
    values.extend([&row.names, &row.births, &row.origins].map(|texts| text(&texts.join(BETWEEN))));
    values
}

/// Pairs, one a row, with one column for the weight of each field that occurs, in order of first appearance.
pub fn pairs_table(rows: &[PairRow], language: Language) -> Table {
    let fields = fields_of(rows);
    let mut header = words(
        language,
        &[
            "column-person-a",
            "column-person-b",
            "column-probability",
            "column-weight",
            "column-list-a",
            "column-name-a",
            "column-origin-a",
            "column-list-b",
            "column-name-b",
            "column-origin-b",
            "column-agreement",
        ],
    );
    header.extend(fields.iter().map(|field| {
        say(
            language,
            &Message::new("column-field-weight").text("field", coded(language, "field", field)),
        )
    }));
    let rows = rows
        .iter()
        .map(|row| pair_values(row, &fields, language))
        .collect();
    Table {
        name: word(language, "sheet-pairs"),
        header,
        rows,
    }
}

fn fields_of(rows: &[PairRow]) -> Vec<&'static str> {
    let mut fields = Vec::new();
    for (field, _, _) in rows.iter().flat_map(|row| &row.fields) {
        if !fields.contains(field) {
            fields.push(*field);
        }
    }
    fields
}

fn pair_values(row: &PairRow, fields: &[&'static str], language: Language) -> Vec<Value> {
    let mut values = vec![
        count(row.person_a),
        count(row.person_b),
        Value::Number(row.probability),
        Value::Number(row.weight),
        text(&row.list_a),
        text(&row.a_name),
        text(&row.a_origin),
        text(&row.list_b),
        text(&row.b_name),
        text(&row.b_origin),
        text(&agreement(row, language)),
    ];
    let bits: BTreeMap<&str, f64> = row
        .fields
        .iter()
        .map(|(field, _, bits)| (*field, *bits))
        .collect();
    values.extend(
        fields
            .iter()
            .map(|field| bits.get(field).map_or(Value::Empty, |bits| Value::Number(*bits))),
    );
    values
}

fn agreement(row: &PairRow, language: Language) -> String {
    let said: Vec<String> = row
        .fields
        .iter()
        .map(|(field, level, _)| {
            format!(
                "{}: {}",
                coded(language, "field", field),
                coded(language, "level", level)
            )
        })
        .collect();
    said.join("; ")
}

/// The words for a code, or the code itself where there are none yet.
fn coded(language: Language, kind: &str, code: &str) -> String {
    let id = format!("{kind}-{code}");
    if has(language, &id) {
        word(language, &id)
    } else {
        code.to_owned()
    }
}

fn words(language: Language, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| word(language, id)).collect()
}

fn count(value: usize) -> Value {
    Value::Count(value as u64)
}

fn text(value: &str) -> Value {
    if value.is_empty() {
        Value::Empty
    } else {
        Value::Text(value.to_owned())
    }
}
