//! Words to remember and to print: passphrases that are offered, and the recovery sheet.

use std::fmt;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::sealing::{SecretKey, random};

/// Words of a recovery sheet.
pub const N_RECOVERY_WORDS: usize = 24;

/// A list of 2,048 words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// English.
    English,
    /// Kyrgyz.
    Kyrgyz,
    /// Russian.
    Russian,
}

impl WordList {
    /// All lists.
    pub const ALL: [Self; 3] = [Self::English, Self::Kyrgyz, Self::Russian];

    fn words(self) -> Vec<&'static str> {
        let text = match self {
            Self::English => include_str!("words/en.txt"),
            Self::Kyrgyz => include_str!("words/ky.txt"),
            Self::Russian => include_str!("words/ru.txt"),
        };
        text.lines().collect()
    }
}

/// The words of a recovery sheet; wiped when dropped, never shown by `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryWords {
    secret: [u8; 32],
}

/// Why words are no recovery sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableWords {
    /// Not 24 words.
    #[error("{0} words instead of 24")]
    WrongNumber(usize),
    /// A word stands in no list, or not in that of the others.
    #[error("word {0} is in no list, or not in that of the others")]
    UnknownWord(usize),
    /// A word is another one than was printed, or two changed places.
    #[error("the words do not fit together")]
    WrongCheck,
}

impl RecoveryWords {
    /// A new sheet.
    pub fn random() -> Self {
        Self { secret: random() }
    }

    /// Reads what somebody typed, in any of the lists; capital letters, ё and marks left out do not matter.
    ///
    /// # Errors
    ///
    /// With the number of the word that is wrong, never the word.
    pub fn read(typed: &str) -> Result<Self, UnreadableWords> {
        let words: Vec<Zeroizing<String>> = typed
            .split_whitespace()
            .map(|word| Zeroizing::new(folded(word)))
            .collect();
        if words.len() != N_RECOVERY_WORDS {
            return Err(UnreadableWords::WrongNumber(words.len()));
        }
        let mut furthest = 0;
        for list in WordList::ALL {
            match numbers(list, &words) {
                Ok(numbers) => return from_numbers(&numbers),
                Err(at) => furthest = furthest.max(at),
            }
        }
        Err(UnreadableWords::UnknownWord(furthest + 1))
    }

    /// The words in the user's language, to be printed once.
    pub fn words(&self, list: WordList) -> Vec<&'static str> {
        let check = Sha256::digest(self.secret)[0];
        let bytes = Zeroizing::new([&self.secret[..], &[check]].concat());
        let words = list.words();
        (0..N_RECOVERY_WORDS)
            .map(|at| words[eleven_bits(&bytes, at)])
            .collect()
    }

    /// The sheet that spells a known secret.
    #[cfg(test)]
    pub(crate) fn spelling(secret: [u8; 32]) -> Self {
        Self { secret }
    }

    /// What they spell.
    pub(crate) fn secret(&self) -> SecretKey {
        SecretKey::from_bytes(self.secret)
    }
}

impl fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryWords")
    }
}

/// Draws words of a list, each with equal chance.
pub(crate) fn draw(list: WordList, n: usize) -> Vec<&'static str> {
    let words = list.words();
    let one = || usize::from(u16::from_be_bytes(random())) % words.len();
    (0..n).map(|_| words[one()]).collect()
}

/// Where the words stand in a list, or which is the first that does not.
fn numbers(list: WordList, words: &[Zeroizing<String>]) -> Result<Zeroizing<Vec<usize>>, usize> {
    let folded: Vec<String> = list.words().iter().map(|word| folded(word)).collect();
    let number = |(at, word): (usize, &Zeroizing<String>)| {
        folded.iter().position(|known| known == word.as_str()).ok_or(at)
    };
    words
        .iter()
        .enumerate()
        .map(number)
        .collect::<Result<Vec<_>, _>>()
        .map(Zeroizing::new)
}

fn from_numbers(numbers: &[usize]) -> Result<RecoveryWords, UnreadableWords> {
    let mut bytes = Zeroizing::new([0_u8; 33]);
    for (at, number) in numbers.iter().enumerate() {
        for bit in 0..11 {
            let is_set = number >> (10 - bit) & 1 == 1;
            let place = at * 11 + bit;
            bytes[place / 8] |= u8::from(is_set) << (7 - place % 8);
        }
    }
    let mut secret = [0; 32];
    secret.copy_from_slice(&bytes[..32]);
    let is_right = Sha256::digest(secret)[0] == bytes[32];
    is_right
        .then_some(RecoveryWords { secret })
        .ok_or(UnreadableWords::WrongCheck)
}

fn eleven_bits(bytes: &[u8], at: usize) -> usize {
    (at * 11..at * 11 + 11).fold(0, |number, place| {
        number << 1 | usize::from(bytes[place / 8] >> (7 - place % 8) & 1)
    })
}

/// A word as it is compared: small letters without marks, Kyrgyz letters as people type them without the keyboard.
fn folded(word: &str) -> String {
    word.to_lowercase()
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| match c {
            'ө' => 'о',
            'ү' => 'у',
            'ң' => 'н',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_tell_every_word_apart() {
        for list in WordList::ALL {
            let mut folded: Vec<String> = list.words().iter().map(|word| folded(word)).collect();
            assert_eq!(folded.len(), 2048, "{list:?}");
            folded.sort();
            folded.dedup();
            assert_eq!(folded.len(), 2048, "{list:?}");
        }
    }

    #[test]
    fn a_sheet_is_read_back() {
        for list in WordList::ALL {
            let words = RecoveryWords::random();
            let typed = words.words(list).join("  ").to_uppercase();
            let read = RecoveryWords::read(&typed).unwrap();
            assert_eq!(read.secret, words.secret, "{list:?}");
        }
    }

    /// As BIP-39's own vector for 32 bytes of 0x80 begins: letter, advice, cage (2013).
    #[test]
    fn bits_are_cut_as_bip_39_does() {
        let numbers: Vec<usize> = (0..3).map(|at| eleven_bits(&[0x80; 33], at)).collect();
        assert_eq!(numbers, [1028, 32, 257]);
    }

    #[test]
    fn what_is_wrong_is_told_without_the_word() {
        let words = RecoveryWords::random().words(WordList::English);
        let check = |words: &[&str], expected| {
            assert_eq!(RecoveryWords::read(&words.join(" ")).err(), Some(expected));
        };
        check(&words[..23], UnreadableWords::WrongNumber(23));
        let mut misspelt = words.clone();
        misspelt[6] = "qqqq";
        check(&misspelt, UnreadableWords::UnknownWord(7));
        let list = WordList::English.words();
        let wrong = (0..8).filter(|shift| {
            let mut other = words.clone();
            let at = list.iter().position(|word| *word == words[0]).unwrap();
            other[0] = list[(at + shift + 1) % 2048];
            RecoveryWords::read(&other.join(" ")).err() == Some(UnreadableWords::WrongCheck)
        });
        assert!(wrong.count() >= 6, "one in 256 wrong words fits by chance");
    }
}
