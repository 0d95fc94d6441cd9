//! How well two words agree.

use crate::levels::agreement::PartLevel;
use crate::levels::distance::{SLIP, distance};
use crate::levels::sound::agree;

/// What comparing looks at in a word.
#[derive(Clone, Copy)]
pub(crate) struct Shape<'a> {
    /// The word without the ending of a surname or patronymic, in sounds.
    pub(crate) stem: &'a [u8],
    /// Which consonants occur in it, a bit each.
    pub(crate) mask: u32,
    /// The family of pet names it belongs to; 0 when none.
    pub(crate) family: u16,
}

/// How well two words agree; `distant` tells it where only counting slips can, see [`distance_level`].
pub(crate) fn words_level(x: Shape<'_>, y: Shape<'_>, distant: impl FnOnce() -> PartLevel) -> PartLevel {
    let (long, short) = if x.stem.len() >= y.stem.len() {
        (x.stem, y.stem)
    } else {
        (y.stem, x.stem)
    };
    if short.is_empty() {
        return PartLevel::Missing;
    }
    if long.len() == short.len() && long.iter().zip(short).all(|(p, q)| agree(*p, *q)) {
        return PartLevel::Same;
    }
    if short.len() == 1 {
        return if agree(long[0], short[0]) {
            PartLevel::Initial
        } else {
            PartLevel::Different
        };
    }
    if x.family != 0 && x.family == y.family {
        return PartLevel::Short;
    }
    if short.len() >= 3 && heads_agree(long, short) {
        return if long.len() == short.len() + 1 && short.len() >= 4 {
            PartLevel::Close
        } else {
            PartLevel::Short
        };
    }
    if least_distance(x.mask, y.mask) > u32::from(limits(short).1) {
        return PartLevel::Different;
    }
    distant()
}

/// A distance that two words with these masks are at least apart.
///
/// Consonants that only one word has are of another class than those that only the other has, so that each takes a whole
/// slip; one slip may rid both words of one.
pub(crate) fn least_distance(x: u32, y: u32) -> u32 {
    let (of_x, of_y) = ((x & !y).count_ones(), (y & !x).count_ones());
    of_x.max(of_y) * u32::from(SLIP)
}

fn heads_agree(long: &[u8], short: &[u8]) -> bool {
    long[..short.len()].iter().zip(short).all(|(p, q)| agree(*p, *q))
}

/// The level of two words by how many slips are between them.
pub(crate) fn distance_level(x: &[u8], y: &[u8]) -> PartLevel {
    let (long, short) = if x.len() >= y.len() { (x, y) } else { (y, x) };
    let (close, similar) = limits(short);
    let apart = distance(long, short, similar);
    if apart <= close {
        PartLevel::Close
    } else if apart <= similar && short.len() >= 3 {
        PartLevel::Similar
    } else {
        PartLevel::Different
    }
}

/// The greatest distances at which two words are close and similar.
fn limits(short: &[u8]) -> (u16, u16) {
    let shortest = u16::try_from(short.len()).unwrap_or(u16::MAX);
    (close_limit(shortest), similar_limit(shortest))
}

/// The greatest distance at which two words are similar, by how many sounds the shorter has.
pub(crate) const fn similar_limit(shortest: u16) -> u16 {
    let (similar, close) = (shortest * SLIP * 2 / 5, close_limit(shortest));
    if similar > close { similar } else { close }
}

/// The greatest distance at which two words are still taken for slips of one.
const fn close_limit(shortest: u16) -> u16 {
    match shortest {
        0..=2 => 0,
        3 => 1,
        4..=6 => SLIP,
        7..=8 => SLIP + 1,
        _ => 2 * SLIP,
    }
}
