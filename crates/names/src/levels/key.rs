//! Keys under which likely spellings of one name meet.

use crate::levels::name::{Name, Role};
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
    let words = name.tokens.iter().map(|token| WordKeys::of(token.stem()));
    let words = words.zip(name.tokens.iter().map(|token| token.role));
    push_keys(words, name.readings.len() > 1, &mut keys);
    keys
}

/// What the keys of a name are made of, for one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordKeys {
    /// The consonants, with one mark for a vowel at the head.
    skeleton: u64,
    /// The first three sounds, vowels all alike.
    start: u64,
    /// An initial gives no key.
    initial: bool,
}

impl WordKeys {
    pub(crate) fn of(stem: &[u8]) -> Self {
        Self {
            skeleton: skeleton(stem),
            start: start(stem),
            initial: stem.len() <= 1,
        }
    }
}

/// Words of a name that give keys.
const MAX_WORDS: usize = 4;

/// Puts the keys of a name in place of what was there.
pub(crate) fn push_keys(
    words: impl Iterator<Item = (WordKeys, Role)>,
    roles_unclear: bool,
    keys: &mut Vec<Key>,
) {
    keys.clear();
    let mut known = [None; MAX_WORDS];
    for (place, word) in known.iter_mut().zip(words.filter(|(word, _)| !word.initial)) {
        *place = Some(word);
    }
    let known = || known.iter().flatten();
    let mut push = |kind: KeyKind, value: u64| keys.push(Key { kind, value });
    for (at, (x, role)) in known().enumerate() {
        for (y, _) in known().skip(at + 1) {
            push(KeyKind::Pair, both(x.skeleton, y.skeleton));
            push(KeyKind::Start, both(x.start, y.start));
        }
        if *role == Role::Given || roles_unclear {
            push(KeyKind::Given, x.skeleton);
        }
        if *role != Role::Given || roles_unclear {
            push(KeyKind::Family, x.skeleton);
        }
    }
    keys.sort_unstable();
    keys.dedup();
}

/// The consonants of a word, with one mark for a vowel at its head.
fn skeleton(stem: &[u8]) -> u64 {
    let head = stem.first().filter(|sound| is_vowel(**sound)).map(|_| b'a');
    hash(
        head.into_iter()
            .chain(stem.iter().copied().filter(|sound| !is_vowel(*sound))),
    )
}

/// The first three sounds of a word, vowels all alike.
fn start(stem: &[u8]) -> u64 {
    hash(
        stem.iter()
            .take(3)
            .map(|sound| if is_vowel(*sound) { b'a' } else { *sound }),
    )
}

/// The first sound of a word, vowels all alike and consonants as languages exchange them; 0 where there is none.
pub(crate) fn head(stem: &[u8]) -> u8 {
    match stem.first().copied() {
        None => 0,
        Some(sound) if is_vowel(sound) => b'a',
        Some(b'z') => b'j',
        Some(b'h' | b'g') => b'k',
        Some(b'c' | b'C' | b'S') => b's',
        Some(b'f') => b'v',
        Some(sound) => sound,
    }
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
