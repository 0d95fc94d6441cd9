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
    text.len() <= 64 && may_be(text, NOTHING) && NOTHING.contains(&folded(text).as_str())
}

/// Says whether a text begins like one of the words once it is folded; nearly none does, and folding takes longer.
fn may_be(text: &str, words: &[&str]) -> bool {
    let Some(first) = text.chars().find(|letter| letter.is_alphanumeric()) else {
        return false;
    };
    let first = first.to_lowercase().next();
    words.iter().any(|word| word.chars().next() == first)
}

/// Words that say nothing is known.
const NOTHING: &[&str] = &[
    "n a",
    "na n",
    "nan",
    "unknown",
    "not known",
    "not stated",
    "no data",
    "unidentified",
    "н д",
    "нет данных",
    "неизвестно",
    "неизвестен",
    "неизвестна",
    "не известно",
    "неизв",
    "не указано",
    "не указан",
    "не указана",
    "белгисиз",
    "маалымат жок",
    "так эмес",
];

/// Says whether a name only says that nobody knows it: "неизвестный мужчина", "unknown man 3", "белгисиз".
pub(super) fn names_nobody(text: &str) -> bool {
    let says_no_name = || may_be(text, NO_NAME) && NO_NAME.contains(&folded(text).as_str());
    says_only(text, UNKNOWN, WHOM) || (text.len() <= LONGEST && says_no_name())
}

/// Says whether a text is the word before the sum of a table: "Итого: 15", "Всего человек", "Жалпы", "Total".
pub(super) fn says_total(text: &str) -> bool {
    says_only(text, TOTAL, BESIDE_TOTAL)
}

/// Bytes of the longest text that is looked at; such phrases are far shorter, a cell may hold thousands of letters.
const LONGEST: usize = 128;

/// Says whether a text has one of the words, and besides only words that may stand with them, and numbers.
///
/// Every word must be one of them, so that a person who is called something more stays named.
fn says_only(text: &str, words: &[&str], beside: &[&str]) -> bool {
    let begins_with_number = || {
        text.trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .starts_with(|letter: char| letter.is_ascii_digit())
    };
    if text.len() > LONGEST || !(may_be(text, words) || may_be(text, beside) || begins_with_number()) {
        return false;
    }
    let folded = folded(text);
    let is_number = |word: &str| word.chars().all(|letter| letter.is_ascii_digit());
    let known = |word: &str| is_number(word) || words.contains(&word) || beside.contains(&word);
    folded.split(' ').any(|word| words.contains(&word)) && folded.split(' ').all(known)
}

/// Words for somebody whose name nobody knows.
const UNKNOWN: &[&str] = &[
    "unknown",
    "unnamed",
    "unidentified",
    "anonymous",
    "nameless",
    "неизвестный",
    "неизвестная",
    "неизвестные",
    "неизвестно",
    "неизвестен",
    "неизвестна",
    "неизв",
    "неопознанный",
    "неопознанная",
    "неопознанное",
    "неопознан",
    "неопознана",
    "безымянный",
    "безымянная",
    "неустановленный",
    "неустановленная",
    "неустановленное",
    "белгисиз",
    "аныкталбаган",
    "таанылбаган",
    "атсыз",
];

/// Words for whom it is that nobody knows.
const WHOM: &[&str] = &[
    "man",
    "woman",
    "male",
    "female",
    "person",
    "name",
    "body",
    "boy",
    "girl",
    "child",
    "soldier",
    "migrant",
    "worker",
    "мужчина",
    "женщина",
    "муж",
    "жен",
    "пол",
    "мужского",
    "женского",
    "пола",
    "человек",
    "лицо",
    "личность",
    "имя",
    "фио",
    "тело",
    "труп",
    "мальчик",
    "девочка",
    "ребенок",
    "мигрант",
    "солдат",
    "боец",
    "гражданин",
    "гражданка",
    "кыргызстана",
    "киргизии",
    "эркек",
    "аял",
    "киши",
    "адам",
    "бала",
    "кыз",
    "жигит",
    "аты",
    "жөнү",
    "жоокер",
    "no",
    "n",
];

/// Phrases that say there is no name.
const NO_NAME: &[&str] = &[
    "без имени",
    "имени нет",
    "нет имени",
    "no name",
    "аты жок",
    "аты жөнү жок",
];

/// Words for the sum of a table.
const TOTAL: &[&str] = &[
    "total",
    "totals",
    "subtotal",
    "итог",
    "итого",
    "итоги",
    "всего",
    "подытог",
    "сумма",
    "жалпы",
    "жалпысы",
    "бардыгы",
    "баардыгы",
    "бары",
    "баары",
    "жыйынтык",
    "жыйынтыгы",
    "суммасы",
];

/// Words that stand beside such a sum.
const BESIDE_TOTAL: &[&str] = &[
    "grand",
    "overall",
    "in",
    "all",
    "number",
    "of",
    "people",
    "persons",
    "names",
    "records",
    "rows",
    "по",
    "списку",
    "листу",
    "таблице",
    "в",
    "списке",
    "человек",
    "чел",
    "лиц",
    "погибших",
    "людей",
    "записей",
    "общий",
    "общая",
    "количество",
    "число",
    "саны",
    "адам",
    "киши",
    "тизмеде",
    "тизме",
    "боюнча",
    "болуп",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nobody() {
        for (text, expected) in [
            ("неизвестный мужчина", true),
            ("Неизвестный №3", true),
            ("Unknown man", true),
            ("UNKNOWN MALE 12", true),
            ("белгисиз эркек", true),
            ("аты белгисиз", true),
            ("(без имени)", true),
            ("неопознанное тело", true),
            ("Адам Демов", false),
            ("Неизвестный Азамат", false),
            ("Adam", false),
            ("Man", false),
        ] {
            assert_eq!(names_nobody(text), expected, "{text}");
        }
    }

    #[test]
    fn words_for_nothing() {
        for (text, expected) in [
            ("N/A", true),
            ("#N/A", true),
            ("«Неизвестно»", true),
            ("(нет данных)", true),
            ("МААЛЫМАТ ЖОК", true),
            ("--", true),
            ("Бишкек", false),
            ("Нарын", false),
            ("№", false),
            ("0555", false),
        ] {
            assert_eq!(says_nothing(text), expected, "{text}");
        }
    }

    #[test]
    fn words_for_sums() {
        for (text, expected) in [
            ("Итого", true),
            ("ИТОГО: 15", true),
            ("Всего человек - 15", true),
            ("Жалпы саны", true),
            ("Бардыгы", true),
            ("Grand total", true),
            ("Итогов Бакыт", false),
            ("Всего Асанов", false),
            ("15", false),
            ("Number", false),
        ] {
            assert_eq!(says_total(text), expected, "{text}");
        }
    }
}
