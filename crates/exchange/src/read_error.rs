//! Why no table could be read from a file.

use serde::{Deserialize, Serialize};

use crate::label::column_letter;
use crate::limits::Measure;

/// Why a file gave no tables. Never carries what a cell says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ReadError {
    /// The file has no bytes or no cell with anything in it.
    #[error("the file is empty")]
    Empty,
    /// More of something than a file may have.
    #[error("too much of {what:?}: {found}, at most {allowed}")]
    OverLimit {
        /// What there is too much of.
        what: Measure,
        /// How much was found, or declared, when reading stopped.
        found: u64,
        /// How much is allowed.
        allowed: u64,
        /// The sheet, where there is one.
        sheet: Option<String>,
        /// The row, where it is known.
        row: Option<u64>,
        /// The letters of the column, where it is about one cell.
        column: Option<String>,
    },
    /// A workbook of Excel 97-2003.
    #[error("a workbook in the old .xls form")]
    OldWorkbook,
    /// A workbook in Excel's binary form.
    #[error("a workbook in the binary .xlsb form")]
    BinaryWorkbook,
    /// A file locked with a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// A file that is none of the known kinds.
    #[error("a file of unknown kind")]
    UnknownKind,
    /// A web page or other markup under the name of a table.
    #[error("markup instead of a table")]
    Markup,
    /// A known kind, but cut off or damaged.
    #[error("the file is damaged or cut off")]
    Damaged {
        /// The kind, as its usual file ending.
        kind: FileKind,
    },
    /// An encoding that nobody knows.
    #[error("unknown encoding")]
    UnknownEncoding,
    /// A delimiter that cannot be one.
    #[error("unusable delimiter")]
    BadDelimiter,
    /// Entries of a packed file that overlap or have one name.
    #[error("entries of the packed file overlap")]
    ZipOverlap,
    /// An entry of a packed file whose name leads outside.
    #[error("an entry of the packed file leads outside")]
    ZipPath,
    /// An entry of a packed file that is a link.
    #[error("an entry of the packed file is a link")]
    ZipLink,
    /// A packed file inside a packed file.
    #[error("a packed file inside a packed file")]
    ZipNested,
    /// A document type in XML, which can make a small file endless.
    #[error("XML with a document type")]
    XmlDoctype,
    /// Columns of a Parquet file that hold more than one value.
    #[error("columns hold more than one value")]
    NestedColumns,
    /// Reading needed more memory than it may have.
    #[error("reading needed too much memory")]
    OutOfMemory {
        /// How many mebibytes it may have.
        allowed_mib: u64,
    },
    /// Reading took more time than it may take.
    #[error("reading took too long")]
    TookTooLong {
        /// How many seconds it may take.
        allowed_seconds: u64,
    },
    /// The process that reads ended without an answer.
    #[error("the reading process ended without an answer")]
    Crashed,
    /// The process that reads could not be started.
    #[error("the reading process could not be started")]
    NotStarted,
    /// The process that reads answered what nobody asked.
    #[error("the reading process gave no sensible answer")]
    BadAnswer,
}

/// Kinds of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FileKind {
    /// Text with a delimiter.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A Parquet file.
    Parquet,
}

impl FileKind {
    /// The usual file ending.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Parquet => "parquet",
        }
    }
}

impl Measure {
    fn code(self) -> &'static str {
        match self {
            Self::FileBytes => "file-too-large",
            Self::ZipEntries => "zip-too-many-entries",
            Self::ZipBytes => "zip-too-large",
            Self::ZipRatio => "zip-ratio",
            Self::Sheets => "too-many-sheets",
            Self::Rows => "too-many-rows",
            Self::Columns => "too-many-columns",
            Self::Cells => "too-many-cells",
            Self::CellBytes => "cell-too-large",
            Self::SharedStrings => "too-many-shared-strings",
        }
    }
}

impl ReadError {
    /// Every code that [`ReadError::code`] can give.
    pub const ALL_CODES: &[&str] = &[
        "empty-file",
        "file-too-large",
        "zip-too-many-entries",
        "zip-too-large",
        "zip-ratio",
        "too-many-sheets",
        "too-many-rows",
        "too-many-columns",
        "too-many-cells",
        "cell-too-large",
        "too-many-shared-strings",
        "old-workbook",
        "binary-workbook",
        "encrypted",
        "unknown-kind",
        "markup",
        "damaged",
        "unknown-encoding",
        "bad-delimiter",
        "zip-overlap",
        "zip-path",
        "zip-link",
        "zip-nested",
        "xml-doctype",
        "nested-columns",
        "out-of-memory",
        "took-too-long",
        "reader-crashed",
        "reader-not-started",
        "reader-bad-answer",
    ];

    /// The stable code that names this situation in messages, `error-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::OverLimit { what, .. } => what.code(),
            Self::OldWorkbook => "old-workbook",
            Self::BinaryWorkbook => "binary-workbook",
            Self::Encrypted => "encrypted",
            Self::UnknownKind => "unknown-kind",
            Self::Markup => "markup",
            Self::Damaged { .. } => "damaged",
            Self::UnknownEncoding => "unknown-encoding",
            Self::BadDelimiter => "bad-delimiter",
            Self::ZipOverlap => "zip-overlap",
            Self::ZipPath => "zip-path",
            Self::ZipLink => "zip-link",
            Self::ZipNested => "zip-nested",
            Self::XmlDoctype => "xml-doctype",
            Self::NestedColumns => "nested-columns",
            Self::OutOfMemory { .. } => "out-of-memory",
            Self::TookTooLong { .. } => "took-too-long",
            Self::Crashed => "reader-crashed",
            Self::NotStarted => "reader-not-started",
            Self::BadAnswer => "reader-bad-answer",
        }
    }

    /// Arguments of the message, by name.
    ///
    /// What is over a limit always has `found`, `allowed`, `sheet`, `row` and `column`; the last three are empty
    /// where they are not known.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::OverLimit {
                found,
                allowed,
                sheet,
                row,
                column,
                ..
            } => vec![
                ("found", found.to_string()),
                ("allowed", allowed.to_string()),
                ("sheet", sheet.clone().unwrap_or_default()),
                ("row", row.map(|row| row.to_string()).unwrap_or_default()),
                ("column", column.clone().unwrap_or_default()),
            ],
            Self::Damaged { kind } => vec![("kind", kind.ending().to_owned())],
            Self::OutOfMemory { allowed_mib } => vec![("allowed", allowed_mib.to_string())],
            Self::TookTooLong { allowed_seconds } => vec![("allowed", allowed_seconds.to_string())],
            _ => Vec::new(),
        }
    }

    /// The same, about a cell of this column, counted from 0.
    pub(crate) fn in_column(mut self, place: usize) -> Self {
        if let Self::OverLimit { column, .. } = &mut self {
            *column = Some(column_letter(place));
        }
        self
    }

    /// Something over its limit, place not known.
    pub(crate) fn over(what: Measure, found: u64, allowed: u64) -> Self {
        Self::OverLimit {
            what,
            found,
            allowed,
            sheet: None,
            row: None,
            column: None,
        }
    }
}

/// Checks a count against its limit.
pub(crate) fn within(what: Measure, found: u64, allowed: u64) -> Result<(), ReadError> {
    if found > allowed {
        Err(ReadError::over(what, found, allowed))
    } else {
        Ok(())
    }
}
