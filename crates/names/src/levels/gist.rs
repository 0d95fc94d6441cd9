//! The gist of a word: enough to see quickly that two words do not agree.

use crate::levels::distance::SLIP;
use crate::levels::shape::{Shape, similar_limit};
use crate::levels::sound::{MAX_SOUNDS, is_vowel};

/// What [`may_agree`] looks at in a word without its ending, in 64 bits.
///
/// From below: the mask of its consonants (32), how many sounds it has (6), the first of them (8), its family of pet
/// names (16).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gist(u64);

impl Gist {
    pub(crate) fn of(word: Shape<'_>) -> Self {
        let head = word.stem.first().map_or(0, |sound| head(*sound));
        let n_sounds = word.stem.len().min(MAX_SOUNDS) as u64;
        Self(
            u64::from(word.mask)
                | n_sounds << LENGTH_AT
                | u64::from(head) << HEAD_AT
                | u64::from(word.family) << FAMILY_AT,
        )
    }

    /// Says whether nothing is left of the word without its ending.
    pub fn is_empty(self) -> bool {
        self.n_sounds() == 0
    }

    fn n_sounds(self) -> usize {
        (self.0 >> LENGTH_AT) as usize & 63
    }

    fn mask(self) -> u32 {
        self.0 as u32
    }
}

const LENGTH_AT: u32 = 32;
const HEAD_AT: u32 = 38;
const FAMILY_AT: u32 = 46;

/// Whole slips that similar words may be apart, by how many sounds the shorter has.
static SLIPS: [u8; 64] = slips();

const fn slips() -> [u8; 64] {
    let mut limits = [0; 64];
    let mut n_sounds = 0;
    while n_sounds < 64 {
        limits[n_sounds] = (similar_limit(n_sounds as u16) / SLIP) as u8;
        n_sounds += 1;
    }
    limits
}

/// All vowels count as one sound here: each may be read as some other.
fn head(sound: u8) -> u8 {
    if is_vowel(sound) { b'a' } else { sound }
}

/// Says whether two words may agree at all, be it ever so little; where it says no, comparing them gives that they are
/// different.
pub fn may_agree(x: Gist, y: Gist) -> bool {
    let (long, short) = if x.n_sounds() >= y.n_sounds() {
        (x, y)
    } else {
        (y, x)
    };
    let same_head = (x.0 ^ y.0) >> HEAD_AT & 0xff == 0;
    match short.n_sounds() {
        0 => return false,
        1 => return same_head,
        _ => {}
    }
    // Consonants that only one word has take a whole slip each, see `least_distance`.
    let slips = SLIPS[short.n_sounds()];
    if !more_than(slips, x.mask() & !y.mask()) && !more_than(slips, y.mask() & !x.mask()) {
        return true;
    }
    let family = x.0 >> FAMILY_AT;
    (family != 0 && family == y.0 >> FAMILY_AT) || (same_head && short.mask() & !long.mask() == 0)
}

/// Says whether a set has more members than so many; cheaper than counting them where few are asked for.
fn more_than(n: u8, mut set: u32) -> bool {
    for _ in 0..n {
        set &= set.wrapping_sub(1);
    }
    set != 0
}

/// At most how many words of one name agree each with another word of the other.
pub fn most_agreeing(a: &[Gist], b: &[Gist]) -> u32 {
    let (mut n_of_a, mut of_b) = (0, 0_u32);
    for x in a {
        let before = of_b;
        let mut with_x = 0_u32;
        for (place, y) in b.iter().enumerate() {
            with_x |= u32::from(may_agree(*x, *y)) << place;
        }
        of_b = before | with_x;
        n_of_a += u32::from(with_x != 0);
    }
    n_of_a.min(of_b.count_ones())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::levels::agreement::PartLevel;
    use crate::levels::name::Token;
    use crate::levels::reading::{NameParts, read};
    use crate::levels::shape::{distance_level, words_level};

    fn words(text: &str) -> Vec<Token> {
        let name = read(NameParts {
            full: Some(text),
            ..NameParts::default()
        });
        name.tokens().to_vec()
    }

    fn check(x: &Token, y: &Token) {
        let level = words_level(x.shape(), y.shape(), || distance_level(x.stem(), y.stem()));
        if !matches!(level, PartLevel::Different | PartLevel::Missing) {
            let gists = (Gist::of(x.shape()), Gist::of(y.shape()));
            assert!(may_agree(gists.0, gists.1), "{level:?}");
            assert!(may_agree(gists.1, gists.0), "{level:?}");
        }
    }

    #[test]
    fn words_that_agree_may_agree() {
        let texts = [
            "Robert",
            "Bob",
            "R.",
            "Нурлан",
            "Нурланбек",
            "Өмүр",
            "Umur",
            "Жаныбек",
            "Zhanybek",
            "Ян",
            "Яна",
        ];
        let words: Vec<Token> = texts.iter().flat_map(|text| words(text)).collect();
        for x in &words {
            words.iter().for_each(|y| check(x, y));
        }
    }

    #[test]
    fn few_words_agree_with_others() {
        let gists = |text: &str| -> Vec<Gist> {
            let words = words(text);
            words.iter().map(|word| Gist::of(word.shape())).collect()
        };
        assert_eq!(most_agreeing(&gists("Асанов Бакыт"), &gists("Асанов Жумагул")), 1);
        assert_eq!(most_agreeing(&gists("Асанов Бакыт"), &gists("Бакыт Асанов")), 2);
        assert_eq!(
            most_agreeing(&gists("Асанов Бакыт"), &gists("Жумагулов Нурлан")),
            0
        );
    }

    proptest! {
        #[test]
        fn a_no_is_never_wrong(x in "[абвгдежзикмнорстуүөфхцчш]{1,9}", y in "[абвгдежзикмнорстуүөфхцчш]{1,9}", n in 0_usize..9) {
            let altered: String = x.chars().take(n).chain(y.chars().skip(n)).collect();
            for other in [&y, &altered] {
                for (p, q) in words(&x).iter().zip(&words(other)) {
                    check(p, q);
                }
            }
        }
    }
}
