//! What would change the verdict on a pair: fields whose agreement or disagreement would carry it across the threshold.

use crate::field::{FIELDS, Field, Level};
use crate::linking::{Linkage, Pair};
use crate::model::{Model, log_odds};
use crate::weights::FieldWeight;

/// A level that a field would have to be at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Code of the field.
    pub field: &'static str,
    /// Code of the mildest plain level that suffices.
    pub level: &'static str,
    /// Whether one of the two reports does not fill the field now.
    pub is_unknown: bool,
    /// By how many bits the pair would move.
    pub bits: f64,
}

/// What would change the verdict on a pair.
#[derive(Clone, Debug, PartialEq)]
pub enum Reversal {
    /// Each of these alone, in the order of the fields.
    Each(Vec<Change>),
    /// Only these two together.
    Together([Change; 2]),
    /// Neither one field nor two.
    Nothing,
}

/// At most so many ways are told.
const MOST_WAYS: usize = 4;

/// Levels that somebody who looks for a value would understand: slips, swapped parts and values put in by default are left out.
const PLAIN: [&str; 12] = [
    "exact",
    "close",
    "similar",
    "surname_differs",
    "given_differs",
    "same_year",
    "near_year",
    "within_days",
    "within_month",
    "partial",
    "shared",
    "different",
];

/// Finds what would change the verdict on a pair. `fillable` holds codes of fields that only one of the reports fills.
///
/// A change puts the average weight of the other level in the place of what the field says now, so that the rarity of values
/// that nobody has written yet plays no part.
pub fn reversal(linkage: &Linkage, pair: &Pair, fillable: &[&str]) -> Reversal {
    let missing = log_odds(linkage.threshold.clamp(1e-9, 1.0 - 1e-9)) - pair.weight;
    // A pair just at the threshold is joined, so that any loss parts it.
    let wanted = if missing <= 0.0 {
        missing.min(-1e-9)
    } else {
        missing
    };
    let possible = possible(linkage, pair, fillable, wanted);
    let mut ways: Vec<Change> = possible
        .iter()
        .filter_map(|changes| {
            let enough = changes.iter().filter(|change| suffices(change.bits, wanted));
            enough
                .min_by(|x, y| x.bits.abs().total_cmp(&y.bits.abs()))
                .copied()
        })
        .collect();
    if !ways.is_empty() {
        ways.sort_by(|x, y| x.bits.abs().total_cmp(&y.bits.abs()));
        ways.truncate(MOST_WAYS);
        ways.sort_by_key(|change| (change.is_unknown, place_of(change.field)));
        return Reversal::Each(ways);
    }
    let mut strongest: Vec<Change> = possible
        .iter()
        .filter_map(|changes| {
            let by_strength = |x: &&Change, y: &&Change| x.bits.abs().total_cmp(&y.bits.abs());
            changes.iter().max_by(by_strength).copied()
        })
        .collect();
    strongest.sort_by(|x, y| y.bits.abs().total_cmp(&x.bits.abs()));
    match strongest.as_slice() {
        [first, second, ..] if suffices(first.bits + second.bits, wanted) => {
            Reversal::Together([*first, *second])
        }
        _ => Reversal::Nothing,
    }
}

fn suffices(bits: f64, wanted: f64) -> bool {
    if wanted > 0.0 {
        bits >= wanted
    } else {
        bits <= wanted
    }
}

/// For each field, its changes in the wanted direction.
///
/// What other fields say is weighed anew: a father's name speaks again where given names would agree, and what agrees with
/// something else anyway says less.
fn possible(linkage: &Linkage, pair: &Pair, fillable: &[&str], wanted: f64) -> Vec<Vec<Change>> {
    let scale = linkage.learned.map_or(1.0, |learned| learned.scale);
    let model = &linkage.model;
    let pattern = pair.fields.pattern();
    let of_field = |(place, field): (usize, &Field)| {
        let now = pair.fields.iter().find(|weight| weight.field == field.code);
        if now.is_none() && !fillable.contains(&field.code) {
            return Vec::new();
        }
        let rarity = now.map_or(0.0, |now| now.bits - model.bits_of(pattern, place));
        let change = |(level, of_level): (usize, &Level)| Change {
            field: field.code,
            level: of_level.code,
            is_unknown: now.is_none(),
            bits: (model.bits_of_all(pattern.with(place, level)) - model.bits_of_all(pattern) - rarity)
                * scale,
        };
        let others = (1..)
            .zip(field.levels)
            .filter(|(level, of_level)| PLAIN.contains(&of_level.code) && *level != pattern.get(place));
        others
            .map(change)
            .filter(|change| change.bits * wanted > 0.0)
            .collect()
    };
    FIELDS.iter().enumerate().map(of_field).collect()
}

fn place_of(code: &str) -> usize {
    FIELDS
        .iter()
        .position(|field| field.code == code)
        .unwrap_or(FIELDS.len())
}

impl Model {
    /// What each level of each field is worth on average, in the order of the fields.
    pub(crate) fn told(&self) -> Vec<FieldWeight> {
        let fields = FIELDS.iter().zip(&self.bits);
        let told = fields.flat_map(|(field, bits)| {
            let levels = field.levels.iter().zip(bits.iter().skip(1));
            levels.map(|(level, bits)| FieldWeight {
                field: field.code,
                level: level.code,
                bits: *bits,
            })
        });
        told.collect()
    }
}
