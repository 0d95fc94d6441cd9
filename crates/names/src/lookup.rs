//! Keys to look names up by: for linkage, and for a search that answers while somebody types.

use crate::alphabet::{Class, H, J, LC, LETTER, OE, S, SH, TS, UE, Y, Z, ZH, is_vowel};
use crate::cleaning::words;
use crate::folding::{Folded, fold};
use crate::frequencies::key;
use crate::prepared::{NO_WORD, NameWord, Prepared};

/// Changes whenever the same name may give other keys.
pub const KEYS_VERSION: u32 = 2;

/// Keys under which likely spellings of one name meet: sorted, each once, at most 36.
///
/// A key is made of the consonants of two words in any order, of the beginnings of two words, or of the
/// consonants of a given name with the father's: so that a pair meets though surname, order or ending change.
pub fn keys(name: &Prepared) -> Vec<u64> {
    let mut keys = Vec::new();
    let mut words: Vec<&NameWord> = name.words().iter().filter(|word| !word.initial).collect();
    words.truncate(4);
    for (at, x) in words.iter().enumerate() {
        for y in &words[at + 1..] {
            keys.push(both(start(x.core()), start(y.core())) & !1);
            for one in readings(x) {
                keys.extend(readings(y).map(|two| both(skeleton(one), skeleton(two)) | 1));
            }
        }
    }
    let alone = words.len() == 1;
    for reading in name.readings() {
        // Without a surname the given name alone has to do.
        if let Some(given) = name.word(reading.given).filter(|_| reading.surname == NO_WORD) {
            keys.extend(readings(given).map(|core| skeleton(core) | 1));
        }
    }
    for word in words.iter().filter(|_| alone) {
        keys.extend(readings(word).map(|core| skeleton(core) | 1));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The core of a word without the last part of a compound name, in every way to read it.
fn readings(word: &NameWord) -> impl Iterator<Item = &[Class]> {
    let core = word.core();
    let base = usize::from(word.base).min(core.len());
    std::iter::once(&core[..base]).chain(word.other_core())
}

/// The consonants of a core, those that languages exchange alike, with one mark for a vowel at its head.
fn skeleton(core: &[Class]) -> u64 {
    let head = core
        .first()
        .filter(|class| is_vowel(**class) || **class == J)
        .map(|_| b'a');
    let consonants = core.iter().filter(|class| !is_vowel(**class) && **class != J);
    let letters: Vec<u8> = head
        .into_iter()
        .chain(consonants.map(|class| coarse(*class)))
        .collect();
    key(&letters)
}

/// The first three sounds of a core, vowels all alike.
fn start(core: &[Class]) -> u64 {
    let letter = |class: &Class| {
        if is_vowel(*class) || *class == J {
            b'a'
        } else {
            coarse(*class)
        }
    };
    let letters: Vec<u8> = core.iter().take(3).map(letter).collect();
    key(&letters)
}

fn coarse(class: Class) -> u8 {
    match LETTER[usize::from(class) & 63] {
        b'h' | b'g' => b'k',
        b'z' => b'j',
        b'c' | b'C' | b'S' => b's',
        b'f' => b'v',
        letter => letter,
    }
}

/// Mixes two values so that their order does not matter.
fn both(x: u64, y: u64) -> u64 {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&x.min(y).to_le_bytes());
    bytes[8..].copy_from_slice(&x.max(y).to_le_bytes());
    key(&bytes)
}

/// Keys of every word of a text: a typed word finds it when one of its [`prefix_keys`] begins one of these.
///
/// Sorted, each once. The text is a name or any other words.
pub fn search_keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for word in words(text).as_slice() {
        let (folded, other) = fold(word.glyphs());
        for folded in std::iter::once(folded).chain(other) {
            // ө is typed о, е or у: the first as it likes, the others alike, or the keys would be too many.
            let n_doubts = folded.classes().iter().filter(|class| **class == OE).count();
            for first in b"oeu".iter().take(if n_doubts > 0 { 3 } else { 1 }) {
                for rest in b"oeu".iter().take(if n_doubts > 1 { 3 } else { 1 }) {
                    keys.push(letters_with(&folded, *first, *rest));
                }
            }
        }
    }
    keys.retain(|key| !key.is_empty());
    keys.sort();
    keys.dedup();
    keys
}

/// The keys of what somebody has typed so far: for each word the ways to read it.
///
/// The last letters of an unfinished word may be the head of a digraph: `z` may become `zh`.
pub fn prefix_keys(typed: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for word in words(typed).as_slice() {
        let glyphs = word.glyphs();
        let (folded, other) = fold(glyphs);
        let mut keys: Vec<String> = std::iter::once(folded)
            .chain(other)
            .map(|folded| letters_with(&folded, b'o', b'o'))
            .collect();
        keys.extend(unfinished(glyphs));
        keys.retain(|key| !key.is_empty());
        keys.sort();
        keys.dedup();
        if !keys.is_empty() {
            all.push(keys);
        }
    }
    all
}

/// Readings of a word whose last letters may be the head of a digraph.
fn unfinished(glyphs: &[u8]) -> Vec<String> {
    let heads: &[(&[u8], &[Class])] = &[
        (b"dz", &[ZH]),
        (b"d", &[ZH]),
        (b"z", &[ZH]),
        (b"k", &[H]),
        (b"sc", &[SH]),
        (b"s", &[SH]),
        (b"t", &[TS]),
        (b"y", &[J, UE, OE, Y]),
        (b"i", &[J, UE]),
        (b"c", &[S, LC, crate::alphabet::CH]),
    ];
    let mut keys = Vec::new();
    for (head, classes) in heads {
        let Some(rest) = glyphs.strip_suffix(*head) else {
            continue;
        };
        for class in *classes {
            let (mut folded, _) = fold(rest);
            folded.push(*class);
            keys.push(letters_with(&folded, b'o', b'o'));
        }
    }
    if let Some(rest) = glyphs.strip_suffix(&[Z]) {
        let (mut folded, _) = fold(rest);
        folded.push(ZH);
        keys.push(letters_with(&folded, b'o', b'o'));
    }
    keys
}

/// The letters of a folded word, with what to write for the first ө and for the others.
fn letters_with(folded: &Folded, first: u8, rest: u8) -> String {
    let mut doubtful = first;
    let mut written = String::with_capacity(folded.classes().len());
    for class in folded.classes() {
        let letter = match *class {
            OE => std::mem::replace(&mut doubtful, rest),
            J => b'i',
            class => LETTER[usize::from(class) & 63],
        };
        written.push(char::from(letter));
    }
    written
}
