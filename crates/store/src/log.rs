//! The log on disk: segments of frames, appended and synced, compared with what the view remembers of it.

mod frame;
mod inspection;

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::RegisterId;
use crate::sealing::Hash;

pub(crate) use frame::{Frame, FrameFault, SEGMENT_HEAD, frames};
pub(crate) use inspection::{inspect, mark, mended, read_segment};

/// A segment of at least this many bytes is followed by a new one.
const SEGMENT_FULL: u64 = 16 << 20;

/// How long a segment is and what is in it: enough to see later whether it is still the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SegmentMark {
    /// From 1.
    pub(crate) number: u32,
    /// In bytes, head included.
    pub(crate) length: u64,
    /// SHA-256 of these bytes.
    pub(crate) hash: Hash,
}

/// The end of the log, where entries are added.
#[derive(Debug)]
pub(crate) struct Log {
    folder: PathBuf,
    register: RegisterId,
    end: End,
}

/// The last segment.
#[derive(Clone, Debug)]
struct End {
    number: u32,
    length: u64,
    hasher: Sha256,
}

/// Bytes that are to follow one another at the end of the log.
#[derive(Debug)]
pub(crate) struct Addition {
    /// Where each entry will stand: the segment's number.
    pub(crate) segments: Vec<u32>,
    /// The segments that grow or begin, as they will be.
    pub(crate) marks: Vec<SegmentMark>,
    pieces: Vec<Piece>,
    end: End,
}

#[derive(Debug)]
struct Piece {
    number: u32,
    offset: u64,
    bytes: Vec<u8>,
}

impl Log {
    /// Takes a log that ends as `last` says; `None` when nothing is written yet.
    ///
    /// # Errors
    ///
    /// When the last segment cannot be read.
    pub(crate) fn ending(
        folder: PathBuf,
        register: RegisterId,
        last: Option<&SegmentMark>,
    ) -> io::Result<Self> {
        let mut end = End {
            number: 0,
            length: 0,
            hasher: Sha256::new(),
        };
        if let Some(last) = last {
            end = End {
                number: last.number,
                length: last.length,
                hasher: inspection::hash_of_start(&folder, last.number, last.length)?
                    .ok_or(io::ErrorKind::UnexpectedEof)?,
            };
        }
        Ok(Self {
            folder,
            register,
            end,
        })
    }

    /// Lays out entries after the end; nothing is written yet.
    pub(crate) fn lay_out(&self, entries: &[Vec<u8>]) -> Addition {
        let mut addition = Addition {
            segments: Vec::with_capacity(entries.len()),
            marks: Vec::new(),
            pieces: Vec::new(),
            end: self.end.clone(),
        };
        for entry in entries {
            if addition.end.number == 0 || addition.end.length >= SEGMENT_FULL {
                addition.begin_segment(&self.register);
            }
            addition.push(&frame::frame(entry));
            addition.segments.push(addition.end.number);
        }
        addition.mark();
        addition
    }

    /// Writes what was laid out and waits until the disk has it.
    ///
    /// # Errors
    ///
    /// When the disk refuses; some of the bytes may be there, see [`Log::cut_back`].
    pub(crate) fn append(&mut self, addition: &Addition) -> io::Result<()> {
        for piece in &addition.pieces {
            self.write(piece)?;
        }
        self.end = addition.end.clone();
        Ok(())
    }

    /// Cuts the log to `end`: behind it stands only what no view knows.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub(crate) fn cut(folder: &Path, number: u32, length: u64) -> io::Result<()> {
        let keeps_some = length > SEGMENT_HEAD as u64;
        let first = if keeps_some { number + 1 } else { number };
        if keeps_some {
            let file = OpenOptions::new()
                .write(true)
                .open(segment_path(folder, number))?;
            file.set_len(length)?;
            file.sync_all()?;
        }
        let behind: Vec<PathBuf> = (first..)
            .map(|number| segment_path(folder, number))
            .take_while(|path| path.exists())
            .collect();
        // From the end, so that a crash between leaves no gap.
        for path in behind.iter().rev() {
            std::fs::remove_file(path)?;
        }
        sync_folder(folder)
    }

    /// Takes back whatever a failed [`Log::append`] left, or an append whose act did not come about.
    ///
    /// # Errors
    ///
    /// When the disk refuses; the log must not be added to then.
    pub(crate) fn cut_back(&mut self, end: &SegmentMark) -> io::Result<()> {
        let (number, length) = if end.number == 0 {
            (1, 0)
        } else {
            (end.number, end.length)
        };
        Self::cut(&self.folder, number, length)?;
        *self = Self::ending(
            self.folder.clone(),
            self.register,
            (end.number > 0).then_some(end),
        )?;
        Ok(())
    }

    /// The end as it is now.
    pub(crate) fn end(&self) -> SegmentMark {
        self.end.mark()
    }

    fn write(&self, piece: &Piece) -> io::Result<()> {
        let path = segment_path(&self.folder, piece.number);
        let is_new = piece.offset == 0;
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create(is_new).truncate(is_new).open(path)?;
        file.seek(SeekFrom::Start(piece.offset))?;
        file.write_all(&piece.bytes)?;
        if is_new {
            file.sync_all()?;
            return sync_folder(&self.folder);
        }
        file.sync_data()
    }
}

impl Addition {
    fn begin_segment(&mut self, register: &RegisterId) {
        self.mark();
        self.end = End {
            number: self.end.number + 1,
            length: 0,
            hasher: Sha256::new(),
        };
        self.push(&frame::segment_head(register, self.end.number));
    }

    fn push(&mut self, bytes: &[u8]) {
        let follows = self
            .pieces
            .last()
            .is_some_and(|piece| piece.number == self.end.number);
        if !follows {
            self.pieces.push(Piece {
                number: self.end.number,
                offset: self.end.length,
                bytes: Vec::new(),
            });
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.bytes.extend_from_slice(bytes);
        }
        self.end.length += bytes.len() as u64;
        self.end.hasher.update(bytes);
    }

    fn mark(&mut self) {
        let has_grown = self
            .pieces
            .last()
            .is_some_and(|piece| piece.number == self.end.number);
        if has_grown {
            self.marks.push(self.end.mark());
        }
    }
}

impl End {
    fn mark(&self) -> SegmentMark {
        SegmentMark {
            number: self.number,
            length: self.length,
            hash: self.hasher.clone().finalize().into(),
        }
    }
}

/// Where a segment stands.
pub(crate) fn segment_path(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{number:08}.log"))
}

/// Makes names in a folder durable; where the system has no such thing, nothing is done.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
