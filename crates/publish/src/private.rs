//! Tables with names, for those who hold the lists anyway.

use std::collections::BTreeMap;
use std::fmt;

use locale::{Language, Message, say};

use crate::evidence::{PairEvidence, ReportShown, coded, headed, reasons, shown_fields, shown_value};
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
    /// Why, in words.
    pub reason: String,
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

/// Pairs, one a row, with one column for the weight of each field that occurs, in order of first appearance, and the reason in
/// words at the end.
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
    header.push(word(language, "column-reason"));
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
    values.push(text(&row.reason));
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

/// Headings of a table of questions and of a file of answers, the same in every language so that it can be read back.
pub const ANSWER_COLUMNS: [&str; 5] = ["a", "b", "answer", "list_a", "list_b"];

/// One question on its way to a table: marks of the two reports, and both side by side. Its `Debug` shows nothing of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionRow {
    /// Marks of the two reports that stay when rows move.
    pub keys: [String; 2],
    /// The reports and how they agree.
    pub evidence: PairEvidence,
}

/// Pairs to be answered, one a row: room for the answer, the fields side by side, why, and the marks of the reports.
pub fn questions_table(rows: &[QuestionRow], language: Language) -> Table {
    let mut fields = Vec::new();
    for field in rows.iter().flat_map(|row| shown_fields(&row.evidence)) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let mut header = vec![ANSWER_COLUMNS[2].to_owned()];
    for field in &fields {
        header.extend(["a", "b"].map(|side| headed(field, side, language)));
    }
    header.extend(words(language, &["column-probability", "column-reason"]));
    header.extend(["list_a", "list_b", "a", "b"].map(str::to_owned));
    let rows = rows.iter().map(|row| question_values(row, &fields, language));
    Table {
        name: word(language, "sheet-pairs"),
        rows: rows.collect(),
        header,
    }
}

fn question_values(row: &QuestionRow, fields: &[&'static str], language: Language) -> Vec<Value> {
    let PairEvidence { a, b, weighing } = &row.evidence;
    let mut values = vec![Value::Empty];
    for field in fields {
        let shown = |report: &ReportShown| {
            let value = report
                .value(field)
                .map(|value| shown_value(field, value, language));
            value.map_or(Value::Empty, Value::Text)
        };
        values.extend([shown(a), shown(b)]);
    }
    values.push(Value::Number(weighing.probability));
    values.push(text(&reasons(weighing, language).join(" ")));
    values.extend([&a.list, &b.list, &row.keys[0], &row.keys[1]].map(|part| text(part)));
    values
}
