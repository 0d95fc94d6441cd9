//! Passphrases: offered, judged, and stretched so that guessing is dear.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::sealing::SecretKey;
use crate::words::{WordList, draw};

/// How many words are offered: 66 bits of lists of 2,048.
const N_WORDS: usize = 6;

/// The fewest characters of a user's own phrase.
const MIN_CHARACTERS: usize = 15;

/// Words that somebody tries first here, beside the lists that zxcvbn brings.
const LOCAL: [&str; 20] = [
    "кыргызстан",
    "кыргыз",
    "бишкек",
    "москва",
    "россия",
    "манас",
    "чынгыз",
    "айтматов",
    "каракол",
    "нарын",
    "талас",
    "баткен",
    "жалалабад",
    "ысыккөл",
    "иссыккуль",
    "пароль",
    "сырсөз",
    "мигрант",
    "профсоюз",
    "эсеп",
];

/// What the keys of Cyrillic letters give on the Latin layout of the same keyboard.
fn on_latin_keys(phrase: &str) -> String {
    const CYRILLIC: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";
    const LATIN: &[u8; 33] = b"qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    let key = |letter: char| {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let place = CYRILLIC.chars().position(|other| other == small);
        place.map_or(letter, |place| char::from(LATIN[place]))
    };
    phrase.chars().map(key).collect()
}

/// What a user remembers; wiped when dropped, never shown by `Debug`.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Why a phrase of the user's own is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassphrase {
    /// It has fewer than 15 characters.
    #[error("shorter than 15 characters")]
    TooShort,
    /// It is among those that are tried first.
    #[error("easily guessed")]
    Guessable,
}

impl Passphrase {
    /// Takes what somebody typed; blanks at the ends and between words are made one kind.
    pub fn new(typed: &str) -> Self {
        let normal: Zeroizing<String> = Zeroizing::new(typed.nfkc().collect());
        let words: Vec<&str> = normal.split_whitespace().collect();
        Self(Zeroizing::new(words.join(" ")))
    }

    /// Offers six words of a list.
    pub fn offer(list: WordList) -> Self {
        Self(Zeroizing::new(draw(list, N_WORDS).join(" ")))
    }

    /// The phrase itself, to be shown to its user once.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Judges a phrase of the user's own; six words that were offered always pass.
    ///
    /// # Errors
    ///
    /// When it is short, or zxcvbn (Wheeler 2016) puts it below 3 of 4.
    pub fn judge(&self) -> Result<(), WeakPassphrase> {
        if self.0.chars().count() < MIN_CHARACTERS {
            return Err(WeakPassphrase::TooShort);
        }
        let n_kinds = self.0.chars().collect::<BTreeSet<_>>().len();
        // Lists of what is tried first know Russian words and rows of keys as they look on the Latin layout.
        let on_latin_keys = Zeroizing::new(on_latin_keys(&self.0));
        let local = LOCAL.map(self::on_latin_keys);
        let local = local.each_ref().map(String::as_str);
        let is_strong =
            |phrase: &str, local: &[&str]| zxcvbn::zxcvbn(phrase, local).score() >= zxcvbn::Score::Three;
        if n_kinds < 6 || !is_strong(&self.0, &[]) || !is_strong(&on_latin_keys, &local) {
            Err(WeakPassphrase::Guessable)
        } else {
            Ok(())
        }
    }

    /// `STRETCH(passphrase, salt, plan)`.
    pub(crate) fn stretch(&self, plan: &StretchPlan, salt: &[u8; 16]) -> SecretKey {
        let params = Params::new(plan.memory_kib, plan.passes, plan.lanes, Some(32))
            .expect("plans are within the limits of Argon2");
        let mut key = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(self.0.as_bytes(), salt, &mut key)
            .expect("salt and key have lengths that Argon2 takes");
        SecretKey::from_bytes(key)
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// How dear one guess is made (RFC 9106).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StretchPlan {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl StretchPlan {
    /// The least that is ever used: 64 MiB, three passes.
    pub const FLOOR: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// The most that is ever accepted from a file: 2 GiB, sixteen passes.
    pub const CEILING: Self = Self {
        memory_kib: 2 * 1024 * 1024,
        passes: 16,
        lanes: 4,
    };

    /// Says whether a plan lies between floor and ceiling.
    pub fn is_within_limits(&self) -> bool {
        let within = |low: u32, x: u32, high: u32| (low..=high).contains(&x);
        within(Self::FLOOR.memory_kib, self.memory_kib, Self::CEILING.memory_kib)
            && within(Self::FLOOR.passes, self.passes, Self::CEILING.passes)
            && within(Self::FLOOR.lanes, self.lanes, Self::CEILING.lanes)
    }

    /// The dearest plan that takes this machine at most `target`: memory is doubled from the floor up to 1 GiB, as long as
    /// one more doubling stays below it. `measure` tells how long a plan takes.
    pub fn calibrated(target: Duration, mut measure: impl FnMut(Self) -> Duration) -> Self {
        const MOST: u32 = 1024 * 1024;
        let mut plan = Self::FLOOR;
        while plan.memory_kib < MOST && measure(plan) * 2 <= target {
            plan.memory_kib *= 2;
        }
        plan
    }

    /// Stretches once, for [`StretchPlan::calibrated`] to be measured.
    pub fn try_once(self) {
        Passphrase::new("measure").stretch(&self, &[0; 16]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_phrases_are_judged() {
        fn check(phrase: &str, expected: Result<(), WeakPassphrase>) {
            assert_eq!(Passphrase::new(phrase).judge(), expected, "{phrase}");
        }
        check("", Err(WeakPassphrase::TooShort));
        check("Tr0ub4dor&3", Err(WeakPassphrase::TooShort));
        check("aaaaaaaaaaaaaaaaaaaa", Err(WeakPassphrase::Guessable));
        check("passwordpassword", Err(WeakPassphrase::Guessable));
        check("1234567890123456789", Err(WeakPassphrase::Guessable));
        check("йцукенгшщзхъфыва", Err(WeakPassphrase::Guessable));
        check("ПарольПароль2026", Err(WeakPassphrase::Guessable));
        check("КыргызстанБишкек", Err(WeakPassphrase::Guessable));
        check("көл жээгинде беш ат суу ичти", Ok(()));
        for list in WordList::ALL {
            assert_eq!(Passphrase::offer(list).judge(), Ok(()));
        }
    }

    #[test]
    fn how_it_is_typed_makes_no_difference() {
        let typed = Passphrase::new(" алма   суу ");
        assert_eq!(typed.expose(), "алма суу");
        assert_eq!(Passphrase::new("и\u{306}").expose(), "й");
        assert_eq!(format!("{typed:?}"), "Passphrase");
    }

    #[test]
    fn plans_grow_to_what_the_machine_bears() {
        let per_mib = |plan: StretchPlan| Duration::from_millis(u64::from(plan.memory_kib / 1024) * 4);
        let plan = StretchPlan::calibrated(Duration::from_millis(1500), per_mib);
        assert_eq!(plan.memory_kib, 256 * 1024);
        let slow = StretchPlan::calibrated(Duration::from_millis(1500), |_| Duration::from_secs(3));
        assert_eq!(slow, StretchPlan::FLOOR);
        let fast = StretchPlan::calibrated(Duration::from_millis(1500), |_| Duration::ZERO);
        assert!(fast.is_within_limits());
    }

    /// The expected bytes are those of OpenSSL's Argon2id (cryptography 48.0 for Python): they must never change, or
    /// registers stay closed.
    #[test]
    fn stretching_is_argon2id() {
        let key = Passphrase::new("алма суу").stretch(&StretchPlan::FLOOR, &[7; 16]);
        let hex: String = key.expose().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hex,
            "f8f5c3a140a0ce835dd0027a680ecfed341586ec3a5b7173e0fca256514592c1"
        );
        let again = Passphrase::new("алма  суу").stretch(&StretchPlan::FLOOR, &[7; 16]);
        assert_eq!(key.expose(), again.expose());
        let other = Passphrase::new("алма суу").stretch(&StretchPlan::FLOOR, &[8; 16]);
        assert_ne!(key.expose(), other.expose());
    }
}
