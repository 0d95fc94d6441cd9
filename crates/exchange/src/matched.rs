//! Matched tables: a row a person, a column a list; or a tally with a count column.

mod answers;

use std::collections::BTreeMap;

use self::answers::{Answer, Column, answer};
use crate::headings::{folded, is_count};
use crate::label::{for_message, table_labels};
use crate::limits::Limits;
use crate::warning::Warnings;
use crate::{Cell, Row, Table, Warning, WarningKind};

/// More lists than this are refused: a history is 64 bits.
pub const MAX_LISTS: usize = 64;

/// How tables are to be understood as matched ones.
#[derive(Clone, Debug)]
pub struct MatchedPlan {
    /// Headings of the list columns; when empty, columns that say only yes, no or unknown are lists.
    pub lists: Vec<String>,
    /// Heading of a column that parts each table into several, one for each of its values; `None` to part nothing.
    pub by: Option<String>,
}

/// How many people are on which lists, from one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedTable {
    /// File, or file and sheet, that the table came from.
    pub label: String,
    /// The value of the parting column that these people have; `None` when nothing was parted, empty when they have none.
    pub part: Option<String>,
    /// Headings of the lists, in order of column, at most 63; the same in every part of a table.
    pub lists: Vec<String>,
    /// People by history: bit `i` is set when the person is on list `i`. Never holds history 0.
    pub counts: BTreeMap<u64, u64>,
    /// People whose row puts them on none of the lists; not part of `counts`.
    pub on_none: u64,
}

/// Why tables cannot be understood as matched ones.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MatchedError {
    /// No table has a column that says yes, no or unknown of each row.
    #[error("no column is a list")]
    NoLists {
        /// The headings there are, shortened.
        headings: Vec<String>,
    },
    /// More lists than can be counted with.
    #[error("{found} lists, at most {allowed}")]
    TooManyLists {
        /// The table.
        label: String,
        /// How many lists it has.
        found: usize,
        /// How many it may have.
        allowed: usize,
    },
    /// A count that is no whole number of people.
    #[error("row {row}: not a count")]
    BadCount {
        /// The table.
        label: String,
        /// The row as a spreadsheet counts it.
        row: u64,
        /// The heading of the count column.
        heading: String,
    },
    /// No single table of two columns, how often and how many.
    #[error("no table of two columns")]
    NoFrequencies {
        /// The headings there are, or the files.
        headings: Vec<String>,
    },
    /// A parting column that the plan names and no table has.
    #[error("no table has a column {heading} to part it by")]
    MissingColumn {
        /// The heading asked for.
        heading: String,
        /// The headings there are, shortened.
        headings: Vec<String>,
    },
    /// A parting column with more values than tables can be made of.
    #[error("{found} values of {heading}, at most {allowed}")]
    TooManyParts {
        /// The heading.
        heading: String,
        /// Different values.
        found: usize,
        /// How many there may be.
        allowed: usize,
    },
    /// A heading that the plan names and no table has.
    #[error("no table has the heading {heading}")]
    MissingList {
        /// The heading asked for.
        heading: String,
        /// The headings there are, shortened.
        headings: Vec<String>,
    },
}

impl MatchedError {
    /// Every code that [`MatchedError::code`] can give.
    pub const ALL_CODES: &[&str] = &[
        "no-lists",
        "too-many-lists",
        "bad-count",
        "no-frequencies",
        "missing-column",
        "too-many-parts",
        "missing-list",
    ];

    /// The stable code that names this situation in messages, `error-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoLists { .. } => "no-lists",
            Self::TooManyLists { .. } => "too-many-lists",
            Self::BadCount { .. } => "bad-count",
            Self::NoFrequencies { .. } => "no-frequencies",
            Self::MissingColumn { .. } => "missing-column",
            Self::TooManyParts { .. } => "too-many-parts",
            Self::MissingList { .. } => "missing-list",
        }
    }

    /// Arguments of the message, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoLists { headings } | Self::NoFrequencies { headings } => {
                vec![("headings", headings.join(", "))]
            }
            Self::TooManyLists {
                label,
                found,
                allowed,
            } => {
                vec![
                    ("label", label.clone()),
                    ("found", found.to_string()),
                    ("allowed", allowed.to_string()),
                ]
            }
            Self::BadCount { label, row, heading } => {
                vec![
                    ("label", label.clone()),
                    ("row", row.to_string()),
                    ("heading", heading.clone()),
                ]
            }
            Self::TooManyParts {
                heading,
                found,
                allowed,
            } => vec![
                ("heading", heading.clone()),
                ("found", found.to_string()),
                ("allowed", allowed.to_string()),
            ],
            Self::MissingColumn { heading, headings } | Self::MissingList { heading, headings } => {
                vec![("heading", heading.clone()), ("headings", headings.join(", "))]
            }
        }
    }
}

/// Understands tables as matched ones; each gives its own counts.
///
/// # Errors
///
/// When no table has lists, one has too many, a count is none, or the plan names a list or a column that no table has.
pub fn read_matched(
    tables: &[Table],
    plan: &MatchedPlan,
) -> Result<(Vec<MatchedTable>, Vec<Warning>), MatchedError> {
    let headings = || for_message(tables.iter().flat_map(|table| &table.header));
    for heading in &plan.lists {
        if !tables.iter().any(|table| table.header.contains(heading)) {
            return Err(MatchedError::MissingList {
                heading: heading.clone(),
                headings: headings(),
            });
        }
    }
    if let Some(heading) = &plan.by
        && !tables.iter().any(|table| table.header.contains(heading))
    {
        return Err(MatchedError::MissingColumn {
            heading: heading.clone(),
            headings: headings(),
        });
    }
    let mut warnings = Warnings::new("", None, Limits::STANDARD.warnings);
    let mut matched = Vec::new();
    for (table, label) in tables.iter().zip(table_labels(tables)) {
        warnings.turn_to(&table.file, table.sheet.as_deref());
        let parts = matched_table(table, label, plan, &mut warnings)?;
        if parts.is_empty() {
            warnings.add(None, None, WarningKind::NoListColumns);
        }
        matched.extend(parts);
    }
    if matched.is_empty() {
        return Err(MatchedError::NoLists { headings: headings() });
    }
    Ok((matched, warnings.finish()))
}

fn matched_table(
    table: &Table,
    label: String,
    plan: &MatchedPlan,
    warnings: &mut Warnings,
) -> Result<Vec<MatchedTable>, MatchedError> {
    let count = count_column(table);
    let by = parting_column(table, plan);
    warn_of_parting(table, by, warnings);
    let lists = list_columns(table, plan, count.into_iter().chain(by).collect(), warnings);
    if lists.is_empty() {
        return Ok(Vec::new());
    }
    if lists.len() > MAX_LISTS {
        return Err(MatchedError::TooManyLists {
            label,
            found: lists.len(),
            allowed: MAX_LISTS,
        });
    }
    warn_of_gaps(table, &lists, warnings);
    let parts = tallied(table, &label, &lists, count, by)?;
    if parts.len() > MAX_PARTS {
        return Err(MatchedError::TooManyParts {
            heading: plan.by.clone().unwrap_or_default(),
            found: parts.len(),
            allowed: MAX_PARTS,
        });
    }
    let on_none: u64 = parts.values().map(|part| part.on_none).sum();
    if on_none > 0 {
        warnings.add(None, None, WarningKind::OnNoList { cells: on_none });
    }
    let all_once = parts
        .values()
        .all(|part| part.counts.values().all(|people| *people == 1));
    if count.is_none()
        && by.is_none()
        && let Some(heading) = likely_count(table, &lists, all_once)
    {
        warnings.add(None, Some(heading), WarningKind::LikelyCount);
    }
    let headings = lists
        .iter()
        .filter_map(|(index, _)| table.header.get(*index).cloned());
    let lists: Vec<String> = headings.collect();
    Ok(parts
        .into_iter()
        .map(|(part, tally)| MatchedTable {
            label: label.clone(),
            part,
            lists: lists.clone(),
            counts: tally.counts,
            on_none: tally.on_none,
        })
        .collect())
}

/// People by history, for each value of the parting column.
fn tallied(
    table: &Table,
    label: &str,
    lists: &[(usize, Column)],
    count: Option<usize>,
    by: Option<usize>,
) -> Result<BTreeMap<Option<String>, Tally>, MatchedError> {
    let mut parts: BTreeMap<Option<String>, Tally> = BTreeMap::new();
    for row in &table.rows {
        let people = match count {
            Some(column) => people(row, column).ok_or_else(|| MatchedError::BadCount {
                label: label.to_owned(),
                row: row.number,
                heading: table.header.get(column).cloned().unwrap_or_default(),
            })?,
            None => 1,
        };
        let part = by.map(|column| row.cells.get(column).map(written).unwrap_or_default());
        parts.entry(part).or_default().add(history(row, lists), people);
    }
    Ok(parts)
}

/// Most values of a parting column.
const MAX_PARTS: usize = 100_000;

/// People of one part of a table.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<u64, u64>,
    on_none: u64,
}

impl Tally {
    fn add(&mut self, history: u64, people: u64) {
        if people == 0 {
            return;
        }
        let place = if history == 0 {
            &mut self.on_none
        } else {
            self.counts.entry(history).or_insert(0)
        };
        *place = place.saturating_add(people);
    }
}

/// The lists that a row says yes to, a bit each.
fn history(row: &Row, lists: &[(usize, Column)]) -> u64 {
    let said = lists.iter().enumerate();
    said.filter(|(_, (index, _))| answer(row.cells.get(*index)) == Answer::Yes)
        .map(|(bit, _)| 1 << bit)
        .sum()
}

/// The column that parts a table, which may be no list.
fn parting_column(table: &Table, plan: &MatchedPlan) -> Option<usize> {
    let heading = plan.by.as_ref()?;
    table.header.iter().position(|own| own == heading)
}

/// A parting column that parts nothing, or looks like a list and is none now, has to be told.
fn warn_of_parting(table: &Table, by: Option<usize>, warnings: &mut Warnings) {
    let Some(index) = by else { return };
    let heading = table.header.get(index).map(String::as_str);
    let of_row = |row: &Row| row.cells.get(index).map(written).unwrap_or_default();
    let first = table.rows.first().map(of_row);
    if table.rows.iter().all(|row| Some(of_row(row)) == first) {
        warnings.add(None, heading, WarningKind::OnePart);
    } else if Column::of(table, index).other_rows.is_empty() {
        warnings.add(None, heading, WarningKind::PartsByAList);
    }
}

/// A cell as it would be written; numbers without needless decimals.
fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(value) => value.to_string(),
        Cell::Date(day) => day.to_string(),
    }
}

/// A whole number of people; above a thousand million somebody mistook a column.
pub(crate) fn people(row: &Row, column: usize) -> Option<u64> {
    const MOST: u64 = 1_000_000_000;
    let people = match row.cells.get(column) {
        Some(Cell::Number(number)) if number.fract() == 0.0 && (0.0..=MOST as f64).contains(number) => {
            *number as u64
        }
        Some(Cell::Text(text)) => text.replace([' ', '\u{a0}', '\u{202f}'], "").parse().ok()?,
        _ => return None,
    };
    (people <= MOST).then_some(people)
}

/// Whether a cell holds some number, be it one of people or not.
fn is_number(row: &Row, column: usize) -> bool {
    match row.cells.get(column) {
        Some(Cell::Number(_)) => true,
        Some(Cell::Text(text)) => {
            let text = text.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
            text.parse::<f64>().is_ok()
        }
        _ => false,
    }
}

/// The column of a tally's counts: named so, some number in it, and not just numbering the rows. Cells that cannot be people, such
/// as negative numbers and words, are told as errors and not taken for something else.
fn count_column(table: &Table) -> Option<usize> {
    let mut candidates = (0..table.header.len()).filter(|index| {
        let heading = table
            .header
            .get(*index)
            .map(|heading| folded(heading))
            .unwrap_or_default();
        let numbers: Vec<Option<u64>> = table.rows.iter().map(|row| people(row, *index)).collect();
        let has_number = table.rows.iter().any(|row| is_number(row, *index));
        let numbers_rows = numbers.len() > 2 && numbers.iter().zip(1..).all(|(number, n)| *number == Some(n));
        is_count(&heading) && has_number && !numbers_rows
    });
    candidates.next()
}

/// A column of whole numbers beside rows that all differ: perhaps a tally whose counts were not recognised.
fn likely_count<'a>(table: &'a Table, lists: &[(usize, Column)], all_differ: bool) -> Option<&'a str> {
    let is_numbers = |index: usize| {
        let numbers: Vec<Option<u64>> = table.rows.iter().map(|row| people(row, index)).collect();
        let numbers_rows = numbers.iter().zip(1..).all(|(number, n)| *number == Some(n));
        numbers.iter().flatten().count() * 2 > numbers.len() && !numbers_rows
    };
    let free = (0..table.header.len()).filter(|index| lists.iter().all(|(list, _)| list != index));
    let mut candidates = free
        .filter(|_| all_differ && table.rows.len() > 2)
        .filter(|index| is_numbers(*index));
    table.header.get(candidates.next()?).map(String::as_str)
}

/// The columns that are lists, with what they answer.
fn list_columns(
    table: &Table,
    plan: &MatchedPlan,
    taken: Vec<usize>,
    warnings: &mut Warnings,
) -> Vec<(usize, Column)> {
    let mut lists = Vec::new();
    for (index, heading) in table.header.iter().enumerate() {
        if taken.contains(&index) || heading.is_empty() {
            continue;
        }
        let column = Column::of(table, index);
        let named = plan.lists.contains(heading);
        if !named && (!plan.lists.is_empty() || !column.other_rows.is_empty()) {
            if plan.lists.is_empty() && column.nearly_a_list() {
                warnings.add(
                    column.other_rows.first().copied(),
                    Some(heading),
                    WarningKind::NearlyAList,
                );
            }
            continue;
        }
        for row in &column.other_rows {
            warnings.add(Some(*row), Some(heading), WarningKind::NotYesOrNo);
        }
        if column.yes == 0 {
            warnings.add(None, Some(heading), WarningKind::EmptyListDropped);
        } else if !named && taken.is_empty() && table.rows.len() > 1 && column.yes == table.rows.len() as u64
        {
            warnings.add(None, Some(heading), WarningKind::SaysYesForAll);
        } else {
            lists.push((index, column));
        }
    }
    lists
}

fn warn_of_gaps(table: &Table, lists: &[(usize, Column)], warnings: &mut Warnings) {
    for (index, column) in lists {
        let heading = table.header.get(*index).map(String::as_str);
        if column.unknown > 0 {
            warnings.add(
                None,
                heading,
                WarningKind::UnknownAsNotListed {
                    cells: column.unknown,
                },
            );
        }
        // Where nothing says "no", an empty cell is how the table says it.
        if column.blank > 0 && column.no > 0 {
            warnings.add(
                None,
                heading,
                WarningKind::BlankAsNotListed { cells: column.blank },
            );
        }
    }
}
