//! Forms of one name that no rule of sounds can find: Николай and Микола, Евгений and Женя.

use std::collections::HashMap;

use crate::frequencies::{KeyState, father_key_of, key_of};

/// Most families that one word belongs to: Слава is short for several names.
pub(crate) const MAX_FAMILIES: usize = 8;

/// The families of names a word belongs to; 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Families {
    /// Numbers of the families.
    pub(crate) numbers: [u8; MAX_FAMILIES],
    /// In which of them the word is an everyday short form, a bit each.
    pub(crate) short: u8,
    /// A bit for each number modulo 64: no common bit, no common family.
    marks: u64,
}

/// How two words are related through a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// Two forms of one name.
    Form,
    /// One is an everyday short form.
    Short,
}

impl Families {
    pub(crate) const NONE: Self = Self {
        numbers: [0; MAX_FAMILIES],
        short: 0,
        marks: 0,
    };

    /// Says whether the word is a known given name.
    pub(crate) fn is_known(&self) -> bool {
        self.numbers[0] != 0
    }

    fn add(&mut self, number: u8, short: bool) {
        if self.numbers.contains(&number) {
            return;
        }
        if let Some(place) = self.numbers.iter().position(|taken| *taken == 0) {
            self.numbers[place] = number;
            self.marks |= 1 << (number % 64);
            self.short |= u8::from(short) << place;
        }
    }
}

/// How two words are related, when they share a family.
pub(crate) fn kinship(a: &Families, b: &Families) -> Option<Kinship> {
    if a.marks & b.marks == 0 {
        return None;
    }
    let mut best = None;
    for (i, x) in a.numbers.iter().enumerate().take_while(|(_, x)| **x != 0) {
        for (j, y) in b.numbers.iter().enumerate().take_while(|(_, y)| **y != 0) {
            if x != y {
                continue;
            }
            if (a.short >> i | b.short >> j) & 1 == 0 {
                return Some(Kinship::Form);
            }
            best = Some(Kinship::Short);
        }
    }
    best
}

/// The families of a word by the key of its folded letters.
pub(crate) fn families(key: u64) -> Families {
    TABLES.whole.get(&key).copied().unwrap_or_default()
}

/// The families of a father's name by the key of what a patronymic leaves of it.
pub(crate) fn families_of_father(key: u64) -> Families {
    TABLES.fathers.get(&key).copied().unwrap_or_default()
}

type Table = HashMap<u64, Families, KeyState>;

#[derive(Default)]
struct Tables {
    whole: Table,
    fathers: Table,
}

impl Tables {
    fn add(&mut self, form: &str, number: u8, short: bool) {
        self.whole.entry(key_of(form)).or_default().add(number, short);
        if !short {
            self.fathers
                .entry(father_key_of(form))
                .or_default()
                .add(number, short);
        }
    }
}

static TABLES: std::sync::LazyLock<Tables> = std::sync::LazyLock::new(|| {
    let mut tables = Tables::default();
    let lines = include_str!("equivalents.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    for (number, line) in (1_u8..=u8::MAX).zip(lines) {
        let (forms, short) = line.split_once('=').unwrap_or((line, ""));
        forms
            .split_whitespace()
            .for_each(|form| tables.add(form, number, false));
        short
            .split_whitespace()
            .for_each(|form| tables.add(form, number, true));
    }
    tables
});
