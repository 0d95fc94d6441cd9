//! The alphabet of sound classes that every script is folded to, and what exchanging two classes costs.
//!
//! A class stands for what one written letter may mean, so an ambiguous Latin letter has a class of its own:
//! `j` is ж or й, `c` is ц, к, с or дж, `ch` is ч, х or (in French) ш. The cost of exchanging two classes is
//! small when they share a sound. This is the lattice of readings, kept in the letters instead of in paths.

/// A sound class; 0 is no sound.
pub(crate) type Class = u8;

pub(crate) const A: Class = 1;
pub(crate) const E: Class = 2;
pub(crate) const I: Class = 3;
/// ы, and Latin y between consonants.
pub(crate) const Y: Class = 4;
pub(crate) const O: Class = 5;
/// ө, ё, ў: o, e or u in other papers.
pub(crate) const OE: Class = 6;
pub(crate) const U: Class = 7;
/// ү, ю.
pub(crate) const UE: Class = 8;
/// The glide й, nearly free to add or drop.
pub(crate) const J: Class = 9;
pub(crate) const B: Class = 10;
pub(crate) const V: Class = 11;
pub(crate) const G: Class = 12;
pub(crate) const D: Class = 13;
/// ж, дж, ҷ.
pub(crate) const ZH: Class = 14;
pub(crate) const Z: Class = 15;
pub(crate) const K: Class = 16;
pub(crate) const L: Class = 17;
pub(crate) const M: Class = 18;
pub(crate) const N: Class = 19;
/// ң, and н with г.
pub(crate) const NG: Class = 20;
pub(crate) const P: Class = 21;
pub(crate) const R: Class = 22;
pub(crate) const S: Class = 23;
pub(crate) const T: Class = 24;
pub(crate) const F: Class = 25;
/// х, ҳ, kh.
pub(crate) const H: Class = 26;
pub(crate) const TS: Class = 27;
pub(crate) const CH: Class = 28;
/// ш, щ.
pub(crate) const SH: Class = 29;
/// Latin j: ж, й or х.
pub(crate) const LJ: Class = 30;
/// Latin c: ц, к, с; ж in Turkish.
pub(crate) const LC: Class = 31;
/// Latin h: х, г or nothing.
pub(crate) const LH: Class = 32;
/// Latin x: х or кс.
pub(crate) const LX: Class = 33;
/// Latin ch: ч, х or ш.
pub(crate) const LCH: Class = 34;
/// Latin w and ў after a vowel: в or у.
pub(crate) const LW: Class = 35;
/// Latin cz: ч or ц.
pub(crate) const LCZ: Class = 36;
/// The digits 0 to 9 follow from here.
pub(crate) const DIGIT: Class = 37;
/// Letters of scripts without a table share the classes from here to the end.
pub(crate) const FOREIGN: Class = 47;
/// How many classes there are; a power of two, so that an index can be masked.
pub(crate) const N_CLASSES: usize = 64;

/// The cost of exchanging two unrelated consonants; all costs are sixteenths of it.
pub(crate) const FULL: u8 = 16;

/// Pairs of classes that are cheaper to exchange than unrelated ones.
///
/// Letters that romanisation tables exchange cost next to nothing (BGN/PCGN, ODNI, ALA-LC, ISO 9, ICAO 9303,
/// GOST, see the tests of schemes), sounds that languages exchange cost some (г and х, а and о), shapes that
/// a scanner confuses and digits that stand for letters cost some. Set by hand from the tables and from the
/// shares of letters in attested pairs, then checked on development pairs.
const NEAR: &[(Class, Class, u8)] = &[
    (A, O, 5),
    (A, E, 7),
    (A, I, 9),
    (A, U, 9),
    (A, Y, 9),
    (A, OE, 8),
    (A, UE, 9),
    (E, I, 5),
    (E, Y, 6),
    (E, OE, 2),
    (E, O, 7),
    (E, U, 8),
    (E, UE, 6),
    (E, J, 6),
    (I, Y, 1),
    (I, U, 8),
    (I, UE, 6),
    (I, O, 9),
    (I, OE, 7),
    (I, J, 2),
    (Y, U, 6),
    (Y, O, 8),
    (Y, UE, 6),
    (Y, OE, 7),
    (Y, J, 2),
    (O, OE, 1),
    (O, U, 5),
    (O, UE, 5),
    (OE, U, 3),
    (OE, UE, 3),
    (U, UE, 1),
    (J, A, 9),
    (J, O, 9),
    (J, U, 9),
    (J, UE, 9),
    (J, OE, 9),
    (J, ZH, 9),
    (J, Z, 12),
    (G, H, 6),
    (K, H, 6),
    (K, G, 7),
    (B, P, 8),
    (D, T, 8),
    (B, V, 9),
    (V, F, 4),
    (Z, S, 7),
    (ZH, Z, 8),
    (ZH, SH, 9),
    (ZH, CH, 9),
    (ZH, G, 10),
    (S, TS, 8),
    (TS, CH, 7),
    (CH, SH, 7),
    (S, SH, 7),
    (N, NG, 1),
    (G, NG, 10),
    (N, M, 10),
    (L, R, 12),
    (T, TS, 9),
    (Z, TS, 8),
    (V, U, 8),
    (K, TS, 10),
    (P, F, 9),
    (ZH, D, 10),
    (S, CH, 10),
    (LJ, ZH, 0),
    (LJ, J, 1),
    (LJ, H, 8),
    (LJ, I, 3),
    (LJ, Y, 3),
    (LJ, Z, 9),
    (LJ, G, 8),
    (LJ, LCH, 8),
    (LJ, CH, 9),
    (LJ, LC, 3),
    (LC, K, 1),
    (LC, TS, 0),
    (LC, S, 2),
    (LC, ZH, 3),
    (LC, CH, 3),
    (LC, SH, 8),
    (LC, LCH, 4),
    (LC, LCZ, 3),
    (LC, G, 7),
    (LCH, CH, 0),
    (LCH, H, 3),
    (LCH, SH, 3),
    (LCH, K, 5),
    (LCH, TS, 7),
    (LCH, S, 9),
    (LCH, LH, 5),
    (LCH, LCZ, 1),
    (LH, H, 0),
    (LH, G, 3),
    (LH, LX, 1),
    (LH, K, 7),
    (LX, H, 1),
    (LX, K, 4),
    (LX, S, 6),
    (LX, Z, 7),
    (LW, V, 0),
    (LW, U, 3),
    (LW, F, 5),
    (LW, B, 9),
    (LW, O, 7),
    (LCZ, CH, 0),
    (LCZ, TS, 2),
    (LCZ, SH, 5),
    // Shapes.
    (I, N, 9),
    (N, P, 9),
    (L, P, 9),
    (G, T, 9),
    (E, S, 10),
    (E, LC, 9),
    (LH, B, 9),
    (I, L, 9),
    (N, R, 10),
    (T, F, 9),
    (LH, N, 9),
    (I, T, 13),
    (M, N, 9),
    (Y, G, 10),
    (P, R, 11),
    (DIGIT, O, 1),
    (DIGIT, OE, 2),
    (DIGIT + 1, I, 1),
    (DIGIT + 1, L, 1),
    (DIGIT + 2, Z, 1),
    (DIGIT + 3, Z, 1),
    (DIGIT + 3, E, 2),
    (DIGIT + 4, CH, 1),
    (DIGIT + 4, A, 4),
    (DIGIT + 5, S, 1),
    (DIGIT + 5, SH, 2),
    (DIGIT + 5, B, 3),
    (DIGIT + 6, B, 1),
    (DIGIT + 6, G, 4),
    (DIGIT + 7, T, 3),
    (DIGIT + 8, V, 1),
    (DIGIT + 8, B, 1),
    (DIGIT + 9, G, 1),
    (DIGIT + 9, D, 4),
];

/// The cost of exchanging any two classes.
pub(crate) static EXCHANGE: [[u8; N_CLASSES]; N_CLASSES] = exchange_costs();

/// The cost of adding or dropping a class.
pub(crate) static GAP: [u8; N_CLASSES] = gap_costs();

/// The class written as one letter, readings of one letter alike; `?` when it is no letter of a table.
pub(crate) static LETTER: [u8; N_CLASSES] = letters();

/// The group of consonants that are cheap to exchange; [`NO_GROUP`] for vowels, glides and letters in doubt.
pub(crate) static GROUP: [u8; N_CLASSES] = groups();

/// How many groups of consonants there are.
pub(crate) const N_GROUPS: usize = 8;
/// No group.
pub(crate) const NO_GROUP: u8 = u8::MAX;
/// The least cost of a consonant in one word that the other has no consonant of its group for.
///
/// The cheapest ways out: х is dropped, т read for г, л for п. A test holds the tables to it.
pub(crate) const GROUP_COST: u32 = 9;

const fn exchange_costs() -> [[u8; N_CLASSES]; N_CLASSES] {
    let mut costs = [[FULL; N_CLASSES]; N_CLASSES];
    let mut at = 0;
    while at < NEAR.len() {
        let (x, y, cost) = NEAR[at];
        costs[x as usize][y as usize] = cost;
        costs[y as usize][x as usize] = cost;
        at += 1;
    }
    at = 0;
    while at < N_CLASSES {
        costs[at][at] = 0;
        at += 1;
    }
    costs
}

const fn gap_costs() -> [u8; N_CLASSES] {
    let mut costs = [14; N_CLASSES];
    let mut at = 1;
    while at <= UE as usize {
        costs[at] = 8;
        at += 1;
    }
    costs[J as usize] = 3;
    costs[H as usize] = 9;
    costs[LH as usize] = 6;
    costs[LJ as usize] = 8;
    costs
}

const fn letters() -> [u8; N_CLASSES] {
    const PLAIN: &[u8] = b"?aeiioouuibvgdjzklmnnprstfhcCSjchhCvCoizzCsbtvg";
    let mut letters = [b'?'; N_CLASSES];
    let mut at = 0;
    while at < PLAIN.len() {
        letters[at] = PLAIN[at];
        at += 1;
    }
    letters
}

const fn groups() -> [u8; N_CLASSES] {
    let mut groups = [NO_GROUP; N_CLASSES];
    let sets: [&[Class]; N_GROUPS] = [
        &[B, P],
        &[G, K, H],
        &[D, T],
        &[ZH, Z, S, TS, CH, SH, LCZ],
        &[L],
        &[M],
        &[N, NG],
        &[R],
    ];
    let mut set = 0;
    while set < sets.len() {
        let mut at = 0;
        while at < sets[set].len() {
            groups[sets[set][at] as usize] = set as u8;
            at += 1;
        }
        set += 1;
    }
    groups
}

/// Says whether a class is a vowel.
pub(crate) const fn is_vowel(class: Class) -> bool {
    class >= A && class <= UE
}
