//! What fields say less because they agree together anyway.
//!
//! Where many died in one place on one day, whoever shares the day shares the place, and the two together say hardly more than
//! one. Weights that are added as if fields were independent would call all the dead of a day one person, and what was learned
//! from such pairs would be that names mean nothing. So each circumstance leans on at most one other, that with which it agrees
//! most among pairs drawn at random (a tree of dependence; Chow and Liu 1968, Friedman, Geiger and Goldszmidt 1997), and what it
//! says for one person is counted among the pairs that are alike in that other. It never says more than it would alone.

use crate::field::{FIELDS, N_FIELDS, N_LEVELS, Pattern, at};
use crate::model::Histogram;

/// Fields that people may share who have nothing in common but where, when and with whom something happened; each leans on one
/// before it at most.
const CIRCUMSTANCES: [usize; 7] = [
    at::PLACE,
    at::POSTCODE,
    at::ADDRESS,
    at::EVENT,
    at::PHONE,
    at::EMAIL,
    at::OCCUPATION,
];

/// As many pairs as it is worth that a field depends on no other.
const STRENGTH: f64 = 40.0;

/// A number for each level of a field and each level of that on which it leans, the latter first.
type Square = [[f64; N_LEVELS]; N_LEVELS];

/// A field, that on which it leans, and counts or chances of their levels.
#[derive(Clone, Debug)]
struct Lean {
    field: usize,
    on: usize,
    of: Square,
}

impl Lean {
    /// The number for the levels of a pattern.
    fn at(&self, pattern: Pattern) -> f64 {
        self.of[pattern.get(self.on)][pattern.get(self.field)]
    }
}

/// Which field leans on which.
#[derive(Clone, Debug)]
pub(crate) struct Leanings(Vec<(usize, usize)>);

impl Leanings {
    /// Lets each circumstance lean on that one before it with which it shares the most information among random pairs.
    pub(crate) fn of(random: &Histogram) -> Self {
        let leanings = CIRCUMSTANCES.iter().enumerate().filter_map(|(place, field)| {
            let before = CIRCUMSTANCES[..place].iter().map(|on| {
                let counts = counted(random, *field, *on, |_| 1.0);
                (*on, shared_information(&counts))
            });
            let most = before.filter(|(_, shared)| *shared > 0.0);
            let most = most.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
            most.map(|(on, _)| (*field, on))
        });
        Self(leanings.collect())
    }

    /// How often each level occurs beside each level of the field it leans on among random pairs, each counted as far as it is
    /// two people; `u` is how often it occurs at all.
    pub(crate) fn chances(
        &self,
        random: &Histogram,
        u: &[Vec<f64>],
        two_people: impl Fn(Pattern) -> f64,
    ) -> Chances {
        let of_lean = |(field, on): &(usize, usize)| {
            let mut of = counted(random, *field, *on, &two_people);
            for levels in &mut of {
                let n = levels.iter().sum::<f64>() + STRENGTH;
                for (count, u) in levels[1..].iter_mut().zip(&u[*field]) {
                    *count = (*count + STRENGTH * u) / n;
                }
            }
            Lean {
                field: *field,
                on: *on,
                of,
            }
        };
        Chances(self.0.iter().map(of_lean).collect())
    }
}

/// How often levels occur among pairs of two people, given the level of the field that theirs leans on.
#[derive(Clone, Debug)]
pub(crate) struct Chances(Vec<Lean>);

impl Chances {
    /// ln of how much more often the levels of a pattern occur together than if no field leaned on another.
    pub(crate) fn ln_beside(&self, u: &[Vec<f64>], pattern: Pattern) -> f64 {
        let of_lean = |lean: &Lean| {
            let (of, by) = (pattern.get(lean.field), pattern.get(lean.on));
            let is_told = of > 0 && by > 0;
            is_told.then(|| (lean.at(pattern) / u[lean.field][of - 1]).ln())
        };
        self.0.iter().filter_map(of_lean).sum()
    }

    /// What the levels say less for one person than `bits`, which they would say alone.
    pub(crate) fn repetitions(&self, m: &[Vec<f64>], bits: &[[f64; N_LEVELS]; N_FIELDS]) -> Repetitions {
        let of_lean = |chances: &Lean| {
            let field = chances.field;
            let mut lean = Lean {
                of: [[0.0; N_LEVELS]; N_LEVELS],
                ..*chances
            };
            for (less, chances) in lean.of.iter_mut().zip(&chances.of).skip(1) {
                for level in 1..=FIELDS[field].levels.len() {
                    let alone = bits[field][level].max(0.0);
                    let beside = (m[field][level - 1] / chances[level]).log2().max(0.0);
                    less[level] = (beside - alone).min(0.0);
                }
            }
            lean
        };
        Repetitions(self.0.iter().map(of_lean).collect())
    }
}

/// What agreeing fields say less beside others, in bits of at most 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Repetitions(Vec<Lean>);

impl Repetitions {
    /// What a field says less in a pair with this pattern because another says it too.
    pub(crate) fn of(&self, pattern: Pattern, field: usize) -> f64 {
        let lean = self.0.iter().find(|lean| lean.field == field);
        lean.map_or(0.0, |lean| lean.at(pattern))
    }

    /// What all fields say less in a pair with this pattern.
    pub(crate) fn of_all(&self, pattern: Pattern) -> f64 {
        self.0.iter().map(|lean| lean.at(pattern)).sum()
    }
}

/// Counts pairs by the levels of two fields that they fill.
fn counted(histogram: &Histogram, field: usize, on: usize, two_people: impl Fn(Pattern) -> f64) -> Square {
    let mut counts = [[0.0; N_LEVELS]; N_LEVELS];
    for (pattern, count) in histogram {
        let (of, by) = (pattern.get(field), pattern.get(on));
        if of > 0 && by > 0 {
            counts[by][of] += two_people(*pattern) * count;
        }
    }
    counts
}

/// What knowing one of two fields tells of the other, in nats for each of the pairs (mutual information; Shannon 1948), times how many
/// pairs there are.
fn shared_information(counts: &Square) -> f64 {
    let rows = counts.map(|levels| levels.iter().sum::<f64>());
    let columns: Vec<f64> = (0..N_LEVELS)
        .map(|level| counts.iter().map(|levels| levels[level]).sum())
        .collect();
    let all: f64 = rows.iter().sum();
    let mut shared = 0.0;
    for (levels, row) in counts.iter().zip(rows) {
        for (count, column) in levels.iter().zip(&columns).filter(|(count, _)| **count > 0.0) {
            shared += count * (count * all / (row * column)).ln();
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Level;

    type Table = Vec<Vec<f64>>;

    fn start(value: fn(&Level) -> f64) -> Table {
        let fields = FIELDS.iter();
        fields
            .map(|field| field.levels.iter().map(value).collect())
            .collect()
    }

    /// Pairs by whether places are the same, events are the same, and how many there are.
    fn pairs(counted: [(bool, bool, f64); 4]) -> Histogram {
        let level = |field: usize, same: bool| if same { 1 } else { FIELDS[field].levels.len() };
        let pattern = |(place, event, n): (bool, bool, f64)| {
            let pattern = Pattern::default().with(at::PLACE, level(at::PLACE, place));
            (pattern.with(at::EVENT, level(at::EVENT, event)), n)
        };
        counted.map(pattern).to_vec()
    }

    /// Repetitions among such pairs, and what the same event says alone.
    fn learned(random: &Histogram, u_event: f64) -> (Repetitions, f64) {
        let (m, mut u) = (start(|level| level.m), start(|level| level.u));
        u[at::EVENT] = vec![u_event, 0.0, 0.0, 0.0, 1.0 - u_event];
        let mut bits = [[0.0; N_LEVELS]; N_FIELDS];
        bits[at::EVENT][1] = (m[at::EVENT][0] / u_event).log2();
        let chances = Leanings::of(random).chances(random, &u, |_| 1.0);
        (chances.repetitions(&m, &bits), bits[at::EVENT][1])
    }

    #[test]
    fn what_always_agrees_together_is_told_once() {
        let random = pairs([
            (true, true, 10_000.0),
            (true, false, 0.0),
            (false, true, 0.0),
            (false, false, 90_000.0),
        ]);
        let (repetitions, alone) = learned(&random, 0.1);
        let (both, event) = (random[0].0, random[2].0);
        assert!(alone > 2.0);
        assert!(
            (repetitions.of(both, at::EVENT) + alone).abs() < 1e-9,
            "nothing is left"
        );
        assert_eq!(repetitions.of(event, at::EVENT), 0.0, "never more than alone");
        assert_eq!(repetitions.of_all(both), repetitions.of(both, at::EVENT));
        assert_eq!(repetitions.of(both, at::PLACE), 0.0, "the first leans on none");
    }

    #[test]
    fn what_agrees_by_chance_is_told_whole() {
        let random = pairs([
            (true, true, 1_000.0),
            (true, false, 9_000.0),
            (false, true, 9_000.0),
            (false, false, 81_000.0),
        ]);
        let (repetitions, _) = learned(&random, 0.1);
        assert!(repetitions.of_all(random[0].0).abs() < 1e-9);
    }
}
