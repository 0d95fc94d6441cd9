//! The numbers that agreement is worth, fitted on development pairs.

/// Levels at which the worth is fitted; between them it is a straight line.
pub(crate) const KNOTS: [u8; 10] = [0, 2, 4, 6, 9, 12, 16, 20, 25, 30];
/// Points at which the worth of a meeting is fitted: knots and the special levels INITIAL to BASE.
pub const N_POINTS: usize = KNOTS.len() + 5;

/// Where two words meet.
pub(crate) const SLOTS: [&str; 8] = [
    "given",
    "surname",
    "father",
    "ancestor",
    "rest",
    "cross",
    "lone",
    "father-rest",
];
/// Circumstances that count once.
pub(crate) const CIRCUMSTANCES: [&str; 17] = [
    "any",
    "surname-one",
    "surname-none",
    "given-one",
    "father-one",
    "father-none",
    "clash-father",
    "clash-feminine",
    "clash-masculine",
    "clash-other",
    "steps",
    "rest-unmatched",
    "conflict-1",
    "conflict-2",
    "conflict-3",
    "lone",
    "clash-unknown",
];
