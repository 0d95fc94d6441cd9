//! Comparing the log with what the view remembers of it.

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{FrameFault, SegmentMark, frames, segment_path};
use crate::RegisterId;

/// An entry that stands in the log and not in the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// The segment it stands in.
    pub(crate) segment: u32,
    /// Where its frame begins.
    pub(crate) offset: u64,
    /// Where its frame ends.
    pub(crate) end: u64,
    /// The entry.
    pub(crate) entry: Vec<u8>,
}

/// How the log compares with what was remembered of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inspection {
    /// Remembered segments that are not as they were.
    pub(crate) damaged: Vec<u32>,
    /// What follows the remembered part.
    pub(crate) unknown: Vec<Unknown>,
    /// The first place behind the remembered part where no frame can be read, if any.
    pub(crate) fault: Option<(u32, FrameFault)>,
}

/// Compares the log below `folder` with `marks`, the remembered segments in order.
///
/// # Errors
///
/// When the disk refuses to give what it has.
pub(crate) fn inspect(folder: &Path, register: &RegisterId, marks: &[SegmentMark]) -> io::Result<Inspection> {
    let mut inspection = Inspection::default();
    for mark in marks {
        let bytes = read_if_there(folder, mark.number)?.unwrap_or_default();
        let length = usize::try_from(mark.length).unwrap_or(usize::MAX);
        let is_same = bytes
            .get(..length)
            .is_some_and(|known| <[u8; 32]>::from(Sha256::digest(known)) == mark.hash);
        if !is_same {
            inspection.damaged.push(mark.number);
        }
        let is_last = mark.number as usize == marks.len();
        if is_last && bytes.len() > length {
            // The head of a damaged segment may be what is damaged; what follows is read all the same.
            let mut bytes = bytes;
            bytes[..super::SEGMENT_HEAD].copy_from_slice(&super::frame::segment_head(register, mark.number));
            inspection.read(register, mark.number, &bytes, length);
        }
    }
    let mut number = u32::try_from(marks.len()).unwrap_or(u32::MAX);
    while inspection.fault.is_none() {
        number = number.saturating_add(1);
        let Some(bytes) = read_if_there(folder, number)? else {
            break;
        };
        inspection.read(register, number, &bytes, 0);
    }
    if let Some((number, FrameFault::Frame { is_inside, .. })) = &mut inspection.fault {
        *is_inside |= segment_path(folder, number.saturating_add(1)).exists();
    }
    Ok(inspection)
}

impl Inspection {
    fn read(&mut self, register: &RegisterId, number: u32, bytes: &[u8], from: usize) {
        let (found, fault) = frames(register, number, bytes, from);
        self.unknown.extend(found.iter().map(|frame| Unknown {
            segment: number,
            offset: frame.offset as u64,
            end: frame.end() as u64,
            entry: frame.entry.to_vec(),
        }));
        self.fault = fault.map(|fault| (number, fault));
    }
}

fn read_if_there(folder: &Path, number: u32) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(segment_path(folder, number)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
