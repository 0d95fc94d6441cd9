//! Cuts written text into words and cleans their letters.

use unicode_normalization::UnicodeNormalization;

use crate::levels::script::{cyrillic_look_alike, is_cyrillic, latin_look_alike};

/// Characters of a field that are looked at; the rest is never a name.
const MAX_CHARS: usize = 400;

/// One word of a written name.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Lower-case letters, composed, with look-alikes put right.
    pub(crate) letters: Vec<char>,
    /// A comma stood after the word.
    pub(crate) comma: bool,
    /// A full stop stood after the word.
    pub(crate) stop: bool,
    /// A hyphen joined the word to the one before.
    pub(crate) hyphen: bool,
}

/// Cuts text into words, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut letters: Vec<char> = Vec::new();
    let mut hyphen = false;
    for c in text
        .chars()
        .take(MAX_CHARS)
        .collect::<String>()
        .nfc()
        .flat_map(char::to_lowercase)
        .nfc()
    {
        // Some apostrophes are letters to Unicode, so they come first.
        if is_apostrophe(c) {
            if !letters.is_empty() {
                letters.push('\'');
            }
            continue;
        }
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            letters.push(c);
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        finish(&mut letters, &mut hyphen, &mut words);
        if let Some(last) = words.last_mut() {
            last.comma |= c == ',';
            last.stop |= c == '.';
        }
        hyphen = is_hyphen(c);
    }
    finish(&mut letters, &mut hyphen, &mut words);
    words
}

fn finish(letters: &mut Vec<char>, hyphen: &mut bool, words: &mut Vec<Word>) {
    if letters.is_empty() {
        return;
    }
    let letters = unmixed(std::mem::take(letters));
    let joined = std::mem::take(hyphen) && !words.is_empty();
    words.push(Word {
        letters,
        comma: false,
        stop: false,
        hyphen: joined,
    });
}

/// Replaces letters of the other alphabet that only look right.
fn unmixed(letters: Vec<char>) -> Vec<char> {
    let n_cyrillic = letters.iter().filter(|c| is_cyrillic(**c)).count();
    let n_latin = letters
        .iter()
        .filter(|c| c.is_ascii_alphabetic() || matches!(c, 'ë' | 'ö' | 'ü'))
        .count();
    if n_cyrillic == 0 || n_latin == 0 {
        return letters;
    }
    let look_alike = if n_cyrillic >= n_latin {
        cyrillic_look_alike
    } else {
        latin_look_alike
    };
    letters.into_iter().map(|c| look_alike(c).unwrap_or(c)).collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '´'
            | '‘'
            | '’'
            | '‛'
            | 'ʹ'
            | 'ʺ'
            | 'ʻ'
            | 'ʼ'
            | 'ʽ'
            | '″'
            | '′'
            | '”'
            | '“'
            | '＇'
    )
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—')
}

/// Marks of direction and width, which are no letters and no gaps.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
