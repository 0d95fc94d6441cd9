//! The tail: what a crash leaves behind the last whole frame, told from damage (`docs/format.md`, *Segments*).

use crate::RegisterId;
use crate::chain::Chain;
use crate::entry::Entry;
use crate::log::{Frame, FrameFault};

/// What it means that a segment stops making sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tail {
    /// The end of an act that was being written; from here on nothing counts.
    Torn {
        /// From the segment's first byte.
        offset: u64,
    },
    /// Something that had been written whole is no longer.
    Damaged {
        /// From the segment's first byte.
        offset: u64,
    },
    /// Written by a newer program.
    Newer,
}

/// Judges what stopped the reading of a segment, the last one or not, after the entries that `chain` has followed.
///
/// An act is on the disk whole before the next is written. So a crash can tear the last act only, and of that act any
/// sectors may be there: behind the torn place may stand whole frames of the same act, but none that begins one.
pub(crate) fn judge(
    fault: &FrameFault<'_>,
    register: &RegisterId,
    number: u32,
    is_last: bool,
    chain: &Chain,
) -> Tail {
    let FrameFault::Bytes { offset, behind } = fault else {
        return Tail::Newer;
    };
    let may_be_torn = is_last && (*offset > 0 || number > 1);
    let offset = *offset as u64;
    if may_be_torn && are_of_next_act(register, behind, chain) {
        Tail::Torn { offset }
    } else {
        Tail::Damaged { offset }
    }
}

/// Whether all frames are further entries of one act, the one that its device is writing next.
fn are_of_next_act(register: &RegisterId, frames: &[Frame<'_>], chain: &Chain) -> bool {
    let mut act = None;
    frames.iter().all(|frame| {
        let Ok(entry) = Entry::decode(register, frame.entry) else {
            return false;
        };
        let header = &entry.header;
        let of = (header.device, header.group_first);
        header.number > header.group_first
            && header.group_first == chain.next_act(header.device)
            && *act.get_or_insert(of) == of
    })
}
