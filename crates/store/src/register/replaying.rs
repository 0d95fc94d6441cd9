//! Bringing a view up to what the log says.

use std::path::Path;

use rayon::prelude::*;

use super::opening::OpenError;
use crate::chain::{BrokenChain, Chain, EntryFault};
use crate::contents::{self, Contents};
use crate::entry::{Entry, EntryError};
use crate::keyring::{Compartment, Keys};
use crate::log::{FrameFault, Log, SegmentMark, frames, mark, read_segment, segment_path};
use crate::subjects::SubjectSlots;
use crate::tail::{Tail, judge};
use crate::view::View;

/// How many entries are applied between two commits of the view.
const APPLIED_AT_ONCE: usize = 5_000;

/// An entry that stands in the log and not yet in the view.
struct Waiting {
    entry: Entry,
    bytes: Vec<u8>,
    segment: u32,
    offset: usize,
    end: usize,
}

/// What replaying found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Replayed {
    /// Entries that the view did not know.
    pub(super) n_applied: u64,
    /// Bytes at the end of the log that were no whole act.
    pub(super) n_cut: u64,
}

/// Where the log is and what reads it.
pub(super) struct Replay<'a> {
    pub(super) log: &'a Path,
    pub(super) keys: &'a Keys,
    pub(super) subjects: &'a SubjectSlots,
    /// Whether anything behind the last whole act may be cut: not when a witness has seen more.
    pub(super) witnessed: &'a dyn Fn(&Chain) -> bool,
}

impl Replay<'_> {
    /// Applies whatever stands in the log behind what `view` knows, and cuts a torn end.
    pub(super) fn run(&self, view: &mut View, chain: &mut Chain) -> Result<Replayed, OpenError> {
        let marks = view.marks().map_err(OpenError::from_view)?;
        let (mut number, mut from) = marks.last().map_or((1, 0), |mark| {
            (mark.number, usize::try_from(mark.length).unwrap_or(usize::MAX))
        });
        let mut replayed = Replayed::default();
        if number > 0 && self.length(number)? == from as u64 && self.length(number + 1)? == 0 {
            // The usual case: the view knows all there is.
            return Ok(replayed);
        }
        let mut waiting = Vec::new();
        let mut known_end = (number, from);
        while let Some(bytes) = self.segment(number)? {
            let fault = self.read_segment(number, &bytes, from, &mut waiting)?;
            let whole = n_whole(&waiting);
            let rest = waiting.split_off(whole);
            if let Some(last) = waiting.last() {
                known_end = (last.segment, last.end);
            }
            replayed.n_applied += waiting.len() as u64;
            self.apply(view, chain, &waiting, number, &bytes)?;
            waiting = rest;
            if let Some(fault) = fault {
                self.check_torn(number, &fault, chain)?;
                break;
            }
            number += 1;
            from = 0;
        }
        replayed.n_cut = self.cut_behind(known_end, chain)?;
        Ok(replayed)
    }

    /// How long a segment is; 0 where there is none.
    fn length(&self, number: u32) -> Result<u64, OpenError> {
        let path = segment_path(self.log, number);
        match std::fs::metadata(&path) {
            Ok(found) => Ok(found.len().max(1)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(OpenError::disk(&path)(error)),
        }
    }

    fn segment(&self, number: u32) -> Result<Option<Vec<u8>>, OpenError> {
        read_segment(self.log, number).map_err(OpenError::disk(self.log))
    }

    /// Decodes a segment's entries and checks their signatures, on all cores.
    fn read_segment<'a>(
        &self,
        number: u32,
        bytes: &'a [u8],
        from: usize,
        waiting: &mut Vec<Waiting>,
    ) -> Result<Option<FrameFault<'a>>, OpenError> {
        let register = self.keys.register();
        let (frames, fault) = frames(&register, number, bytes, from);
        let entries: Vec<_> = frames
            .into_par_iter()
            .map(|frame| {
                let entry = Entry::decode(&register, frame.entry)
                    .and_then(|entry| entry.verify().map(|()| entry))
                    .map_err(|error| refused(number, frame.offset, error))?;
                let bytes = frame.entry.to_vec();
                Ok(Waiting {
                    entry,
                    bytes,
                    segment: number,
                    offset: frame.offset,
                    end: frame.end(),
                })
            })
            .collect::<Result<_, OpenError>>()?;
        waiting.extend(entries);
        Ok(fault)
    }

    /// Follows the chain and applies whole acts, some thousand entries at a time.
    fn apply(
        &self,
        view: &mut View,
        chain: &mut Chain,
        entries: &[Waiting],
        number: u32,
        bytes: &[u8],
    ) -> Result<(), OpenError> {
        let mut rest = entries;
        while !rest.is_empty() {
            let n = n_until_closed(rest, APPLIED_AT_ONCE);
            let (now, later) = rest.split_at(n);
            let work = view.begin().map_err(OpenError::from_view)?;
            for waiting in now {
                chain.follow(&waiting.entry).map_err(|why| OpenError::Tampered {
                    segment: waiting.segment,
                    offset: waiting.offset as u64,
                    why,
                })?;
                let contents = self.open(waiting)?;
                work.add_entry(&waiting.entry, &waiting.bytes, waiting.segment)
                    .map_err(OpenError::from_view)?;
                if let Some(contents) = contents {
                    work.apply(&waiting.entry.header, &contents)
                        .map_err(OpenError::from_view)?;
                }
            }
            let marks = self.marks(now, number, bytes)?;
            work.set_marks(&marks).map_err(OpenError::from_view)?;
            work.set_chain(&chain.summary()).map_err(OpenError::from_view)?;
            work.commit().map_err(OpenError::from_view)?;
            rest = later;
        }
        Ok(())
    }

    /// What the view keeps of an entry: nothing of sources.
    fn open(&self, waiting: &Waiting) -> Result<Option<Contents>, OpenError> {
        let header = &waiting.entry.header;
        if header.compartment != Compartment::General as u32 {
            return Ok(None);
        }
        let key = self
            .keys
            .compartment_key(Compartment::General, header.epoch)
            .ok_or(OpenError::KeyMissing)?;
        contents::open(&self.keys.register(), &waiting.entry, key, |subject| {
            self.subjects.get(subject)
        })
        .map(Some)
        .map_err(|_| OpenError::Tampered {
            segment: waiting.segment,
            offset: waiting.offset as u64,
            why: BrokenChain::Entry(EntryFault::Malformed),
        })
    }

    /// The marks of all segments that `applied` ends in.
    fn marks(&self, applied: &[Waiting], number: u32, bytes: &[u8]) -> Result<Vec<SegmentMark>, OpenError> {
        let mut marks: Vec<SegmentMark> = Vec::new();
        for (waiting, next) in applied.iter().zip(applied.iter().skip(1).map(Some).chain([None])) {
            if next.is_some_and(|next| next.segment == waiting.segment) {
                continue;
            }
            if waiting.segment == number {
                marks.push(mark(number, &bytes[..waiting.end]));
                continue;
            }
            let earlier = self.segment(waiting.segment)?.unwrap_or_default();
            marks.push(mark(
                waiting.segment,
                earlier.get(..waiting.end).unwrap_or_default(),
            ));
        }
        Ok(marks)
    }

    /// Only the last act may be torn.
    fn check_torn(&self, number: u32, fault: &FrameFault<'_>, chain: &Chain) -> Result<(), OpenError> {
        let is_last = self.segment(number + 1)?.is_none();
        match judge(fault, &self.keys.register(), number, is_last, chain) {
            Tail::Torn { .. } => Ok(()),
            Tail::Newer => Err(OpenError::Newer),
            Tail::Damaged { offset } => Err(OpenError::LogDamaged {
                segment: number,
                offset,
            }),
        }
    }

    /// Cuts what follows the last whole act, unless a witness has seen more than is left.
    fn cut_behind(&self, (number, end): (u32, usize), chain: &Chain) -> Result<u64, OpenError> {
        let mut n_behind = 0;
        for number in number.. {
            let Some(bytes) = self.segment(number)? else { break };
            n_behind += bytes.len() as u64;
        }
        let n_cut = n_behind.saturating_sub(end as u64);
        if n_cut == 0 {
            return Ok(0);
        }
        if !(self.witnessed)(chain) {
            return Err(OpenError::LogDamaged {
                segment: number,
                offset: end as u64,
            });
        }
        Log::cut(self.log, number, end as u64).map_err(OpenError::disk(self.log))?;
        Ok(n_cut)
    }
}

/// How many of the entries belong to acts that are complete.
fn n_whole(waiting: &[Waiting]) -> usize {
    waiting
        .iter()
        .rposition(|waiting| waiting.entry.header.closes)
        .map_or(0, |at| at + 1)
}

/// The first position at or behind `at_least` where an act ends.
fn n_until_closed(waiting: &[Waiting], at_least: usize) -> usize {
    let from = at_least.min(waiting.len());
    let behind = waiting[from - 1..]
        .iter()
        .position(|waiting| waiting.entry.header.closes);
    behind.map_or(waiting.len(), |n| from + n)
}

fn refused(segment: u32, offset: usize, error: EntryError) -> OpenError {
    if matches!(error, EntryError::Newer(_)) {
        return OpenError::Newer;
    }
    OpenError::Tampered {
        segment,
        offset: offset as u64,
        why: BrokenChain::Entry(error.into()),
    }
}
