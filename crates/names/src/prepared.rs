//! A name read once, ready to be weighed against any other without allocating.

use std::fmt;

use crate::affix::{Kind, Sex};
use crate::alphabet::{Class, N_GROUPS};
use crate::equivalents::Families;
use crate::folding::Folded;

/// Most words of a name that are kept.
pub(crate) const MAX_WORDS: usize = 6;
/// Most ways to tell the roles of a name's words that are kept.
pub(crate) const MAX_READINGS: usize = 4;
/// No word in this role.
pub(crate) const NO_WORD: u8 = u8::MAX;

/// A name read once: folded words, the roles they may have, how rare they are.
///
/// Holds a copy of at most 400 characters of the text, which only [`explain`](crate::explain) uses.
#[derive(Clone)]
pub struct Prepared {
    pub(crate) words: [NameWord; MAX_WORDS],
    pub(crate) n_words: u8,
    pub(crate) readings: [RoleReading; MAX_READINGS],
    pub(crate) n_readings: u8,
    /// Sex as the father's name tells it.
    pub(crate) father_sex: Option<Sex>,
    /// The text was typed on the wrong keyboard layout and was put right.
    pub(crate) retyped: bool,
    pub(crate) text: Box<str>,
}

/// One word of a name.
#[derive(Clone, Copy)]
pub(crate) struct NameWord {
    pub(crate) whole: Folded,
    /// How much of the word is left without the ending of a surname or patronymic.
    pub(crate) stem: u8,
    /// The word read the other way, with its stem, when a Latin letter leaves two lengths open.
    pub(crate) other: Option<(Folded, u8)>,
    /// Length of the core without the last part of a compound name.
    pub(crate) base: u8,
    /// Equal for equal cores, and hardly ever for others.
    pub(crate) core_key: u64,
    /// How many consonants of each group every reading of the core has.
    pub(crate) certain: [u8; N_GROUPS],
    /// How many consonants of each group some reading of the word may have.
    pub(crate) possible: [u8; N_GROUPS],
    pub(crate) kind: Kind,
    pub(crate) sex: Option<Sex>,
    pub(crate) families: Families,
    /// Rarity in eighths of a bit.
    pub(crate) rarity: u8,
    pub(crate) initial: bool,
    /// Sex as the word would tell it if it were the given name.
    pub(crate) given_sex: Option<Sex>,
    /// Where the word stands in the text, in bytes.
    pub(crate) span: (u16, u16),
}

/// One way to tell the roles of a name's words; places among its words, or [`NO_WORD`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RoleReading {
    pub(crate) given: u8,
    pub(crate) surname: u8,
    pub(crate) father: u8,
    pub(crate) ancestor: u8,
    /// Words in no role, a bit each.
    pub(crate) rest: u8,
    /// How much less likely the reading is than the first, in steps.
    pub(crate) steps: u8,
}

impl RoleReading {
    pub(crate) const EMPTY: Self = Self {
        given: NO_WORD,
        surname: NO_WORD,
        father: NO_WORD,
        ancestor: NO_WORD,
        rest: 0,
        steps: 0,
    };
}

impl NameWord {
    /// The word without the ending of a surname or patronymic.
    pub(crate) fn core(&self) -> &[Class] {
        let classes = self.whole.classes();
        classes.get(..usize::from(self.stem)).unwrap_or(classes)
    }

    /// The core read the other way.
    pub(crate) fn other_core(&self) -> Option<&[Class]> {
        let (whole, stem) = self.other.as_ref()?;
        whole.classes().get(..usize::from(*stem))
    }

    pub(crate) const EMPTY: Self = Self {
        whole: Folded::EMPTY,
        stem: 0,
        other: None,
        base: 0,
        core_key: 0,
        certain: [0; N_GROUPS],
        possible: [0; N_GROUPS],
        kind: Kind::Plain,
        sex: None,
        families: Families::NONE,
        rarity: 0,
        initial: false,
        given_sex: None,
        span: (0, 0),
    };
}

impl Prepared {
    pub(crate) fn words(&self) -> &[NameWord] {
        &self.words[..usize::from(self.n_words).min(MAX_WORDS)]
    }

    /// The word at a place, if there is one.
    pub(crate) fn word(&self, at: u8) -> Option<&NameWord> {
        self.words().get(usize::from(at))
    }

    pub(crate) fn readings(&self) -> &[RoleReading] {
        &self.readings[..usize::from(self.n_readings).min(MAX_READINGS)]
    }

    /// A word as it was written.
    pub(crate) fn written(&self, at: u8) -> String {
        let span = self.words().get(usize::from(at)).map_or((0, 0), |word| word.span);
        let written = self.text.get(usize::from(span.0)..usize::from(span.1));
        written.unwrap_or_default().to_owned()
    }

    /// How many words of the name were kept; 0 when nothing could be read.
    pub fn n_words(&self) -> usize {
        self.words().len()
    }

    /// Says whether the text was typed on the wrong keyboard layout and was put right.
    pub fn was_retyped(&self) -> bool {
        self.retyped
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prepared({} words)", self.n_words)
    }
}
