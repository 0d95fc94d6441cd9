//! Why two names weigh what they weigh, word by word.

use std::fmt;

use crate::fitted::ONCE;
use crate::likeness::{BASE, FAR, FORM, INITIAL, Level, MISSING, OTHER_INITIAL, SHORT};
use crate::prepared::Prepared;
use crate::weighing::{Weight, best_evidence, slot_bits};
use crate::weights::{CIRCUMSTANCES, SLOTS};

/// Why two names weigh what they weigh.
#[derive(Clone, PartialEq)]
pub struct Explanation {
    /// What all of it comes to: the sum of the bits below.
    pub weight: Weight,
    /// The words that were set against each other in the likeliest readings, strongest role first.
    pub parts: Vec<ExplainedPart>,
    /// What counts once for the whole pair.
    pub circumstances: Vec<(Circumstance, f64)>,
    /// Whether the first or the second name was typed on the wrong keyboard layout and put right.
    pub retyped: (bool, bool),
}

/// Two words that were set against each other.
#[derive(Clone, PartialEq)]
pub struct ExplainedPart {
    /// The word as the first name writes it.
    pub a: String,
    /// The word as the second name writes it.
    pub b: String,
    /// What the words are.
    pub role: PartRole,
    /// How they agree.
    pub agreement: Agreement,
    /// What that is worth, in bits.
    pub bits: f64,
}

/// What two words that were set against each other are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartRole {
    /// Given names.
    Given,
    /// Surnames.
    Surname,
    /// Fathers' names.
    Father,
    /// Names of earlier ancestors.
    Ancestor,
    /// Further words without a role.
    Further,
    /// A surname, and a father or ancestor it may come from.
    SurnameFromFather,
    /// The only words of both names.
    Only,
    /// A father's name, and a further word that may be it.
    FatherOrFurther,
}

/// How two words agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Agreement {
    /// The same in some script or spelling.
    Same,
    /// Spelled a little differently.
    Spelling,
    /// A slip or two of the pen apart.
    Close,
    /// More in common than chance, less than one name.
    Similar,
    /// Different words.
    Different,
    /// One is the other's initial.
    Initial,
    /// One is an initial that the other does not have.
    OtherInitial,
    /// Forms of one name in two languages.
    Translated,
    /// An everyday short form of the other.
    ShortForm,
    /// One lacks the last part of the other: Нурлан and Нурланбек.
    PartDropped,
}

/// What counts once for a pair of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Circumstance {
    /// Where every pair starts from.
    Start,
    /// One name has no surname.
    OneSurname,
    /// Neither name has a surname.
    NoSurname,
    /// One name has no given name.
    OneGiven,
    /// One name has no father's name.
    OneFather,
    /// Neither name has a father's name.
    NoFather,
    /// One father's name makes a man, the other a woman.
    SexOfFather,
    /// The surname has a man's and a woman's form beside a woman's given name.
    SexBesideWoman,
    /// The surname has a man's and a woman's form beside a man's given name.
    SexBesideMan,
    /// The endings make a man and a woman, and the given names differ.
    SexAndGiven,
    /// Roles were read in a less usual way.
    UnusualReading,
    /// One name has more words without a role.
    FurtherWords,
    /// One of given name, surname and father's name conflicts.
    OneConflict,
    /// Two of them conflict.
    TwoConflicts,
    /// All of them conflict.
    ThreeConflicts,
    /// Both names are one word.
    OneWord,
    /// The surname has a man's and a woman's form, and the given name tells nothing.
    SexUnclear,
}

impl PartRole {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Given,
        Self::Surname,
        Self::Father,
        Self::Ancestor,
        Self::Further,
        Self::SurnameFromFather,
        Self::Only,
        Self::FatherOrFurther,
    ];

    /// What the words for it stand under.
    pub fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Surname => "surname",
            Self::Father => "father",
            Self::Ancestor => "ancestor",
            Self::Further => "further",
            Self::SurnameFromFather => "surname-from-father",
            Self::Only => "only",
            Self::FatherOrFurther => "father-or-further",
        }
    }
}

impl Agreement {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Same,
        Self::Spelling,
        Self::Close,
        Self::Similar,
        Self::Different,
        Self::Initial,
        Self::OtherInitial,
        Self::Translated,
        Self::ShortForm,
        Self::PartDropped,
    ];

    /// What the words for it stand under.
    pub fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Spelling => "spelling",
            Self::Close => "close",
            Self::Similar => "similar",
            Self::Different => "different",
            Self::Initial => "initial",
            Self::OtherInitial => "other-initial",
            Self::Translated => "translated",
            Self::ShortForm => "short-form",
            Self::PartDropped => "part-dropped",
        }
    }
}

impl Circumstance {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Start,
        Self::OneSurname,
        Self::NoSurname,
        Self::OneGiven,
        Self::OneFather,
        Self::NoFather,
        Self::SexOfFather,
        Self::SexBesideWoman,
        Self::SexBesideMan,
        Self::SexAndGiven,
        Self::UnusualReading,
        Self::FurtherWords,
        Self::OneConflict,
        Self::TwoConflicts,
        Self::ThreeConflicts,
        Self::OneWord,
        Self::SexUnclear,
    ];

    /// What the words for it stand under.
    pub fn code(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::OneSurname => "one-surname",
            Self::NoSurname => "no-surname",
            Self::OneGiven => "one-given",
            Self::OneFather => "one-father",
            Self::NoFather => "no-father",
            Self::SexOfFather => "sex-of-father",
            Self::SexBesideWoman => "sex-beside-woman",
            Self::SexBesideMan => "sex-beside-man",
            Self::SexAndGiven => "sex-and-given",
            Self::UnusualReading => "unusual-reading",
            Self::FurtherWords => "further-words",
            Self::OneConflict => "one-conflict",
            Self::TwoConflicts => "two-conflicts",
            Self::ThreeConflicts => "three-conflicts",
            Self::OneWord => "one-word",
            Self::SexUnclear => "sex-unclear",
        }
    }
}

const ROLES: [PartRole; SLOTS.len()] = [
    PartRole::Given,
    PartRole::Surname,
    PartRole::Father,
    PartRole::Ancestor,
    PartRole::Further,
    PartRole::SurnameFromFather,
    PartRole::Only,
    PartRole::FatherOrFurther,
];

const ONCE_CODES: [Circumstance; CIRCUMSTANCES.len()] = [
    Circumstance::Start,
    Circumstance::OneSurname,
    Circumstance::NoSurname,
    Circumstance::OneGiven,
    Circumstance::OneFather,
    Circumstance::NoFather,
    Circumstance::SexOfFather,
    Circumstance::SexBesideWoman,
    Circumstance::SexBesideMan,
    Circumstance::SexAndGiven,
    Circumstance::UnusualReading,
    Circumstance::FurtherWords,
    Circumstance::OneConflict,
    Circumstance::TwoConflicts,
    Circumstance::ThreeConflicts,
    Circumstance::OneWord,
    Circumstance::SexUnclear,
];

/// Explains the weight of two names.
pub fn explain(a: &Prepared, b: &Prepared) -> Explanation {
    let (bits, found) = best_evidence(a, b);
    let mut parts = Vec::new();
    for (slot, meeting) in found.meetings.iter().enumerate() {
        let Some(agreement) = agreement(meeting.level) else {
            continue;
        };
        parts.push(ExplainedPart {
            a: a.written(meeting.a),
            b: b.written(meeting.b),
            role: ROLES[slot],
            agreement,
            bits: f64::from(slot_bits(&found, slot)),
        });
    }
    let counted = ONCE.iter().zip(ONCE_CODES).enumerate();
    let circumstances = counted
        .map(|(at, (weight, code))| (code, f64::from(found.times(at) * weight)))
        .filter(|(_, bits)| *bits != 0.0)
        .collect();
    Explanation {
        weight: Weight::new(f64::from(bits)).unwrap_or(Weight::NONE),
        parts,
        circumstances,
        retyped: (a.retyped, b.retyped),
    }
}

fn agreement(level: Level) -> Option<Agreement> {
    Some(match level {
        0..=1 => Agreement::Same,
        2..=5 => Agreement::Spelling,
        6..=12 => Agreement::Close,
        13..=19 => Agreement::Similar,
        20..=FAR => Agreement::Different,
        INITIAL => Agreement::Initial,
        OTHER_INITIAL => Agreement::OtherInitial,
        FORM => Agreement::Translated,
        SHORT => Agreement::ShortForm,
        BASE => Agreement::PartDropped,
        MISSING.. => return None,
    })
}

impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Explanation({:.2} bits, {:?})", self.weight.bits(), self.parts)
    }
}

impl fmt::Debug for ExplainedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {:.2}", self.role, self.agreement, self.bits)
    }
}
