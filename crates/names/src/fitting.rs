//! What refitting the weights needs: the numbers that each weight was multiplied by.

use crate::prepared::Prepared;
use crate::weighing::best_evidence;
use crate::weights::{CIRCUMSTANCES, KNOTS, SLOTS};

pub use crate::weights::N_POINTS;

/// Roles in which two words may meet.
pub const N_SLOTS: usize = SLOTS.len();

/// How many numbers describe a pair of names.
pub const N_FEATURES: usize = SLOTS.len() * (N_POINTS + 1) + CIRCUMSTANCES.len();

/// The numbers of the best pair of readings, by their places; a weight is the sum of each times its bits.
pub fn features(a: &Prepared, b: &Prepared) -> Vec<(usize, f32)> {
    let mut found = Vec::new();
    crate::weighing::features(&best_evidence(a, b).1, |at, value| found.push((at, value)));
    found
}

/// The name of a number.
pub fn feature_name(at: usize) -> String {
    const SPECIAL: [&str; 5] = ["initial", "other-initial", "form", "short", "base"];
    let n_levels = SLOTS.len() * N_POINTS;
    if at < n_levels {
        let (slot, point) = (SLOTS[at / N_POINTS], at % N_POINTS);
        return match KNOTS.get(point) {
            Some(knot) => format!("{slot} {knot}"),
            None => format!("{slot} {}", SPECIAL[(point - KNOTS.len()) % SPECIAL.len()]),
        };
    }
    if at < n_levels + SLOTS.len() {
        return format!("{} rarity", SLOTS[at - n_levels]);
    }
    CIRCUMSTANCES
        .get(at - n_levels - SLOTS.len())
        .map_or_else(String::new, |name| (*name).to_owned())
}

/// The folded letters of every word of a text, which the table of letters that follow each other is counted from.
pub fn folded_letters(text: &str) -> Vec<String> {
    let words = crate::cleaning::words(text);
    let spelled = words.as_slice().iter().map(|word| {
        let (folded, _) = crate::folding::fold(word.glyphs());
        let letters = folded.classes().iter();
        letters
            .map(|class| char::from(crate::alphabet::LETTER[usize::from(*class) & 63]))
            .collect()
    });
    spelled.collect()
}
