//! Folds a cleaned word to sound classes.
//!
//! Digraphs of every romanisation scheme become the class of the letter they stand for; sequences that some
//! scheme writes like one letter (нг and ң, сх and ш, тс and ц, ия and я) become that letter in every script,
//! so that one name comes out alike from all of them.

use crate::alphabet::{
    A, CH, Class, D, E, FOREIGN, G, H, I, J, K, L, LC, LCH, LCZ, LH, LJ, LW, LX, N, NG, O, OE, S, SH, T, TS,
    U, UE, Y, Z, ZH, is_vowel,
};
use crate::alphabet::{B, F, M, P, R, V};
use crate::cleaning::{APOSTROPHE, CYRILLIC, Glyph};

/// Longest folded word that is kept.
pub(crate) const MAX_CLASSES: usize = 24;

/// A folded word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Folded {
    classes: [Class; MAX_CLASSES],
    len: u8,
}

impl Folded {
    pub(crate) const EMPTY: Self = Self {
        classes: [0; MAX_CLASSES],
        len: 0,
    };

    pub(crate) fn classes(&self) -> &[Class] {
        &self.classes[..usize::from(self.len)]
    }

    fn last(&self) -> Class {
        self.classes().last().copied().unwrap_or(0)
    }

    fn pop(&mut self) {
        self.len = self.len.saturating_sub(1);
        self.classes[usize::from(self.len)] = 0;
    }

    fn add(&mut self, class: Class) {
        if usize::from(self.len) < MAX_CLASSES {
            self.classes[usize::from(self.len)] = class;
            self.len += 1;
        }
    }

    /// Adds a class, joining it with the last one where some scheme writes the two like one letter.
    pub(crate) fn push(&mut self, class: Class) {
        let last = self.last();
        match (last, class) {
            _ if last == class && class < FOREIGN && !(37..47).contains(&class) => {}
            (J | I | Y, E) => self.joined(E),
            (J | I | Y, OE | O) => self.joined(OE),
            (J | I | Y, UE | U) => self.joined(UE),
            (I | Y, A) => {
                self.pop();
                self.push(J);
                self.add(A);
            }
            (I | Y, J | I | Y) => {}
            (J, I | Y) if self.len == 1 => self.joined(I),
            (J, I | Y) => {
                self.pop();
                self.push(I);
            }
            (N, G) => self.joined(NG),
            (NG, G) => {}
            (D, ZH | LJ) => self.joined(ZH),
            (T, S) => self.joined(TS),
            (T, TS | LC) => self.joined(TS),
            (T, CH | LCH) => self.joined(class),
            (S, H | LH | LX) => self.joined(SH),
            (SH, CH | LCH | H | LH) => {}
            (K, H) => self.joined(H),
            _ => self.add(class),
        }
    }

    fn joined(&mut self, class: Class) {
        self.pop();
        self.push(class);
    }
}

/// Folds one cleaned word; the second folding is there when a Latin letter leaves two lengths open.
pub(crate) fn fold(word: &[Glyph]) -> (Folded, Option<Folded>) {
    let mut folder = Folder {
        word,
        other_way: false,
        in_doubt: false,
    };
    let first = folder.run();
    if !folder.in_doubt {
        return (first, None);
    }
    folder.other_way = true;
    let second = folder.run();
    (first, (second != first).then_some(second))
}

struct Folder<'a> {
    word: &'a [Glyph],
    /// Reads letters in doubt the less likely way.
    other_way: bool,
    in_doubt: bool,
}

impl Folder<'_> {
    fn run(&mut self) -> Folded {
        let mut folded = Folded::EMPTY;
        let mut at = 0;
        while at < self.word.len() {
            let glyph = self.word[at];
            at += if glyph.is_ascii_lowercase() {
                self.latin(at, &mut folded)
            } else {
                if glyph != APOSTROPHE {
                    folded.push(cyrillic(glyph, &folded));
                }
                1
            };
        }
        folded
    }

    fn glyph(&self, at: usize) -> Glyph {
        self.word.get(at).copied().unwrap_or(0)
    }

    /// Folds the Latin letters at a place and says how many it took.
    fn latin(&mut self, at: usize, folded: &mut Folded) -> usize {
        let next = self.glyph(at + 1);
        let (class, taken) = match (self.word[at], next) {
            (b's', b'h') => (SH, 2),
            (b's', b'z') => (SH, 2),
            (b's', b'c') if self.glyph(at + 2) == b'h' => (SH, 3),
            // Telegrams write щ so.
            (b's', b'c') if self.doubt() => (SH, 2),
            (b'c', b'h') => (LCH, 2),
            (b'c', b'z') => (LCZ, 2),
            // Быстрицкий is Bystrickij to some tables.
            (b'c', b'k') if matches!(self.glyph(at + 2), b'i' | b'y') => (TS, 1),
            (b'c', b'k') => (K, 2),
            (b'k', b'h') => (H, 2),
            (b'g', b'h') => (G, 2),
            (b'z', b'h') => (ZH, 2),
            (b'p', b'h') => (F, 2),
            (b't', b'h') => (T, 2),
            (b't', b's' | b'z') if !matches!(self.glyph(at + 2), b'h' | b'o') => (TS, 2),
            (b'o', b'u') => (U, 2),
            (b'o', APOSTROPHE) => (OE, 2),
            (b'g', APOSTROPHE) => (G, 2),
            (b'y', APOSTROPHE) => (Y, 2),
            (b'e', APOSTROPHE) => (E, 2),
            // French passports end -in so.
            (b'e', 0) if at > 3 && self.word[..at].ends_with(b"in") => return 1,
            (b'j', _) => (self.jot(at), 1),
            (b'y', _) => (self.ipsilon(at, folded), 1),
            (b'i', _) => (self.iota(at, folded), 1),
            (b'x', _) => return self.iks(at, folded),
            (letter, _) => (plain(letter), 1),
        };
        folded.push(class);
        taken
    }

    /// Notes a doubt, and says whether the less likely way is to be read.
    fn doubt(&mut self) -> bool {
        self.in_doubt = true;
        self.other_way
    }

    /// j: й after a vowel, ж or й before one.
    fn jot(&mut self, at: usize) -> Class {
        let next = self.glyph(at + 1);
        let vowel_before = at > 0 && is_vowel_glyph(self.word[at - 1]);
        if !is_vowel_glyph(next) {
            let last = at > 0 && at + 1 == self.word.len();
            return if vowel_before || last { J } else { LJ };
        }
        self.in_doubt = true;
        if self.other_way == vowel_before { LJ } else { J }
    }

    fn ipsilon(&self, at: usize, folded: &Folded) -> Class {
        let beside_vowel = is_vowel(folded.last()) || is_vowel_glyph(self.glyph(at + 1));
        if beside_vowel { J } else { Y }
    }

    fn iota(&self, at: usize, folded: &Folded) -> Class {
        let next = self.glyph(at + 1);
        let after_vowel = is_vowel(folded.last()) && !matches!(folded.last(), I | Y);
        // Iurii, Iakov: passports write ю and я so.
        if (at == 0 && matches!(next, b'u' | b'a' | b'o')) || after_vowel {
            J
        } else {
            I
        }
    }

    /// x: кс after e, in Max- and Xe-, else х; the other way as the second reading.
    fn iks(&mut self, at: usize, folded: &mut Folded) -> usize {
        let before = at.checked_sub(1).map_or(0, |before| self.word[before]);
        let next = self.glyph(at + 1);
        let likely_ks = before == b'e'
            || (at == 2 && self.word[0] == b'm' && next == b'i')
            || (at == 0 && next == b'e')
            || (before == b'o' && next == b'a');
        self.in_doubt = true;
        if likely_ks != self.other_way {
            folded.push(K);
            folded.push(S);
        } else {
            folded.push(LX);
        }
        1
    }
}

/// The class of a Cyrillic letter: ў is в after a vowel, as in Belarusian, else ө, as in Uzbek.
fn cyrillic(glyph: Glyph, folded: &Folded) -> Class {
    match glyph & !CYRILLIC {
        LW if !is_vowel(folded.last()) => OE,
        class => class,
    }
}

fn is_vowel_glyph(glyph: Glyph) -> bool {
    matches!(glyph, b'a' | b'e' | b'i' | b'o' | b'u' | b'y') || (glyph < 0x40 && is_vowel(glyph))
}

fn plain(letter: u8) -> Class {
    const ALPHABET: [Class; 26] = [
        A, B, LC, D, E, F, G, LH, I, LJ, K, L, M, N, O, P, K, R, S, T, U, V, LW, LX, Y, Z,
    ];
    ALPHABET[usize::from(letter - b'a') % 26]
}
