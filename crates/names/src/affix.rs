//! Endings and small words that tell a father's name, a surname, and the bearer's sex.
//!
//! They are matched in folded letters, so that every script and spelling of уулу is one word.

/// Sex as a form of a name tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Sex {
    Male,
    Female,
}

/// A small word that says what the name beside it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Particle {
    /// уулу, ұлы, o‘g‘li, оглы: the word before is the father.
    Son,
    /// кызы, қызы, qizi: the word before is the father.
    Daughter,
    /// тегин, теги: the word before is an ancestor.
    Line,
    /// bin, ibn, binti: the word after is the father.
    Before,
    /// зода, -зод standing alone: the word before is a surname.
    Descent,
    /// Courtesy and rank: no name at all.
    Courtesy,
}

/// What kind of word an ending makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A patronymic such as -ович, or a grown-on particle: Асанұлы.
    Father,
    /// A surname form such as -ов.
    Surname,
    /// A father's name or a surname: -зода.
    Descent,
    /// A word that is more often a surname than a given name, such as -енко.
    Hint,
    /// No telling ending.
    Plain,
}

/// What an ending says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Affix {
    pub(crate) kind: Kind,
    /// How many letters stay without the ending.
    pub(crate) stem: usize,
    pub(crate) sex: Option<Sex>,
}

use Kind::{Descent, Father, Hint, Surname};
use Sex::{Female, Male};

/// Ending, kind, sex, the least stem, and how much of the ending stays with the stem.
type Ending = (&'static [u8], Kind, Option<Sex>, usize, usize);

const IN_A: &[Ending] = &[
    (b"oviCna", Father, Some(Female), 2, 0),
    (b"iniCna", Father, Some(Female), 2, 0),
    (b"iCna", Father, Some(Female), 2, 0),
    (b"ovna", Father, Some(Female), 2, 0),
    (b"evna", Father, Some(Female), 2, 0),
    (b"ivna", Father, Some(Female), 2, 0),
    (b"avna", Father, Some(Female), 3, 0),
    (b"euna", Father, Some(Female), 3, 0),
    (b"auna", Father, Some(Female), 3, 0),
    (b"eona", Father, Some(Female), 3, 0),
    (b"aona", Father, Some(Female), 3, 0),
    (b"skaia", Surname, Some(Female), 2, 2),
    (b"ckaia", Surname, Some(Female), 2, 2),
    (b"ska", Surname, Some(Female), 3, 2),
    (b"ova", Surname, Some(Female), 2, 0),
    (b"eva", Surname, Some(Female), 3, 0),
    (b"ava", Surname, Some(Female), 4, 0),
    (b"svna", Father, Some(Female), 3, 0),
    (b"sva", Surname, Some(Female), 3, 0),
    (b"ina", Hint, Some(Female), 3, 2),
    (b"azizoda", Descent, None, 0, 4),
    (b"zoda", Descent, None, 3, 0),
    (b"zada", Descent, None, 3, 0),
    (b"aia", Hint, Some(Female), 3, 0),
];

const IN_C: &[Ending] = &[
    (b"oviC", Father, Some(Male), 2, 0),
    (b"eviC", Father, Some(Male), 2, 0),
    (b"aviC", Father, Some(Male), 2, 0),
    (b"iviC", Father, Some(Male), 3, 0),
    (b"uviC", Father, Some(Male), 3, 0),
    (b"oveC", Father, Some(Male), 3, 0),
    (b"oviS", Father, Some(Male), 2, 0),
    (b"eviS", Father, Some(Male), 2, 0),
    (b"ovic", Father, Some(Male), 2, 0),
    (b"evic", Father, Some(Male), 2, 0),
    (b"ovih", Father, Some(Male), 2, 0),
    (b"evih", Father, Some(Male), 2, 0),
    (b"sviC", Father, Some(Male), 3, 0),
    (b"ovnC", Father, Some(Male), 2, 0),
    (b"evnC", Father, Some(Male), 2, 0),
    (b"iliC", Father, Some(Male), 0, 2),
    (b"kitiC", Father, Some(Male), 2, 3),
    (b"kuzmiC", Father, Some(Male), 0, 4),
    (b"lukiC", Father, Some(Male), 0, 3),
    (b"fomiC", Father, Some(Male), 0, 3),
    (b"saviC", Father, Some(Male), 0, 3),
];

const IN_V: &[Ending] = &[
    (b"ov", Surname, Some(Male), 2, 0),
    (b"sv", Surname, Some(Male), 3, 0),
    (b"ev", Surname, Some(Male), 3, 0),
    (b"iv", Hint, Some(Male), 4, 0),
    (b"av", Hint, Some(Male), 4, 0),
    (b"of", Surname, Some(Male), 4, 0),
    (b"ef", Hint, Some(Male), 4, 0),
];

const IN_I: &[Ending] = &[
    (b"skii", Surname, Some(Male), 2, 2),
    (b"skoi", Surname, Some(Male), 2, 2),
    (b"ski", Surname, Some(Male), 2, 2),
    (b"cki", Surname, Some(Male), 2, 2),
    (b"ckoi", Surname, Some(Male), 2, 2),
    (b"oguli", Father, Some(Male), 3, 0),
    (b"ogli", Father, Some(Male), 3, 0),
    (b"ugli", Father, Some(Male), 3, 0),
    (b"uli", Father, Some(Male), 4, 0),
    (b"bekizi", Father, Some(Female), 2, 3),
    (b"kizi", Father, Some(Female), 3, 0),
    (b"gizi", Father, Some(Female), 3, 0),
    (b"Svili", Hint, None, 3, 5),
];

const IN_U: &[Ending] = &[
    (b"oglu", Father, Some(Male), 3, 0),
    (b"ulu", Father, Some(Male), 4, 0),
    (b"iglu", Father, Some(Male), 3, 0),
];

const IN_OTHER: &[Ending] = &[
    (b"zade", Descent, None, 3, 0),
    (b"azizod", Descent, None, 0, 4),
    (b"zod", Descent, None, 3, 0),
    (b"kiz", Father, Some(Female), 4, 0),
    (b"in", Hint, Some(Male), 3, 2),
    (b"enko", Hint, None, 2, 4),
    (b"Cuk", Hint, None, 2, 3),
    (b"iuk", Hint, None, 3, 3),
    (b"ian", Hint, None, 3, 3),
    (b"dze", Hint, None, 3, 3),
    (b"ih", Hint, None, 3, 2),
    (b"uk", Hint, None, 3, 2),
    (b"skih", Surname, None, 2, 2),
];

/// Given names that only look as if they had an ending.
const GIVEN: &[&[u8]] = &[
    b"aisulu",
    b"nursulu",
    b"gulsulu",
    b"kansulu",
    b"karasulu",
    b"altinsulu",
    b"Sahzoda",
    b"Sahzod",
    b"Serzod",
    b"behzod",
    b"bezod",
    b"farzod",
    b"mirzod",
];

/// Finds the telling ending of a word in folded letters.
pub(crate) fn affix(letters: &[u8]) -> Affix {
    let endings = match letters.last() {
        Some(b'a') => IN_A,
        Some(b'C' | b'S' | b'c') => IN_C,
        Some(b'v' | b'f') => IN_V,
        Some(b'i') => IN_I,
        Some(b'u') => IN_U,
        Some(b'h') if letters.len() > 4 && letters.ends_with(b"vih") => IN_C,
        Some(_) => IN_OTHER,
        None => &[],
    };
    for (ending, kind, sex, least, kept) in endings {
        let Some(rest) = letters.strip_suffix(*ending) else {
            continue;
        };
        if rest.len() >= *least && !GIVEN.contains(&letters) {
            return Affix {
                kind: *kind,
                stem: rest.len() + kept,
                sex: *sex,
            };
        }
    }
    Affix {
        kind: Kind::Plain,
        stem: letters.len(),
        sex: None,
    }
}

/// Recognises a word that is no name but says something about one.
pub(crate) fn particle(letters: &[u8]) -> Option<Particle> {
    if letters.len() > 7 || letters.len() < 2 {
        return None;
    }
    Some(match letters {
        b"ulu" | b"uli" | b"oglu" | b"ogli" | b"uglu" | b"ugli" | b"ogul" | b"oguli" | b"ugil" | b"ogil"
        | b"uulu" | b"gli" | b"glu" | b"olu" | b"oli" | b"ula" | b"oglo" | b"oglui" | b"oulu" => {
            Particle::Son
        }
        b"kizi" | b"gizi" | b"kiz" | b"giz" | b"kisi" | b"kiza" | b"cizi" | b"duhtar" | b"duhtari"
        | b"kuzi" => Particle::Daughter,
        b"tegin" | b"tegi" | b"tegini" | b"tegine" | b"tejin" | b"teji" | b"tegii" => Particle::Line,
        b"bin" | b"ibn" | b"binti" | b"ben" => Particle::Before,
        b"zoda" | b"zade" | b"zod" | b"zada" => Particle::Descent,
        b"mr" | b"mrs" | b"ms" | b"dr" | b"jr" | b"sr" => Particle::Courtesy,
        _ => return None,
    })
}

/// Shortens a father's stem to what all its forms share: Серге-евич and Серге-й, Никит-ич and Никит-а.
pub(crate) fn father_stem(letters: &[u8], stem: usize) -> usize {
    let mut stem = stem.min(letters.len());
    while stem > 2 && matches!(letters[stem - 1], b'i' | b'e') {
        stem -= 1;
    }
    stem
}

/// The length of a word without the last part of a compound given name: Нурлан-бек, Мамат-али.
pub(crate) fn compound_base(letters: &[u8]) -> usize {
    const LAST_PARTS: &[&[u8]] = &[
        b"bek", b"bik", b"kul", b"jan", b"jon", b"gan", b"ali", b"eli", b"bai", b"boi", b"gul", b"han",
        b"hon", b"mat", b"din", b"bu",
    ];
    for part in LAST_PARTS {
        if let Some(rest) = letters.strip_suffix(*part)
            && rest.len() >= 3
        {
            return rest.len();
        }
    }
    letters.len()
}
