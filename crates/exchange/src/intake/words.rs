//! Words in cells: sex, and words that say nothing is known.

use records::Sex;
use unicode_normalization::UnicodeNormalization;

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
    // The longest of the words has 22 letters; a cell may have thousands.
    text.len() <= LONGEST && may_be(text, NOTHING) && readings(text).any(|read| NOTHING.contains(&&*read))
}

/// Says whether a text begins like one of the words once it is folded; nearly none does, and folding takes longer.
fn may_be(text: &str, words: &[&str]) -> bool {
    let Some(first) = text.chars().find(|letter| letter.is_alphanumeric()) else {
        return false;
    };
    let first = first.nfkc().next().unwrap_or(first);
    let first = first.to_lowercase().next().unwrap_or(first);
    let ways = [first, cyrillic(first), latin(first)];
    words.iter().any(|word| word.starts_with(ways))
}

/// A text in one form (Unicode, annex 15, NFKC), folded: as it is, and with the letters of the other alphabet that look like its
/// own put right.
fn readings(text: &str) -> impl Iterator<Item = String> {
    // The sign for "number" would become two letters.
    let plain: String = text.chars().filter(|letter| *letter != '№').nfkc().collect();
    let as_it_is = together(folded(&plain));
    let read = [cyrillic, latin].map(|script| as_it_is.chars().map(script).collect());
    std::iter::once(as_it_is).chain(read.map(together))
}

/// Words of denial written as one with what they deny.
fn together(text: String) -> String {
    if text.is_ascii() {
        return text
            .replace("not known", "unknown")
            .replace("not identified", "unidentified");
    }
    let text = text
        .replace("белгилүү эмес", "белгисиз")
        .replace("аныкталган эмес", "аныкталбаган");
    match text.strip_prefix("не ") {
        Some(denied) => format!("не{denied}").replace(" не ", " не"),
        None => text.replace(" не ", " не"),
    }
}

/// Latin letters and the Cyrillic ones that look like them, in lower case or as capitals.
const ALIKE: [(char, char); 13] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
    ('i', 'і'),
];

fn cyrillic(letter: char) -> char {
    let like = ALIKE.iter().find(|(latin, _)| *latin == letter);
    like.map_or(letter, |(_, cyrillic)| *cyrillic)
}

fn latin(letter: char) -> char {
    let like = ALIKE.iter().find(|(_, cyrillic)| *cyrillic == letter);
    like.map_or(letter, |(latin, _)| *latin)
}

/// Words that say nothing is known.
const NOTHING: &[&str] = &[
    "n a",
    "na n",
    "nan",
    "null",
    "none",
    "nil",
    "unknown",
    "not stated",
    "not available",
    "not given",
    "no data",
    "no information",
    "unidentified",
    "н д",
    "нет",
    "нет данных",
    "нет сведений",
    "нет информации",
    "данных нет",
    "сведений нет",
    "данные отсутствуют",
    "сведения отсутствуют",
    "отсутствует",
    "отсутствуют",
    "неизвестно",
    "неизвестен",
    "неизвестна",
    "неизв",
    "неуказано",
    "неуказан",
    "неуказана",
    "неустановлено",
    "неустановлен",
    "неустановлена",
    "неопределено",
    "белгисиз",
    "маалымат жок",
    "жок",
    "так эмес",
];

/// Says whether a name only says that nobody knows it: "неизвестный мужчина", "unknown man 3", "белгисиз".
pub(super) fn names_nobody(text: &str) -> bool {
    let says_no_name = || may_be(text, NO_NAME) && readings(text).any(|read| NO_NAME.contains(&&*read));
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
    let is_number = |word: &str| word.chars().all(|letter| letter.is_ascii_digit());
    let known = |word: &str| is_number(word) || words.contains(&word) || beside.contains(&word);
    readings(text).any(|read| read.split(' ').any(|word| words.contains(&word)) && read.split(' ').all(known))
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
    "неопознано",
    "неизвестного",
    "неизвестной",
    "неопознанного",
    "неопознанной",
    "неустановленного",
    "неустановленной",
    "неустановлен",
    "неустановлена",
    "неустановлено",
    "неопознанные",
    "неустановленные",
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
    "identity",
    "aged",
    "age",
    "about",
    "years",
    "old",
    "of",
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
    "мужчины",
    "женщины",
    "муж",
    "жен",
    "пол",
    "лет",
    "года",
    "год",
    "возраст",
    "возраста",
    "возрасте",
    "около",
    "примерно",
    "на",
    "вид",
    "в",
    "у",
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
    "өздүгү",
    "ким",
    "экени",
    "экендиги",
    "жашта",
    "жаштагы",
    "чамасында",
    "сөөк",
    "no",
    "n",
];

/// Phrases that say there is no name.
const NO_NAME: &[&str] = &[
    "без имени",
    "имени нет",
    "нет имени",
    "no name",
    "john doe",
    "jane doe",
    "имя отсутствует",
    "имени неизвестно",
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
            ("личность не установлена", true),
            ("Не установлена", true),
            ("не опознан", true),
            ("Неизвестный мужчина 30 лет", true),
            ("неизвестный мужчина, на вид около 40 лет", true),
            ("труп неизвестного мужчины", true),
            ("identity unknown", true),
            ("not identified", true),
            ("өздүгү аныкталган эмес", true),
            ("Hеизвестный", true),
            ("unknоwn", true),
            ("неизвестныи\u{306}", true),
            ("ＵＮＫＮＯＷＮ", true),
            ("Лев Не", false),
            ("Возраст", false),
            ("Не Азамат", false),
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
            ("нет сведений", true),
            ("отсутствует", true),
            ("не установлено", true),
            ("Не указан", true),
            ("null", true),
            ("None", true),
            ("ｎｏｎｅ", true),
            ("Нeт дaнных", true),
            ("Отсутствуев", false),
            ("Жокенов", false),
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
