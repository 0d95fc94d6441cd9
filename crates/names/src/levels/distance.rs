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
    // Sounds that both begin or end with cost nothing: no other way to turn one word into the other is cheaper.
    let n_first = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[n_first..], &b[n_first..]);
    let n_last = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - n_last], &b[..b.len() - n_last]);
    if a.len().abs_diff(b.len()) > usize::from(limit) {
        return limit + 1;
    }
    let first = |x: u8, y: u8| {
        if n_first == 0 {
            first_replacement(x, y)
        } else {
            replacement(x, y)
        }
    };
    aligned(a, b, limit, first)
}

fn aligned(a: &[u8], b: &[u8], limit: u16, first: impl Fn(u8, u8) -> u16) -> u16 {
    let mut before = [0_u16; MAX_SOUNDS + 1];
    let mut above = [0_u16; MAX_SOUNDS + 1];
    let mut row = [0_u16; MAX_SOUNDS + 1];
    for (at, sound) in b.iter().enumerate() {
        above[at + 1] = above[at] + gap(*sound);
    }
    for (i, x) in a.iter().enumerate() {
        let costs = &REPLACEMENTS[usize::from(*x)];
        row[0] = above[0] + gap(*x);
        let mut least = row[0];
        for (j, y) in b.iter().enumerate() {
            let exchanged = if i == 0 && j == 0 {
                first(*x, *y)
            } else {
                u16::from(costs[usize::from(*y)])
            };
            let mut cost = (above[j] + exchanged)
                .min(above[j + 1] + gap(*x))
                .min(row[j] + gap(*y));
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
    u16::from(REPLACEMENTS[usize::from(x)][usize::from(y)])
}

/// What exchanging one sound for another costs.
static REPLACEMENTS: [[u8; 256]; 256] = replacements();

const fn replacements() -> [[u8; 256]; 256] {
    let mut costs = [[0; 256]; 256];
    let mut x = 0;
    while x < 256 {
        let mut y = 0;
        while y < 256 {
            costs[x][y] = cost(x as u8, y as u8);
            y += 1;
        }
        x += 1;
    }
    costs
}

const fn cost(x: u8, y: u8) -> u8 {
    if agree(x, y) {
        0
    } else if (is_vowel(x) && is_vowel(y)) || near(x, y) || near(y, x) {
        1
    } else {
        SLIP as u8
    }
}

const fn near(x: u8, y: u8) -> bool {
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn common_sounds_at_both_ends_change_nothing(
            head in "[aiOtk]{0,3}", a in "[aeiOoUujzkhsScCt]{0,6}", b in "[aeiOoUujzkhsScCt]{0,6}", tail in "[aiOtk]{0,3}",
            limit in 0_u16..14,
        ) {
            let (x, y) = (format!("{head}{a}{tail}"), format!("{head}{b}{tail}"));
            let plain = aligned(x.as_bytes(), y.as_bytes(), limit, first_replacement);
            prop_assert_eq!(distance(x.as_bytes(), y.as_bytes(), limit), plain);
            prop_assert_eq!(distance(y.as_bytes(), x.as_bytes(), limit), plain);
        }
    }
}
