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

/// Tables as the sheets of one workbook.
pub(crate) fn xlsx(path: &str, tables: Vec<publish::Table>) -> Result<OutputFile, ActionError> {
    let sheets: Vec<Sheet> = tables.into_iter().map(sheet).collect();
    Ok(OutputFile::new(path, exchange::write_xlsx(&sheets)?))
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
