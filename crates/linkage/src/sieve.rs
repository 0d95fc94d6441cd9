//! Tells from little which pairs cannot weigh enough.
//!
//! Nearly all candidates are hopeless. What a pair weighs at most is told from a sketch of each row, one line of the
//! processor's memory; the few that are left are compared in full. The bound is never below the weight, so that nothing is lost.

use names::levels::{may_agree, most_agreeing};
use rayon::prelude::*;

use crate::date::{birth_of_spans, event_of_ends};
use crate::field::{N_LEVELS, Pattern, Rarity, at};
use crate::model::Model;
use crate::rarity::Frequencies;
use crate::row::{NONE, Rows, text_at};
use crate::sketch::{N_OTHER_TEXTS, N_WORDS, Opened, Sketch, flag};

/// The most bits that pairs may have, by what their sketches show.
pub(crate) struct Sieve {
    pub(crate) sketches: Vec<Sketch>,
    /// What is added to everything: the prior and a little more than all roundings.
    prior: f32,
    names: NameBounds,
    birth: [f32; N_LEVELS],
    most_of_birth: f32,
    event: [f32; N_LEVELS],
    most_of_event: f32,
    sex: [f32; N_LEVELS],
    /// For each place, what sharing it is worth; and what any other two are worth at most.
    places: Vec<f32>,
    place: [f32; N_LEVELS],
    other_places: f32,
    phone: [f32; 2],
    /// What all but dates, places and the rarity of names may say at most.
    most_of_rest: f32,
    /// What each level of name, father's name and further names is worth.
    of_names: [[f32; N_LEVELS]; 3],
    /// For each set of further texts that both rows have, what these are worth at most.
    texts: [f32; 1 << N_OTHER_TEXTS],
}

/// A pair that the sieve lets through.
pub(crate) struct Sifted {
    /// What comparing the details of the rows gives, where the sketches show all of it.
    pub(crate) details: Option<Pattern>,
    /// What all but names may weigh at most.
    most: f32,
    /// The most bits for sharing a name.
    rarity: f32,
    /// Both names are plain and not turnable.
    pub(crate) plain: bool,
    /// One of the names cannot be read.
    pub(crate) unnamed: bool,
}

/// The most bits of the fields of names.
struct NameBounds {
    /// For plain names, by which words may agree with the word in the same role: the given name, the surname, the father's.
    /// Rarity, where it counts, comes on top.
    plain: [f32; 8],
    /// The name when anything may agree, when one word may, and when none may.
    any: f32,
    one: f32,
    none: f32,
    father: f32,
    other: f32,
    /// Fathers and further names that do not agree.
    no_father: f32,
    no_other: f32,
}

/// More than all roundings of a sum together.
const ROUNDING: f32 = 0.02;

impl Sieve {
    /// Prepares to sift pairs of rows; `prior` is in bits.
    pub(crate) fn new(rows: &Rows, model: &Model, frequencies: &Frequencies<'_>, prior: f64) -> Self {
        let bits = |field: usize| model.bits[field].map(|bits| bits as f32);
        let most = |field: usize| model.most_bits(field) as f32;
        let place = bits(at::PLACE);
        let shared_place = |value: u32| (model.bits[at::PLACE][1] + frequencies.place_bits(value)) as f32;
        let phone = bits(at::PHONE);
        let mut texts = [0.0; 1 << N_OTHER_TEXTS];
        for (set, bits) in texts.iter_mut().enumerate() {
            let fields = (0..N_OTHER_TEXTS).filter(|text| set >> text & 1 == 1);
            *bits = fields.map(|text| most(at::DOCUMENT + text)).sum();
            if set >> (text_at::OCCUPATION - text_at::DOCUMENT) & 1 == 1 {
                *bits += frequencies.most_of_occupations() as f32;
            }
        }
        let most_of_texts = texts.iter().copied().fold(0.0, f32::max);
        let names = NameBounds::of(model);
        Self {
            sketches: (rows.rows.par_iter())
                .map(|row| Sketch::of(rows, row, frequencies))
                .collect(),
            prior: prior as f32 + ROUNDING,
            most_of_rest: most_of_texts
                + most(at::SEX)
                + most(at::PHONE)
                + names.most(N_WORDS as u32, !0, 0.0),
            of_names: [at::NAME, at::FATHER, at::OTHER_NAME].map(bits),
            names,
            birth: bits(at::BIRTH),
            most_of_birth: greatest(&model.bits[at::BIRTH][1..]),
            event: bits(at::EVENT),
            most_of_event: greatest(&model.bits[at::EVENT][1..=5]),
            sex: bits(at::SEX),
            places: (0..rows.texts[text_at::PLACE].len() as u32)
                .map(shared_place)
                .collect(),
            place,
            other_places: place[2].max(place[3]).max(place[4]),
            phone: [phone[1], phone[2].max(phone[3])],
            texts,
        }
    }

    /// What the sketches of two rows say, unless the pair cannot be one person or cannot weigh `least` bits, prior included;
    /// `place` tells the level of two places that are not the same.
    pub(crate) fn sift(
        &self,
        x: &Opened,
        y: &Opened,
        least: f32,
        place: impl FnOnce(u32, u32) -> usize,
    ) -> Option<Sifted> {
        if x.apart == y.apart && x.apart != NONE {
            return None;
        }
        let (both, any) = (x.flags & y.flags, x.flags | y.flags);
        let mut levels = Pattern::default();
        let mut most = self.prior + self.dates(x, y, &mut levels);
        let places = x.place != NONE && y.place != NONE;
        if places {
            most += if x.place == y.place {
                self.places[x.place as usize]
            } else {
                self.other_places
            };
        }
        if most + self.most_of_rest + x.rarity(y) < least {
            return None;
        }
        let texts = both >> flag::TEXTS_AT & ((1 << N_OTHER_TEXTS) - 1);
        most += self.texts[texts as usize];
        if both & flag::SEXES != 0 || any & flag::SEXES == flag::SEXES {
            let level = if both & flag::SEXES != 0 { 1 } else { 2 };
            levels.set(at::SEX, level);
            most += self.sex[level];
        }
        let phones = x.phone != NONE && y.phone != NONE;
        if phones {
            most += self.phone[usize::from(x.phone != y.phone)];
            levels.set(at::PHONE, usize::from(x.phone == y.phone));
        }
        let names = self.names(x, y);
        if most + names < least {
            return None;
        }
        if places {
            let level = if x.place == y.place {
                1
            } else {
                place(x.place, y.place)
            };
            levels.set(at::PLACE, level);
            if level > 1 {
                most += self.place[level] - self.other_places;
                if most + names < least {
                    return None;
                }
            }
        }
        let is_all = texts == 0 && any & flag::READINGS == 0 && (!phones || x.phone == y.phone);
        Some(Sifted {
            details: is_all.then_some(levels),
            most,
            rarity: x.rarity(y),
            plain: both & flag::PLAIN != 0 && any & (flag::TURNABLE | flag::MORE_WORDS) == 0,
            unnamed: any & flag::UNNAMED != 0,
        })
    }

    /// The most that a pair may weigh whose names are compared: what its sketches said, and the levels of its names.
    pub(crate) fn most_of_named(&self, sifted: &Sifted, pattern: Pattern) -> f32 {
        let fields = [at::NAME, at::FATHER, at::OTHER_NAME].iter().zip(&self.of_names);
        let names: f32 = fields.map(|(field, bits)| bits[pattern.get(*field)]).sum();
        let rarity = if pattern.rarity() == Rarity::Nothing {
            0.0
        } else {
            sifted.rarity
        };
        sifted.most + names + rarity
    }

    /// What dates of birth and of events say at most; notes their levels.
    fn dates(&self, x: &Sketch, y: &Sketch, levels: &mut Pattern) -> f32 {
        let (both, any) = (x.flags & y.flags, x.flags | y.flags);
        let mut most = 0.0;
        if both & flag::BIRTH != 0 {
            let level = birth_of_spans(x.birth, y.birth);
            levels.set(at::BIRTH, level);
            most += if any & flag::READINGS == 0 {
                self.birth[level]
            } else {
                self.most_of_birth
            };
        }
        if both & flag::EVENT != 0 {
            let level = event_of_ends(x.event, y.event);
            levels.set(at::EVENT, level);
            most += if any & flag::READINGS == 0 {
                self.event[level]
            } else {
                self.most_of_event
            };
        }
        most
    }

    fn names(&self, x: &Opened, y: &Opened) -> f32 {
        let (both, any) = (x.flags & y.flags, x.flags | y.flags);
        let rarity = x.rarity(y);
        if any & flag::MORE_WORDS != 0 {
            return self.names.most(N_WORDS as u32, both, rarity);
        }
        if both & flag::PLAIN == 0 {
            let gists = |of: &Opened| of.words.map(|(_, gist)| gist);
            return self.names.most(most_agreeing(&gists(x), &gists(y)), both, rarity);
        }
        let may_agree = |p: usize, q: usize| usize::from(may_agree(x.words[p].1, y.words[q].1));
        let father = may_agree(2, 2) << 2;
        let (given, surname) = (may_agree(0, 0), may_agree(1, 1));
        let most = self.names.of_plain(given | surname << 1 | father, rarity);
        if any & flag::TURNABLE == 0 {
            return most;
        }
        let (across, back) = (may_agree(0, 1), may_agree(1, 0));
        [surname | given << 1, across | back << 1, back | across << 1]
            .into_iter()
            .map(|agreeing| self.names.of_plain(agreeing | father, rarity))
            .fold(most, f32::max)
    }
}

fn greatest(bits: &[f64]) -> f32 {
    bits.iter().copied().fold(f64::NEG_INFINITY, f64::max) as f32
}

impl NameBounds {
    fn of(model: &Model) -> Self {
        let name = model.bits[at::NAME].map(|bits| bits as f32);
        let father = model.bits[at::FATHER].map(|bits| bits as f32);
        let other = model.most_bits(at::OTHER_NAME) as f32;
        let any = model.most_bits(at::NAME) as f32;
        let no_father = father[5].max(0.0);
        let mut plain = [0.0; 8];
        for (agreeing, bits) in plain.iter_mut().enumerate() {
            let of_father = if agreeing & 4 == 0 {
                no_father
            } else {
                model.most_bits(at::FATHER) as f32
            };
            *bits = match agreeing & 3 {
                // Where given names differ, a father's name never speaks for one person.
                0 => name[11],
                1 => (name[8] + of_father).max(name[10]),
                2 => name[9].max(name[10]),
                _ => any + of_father,
            };
        }
        Self {
            plain,
            any,
            one: [5, 6, 8, 9, 10]
                .map(|level| name[level])
                .into_iter()
                .fold(0.0, f32::max),
            none: name[11].max(0.0),
            father: model.most_bits(at::FATHER) as f32,
            other,
            no_father,
            no_other: (model.bits[at::OTHER_NAME][2] as f32).max(0.0),
        }
    }

    /// The most when at most so many words agree; `both` are the flags that both names have.
    fn most(&self, n_agreeing: u32, both: u32, rarity: f32) -> f32 {
        let father = if both & flag::FATHER == 0 {
            0.0
        } else {
            self.father
        };
        let other = if both & flag::OTHER == 0 { 0.0 } else { self.other };
        let rest = self.no_other;
        match n_agreeing {
            0 => self.none + self.no_father + rest,
            // The word that agrees is in the name or beside it.
            1 => (self.one + rarity).max(self.none + father.max(other)) + self.no_father + rest,
            _ => self.any + rarity + father + other,
        }
    }

    /// The most of plain names. A rare surname counts for nothing where given names differ.
    fn of_plain(&self, agreeing: usize, rarity: f32) -> f32 {
        self.plain[agreeing] + if agreeing & 1 == 1 { rarity } else { 0.0 }
    }
}
