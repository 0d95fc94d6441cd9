//! Chance that can be repeated: every trial has a generator of its own, drawn from the seed, its subject and its number.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest as _, Sha256};

/// A seeded generator.
#[derive(Clone)]
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The generator of one trial.
    pub(crate) fn new(seed: u64, subject: &str, number: u64) -> Self {
        let digest = Sha256::new()
            .chain_update(seed.to_be_bytes())
            .chain_update(number.to_be_bytes())
            .chain_update(subject.as_bytes())
            .finalize();
        Self(ChaCha8Rng::from_seed(digest.into()))
    }

    /// A number from 0 to `n - 1`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { self.0.random_range(0..n) }
    }

    /// True once in `n`.
    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// Random bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes[..]);
        bytes
    }

    /// One of these.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A word that is found in no language, of twelve letters.
    pub(crate) fn word(&mut self) -> String {
        let consonants = ['б', 'в', 'г', 'д', 'з', 'к', 'л', 'м', 'н', 'п', 'р', 'с', 'т'];
        self.syllables(&consonants, &['а', 'и', 'о', 'у'])
    }

    /// A word of letters that [`Chance::word`] never uses, so that no piece of one is found in the other.
    pub(crate) fn canary(&mut self) -> String {
        self.syllables(&['ф', 'х', 'ц', 'ч', 'ш', 'щ', 'ж'], &['э', 'ю', 'я', 'ы'])
    }

    fn syllables(&mut self, consonants: &[char], vowels: &[char]) -> String {
        (0..6)
            .flat_map(|_| [*self.of(consonants), *self.of(vowels)])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trials_differ_and_repeat() {
        let word = |seed, subject, number| Chance::new(seed, subject, number).word();
        assert_eq!(word(1, "kills", 7), word(1, "kills", 7));
        assert_ne!(word(1, "kills", 7), word(1, "kills", 8));
        assert_ne!(word(1, "kills", 7), word(1, "faults", 7));
        assert_ne!(word(1, "kills", 7), word(2, "kills", 7));
    }

    #[test]
    fn canaries_share_no_letter_with_words() {
        let mut chance = Chance::new(1, "words", 1);
        let (word, canary) = (chance.word(), chance.canary());
        assert!(
            canary.chars().all(|letter| !word.contains(letter)),
            "{word} {canary}"
        );
    }
}
