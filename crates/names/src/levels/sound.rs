//! The alphabet of sounds that every script is folded to.
//!
//! One byte a sound. Lower-case letters mean what they look like; `O` is a vowel written ө, ё or ў and read
//! as o, e or u; `U` is ү or ю; `S` is sh, `C` is ch, `c` is ts, `j` is zh, dzh and j, `h` is h and kh.
//! Letters of scripts without a table keep their UTF-8 bytes, which are all above 127.

use crate::levels::script::{Letter, letter};
use crate::levels::word::words;

/// Longest folded word that is kept, in sounds. Longer words are cut: no name needs more.
pub(crate) const MAX_SOUNDS: usize = 32;

/// Groups of Latin letters that stand for one sound, longest first.
///
/// Taken from the romanisation schemes in use for the languages of Central Asia and for Russian (BGN/PCGN,
/// ICAO 9303, GOST, ISO 9, ALA-LC) and from German and Polish habits seen in European lists.
const LATIN_GROUPS: &[(&str, &[u8])] = &[
    ("shch", b"S"),
    ("szcz", b"S"),
    ("tsch", b"C"),
    ("sch", b"S"),
    ("tch", b"C"),
    ("zh", b"j"),
    ("kh", b"h"),
    ("gh", b"g"),
    ("sh", b"S"),
    ("ch", b"C"),
    ("cz", b"C"),
    ("sz", b"S"),
    ("ph", b"f"),
    ("th", b"t"),
    ("ts", b"c"),
    ("tz", b"c"),
    ("ck", b"k"),
    ("yu", b"U"),
    ("iu", b"U"),
    ("yo", b"O"),
    ("ya", b"ia"),
    ("ye", b"e"),
    ("ou", b"u"),
    ("o'", b"O"),
    ("g'", b"g"),
];

/// Folds any text to sounds written in Cyrillic letters, words separated by one space.
///
/// Folding what was folded changes nothing, so folded text can be stored and folded again.
pub fn fold(text: &str) -> String {
    let mut folded = folded_once(text);
    // A rare letter may stand for one that is itself not sounded, which only the next turn drops.
    for _ in 0..MOST_TURNS {
        let again = folded_once(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

/// Turns after which folding is settled; two are known to be enough.
const MOST_TURNS: usize = 4;

fn folded_once(text: &str) -> String {
    let mut folded = String::new();
    for word in words(text) {
        let sounds = sounds_of(&word.letters);
        if sounds.is_empty() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&spelled(&sounds));
    }
    folded
}

/// Folds one cleaned word to at most [`MAX_SOUNDS`] sounds.
pub(crate) fn sounds_of(word: &[char]) -> Vec<u8> {
    let mut sounds = Vec::with_capacity(word.len().min(MAX_SOUNDS));
    let mut at = 0;
    while at < word.len() && sounds.len() < MAX_SOUNDS {
        at += push_next(
            &word[at..],
            at.checked_sub(1).map(|before| word[before]),
            &mut sounds,
        );
    }
    // A word is never cut inside a letter of several bytes.
    while sounds.len() > MAX_SOUNDS || ends_inside_a_letter(&sounds) {
        sounds.pop();
    }
    sounds
}

/// Says whether a sound is a vowel.
pub(crate) const fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u' | b'O' | b'U')
}

/// Says whether two sounds are readings of one written letter.
pub(crate) const fn agree(a: u8, b: u8) -> bool {
    a == b || reads_as(a, b) || reads_as(b, a)
}

/// Says whether a letter of several sounds may be read as another sound.
const fn reads_as(letter: u8, sound: u8) -> bool {
    match letter {
        b'O' => matches!(sound, b'o' | b'e' | b'u' | b'U'),
        b'U' => sound == b'u',
        _ => false,
    }
}

/// Folds the letters at the head of `rest`, and says how many it took.
fn push_next(rest: &[char], before: Option<char>, sounds: &mut Vec<u8>) -> usize {
    for (group, folded) in LATIN_GROUPS {
        if group.len() <= rest.len() && group.chars().zip(rest).all(|(wanted, found)| wanted == *found) {
            folded.iter().for_each(|sound| push(*sound, sounds));
            return group.len();
        }
    }
    let here = rest[0];
    let next = rest.get(1).copied();
    match here {
        'c' if matches!(next, Some('e' | 'i' | 'y')) => push(b's', sounds),
        // Alexander and Maxim, but Raxim and Xurshid: x is ks only after e and in the stem max-.
        'x' if before == Some('e') || (sounds.ends_with(b"ma") && next == Some('i')) => {
            push(b'k', sounds);
            push(b's', sounds);
        }
        'j' if before.is_some_and(is_latin_vowel) && !next.is_some_and(is_latin_vowel) => push(b'i', sounds),
        'й' if matches!(next, Some('о' | 'ў')) => {
            push(b'O', sounds);
            return 2;
        }
        _ => match letter(here) {
            Letter::Sounds(folded) => folded.iter().for_each(|sound| push(*sound, sounds)),
            Letter::Silent => {}
            Letter::Foreign(foreign) => push_foreign(foreign, sounds),
        },
    }
    1
}

/// Adds one sound, keeping words free of doubled sounds and of pairs that are one sound.
fn push(sound: u8, sounds: &mut Vec<u8>) {
    match (sounds.last(), sound) {
        (Some(last), _) if *last == sound && !sound.is_ascii_digit() => {}
        (Some(b'n'), b'g') => {}
        (Some(b'd'), b'j') | (Some(b'i'), b'e') => {
            sounds.pop();
            push(sound, sounds);
        }
        _ => sounds.push(sound),
    }
}

fn push_foreign(foreign: char, sounds: &mut Vec<u8>) {
    let mut bytes = [0; 4];
    sounds.extend_from_slice(foreign.encode_utf8(&mut bytes).as_bytes());
}

fn ends_inside_a_letter(sounds: &[u8]) -> bool {
    match std::str::from_utf8(sounds) {
        Ok(_) => false,
        Err(error) => error.error_len().is_none(),
    }
}

fn is_latin_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Writes sounds as Cyrillic letters, each of which folds back to its sound alone.
fn spelled(sounds: &[u8]) -> String {
    let text = String::from_utf8_lossy(sounds);
    text.chars()
        .map(|sound| if sound.is_ascii() { cyrillic(sound) } else { sound })
        .collect()
}

fn cyrillic(sound: char) -> char {
    match sound {
        'a' => 'а',
        'b' => 'б',
        'v' => 'в',
        'g' => 'г',
        'd' => 'д',
        'e' => 'е',
        'j' => 'ж',
        'z' => 'з',
        'i' => 'и',
        'k' => 'к',
        'l' => 'л',
        'm' => 'м',
        'n' => 'н',
        'o' => 'о',
        'O' => 'ө',
        'p' => 'п',
        'r' => 'р',
        's' => 'с',
        't' => 'т',
        'u' => 'у',
        'U' => 'ү',
        'f' => 'ф',
        'h' => 'х',
        'c' => 'ц',
        'C' => 'ч',
        'S' => 'ш',
        digit => digit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text}");
    }

    #[test]
    fn every_script_folds_to_one_alphabet() {
        check("Жумабаев", "жумабаев");
        check("Dzhumabaev", "жумабаев");
        check("JUMABAEV", "жумабаев");
        check("Askhat Асхат", "асхат асхат");
        check("Чоң Chong", "чон чон");
        check("O‘g‘il", "өгил");
        check("Ѳмүр", "өмүр");
    }

    #[test]
    fn nothing_comes_of_nothing() {
        check("", "");
        check(" - \u{202e} ☺ ", "");
    }
}
