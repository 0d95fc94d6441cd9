//! Words in cells: sex, and words that say nothing is known.

use records::Sex;

use crate::headings::folded;

/// A word for sex: known, said to be unknown, or not understood.
pub(super) fn sex(text: &str) -> Option<Sex> {
    match folded(text).as_str() {
        "m" | "male" | "man" | "boy" | "м" | "муж" | "мужской" | "мужчина" | "мальчик" | "мужск"
        | "эркек" | "эр" | "э" | "эр бала" | "уул" => Some(Sex::Male),
        "f" | "female" | "woman" | "girl" | "w" | "ж" | "жен" | "женский" | "женщина" | "девочка"
        | "женск" | "аял" | "а" | "кыз" | "айым" | "кыз бала" => Some(Sex::Female),
        _ => None,
    }
}

/// Says whether a text only says that nothing is known.
pub(super) fn says_nothing(text: &str) -> bool {
    if text.is_empty()
        || text
            .chars()
            .all(|letter| matches!(letter, '-' | '–' | '—' | '?' | '.' | '_' | '*'))
    {
        return true;
    }
    // The longest of the words has 17 letters; a cell may have thousands.
    text.len() <= 64
        && matches!(
            folded(text).as_str(),
            "n a"
                | "na n"
                | "nan"
                | "unknown"
                | "not known"
                | "not stated"
                | "no data"
                | "unidentified"
                | "н д"
                | "нет данных"
                | "неизвестно"
                | "неизвестен"
                | "неизвестна"
                | "не известно"
                | "неизв"
                | "не указано"
                | "не указан"
                | "не указана"
                | "белгисиз"
                | "маалымат жок"
                | "так эмес"
        )
}
