//! What a column says, found by the words of its heading in English, Russian and Kyrgyz.

mod circumstances;
mod person;

use self::circumstances::{
    ADDRESS, DOCUMENT, EMAIL, EVENT, IGNORED, LIST, OCCUPATION, OWN_ID, PHONE, PLACE, POSTCODE, SOURCE,
};
use self::person::{AGE, AS_OF, BARE_NAME, BIRTH, GIVEN, NAME, PATRONYMIC, SEX, SURNAME};
use crate::Column;

/// What a heading says; `None` when its words are not known.
///
/// Case, `ё`, punctuation and a remark in parentheses at the end make no difference.
pub(crate) fn column_of(heading: &str) -> Option<Column> {
    let words = folded(heading);
    known(&words).or_else(|| {
        let (before, _) = heading.split_once('(')?;
        known(&folded(before))
    })
}

/// What a heading that was found says, by what the other headings of its table say: a bare "Name" beside a surname is the given
/// name, a bare "Имя" with no other part of a name beside it the whole one.
pub(crate) fn told_apart(heading: &str, found: Column, said: &[Option<Column>]) -> Column {
    let has = |column| said.contains(&Some(column));
    let has_part = || has(Column::Surname) || has(Column::Patronymic);
    match found {
        Column::Name if has(Column::Surname) && !has(Column::Given) && is_bare(heading) => Column::Given,
        Column::Given if !has(Column::Name) && !has_part() && is_bare(heading) => Column::Name,
        _ => found,
    }
}

/// Says whether a heading is only the word for a name, which people write over whole names and over given names.
fn is_bare(heading: &str) -> bool {
    let before = heading.split('(').next().unwrap_or_default();
    let words = folded(before);
    let stem = words.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    BARE_NAME.contains(&stem)
}

/// Lower case, `ё` as `е`, everything but letters and digits as one blank; a lone sign for "number" stays.
pub(crate) fn folded(heading: &str) -> String {
    let mut words = String::with_capacity(heading.len());
    for letter in heading.chars().flat_map(char::to_lowercase) {
        match letter {
            'ё' => words.push('е'),
            letter if letter.is_alphanumeric() => words.push(letter),
            _ if words.ends_with(' ') => {}
            _ => words.push(' '),
        }
    }
    match words.trim() {
        // "№" and "#" say something only where they stand alone.
        "" if heading.contains(['№', '#']) => "№".to_owned(),
        words => words.to_owned(),
    }
}

/// Says whether a folded heading is that of a count in a table of tallies.
pub(crate) fn is_count(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "count",
        "counts",
        "n",
        "freq",
        "frequency",
        "number",
        "tally",
        "people",
        "persons",
        "total",
        "число",
        "число людей",
        "число человек",
        "количество людей",
        "количество человек",
        "людей",
        "number of people",
        "адамдардын саны",
        "количество",
        "кол во",
        "частота",
        "человек",
        "всего",
        "итого",
        "саны",
        "адам саны",
        "жалпы саны",
    ];
    WORDS.contains(&folded)
}

fn known(words: &str) -> Option<Column> {
    let found = TABLE
        .iter()
        .find(|(_, headings)| headings.contains(&words))
        .map(|(column, _)| *column);
    found.or_else(|| {
        // "address_2", "Фамилия 1": a number only tells columns of one kind apart.
        let stem = words.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
        if stem.len() == words.len() || stem.is_empty() {
            None
        } else {
            known(stem)
        }
    })
}

const TABLE: &[(Column, &[&str])] = &[
    (Column::Name, NAME),
    (Column::Given, GIVEN),
    (Column::Surname, SURNAME),
    (Column::Patronymic, PATRONYMIC),
    (Column::Birth, BIRTH),
    (Column::Age, AGE),
    (Column::AsOf, AS_OF),
    (Column::Sex, SEX),
    (Column::Place, PLACE),
    (Column::Event, EVENT),
    (Column::Phone, PHONE),
    (Column::Document, DOCUMENT),
    (Column::Email, EMAIL),
    (Column::Postcode, POSTCODE),
    (Column::Address, ADDRESS),
    (Column::Occupation, OCCUPATION),
    (Column::Source, SOURCE),
    (Column::OwnId, OWN_ID),
    (Column::List, LIST),
    (Column::Ignored, IGNORED),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_folded_and_stands_once() {
        let mut seen = std::collections::BTreeMap::new();
        for (column, headings) in TABLE {
            for heading in *headings {
                assert_eq!(folded(heading), *heading, "is compared with folded headings");
                assert_eq!(seen.insert(heading, column), None, "{heading}");
            }
        }
    }
}
