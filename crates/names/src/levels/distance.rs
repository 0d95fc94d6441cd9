//! How far two words in sounds are apart.

use crate::levels::sound::{MAX_SOUNDS, agree, is_vowel};

/// The cost of one plain slip; confusions of near sounds cost half.
pub(crate) const SLIP: u16 = 2;

/// Weighted optimal string alignment: the least cost of turning `a` into `b` by replacing, dropping, adding
/// sounds or swapping neighbours (Damerau 1964, restricted as in Boytsov 2011).
///
/// Symmetric; allocates nothing; stops with `limit + 1` as soon as the cost must exceed `limit`.
pub(crate) fn distance(a: &[u8], b: &[u8], limit: u16) -> u16 {
    let a = &a[..a.len().min(MAX_SOUNDS)];
    let b = &b[..b.len().min(MAX_SOUNDS)];
    let mut before = [0_u16; MAX_SOUNDS + 1];
    let mut above = [0_u16; MAX_SOUNDS + 1];
    let mut row = [0_u16; MAX_SOUNDS + 1];
    for (at, sound) in b.iter().enumerate() {
        above[at + 1] = above[at] + gap(*sound);
    }
    for (i, x) in a.iter().enumerate() {
        row[0] = above[0] + gap(*x);
        let mut least = row[0];
        for (j, y) in b.iter().enumerate() {
            let mut cost = above[j]
                + if i == 0 && j == 0 {
                    first_replacement(*x, *y)
                } else {
                    replacement(*x, *y)
                };
            cost = cost.min(above[j + 1] + gap(*x)).min(row[j] + gap(*y));
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + SLIP);
            }
            row[j + 1] = cost;
            least = least.min(cost);
        }
        if least > limit + SLIP {
            return limit + 1;
        }
        (before, above, row) = (above, row, before);
    }
    above[b.len()].min(limit + 1)
}

fn gap(sound: u8) -> u16 {
    if sound == b'i' { 1 } else { SLIP }
}

/// Names that begin with different vowels are rarely one name: Асан and Үсөн.
fn first_replacement(x: u8, y: u8) -> u16 {
    if is_vowel(x) && is_vowel(y) && !agree(x, y) {
        SLIP
    } else {
        replacement(x, y)
    }
}

fn replacement(x: u8, y: u8) -> u16 {
    if agree(x, y) {
        return 0;
    }
    let near = |x: u8, y: u8| {
        matches!(
            (x, y),
            (b'j', b'z')
                | (b'S', b'C')
                | (b'k', b'h')
                | (b'g', b'h')
                | (b'c', b's')
                | (b'c', b'C')
                | (b'v', b'f')
        )
    };
    if (is_vowel(x) && is_vowel(y)) || near(x, y) || near(y, x) {
        1
    } else {
        SLIP
    }
}
