//! Files to be written, as bytes.

use exchange::{Sheet, Value};

use crate::ActionError;

/// A file of a result, to be written by the caller.
#[derive(Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Path below the folder of the result, with `/` between parts.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for OutputFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OutputFile({:?}, {} bytes)", self.path, self.bytes.len())
    }
}

impl OutputFile {
    /// Makes a file.
    pub(crate) fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            bytes: bytes.into(),
        }
    }
}

/// A table as CSV.
pub(crate) fn csv(path: &str, table: publish::Table) -> OutputFile {
    OutputFile::new(path, exchange::write_csv(&sheet(table)))
}

/// A table as CSV whose rows are made one by one.
pub(crate) fn csv_of_rows(
    path: &str,
    header: &[&str],
    rows: impl Iterator<Item = Vec<publish::Value>>,
) -> OutputFile {
    let header: Vec<String> = header.iter().map(|heading| (*heading).to_owned()).collect();
    let rows = rows.map(|row| row.into_iter().map(value).collect::<Vec<_>>());
    OutputFile::new(path, exchange::write_csv_rows(&header, rows))
}

/// Rows of a sheet below its heading (ECMA-376 spreadsheets end at row 1,048,576).
const SHEET_ROWS: usize = 1_048_575;

/// Tables as the sheets of one workbook; a table too long for one sheet goes on in the next.
pub(crate) fn xlsx(path: &str, tables: Vec<publish::Table>) -> Result<OutputFile, ActionError> {
    let sheets: Vec<Sheet> = tables
        .into_iter()
        .flat_map(|table| split(sheet(table), SHEET_ROWS))
        .collect();
    Ok(OutputFile::new(path, exchange::write_xlsx(&sheets)?))
}

fn split(sheet: Sheet, n_rows: usize) -> Vec<Sheet> {
    if sheet.rows.len() <= n_rows {
        return vec![sheet];
    }
    let mut rows = sheet.rows.into_iter().peekable();
    let mut sheets = Vec::new();
    while rows.peek().is_some() {
        sheets.push(Sheet {
            name: format!("{} {}", sheet.name, sheets.len() + 1),
            header: sheet.header.clone(),
            rows: rows.by_ref().take(n_rows).collect(),
        });
    }
    sheets
}

fn sheet(table: publish::Table) -> Sheet {
    let rows = table
        .rows
        .into_iter()
        .map(|row| row.into_iter().map(value).collect())
        .collect();
    Sheet {
        name: table.name,
        header: table.header,
        rows,
    }
}

fn value(value: publish::Value) -> Value {
    match value {
        publish::Value::Empty => Value::Empty,
        publish::Value::Text(text) => Value::Text(text),
        publish::Value::Count(count) => Value::Count(count),
        publish::Value::Number(number) => Value::Number(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_lost_to_the_end_of_a_sheet() {
        let rows = |n: u64| (0..n).map(|row| vec![Value::Count(row)]).collect();
        let long = |n| Sheet {
            name: "pairs".to_owned(),
            header: vec!["n".to_owned()],
            rows: rows(n),
        };
        let names = |n| {
            split(long(n), 3)
                .into_iter()
                .map(|sheet| (sheet.name, sheet.rows.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(0), [("pairs".to_owned(), 0)]);
        assert_eq!(names(3), [("pairs".to_owned(), 3)]);
        assert_eq!(
            names(7),
            [
                ("pairs 1".to_owned(), 3),
                ("pairs 2".to_owned(), 3),
                ("pairs 3".to_owned(), 1)
            ]
        );
    }
}
