//! Comparing the log with what the view remembers of it, and mending it.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{SegmentMark, frame, segment_path};
use crate::RegisterId;

/// How the log compares with what was remembered of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inspection {
    /// Remembered segments that are not as they were.
    pub(crate) damaged: Vec<u32>,
}

/// Compares the remembered part of the log below `folder` with `marks`, the segments in order.
///
/// # Errors
///
/// When the disk refuses to give what it has.
pub(crate) fn inspect(folder: &Path, marks: &[SegmentMark]) -> io::Result<Inspection> {
    let mut inspection = Inspection::default();
    for mark in marks {
        let there = hash_of_start(folder, mark.number, mark.length)?;
        let is_same = there.is_some_and(|hasher| <[u8; 32]>::from(hasher.finalize()) == mark.hash);
        if !is_same {
            inspection.damaged.push(mark.number);
        }
    }
    Ok(inspection)
}

/// The hash, still open, of a segment's first `length` bytes; `None` where there are not so many.
///
/// # Errors
///
/// When the disk refuses.
pub(crate) fn hash_of_start(folder: &Path, number: u32, length: u64) -> io::Result<Option<Sha256>> {
    let file = match File::open(segment_path(folder, number)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let mut start = BufReader::with_capacity(1 << 18, file.take(length));
    let mut hasher = Sha256::new();
    let mut n_read = 0;
    loop {
        let piece = start.fill_buf()?;
        if piece.is_empty() {
            return Ok((n_read == length).then_some(hasher));
        }
        hasher.update(piece);
        let n = piece.len();
        n_read += n as u64;
        start.consume(n);
    }
}

/// The bytes of a segment again, from its entries; what follows the remembered part is kept.
///
/// # Errors
///
/// When the disk refuses, or the entries are not those of `mark`.
pub(crate) fn mended(
    folder: &Path,
    register: &RegisterId,
    mark: &SegmentMark,
    entries: &[Vec<u8>],
) -> io::Result<Vec<u8>> {
    let mut bytes = frame::segment_head(register, mark.number).to_vec();
    entries.iter().for_each(|entry| bytes.extend(frame::frame(entry)));
    if <[u8; 32]>::from(Sha256::digest(&bytes)) != mark.hash {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let there = read_segment(folder, mark.number)?.unwrap_or_default();
    if let Some(behind) = there.get(bytes.len()..) {
        bytes.extend_from_slice(behind);
    }
    Ok(bytes)
}

/// A segment's bytes; `None` where there is no such segment.
///
/// # Errors
///
/// When the disk refuses.
pub(crate) fn read_segment(folder: &Path, number: u32) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(segment_path(folder, number)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The mark of a segment's first `length` bytes.
pub(crate) fn mark(number: u32, bytes: &[u8]) -> SegmentMark {
    SegmentMark {
        number,
        length: bytes.len() as u64,
        hash: Sha256::digest(bytes).into(),
    }
}
