//! Keys under which likely spellings of one name meet.

use crate::levels::name::{Name, Role, Token};
use crate::levels::sound::is_vowel;

/// A key of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What the key is made of.
    pub kind: KeyKind,
    /// The key itself.
    pub value: u64,
}

/// What a key is made of, most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// The consonants of two words in any order.
    Pair,
    /// The beginnings of two words in any order.
    Start,
    /// The consonants of the given name.
    Given,
    /// The consonants of a surname, a father's or a further name without their endings.
    Family,
}

/// Gives the keys of a name: sorted, each once, at most 19.
pub fn keys(name: &Name) -> Vec<Key> {
    let mut keys = Vec::new();
    let words: Vec<&Token> = name
        .tokens
        .iter()
        .filter(|token| token.stem().len() > 1)
        .take(4)
        .collect();
    for (at, x) in words.iter().enumerate() {
        for y in &words[at + 1..] {
            keys.push(Key {
                kind: KeyKind::Pair,
                value: both(skeleton(x), skeleton(y)),
            });
            keys.push(Key {
                kind: KeyKind::Start,
                value: both(start(x), start(y)),
            });
        }
    }
    let roles_unclear = name.readings.len() > 1;
    for word in &words {
        if word.role == Role::Given || roles_unclear {
            keys.push(Key {
                kind: KeyKind::Given,
                value: skeleton(word),
            });
        }
        if word.role != Role::Given || roles_unclear {
            keys.push(Key {
                kind: KeyKind::Family,
                value: skeleton(word),
            });
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The consonants of a word, with one mark for a vowel at its head.
fn skeleton(word: &Token) -> u64 {
    let stem = word.stem();
    let head = stem.first().filter(|sound| is_vowel(**sound)).map(|_| b'a');
    hash(
        head.into_iter()
            .chain(stem.iter().copied().filter(|sound| !is_vowel(*sound))),
    )
}

/// The first three sounds of a word, vowels all alike.
fn start(word: &Token) -> u64 {
    hash(
        word.stem()
            .iter()
            .take(3)
            .map(|sound| if is_vowel(*sound) { b'a' } else { *sound }),
    )
}

/// Mixes two values so that their order does not matter.
fn both(x: u64, y: u64) -> u64 {
    hash(x.min(y).to_le_bytes().into_iter().chain(x.max(y).to_le_bytes()))
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991): the same on every machine and in every version.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
