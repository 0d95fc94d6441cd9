//! The lists from which passphrases and recovery words are made can be read aloud and typed.

use std::collections::{BTreeMap, BTreeSet};

use crate::workspace;

/// Eleven bits a word.
const WORDS: usize = 2_048;

/// What a list may hold.
struct Rules {
    language: &'static str,
    letters: &'static str,
    lengths: std::ops::RangeInclusive<usize>,
}

const LISTS: [Rules; 3] = [
    Rules {
        language: "en",
        letters: "abcdefghijklmnopqrstuvwxyz",
        lengths: 4..=8,
    },
    Rules {
        language: "ky",
        letters: "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
        lengths: 3..=9,
    },
    Rules {
        language: "ru",
        letters: "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        lengths: 3..=9,
    },
];

/// A word as a keyboard without our letters types it, or a careless hand writes it.
fn folded(word: &str) -> String {
    let plain = |letter| match letter {
        'ё' => 'е',
        'й' => 'и',
        'ө' => 'о',
        'ү' => 'у',
        'ң' => 'н',
        other => other,
    };
    word.chars().map(plain).collect()
}

/// The word, and what remains of it without any one of its letters.
///
/// Words at most one insertion, deletion or replacement apart share a shadow.
fn shadows(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let without = |skipped: usize| {
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != skipped);
        kept.map(|(_, letter)| letter).collect()
    };
    (0..=letters.len()).map(without).collect()
}

/// Whether one insertion, deletion or replacement makes one word of the other.
fn one_step_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev());
    let end = end.take_while(|(x, y)| x == y).count();
    a.len().max(b.len()) - end <= 1
}

/// Pairs of words that one slip of the tongue or the finger turns into each other.
fn close_pairs(words: &[&str]) -> BTreeSet<(String, String)> {
    let mut held: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut pairs = BTreeSet::new();
    for word in words.iter().map(|word| folded(word)) {
        for shadow in shadows(&word) {
            let others = held.entry(shadow).or_default();
            let close = others.iter().filter(|other| one_step_apart(other, &word));
            pairs.extend(close.map(|other| (other.clone(), word.clone())));
            others.push(word.clone());
        }
    }
    pairs
}

/// Everything in a list that breaks a rule.
fn faults(rules: &Rules, text: &str) -> Vec<String> {
    let words: Vec<&str> = text.lines().collect();
    let mut faults = Vec::new();
    if words.len() != WORDS {
        faults.push(format!("{} words", words.len()));
    }
    if text != words.join("\n") + "\n" {
        faults.push("lines do not end in one line feed each".to_owned());
    }
    for pair in words.windows(2).filter(|pair| pair[0] >= pair[1]) {
        faults.push(format!("{} does not stand before {}", pair[0], pair[1]));
    }
    for word in &words {
        if !rules.lengths.contains(&word.chars().count()) {
            faults.push(format!("{word} is too short or too long"));
        }
        if !word.chars().all(|letter| rules.letters.contains(letter)) {
            faults.push(format!("{word} has a foreign letter"));
        }
    }
    let close = close_pairs(&words);
    faults.extend(close.iter().map(|(a, b)| format!("{a} and {b} are too close")));
    faults
}

#[test]
fn can_be_read_aloud_and_typed() {
    for rules in &LISTS {
        let path = format!("crates/store/src/words/{}.txt", rules.language);
        let faults = faults(rules, &workspace::read(&path));
        assert!(faults.is_empty(), "{path}:\n{}", faults.join("\n"));
    }
}

#[test]
fn faults_are_found() {
    let check = |text: &str, expected: &str| {
        let found = faults(&LISTS[1], text);
        assert!(found.iter().any(|fault| fault == expected), "{text}: {found:?}");
    };
    check("китеп\nалма\n", "китеп does not stand before алма");
    check("алма\nалма\n", "алма and алма are too close");
    check("торт\nтөрт\n", "торт and торт are too close");
    check("кол\nкөлү\n", "кол and колу are too close");
    check("китеп\nкитепт\n", "китеп and китепт are too close");
    check("apple\n", "apple has a foreign letter");
    check("ат\n", "ат is too short or too long");
    check("алма\nкитеп\n", "2 words");
    check("алма\r\nкитеп\r\n", "lines do not end in one line feed each");
    assert_eq!(close_pairs(&["алма", "китеп", "алама"]).len(), 1);
    assert!(close_pairs(&["алма", "ламар", "китеп"]).is_empty());
}
