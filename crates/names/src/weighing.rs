//! How much the agreement of two names says for one person: a log-likelihood ratio in bits.

use crate::affix::Sex;
use crate::fitted::{ONCE, POINTS, RARITY};
use crate::likeness::{BASE, FAR, FORM, INITIAL, Level, MISSING, N_LEVELS, SHORT, least_level, level};
use crate::prepared::{NO_WORD, NameWord, Prepared, RoleReading};
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
const RARE_UP_TO: usize = 12;

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
    /// Rarity of the commoner of the two words, in bits, by slot, as far as the words agree.
    pub(crate) rarity: [f32; SLOTS.len()],
    /// Which circumstances hold, a bit each.
    pub(crate) once: u32,
    /// How unusual the readings are.
    pub(crate) steps: u8,
    /// What all of it comes to.
    bits: f32,
}

impl Evidence {
    fn hold(&mut self, circumstance: usize, holds: bool) {
        if holds {
            self.once |= 1 << circumstance;
            self.bits += ONCE[circumstance];
        }
    }

    /// How often a circumstance counts.
    pub(crate) fn times(&self, circumstance: usize) -> f32 {
        if circumstance == once::STEPS {
            return f32::from(self.steps);
        }
        if self.once >> circumstance & 1 == 1 {
            1.0
        } else {
            0.0
        }
    }
}

/// The levels of the words of one name against those of another, each found when it is first asked for.
struct Levels<'a> {
    a: &'a Prepared,
    b: &'a Prepared,
    find: fn(&NameWord, &NameWord) -> Level,
    known: [[Level; 8]; 8],
    /// Levels are bounds: what depends on them otherwise must be one too.
    bounds: bool,
}

/// A level that was not asked for yet.
const UNKNOWN: Level = Level::MAX;

impl<'a> Levels<'a> {
    fn new(a: &'a Prepared, b: &'a Prepared, find: fn(&NameWord, &NameWord) -> Level) -> Self {
        Self {
            a,
            b,
            find,
            known: [[UNKNOWN; 8]; 8],
            bounds: false,
        }
    }

    /// Rarity of the commoner of two words in bits, as far as they agree.
    fn rarity(&self, meeting: Meeting) -> f32 {
        let closeness = CLOSENESS[usize::from(meeting.level) % N_LEVELS];
        if closeness <= 0.0 {
            return 0.0;
        }
        let rarity = |word: Option<&NameWord>| word.map_or(0, |word| word.rarity);
        let eighths = rarity(self.a.word(meeting.a)).min(rarity(self.b.word(meeting.b)));
        f32::from(eighths) / 8.0 * closeness
    }

    fn at(&mut self, x: u8, y: u8) -> Level {
        let (Some(word_x), Some(word_y)) = (self.a.word(x), self.b.word(y)) else {
            return MISSING;
        };
        let known = &mut self.known[usize::from(x) % 8][usize::from(y) % 8];
        if *known == UNKNOWN {
            *known = (self.find)(word_x, word_y);
        }
        *known
    }
}

/// Weighs two names. Symmetric; allocates nothing.
pub fn weigh(a: &Prepared, b: &Prepared) -> Weight {
    Weight(f64::from(best(&mut Levels::new(a, b, level)).0))
}

/// Weighs two names only if their weight can be above a bound.
///
/// Most pairs are given up after looking at which consonants they share. What is given is what [`weigh`]
/// gives; nothing is given exactly where that is not above the bound.
pub fn weigh_if_above(a: &Prepared, b: &Prepared, bound: Weight) -> Option<Weight> {
    if !share_surname(a, b) {
        let mut levels = Levels::new(a, b, least_level);
        levels.bounds = true;
        let most = best(&mut levels).0 + ROUNDING;
        if f64::from(most) <= bound.0 {
            return None;
        }
    }
    let weight = weigh(a, b);
    (weight.0 > bound.0).then_some(weight)
}

/// Says whether the likeliest readings have one surname: such pairs are hardly ever given up.
fn share_surname(a: &Prepared, b: &Prepared) -> bool {
    let surname = |name: &Prepared| {
        let word = name.word(name.readings().first()?.surname)?;
        Some(word.core_key)
    };
    matches!((surname(a), surname(b)), (Some(x), Some(y)) if x == y)
}

/// What sums of the same bits in another order may differ by.
const ROUNDING: f32 = 1e-3;

/// The best pair of readings: its weight and its evidence.
fn best(levels: &mut Levels<'_>) -> (f32, Evidence) {
    let mut best = (f32::NEG_INFINITY, NOTHING);
    let (a, b) = (levels.a, levels.b);
    for reading_a in a.readings() {
        for reading_b in b.readings() {
            let found = evidence(reading_a, reading_b, levels);
            if found.bits > best.0 {
                best = (found.bits, found);
            }
        }
    }
    if best.0 == f32::NEG_INFINITY {
        (0.0, NOTHING)
    } else {
        best
    }
}

/// The best pair of readings with its evidence.
pub(crate) fn best_evidence(a: &Prepared, b: &Prepared) -> (f32, Evidence) {
    best(&mut Levels::new(a, b, level))
}

const NOTHING: Evidence = Evidence {
    meetings: [Meeting::NONE; SLOTS.len()],
    rarity: [0.0; SLOTS.len()],
    once: 0,
    steps: 0,
    bits: 0.0,
};

fn evidence(ra: &RoleReading, rb: &RoleReading, levels: &mut Levels<'_>) -> Evidence {
    let mut found = NOTHING;
    found.hold(once::ANY, true);
    if levels.a.n_words == 1 && levels.b.n_words == 1 {
        found.meet(slot::LONE, 0, 0, levels);
        found.hold(once::LONE, true);
        return found;
    }
    found.steps = ra.steps.saturating_add(rb.steps);
    found.bits += f32::from(found.steps) * ONCE[once::STEPS];
    found.meet(slot::GIVEN, ra.given, rb.given, levels);
    found.meet(slot::SURNAME, ra.surname, rb.surname, levels);
    found.meet(slot::FATHER, ra.father, rb.father, levels);
    found.meet(slot::ANCESTOR, ra.ancestor, rb.ancestor, levels);
    let (x, y) = cross(ra, rb);
    found.meet(slot::CROSS, x, y, levels);
    if ra.rest != 0 || rb.rest != 0 {
        found.meet_rest(slot::REST, ra.rest, rb.rest, levels);
        if ra.father == NO_WORD && rb.father != NO_WORD {
            found.meet_rest(slot::FATHER_REST, ra.rest, one_bit(rb.father), levels);
        } else if rb.father == NO_WORD && ra.father != NO_WORD {
            found.meet_rest(slot::FATHER_REST, one_bit(ra.father), rb.rest, levels);
        }
        found.hold(once::REST_UNMATCHED, ra.rest.count_ones() != rb.rest.count_ones());
    }
    let missing = |x: u8, y: u8| u8::from(x == NO_WORD) + u8::from(y == NO_WORD);
    let (surname, father) = (missing(ra.surname, rb.surname), missing(ra.father, rb.father));
    found.hold(once::SURNAME_ONE, surname == 1);
    found.hold(once::SURNAME_NONE, surname == 2);
    found.hold(once::GIVEN_ONE, missing(ra.given, rb.given) == 1);
    found.hold(once::FATHER_ONE, father == 1);
    found.hold(once::FATHER_NONE, father == 2);
    clash(&mut found, levels, ra, rb);
    conflicts(&mut found);
    found
}

/// A surname made of the name of the father or an ancestor that the other name gives.
fn cross(ra: &RoleReading, rb: &RoleReading) -> (u8, u8) {
    if ra.surname != NO_WORD && rb.surname == NO_WORD {
        if rb.ancestor != NO_WORD && ra.ancestor == NO_WORD {
            return (ra.surname, rb.ancestor);
        }
        if ra.father == NO_WORD {
            return (ra.surname, rb.father);
        }
    }
    if rb.surname != NO_WORD && ra.surname == NO_WORD {
        if ra.ancestor != NO_WORD && rb.ancestor == NO_WORD {
            return (ra.ancestor, rb.surname);
        }
        if rb.father == NO_WORD {
            return (ra.father, rb.surname);
        }
    }
    (NO_WORD, NO_WORD)
}

fn one_bit(at: u8) -> u8 {
    1_u8.checked_shl(u32::from(at)).unwrap_or(0)
}

/// Endings that say man here and woman there.
fn clash(found: &mut Evidence, levels: &Levels<'_>, ra: &RoleReading, rb: &RoleReading) {
    let (a, b) = (levels.a, levels.b);
    let differ = |x: Option<Sex>, y: Option<Sex>| matches!((x, y), (Some(x), Some(y)) if x != y);
    let surname_sex = |name: &Prepared, at: u8| name.word(at).and_then(|word| word.sex);
    if differ(a.father_sex, b.father_sex) {
        found.hold(once::CLASH_FATHER, true);
        return;
    }
    let (x, y) = (surname_sex(a, ra.surname), surname_sex(b, rb.surname));
    if !differ(x, y) && !differ(a.father_sex.or(x), b.father_sex.or(y)) {
        return;
    }
    if levels.bounds {
        // Which of them counts depends on the given names, and the least is none.
        return;
    }
    let given = found.meetings[slot::GIVEN].level;
    if given >= CONFLICT && !matches!(given, FORM | BASE | SHORT) {
        found.hold(once::CLASH_OTHER, true);
        return;
    }
    let given_sex = |name: &Prepared, at: u8| name.word(at).and_then(|word| word.given_sex);
    let by_father = a.father_sex.or(b.father_sex);
    let sex = by_father.or_else(|| agreed(given_sex(a, ra.given), given_sex(b, rb.given)));
    let which = match sex {
        Some(Sex::Female) => once::CLASH_FEMININE,
        Some(Sex::Male) => once::CLASH_MASCULINE,
        None => once::CLASH_UNKNOWN,
    };
    found.hold(which, true);
}

/// What two hints of sex say together; nothing when they contradict each other.
fn agreed(x: Option<Sex>, y: Option<Sex>) -> Option<Sex> {
    match (x, y) {
        (Some(x), Some(y)) => (x == y).then_some(x),
        (x, y) => x.or(y),
    }
}

fn conflicts(found: &mut Evidence) {
    let conflict = |slot: usize| {
        let level = found.meetings[slot].level;
        (CONFLICT..=FAR).contains(&level) || level == crate::likeness::OTHER_INITIAL
    };
    let slots = [slot::GIVEN, slot::SURNAME, slot::FATHER];
    let n_conflicts = slots.into_iter().filter(|slot| conflict(*slot)).count();
    found.hold(once::CONFLICT_1 + n_conflicts.max(1) - 1, n_conflicts > 0);
}

impl Evidence {
    fn meet(&mut self, slot: usize, x: u8, y: u8, levels: &mut Levels<'_>) {
        if x == NO_WORD || y == NO_WORD {
            return;
        }
        let level = levels.at(x, y);
        if level != MISSING {
            self.set(slot, Meeting { level, a: x, b: y }, levels);
        }
    }

    /// Sets the best meeting of words without a role.
    fn meet_rest(&mut self, slot: usize, rest_a: u8, rest_b: u8, levels: &mut Levels<'_>) {
        let mut best: Option<(Meeting, f32, f32)> = None;
        let places = |rest: u8| (0..8_u8).filter(move |at| rest >> at & 1 == 1);
        for x in places(rest_a) {
            for y in places(rest_b) {
                let level = levels.at(x, y);
                if level == MISSING {
                    continue;
                }
                let meeting = Meeting { level, a: x, b: y };
                let rarity = levels.rarity(meeting);
                let bits = worth(slot, level) + RARITY[slot] * rarity;
                if best.is_none_or(|(_, _, most)| bits > most) {
                    best = Some((meeting, rarity, bits));
                }
            }
        }
        if let Some((meeting, _, _)) = best {
            self.set(slot, meeting, levels);
        }
    }

    fn set(&mut self, slot: usize, meeting: Meeting, levels: &Levels<'_>) {
        self.meetings[slot] = meeting;
        self.rarity[slot] = levels.rarity(meeting);
        self.bits += slot_bits(self, slot);
    }
}

/// The bits of one slot.
pub(crate) fn slot_bits(found: &Evidence, slot: usize) -> f32 {
    worth(slot, found.meetings[slot].level) + RARITY[slot] * found.rarity[slot]
}

/// How much of a word's rarity counts at each level.
static CLOSENESS: [f32; N_LEVELS] = closenesses();

const fn closenesses() -> [f32; N_LEVELS] {
    let mut closenesses = [0.0; N_LEVELS];
    let mut level = 0;
    while level < RARE_UP_TO {
        closenesses[level] = 1.0 - level as f32 / RARE_UP_TO as f32;
        level += 1;
    }
    closenesses[FORM as usize] = 0.7;
    closenesses[SHORT as usize] = 0.5;
    closenesses[BASE as usize] = 0.5;
    closenesses
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
    for at in 0..CIRCUMSTANCES.len() {
        let times = found.times(at);
        if times != 0.0 {
            take(first + at, times);
        }
    }
}
