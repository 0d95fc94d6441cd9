//! Words that stand in dates, in English, Russian and Kyrgyz; lower case, with `ё` as `е`.

/// What one word says in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A month, 1 to 12.
    Month(i8),
    /// A season, named by its first month; winter is 12.
    Season(i8),
    /// The date is not exact.
    About,
    /// The number is an age.
    Age,
    /// "год", "года": an age or a year, as the grammar of the number says.
    AgeOrYear,
    /// The number is the first year of ten.
    Decade,
    /// Says nothing new: "year", "born", "of".
    Filler,
}

/// What a word says; `None` for a word that does not belong in a date.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    if let Some(month) = month(word) {
        return Some(Meaning::Month(month));
    }
    let meaning = match word {
        "about"
        | "abt"
        | "approx"
        | "approximately"
        | "around"
        | "circa"
        | "ca"
        | "c"
        | "est"
        | "около"
        | "ок"
        | "примерно"
        | "прим"
        | "приблизительно"
        | "приблиз"
        | "предположительно"
        | "ориентировочно"
        | "болжол"
        | "менен"
        | "болжолдуу"
        | "болжолу"
        | "болжолдо"
        | "чамасында"
        | "чамасы"
        | "чамалуу"
        | "чамалап"
        | "жакын"
        | "тегерегинде" => Meaning::About,
        "age" | "aged" | "old" | "years" | "yrs" | "yr" | "yo" | "y" | "o" | "лет" | "летний" | "летняя"
        | "летнего" | "возраст" | "полных" | "жаш" | "жашта" | "жашында" | "жаштагы" | "жашар" | "жашы" => {
            Meaning::Age
        }
        "год" | "года" | "year" => Meaning::AgeOrYear,
        "s" | "е" | "х" | "годы" | "годов" | "жылдар" | "жылдары" => Meaning::Decade,
        "г" | "гг" | "году" | "р" | "рожд" | "рождения" | "род" | "родился" | "родилась" | "born" | "b"
        | "in" | "the" | "of" | "on" | "th" | "st" | "nd" | "rd" | "го" | "ж" | "жыл" | "жылы" | "жылдын"
        | "туулган" | "т" | "в" | "от" => Meaning::Filler,
        _ => season(word)?,
    };
    Some(meaning)
}

/// Kyrgyz names of the months that are two words, each as one word that [`meaning`] knows.
///
/// Modern Kyrgyz uses both these and the names taken from Russian.
pub(super) const TWO_WORD_MONTHS: &[(&str, &str)] = &[
    ("үчтүн айы", "үчтүнайы"),
    ("бирдин айы", "бирдинайы"),
    ("жалган куран", "жалганкуран"),
    ("чын куран", "чынкуран"),
    ("баш оона", "башоона"),
    ("аяк оона", "аякоона"),
    ("тогуздун айы", "тогуздунайы"),
    ("жетинин айы", "жетининайы"),
    ("бештин айы", "бештинайы"),
];

/// Months: English, Russian, Kyrgyz, and the Roman numbers of older papers.
const MONTHS: &[&[&str]] = &[
    &[
        "january",
        "jan",
        "январь",
        "января",
        "январе",
        "янв",
        "үчтүнайы",
        "i",
    ],
    &[
        "february",
        "feb",
        "февраль",
        "февраля",
        "феврале",
        "фев",
        "февр",
        "бирдинайы",
        "ii",
    ],
    &[
        "march",
        "mar",
        "март",
        "марта",
        "марте",
        "мар",
        "жалганкуран",
        "iii",
    ],
    &[
        "april",
        "apr",
        "апрель",
        "апреля",
        "апреле",
        "апр",
        "чынкуран",
        "iv",
    ],
    &["may", "май", "мая", "мае", "бугу", "v"],
    &["june", "jun", "июнь", "июня", "июне", "июн", "кулжа", "vi"],
    &["july", "jul", "июль", "июля", "июле", "июл", "теке", "vii"],
    &[
        "august",
        "aug",
        "август",
        "августа",
        "августе",
        "авг",
        "башоона",
        "viii",
    ],
    &[
        "september",
        "sep",
        "sept",
        "сентябрь",
        "сентября",
        "сентябре",
        "сен",
        "сент",
        "аякоона",
        "ix",
    ],
    &[
        "october",
        "oct",
        "октябрь",
        "октября",
        "октябре",
        "окт",
        "тогуздунайы",
        "x",
    ],
    &[
        "november",
        "nov",
        "ноябрь",
        "ноября",
        "ноябре",
        "ноя",
        "нояб",
        "жетининайы",
        "xi",
    ],
    &[
        "december",
        "dec",
        "декабрь",
        "декабря",
        "декабре",
        "дек",
        "бештинайы",
        "xii",
    ],
];

/// Kyrgyz endings that a month's name takes in a date.
const ENDINGS: &[&str] = &[
    "",
    "ы",
    "и",
    "у",
    "та",
    "да",
    "те",
    "де",
    "ында",
    "инде",
    "унда",
    "нын",
    "нин",
    "дын",
    "дин",
    "тын",
    "тагы",
    "дагы",
    "айы",
    "айында",
];

fn month(word: &str) -> Option<i8> {
    let exact = MONTHS.iter().position(|names| names.contains(&word));
    let index = exact.or_else(|| {
        MONTHS
            .iter()
            .position(|names| names.iter().any(|name| is_form(word, name)))
    })?;
    i8::try_from(index + 1).ok()
}

/// Says whether the word is the name with a Kyrgyz ending; short names take none.
fn is_form(word: &str, name: &str) -> bool {
    name.chars().count() >= 3
        && name.chars().all(|letter| !letter.is_ascii())
        && word
            .strip_prefix(name)
            .is_some_and(|ending| ENDINGS.contains(&ending))
}

fn season(word: &str) -> Option<Meaning> {
    let first = match word {
        "spring" | "весна" | "весной" | "весны" | "жаз" | "жазы" | "жазында" => {
            3
        }
        "summer" | "лето" | "летом" | "лета" | "жай" | "жайы" | "жайында" => 6,
        "autumn" | "fall" | "осень" | "осенью" | "осени" | "күз" | "күзү" | "күзүндө" => {
            9
        }
        "winter" | "зима" | "зимой" | "зимы" | "кыш" | "кышы" | "кышында" => 12,
        _ => return None,
    };
    Some(Meaning::Season(first))
}
