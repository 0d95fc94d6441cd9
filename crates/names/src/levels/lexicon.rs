//! Many names at once: every distinct word is kept once, and a name is the numbers of its words.

use std::collections::HashMap;
use std::fmt;

use crate::levels::agreement::{
    NameAgreement, Outline, PartLevel, Shape, compared, distance_level, words_level,
};
use crate::levels::key::{Key, WordKeys, head, push_keys};
use crate::levels::name::{Gender, MAX_TOKENS, Name, Reading, Role};
use crate::levels::sound::MAX_SOUNDS;

/// Most ways to tell the roles of a name's words.
const MAX_READINGS: usize = 2;

/// No word.
const NONE: u32 = u32::MAX;

/// A name by the numbers of its words in a [`Lexicon`].
///
/// Equal where nothing tells two names apart that [`compare`](crate::levels::compare) looks at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodedName {
    words: [u32; MAX_TOKENS],
    roles: [Option<Role>; MAX_TOKENS],
    readings: [Reading; MAX_READINGS],
    n_readings: u8,
    gender: Option<Gender>,
}

/// Distinct words of names without their endings, in an order that depends on the words alone.
#[derive(Default)]
pub struct Lexicon {
    words: Vec<Stem>,
    keys: Vec<WordKeys>,
    /// For each word, the number of its sounds: words that are in two families of pet names share it.
    stems: Vec<u32>,
    /// For each number of sounds, the sound they begin with.
    heads: Vec<u8>,
}

/// Numbers the words of names as they come.
#[derive(Default)]
pub struct Coder {
    numbers: HashMap<Stem, u32>,
    words: Vec<Stem>,
}

/// Levels of words that were compared lately, so that counting their slips is seldom done twice.
///
/// Holds nothing that could not be found again: results do not depend on it.
pub struct Memo {
    slots: Box<[u64]>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Stem {
    sounds: [u8; MAX_SOUNDS],
    n_sounds: u8,
    family: u16,
    mask: u32,
}

impl Stem {
    fn of(shape: Shape<'_>) -> Self {
        let mut sounds = [0; MAX_SOUNDS];
        let n_sounds = shape.stem.len().min(MAX_SOUNDS);
        sounds[..n_sounds].copy_from_slice(&shape.stem[..n_sounds]);
        Self {
            sounds,
            n_sounds: n_sounds as u8,
            family: shape.family,
            mask: shape.mask,
        }
    }

    fn shape(&self) -> Shape<'_> {
        Shape {
            stem: &self.sounds[..usize::from(self.n_sounds)],
            mask: self.mask,
            family: self.family,
        }
    }
}

impl Coder {
    /// Codes a name by the words seen so far; the numbers hold once [`Coder::finish`] has put them in order.
    pub fn code(&mut self, name: &Name) -> CodedName {
        let mut coded = CodedName {
            words: [NONE; MAX_TOKENS],
            roles: [None; MAX_TOKENS],
            readings: [Reading::default(); MAX_READINGS],
            n_readings: name.readings.len().min(MAX_READINGS) as u8,
            gender: name.gender,
        };
        for (place, reading) in coded.readings.iter_mut().zip(&name.readings) {
            *place = *reading;
        }
        for (at, token) in name.tokens.iter().take(MAX_TOKENS).enumerate() {
            let stem = Stem::of(token.shape());
            let next = self.words.len() as u32;
            let words = &mut self.words;
            coded.words[at] = *self.numbers.entry(stem).or_insert_with(|| {
                words.push(stem);
                next
            });
            coded.roles[at] = Some(token.role);
        }
        coded
    }

    /// Puts the words in order and gives `names` their numbers in it.
    pub fn finish(self, names: &mut [CodedName]) -> Lexicon {
        let mut order: Vec<u32> = (0..self.words.len() as u32).collect();
        order.sort_unstable_by_key(|number| self.words[*number as usize]);
        let mut rank_of = vec![0; order.len()];
        let mut lexicon = Lexicon::default();
        let mut n_stems = 0;
        for (rank, number) in order.into_iter().enumerate() {
            rank_of[number as usize] = rank as u32;
            let word = self.words[number as usize];
            let is_new = lexicon
                .words
                .last()
                .is_none_or(|last| last.shape().stem != word.shape().stem);
            n_stems += u32::from(is_new);
            if is_new {
                lexicon.heads.push(head(word.shape().stem));
            }
            lexicon.words.push(word);
            lexicon.keys.push(WordKeys::of(word.shape().stem));
            lexicon.stems.push(n_stems - 1);
        }
        for word in names.iter_mut().flat_map(|name| &mut name.words) {
            *word = rank_of.get(*word as usize).copied().unwrap_or(NONE);
        }
        lexicon
    }
}

impl CodedName {
    /// Says whether no word could be read.
    pub fn is_empty(&self) -> bool {
        self.n_words() == 0
    }

    /// Sex as the endings tell it.
    pub fn gender(&self) -> Option<Gender> {
        self.gender
    }

    /// Says whether a word has this role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&Some(role))
    }

    fn n_words(&self) -> usize {
        self.words.iter().take_while(|word| **word != NONE).count()
    }

    fn outline(&self) -> Outline<'_> {
        Outline {
            n_words: self.n_words(),
            readings: &self.readings[..usize::from(self.n_readings)],
            gender: self.gender,
        }
    }
}

impl Lexicon {
    /// Compares two coded names: as [`compare`](crate::levels::compare) compares the names they stand for.
    pub fn compare(&self, a: &CodedName, b: &CodedName, memo: &mut Memo) -> NameAgreement {
        let words = |x: usize, y: usize| self.words_level(a.words[x], b.words[y], memo);
        compared(a.outline(), b.outline(), words)
    }

    fn words_level(&self, x: u32, y: u32, memo: &mut Memo) -> PartLevel {
        let (of_x, of_y) = (self.words[x as usize].shape(), self.words[y as usize].shape());
        if x == y && !of_x.stem.is_empty() {
            return PartLevel::Same;
        }
        words_level(of_x, of_y, || {
            memo.recall(x.min(y), x.max(y), || distance_level(of_x.stem, of_y.stem))
        })
    }

    /// Puts the keys of a name, as [`keys`](crate::levels::keys) gives them, in place of what was there.
    pub fn push_keys(&self, name: &CodedName, keys: &mut Vec<Key>) {
        let words = name.words.iter().zip(name.roles);
        let words = words.map_while(|(word, role)| Some((*self.keys.get(*word as usize)?, role?)));
        push_keys(words, name.n_readings > 1, keys);
    }

    /// The number of the sounds of the word in a role in the likeliest reading.
    pub fn part(&self, name: &CodedName, role: Role) -> Option<u32> {
        let reading = name.outline().readings.first()?;
        let at = match role {
            Role::Given => usize::from(reading.given?),
            Role::Surname => usize::from(reading.surname?),
            Role::Father => usize::from(reading.father?),
            Role::Ancestor | Role::Other => name.roles.iter().position(|of| *of == Some(role))?,
        };
        self.stems.get(*name.words.get(at)? as usize).copied()
    }

    /// The sound that a word begins with, by its number from [`Lexicon::part`]; one for all vowels and for sounds that
    /// languages exchange.
    pub fn head(&self, stem: u32) -> Option<u8> {
        self.heads.get(stem as usize).copied()
    }

    /// How many different sounds of words there are; numbers of [`Lexicon::part`] are below it.
    pub fn n_stems(&self) -> usize {
        self.stems.last().map_or(0, |last| *last as usize + 1)
    }
}

impl Default for Memo {
    fn default() -> Self {
        Self {
            slots: vec![0; 1 << Self::BITS].into_boxed_slice(),
        }
    }
}

impl Memo {
    /// Slots, as a power of two: half a megabyte, which stays near the processor.
    const BITS: u32 = 16;

    /// Numbers of words from here on are not remembered: two of them and a level fill a slot.
    const MAX_WORDS: u32 = 1 << 30;

    /// The level of two words, lesser number first, found anew where it is not remembered.
    fn recall(&mut self, x: u32, y: u32, find: impl FnOnce() -> PartLevel) -> PartLevel {
        if y >= Self::MAX_WORDS {
            return find();
        }
        let pair = u64::from(x) << 32 | u64::from(y) << 2;
        let slot = &mut self.slots[(pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Self::BITS)) as usize];
        if *slot & !3 == pair {
            match *slot & 3 {
                1 => return PartLevel::Close,
                2 => return PartLevel::Similar,
                3 => return PartLevel::Different,
                _ => {}
            }
        }
        let level = find();
        let code = match level {
            PartLevel::Close => 1,
            PartLevel::Similar => 2,
            PartLevel::Different => 3,
            _ => 0,
        };
        *slot = pair | code;
        level
    }
}

impl fmt::Debug for CodedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodedName({} words)", self.n_words())
    }
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lexicon({} words)", self.words.len())
    }
}

impl fmt::Debug for Coder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Coder({} words)", self.words.len())
    }
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo(…)")
    }
}
