//! Parquet files.

use jiff::civil::Date;
use parquet::basic::Repetition;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use crate::grid::{Budget, RawRow, RawTable, text_cell};
use crate::limits::{Limits, Measure};
use crate::read_error::{FileKind, ReadError, within};
use crate::{Cell, WarningKind};

/// A raw table with what was unclear in single cells: row, column from 0, and what.
pub(crate) struct ColumnarRead {
    pub(crate) table: RawTable,
    pub(crate) unclear: Vec<(u64, usize, WarningKind)>,
}

/// Reads a Parquet file whose columns hold one value each. The heading counts as row 1.
pub(crate) fn read(bytes: Vec<u8>, budget: &mut Budget<'_>) -> Result<ColumnarRead, ReadError> {
    let damaged = ReadError::Damaged {
        kind: FileKind::Parquet,
    };
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).map_err(|_| damaged.clone())?;
    check(reader.metadata(), budget.limits)?;
    let schema = reader.metadata().file_metadata().schema();
    let names: Vec<Cell> = schema
        .get_fields()
        .iter()
        .map(|field| text_cell(field.name()))
        .collect();
    let n_columns = names.len() as u64;

    let mut rows = vec![RawRow {
        number: 1,
        cells: names,
    }];
    let mut unclear = Vec::new();
    for (row, number) in reader.get_row_iter(None).map_err(|_| damaged.clone())?.zip(2..) {
        let row = row.map_err(|_| damaged.clone())?;
        budget.cells(None, number, n_columns, n_columns)?;
        let mut cells = Vec::with_capacity(row.len());
        for (column, (_, field)) in row.get_column_iter().enumerate() {
            let cell = cell(field);
            if cell == Cell::Empty && matches!(field, Field::Double(_) | Field::Float(_) | Field::Float16(_))
            {
                unclear.push((number, column, WarningKind::UnusableNumber));
            }
            if let Cell::Text(text) = &cell {
                budget.text(None, number, column, text.len())?;
            }
            cells.push(cell);
        }
        rows.push(RawRow { number, cells });
    }
    Ok(ColumnarRead {
        table: RawTable {
            sheet: None,
            rows,
            rows_have_width: false,
        },
        unclear,
    })
}

/// Checks what the file says of its size before any column is unpacked.
fn check(metadata: &ParquetMetaData, limits: &Limits) -> Result<(), ReadError> {
    let schema = metadata.file_metadata().schema();
    let single = |field: &parquet::schema::types::TypePtr| {
        field.is_primitive() && field.get_basic_info().repetition() != Repetition::REPEATED
    };
    if !schema.get_fields().iter().all(single) {
        return Err(ReadError::NestedColumns);
    }
    let count = |count: i64| u64::try_from(count).unwrap_or(u64::MAX);
    let rows = count(metadata.file_metadata().num_rows()).saturating_add(1);
    let columns = schema.get_fields().len() as u64;
    within(Measure::Rows, rows, limits.rows)?;
    within(Measure::Columns, columns, limits.columns)?;
    within(Measure::Cells, rows.saturating_mul(columns), limits.cells)?;
    let chunks = metadata.row_groups().iter().flat_map(|group| group.columns());
    let unpacked = chunks.fold(0u64, |sum, chunk| {
        sum.saturating_add(count(chunk.uncompressed_size()))
    });
    within(Measure::ZipBytes, unpacked, limits.zip_bytes)
}

fn cell(field: &Field) -> Cell {
    match field {
        Field::Bool(value) => Cell::Bool(*value),
        Field::Byte(number) => Cell::Number(f64::from(*number)),
        Field::Short(number) => Cell::Number(f64::from(*number)),
        Field::Int(number) => Cell::Number(f64::from(*number)),
        Field::UByte(number) => Cell::Number(f64::from(*number)),
        Field::UShort(number) => Cell::Number(f64::from(*number)),
        Field::UInt(number) => Cell::Number(f64::from(*number)),
        Field::Long(number) => whole(*number as f64, &number.to_string()),
        Field::ULong(number) => whole(*number as f64, &number.to_string()),
        Field::Float16(number) => finite(f64::from(*number)),
        Field::Float(number) => finite(f64::from(*number)),
        Field::Double(number) => finite(*number),
        Field::Str(text) => text_cell(text),
        Field::Bytes(bytes) => text_cell(&String::from_utf8_lossy(bytes.data())),
        Field::Date(days) => day(i64::from(*days)),
        Field::TimestampMillis(moment) => day(moment.div_euclid(86_400_000)),
        Field::TimestampMicros(moment) => day(moment.div_euclid(86_400_000_000)),
        Field::Null => Cell::Empty,
        other => text_cell(&other.to_string()),
    }
}

/// A whole number; above 2^53 it would lose digits, so it stays text.
fn whole(number: f64, text: &str) -> Cell {
    if number.abs() < 9_007_199_254_740_992.0 {
        Cell::Number(number)
    } else {
        text_cell(text)
    }
}

fn finite(number: f64) -> Cell {
    if number.is_finite() {
        Cell::Number(number)
    } else {
        Cell::Empty
    }
}

/// The day so many days after 1 January 1970.
fn day(days: i64) -> Cell {
    let day = i32::try_from(days).ok().and_then(|days| {
        let span = jiff::Span::new().try_days(days).ok()?;
        Date::constant(1970, 1, 1).checked_add(span).ok()
    });
    day.map_or_else(|| text_cell(&days.to_string()), Cell::Date)
}
