//! Short ways to say things.

use locale::{Language, Message, count, number, plain, say};

use crate::{CountFigures, IntervalFigure, ListFigure, SectionFigures};

/// Says a message without arguments.
pub(crate) fn word(language: Language, id: &str) -> String {
    say(language, &Message::new(id))
}

/// Shows a number of people without decimals.
pub(crate) fn people(language: Language, value: f64) -> String {
    number(language, value, 0)
}

/// Rounds a number of people to a whole one, for plurals; what is no number becomes 0.
pub(crate) fn whole(value: f64) -> u64 {
    // `as` saturates, so nothing can overflow.
    if value.is_finite() {
        value.max(0.0).round() as u64
    } else {
        0
    }
}

/// Shows a share as a percentage, with a decimal where it would look like nothing or like all.
pub(crate) fn percent(language: Language, part: u64, of: u64) -> String {
    if of == 0 {
        return "—".to_owned();
    }
    let share = part as f64 / of as f64 * 100.0;
    // Neither "none" nor "all" is said of a share that is not quite that.
    let share = match share {
        share if part > 0 && share < 0.1 => format!("<{}", number(language, 0.1, 1)),
        share if part < of && share > 99.9 => format!(">{}", number(language, 99.9, 1)),
        share if (part > 0 && share < 1.0) || (part < of && share > 99.0) => number(language, share, 1),
        share => number(language, share, 0),
    };
    if language == Language::English {
        format!("{share}%")
    } else {
        format!("{share}\u{a0}%")
    }
}

/// The letter of a list: A to Z, then AA and on.
pub(crate) fn letter(place: usize) -> String {
    let own = char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    if place < 26 {
        own.to_string()
    } else {
        format!("{}{own}", letter(place / 26 - 1))
    }
}

/// A list's letter and label, such as `B Police`.
pub(crate) fn lettered(lists: &[ListFigure], place: usize) -> String {
    let label = lists.get(place).map_or(String::new(), |list| plain(&list.label));
    format!("{} {label}", letter(place))
}

/// A model by the letters of its lists: those that may depend on each other are joined by `+`.
pub(crate) fn model(generators: &[Vec<usize>]) -> String {
    let mut names: Vec<String> = generators
        .iter()
        .map(|lists| {
            lists
                .iter()
                .map(|&list| letter(list))
                .collect::<Vec<_>>()
                .join("+")
        })
        .collect();
    names.sort();
    names.join(", ")
}

/// Shows an interval of numbers of people; `floor` is the documented number, below which no total can lie.
pub(crate) fn interval(language: Language, interval: Option<&IntervalFigure>, floor: f64) -> String {
    let Some(ends) = interval else {
        return word(language, "interval-none");
    };
    let lower = people(language, ends.lower.max(floor));
    match ends.upper {
        Some(upper) if upper.is_finite() => {
            let message = Message::new("interval-ends").text("lower", lower);
            say(language, &message.text("upper", people(language, upper)))
        }
        _ => say(language, &Message::new("interval-open").text("lower", lower)),
    }
}

/// Who is counted, in the user's words, or that nobody said.
pub(crate) fn population(figures: &CountFigures, language: Language) -> String {
    match figures.population.as_deref().map(plain) {
        Some(stated) if !stated.is_empty() => stated,
        _ => word(language, "population-missing"),
    }
}

/// The standard of proof in words.
pub(crate) fn standard(figures: &CountFigures, language: Language) -> String {
    let id = format!("standard-{}", figures.standard.unwrap_or("each"));
    word(language, &id)
}

/// The day of the count in words.
pub(crate) fn day(figures: &CountFigures, language: Language) -> String {
    let (year, month, day) = figures.day;
    locale::day(language, year, month, day)
}

/// Who is counted, by what standard, and when: the line that goes with every table and picture.
pub(crate) fn standing(figures: &CountFigures, language: Language) -> String {
    let message = Message::new("standing-line")
        .text("population", population(figures, language))
        .text("standard", standard(figures, language))
        .text("day", day(figures, language));
    say(language, &message)
}

/// Shows a whole number of people.
pub(crate) fn persons(language: Language, value: u64) -> String {
    count(language, value)
}

/// The message about numbers of lists, or, where only it is known how often people were seen, that about times.
pub(crate) fn of_captures(section: &SectionFigures, id: &str) -> String {
    if section.lists.is_empty() {
        format!("{id}-seen")
    } else {
        id.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_letters() {
        let check = |place: usize, expected: &str| assert_eq!(letter(place), expected);
        check(0, "A");
        check(25, "Z");
        check(26, "AA");
        check(62, "BK");
    }

    #[test]
    fn models_are_named_by_letters() {
        assert_eq!(model(&[vec![2], vec![0, 1]]), "A+B, C");
        assert_eq!(model(&[]), "");
    }

    #[test]
    fn numbers_of_people_are_whole() {
        assert_eq!(whole(10356.519), 10357);
        assert_eq!(whole(-3.0), 0);
        assert_eq!(whole(f64::INFINITY), 0);
        assert_eq!(whole(1e300), u64::MAX);
        assert_eq!(percent(Language::Russian, 1, 3), "33\u{a0}%");
        assert_eq!(percent(Language::English, 1, 335), "0.3%");
        assert_eq!(percent(Language::English, 1, 1_000_000), "<0.1%");
        assert_eq!(percent(Language::English, 999_999, 1_000_000), ">99.9%");
        assert_eq!(percent(Language::English, 335, 335), "100%");
        assert_eq!(percent(Language::English, 0, 335), "0%");
        assert_eq!(percent(Language::English, 1, 0), "—");
    }
}
