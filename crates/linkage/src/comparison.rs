//! Compares two rows field by field.

use names::levels::{Gist, Memo, NameAgreement, NameLevel, PartLevel};

use crate::date::{birth_level, event_level};
use crate::field::{Pattern, Rarity, at};
use crate::place::place_level;
use crate::row::{NONE, Row, Rows, text_at};
use crate::text::{self, Text};

/// Compares rows, and remembers what it found lately; that changes nothing but the time it takes.
pub(crate) struct Comparer<'a> {
    rows: &'a Rows,
    words: Memo,
    texts: Box<[u64]>,
}

/// Levels of texts that are remembered, as a power of two.
const TEXT_BITS: u32 = 14;

impl<'a> Comparer<'a> {
    pub(crate) fn new(rows: &'a Rows) -> Self {
        Self {
            rows,
            words: Memo::default(),
            texts: vec![0; 1 << TEXT_BITS].into_boxed_slice(),
        }
    }

    /// Compares two rows.
    pub(crate) fn compare(&mut self, a: u32, b: u32) -> Pattern {
        let mut pattern = self.details(a, b);
        self.names(a, b, &mut pattern);
        pattern
    }

    /// Compares two rows in all but their names.
    pub(crate) fn details(&mut self, a: u32, b: u32) -> Pattern {
        let (a, b) = (&self.rows.rows[a as usize], &self.rows.rows[b as usize]);
        let mut pattern = Pattern::default();
        let dates = &self.rows.dates;
        if a.birth != NONE && b.birth != NONE {
            let level = birth_level(&dates[a.birth as usize], &dates[b.birth as usize]);
            pattern.set(at::BIRTH, level);
        }
        if let (Some(x), Some(y)) = (a.sex, b.sex) {
            pattern.set(at::SEX, if x == y { 1 } else { 2 });
        }
        if a.event != NONE && b.event != NONE {
            let level = event_level(&dates[a.event as usize], &dates[b.event as usize]);
            pattern.set(at::EVENT, level);
        }
        self.set_texts(&mut pattern, a, b);
        pattern
    }

    /// Adds what comparing the names of two rows gives.
    pub(crate) fn names(&mut self, a: u32, b: u32, pattern: &mut Pattern) {
        let name = |row: u32| self.rows.rows[row as usize].name;
        self.numbered_names(name(a), name(b), pattern);
    }

    /// Adds what comparing two names gives.
    pub(crate) fn numbered_names(&mut self, a: u32, b: u32, pattern: &mut Pattern) {
        let rows = self.rows;
        let name = |number: u32| &rows.names[number as usize];
        let agreement = rows.lexicon.compare(name(a), name(b), &mut self.words);
        set_names(pattern, &agreement);
    }

    /// Adds what comparing two plain names gives by their words.
    pub(crate) fn plain_names(&mut self, a: &[(u32, Gist)], b: &[(u32, Gist)], pattern: &mut Pattern) {
        set_names(pattern, &self.rows.lexicon.compare_plain(a, b, &mut self.words));
    }

    fn set_texts(&mut self, pattern: &mut Pattern, a: &Row, b: &Row) {
        type Measure = fn(&Text, &Text) -> usize;
        const MEASURES: [(usize, usize, Measure); 7] = [
            (text_at::PLACE, at::PLACE, place_level),
            (text_at::PHONE, at::PHONE, text::phone_level),
            (text_at::DOCUMENT, at::DOCUMENT, text::document_level),
            (text_at::EMAIL, at::EMAIL, text::email_level),
            (text_at::POSTCODE, at::POSTCODE, text::postcode_level),
            (text_at::ADDRESS, at::ADDRESS, text::address_level),
            (text_at::OCCUPATION, at::OCCUPATION, text::occupation_level),
        ];
        for (place, field, measure) in MEASURES {
            let (x, y) = (a.texts[place], b.texts[place]);
            if x == NONE || y == NONE {
                continue;
            }
            let values = &self.rows.texts[place];
            // Equal numbers are equal texts, and every measure calls those exact.
            let level = if x == y {
                1
            } else {
                self.recall(place, x.min(y), x.max(y), |x, y| {
                    measure(&values[x as usize], &values[y as usize])
                })
            };
            pattern.set(field, level);
        }
    }

    /// The level of two places that are not the same.
    pub(crate) fn place_level(&mut self, x: u32, y: u32) -> usize {
        let places = &self.rows.texts[text_at::PLACE];
        self.recall(text_at::PLACE, x.min(y), x.max(y), |x, y| {
            place_level(&places[x as usize], &places[y as usize])
        })
    }

    /// The level of two texts, lesser number first, found anew where it is not remembered.
    fn recall(&mut self, place: usize, x: u32, y: u32, find: impl FnOnce(u32, u32) -> usize) -> usize {
        // A slot holds two numbers, the field and the level.
        if y >= 1 << 29 {
            return find(x, y);
        }
        let pair = u64::from(x) << 35 | u64::from(y) << 6 | (place as u64) << 3;
        let slot = &mut self.texts[(pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - TEXT_BITS)) as usize];
        if *slot & !7 == pair && *slot & 7 != 0 {
            return (*slot & 7) as usize;
        }
        let level = find(x, y);
        *slot = pair | level as u64;
        level
    }
}

fn set_names(pattern: &mut Pattern, agreement: &NameAgreement) {
    pattern.set_rarity(rarity(agreement));
    let level = match agreement.level {
        NameLevel::Missing => 0,
        NameLevel::Exact => 1,
        NameLevel::Swapped => 2,
        NameLevel::Close => 3,
        NameLevel::Variant => 4,
        NameLevel::GivenOnly => 5,
        NameLevel::SurnameOnly => 6,
        NameLevel::Similar => 7,
        NameLevel::SurnameDiffers => 8,
        NameLevel::GivenDiffers => 9,
        NameLevel::Weak => 10,
        NameLevel::Different => 11,
    };
    pattern.set(at::NAME, level);
    let father = match agreement.father {
        PartLevel::Missing => 0,
        PartLevel::Same => 1,
        PartLevel::Close => 2,
        PartLevel::Short | PartLevel::Initial => 3,
        PartLevel::Similar | PartLevel::Elsewhere => 4,
        PartLevel::Different => 5,
    };
    pattern.set(at::FATHER, father);
    let other = match agreement.other {
        PartLevel::Missing => 0,
        PartLevel::Same | PartLevel::Close | PartLevel::Short => 1,
        _ => 2,
    };
    pattern.set(at::OTHER_NAME, other);
}

fn rarity(agreement: &NameAgreement) -> Rarity {
    let same = |level: PartLevel| level == PartLevel::Same;
    match (same(agreement.given), same(agreement.surname)) {
        (true, true) => Rarity::Whole,
        (true, false) => Rarity::Given,
        // Brothers share a rare surname as well.
        (false, true) if agreement.given == PartLevel::Different => Rarity::Nothing,
        (false, true) => Rarity::Family,
        (false, false) => Rarity::Nothing,
    }
}
