//! Writes a word of a name as lists do: in an alphabet, as usual or in one of its many other ways.

use super::chance::Chance;
use super::variants::{HABITS, KYRGYZ, LETTERS, N_SCHEMES, RUSSIAN};

/// In which letters a list writes names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    Russian,
    Kyrgyz,
    Latin,
}

impl Letters {
    /// The other alphabet: Latin for Cyrillic lists, Russian for Latin ones.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Russian | Self::Kyrgyz => Self::Latin,
            Self::Latin => Self::Russian,
        }
    }
}

/// Writes a word as it is usual.
pub(super) fn usual(word: &str, letters: Letters) -> String {
    capitalised_as(word, &plain(&word.to_lowercase(), letters))
}

/// Writes a word in another way than usual: by another scheme, by habit, or else with a slip of the pen.
pub(super) fn other(word: &str, letters: Letters, chance: &mut Chance) -> String {
    let known = other_ways(word, letters);
    if known.is_empty() {
        slip(&usual(word, letters), chance)
    } else {
        chance.pick(&known).clone()
    }
}

/// All known ways to write a word but the usual one, without repeats.
pub(super) fn other_ways(word: &str, letters: Letters) -> Vec<String> {
    let folded = word.to_lowercase();
    let mut ways: Vec<String> = Vec::new();
    if letters == Letters::Latin {
        ways.extend((1..N_SCHEMES).map(|scheme| romanised(&folded, scheme)));
    }
    if letters == Letters::Kyrgyz {
        // Many keyboards have no ө, ү, ң.
        ways.push(plain(&folded, Letters::Russian));
    }
    ways.extend(
        HABITS
            .iter()
            .filter_map(|habit| apply(habit, &folded))
            .map(|text| plain(&text, letters)),
    );
    let usual = plain(&folded, letters);
    let mut distinct: Vec<String> = Vec::new();
    for way in ways {
        if way != usual && !distinct.contains(&way) {
            distinct.push(way);
        }
    }
    distinct.iter().map(|way| capitalised_as(word, way)).collect()
}

/// Writes Latin text a little differently, as somebody does who retypes it.
pub(super) fn retyped(text: &str) -> String {
    const HABITS: &[(&str, &str)] = &[
        ("zh", "j"),
        ("Zh", "J"),
        ("kh", "h"),
        ("Kh", "H"),
        ("iia", "iya"),
        ("ei", "ey"),
        ("ai", "ay"),
        ("y", "i"),
        ("ch", "c"),
        ("ek", "ec"),
        ("u", "ou"),
        ("v", "ff"),
    ];
    let found = HABITS.iter().find(|(usual, _)| text.contains(usual));
    found.map_or_else(
        || text.to_owned(),
        |(usual, other)| text.replacen(usual, other, 1),
    )
}

/// The usual letters for a word in lower case.
fn plain(word: &str, letters: Letters) -> String {
    let table = match letters {
        Letters::Latin => return romanised(word, 0),
        Letters::Russian => RUSSIAN,
        Letters::Kyrgyz => KYRGYZ,
    };
    // Russian writes гүл with a soft sign.
    let softened = match letters {
        Letters::Russian => word.replace("гүл", "гуль").replace("гульь", "гуль"),
        _ => word.to_owned(),
    };
    softened
        .chars()
        .map(|letter| {
            table
                .iter()
                .find(|(from, _)| *from == letter)
                .map_or(letter, |(_, to)| *to)
        })
        .collect()
}

fn romanised(word: &str, scheme: usize) -> String {
    let mut latin = String::new();
    for letter in word.chars() {
        match LETTERS.iter().find(|(from, _)| *from == letter) {
            Some((_, spellings)) => latin.push_str(spellings[scheme]),
            None => latin.push(letter),
        }
    }
    latin
}

/// A word with one habit applied wherever it fits; `None` where it fits nowhere.
fn apply((part, other): &(&str, &str), word: &str) -> Option<String> {
    let core = part.trim_start_matches('^').trim_end_matches('$');
    match (part.starts_with('^'), part.ends_with('$')) {
        (true, true) => (word == core).then(|| (*other).to_owned()),
        (true, false) => word.strip_prefix(core).map(|rest| format!("{other}{rest}")),
        (false, true) => word.strip_suffix(core).map(|rest| format!("{rest}{other}")),
        (false, false) => word.contains(core).then(|| word.replace(core, other)),
    }
}

/// Two letters inside a word change places, or one is doubled.
fn slip(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let places: Vec<usize> = (1..letters.len().saturating_sub(1)).collect();
    if places.is_empty() {
        return word.to_owned();
    }
    let place = *chance.pick(&places);
    if letters[place] == letters[place + 1] || chance.happens(0.5) {
        letters.insert(place, letters[place]);
    } else {
        letters.swap(place, place + 1);
    }
    letters.into_iter().collect()
}

/// Gives a text a capital if the word has one.
fn capitalised_as(word: &str, text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if word.chars().next().is_some_and(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::bank;
    use crate::demo::chance::Stream;

    fn check(word: &str, letters: Letters, expected: &str) {
        assert_eq!(usual(word, letters), expected);
    }

    #[test]
    fn usual_spellings() {
        check("Жумабаев", Letters::Latin, "Zhumabaev");
        check("Өмүралиев", Letters::Latin, "Omuraliev");
        check("Өмүралиев", Letters::Russian, "Омуралиев");
        check("Өмүралиев", Letters::Kyrgyz, "Өмүралиев");
        check("Айгүл", Letters::Russian, "Айгуль");
        check("Гүлнара", Letters::Russian, "Гульнара");
        check("Баҳодир", Letters::Kyrgyz, "Баходир");
        check("уулу", Letters::Latin, "uulu");
        check("ўғли", Letters::Russian, "угли");
        check("Хамид", Letters::Latin, "Khamid");
    }

    #[test]
    fn documented_spellings_are_among_the_others() {
        let has = |word: &str, letters: Letters, expected: &str| {
            let ways = other_ways(word, letters);
            assert!(ways.iter().any(|way| way == expected), "{expected} in {ways:?}");
        };
        has("Жумабаев", Letters::Russian, "Джумабаев");
        has("Жумабаев", Letters::Latin, "Dzhumabaev");
        has("Жумабаев", Letters::Latin, "Jumabaev");
        has("Үсөнов", Letters::Russian, "Усенов");
        has("Үсөнов", Letters::Latin, "Usenov");
        has("Сыдыков", Letters::Latin, "Sidikov");
        has("Жеңишбек", Letters::Latin, "Jengishbek");
        has("Мээрим", Letters::Russian, "Мэрим");
        has("Чынгыз", Letters::Latin, "Çıngız");
        has("уулу", Letters::Russian, "улу");
        has("Өмүрбек", Letters::Kyrgyz, "Омурбек");
    }

    #[test]
    fn another_way_always_differs() {
        let mut chance = Chance::new(1, Stream::Rows);
        for word in bank::KYRGYZ_MEN
            .iter()
            .chain(bank::KYRGYZ_WOMEN)
            .chain(bank::TAJIK_MEN)
        {
            for letters in [Letters::Russian, Letters::Kyrgyz, Letters::Latin] {
                assert_ne!(other(word, letters, &mut chance), usual(word, letters));
            }
        }
    }

    #[test]
    fn latin_has_no_cyrillic_letter_left() {
        for word in bank::KYRGYZ_MEN
            .iter()
            .chain(bank::KYRGYZ_WOMEN)
            .chain(bank::UZBEK_MEN)
            .chain(bank::KAZAKH_MEN)
        {
            let ways = [
                vec![usual(word, Letters::Latin)],
                other_ways(word, Letters::Latin),
            ]
            .concat();
            for way in ways {
                assert!(
                    !way.chars()
                        .any(|letter| ('\u{400}'..='\u{52f}').contains(&letter)),
                    "{way}"
                );
            }
        }
    }
}
