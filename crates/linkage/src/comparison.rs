//! Compares two rows field by field.

use names::levels::{NameAgreement, NameLevel, PartLevel};

use crate::date::{birth_level, event_level};
use crate::field::{Pattern, at};
use crate::row::{NONE, Row, Rows, text_at};
use crate::text::{self, Text};

/// What comparing two rows gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub(crate) pattern: Pattern,
    /// Which parts of the names are the same word, so that their rarity counts.
    pub(crate) rarity: Rarity,
}

/// Which part of a name is the same word in both rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rarity {
    /// None.
    Nothing,
    /// The given name.
    Given,
    /// The surname.
    Family,
    /// Both.
    Whole,
}

/// Compares two rows.
pub(crate) fn compare(rows: &Rows, a: &Row, b: &Row) -> Comparison {
    let mut pattern = Pattern::default();
    let agreement = names::levels::compare(&rows.names[a.name as usize], &rows.names[b.name as usize]);
    set_name(&mut pattern, &agreement);
    if a.birth != NONE && b.birth != NONE {
        let level = birth_level(&rows.dates[a.birth as usize], &rows.dates[b.birth as usize]);
        pattern.set(at::BIRTH, level);
    }
    if let (Some(x), Some(y)) = (a.sex, b.sex) {
        pattern.set(at::SEX, if x == y { 1 } else { 2 });
    }
    if a.event != NONE && b.event != NONE {
        let level = event_level(&rows.dates[a.event as usize], &rows.dates[b.event as usize]);
        pattern.set(at::EVENT, level);
    }
    set_texts(&mut pattern, rows, a, b);
    Comparison {
        pattern,
        rarity: rarity(&agreement),
    }
}

fn set_name(pattern: &mut Pattern, agreement: &NameAgreement) {
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

fn set_texts(pattern: &mut Pattern, rows: &Rows, a: &Row, b: &Row) {
    type Measure = fn(&Text, &Text) -> usize;
    const MEASURES: [(usize, usize, Measure); 7] = [
        (text_at::PLACE, at::PLACE, text::place_level),
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
        let values = &rows.texts[place];
        // Equal numbers are equal texts, and every measure calls those exact.
        let level = if x == y {
            1
        } else {
            measure(&values[x as usize], &values[y as usize])
        };
        pattern.set(field, level);
    }
}
