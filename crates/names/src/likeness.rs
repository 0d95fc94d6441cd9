//! How alike two words of names are.

use crate::alphabet::{
    A, CH, Class, D, E, EXCHANGE, FULL, G, GAP, GROUP_COST, H, I, J, K, LC, LCH, LH, LJ, N_GROUPS, OE, S, SH,
    T, TS, UE, Y, Z, ZH,
};
use crate::equivalents::{Kinship, kinship};
use crate::prepared::NameWord;

/// How alike two words are: a distance from 0 to [`FAR`], or one of the special levels above.
pub(crate) type Level = u8;

/// The greatest distance that is told apart; one exchanged consonant in a word of eight is 8.
pub(crate) const FAR: Level = 30;
/// One word is the initial of the other.
pub(crate) const INITIAL: Level = 31;
/// One word is an initial that the other does not have.
pub(crate) const OTHER_INITIAL: Level = 32;
/// Two forms of one name in two languages.
pub(crate) const FORM: Level = 33;
/// An everyday short form of the other.
pub(crate) const SHORT: Level = 34;
/// One word lacks the last part of the other: Нурлан and Нурланбек.
pub(crate) const BASE: Level = 35;
/// There is nothing to compare.
pub(crate) const MISSING: Level = 36;
/// How many levels there are.
pub(crate) const N_LEVELS: usize = 37;

/// By how many sounds the differing middles of two words may differ in length.
const MOST_UNEVEN: usize = 5;

/// A level that no other way to compare two words would better by much.
const NEAR: Level = 1;

/// How alike two words are.
pub(crate) fn level(x: &NameWord, y: &NameWord) -> Level {
    if x.initial || y.initial {
        return initial_level(x.core(), y.core());
    }
    if x.core_key == y.core_key {
        return 0;
    }
    if let Some(kinship) = kinship(&x.families, &y.families) {
        let near = if least_distance(x, y) >= FAR / 4 {
            FAR
        } else {
            cores_level(x, y)
        };
        return match kinship {
            Kinship::Form if near > 6 => FORM,
            Kinship::Short if near > 6 => SHORT,
            _ => near,
        };
    }
    if least_distance(x, y) >= FAR {
        return FAR;
    }
    cores_level(x, y)
}

/// The best level two words may have, without comparing them sound by sound; 0 where that cannot be said.
pub(crate) fn least_level(x: &NameWord, y: &NameWord) -> Level {
    if x.initial || y.initial {
        return initial_level(x.core(), y.core());
    }
    if kinship(&x.families, &y.families).is_some() {
        return 0;
    }
    least_distance(x, y)
}

/// A lower bound of the distance from the consonants that only one of the words has.
fn least_distance(x: &NameWord, y: &NameWord) -> Level {
    let only = |certain: &[u8; N_GROUPS], possible: &[u8; N_GROUPS]| -> u8 {
        let pairs = certain.iter().zip(possible);
        pairs
            .map(|(certain, possible)| certain.saturating_sub(*possible))
            .sum()
    };
    let most = only(&x.certain, &y.possible).max(only(&y.certain, &x.possible));
    // Endings count only where the words may be compared whole.
    let longest = |word: &NameWord| {
        let length = if x.kind == y.kind {
            word.core().len()
        } else {
            word.whole.classes().len()
        };
        length + usize::from(word.other.is_some())
    };
    distance_level(u32::from(most) * GROUP_COST, longest(x) + longest(y))
}

fn distance_level(cost: u32, lengths: usize) -> Level {
    let lengths = u32::try_from(lengths.max(1)).unwrap_or(u32::MAX);
    Level::try_from(cost * 8 / lengths).map_or(FAR, |level| level.min(FAR))
}

fn initial_level(a: &[Class], b: &[Class]) -> Level {
    let alike = match (a, b) {
        ([x, second_x, ..], [y, second_y, ..]) if *x == J || *y == J => x == y && second_x == second_y,
        ([x, ..], [y, ..]) => may_begin_alike(*x, *y),
        _ => false,
    };
    if alike { INITIAL } else { OTHER_INITIAL }
}

/// Says whether two sounds may be written with one first letter: Ш as Sh or S, Ю as Yu or Iu.
fn may_begin_alike(x: Class, y: Class) -> bool {
    let one_way = |x: Class, y: Class| match x {
        S => matches!(y, SH | TS),
        Z | D | G => y == ZH,
        K => y == H,
        T => y == TS,
        LC | LCH => matches!(y, CH | TS | SH | S | ZH),
        J | Y | I | LJ => matches!(y, UE | OE | E | J | I | Y),
        E => matches!(y, OE | A),
        LH => matches!(y, G | H),
        _ => false,
    };
    EXCHANGE[usize::from(x) & 63][usize::from(y) & 63] <= 3 || one_way(x, y) || one_way(y, x)
}

/// The least level over the readings of both cores, with the parts of compound names seen.
fn cores_level(x: &NameWord, y: &NameWord) -> Level {
    let (a, b) = (x.core(), y.core());
    let mut least = match (split(x), split(y)) {
        (Some((base_a, end_a)), Some((base_b, end_b))) => {
            let whole = words_level(a, b, 0);
            if whole <= NEAR {
                return whole;
            }
            let apart = u32::from(!ends_agree(end_a, end_b)) * u32::from(FULL);
            words_level(base_a, base_b, apart).max(whole)
        }
        (Some((base, end)), None) => with_base(base_level(base, end, b), words_level(a, b, 0)),
        (None, Some((base, end))) => with_base(base_level(base, end, a), words_level(a, b, 0)),
        (None, None) => words_level(a, b, 0),
    };
    if least <= NEAR {
        return least;
    }
    if least > 4 && x.kind != y.kind {
        // A slip of the pen in the ending hides it.
        least = nearer(least, words_level(x.whole.classes(), y.whole.classes(), 0));
    }
    if let Some(other) = x.other_core() {
        least = nearer(least, words_level(other, b, 0));
    }
    if let Some(other) = y.other_core() {
        least = nearer(least, words_level(a, other, 0));
    }
    if let (Some(one), Some(two)) = (x.other_core(), y.other_core()) {
        least = nearer(least, words_level(one, two, 0));
    }
    least
}

/// Says whether two last parts of compound names are one part in two spellings.
fn ends_agree(a: &[Class], b: &[Class]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(x, y)| EXCHANGE[usize::from(*x) & 63][usize::from(*y) & 63] <= 7)
}

/// The level of a name without its last part and a name without one: Мурод-жон is written Муроджон.
fn base_level(base: &[Class], end: &[Class], other: &[Class]) -> Level {
    match (end.first(), other.split_last()) {
        (Some(&ZH | &LJ), Some((&D, shorter))) => words_level(base, shorter, 0),
        _ => words_level(base, other, 0),
    }
}

fn nearer(least: Level, other: Level) -> Level {
    if least == BASE && other > 4 {
        BASE
    } else {
        least.min(other)
    }
}

/// A name of which the other may be the longer form.
fn with_base(base: Level, whole: Level) -> Level {
    if base <= 3 && whole > 4 { BASE } else { whole }
}

fn split(word: &NameWord) -> Option<(&[Class], &[Class])> {
    let classes = word.core();
    let base = usize::from(word.base);
    (base < classes.len()).then(|| classes.split_at(base))
}

fn words_level(a: &[Class], b: &[Class], already: u32) -> Level {
    let lengths = a.len() + b.len();
    distance_level(already + distance(a, b, lengths), lengths)
}

/// Weighted optimal string alignment: the least cost of turning `a` into `b` by exchanging, adding or dropping
/// sounds or swapping neighbours (Damerau 1964, restricted as in Boytsov 2011), between their common beginning
/// and their common end. Gives up with a large cost once the level must be [`FAR`].
fn distance(a: &[Class], b: &[Class], lengths: usize) -> u32 {
    let limit = u16::try_from(lengths * usize::from(FAR) / 8).unwrap_or(u16::MAX);
    let n_first = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[n_first..], &b[n_first..]);
    let n_last = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - n_last], &b[..b.len() - n_last]);
    if a.is_empty() || b.is_empty() {
        return a.iter().chain(b).map(|class| u32::from(gap(*class))).sum();
    }
    if let ([x], [y]) = (a, b) {
        let exchanged = EXCHANGE[usize::from(*x) & 63][usize::from(*y) & 63];
        return u32::from(u16::from(exchanged).min(gap(*x) + gap(*y)));
    }
    if a.len().abs_diff(b.len()) > MOST_UNEVEN {
        return u32::from(limit) + 1;
    }
    u32::from(aligned(a, b, limit))
}

fn aligned(a: &[Class], b: &[Class], limit: u16) -> u16 {
    // Index masks keep every access inside the rows; a folded word has at most 24 sounds.
    const WIDTH: usize = 32;
    let n = b.len().min(WIDTH - 1);
    let (mut first, mut second, mut third) = ([u16::MAX / 2; WIDTH], [0_u16; WIDTH], [0_u16; WIDTH]);
    let (mut before, mut above, mut row) = (&mut first, &mut second, &mut third);
    let mut gaps = [0_u16; WIDTH];
    for (j, y) in b.iter().enumerate().take(n) {
        gaps[j % WIDTH] = gap(*y);
        above[(j + 1) % WIDTH] = above[j % WIDTH] + gap(*y);
    }
    let mut last_x = 0;
    for x in a {
        let costs = &EXCHANGE[usize::from(*x) & 63];
        let gap_x = gap(*x);
        let mut left = above[0] + gap_x;
        let mut least = left;
        row[0] = left;
        let mut last_y = 0;
        for (j, y) in b.iter().enumerate().take(n) {
            let mut cost = above[j % WIDTH] + u16::from(costs[usize::from(*y) & 63]);
            cost = cost
                .min(above[(j + 1) % WIDTH] + gap_x)
                .min(left + gaps[j % WIDTH]);
            if *x == last_y && last_x == *y && j > 0 {
                cost = cost.min(before[(j - 1) % WIDTH] + SWAP);
            }
            row[(j + 1) % WIDTH] = cost;
            left = cost;
            last_y = *y;
            least = least.min(cost);
        }
        if least > limit + SWAP {
            return limit + 1;
        }
        last_x = *x;
        (before, above, row) = (above, row, before);
    }
    above[n % WIDTH]
}

/// The cost of swapping two neighbours.
const SWAP: u16 = 12;

fn gap(class: Class) -> u16 {
    u16::from(GAP[usize::from(class) & 63])
}
