//! How rare a name is, which decides how much it tells that two people share it.

use std::collections::HashMap;

use crate::alphabet::LETTER;
use crate::folding::{MAX_CLASSES, fold};

/// How rare names are, by their folded form.
///
/// Rarity is kept in eighths of a bit: a name borne by one person in 1,024 has 10 bits. What the register
/// itself holds is a better source than any list made elsewhere.
#[derive(Clone, Debug)]
pub struct Frequencies {
    rarity: HashMap<u64, u8, KeyState>,
    /// The same by what a patronymic leaves of a name.
    fathers: HashMap<u64, u8, KeyState>,
    unseen: u8,
}

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KeyState;

impl std::hash::BuildHasher for KeyState {
    type Hasher = KeyHasher;

    fn build_hasher(&self) -> KeyHasher {
        KeyHasher(0)
    }
}

pub(crate) struct KeyHasher(u64);

impl std::hash::Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Rarity, in bits, of a name that a shipped table does not know.
const UNSEEN_BITS: f64 = 11.0;
/// Least and most rarity of a name that was counted, in bits.
const BITS: (f64, f64) = (3.0, 16.0);

impl Frequencies {
    /// The table that is shipped: common given names, in shares of people who bear them.
    pub fn shipped() -> &'static Self {
        static SHIPPED: std::sync::LazyLock<Frequencies> = std::sync::LazyLock::new(|| {
            let mut rarity = HashMap::default();
            let mut fathers = HashMap::default();
            for line in include_str!("common_names.txt").lines() {
                let mut columns = line.split(' ');
                let Some(per_mille) = columns.next().and_then(|column| column.parse::<f64>().ok()) else {
                    continue;
                };
                for name in columns {
                    let bits = eighths(-(per_mille / 1000.0).log2());
                    rarity.insert(key_of(name), bits);
                    fathers.insert(father_key_of(name), bits);
                }
            }
            Frequencies {
                rarity,
                fathers,
                unseen: eighths(UNSEEN_BITS),
            }
        });
        &SHIPPED
    }

    /// Counts of words of names, as a register or a list holds them; spellings of one name add up.
    ///
    /// A word with count `c` of `n` in all has −log2((c + 1) / (n + 2)) bits, between 3 and 16; a word that
    /// was never counted has the bits of count 0.
    pub fn from_counts<'a>(counts: impl IntoIterator<Item = (&'a str, u64)>) -> Self {
        let mut sums: HashMap<u64, u64, KeyState> = HashMap::default();
        let mut father_sums: HashMap<u64, u64, KeyState> = HashMap::default();
        let mut total = 0_u64;
        for (word, count) in counts {
            for sum in [
                sums.entry(key_of(word)).or_default(),
                father_sums.entry(father_key_of(word)).or_default(),
            ] {
                *sum = sum.saturating_add(count);
            }
            total = total.saturating_add(count);
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of people fit in 53 bits")]
        let bits = |count: u64| eighths(-((count as f64 + 1.0) / (total as f64 + 2.0)).log2());
        Self {
            unseen: bits(0),
            fathers: father_sums
                .into_iter()
                .map(|(key, count)| (key, bits(count)))
                .collect(),
            rarity: sums.into_iter().map(|(key, count)| (key, bits(count))).collect(),
        }
    }

    /// Rarity of a folded word in eighths of a bit.
    pub(crate) fn rarity(&self, key: u64) -> u8 {
        self.rarity.get(&key).copied().unwrap_or(self.unseen)
    }

    /// Rarity of what a patronymic leaves of a name, in eighths of a bit.
    pub(crate) fn rarity_of_father(&self, key: u64) -> u8 {
        self.fathers.get(&key).copied().unwrap_or(self.unseen)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 24..=128"
)]
fn eighths(bits: f64) -> u8 {
    (bits.clamp(BITS.0, BITS.1) * 8.0).round() as u8
}

/// The key of one written word.
pub(crate) fn key_of(word: &str) -> u64 {
    let (letters, n_letters) = letters_of(word);
    key(&letters[..n_letters])
}

/// The key of what a patronymic leaves of a name: Никит-ич, Серге-евич, Иль-ич.
pub(crate) fn father_key_of(word: &str) -> u64 {
    let (letters, mut n_letters) = letters_of(word);
    while n_letters > 2 && matches!(letters[n_letters - 1], b'a' | b'o' | b'i' | b'e') {
        n_letters -= 1;
    }
    key(&letters[..n_letters])
}

fn letters_of(word: &str) -> ([u8; MAX_CLASSES], usize) {
    let words = crate::cleaning::words(word);
    let mut letters = [0; MAX_CLASSES];
    let Some(word) = words.as_slice().first() else {
        return (letters, 0);
    };
    let (folded, _) = fold(word.glyphs());
    for (letter, class) in letters.iter_mut().zip(folded.classes()) {
        *letter = LETTER[usize::from(*class) & 63];
    }
    (letters, folded.classes().len())
}

/// The key of a word in folded letters: FNV-1a, 64 bits (Fowler, Noll, Vo 1991), spread over the high bits.
pub(crate) fn key(letters: &[u8]) -> u64 {
    let hash = letters.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash ^ (hash >> 29)
}
