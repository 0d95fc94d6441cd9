//! Names typed on the wrong keyboard layout: ЙЦУКЕН keys struck for QWERTY and the other way round.
//!
//! Such text is no language's: its letters follow each other as they never do in names. A table of how often
//! one folded letter follows another tells how improbable a text is, and whether it gets better retyped.

/// Folded letters the table knows; the first is the edge of a word.
const LETTERS: &[u8; 25] = b"^aeioubvgdjzklmnprstfhcCS";

/// Bits per letter from which a text is worth retyping.
const IMPROBABLE: f32 = 4.4;
/// By how many bits per letter the retyped text must be better.
const BETTER: f32 = 0.7;
/// By how many bits all of the retyped text must be better: a short rare name is not enough.
const BETTER_IN_ALL: f32 = 12.0;
/// The same for a text in two alphabets.
const BETTER_MIXED: f32 = 0.3;
const BETTER_MIXED_IN_ALL: f32 = 6.0;
/// Letters that a text needs for a judgement.
const LEAST_LETTERS: u32 = 4;

/// Half bits by which each letter surprises after each other one, `a` for none.
///
/// From the names of the development pairs; printed by `cargo run --release -p names --example evaluate --
/// --bigrams FILES`.
const SURPRISE: &str = include_str!("bigrams.txt");

/// How improbable the letters of a text are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surprise {
    half_bits: u32,
    n_letters: u32,
}

impl Surprise {
    /// Adds one word in folded letters.
    pub(crate) fn add(&mut self, letters: &[u8]) {
        let mut before = 0;
        for letter in letters {
            let here = usize::from(PLACE[usize::from(*letter) & 127]);
            self.half_bits += HALF_BITS[before][here];
            before = here;
        }
        self.half_bits += HALF_BITS[before][0];
        self.n_letters += u32::try_from(letters.len()).unwrap_or(0) + 1;
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred letters")]
    fn mean(self) -> f32 {
        self.half_bits as f32 / 2.0 / self.n_letters.max(1) as f32
    }

    /// Says whether the text is worth retyping.
    pub(crate) fn is_improbable(self) -> bool {
        self.n_letters > LEAST_LETTERS && self.mean() > IMPROBABLE
    }

    /// Says whether this is much more probable than another reading.
    pub(crate) fn is_better_than(self, other: Self) -> bool {
        self.gains_on(other, BETTER, BETTER_IN_ALL)
    }

    /// Says whether this is more probable than another reading of a text in two alphabets, which is odd already.
    pub(crate) fn is_better_mixed_than(self, other: Self) -> bool {
        self.gains_on(other, BETTER_MIXED, BETTER_MIXED_IN_ALL)
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred letters")]
    fn gains_on(self, other: Self, by_letter: f32, in_all: f32) -> bool {
        let gain = other.mean() - self.mean();
        self.n_letters > LEAST_LETTERS && gain > by_letter && gain * self.n_letters as f32 > in_all
    }
}

static PLACE: [u8; 128] = places();
static HALF_BITS: [[u32; LETTERS.len()]; LETTERS.len()] = half_bits();

/// Half bits for what the table does not hold.
const UNKNOWN: u32 = 16;

const fn places() -> [u8; 128] {
    let mut places = [u8::MAX; 128];
    let mut at = 0;
    while at < LETTERS.len() {
        places[LETTERS[at] as usize] = at as u8;
        at += 1;
    }
    // Any other letter is read as the rarest.
    at = 0;
    while at < 128 {
        if places[at] == u8::MAX {
            places[at] = 22;
        }
        at += 1;
    }
    places
}

const fn half_bits() -> [[u32; LETTERS.len()]; LETTERS.len()] {
    let mut bits = [[UNKNOWN; LETTERS.len()]; LETTERS.len()];
    let table = SURPRISE.as_bytes();
    let mut row = 0;
    while row < LETTERS.len() {
        let mut column = 0;
        while column < LETTERS.len() {
            let at = row * (LETTERS.len() + 1) + column;
            if at < table.len() && table[at] >= b'a' {
                bits[row][column] = (table[at] - b'a') as u32;
            }
            column += 1;
        }
        row += 1;
    }
    bits
}

const LATIN_KEYS: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~";
const RUSSIAN_KEYS: &str = "йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё";
/// The upper row of the Kazakh layout.
const DIGIT_KEYS: &str = "2345890-=";
const KAZAKH_KEYS: &str = "әіңғүұқөһ";

/// The texts that the same keys give on the other layout, likeliest first.
pub(crate) fn retyped(text: &str) -> Vec<String> {
    let n_latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let n_russian = text
        .chars()
        .filter(|c| ('а'..='я').contains(c) || ('А'..='Я').contains(c))
        .count();
    if n_latin == 0 && n_russian == 0 {
        return Vec::new();
    }
    if n_latin > 0 && n_russian > 0 {
        // One word was typed before the layout was changed.
        return vec![
            of_script(text, false, |word| map(word, LATIN_KEYS, RUSSIAN_KEYS)),
            of_script(text, true, |word| map(word, RUSSIAN_KEYS, LATIN_KEYS)),
        ];
    }
    if n_russian > 0 {
        return vec![map(text, RUSSIAN_KEYS, LATIN_KEYS)];
    }
    let mut found = vec![map(text, LATIN_KEYS, RUSSIAN_KEYS)];
    if text.chars().any(|c| DIGIT_KEYS.contains(c)) {
        let with_digits = map(text, DIGIT_KEYS, KAZAKH_KEYS);
        found.push(map(&with_digits, LATIN_KEYS, RUSSIAN_KEYS));
    }
    found
}

/// Changes the words of one alphabet.
fn of_script(text: &str, cyrillic: bool, change: impl Fn(&str) -> String) -> String {
    let words = text.split(' ').map(|word| {
        let is_cyrillic = word.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c));
        if is_cyrillic == cyrillic {
            change(word)
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn map(text: &str, from: &str, to: &str) -> String {
    text.chars()
        .map(|c| {
            let small = c.to_lowercase().next().unwrap_or(c);
            let place = from.chars().position(|key| key == small);
            place.and_then(|place| to.chars().nth(place)).unwrap_or(c)
        })
        .collect()
}
