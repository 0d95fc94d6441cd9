//! Keys to look names up by: for linkage, and for a search that answers while somebody types.

use crate::alphabet::{Class, H, J, LC, LETTER, OE, S, SH, TS, UE, Y, Z, ZH, is_vowel};
use crate::cleaning::words;
use crate::folding::{Folded, fold};
use crate::frequencies::key;
use crate::prepared::{NO_WORD, NameWord, Prepared};

/// Changes whenever the same name may give other keys.
pub const KEYS_VERSION: u32 = 2;

/// Keys under which likely spellings of one name meet: sorted, each once, at most 24.
///
/// A key is made of the consonants of two words in any order, of the beginnings of two words, or of the
/// consonants of a given name with the father's: so that a pair meets though surname, order or ending change.
pub fn keys(name: &Prepared) -> Vec<u64> {
    let mut keys = Vec::new();
    let mut words: Vec<&NameWord> = name.words().iter().filter(|word| !word.initial).collect();
    words.truncate(4);
    for (at, x) in words.iter().enumerate() {
        for y in &words[at + 1..] {
            keys.push(both(skeleton(x), skeleton(y)) | 1);
            keys.push(both(start(x), start(y)) & !1);
        }
    }
    let has_one_word = words.len() == 1;
    for reading in name.readings() {
        let given = name.words().get(usize::from(reading.given));
        if let Some(given) = given.filter(|_| has_one_word || reading.surname == NO_WORD) {
            keys.push(skeleton(given) | 1);
        }
    }
    if has_one_word {
        keys.extend(words.iter().map(|word| skeleton(word) | 1));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The consonants of a core, those that languages exchange alike, with one mark for a vowel at its head.
fn skeleton(word: &NameWord) -> u64 {
    let base = usize::from(word.base).min(word.core().len());
    let classes = &word.core()[..base];
    let head = classes
        .first()
        .filter(|class| is_vowel(**class) || **class == J)
        .map(|_| b'a');
    let consonants = classes.iter().filter(|class| !is_vowel(**class) && **class != J);
    let letters: Vec<u8> = head
        .into_iter()
        .chain(consonants.map(|class| coarse(*class)))
        .collect();
    key(&letters)
}

/// The first three sounds of a core, vowels all alike.
fn start(word: &NameWord) -> u64 {
    let letters: Vec<u8> = word
        .core()
        .iter()
        .take(3)
        .map(|class| {
            if is_vowel(*class) || *class == J {
                b'a'
            } else {
                coarse(*class)
            }
        })
        .collect();
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
            // ө is typed о, е or у; all of a word alike, or the keys would be too many.
            let has_doubt = folded.classes().contains(&OE);
            for vowel in [b'o', b'e', b'u'].into_iter().take(if has_doubt { 3 } else { 1 }) {
                keys.push(letters_with(&folded, vowel));
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
            .map(|folded| letters_with(&folded, b'o'))
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
            keys.push(letters_with(&folded, b'o'));
        }
    }
    if let Some(rest) = glyphs.strip_suffix(&[Z]) {
        let (mut folded, _) = fold(rest);
        folded.push(ZH);
        keys.push(letters_with(&folded, b'o'));
    }
    keys
}

fn letters_with(folded: &Folded, vowel: u8) -> String {
    let letter = |class: Class| match class {
        OE => vowel,
        J => b'i',
        _ => LETTER[usize::from(class) & 63],
    };
    folded
        .classes()
        .iter()
        .map(|class| char::from(letter(*class)))
        .collect()
}
