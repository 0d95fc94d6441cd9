//! What a packed file (a workbook is one) may hold before a reader sees it.
//!
//! Readers of workbooks believe what a file says about itself and ask for that much memory. Here every entry
//! is unpacked once into nothing, counted and looked through, so that no such file reaches them.

mod parts;
mod xml;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use self::parts::Part;
use crate::limits::{Limits, Measure};
use crate::read_error::{FileKind, ReadError, within};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Below this many unpacked bytes an entry's ratio says nothing: a short XML part of blanks is harmless.
const RATIO_COUNTS_FROM: u64 = 1 << 20;

/// Says what kind of workbook this is, after every check.
pub(crate) fn check(bytes: &[u8], limits: &Limits) -> Result<FileKind, ReadError> {
    // What begins like a packed file and has no sound directory at its end was cut off on its way.
    let damaged = |_| ReadError::Damaged {
        kind: likely_kind(bytes),
    };
    within(Measure::ZipEntries, stated_entries(bytes), limits.zip_entries)?;
    let mut archive = Archive::new(Cursor::new(bytes)).map_err(damaged)?;
    within(Measure::ZipEntries, archive.len() as u64, limits.zip_entries)?;
    if archive.has_duplicate_names() || archive.has_overlapping_entries().map_err(damaged)? {
        return Err(ReadError::ZipOverlap);
    }
    check_entries(&archive, likely_kind(bytes), limits)?;
    let kind = kind(&archive)?;
    let mut total = 0;
    for index in 0..archive.len() {
        unpack(&mut archive, index, kind, limits, &mut total)?;
    }
    Ok(kind)
}

/// The kind of a workbook whose directory cannot be read, by its first entry.
///
/// An OpenDocument file begins with an entry of this name (OpenDocument 1.3 part 2, 3.3), which stands at byte 30.
fn likely_kind(bytes: &[u8]) -> FileKind {
    if bytes.get(30..38) == Some(b"mimetype") {
        FileKind::Ods
    } else {
        FileKind::Xlsx
    }
}

/// The number of entries as the end record states it, before anything is read for each.
///
/// The end record is 22 bytes and a comment of at most 65,535 (PKWARE APPNOTE 4.3.16).
fn stated_entries(bytes: &[u8]) -> u64 {
    let from = bytes.len().saturating_sub(22 + 65_535);
    let tail = bytes.get(from..).unwrap_or_default();
    let end = tail
        .windows(22)
        .rposition(|window| window.starts_with(b"PK\x05\x06"));
    let count = end
        .and_then(|at| tail.get(at + 10..at + 12))
        .and_then(|count| count.try_into().ok());
    count.map_or(0, |count| u64::from(u16::from_le_bytes(count)))
}

/// Checks what the directory says of each entry: name, links, encryption, size.
fn check_entries(archive: &Archive<'_>, kind: FileKind, limits: &Limits) -> Result<(), ReadError> {
    let mut stated: u64 = 0;
    for index in 0..archive.len() {
        let entry = archive
            .by_index_data(index)
            .map_err(|_| ReadError::Damaged { kind })?;
        if leads_outside(entry.name_raw()) {
            return Err(ReadError::ZipPath);
        }
        if entry.is_symlink() {
            return Err(ReadError::ZipLink);
        }
        if entry.encrypted() {
            return Err(ReadError::Encrypted);
        }
        stated = stated.saturating_add(entry.size());
        within(Measure::ZipBytes, stated, limits.zip_bytes)?;
        check_ratio(entry.size(), entry.compressed_size(), limits)?;
    }
    Ok(())
}

fn leads_outside(name: &[u8]) -> bool {
    let absolute = matches!(name, [b'/' | b'\\', ..] | [_, b':', ..]);
    absolute
        || name.contains(&0)
        || name
            .split(|byte| matches!(byte, b'/' | b'\\'))
            .any(|part| part == b"..")
}

fn check_ratio(unpacked: u64, packed: u64, limits: &Limits) -> Result<(), ReadError> {
    if unpacked < RATIO_COUNTS_FROM {
        return Ok(());
    }
    within(Measure::ZipRatio, unpacked / packed.max(1), limits.zip_ratio)
}

fn kind(archive: &Archive<'_>) -> Result<FileKind, ReadError> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        return Err(ReadError::BinaryWorkbook);
    }
    if has("xl/workbook.xml") || (has("[Content_Types].xml") && has("workbook.xml")) {
        return Ok(FileKind::Xlsx);
    }
    if has("content.xml") && has("mimetype") {
        return Ok(FileKind::Ods);
    }
    Err(ReadError::UnknownKind)
}

/// Unpacks one entry into nothing and looks at what goes by.
fn unpack(
    archive: &mut Archive<'_>,
    index: usize,
    kind: FileKind,
    limits: &Limits,
    total: &mut u64,
) -> Result<(), ReadError> {
    let damaged = ReadError::Damaged { kind };
    let mut entry = archive.by_index(index).map_err(|_| damaged.clone())?;
    let packed = entry.compressed_size();
    let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
    let mut part = Part::of(&name, kind);
    let mut buffer = vec![0; 64 << 10];
    let mut unpacked: u64 = 0;
    loop {
        let n_read = entry.read(&mut buffer).map_err(|_| damaged.clone())?;
        let Some(chunk) = buffer.get(..n_read).filter(|chunk| !chunk.is_empty()) else {
            break;
        };
        if unpacked == 0 && is_packed(chunk) {
            return Err(ReadError::ZipNested);
        }
        unpacked += n_read as u64;
        *total += n_read as u64;
        within(Measure::ZipBytes, *total, limits.zip_bytes)?;
        check_ratio(unpacked, packed, limits)?;
        if let Some(part) = &mut part {
            part.feed(chunk, limits)?;
        }
    }
    Ok(())
}

/// Says whether the bytes begin like a packed file: zip, gzip, 7z, rar, xz.
fn is_packed(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 5] = [b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ"];
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}
