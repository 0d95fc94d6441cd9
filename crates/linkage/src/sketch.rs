//! What the sieve looks at in a row.

use std::ops::Deref;

use names::levels::{Gist, Role};
use records::Sex;

use crate::date::{Ends, Span};
use crate::rarity::Frequencies;
use crate::row::{N_TEXTS, NONE, Row, Rows, text_at};

/// Words of a name that a sketch has room for.
pub(crate) const N_WORDS: usize = 3;

/// How many texts come after the telephone.
pub(crate) const N_OTHER_TEXTS: usize = N_TEXTS - text_at::DOCUMENT;

/// A row in short: less than 64 bytes, so that looking at it takes one trip to memory.
#[derive(Clone, Copy)]
pub(crate) struct Sketch {
    /// Numbers of words; as many as there are.
    pub(crate) words: [u32; N_WORDS],
    pub(crate) birth: Span,
    pub(crate) event: Ends,
    pub(crate) place: u32,
    pub(crate) phone: u32,
    pub(crate) name: u32,
    pub(crate) flags: u32,
    /// The list when it holds each person once.
    pub(crate) apart: u32,
}

/// A sketch with the numbers of its words and their gists.
pub(crate) struct Opened {
    pub(crate) words: [(u32, Gist); N_WORDS],
    pub(crate) sketch: Sketch,
}

impl Opened {
    /// The words that there are.
    pub(crate) fn words(&self) -> &[(u32, Gist)] {
        let n_words = self.words.iter().take_while(|(word, _)| *word != NONE).count();
        &self.words[..n_words]
    }
}

impl Deref for Opened {
    type Target = Sketch;

    fn deref(&self) -> &Sketch {
        &self.sketch
    }
}

/// What is known of a row.
pub(crate) mod flag {
    /// More words than a sketch has room for, or one of which nothing is left without its ending.
    pub(crate) const MORE_WORDS: u32 = 1;
    /// A given name, a surname and perhaps a father's, in this order.
    pub(crate) const PLAIN: u32 = 1 << 1;
    /// Given name and surname may be the other way round.
    pub(crate) const TURNABLE: u32 = 1 << 2;
    /// Nothing can be read in the name.
    pub(crate) const UNNAMED: u32 = 1 << 3;
    pub(crate) const FATHER: u32 = 1 << 4;
    pub(crate) const OTHER: u32 = 1 << 5;
    pub(crate) const BIRTH: u32 = 1 << 6;
    /// The date of birth or that of the event has several readings.
    pub(crate) const READINGS: u32 = 1 << 7;
    pub(crate) const EVENT: u32 = 1 << 8;
    pub(crate) const MALE: u32 = 1 << 9;
    pub(crate) const FEMALE: u32 = 1 << 10;
    pub(crate) const SEXES: u32 = MALE | FEMALE;
    /// Five bits, for the texts after the telephone.
    pub(crate) const TEXTS_AT: u32 = 11;
    /// From here on the most bits for sharing the name or a part of it, in eighths.
    pub(crate) const RARITY_AT: u32 = 24;
}

impl Sketch {
    pub(crate) fn of(rows: &Rows, row: &Row, frequencies: &Frequencies<'_>) -> Self {
        let name = &rows.names[row.name as usize];
        let mut words = [NONE; N_WORDS];
        let mut more_words = false;
        for (at, word) in rows.lexicon.words(name).iter().enumerate() {
            more_words |= at >= N_WORDS || rows.lexicon.gist(*word).is_empty();
            if let Some(place) = words.get_mut(at) {
                *place = *word;
            }
        }
        let spans = |date: u32| rows.dates.get(date as usize).map_or(&[][..], |spans| spans);
        let (births, events) = (spans(row.birth), spans(row.event));
        let flags = [
            (more_words, flag::MORE_WORDS),
            (name.is_plain(), flag::PLAIN),
            (name.is_turnable(), flag::TURNABLE),
            (name.is_empty(), flag::UNNAMED),
            (name.has(Role::Father), flag::FATHER),
            (name.has(Role::Ancestor) || name.has(Role::Other), flag::OTHER),
            (!births.is_empty(), flag::BIRTH),
            (births.len() > 1 || events.len() > 1, flag::READINGS),
            (!events.is_empty(), flag::EVENT),
            (row.sex == Some(Sex::Male), flag::MALE),
            (row.sex == Some(Sex::Female), flag::FEMALE),
        ];
        let mut known = flags
            .iter()
            .fold(0, |all, (holds, flag)| all | if *holds { *flag } else { 0 });
        for (text, value) in row.texts[text_at::DOCUMENT..].iter().enumerate() {
            known |= u32::from(*value != NONE) << (flag::TEXTS_AT + text as u32);
        }
        // Rounded up: the bound may be too high, never too low.
        let rarity = (frequencies.most_of_name(row.name) * 8.0).ceil() as u32;
        Self {
            words,
            birth: births.first().copied().unwrap_or_default(),
            event: events.first().copied().unwrap_or_default().ends(),
            place: row.texts[text_at::PLACE],
            phone: row.texts[text_at::PHONE],
            name: row.name,
            flags: known | rarity << flag::RARITY_AT,
            apart: if rows.lists[row.list as usize].1 {
                row.list
            } else {
                NONE
            },
        }
    }

    /// The sketch with the gists of its words.
    pub(crate) fn opened(self, rows: &Rows) -> Opened {
        let gist = |word: u32| {
            if word == NONE {
                Gist::default()
            } else {
                rows.lexicon.gist(word)
            }
        };
        Opened {
            words: self.words.map(|word| (word, gist(word))),
            sketch: self,
        }
    }

    /// The most bits for sharing the name of one of two rows or a part of it.
    pub(crate) fn rarity(&self, other: &Self) -> f32 {
        let eighths = (self.flags >> flag::RARITY_AT).min(other.flags >> flag::RARITY_AT);
        eighths as f32 / 8.0
    }
}
