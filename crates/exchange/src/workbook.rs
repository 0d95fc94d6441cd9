//! Workbooks: XLSX and ODS, after [`crate::archive`] has looked through them.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Sheet, SheetType, SheetVisible, Xlsx};
use jiff::civil::Date;

use crate::grid::{Budget, RawRow, RawTable, text_cell};
use crate::limits::Measure;
use crate::read_error::{FileKind, ReadError, within};
use crate::{Cell, WarningKind};

/// A sheet's raw table with what was unclear in single cells: row, column from 0, and what.
pub(crate) struct SheetRead {
    pub(crate) table: RawTable,
    pub(crate) unclear: Vec<(u64, usize, WarningKind)>,
    /// Whether its workbook hides the sheet.
    pub(crate) hidden: bool,
}

/// Reads all sheets of an XLSX file, cell after cell, so that no declared size is believed.
pub(crate) fn read_xlsx(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<SheetRead>, ReadError> {
    let damaged = ReadError::Damaged { kind: FileKind::Xlsx };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged.clone())?;
    let mut sheets = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata(), budget)? {
        let mut cells = workbook
            .worksheet_cells_reader(&name)
            .map_err(|_| damaged.clone())?;
        let mut sheet = SheetBuilder::new(name, hidden);
        while let Some(cell) = cells.next_cell().map_err(|_| damaged.clone())? {
            let (row, column) = cell.get_position();
            sheet.add(row, column, from_data_ref(cell.get_value()), budget)?;
        }
        sheets.push(sheet.finish());
    }
    Ok(sheets)
}

/// Reads all sheets of an ODS file.
pub(crate) fn read_ods(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<SheetRead>, ReadError> {
    let damaged = ReadError::Damaged { kind: FileKind::Ods };
    let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|_| damaged.clone())?;
    let mut sheets = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata(), budget)? {
        let range = workbook.worksheet_range(&name).map_err(|_| damaged.clone())?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut sheet = SheetBuilder::new(name, hidden);
        for (row, column, value) in range.used_cells() {
            // A sheet has at most 2^20 rows and 2^14 columns, so both fit.
            let row = first_row.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
            let column = first_column.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
            sheet.add(row, column, from_data(value), budget)?;
        }
        sheets.push(sheet.finish());
    }
    Ok(sheets)
}

/// The sheets that hold cells, and whether each is hidden.
fn worksheets(sheets: &[Sheet], budget: &Budget<'_>) -> Result<Vec<(String, bool)>, ReadError> {
    within(Measure::Sheets, sheets.len() as u64, budget.limits.sheets)?;
    Ok(sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect())
}

/// Puts cells that come one by one into rows; a cell may come late.
struct SheetBuilder {
    name: String,
    hidden: bool,
    rows: std::collections::BTreeMap<u32, Vec<Cell>>,
    unclear: Vec<(u64, usize, WarningKind)>,
}

impl SheetBuilder {
    fn new(name: String, hidden: bool) -> Self {
        Self {
            name,
            hidden,
            rows: std::collections::BTreeMap::new(),
            unclear: Vec::new(),
        }
    }

    fn add(&mut self, row: u32, column: u32, value: Value, budget: &mut Budget<'_>) -> Result<(), ReadError> {
        let number = u64::from(row) + 1;
        let cell = match value {
            Value::Cell(Cell::Empty) => return Ok(()),
            Value::Cell(cell) => cell,
            Value::Unclear(cell, kind) => {
                self.unclear.push((number, column as usize, kind));
                cell
            }
        };
        if let Cell::Text(text) = &cell {
            budget.text(Some(&self.name), number, column as usize, text.len())?;
        }
        let n_there = self.rows.get(&row).map_or(0, Vec::len);
        let column = column as usize;
        // Empty cells on the way to this one take room too.
        let n_new = (column + 1).saturating_sub(n_there) as u64;
        budget.cells(Some(&self.name), number, column as u64 + 1, n_new)?;
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    fn finish(self) -> SheetRead {
        let rows = self
            .rows
            .into_iter()
            .map(|(row, cells)| RawRow {
                number: u64::from(row) + 1,
                cells,
            })
            .collect();
        let table = RawTable {
            sheet: Some(self.name),
            rows,
            rows_have_width: false,
        };
        SheetRead {
            table,
            unclear: self.unclear,
            hidden: self.hidden,
        }
    }
}

/// A cell's value, perhaps with something to say about it.
enum Value {
    Cell(Cell),
    Unclear(Cell, WarningKind),
}

fn from_data_ref(data: &DataRef<'_>) -> Value {
    match data {
        DataRef::SharedString(text) => Value::Cell(text_cell(text)),
        other => from_data(&Data::from(other.clone())),
    }
}

fn from_data(data: &Data) -> Value {
    Value::Cell(match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => return number_value(*number),
        Data::Bool(value) => Cell::Bool(*value),
        Data::String(text) | Data::DurationIso(text) => text_cell(text),
        Data::DateTime(moment) => return moment_value(moment),
        Data::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse().ok());
            day.map_or_else(|| text_cell(text), Cell::Date)
        }
        Data::Error(error) => {
            return Value::Unclear(text_cell(&error.to_string()), WarningKind::FormulaError);
        }
    })
}

fn number_value(number: f64) -> Value {
    if number.is_finite() {
        Value::Cell(Cell::Number(number))
    } else {
        Value::Unclear(Cell::Empty, WarningKind::UnusableNumber)
    }
}

/// A day; a time without a day, or a span of time, stays the number it is.
fn moment_value(moment: &ExcelDateTime) -> Value {
    let day = if moment.is_datetime() && moment.as_f64() >= 1.0 {
        excel_day(moment)
    } else {
        None
    };
    day.map_or_else(
        || number_value(moment.as_f64()),
        |day| Value::Cell(Cell::Date(day)),
    )
}

/// The day of a moment, counted from 1900 or 1904 as its workbook says.
fn excel_day(moment: &ExcelDateTime) -> Option<Date> {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}
