//! What agreeing on a rare value is worth beyond agreeing on a common one.
//!
//! Term-frequency adjustment (Winkler 2000): the chance that two unrelated people share this very value
//! takes the place of the chance that they share any. Small counts are shrunk towards what the parts of
//! a name would give if they were independent, or towards the average value.

use std::borrow::Cow;

use crate::field::{Rarity, at};
use crate::row::{NONE, Parts, Rows, text_at};
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
    /// Bits for sharing each place and each occupation.
    places: Cow<'a, [f64]>,
    occupations: Cow<'a, [f64]>,
    /// The most bits for sharing each name or a part of it.
    names: Vec<f32>,
}

impl<'a> Frequencies<'a> {
    pub(crate) fn new(rows: &'a Rows) -> Self {
        let mut frequencies = Self {
            rows,
            n: rows.rows.len() as f64,
            given: sharing(&rows.n_given),
            family: sharing(&rows.n_family),
            whole: sharing(&rows.n_whole),
            places: Cow::default(),
            occupations: Cow::default(),
            names: Vec::new(),
        };
        frequencies.places = frequencies.of_texts(text_at::PLACE).into();
        frequencies.occupations = frequencies.of_texts(text_at::OCCUPATION).into();
        let most = |parts: &Parts| {
            let kinds = [Rarity::Given, Rarity::Family, Rarity::Whole].into_iter();
            let bits = kinds.map(|rarity| frequencies.name_bits(rarity, *parts, *parts));
            bits.fold(0.0, f64::max) as f32
        };
        frequencies.names = rows.parts.iter().map(most).collect();
        frequencies
    }

    /// What is to be kept of them while rows are added: see [`Kept::among`].
    pub(crate) fn kept(self) -> Kept {
        Kept {
            n: self.n,
            given: self.given,
            family: self.family,
            whole: self.whole,
            places: self.places.into_owned(),
            occupations: self.occupations.into_owned(),
        }
    }

    /// Bits to add to the weight of a field of a pair.
    pub(crate) fn bits(&self, field: usize, pair: &Candidate) -> f64 {
        let (a, b) = (&self.rows.rows[pair.a as usize], &self.rows.rows[pair.b as usize]);
        let text = |bits: &[f64], place: usize| bits.get(a.texts[place] as usize).copied().unwrap_or(0.0);
        match field {
            at::NAME => self.name_bits(pair.pattern.rarity(), self.rows.parts(a), self.rows.parts(b)),
            at::PLACE if pair.pattern.get(at::PLACE) == 1 => text(&self.places, text_at::PLACE),
            at::OCCUPATION if pair.pattern.get(at::OCCUPATION) == 1 => {
                text(&self.occupations, text_at::OCCUPATION)
            }
            _ => 0.0,
        }
    }

    /// The most bits that [`Frequencies::bits`] may add for two names of which this is one: what two rows share is no rarer than
    /// either has it.
    pub(crate) fn most_of_name(&self, name: u32) -> f32 {
        self.names[name as usize]
    }

    /// Bits to add for sharing a place.
    pub(crate) fn place_bits(&self, place: u32) -> f64 {
        self.places[place as usize]
    }

    /// The most bits that are added for sharing an occupation.
    pub(crate) fn most_of_occupations(&self) -> f64 {
        self.occupations.iter().copied().fold(0.0, f64::max)
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

    fn of_texts(&self, place: usize) -> Vec<f64> {
        let counts = &self.rows.n_texts[place];
        let average = sharing(counts);
        (0..counts.len() as u32)
            .map(|value| bits(average, self.frequency(counts, value, value, average)))
            .collect()
    }

    /// The share of rows with a value; of the commoner one when two spellings stand for it.
    fn frequency(&self, counts: &[u32], x: u32, y: u32, otherwise: f64) -> f64 {
        let count = |value: u32| {
            if value == NONE {
                0.0
            } else {
                // What came after the counting was not there when it was counted.
                counts.get(value as usize).copied().map_or(0.0, f64::from)
            }
        };
        (count(x).max(count(y)) + SHRINKAGE * otherwise) / (self.n + SHRINKAGE)
    }
}

/// Frequencies as they were when rows were counted.
pub(crate) struct Kept {
    n: f64,
    given: f64,
    family: f64,
    whole: f64,
    places: Vec<f64>,
    occupations: Vec<f64>,
}

impl Kept {
    /// The same frequencies for rows to which others were added since, that were not counted.
    pub(crate) fn among<'a>(&'a self, rows: &'a Rows) -> Frequencies<'a> {
        Frequencies {
            rows,
            n: self.n,
            given: self.given,
            family: self.family,
            whole: self.whole,
            places: Cow::Borrowed(&self.places),
            occupations: Cow::Borrowed(&self.occupations),
            names: Vec::new(),
        }
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
