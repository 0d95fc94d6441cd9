//! How well two details agree that are plain text or numbers.

use std::cmp::Ordering;

use crate::gazetteer::Site;

/// A detail as text, cleaned for comparison.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Text {
    text: String,
    /// Which letters occur, folded into 64 bits: a cheap bound on likeness.
    letters: u64,
    n_chars: u16,
    chars: Box<[char]>,
    /// Hashes of the words of three letters and more, sorted.
    words: Box<[u64]>,
    /// The places that a written place may be; none of other texts.
    pub(crate) sites: Box<[Site]>,
    /// What a written place says besides; none of other texts.
    pub(crate) rest: Option<Box<Self>>,
}

/// Longest detail that is compared, in characters.
const MAX_CHARS: usize = 96;

/// Words in any script, as sounds: names of places, addresses, occupations.
pub(crate) fn words(written: &str) -> Option<Text> {
    kept(names::fold(written).chars())
}

/// Words that are sounds already; nothing where there are none.
pub(crate) fn joined(words: &[String]) -> Option<Text> {
    kept(words.join(" ").chars())
}

/// Letters and digits only, in lower case: documents, postcodes.
pub(crate) fn symbols(written: &str) -> Option<Text> {
    kept(
        written
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase),
    )
}

/// An address for electronic mail, in lower case.
pub(crate) fn email(written: &str) -> Option<Text> {
    kept(written.trim().chars().flat_map(char::to_lowercase))
}

/// The last nine digits of a telephone number, which leave out how the country is dialled.
pub(crate) fn phone(written: &str) -> Option<Text> {
    let digits: Vec<char> = written
        .chars()
        .filter(char::is_ascii_digit)
        .take(MAX_CHARS)
        .collect();
    let from = digits.len().saturating_sub(9);
    if digits.len() < 5 {
        None
    } else {
        kept(digits[from..].iter().copied())
    }
}

fn kept(chars: impl Iterator<Item = char>) -> Option<Text> {
    let text: String = chars.take(MAX_CHARS).collect();
    let letters = text
        .chars()
        .fold(0, |letters, c| letters | 1 << (u32::from(c) % 64));
    let chars: Box<[char]> = text.chars().collect();
    let n_chars = u16::try_from(chars.len()).unwrap_or(u16::MAX);
    let telling = text.split(' ').filter(|word| word.chars().count() >= 3);
    let mut words: Vec<u64> = telling.map(hash).collect();
    words.sort_unstable();
    words.dedup();
    (!text.is_empty()).then_some(Text {
        text,
        letters,
        n_chars,
        chars,
        words: words.into_boxed_slice(),
        sites: Box::default(),
        rest: None,
    })
}

impl Text {
    /// The text itself.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The same as a place that may be one of `sites` and says `rest` besides.
    pub(crate) fn of_place(self, sites: Box<[Site]>, rest: Option<Self>) -> Self {
        let rest = rest.map(Box::new);
        Self { sites, rest, ..self }
    }
}

/// Street addresses: 1 exact, 2 close, 3 partial, 4 different.
pub(crate) fn address_level(a: &Text, b: &Text) -> usize {
    wording(a, b) as usize
}

/// Occupations: 1 exact, 2 close, 3 different.
pub(crate) fn occupation_level(a: &Text, b: &Text) -> usize {
    match wording(a, b) {
        Wording::Same => 1,
        Wording::Close | Wording::Partial => 2,
        Wording::Different => 3,
    }
}

/// Telephone numbers: 1 exact, 2 one digit off, 3 different.
pub(crate) fn phone_level(a: &Text, b: &Text) -> usize {
    match slips(a, b, 1) {
        Some(0) => 1,
        Some(_) => 2,
        None => 3,
    }
}

/// Document numbers: 1 exact, 2 one is the tail of the other, 3 a slip apart, 4 different.
pub(crate) fn document_level(a: &Text, b: &Text) -> usize {
    let (short, long) = if a.text.len() <= b.text.len() {
        (a, b)
    } else {
        (b, a)
    };
    if short.text == long.text {
        return 1;
    }
    if short.n_chars >= 3 && long.text.ends_with(short.text.as_str()) {
        return 2;
    }
    let allowed = if short.n_chars >= 7 { 2 } else { 1 };
    if short.n_chars >= 5 && slips(short, long, allowed).is_some() {
        3
    } else {
        4
    }
}

/// Electronic mail: 1 exact, 2 same name before the @, 3 close, 4 different.
pub(crate) fn email_level(a: &Text, b: &Text) -> usize {
    if a == b {
        return 1;
    }
    if local_part(a) == local_part(b) {
        return 2;
    }
    if likeness(a, b, 0.88) >= 0.88 { 3 } else { 4 }
}

/// What stands before the @.
pub(crate) fn local_part(address: &Text) -> &str {
    address.text.split('@').next().unwrap_or_default()
}

/// Postal codes: 1 exact, 2 a slip apart, 3 same area, 4 different.
pub(crate) fn postcode_level(a: &Text, b: &Text) -> usize {
    match slips(a, b, 1) {
        Some(0) => 1,
        Some(_) => 2,
        None if area(&a.text) == area(&b.text) => 3,
        None => 4,
    }
}

/// The leading part of a postal code: all but the last three signs, at least two.
pub(crate) fn area(code: &str) -> &str {
    let n_chars = code.chars().count();
    let kept = n_chars.saturating_sub(3).max(2);
    code.char_indices().nth(kept).map_or(code, |(at, _)| &code[..at])
}

/// How well texts of one or more words agree, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wording {
    Same = 1,
    Close,
    Partial,
    Different,
}

/// Compares texts of one or more words.
pub(crate) fn wording(a: &Text, b: &Text) -> Wording {
    if a.text == b.text {
        return Wording::Same;
    }
    let likeness = likeness(a, b, 0.84);
    if likeness >= 0.92 || same_without_gaps(&a.text, &b.text) {
        return Wording::Close;
    }
    let n_shared = a
        .words
        .iter()
        .filter(|word| b.words.binary_search(word).is_ok())
        .count();
    let fewest = a.words.len().min(b.words.len());
    if n_shared > 0 && n_shared == fewest && fewest >= 2 {
        Wording::Close
    } else if n_shared > 0 || likeness >= 0.84 {
        Wording::Partial
    } else {
        Wording::Different
    }
}

/// Jaro-Winkler likeness (Winkler 1990); 0 when a bound shows that it must be below `least`.
fn likeness(a: &Text, b: &Text, least: f64) -> f64 {
    // Letters that only one text has can never be matched.
    let matchable =
        |x: &Text, y: &Text| f64::from(x.n_chars) - f64::from((x.letters & !y.letters).count_ones());
    let matched = matchable(a, b).min(matchable(b, a)).max(0.0);
    let jaro = (matched / f64::from(a.n_chars) + matched / f64::from(b.n_chars) + 1.0) / 3.0;
    let same_head = a.text.as_bytes().first() == b.text.as_bytes().first();
    let bound = if same_head {
        jaro + 0.4 * (1.0 - jaro)
    } else {
        jaro
    };
    if bound < least {
        return 0.0;
    }
    // Pairs are compared in one order, so that the result cannot depend on it.
    if a.text.cmp(&b.text) == Ordering::Less {
        jaro_winkler(&a.chars, &b.chars)
    } else {
        jaro_winkler(&b.chars, &a.chars)
    }
}

/// Jaro-Winkler likeness with the usual prefix of four and weight of 0.1, for at most 128 letters.
fn jaro_winkler(a: &[char], b: &[char]) -> f64 {
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut taken_a, mut taken_b) = (0_u128, 0_u128);
    for (at, x) in a.iter().enumerate() {
        let from = at.saturating_sub(window);
        let to = (at + window + 1).min(b.len());
        if let Some(place) = (from..to).find(|place| b[*place] == *x && taken_b & (1 << place) == 0) {
            taken_a |= 1 << at;
            taken_b |= 1 << place;
        }
    }
    if taken_a == 0 {
        return 0.0;
    }
    let matched = f64::from(taken_a.count_ones());
    let of_a = (0..a.len()).filter(|at| taken_a & (1 << at) != 0).map(|at| a[at]);
    let of_b = (0..b.len()).filter(|at| taken_b & (1 << at) != 0).map(|at| b[at]);
    let moved = of_a.zip(of_b).filter(|(x, y)| x != y).count() as f64 / 2.0;
    let jaro =
        (matched / a.len() as f64 + matched / b.len() as f64 + (matched - moved.floor()) / matched) / 3.0;
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count() as f64;
    jaro + 0.1 * prefix * (1.0 - jaro)
}

fn same_without_gaps(a: &str, b: &str) -> bool {
    a.chars()
        .filter(|c| *c != ' ')
        .eq(b.chars().filter(|c| *c != ' '))
}

/// How many slips are between two short texts when at most `allowed`.
fn slips(a: &Text, b: &Text, allowed: u32) -> Option<u32> {
    if a.text == b.text {
        return Some(0);
    }
    // A slip brings at most one letter into each text that the other lacks.
    let only_in = |x: &Text, y: &Text| (x.letters & !y.letters).count_ones();
    let lengths = u32::from(a.n_chars.abs_diff(b.n_chars));
    if lengths.max(only_in(a, b)).max(only_in(b, a)) > allowed {
        return None;
    }
    let distance = u32::try_from(strsim::osa_distance(&a.text, &b.text)).unwrap_or(u32::MAX);
    (distance <= allowed).then_some(distance)
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991).
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Our likeness is the published one: agreement with an independent implementation.
    #[test]
    fn likeness_is_jaro_winkler() {
        let texts = [
            "martha",
            "marhta",
            "dixon",
            "dicksonx",
            "wallaby place 7",
            "walaby 7 place",
            "аб",
            "ба",
            "ош",
        ];
        for a in texts {
            for b in texts {
                let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
                let expected = strsim::jaro_winkler(a, b);
                assert!((jaro_winkler(&x, &y) - expected).abs() < 1e-12, "{a} {b}");
            }
        }
    }

    #[test]
    fn the_bound_never_hides_a_likeness() {
        let texts = [
            "hoseason street",
            "hoseaosn street",
            "street hoseason",
            "kent street",
            "x",
            "xy",
        ];
        for a in texts {
            for b in texts {
                let (x, y) = (email(a).unwrap(), email(b).unwrap());
                let full = likeness(&x, &y, 0.0);
                if full >= 0.84 {
                    assert_eq!(likeness(&x, &y, 0.84), full, "{a} {b}");
                }
            }
        }
    }

    #[test]
    fn documents_meet_by_their_tail() {
        let level = |a: &str, b: &str| document_level(&symbols(a).unwrap(), &symbols(b).unwrap());
        assert_eq!(level("AN 123-4567", "an1234567"), 1);
        assert_eq!(level("AN1234567", "567"), 2);
        assert_eq!(level("AN1234567", "AN1234576"), 3);
        assert_eq!(level("AN1234567", "AC7654321"), 4);
    }

    #[test]
    fn numbers_of_one_telephone_meet() {
        let level = |a: &str, b: &str| phone_level(&phone(a).unwrap(), &phone(b).unwrap());
        assert_eq!(level("+996 (555) 12-34-56", "0555 123456"), 1);
        assert_eq!(level("0555 123456", "0555 123457"), 2);
        assert_eq!(level("0555 123456", "0777 987654"), 3);
    }
}
