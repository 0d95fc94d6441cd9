//! Tables for other people's programs: CSV and XLSX.
//!
//! A text that a spreadsheet would run as a formula gets an apostrophe in front. CSV is UTF-8 with a byte order
//! mark, without which Excel takes Cyrillic for something else, with commas and, as RFC 4180 says, CR LF.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// A table to be written.
#[derive(Clone, PartialEq)]
pub struct Sheet {
    /// The sheet's name in a workbook.
    pub name: String,
    /// Column headings.
    pub header: Vec<String>,
    /// Rows of values.
    pub rows: Vec<Vec<Value>>,
}

/// A value of a cell to be written.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text; guarded against being run.
    Text(String),
    /// A count.
    Count(u64),
    /// A number; one that is not finite is left empty.
    Number(f64),
    /// A day.
    Day(Date),
    /// True or false.
    Bool(bool),
}

/// Shows how many rows there are and nothing of what they say.
impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sheet({} rows)", self.rows.len())
    }
}

/// Shows the kind of value and nothing of what it says.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "Empty",
            Self::Text(_) => "Text(…)",
            Self::Count(_) => "Count(…)",
            Self::Number(_) => "Number(…)",
            Self::Day(_) => "Day(…)",
            Self::Bool(_) => "Bool(…)",
        })
    }
}

/// Why a workbook cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The sheets are too large or many for a workbook, or a name is not allowed.
    #[error("a sheet does not fit into a workbook")]
    DoesNotFit {
        /// What the writer says.
        #[source]
        source: Box<XlsxError>,
    },
}

impl WriteError {
    /// Every code that [`WriteError::code`] can give.
    pub const ALL_CODES: &[&str] = &["sheet-does-not-fit"];

    /// The stable code that names this situation in messages, `error-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DoesNotFit { .. } => "sheet-does-not-fit",
        }
    }

    /// Arguments of the message, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

impl From<XlsxError> for WriteError {
    fn from(source: XlsxError) -> Self {
        Self::DoesNotFit {
            source: Box::new(source),
        }
    }
}

/// Text that no spreadsheet runs: what would begin a formula gets an apostrophe in front.
///
/// Looked at behind blanks, quotation marks and byte order marks (OWASP, CSV Injection), full-width forms of the
/// signs included.
pub fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    let before = |letter: char| {
        matches!(
            letter,
            ' ' | '\u{a0}' | '"' | '\'' | '\u{feff}' | '\u{200b}' | '\u{3000}'
        )
    };
    let runs = |letter: char| {
        matches!(
            letter,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠' | '−'
        )
    };
    if text.trim_start_matches(before).starts_with(runs) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// Writes a table as CSV.
pub fn write_csv(sheet: &Sheet) -> Vec<u8> {
    write_csv_rows(&sheet.header, &sheet.rows)
}

/// Writes a table as CSV whose rows are made one by one, so that a long one is not held besides its text.
pub fn write_csv_rows<R: AsRef<[Value]>>(header: &[String], rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    write_delimited(header, rows, (',', "\r\n"), String::from("\u{feff}"))
}

/// Writes a table with tabs between the cells.
pub fn write_tsv(sheet: &Sheet) -> Vec<u8> {
    write_delimited(&sheet.header, &sheet.rows, ('\t', "\n"), String::new())
}

/// Writes a table with what stands between cells and behind rows.
fn write_delimited<R: AsRef<[Value]>>(
    header: &[String],
    rows: impl IntoIterator<Item = R>,
    between: (char, &str),
    mut text: String,
) -> Vec<u8> {
    write_record(header.iter().map(|heading| guarded(heading)), between, &mut text);
    for row in rows {
        write_record(row.as_ref().iter().map(value_text), between, &mut text);
    }
    text.into_bytes()
}

fn value_text(value: &Value) -> std::borrow::Cow<'_, str> {
    match value {
        Value::Empty => "".into(),
        Value::Text(text) => guarded(text),
        Value::Count(count) => count.to_string().into(),
        Value::Number(number) if number.is_finite() => number.to_string().into(),
        Value::Number(_) => "".into(),
        Value::Day(day) => day.to_string().into(),
        Value::Bool(value) => if *value { "true" } else { "false" }.into(),
    }
}

fn write_record<'a>(
    cells: impl Iterator<Item = std::borrow::Cow<'a, str>>,
    (delimiter, end): (char, &str),
    csv: &mut String,
) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            csv.push(delimiter);
        }
        let needs_quotes = cell.contains([',', '"', '\r', '\n', ';', '\t'])
            || cell.starts_with(char::is_whitespace)
            || cell.ends_with(char::is_whitespace);
        if needs_quotes {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str(end);
}

/// Writes tables as a workbook; the same tables give the same bytes, without author, computer or time.
///
/// # Errors
///
/// When a sheet does not fit into a workbook, or its name is empty, too long or used twice.
pub fn write_xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    // The earliest moment that a workbook's properties and a packed file can both hold.
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name)?;
        page.set_freeze_panes(1, 0)?;
        for (column, heading) in (0u16..).zip(&sheet.header) {
            page.write_string_with_format(0, column, guarded(heading), &bold)?;
        }
        for (row, values) in (1u32..).zip(&sheet.rows) {
            for (column, value) in (0u16..).zip(values) {
                write_cell(page, row, column, value, &day)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_cell(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    day: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            page.write_string(row, column, guarded(text))?;
        }
        Value::Count(count) => {
            page.write_number(row, column, *count as f64)?;
        }
        Value::Number(number) if number.is_finite() => {
            page.write_number(row, column, *number)?;
        }
        Value::Number(_) => {}
        Value::Day(date) => match excel_day(*date) {
            Some(moment) => {
                page.write_datetime_with_format(row, column, &moment, day)?;
            }
            // Days before 1900 have no number in a spreadsheet.
            None => {
                page.write_string(row, column, date.to_string())?;
            }
        },
        Value::Bool(value) => {
            page.write_boolean(row, column, *value)?;
        }
    }
    Ok(())
}

fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(
        year,
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    )
    .ok()
}
