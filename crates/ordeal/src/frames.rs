//! Segments taken apart and put together again, as `docs/format.md` tells it and without asking `store`.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

/// Bytes of a segment's head.
pub(crate) const HEAD: usize = 32;

/// Where the frames of a segment stand.
pub(crate) fn frames(segment: &[u8]) -> Vec<Range<usize>> {
    let mut frames = Vec::new();
    let mut at = HEAD;
    while let Some(length) = segment.get(at..at + 4) {
        let n = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let end = at + 4 + n + 8;
        if end > segment.len() {
            break;
        }
        frames.push(at..end);
        at = end;
    }
    frames
}

/// The entry in a frame.
pub(crate) fn entry(frame: &[u8]) -> &[u8] {
    frame.get(4..frame.len().saturating_sub(8)).unwrap_or_default()
}

/// An entry as a frame.
pub(crate) fn frame(entry: &[u8]) -> Vec<u8> {
    let length = u32::try_from(entry.len()).unwrap_or(u32::MAX).to_be_bytes();
    let check = hash("esep/1 frame", &[&length[..], entry].concat());
    [&length[..], entry, &check[..8]].concat()
}

/// `H(label, x)`.
pub(crate) fn hash(label: &str, x: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update(label.as_bytes())
        .chain_update([0])
        .chain_update(x)
        .finalize()
        .into()
}

/// Where the header of an entry stands in it, its content without the bytes that tell its length.
pub(crate) fn header(entry: &[u8]) -> Option<Range<usize>> {
    if *entry.first()? != 0x83 {
        return None;
    }
    byte_string(entry, 1)
}

/// Where a byte string's content stands.
pub(crate) fn byte_string(cbor: &[u8], at: usize) -> Option<Range<usize>> {
    let first = *cbor.get(at)?;
    let (length, start) = match first {
        0x40..=0x57 => (usize::from(first - 0x40), at + 1),
        0x58 => (usize::from(*cbor.get(at + 1)?), at + 2),
        0x59 => {
            let two = cbor.get(at + 1..at + 3)?;
            (usize::from(u16::from_be_bytes([two[0], two[1]])), at + 3)
        }
        0x5a => {
            let four = cbor.get(at + 1..at + 5)?;
            (
                u32::from_be_bytes([four[0], four[1], four[2], four[3]]) as usize,
                at + 5,
            )
        }
        _ => return None,
    };
    let end = start.checked_add(length)?;
    (end <= cbor.len()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_go_both_ways() {
        let mut segment = vec![0; HEAD];
        for n in [3, 700] {
            segment.extend(frame(&vec![5; n]));
        }
        let found = frames(&segment);
        assert_eq!(found, [32..47, 47..759]);
        assert_eq!(entry(&segment[found[0].clone()]), [5, 5, 5]);
    }

    #[test]
    fn byte_strings_are_found() {
        assert_eq!(byte_string(&[0x42, 1, 2], 0), Some(1..3));
        assert_eq!(byte_string(&[9, 0x58, 1, 2], 1), Some(3..4));
        assert_eq!(byte_string(&[0x42, 1], 0), None);
        assert_eq!(byte_string(&[0x62, 1, 2], 0), None);
    }
}
