//! Frames: entries with their length before and a check after them.

use crate::RegisterId;
use crate::entry::MAX_ENTRY;
use crate::sealing::hash;

/// Bytes of a segment's head.
pub(crate) const SEGMENT_HEAD: usize = 32;

const MAGIC: &[u8; 8] = b"ESEPLOG1";

/// An entry's bytes in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame<'a> {
    /// Where the frame begins, from the segment's first byte.
    pub(crate) offset: usize,
    /// The entry.
    pub(crate) entry: &'a [u8],
}

impl Frame<'_> {
    /// Where the next frame begins.
    pub(crate) fn end(&self) -> usize {
        self.offset + 4 + self.entry.len() + 8
    }
}

/// Where a segment stops making sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameFault {
    /// Not the head of this segment of this register.
    Head {
        /// Whether a whole frame stands behind it, so that it is no torn beginning.
        is_inside: bool,
    },
    /// Written by a newer program.
    Newer,
    /// No whole frame at this offset.
    Frame {
        /// From the segment's first byte.
        offset: usize,
        /// Whether a whole frame stands behind the bad one, so that it is no torn end.
        is_inside: bool,
    },
}

/// The head of a segment.
pub(crate) fn segment_head(register: &RegisterId, number: u32) -> [u8; SEGMENT_HEAD] {
    let mut head = [0; SEGMENT_HEAD];
    head[..8].copy_from_slice(MAGIC);
    head[8..24].copy_from_slice(register.as_bytes());
    head[24..28].copy_from_slice(&number.to_be_bytes());
    let check = hash("esep/1 segment", &[&head[..28]]);
    head[28..].copy_from_slice(&check[..4]);
    head
}

/// An entry as a frame.
pub(crate) fn frame(entry: &[u8]) -> Vec<u8> {
    let length = u32::try_from(entry.len())
        .expect("entries are at most a mebibyte")
        .to_be_bytes();
    let check = hash("esep/1 frame", &[&length, entry]);
    [&length[..], entry, &check[..8]].concat()
}

/// Reads the frames of a segment from `offset` on (0 for all of it), and why it stopped before the end.
pub(crate) fn frames<'a>(
    register: &RegisterId,
    number: u32,
    segment: &'a [u8],
    offset: usize,
) -> (Vec<Frame<'a>>, Option<FrameFault>) {
    if !segment.starts_with(&segment_head(register, number)) {
        let expected = segment_head(register, number);
        let is_newer = segment.starts_with(&MAGIC[..7])
            && segment.get(7).is_some_and(|c| (b'2'..=b'9').contains(c))
            // A head that is sound but for its number was only damaged there.
            && segment.get(8..SEGMENT_HEAD) != Some(&expected[8..]);
        let fault = if is_newer {
            FrameFault::Newer
        } else {
            FrameFault::Head {
                is_inside: has_frame_behind(segment, 0),
            }
        };
        return (Vec::new(), Some(fault));
    }
    let mut frames = Vec::new();
    let mut offset = offset.max(SEGMENT_HEAD);
    while offset < segment.len() {
        let Some(frame) = frame_at(segment, offset) else {
            let is_inside = has_frame_behind(segment, offset);
            return (frames, Some(FrameFault::Frame { offset, is_inside }));
        };
        offset = frame.end();
        frames.push(frame);
    }
    (frames, None)
}

fn frame_at(segment: &[u8], offset: usize) -> Option<Frame<'_>> {
    let (length, rest) = segment.get(offset..)?.split_first_chunk::<4>()?;
    let n = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    if n == 0 || n > MAX_ENTRY {
        return None;
    }
    let entry = rest.get(..n)?;
    let check = rest.get(n..n + 8)?;
    hash("esep/1 frame", &[length, entry])
        .starts_with(check)
        .then_some(Frame { offset, entry })
}

/// Looks for a whole frame that begins at any later byte.
fn has_frame_behind(segment: &[u8], offset: usize) -> bool {
    (offset + 1..segment.len()).any(|at| frame_at(segment, at).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTER: RegisterId = RegisterId::from_bytes([7; 16]);

    fn segment() -> Vec<u8> {
        let mut bytes = segment_head(&REGISTER, 3).to_vec();
        for n in [1_usize, 70, 300] {
            bytes.extend(frame(&vec![0xab; n]));
        }
        bytes
    }

    #[test]
    fn frames_are_read_back() {
        let segment = segment();
        let (found, fault) = frames(&REGISTER, 3, &segment, 0);
        assert_eq!(fault, None);
        assert_eq!(
            found.iter().map(|frame| frame.entry.len()).collect::<Vec<_>>(),
            [1, 70, 300]
        );
        let (rest, fault) = frames(&REGISTER, 3, &segment, found[0].end());
        assert_eq!((rest.len(), fault), (2, None));
    }

    #[test]
    fn every_flipped_byte_is_seen() {
        let segment = segment();
        for at in 0..segment.len() {
            let mut damaged = segment.clone();
            damaged[at] ^= 0x10;
            let (_, fault) = frames(&REGISTER, 3, &damaged, 0);
            let last = at >= SEGMENT_HEAD + 13 + 82;
            match fault {
                Some(FrameFault::Frame { is_inside, .. }) => assert_eq!(is_inside, !last, "byte {at}"),
                Some(FrameFault::Head { is_inside }) => assert!(at < SEGMENT_HEAD && is_inside),
                other => panic!("byte {at}: {other:?}"),
            }
        }
    }

    #[test]
    fn every_torn_end_is_seen() {
        let segment = segment();
        let ends = [
            SEGMENT_HEAD,
            SEGMENT_HEAD + 13,
            SEGMENT_HEAD + 13 + 82,
            segment.len(),
        ];
        for end in SEGMENT_HEAD..segment.len() {
            let (_, fault) = frames(&REGISTER, 3, &segment[..end], 0);
            let start = ends.iter().rev().find(|start| **start <= end).copied();
            let expected = (start != Some(end)).then(|| FrameFault::Frame {
                offset: start.unwrap_or_default(),
                is_inside: false,
            });
            assert_eq!(fault, expected, "cut at {end}");
        }
    }

    #[test]
    fn a_segment_of_another_place_is_refused() {
        let segment = segment();
        assert_eq!(
            frames(&REGISTER, 4, &segment, 0).1,
            Some(FrameFault::Head { is_inside: true })
        );
        let mut newer = segment;
        newer[7] = b'2';
        assert!(
            matches!(frames(&REGISTER, 3, &newer, 0).1, Some(FrameFault::Head { .. })),
            "one flipped bit"
        );
        newer[30] = 7;
        assert_eq!(frames(&REGISTER, 3, &newer, 0).1, Some(FrameFault::Newer));
    }
}
