//! How well two names agree, part by part.

use crate::levels::distance::{SLIP, distance};
use crate::levels::name::{Gender, MAX_TOKENS, Name, Reading, Token};
use crate::levels::sound::agree;

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

/// The level of every word of one name against every word of the other.
type Levels = [[PartLevel; MAX_TOKENS]; MAX_TOKENS];

/// Compares two names over all their readings and keeps the pair of readings that agree best.
///
/// Symmetric, allocates nothing, looks at no more than [`MAX_TOKENS`] words each.
pub fn compare(a: &Name, b: &Name) -> NameAgreement {
    let mut levels = [[PartLevel::Missing; MAX_TOKENS]; MAX_TOKENS];
    for (row, x) in levels.iter_mut().zip(&a.tokens) {
        for (level, y) in row.iter_mut().zip(&b.tokens) {
            *level = words_level(x, y);
        }
    }
    let mut best: Option<(Rank, NameAgreement)> = None;
    for (at_a, reading_a) in a.readings.iter().enumerate() {
        for (at_b, reading_b) in b.readings.iter().enumerate() {
            let swapped = at_a != at_b;
            let found = agreement(a, b, *reading_a, *reading_b, &levels, swapped);
            let worth = worth(&found) - 2 * i32::from(swapped) - i32::from(at_a + at_b == 2);
            let rank = (worth, found.given, found.surname, found.father, found.other);
            if best.is_none_or(|(most, _)| rank > most) {
                best = Some((rank, found));
            }
        }
    }
    best.map_or(NOTHING, |(_, found)| found)
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

fn agreement(a: &Name, b: &Name, ra: Reading, rb: Reading, levels: &Levels, swapped: bool) -> NameAgreement {
    let at = |x: Option<u8>, y: Option<u8>| match (x, y) {
        (Some(x), Some(y)) => levels[usize::from(x)][usize::from(y)],
        _ => PartLevel::Missing,
    };
    let given = elsewhere(at(ra.given, rb.given), ra.given, rb.given, ra, rb, levels);
    let mut surname = elsewhere(at(ra.surname, rb.surname), ra.surname, rb.surname, ra, rb, levels);
    let father = at(ra.father, rb.father);
    // Without a surname, `Токтосун уулу` may be what another paper made the surname Токтосунов.
    let cross = match (ra.surname, rb.surname) {
        (None, Some(_)) if rb.father.is_none() => at(ra.father, rb.surname),
        (Some(_), None) if ra.father.is_none() => at(ra.surname, rb.father),
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
        other: other_level(a, b, ra, rb, levels),
        gender_clash: matches!(
            (a.gender, b.gender),
            (Some(Gender::Male), Some(Gender::Female)) | (Some(Gender::Female), Some(Gender::Male))
        ),
    }
}

/// Looks for a word that disagrees among the further names of the other side.
fn elsewhere(
    level: PartLevel,
    x: Option<u8>,
    y: Option<u8>,
    ra: Reading,
    rb: Reading,
    levels: &Levels,
) -> PartLevel {
    if !matches!(level, PartLevel::Different | PartLevel::Similar) {
        return level;
    }
    let (Some(x), Some(y)) = (x, y) else { return level };
    let (x, y) = (usize::from(x), usize::from(y));
    let free = |place: usize, reading: Reading| {
        ![reading.given, reading.surname, reading.father]
            .iter()
            .flatten()
            .any(|used| usize::from(*used) == place)
    };
    let found = (0..MAX_TOKENS).any(|place| {
        (free(place, rb) && levels[x][place] >= PartLevel::Close)
            || (free(place, ra) && levels[place][y] >= PartLevel::Close)
    });
    if found { PartLevel::Elsewhere } else { level }
}

/// Compares the words that have no role in either reading.
fn other_level(a: &Name, b: &Name, ra: Reading, rb: Reading, levels: &Levels) -> PartLevel {
    let used = |reading: Reading| {
        [reading.given, reading.surname, reading.father]
            .iter()
            .flatten()
            .fold(0_u8, |set, place| set | 1 << place)
    };
    let (used_a, used_b) = (used(ra), used(rb));
    let mut best = PartLevel::Missing;
    for x in (0..a.tokens.len()).filter(|place| used_a & (1 << place) == 0) {
        for y in (0..b.tokens.len()).filter(|place| used_b & (1 << place) == 0) {
            best = best.max(levels[x][y]);
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

fn words_level(x: &Token, y: &Token) -> PartLevel {
    let (long, short) = if x.stem >= y.stem {
        (x.stem(), y.stem())
    } else {
        (y.stem(), x.stem())
    };
    if short.is_empty() {
        return PartLevel::Missing;
    }
    if long.len() == short.len() && long.iter().zip(short).all(|(p, q)| agree(*p, *q)) {
        return PartLevel::Same;
    }
    if short.len() == 1 {
        return if agree(long[0], short[0]) {
            PartLevel::Initial
        } else {
            PartLevel::Different
        };
    }
    if x.family != 0 && x.family == y.family {
        return PartLevel::Short;
    }
    let differing = (x.mask ^ y.mask).count_ones();
    if short.len() >= 3 && long[..short.len()].iter().zip(short).all(|(p, q)| agree(*p, *q)) {
        return if long.len() == short.len() + 1 && short.len() >= 4 {
            PartLevel::Close
        } else {
            PartLevel::Short
        };
    }
    let shortest = u16::try_from(short.len()).unwrap_or(u16::MAX);
    let close = close_limit(shortest);
    let similar = (shortest * SLIP * 2 / 5).max(close);
    // Every consonant that only one word has costs at least half a slip.
    if differing > u32::from(similar) {
        return PartLevel::Different;
    }
    let apart = distance(long, short, similar);
    if apart <= close {
        PartLevel::Close
    } else if apart <= similar && short.len() >= 3 {
        PartLevel::Similar
    } else {
        PartLevel::Different
    }
}

/// The greatest distance at which two words are still taken for slips of one.
fn close_limit(shortest: u16) -> u16 {
    match shortest {
        0..=2 => 0,
        3 => 1,
        4..=6 => SLIP,
        7..=8 => SLIP + 1,
        _ => 2 * SLIP,
    }
}
