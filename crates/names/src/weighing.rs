//! How much the agreement of two names says for one person: a log-likelihood ratio in bits.

use crate::affix::Sex;
use crate::fitted::{ONCE, POINTS, RARITY};
use crate::likeness::{BASE, FAR, FORM, INITIAL, Level, MISSING, N_LEVELS, SHORT, least_level, level};
use crate::prepared::{MAX_WORDS, NO_WORD, NameWord, Prepared, RoleReading};
use crate::weights::{CIRCUMSTANCES, KNOTS, N_POINTS, SLOTS};

/// Evidence that two names belong to one person, in bits; negative speaks against.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Weight(f64);

impl Weight {
    /// No evidence either way.
    pub const NONE: Self = Self(0.0);

    /// Accepts only finite weights.
    pub fn new(bits: f64) -> Option<Self> {
        bits.is_finite().then_some(Self(bits))
    }

    /// The weight in bits.
    pub fn bits(self) -> f64 {
        self.0
    }

    /// The probability that the names belong to one person, from the odds held before seeing them
    /// (1 where one person is as likely as two).
    pub fn probability(self, prior_odds: f64) -> f64 {
        let odds = prior_odds.max(0.0) * self.0.exp2();
        if odds.is_finite() {
            odds / (1.0 + odds)
        } else {
            1.0
        }
    }
}

/// Where two words meet; an index of [`SLOTS`].
pub(crate) mod slot {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const SURNAME: usize = 1;
    pub(crate) const FATHER: usize = 2;
    pub(crate) const ANCESTOR: usize = 3;
    pub(crate) const REST: usize = 4;
    /// The surname of one is the father or ancestor of the other.
    pub(crate) const CROSS: usize = 5;
    pub(crate) const LONE: usize = 6;
    /// The father of one may be a word without a role in the other.
    pub(crate) const FATHER_REST: usize = 7;
}

/// Circumstances that count once; an index of [`CIRCUMSTANCES`].
pub(crate) mod once {
    pub(crate) const ANY: usize = 0;
    pub(crate) const SURNAME_ONE: usize = 1;
    pub(crate) const SURNAME_NONE: usize = 2;
    pub(crate) const GIVEN_ONE: usize = 3;
    pub(crate) const FATHER_ONE: usize = 4;
    pub(crate) const FATHER_NONE: usize = 5;
    pub(crate) const CLASH_FATHER: usize = 6;
    pub(crate) const CLASH_FEMININE: usize = 7;
    pub(crate) const CLASH_MASCULINE: usize = 8;
    pub(crate) const CLASH_OTHER: usize = 9;
    pub(crate) const STEPS: usize = 10;
    pub(crate) const REST_UNMATCHED: usize = 11;
    pub(crate) const CONFLICT_1: usize = 12;
    pub(crate) const LONE: usize = 15;
    pub(crate) const CLASH_UNKNOWN: usize = 16;
}

/// A distance from which two words count as a conflict.
const CONFLICT: Level = 14;
/// A distance up to which rarity counts at all.
const RARE_UP_TO: f32 = 12.0;

/// Two words that meet in a slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meeting {
    pub(crate) level: Level,
    pub(crate) a: u8,
    pub(crate) b: u8,
}

impl Meeting {
    const NONE: Self = Self {
        level: MISSING,
        a: NO_WORD,
        b: NO_WORD,
    };
}

/// All that a pair of readings has to say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    pub(crate) meetings: [Meeting; SLOTS.len()],
    /// Rarity of the rarer knowledge, in bits, by slot.
    pub(crate) rarity: [f32; SLOTS.len()],
    pub(crate) once: [f32; CIRCUMSTANCES.len()],
}

/// The level of every word of one name against every word of the other.
type Levels = [[Level; MAX_WORDS]; MAX_WORDS];

/// Weighs two names. Symmetric; allocates nothing.
pub fn weigh(a: &Prepared, b: &Prepared) -> Weight {
    Weight(f64::from(best(a, b, &levels(a, b)).0))
}

/// Weighs two names only if their weight can be above a bound.
///
/// Most pairs are given up after looking at which consonants they share. What is given is what [`weigh`]
/// gives; nothing is given exactly where that is not above the bound.
pub fn weigh_if_above(a: &Prepared, b: &Prepared, bound: Weight) -> Option<Weight> {
    if most(a, b) <= bound.0 {
        return None;
    }
    let weight = weigh(a, b);
    (weight.0 > bound.0).then_some(weight)
}

fn levels(a: &Prepared, b: &Prepared) -> Levels {
    let mut levels = [[MISSING; MAX_WORDS]; MAX_WORDS];
    for (row, x) in levels.iter_mut().zip(a.words()) {
        for (cell, y) in row.iter_mut().zip(b.words()) {
            *cell = level(x, y);
        }
    }
    levels
}

/// An upper bound of the weight from the consonants that the words share.
fn most(a: &Prepared, b: &Prepared) -> f64 {
    let mut levels = [[MISSING; MAX_WORDS]; MAX_WORDS];
    for (row, x) in levels.iter_mut().zip(a.words()) {
        for (cell, y) in row.iter_mut().zip(b.words()) {
            *cell = least_level(x, y);
        }
    }
    // A word that lacks a part may be worth more than one at the least distance.
    f64::from(best(a, b, &levels).0) + SLACK
}

/// What special levels may be worth beyond the distance they hide behind, in bits.
const SLACK: f64 = 0.0;

/// The best pair of readings: its weight and its evidence.
pub(crate) fn best(a: &Prepared, b: &Prepared, levels: &Levels) -> (f32, Evidence) {
    let mut best: Option<(f32, Evidence)> = None;
    for reading_a in a.readings() {
        for reading_b in b.readings() {
            let found = evidence(a, b, reading_a, reading_b, levels);
            let bits = bits(&found);
            if best.as_ref().is_none_or(|(most, _)| bits > *most) {
                best = Some((bits, found));
            }
        }
    }
    best.unwrap_or((0.0, NOTHING))
}

/// The best pair of readings with its evidence.
pub(crate) fn best_evidence(a: &Prepared, b: &Prepared) -> (f32, Evidence) {
    best(a, b, &levels(a, b))
}

const NOTHING: Evidence = Evidence {
    meetings: [Meeting::NONE; SLOTS.len()],
    rarity: [0.0; SLOTS.len()],
    once: [0.0; CIRCUMSTANCES.len()],
};

fn evidence(a: &Prepared, b: &Prepared, ra: &RoleReading, rb: &RoleReading, levels: &Levels) -> Evidence {
    let mut found = NOTHING;
    found.once[once::ANY] = 1.0;
    let meet = |x: u8, y: u8| meeting(x, y, levels);
    if a.words().len() == 1 && b.words().len() == 1 {
        found.set(slot::LONE, meet(0, 0), a, b);
        found.once[once::LONE] = 1.0;
        return found;
    }
    found.once[once::STEPS] = f32::from(ra.steps + rb.steps);
    found.set(slot::GIVEN, meet(ra.given, rb.given), a, b);
    found.set(slot::SURNAME, meet(ra.surname, rb.surname), a, b);
    found.set(slot::FATHER, meet(ra.father, rb.father), a, b);
    found.set(slot::ANCESTOR, meet(ra.ancestor, rb.ancestor), a, b);
    found.set(slot::CROSS, cross(ra, rb, levels), a, b);
    let rest = rest_meeting(ra.rest, rb.rest, levels);
    found.set(slot::REST, rest, a, b);
    let father_rest = if ra.father == NO_WORD && rb.father != NO_WORD {
        rest_meeting(ra.rest, one_bit(rb.father), levels)
    } else if rb.father == NO_WORD && ra.father != NO_WORD {
        rest_meeting(one_bit(ra.father), rb.rest, levels)
    } else {
        Meeting::NONE
    };
    found.set(slot::FATHER_REST, father_rest, a, b);
    let one = |x: u8, y: u8| f32::from(u8::from((x == NO_WORD) != (y == NO_WORD)));
    let none = |x: u8, y: u8| f32::from(u8::from(x == NO_WORD && y == NO_WORD));
    found.once[once::SURNAME_ONE] = one(ra.surname, rb.surname);
    found.once[once::SURNAME_NONE] = none(ra.surname, rb.surname);
    found.once[once::GIVEN_ONE] = one(ra.given, rb.given);
    found.once[once::FATHER_ONE] = one(ra.father, rb.father);
    found.once[once::FATHER_NONE] = none(ra.father, rb.father);
    let unmatched = ra.rest.count_ones().abs_diff(rb.rest.count_ones());
    found.once[once::REST_UNMATCHED] = if unmatched > 0 { 1.0 } else { 0.0 };
    clash(&mut found, a, b, ra, rb);
    conflicts(&mut found);
    found
}

fn meeting(x: u8, y: u8, levels: &Levels) -> Meeting {
    let level = levels
        .get(usize::from(x))
        .and_then(|row| row.get(usize::from(y)))
        .copied()
        .unwrap_or(MISSING);
    if level == MISSING {
        return Meeting::NONE;
    }
    Meeting { level, a: x, b: y }
}

/// A surname made of the name of the father or an ancestor that the other name gives.
fn cross(ra: &RoleReading, rb: &RoleReading, levels: &Levels) -> Meeting {
    if ra.surname != NO_WORD && rb.surname == NO_WORD {
        if rb.ancestor != NO_WORD && ra.ancestor == NO_WORD {
            return meeting(ra.surname, rb.ancestor, levels);
        }
        if ra.father == NO_WORD {
            return meeting(ra.surname, rb.father, levels);
        }
    }
    if rb.surname != NO_WORD && ra.surname == NO_WORD {
        if ra.ancestor != NO_WORD && rb.ancestor == NO_WORD {
            return meeting(ra.ancestor, rb.surname, levels);
        }
        if rb.father == NO_WORD {
            return meeting(ra.father, rb.surname, levels);
        }
    }
    Meeting::NONE
}

/// The best meeting of words without a role.
fn rest_meeting(rest_a: u8, rest_b: u8, levels: &Levels) -> Meeting {
    let mut best = Meeting::NONE;
    if rest_a == 0 || rest_b == 0 {
        return best;
    }
    let places = |rest: u8| (0..8_u8).filter(move |at| rest >> at & 1 == 1);
    for x in places(rest_a) {
        for y in places(rest_b) {
            let found = meeting(x, y, levels);
            if worth(slot::REST, found.level) > worth(slot::REST, best.level) || best.level == MISSING {
                best = found;
            }
        }
    }
    best
}

fn one_bit(at: u8) -> u8 {
    1_u8.checked_shl(u32::from(at)).unwrap_or(0)
}

/// Endings that say man here and woman there.
fn clash(found: &mut Evidence, a: &Prepared, b: &Prepared, ra: &RoleReading, rb: &RoleReading) {
    let differ = |x: Option<Sex>, y: Option<Sex>| matches!((x, y), (Some(x), Some(y)) if x != y);
    let word = |name: &Prepared, at: u8| name.words().get(usize::from(at)).copied();
    let surname_sex =
        |name: &Prepared, reading: &RoleReading| word(name, reading.surname).and_then(|word| word.sex);
    if differ(a.father_sex, b.father_sex) {
        found.once[once::CLASH_FATHER] = 1.0;
        return;
    }
    let (x, y) = (surname_sex(a, ra), surname_sex(b, rb));
    if !differ(x, y) && !differ(a.father_sex.or(x), b.father_sex.or(y)) {
        return;
    }
    let given = found.meetings[slot::GIVEN].level;
    if given >= CONFLICT && !matches!(given, FORM | BASE | SHORT) {
        found.once[once::CLASH_OTHER] = 1.0;
        return;
    }
    let given_sex =
        |name: &Prepared, reading: &RoleReading| word(name, reading.given).and_then(|word| word.given_sex);
    let sex = a
        .father_sex
        .or(b.father_sex)
        .or(given_sex(a, ra))
        .or(given_sex(b, rb));
    let which = match sex {
        Some(Sex::Female) => once::CLASH_FEMININE,
        Some(Sex::Male) => once::CLASH_MASCULINE,
        None => once::CLASH_UNKNOWN,
    };
    found.once[which] = 1.0;
}

fn conflicts(found: &mut Evidence) {
    let conflict = |slot: usize| {
        let level = found.meetings[slot].level;
        (CONFLICT..=FAR).contains(&level) || level == crate::likeness::OTHER_INITIAL
    };
    let n_conflicts = [slot::GIVEN, slot::SURNAME, slot::FATHER]
        .into_iter()
        .filter(|slot| conflict(*slot))
        .count();
    if n_conflicts > 0 {
        found.once[once::CONFLICT_1 + n_conflicts - 1] = 1.0;
    }
}

impl Evidence {
    fn set(&mut self, slot: usize, meeting: Meeting, a: &Prepared, b: &Prepared) {
        self.meetings[slot] = meeting;
        let rarity = |name: &Prepared, at: u8| name.words().get(usize::from(at)).map_or(0, NameWord::rarity);
        let eighths = rarity(a, meeting.a).min(rarity(b, meeting.b));
        self.rarity[slot] = f32::from(eighths) / 8.0 * closeness(meeting.level);
    }
}

impl NameWord {
    fn rarity(&self) -> u8 {
        self.rarity
    }
}

/// How much of a word's rarity counts at a level.
fn closeness(level: Level) -> f32 {
    match level {
        0..=FAR => (1.0 - f32::from(level) / RARE_UP_TO).max(0.0),
        FORM => 0.7,
        BASE | SHORT => 0.5,
        _ => 0.0,
    }
}

/// The bits of a pair of readings.
pub(crate) fn bits(found: &Evidence) -> f32 {
    let mut bits = 0.0;
    for slot in 0..SLOTS.len() {
        bits += slot_bits(found, slot);
    }
    for (value, weight) in found.once.iter().zip(&ONCE) {
        bits += value * weight;
    }
    bits
}

/// The bits of one slot.
pub(crate) fn slot_bits(found: &Evidence, slot: usize) -> f32 {
    worth(slot, found.meetings[slot].level) + RARITY[slot] * found.rarity[slot]
}

fn worth(slot: usize, level: Level) -> f32 {
    WORTH[slot][usize::from(level) % N_LEVELS]
}

/// Bits of every level in every slot, drawn through the fitted points.
static WORTH: [[f32; N_LEVELS]; SLOTS.len()] = worths();

const fn worths() -> [[f32; N_LEVELS]; SLOTS.len()] {
    let mut worths = [[0.0; N_LEVELS]; SLOTS.len()];
    let mut slot = 0;
    while slot < SLOTS.len() {
        let mut knot = 0;
        while knot + 1 < KNOTS.len() {
            let (from, to) = (KNOTS[knot], KNOTS[knot + 1]);
            let mut level = from;
            while level <= to {
                let share = (level - from) as f32 / (to - from) as f32;
                worths[slot][level as usize] =
                    POINTS[slot][knot] * (1.0 - share) + POINTS[slot][knot + 1] * share;
                level += 1;
            }
            knot += 1;
        }
        let mut special = KNOTS.len();
        while special < N_POINTS {
            worths[slot][INITIAL as usize + special - KNOTS.len()] = POINTS[slot][special];
            special += 1;
        }
        slot += 1;
    }
    worths
}

/// The numbers that fitting needs: what each weight was multiplied by.
pub(crate) fn features(found: &Evidence, mut take: impl FnMut(usize, f32)) {
    for (slot, meeting) in found.meetings.iter().enumerate() {
        let first = slot * N_POINTS;
        match meeting.level {
            MISSING.. => {}
            level @ 0..=FAR => {
                let knot = KNOTS
                    .iter()
                    .rposition(|knot| *knot <= level)
                    .unwrap_or(0)
                    .min(KNOTS.len() - 2);
                let (from, to) = (KNOTS[knot], KNOTS[knot + 1]);
                let share = f32::from(level - from) / f32::from(to - from);
                take(first + knot, 1.0 - share);
                take(first + knot + 1, share);
            }
            special => take(first + KNOTS.len() + usize::from(special - INITIAL), 1.0),
        }
        if found.rarity[slot] > 0.0 {
            take(SLOTS.len() * N_POINTS + slot, found.rarity[slot]);
        }
    }
    let first = SLOTS.len() * (N_POINTS + 1);
    for (at, value) in found.once.iter().enumerate() {
        if *value != 0.0 {
            take(first + at, *value);
        }
    }
}
