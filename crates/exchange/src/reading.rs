//! From the bytes of a file to tables, whatever the kind of file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use crate::grid::{self, Budget, RawTable};
use crate::limits::{Limits, Measure};
use crate::read_error::{FileKind, ReadError, within};
use crate::warning::Warnings;
use crate::{Table, Warning, WarningKind, archive, columnar, delimited, encoding, workbook};

/// How a file is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadPlan {
    /// The encoding of text, as the web names it; found by itself when not given.
    pub encoding: Option<String>,
    /// The delimiter of text; found by itself when not given.
    pub delimiter: Option<char>,
    /// How much of the file is believed.
    pub limits: Limits,
}

/// Reads every table of a file; the name only says which file it was.
///
/// The kind is found in the bytes, not in the name. This runs in the caller's own process, where a hostile file
/// can still take much memory; `confined::read_tables` does the same in a process of its own.
///
/// # Errors
///
/// When nothing can be made of the file, or it holds more than the plan's limits.
pub fn read_tables(
    name: &str,
    bytes: &[u8],
    plan: &ReadPlan,
) -> Result<(Vec<Table>, Vec<Warning>), ReadError> {
    within(Measure::FileBytes, bytes.len() as u64, plan.limits.file_bytes)?;
    let mut warnings = Warnings::new(name, None, plan.limits.warnings);
    let tables = match bytes {
        [] => return Err(ReadError::Empty),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => workbook_tables(name, bytes, plan, &mut warnings)?,
        // The compound file of old Office (MS-CFB 2.2).
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(old_office(bytes)),
        [b'P', b'A', b'R', b'1', ..] => columnar_tables(name, bytes, plan, &mut warnings)?,
        [b'P', b'A', b'R', b'E', ..] => return Err(ReadError::Encrypted),
        _ if is_known_other(bytes) => return Err(ReadError::UnknownKind),
        _ => text_tables(name, bytes, plan, &mut warnings)?,
    };
    if tables.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok((tables, warnings.finish()))
}

/// A password turns a workbook into a compound file with this stream (MS-OFFCRYPTO 2.3.4.4).
fn old_office(bytes: &[u8]) -> ReadError {
    let stream: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(stream.len()).any(|window| window == stream) {
        ReadError::Encrypted
    } else {
        ReadError::OldWorkbook
    }
}

/// Beginnings of files that are often sent in place of a table: PDF, pictures, gzip, 7z, rar, SQLite, age.
fn is_known_other(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 9] = [
        b"%PDF",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x1f\x8b",
        b"7z\xbc\xaf",
        b"Rar!",
        b"SQLite format 3",
        b"age-encryption.org",
    ];
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

fn workbook_tables(
    name: &str,
    bytes: &[u8],
    plan: &ReadPlan,
    warnings: &mut Warnings,
) -> Result<Vec<Table>, ReadError> {
    let mut budget = Budget::new(&plan.limits);
    let kind = archive::check(bytes, &plan.limits)?;
    let sheets = unpanicked(kind, || match kind {
        FileKind::Ods => workbook::read_ods(bytes, &mut budget),
        _ => workbook::read_xlsx(bytes, &mut budget),
    })?;
    let mut tables = Vec::new();
    for sheet in sheets {
        let title = sheet.table.sheet.clone();
        if sheet.hidden {
            warnings.turn_to(name, title.as_deref());
            warnings.add(None, None, WarningKind::HiddenSheet);
        }
        match grid::table(name, sheet.table, warnings) {
            Some(table) => {
                add_unclear(&table, &sheet.unclear, warnings);
                tables.push(table);
            }
            None => {
                warnings.turn_to(name, title.as_deref());
                warnings.add(None, None, WarningKind::EmptySheet);
            }
        }
    }
    Ok(tables)
}

fn columnar_tables(
    name: &str,
    bytes: &[u8],
    plan: &ReadPlan,
    warnings: &mut Warnings,
) -> Result<Vec<Table>, ReadError> {
    let mut budget = Budget::new(&plan.limits);
    let read = unpanicked(FileKind::Parquet, || columnar::read(bytes.to_vec(), &mut budget))?;
    let table = grid::table(name, read.table, warnings);
    if let Some(table) = &table {
        add_unclear(table, &read.unclear, warnings);
    }
    Ok(table.into_iter().collect())
}

fn text_tables(
    name: &str,
    bytes: &[u8],
    plan: &ReadPlan,
    warnings: &mut Warnings,
) -> Result<Vec<Table>, ReadError> {
    let mut budget = Budget::new(&plan.limits);
    let decoded = encoding::decode(bytes, plan.encoding.as_deref())?;
    if encoding::is_binary(&decoded.text) {
        return Err(damaged_or_unknown(name));
    }
    if is_markup(&decoded.text) {
        return Err(ReadError::Markup);
    }
    if let Some(kind) = decoded.warning {
        warnings.add(None, None, kind);
    }
    let read = delimited::read(&decoded.text, plan.delimiter, &mut budget)?;
    if let Some(row) = read.unclosed_quote {
        warnings.add(Some(row), None, WarningKind::UnclosedQuote);
    }
    let raw: RawTable = read.table;
    Ok(grid::table(name, raw, warnings).into_iter().collect())
}

/// Web pages and XML are often saved with the ending of a workbook.
fn is_markup(text: &str) -> bool {
    let beginning: String = grid::trimmed(text)
        .chars()
        .take(16)
        .flat_map(char::to_lowercase)
        .collect();
    ["<!doctype", "<html", "<?xml", "<table", "<meta", "<head"]
        .iter()
        .any(|tag| beginning.starts_with(tag))
}

/// Bytes that are nothing known under the name of a known kind were damaged; the name alone is not believed otherwise.
fn damaged_or_unknown(name: &str) -> ReadError {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase())
        .unwrap_or_default();
    [FileKind::Xlsx, FileKind::Ods, FileKind::Parquet]
        .into_iter()
        .find(|kind| kind.ending() == ending)
        .map_or(ReadError::UnknownKind, |kind| ReadError::Damaged { kind })
}

fn add_unclear(table: &Table, unclear: &[(u64, usize, WarningKind)], warnings: &mut Warnings) {
    warnings.turn_to(&table.file, table.sheet.as_deref());
    for (row, column, kind) in unclear {
        let heading = table.header.get(*column).map(String::as_str);
        warnings.add(Some(*row), heading, kind.clone());
    }
}

/// Runs somebody else's reader; should it panic, the file is called damaged.
///
/// The readers hold nothing that outlives the call, so nothing half-changed can be seen afterwards.
fn unpanicked<T>(kind: FileKind, read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Damaged { kind }))
}
