//! Comparing the log with what the view remembers of it, and mending it.

use std::io;
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
        let bytes = read_segment(folder, mark.number)?.unwrap_or_default();
        let known = usize::try_from(mark.length)
            .ok()
            .and_then(|length| bytes.get(..length));
        if known.is_none_or(|known| <[u8; 32]>::from(Sha256::digest(known)) != mark.hash) {
            inspection.damaged.push(mark.number);
        }
    }
    Ok(inspection)
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
