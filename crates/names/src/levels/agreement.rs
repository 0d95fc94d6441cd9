//! How well two names agree, part by part.

use crate::levels::name::{Gender, MAX_TOKENS, Name, Reading};
use crate::levels::shape::{distance_level, words_level};

/// How well one part of two names agrees; later is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartLevel {
    /// One of the names lacks the part: no evidence.
    Missing,
    /// Different words.
    Different,
    /// Words with more in common than chance, less than one name.
    Similar,
    /// The word stands in another part of the other name.
    Elsewhere,
    /// One is the other's initial.
    Initial,
    /// A short or pet form: Rob and Robert, Нурлан and Нурланбек.
    Short,
    /// A slip or two of the pen apart.
    Close,
    /// The same word in some script or spelling.
    Same,
}

/// How well the given names and surnames of two names agree together, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameLevel {
    /// Given name and surname are the same.
    Exact,
    /// The same, with given name and surname exchanged.
    Swapped,
    /// Both agree but for slips of the pen.
    Close,
    /// One agrees; the other is a short form, an initial, or stands elsewhere.
    Variant,
    /// Given names agree; one name has no surname.
    GivenOnly,
    /// Surnames agree; one name has no given name.
    SurnameOnly,
    /// One agrees, the other is somewhat alike.
    Similar,
    /// Given names agree, surnames differ.
    SurnameDiffers,
    /// Surnames agree, given names differ.
    GivenDiffers,
    /// Little agrees.
    Weak,
    /// Nothing agrees.
    Different,
    /// Nothing can be compared.
    Missing,
}

/// How well two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameAgreement {
    /// Given name and surname together.
    pub level: NameLevel,
    /// Given names.
    pub given: PartLevel,
    /// Surnames.
    pub surname: PartLevel,
    /// Fathers' names.
    pub father: PartLevel,
    /// Further names: middle names, second surnames, ancestors.
    pub other: PartLevel,
    /// Endings say that one is a man's name and the other a woman's.
    pub gender_clash: bool,
}

/// What comparing looks at in a name besides its words.
pub(crate) struct Outline<'a> {
    pub(crate) n_words: usize,
    pub(crate) readings: &'a [Reading],
    pub(crate) gender: Option<Gender>,
}

/// The level of every word of one name against every word of the other, each found when it is first asked for.
struct Levels<F> {
    find: F,
    known: [[Option<PartLevel>; MAX_TOKENS]; MAX_TOKENS],
    n_words: (usize, usize),
}

impl<F: FnMut(usize, usize) -> PartLevel> Levels<F> {
    /// The level of a word of the first name against a word of the second; missing where there is no such word.
    fn at(&mut self, x: usize, y: usize) -> PartLevel {
        if x >= self.n_words.0 || y >= self.n_words.1 {
            return PartLevel::Missing;
        }
        let known = &mut self.known[x][y];
        match *known {
            Some(level) => level,
            None => {
                let level = (self.find)(x, y);
                *known = Some(level);
                level
            }
        }
    }

    fn of(&mut self, x: Option<u8>, y: Option<u8>) -> PartLevel {
        match (x, y) {
            (Some(x), Some(y)) => self.at(usize::from(x), usize::from(y)),
            _ => PartLevel::Missing,
        }
    }
}

/// Compares two names over all their readings and keeps the pair of readings that agree best.
///
/// Symmetric, allocates nothing, looks at no more than [`MAX_TOKENS`] words each.
pub fn compare(a: &Name, b: &Name) -> NameAgreement {
    let words = |x: usize, y: usize| {
        let (x, y) = (&a.tokens[x], &b.tokens[y]);
        let (x, y) = (x.shape(), y.shape());
        words_level(x, y, || distance_level(x.stem, y.stem))
    };
    compared(outline(a), outline(b), words)
}

fn outline(name: &Name) -> Outline<'_> {
    Outline {
        n_words: name.tokens.len(),
        readings: &name.readings,
        gender: name.gender,
    }
}

/// Compares two names of which `words` tells how well two words agree.
pub(crate) fn compared(
    a: Outline<'_>,
    b: Outline<'_>,
    words: impl FnMut(usize, usize) -> PartLevel,
) -> NameAgreement {
    let mut levels = Levels {
        find: words,
        known: [[None; MAX_TOKENS]; MAX_TOKENS],
        n_words: (a.n_words, b.n_words),
    };
    let mut best: Option<(Rank, NameAgreement)> = None;
    for (at_a, reading_a) in a.readings.iter().enumerate() {
        for (at_b, reading_b) in b.readings.iter().enumerate() {
            let swapped = at_a != at_b;
            let found = agreement(&a, &b, *reading_a, *reading_b, &mut levels, swapped);
            let worth = worth(&found) - 2 * i32::from(swapped) - i32::from(at_a + at_b == 2);
            let rank = (worth, found.given, found.surname, found.father, found.other);
            if best.is_none_or(|(most, _)| rank > most) {
                best = Some((rank, found));
            }
        }
    }
    best.map_or(NOTHING, |(_, found)| found)
}

/// Compares two names that are both a given name, a surname and perhaps a father's name, in this order and no other: gives
/// what [`compared`] gives.
pub(crate) fn compared_plain(
    a: Outline<'_>,
    b: Outline<'_>,
    mut words: impl FnMut(usize, usize) -> PartLevel,
) -> NameAgreement {
    let (given, mut surname) = (words(0, 0), words(1, 1));
    if surname == PartLevel::Short {
        surname = PartLevel::Similar;
    }
    let fathers = a.n_words == 3 && b.n_words == 3;
    NameAgreement {
        level: joint_level(given, surname, false),
        given,
        surname,
        father: if fathers { words(2, 2) } else { PartLevel::Missing },
        other: PartLevel::Missing,
        gender_clash: a.gender.is_some() && b.gender.is_some() && a.gender != b.gender,
    }
}

/// What a pair of readings is chosen by; whole, so that no tie depends on which name comes first.
type Rank = (i32, PartLevel, PartLevel, PartLevel, PartLevel);

const NOTHING: NameAgreement = NameAgreement {
    level: NameLevel::Missing,
    given: PartLevel::Missing,
    surname: PartLevel::Missing,
    father: PartLevel::Missing,
    other: PartLevel::Missing,
    gender_clash: false,
};

fn agreement<F: FnMut(usize, usize) -> PartLevel>(
    a: &Outline<'_>,
    b: &Outline<'_>,
    ra: Reading,
    rb: Reading,
    levels: &mut Levels<F>,
    swapped: bool,
) -> NameAgreement {
    let given = elsewhere(ra.given, rb.given, (a, ra), (b, rb), levels);
    let mut surname = elsewhere(ra.surname, rb.surname, (a, ra), (b, rb), levels);
    let father = levels.of(ra.father, rb.father);
    // Without a surname, `Токтосун уулу` may be what another paper made the surname Токтосунов.
    let cross = match (ra.surname, rb.surname) {
        (None, Some(_)) if rb.father.is_none() => levels.of(ra.father, rb.surname),
        (Some(_), None) if ra.father.is_none() => levels.of(ra.surname, rb.father),
        _ => PartLevel::Missing,
    };
    if cross >= PartLevel::Close {
        surname = PartLevel::Elsewhere;
    }
    if surname == PartLevel::Short {
        surname = PartLevel::Similar;
    }
    NameAgreement {
        level: joint_level(given, surname, swapped),
        given,
        surname,
        father,
        other: other_level((a, ra), (b, rb), levels),
        gender_clash: matches!(
            (a.gender, b.gender),
            (Some(Gender::Male), Some(Gender::Female)) | (Some(Gender::Female), Some(Gender::Male))
        ),
    }
}

/// The words of a name that have no role in a reading, a bit each.
fn free_words(name: &Outline<'_>, reading: Reading) -> u32 {
    let used = [reading.given, reading.surname, reading.father];
    let used = used.iter().flatten().fold(0, |set, place| set | 1 << place);
    ((1_u32 << name.n_words) - 1) & !used
}

/// The places in a set of words.
fn places(set: u32) -> impl Iterator<Item = usize> {
    (0..MAX_TOKENS).filter(move |place| set >> place & 1 == 1)
}

/// Compares two words and looks for one that disagrees among the further names of the other side.
fn elsewhere<F: FnMut(usize, usize) -> PartLevel>(
    x: Option<u8>,
    y: Option<u8>,
    (a, ra): (&Outline<'_>, Reading),
    (b, rb): (&Outline<'_>, Reading),
    levels: &mut Levels<F>,
) -> PartLevel {
    let level = levels.of(x, y);
    if !matches!(level, PartLevel::Different | PartLevel::Similar) {
        return level;
    }
    let (Some(x), Some(y)) = (x, y) else { return level };
    let (x, y) = (usize::from(x), usize::from(y));
    let found = places(free_words(b, rb)).any(|place| levels.at(x, place) >= PartLevel::Close)
        || places(free_words(a, ra)).any(|place| levels.at(place, y) >= PartLevel::Close);
    if found { PartLevel::Elsewhere } else { level }
}

/// Compares the words that have no role in either reading.
fn other_level<F: FnMut(usize, usize) -> PartLevel>(
    (a, ra): (&Outline<'_>, Reading),
    (b, rb): (&Outline<'_>, Reading),
    levels: &mut Levels<F>,
) -> PartLevel {
    let (of_a, of_b) = (free_words(a, ra), free_words(b, rb));
    let mut best = PartLevel::Missing;
    for x in places(of_a) {
        for y in places(of_b) {
            best = best.max(levels.at(x, y));
        }
    }
    best
}

fn joint_level(given: PartLevel, surname: PartLevel, swapped: bool) -> NameLevel {
    use PartLevel::{Close, Different, Elsewhere, Initial, Missing, Same, Short, Similar};
    match (given, surname) {
        (Missing, Missing) => NameLevel::Missing,
        (Same, Same) if swapped => NameLevel::Swapped,
        (Same, Same) => NameLevel::Exact,
        (Same | Close, Same | Close) => NameLevel::Close,
        (Same | Close | Short, Missing) => NameLevel::GivenOnly,
        (Missing, Same | Close) => NameLevel::SurnameOnly,
        (Short | Initial | Elsewhere, Same | Close) | (Same | Close | Short, Initial | Elsewhere) => {
            NameLevel::Variant
        }
        (Similar, Same | Close) | (Same | Close | Short, Similar) => NameLevel::Similar,
        (Same | Close | Short, Different) => NameLevel::SurnameDiffers,
        (Different, Same | Close) => NameLevel::GivenDiffers,
        (Missing | Different, Missing | Different) => NameLevel::Different,
        _ => NameLevel::Weak,
    }
}

/// What choosing this pair of readings is worth; only the order of the values matters.
fn worth(found: &NameAgreement) -> i32 {
    let part = |level: PartLevel| match level {
        PartLevel::Same => 10,
        PartLevel::Close => 8,
        PartLevel::Short => 6,
        PartLevel::Elsewhere => 4,
        PartLevel::Initial | PartLevel::Similar => 3,
        PartLevel::Missing => 0,
        PartLevel::Different => -5,
    };
    part(found.given) + part(found.surname) + part(found.father) + part(found.other).max(0)
}
