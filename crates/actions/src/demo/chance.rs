//! Seeded chance.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha20Rng;

/// What a run of chance is for; each has its own stream, so that a change in one leaves the others alone.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stream {
    /// Who the people are.
    People,
    /// Which list finds whom.
    Captures,
    /// How the rows are written.
    Rows,
    /// What is copied.
    Copies,
}

/// A source of chance that gives the same numbers for the same seed on every machine.
pub(super) struct Chance(ChaCha20Rng);

impl Chance {
    pub(super) fn new(seed: u64, stream: Stream) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        rng.set_stream(stream as u64);
        Self(rng)
    }

    /// Says yes with the given probability, which must lie between 0 and 1.
    pub(super) fn happens(&mut self, probability: f64) -> bool {
        self.0.random_bool(probability)
    }

    /// A number from `first` to `last`, both included.
    pub(super) fn between(&mut self, first: i32, last: i32) -> i32 {
        self.0.random_range(first..=last)
    }

    /// One of a table's entries; the table must not be empty.
    pub(super) fn pick<'a, T>(&mut self, table: &'a [T]) -> &'a T {
        &table[self.index(table.len())]
    }

    /// The place of an entry, drawn by weight; the last entry if all weights are zero.
    pub(super) fn weighted(&mut self, weights: impl IntoIterator<Item = u32> + Clone) -> usize {
        let total: u32 = weights.clone().into_iter().sum();
        let mut left = self.0.random_range(0..total.max(1));
        let mut last = 0;
        for (place, weight) in weights.into_iter().enumerate() {
            if left < weight {
                return place;
            }
            left -= weight;
            last = place;
        }
        last
    }

    /// Puts entries in random order (Fisher and Yates 1938, in Durstenfeld's form of 1964).
    pub(super) fn shuffle<T>(&mut self, entries: &mut [T]) {
        for last in (1..entries.len()).rev() {
            entries.swap(last, self.index(last + 1));
        }
    }

    /// A place below `length`; drawn as 32 bits, so that it does not depend on the machine's word.
    fn index(&mut self, length: usize) -> usize {
        self.0.random_range(0..u32::try_from(length).unwrap_or(u32::MAX)) as usize
    }
}
