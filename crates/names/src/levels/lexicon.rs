//! Many names at once: every distinct word is kept once, and a name is the numbers of its words.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::levels::agreement::{NameAgreement, Outline, PartLevel, compared, compared_plain};
use crate::levels::gist::{Gist, may_agree};
use crate::levels::key::{Key, WordKeys, head, push_keys};
use crate::levels::name::{Gender, MAX_TOKENS, Name, Reading, Role};
use crate::levels::shape::{Shape, distance_level, words_level};
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
    plain: Plain,
}

/// Whether a name is a given name, a surname and perhaps a father's name, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Plain {
    No,
    /// In no other order.
    Settled,
    /// The first two perhaps the other way round.
    Turnable,
}

/// Distinct words of names without their endings, in an order that depends on the words alone.
#[derive(Default)]
pub struct Lexicon {
    words: Vec<Stem>,
    gists: Vec<Gist>,
    keys: Vec<WordKeys>,
    /// For each word, the number of its sounds: words that are in two families of pet names share it.
    stems: Vec<u32>,
    /// For each number of sounds, the sound they begin with.
    heads: Vec<u8>,
    /// How many words are in order; those that [`Lexicon::code`] added come after them.
    n_ordered: usize,
    /// Numbers of the words that were added, and of their sounds where these were new.
    added: HashMap<Stem, u32>,
    added_sounds: HashMap<Sounds, u32>,
}

/// The sounds of a word and how many they are.
type Sounds = ([u8; MAX_SOUNDS], u8);

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

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stem {
    sounds: [u8; MAX_SOUNDS],
    n_sounds: u8,
    family: u16,
    mask: u32,
}

impl Hash for Stem {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The mask follows from the sounds.
        state.write(self.shape().stem);
        state.write_u16(self.family);
    }
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

    fn sounds(&self) -> Sounds {
        (self.sounds, self.n_sounds)
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
        let words = &mut self.words;
        CodedName::of(name, |stem| {
            *self.numbers.entry(stem).or_insert_with(|| {
                words.push(stem);
                words.len() as u32 - 1
            })
        })
    }

    /// Puts the words in order and gives `names` their numbers in it.
    pub fn finish(self, names: &mut [CodedName]) -> Lexicon {
        let mut order: Vec<u32> = (0..self.words.len() as u32).collect();
        order.sort_unstable_by_key(|number| self.words[*number as usize]);
        let mut rank_of = vec![0; order.len()];
        let mut lexicon = Lexicon::default();
        for (rank, number) in order.into_iter().enumerate() {
            rank_of[number as usize] = rank as u32;
            let word = self.words[number as usize];
            let is_new = lexicon
                .words
                .last()
                .is_none_or(|last| last.shape().stem != word.shape().stem);
            let sounds = lexicon.heads.len() as u32 - u32::from(!is_new);
            lexicon.push(word, sounds);
        }
        lexicon.n_ordered = lexicon.words.len();
        for word in names.iter_mut().flat_map(|name| &mut name.words) {
            *word = rank_of.get(*word as usize).copied().unwrap_or(NONE);
        }
        lexicon
    }
}

impl CodedName {
    fn of(name: &Name, mut number_of: impl FnMut(Stem) -> u32) -> Self {
        let mut coded = Self {
            words: [NONE; MAX_TOKENS],
            roles: [None; MAX_TOKENS],
            readings: [Reading::default(); MAX_READINGS],
            n_readings: name.readings.len().min(MAX_READINGS) as u8,
            gender: name.gender,
            plain: Plain::No,
        };
        for (place, reading) in coded.readings.iter_mut().zip(&name.readings) {
            *place = *reading;
        }
        for (at, token) in name.tokens.iter().take(MAX_TOKENS).enumerate() {
            coded.words[at] = number_of(Stem::of(token.shape()));
            coded.roles[at] = Some(token.role);
        }
        coded.plain = coded.plainness();
        coded
    }

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

    /// Says whether it is a given name, a surname and perhaps a father's name, in this order, and nothing besides,
    /// however its roles are told; the first two may be the other way round.
    pub fn is_plain(&self) -> bool {
        self.plain != Plain::No
    }

    /// Says whether the roles of its words may be told in two ways.
    pub fn is_turnable(&self) -> bool {
        self.n_readings > 1
    }

    fn plainness(&self) -> Plain {
        let n_words = self.n_words() as u8;
        let father = (n_words == 3).then_some(2);
        let plain = |of: &Reading| {
            matches!(n_words, 2 | 3)
                && of.father == father
                && matches!((of.given, of.surname), (Some(0), Some(1)) | (Some(1), Some(0)))
        };
        let readings = self.outline().readings;
        match readings {
            [only] if plain(only) && only.given == Some(0) => Plain::Settled,
            [first, second] if plain(first) && plain(second) => Plain::Turnable,
            _ => Plain::No,
        }
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
    /// Codes one more name, and takes up the words of it that are not known yet after all others.
    ///
    /// Coded so, a name compares and has keys as if its words had been there from the start; only the order of the numbers
    /// tells how they came.
    pub fn code(&mut self, name: &Name) -> CodedName {
        CodedName::of(name, |stem| self.number(stem))
    }

    fn number(&mut self, word: Stem) -> u32 {
        if let Ok(known) = self.words[..self.n_ordered].binary_search(&word) {
            return known as u32;
        }
        if let Some(known) = self.added.get(&word) {
            return *known;
        }
        let number = self.words.len() as u32;
        self.added.insert(word, number);
        let first = self.words[..self.n_ordered].partition_point(|other| other.sounds() < word.sounds());
        let is_same = |other: &Stem| other.sounds() == word.sounds();
        let sounds = if self.words[..self.n_ordered].get(first).is_some_and(is_same) {
            self.stems[first]
        } else {
            let next = self.heads.len() as u32;
            *self.added_sounds.entry(word.sounds()).or_insert(next)
        };
        self.push(word, sounds);
        number
    }

    /// Adds a word after all others, whose sounds have this number: a known one or the next.
    fn push(&mut self, word: Stem, sounds: u32) {
        if sounds as usize == self.heads.len() {
            self.heads.push(head(word.shape().stem));
        }
        self.words.push(word);
        self.gists.push(Gist::of(word.shape()));
        self.keys.push(WordKeys::of(word.shape().stem));
        self.stems.push(sounds);
    }

    /// Compares two coded names: as [`compare`](crate::levels::compare) compares the names they stand for.
    pub fn compare(&self, a: &CodedName, b: &CodedName, memo: &mut Memo) -> NameAgreement {
        let words = |x: usize, y: usize| self.words_level(a.words[x], b.words[y], memo);
        match (a.plain, b.plain) {
            (Plain::Settled, Plain::Settled) => compared_plain(a.outline(), b.outline(), words),
            _ => compared(a.outline(), b.outline(), words),
        }
    }

    /// Compares two plain names of which neither is turnable by their words, as [`Lexicon::words`] gives them with their gists;
    /// gives what [`Lexicon::compare`] gives but for a clash of gender.
    pub fn compare_plain(&self, a: &[(u32, Gist)], b: &[(u32, Gist)], memo: &mut Memo) -> NameAgreement {
        let outline = |words: &[(u32, Gist)]| Outline {
            n_words: words.len(),
            readings: &[],
            gender: None,
        };
        compared_plain(outline(a), outline(b), |x, y| self.level(a[x], b[y], memo))
    }

    fn words_level(&self, x: u32, y: u32, memo: &mut Memo) -> PartLevel {
        self.level((x, self.gists[x as usize]), (y, self.gists[y as usize]), memo)
    }

    fn level(&self, (x, of_x): (u32, Gist), (y, of_y): (u32, Gist), memo: &mut Memo) -> PartLevel {
        if of_x.is_empty() || of_y.is_empty() {
            return PartLevel::Missing;
        }
        if x == y {
            return PartLevel::Same;
        }
        if !may_agree(of_x, of_y) {
            return PartLevel::Different;
        }
        memo.recall(x.min(y), x.max(y), || {
            let (of_x, of_y) = (self.words[x as usize].shape(), self.words[y as usize].shape());
            words_level(of_x, of_y, || distance_level(of_x.stem, of_y.stem))
        })
    }

    /// The numbers of the words of a name, in their order.
    pub fn words<'a>(&self, name: &'a CodedName) -> &'a [u32] {
        &name.words[..name.n_words()]
    }

    /// The gist of a word by its number from [`Lexicon::words`].
    pub fn gist(&self, word: u32) -> Gist {
        self.gists[word as usize]
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
        self.heads.len()
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
    const MAX_WORDS: u32 = 1 << 29;

    /// Levels by their code in a slot; 0 is an empty one.
    const LEVELS: [PartLevel; 8] = [
        PartLevel::Missing,
        PartLevel::Different,
        PartLevel::Similar,
        PartLevel::Elsewhere,
        PartLevel::Initial,
        PartLevel::Short,
        PartLevel::Close,
        PartLevel::Same,
    ];

    /// The level of two words, lesser number first, found anew where it is not remembered.
    fn recall(&mut self, x: u32, y: u32, find: impl FnOnce() -> PartLevel) -> PartLevel {
        if y >= Self::MAX_WORDS {
            return find();
        }
        let pair = u64::from(x) << 32 | u64::from(y) << 3;
        let slot = &mut self.slots[(pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Self::BITS)) as usize];
        if *slot & !7 == pair && *slot & 7 != 0 {
            return Self::LEVELS[(*slot & 7) as usize];
        }
        let level = find();
        *slot = pair | level as u64;
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
