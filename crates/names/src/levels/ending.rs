//! Endings and small words that tell a father's name, a surname, and the bearer's sex.
//!
//! All of them are matched in folded sounds, so that every script and spelling of `уулу` is one word.

use crate::levels::name::Gender;

/// A small word that says what the name beside it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// "Son of": уулу, ұлы, o‘g‘li, оглы.
    Son,
    /// "Daughter of": кызы, қызы, qizi.
    Daughter,
    /// "Of the line of": тегин, after an ancestor's name.
    Line,
}

/// What an ending says about a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ending {
    /// The word is a father's name, a surname, or could be anything.
    pub(crate) kind: EndingKind,
    /// How many sounds stay without the ending.
    pub(crate) stem: usize,
    /// Whom the form is for.
    pub(crate) gender: Option<Gender>,
}

/// What kind of word an ending makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndingKind {
    /// A patronymic such as `-ович`, or a marker grown on: `Асанұлы`.
    Father,
    /// A surname such as `-ов`.
    Surname,
    /// No telling ending.
    None,
}

use EndingKind::{Father, Surname};
use Gender::{Female, Male};

/// Words for "son", "daughter" and "line", as sounds.
const MARKERS: &[(&[u8], Marker)] = &[
    (b"ulu", Marker::Son),
    (b"uli", Marker::Son),
    (b"Ulu", Marker::Son),
    (b"oglu", Marker::Son),
    (b"ogli", Marker::Son),
    (b"Oglu", Marker::Son),
    (b"Ogli", Marker::Son),
    (b"uglu", Marker::Son),
    (b"ugli", Marker::Son),
    (b"ogul", Marker::Son),
    (b"kizi", Marker::Daughter),
    (b"gizi", Marker::Daughter),
    (b"kizii", Marker::Daughter),
    (b"tegin", Marker::Line),
    (b"tegini", Marker::Line),
];

/// The ending, what it makes, for whom, the least stem, and how much of the ending stays with the stem.
type Suffix = (&'static [u8], EndingKind, Option<Gender>, usize, usize);

/// Endings with the least stem they may leave and what stays of the ending.
///
/// Longest first. `-ина` becomes `-ин` and `-ская` becomes `-ск` rather than nothing: those endings also
/// belong to words that are no derived surnames.
const ENDINGS: &[Suffix] = &[
    (b"iniCna", Father, Some(Female), 2, 0),
    (b"oviCna", Father, Some(Female), 2, 0),
    (b"oviC", Father, Some(Male), 2, 0),
    (b"eviC", Father, Some(Male), 2, 0),
    (b"OviC", Father, Some(Male), 2, 0),
    (b"ovna", Father, Some(Female), 2, 0),
    (b"evna", Father, Some(Female), 2, 0),
    (b"Ovna", Father, Some(Female), 2, 0),
    (b"iCna", Father, Some(Female), 2, 0),
    (b"ulu", Father, Some(Male), 4, 0),
    (b"uli", Father, Some(Male), 4, 0),
    (b"oglu", Father, Some(Male), 3, 0),
    (b"ogli", Father, Some(Male), 3, 0),
    (b"ugli", Father, Some(Male), 3, 0),
    (b"Ogli", Father, Some(Male), 3, 0),
    (b"kizi", Father, Some(Female), 3, 0),
    (b"gizi", Father, Some(Female), 3, 0),
    (b"skaia", Surname, Some(Female), 2, 2),
    (b"skii", Surname, Some(Male), 2, 2),
    (b"ski", Surname, Some(Male), 2, 2),
    (b"ova", Surname, Some(Female), 3, 0),
    (b"eva", Surname, Some(Female), 3, 0),
    (b"Ova", Surname, Some(Female), 3, 0),
    (b"ov", Surname, Some(Male), 3, 0),
    (b"ev", Surname, Some(Male), 3, 0),
    (b"Ov", Surname, Some(Male), 3, 0),
    (b"of", Surname, Some(Male), 4, 0),
    (b"ef", Surname, Some(Male), 4, 0),
    (b"zoda", Surname, None, 3, 0),
    (b"zade", Surname, None, 3, 0),
    (b"zod", Surname, None, 3, 0),
    (b"ina", EndingKind::None, None, 3, 2),
];

/// Recognises a word that marks its neighbour.
pub(crate) fn marker(sounds: &[u8]) -> Option<Marker> {
    MARKERS
        .iter()
        .find(|(word, _)| *word == sounds)
        .map(|(_, marker)| *marker)
}

/// Finds the telling ending of a word.
pub(crate) fn ending(sounds: &[u8]) -> Ending {
    for (suffix, kind, gender, least, kept) in ENDINGS {
        let Some(rest) = sounds.strip_suffix(*suffix) else {
            continue;
        };
        if rest.len() >= *least {
            return Ending {
                kind: *kind,
                stem: rest.len() + kept,
                gender: *gender,
            };
        }
    }
    Ending {
        kind: EndingKind::None,
        stem: sounds.len(),
        gender: None,
    }
}

/// Shortens a father's stem to what all its forms share: Серге-евич and Серге-й, Никит-ич and Никит-а.
pub(crate) fn father_stem(sounds: &[u8], stem: usize) -> usize {
    let mut stem = stem;
    while stem > 3 && matches!(sounds[stem - 1], b'i' | b'e') {
        stem -= 1;
    }
    stem
}

/// Words of rank and courtesy, in sounds, that belong to no name.
pub(crate) fn is_courtesy(sounds: &[u8]) -> bool {
    const COURTESY: &[&[u8]] = &[
        b"mr", b"mrs", b"ms", b"mis", b"dr", b"sir", b"lord", b"lady", b"baron", b"baronet", b"earl", b"of",
        b"te", b"1st", b"2nd", b"3rd", b"4t", b"5t", b"6t", b"7t", b"8t", b"9t", b"10t", b"jr", b"sr", b"gr",
        b"gn",
    ];
    COURTESY.contains(&sounds)
}
