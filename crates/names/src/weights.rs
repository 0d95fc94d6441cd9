//! The numbers that agreement is worth, fitted on development pairs.

/// Levels at which the worth is fitted; between them it is a straight line.
pub(crate) const KNOTS: [u8; 11] = [0, 2, 4, 6, 9, 12, 16, 20, 26, 32, 40];
/// Knots and the special levels INITIAL to BASE.
pub(crate) const N_POINTS: usize = KNOTS.len() + 5;

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
pub(crate) const CIRCUMSTANCES: [&str; 16] = [
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
];

/// Bits for each slot at each point.
pub(crate) const POINTS: [[f32; N_POINTS]; SLOTS.len()] = [
    [
        2.0, 1.5, 1.0, 0.5, 0.0, -1.0, -2.0, -4.0, -6.0, -7.0, -8.0, 1.0, -6.0, 1.5, 1.0, 0.0,
    ],
    [
        4.0, 3.5, 3.0, 2.0, 1.0, -1.0, -3.0, -5.0, -6.0, -7.0, -8.0, 1.0, -6.0, 1.5, -1.0, 0.0,
    ],
    [
        3.0, 2.5, 2.0, 1.5, 0.0, -1.0, -3.0, -5.0, -6.0, -7.0, -8.0, 1.0, -6.0, 1.5, -1.0, 0.0,
    ],
    [
        3.0, 2.5, 2.0, 1.5, 0.0, -1.0, -3.0, -4.0, -5.0, -5.0, -5.0, 1.0, -6.0, 1.5, -1.0, 0.0,
    ],
    [
        2.0, 1.5, 1.0, 0.5, 0.0, -0.5, -1.0, -1.0, -1.0, -1.0, -1.0, 0.5, -1.0, 0.5, 0.0, 0.0,
    ],
    [
        2.0, 1.5, 1.0, 0.5, 0.0, -0.5, -1.0, -1.0, -1.0, -1.0, -1.0, 0.5, -1.0, 0.5, 0.0, 0.0,
    ],
    [
        6.0, 5.0, 4.0, 3.0, 1.0, 0.0, -2.0, -4.0, -6.0, -7.0, -8.0, -2.0, -6.0, 2.0, 1.0, 0.0,
    ],
    [
        2.0, 1.5, 1.0, 0.5, 0.0, -0.5, -1.0, -1.0, -1.0, -1.0, -1.0, 0.5, -1.0, 0.5, 0.0, 0.0,
    ],
];
/// Bits for each bit of rarity of a word that agrees wholly.
pub(crate) const RARITY: [f32; SLOTS.len()] = [0.4, 0.4, 0.3, 0.3, 0.1, 0.2, 0.3, 0.1];
/// Bits for each circumstance.
pub(crate) const ONCE: [f32; CIRCUMSTANCES.len()] = [
    -6.0, 0.0, 0.0, -2.0, 0.0, 0.0, -6.0, 0.0, -3.0, -2.0, -0.5, -0.3, -1.0, -2.0, -3.0, 2.0,
];
