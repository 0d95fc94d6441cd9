//! Counts which folded letter follows which.

use names::fitting::folded_letters;

use crate::pairs::Pair;

const LETTERS: &str = "^aeioubvgdjzklmnprstfhcCS";

/// Prints the table of surprises in half bits, from the pairs that were not made by a wrong keyboard or a scanner.
pub(crate) fn print(pairs: &[Pair]) {
    let n_letters = LETTERS.len();
    let mut counts = vec![vec![0.3; n_letters]; n_letters];
    let wanted = |pair: &&Pair| {
        !["keyboard", "ocr", "typo"]
            .iter()
            .any(|kind| pair.phenomenon.contains(kind))
    };
    for pair in pairs.iter().filter(wanted) {
        for word in [&pair.a, &pair.b]
            .into_iter()
            .flat_map(|text| folded_letters(text))
        {
            let places: Vec<usize> = word.chars().filter_map(|letter| LETTERS.find(letter)).collect();
            let mut before = 0;
            for place in places.into_iter().chain([0]) {
                counts[before][place] += 1.0;
                before = place;
            }
        }
    }
    for row in &counts {
        let sum: f64 = row.iter().sum();
        let line: String = row
            .iter()
            .map(|count| {
                let half_bits = (-2.0 * (count / sum).log2()).round().clamp(0.0, 25.0);
                char::from(b'a' + half_bits as u8)
            })
            .collect();
        println!("{line}");
    }
}
