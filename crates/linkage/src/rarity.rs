//! What agreeing on a rare value is worth beyond agreeing on a common one.
//!
//! Term-frequency adjustment (Winkler 2000): the chance that two unrelated people share this very value
//! takes the place of the chance that they share any. Small counts are shrunk towards what the parts of
//! a name would give if they were independent, or towards the average value.

use crate::field::{Pattern, Rarity, at};
use crate::row::{NONE, Parts, Row, Rows, text_at};
use crate::scoring::Candidate;

/// As many earlier rows as the shrinkage is worth.
const SHRINKAGE: f64 = 4.0;

/// No value is worth more than this beyond the average one, in bits, nor less.
const MOST_BITS: f64 = 7.0;

/// Chances that two rows share a value.
pub(crate) struct Frequencies<'a> {
    rows: &'a Rows,
    n: f64,
    given: f64,
    family: f64,
    whole: f64,
    place: f64,
    occupation: f64,
}

impl<'a> Frequencies<'a> {
    pub(crate) fn new(rows: &'a Rows) -> Self {
        Self {
            rows,
            n: rows.rows.len() as f64,
            given: sharing(&rows.n_given),
            family: sharing(&rows.n_family),
            whole: sharing(&rows.n_whole),
            place: sharing(&rows.n_texts[text_at::PLACE]),
            occupation: sharing(&rows.n_texts[text_at::OCCUPATION]),
        }
    }

    /// Bits to add to the weight of a field of a pair.
    pub(crate) fn bits(&self, field: usize, pair: &Candidate) -> f64 {
        let (a, b) = (&self.rows.rows[pair.a as usize], &self.rows.rows[pair.b as usize]);
        match field {
            at::NAME => self.name_bits(pair.pattern.rarity(), self.rows.parts(a), self.rows.parts(b)),
            at::PLACE if pair.pattern.get(at::PLACE) == 1 => self.text_bits(text_at::PLACE, self.place, a),
            at::OCCUPATION if pair.pattern.get(at::OCCUPATION) == 1 => {
                self.text_bits(text_at::OCCUPATION, self.occupation, a)
            }
            _ => 0.0,
        }
    }

    /// The most that [`Frequencies::bits`] may add for all fields of a pair whose names are not compared yet.
    pub(crate) fn most_of_details(&self, details: Pattern) -> f64 {
        let exact = [at::PLACE, at::OCCUPATION]
            .into_iter()
            .filter(|field| details.get(*field) == 1);
        MOST_BITS * (1.0 + exact.count() as f64)
    }

    fn name_bits(&self, rarity: Rarity, a: Parts, b: Parts) -> f64 {
        let given = || self.frequency(&self.rows.n_given, a.given, b.given, self.given);
        let family = || self.frequency(&self.rows.n_family, a.family, b.family, self.family);
        match rarity {
            Rarity::Nothing => 0.0,
            Rarity::Given => bits(self.given, given()),
            Rarity::Family => bits(self.family, family()),
            Rarity::Whole => {
                let independent = given() * family();
                bits(
                    self.whole,
                    self.frequency(&self.rows.n_whole, a.whole, b.whole, independent),
                )
            }
        }
    }

    fn text_bits(&self, place: usize, average: f64, a: &Row) -> f64 {
        bits(
            average,
            self.frequency(&self.rows.n_texts[place], a.texts[place], a.texts[place], average),
        )
    }

    /// The share of rows with a value; of the commoner one when two spellings stand for it.
    fn frequency(&self, counts: &[u32], x: u32, y: u32, otherwise: f64) -> f64 {
        let count = |value: u32| {
            if value == NONE {
                0.0
            } else {
                f64::from(counts[value as usize])
            }
        };
        (count(x).max(count(y)) + SHRINKAGE * otherwise) / (self.n + SHRINKAGE)
    }
}

fn bits(average: f64, frequency: f64) -> f64 {
    if average <= 0.0 || frequency <= 0.0 {
        return 0.0;
    }
    (average / frequency).log2().clamp(-MOST_BITS, MOST_BITS)
}

/// The chance that two rows drawn at random share the value.
fn sharing(counts: &[u32]) -> f64 {
    let n: f64 = counts.iter().map(|count| f64::from(*count)).sum();
    if n < 2.0 {
        return 0.0;
    }
    counts
        .iter()
        .map(|count| f64::from(*count) * f64::from(count.saturating_sub(1)))
        .sum::<f64>()
        / (n * (n - 1.0))
}
