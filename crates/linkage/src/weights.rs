//! What each field says about a pair, kept small: millions of pairs may be kept.

use serde::{Serialize, Serializer};

use crate::field::{FIELDS, Pattern};

/// What one field says about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FieldWeight {
    /// Stable code of the field: `name`, `birth`, `sex`, `place`, `event`, `phone`, ...
    pub field: &'static str,
    /// Stable code of how well the values agree: `exact`, `same_year`, `different`, ...
    pub level: &'static str,
    /// Evidence in bits; positive speaks for one person.
    pub bits: f64,
}

/// The weights of the fields that two reports fill, in a fixed order, each to a millionth of a bit.
#[derive(Clone, Default, PartialEq)]
pub struct FieldWeights(Box<[Kept]>);

/// A field and a level by their places, and what they weigh.
#[derive(Clone, Copy, PartialEq)]
struct Kept {
    field: u8,
    level: u8,
    millionths: i32,
}

const MILLION: f64 = 1e6;

impl FieldWeights {
    /// Keeps fields and levels by their places, the first level being 0, with their bits.
    pub(crate) fn new(weights: impl Iterator<Item = (usize, usize, f64)>) -> Self {
        let kept = |(field, level, bits): (usize, usize, f64)| Kept {
            field: field as u8,
            level: level as u8,
            millionths: (bits * MILLION).round() as i32,
        };
        Self(weights.map(kept).collect())
    }

    /// The levels of the fields.
    pub(crate) fn pattern(&self) -> Pattern {
        let mut pattern = Pattern::default();
        for kept in &self.0 {
            pattern.set(usize::from(kept.field), usize::from(kept.level) + 1);
        }
        pattern
    }

    /// The weights, field by field.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = FieldWeight> {
        self.0.iter().map(|kept| {
            let field = &FIELDS[usize::from(kept.field)];
            FieldWeight {
                field: field.code,
                level: field.levels[usize::from(kept.level)].code,
                bits: f64::from(kept.millionths) / MILLION,
            }
        })
    }
}

impl std::fmt::Debug for FieldWeights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for FieldWeights {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_by_their_codes() {
        let weights = FieldWeights::new([(0, 0, 9.123_456_7), (12, 2, -3.0)].into_iter());
        let told: Vec<_> = weights
            .iter()
            .map(|weight| (weight.field, weight.level, weight.bits))
            .collect();
        assert_eq!(
            told,
            [("name", "exact", 9.123_457), ("occupation", "different", -3.0)]
        );
        assert_eq!(weights.iter().len(), 2);
    }

    #[test]
    fn every_level_has_room() {
        for (place, field) in FIELDS.iter().enumerate() {
            for (at, level) in field.levels.iter().enumerate() {
                let weights = FieldWeights::new(std::iter::once((place, at, -0.5)));
                let told = weights.iter().next().map(|weight| (weight.field, weight.level));
                assert_eq!(told, Some((field.code, level.code)));
            }
        }
    }
}
