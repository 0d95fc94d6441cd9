//! From rows of raw cells to a table with a heading.

use crate::limits::{Limits, Measure};
use crate::read_error::ReadError;
use crate::warning::Warnings;
use crate::{Cell, Row, Table, WarningKind};

/// A row before its table has a heading.
pub(crate) struct RawRow {
    /// The row as a spreadsheet counts it.
    pub(crate) number: u64,
    /// Its cells, empty ones at the end included.
    pub(crate) cells: Vec<Cell>,
}

/// A table before it has a heading.
pub(crate) struct RawTable {
    pub(crate) sheet: Option<String>,
    pub(crate) rows: Vec<RawRow>,
    /// Whether every row says itself how many cells it has, so that a short one is news.
    pub(crate) rows_have_width: bool,
}

/// Counts rows, columns and cells against the limits while a file is read.
pub(crate) struct Budget<'a> {
    pub(crate) limits: &'a Limits,
    cells: u64,
}

impl<'a> Budget<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0 }
    }

    /// Counts more cells up to a column; `column` and `row` count from 1.
    pub(crate) fn cells(
        &mut self,
        sheet: Option<&str>,
        row: u64,
        column: u64,
        n_more: u64,
    ) -> Result<(), ReadError> {
        self.check(Measure::Rows, row, self.limits.rows, sheet, row)?;
        self.check(Measure::Columns, column, self.limits.columns, sheet, row)?;
        self.cells += n_more;
        self.check(Measure::Cells, self.cells, self.limits.cells, sheet, row)
    }

    /// Checks the text of a cell; `row` counts from 1 and `column` from 0.
    pub(crate) fn text(
        &self,
        sheet: Option<&str>,
        row: u64,
        column: usize,
        bytes: usize,
    ) -> Result<(), ReadError> {
        let (found, allowed) = (bytes as u64, self.limits.cell_bytes);
        self.check(Measure::CellBytes, found, allowed, sheet, row)
            .map_err(|error| error.in_column(column))
    }

    fn check(
        &self,
        what: Measure,
        found: u64,
        allowed: u64,
        sheet: Option<&str>,
        row: u64,
    ) -> Result<(), ReadError> {
        if found <= allowed {
            return Ok(());
        }
        Err(ReadError::OverLimit {
            what,
            found,
            allowed,
            sheet: sheet.map(str::to_owned),
            row: Some(row),
            column: None,
        })
    }
}

/// Trims blanks and signs without width; nothing left is an empty cell.
pub(crate) fn text_cell(text: &str) -> Cell {
    let text = trimmed(text);
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    }
}

/// Text without blanks, byte order marks and zero-width spaces at its ends.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}'))
}

/// Finds the heading, drops empty rows and widens the heading to the longest row.
///
/// `None` when no cell has anything in it.
pub(crate) fn table(file: &str, raw: RawTable, warnings: &mut Warnings) -> Option<Table> {
    let RawTable {
        sheet,
        mut rows,
        rows_have_width,
    } = raw;
    warnings.turn_to(file, sheet.as_deref());
    rows.retain(|row| row.cells.iter().any(|cell| !matches!(cell, Cell::Empty)));
    let heading_at = heading_row(&rows)?;
    let skipped = heading_at as u64;
    let mut rows = rows.into_iter().skip(heading_at);
    let heading = rows.next()?;
    if heading.number > 1 {
        warnings.add(Some(heading.number), None, WarningKind::HeadingBelow { skipped });
    }

    let expected = heading.cells.len();
    let mut header: Vec<String> = heading.cells.iter().map(cell_text).collect();
    let mut table_rows = Vec::new();
    let mut longest = filled(&heading.cells);
    for RawRow { number, mut cells } in rows {
        let found = cells.len();
        let used = filled(&cells);
        let too_long = used > expected;
        let too_short = rows_have_width && found < expected;
        if too_long || too_short {
            let kind = WarningKind::RaggedRow {
                found: found as u64,
                expected: expected as u64,
            };
            warnings.add(Some(number), None, kind);
        }
        cells.truncate(used);
        longest = longest.max(used);
        table_rows.push(Row { number, cells });
    }
    header.resize(longest, String::new());
    make_distinct(&mut header, heading.number, warnings);
    let table = Table {
        file: file.to_owned(),
        sheet,
        header,
        rows: table_rows,
    };
    flag_odd_text(&table, warnings);
    Some(table)
}

/// The number of cells up to the last that has something in it.
fn filled(cells: &[Cell]) -> usize {
    cells
        .iter()
        .rposition(|cell| !matches!(cell, Cell::Empty))
        .map_or(0, |last| last + 1)
}

fn n_filled(row: &RawRow) -> usize {
    row.cells
        .iter()
        .filter(|cell| !matches!(cell, Cell::Empty))
        .count()
}

/// How many rows are looked at to find the heading; titles above a table are a few lines.
const HEADING_SEARCH: usize = 50;

/// The first row that fills more than half as many cells as the fullest of the first rows.
///
/// Titles and notes above a table stand in one or two cells; a heading names most columns.
fn heading_row(rows: &[RawRow]) -> Option<usize> {
    let first = rows.get(..rows.len().min(HEADING_SEARCH))?;
    let fullest = first.iter().map(n_filled).max()?;
    first.iter().position(|row| n_filled(row) * 2 > fullest)
}

/// The text of a heading's cell.
fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number_text(*number),
        Cell::Bool(value) => value.to_string(),
        Cell::Date(day) => day.to_string(),
    }
}

/// A number as people write it: whole ones without a point.
pub(crate) fn number_text(number: f64) -> String {
    // Above 2^53 neighbouring whole numbers can no longer be told apart.
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// Numbers a heading's second and later uses.
fn make_distinct(header: &mut [String], row: u64, warnings: &mut Warnings) {
    let mut taken: std::collections::BTreeSet<String> = header.iter().cloned().collect();
    let mut seen: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    for heading in header.iter_mut().filter(|heading| !heading.is_empty()) {
        if seen.insert(heading.clone()) {
            continue;
        }
        // A heading of n columns finds a free number among the first n + 1.
        let distinct = (2..)
            .map(|n| format!("{heading} ({n})"))
            .find(|name| !taken.contains(name));
        if let Some(distinct) = distinct {
            warnings.add(Some(row), Some(heading), WarningKind::DuplicateHeading);
            taken.insert(distinct.clone());
            seen.insert(distinct.clone());
            *heading = distinct;
        }
    }
}

/// Warns of letters that do not show what they are.
fn flag_odd_text(table: &Table, warnings: &mut Warnings) {
    for heading in &table.header {
        for kind in odd_signs(heading) {
            warnings.add(None, Some(heading), kind);
        }
    }
    for row in &table.rows {
        for (cell, heading) in row.cells.iter().zip(&table.header) {
            let Cell::Text(text) = cell else { continue };
            for kind in odd_signs(text) {
                warnings.add(Some(row.number), Some(heading), kind);
            }
        }
    }
}

fn odd_signs(text: &str) -> Vec<WarningKind> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return Vec::new();
    }
    let mut kinds = Vec::new();
    if text.contains('\u{fffd}') {
        kinds.push(WarningKind::UndecodableBytes);
    }
    if text.contains(|letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')) {
        kinds.push(WarningKind::ControlCharacter);
    }
    // Unicode Standard Annex 9, the explicit directional formatting characters.
    let turns = |letter| matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(turns) {
        kinds.push(WarningKind::DirectionControl);
    }
    kinds
}
