//! Reads a written name into a [`Prepared`] one.

use crate::affix::{Affix, Kind, Particle, Sex, affix, compound_base, father_stem, particle};
use crate::alphabet::{Class, GROUP, J, LETTER, N_GROUPS, NO_GROUP};
use crate::cleaning::{MAX_CHARS, Word, Words, words};
use crate::equivalents::{Families, families, families_of_father};
use crate::folding::{Folded, MAX_CLASSES, fold};
use crate::frequencies::{Frequencies, key};
use crate::keyboard::{Surprise, retyped};
use crate::prepared::{MAX_READINGS, MAX_WORDS, NameWord, Prepared, RoleReading};
use crate::roles::{Field, Place, read_roles};

/// A name in the fields of a form; any may be missing, and a field may hold more than its name says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields<'a> {
    /// Surname.
    pub surname: Option<&'a str>,
    /// Given name.
    pub given: Option<&'a str>,
    /// Father's name in any form.
    pub father: Option<&'a str>,
}

/// Reads a name written in one line. Never fails: what cannot be read gives a name without words.
pub fn prepare(text: &str, frequencies: &Frequencies) -> Prepared {
    let mut draft = Draft::new(frequencies);
    let written = words(text);
    draft.take(&written, Field::Whole, 0);
    let mixed = written.is_mixed();
    if (mixed || draft.surprise.is_improbable())
        && let Some(better) = retyped_name(kept(text), mixed, draft.surprise, frequencies)
    {
        return better;
    }
    draft.finish(kept(text))
}

/// Reads the text as the same keys on the other layout would have it, if that is much likelier a name.
fn retyped_name(text: &str, mixed: bool, surprise: Surprise, frequencies: &Frequencies) -> Option<Prepared> {
    let mut best: Option<(Draft<'_>, String)> = None;
    for other in retyped(text) {
        let mut draft = Draft::new(frequencies);
        draft.take(&words(&other), Field::Whole, 0);
        let least = best.as_ref().map_or(surprise, |(best, _)| best.surprise);
        let better = if mixed {
            draft.surprise.is_better_mixed_than(least)
        } else {
            draft.surprise.is_better_than(least)
        };
        if better {
            best = Some((draft, other));
        }
    }
    let (draft, text) = best?;
    let mut name = draft.finish(&text);
    name.retyped = true;
    Some(name)
}

/// Reads a name written in fields. Fields settle the roles, but given name and surname may be exchanged.
pub fn prepare_fields(fields: Fields<'_>, frequencies: &Frequencies) -> Prepared {
    let mut draft = Draft::new(frequencies);
    let mut text = String::new();
    for (field, written) in [
        (Field::Surname, fields.surname),
        (Field::Given, fields.given),
        (Field::Father, fields.father),
    ] {
        let Some(written) = written else { continue };
        if !text.is_empty() {
            text.push(' ');
        }
        draft.take(&words(written), field, text.len());
        text.push_str(kept(written));
    }
    draft.finish(&text)
}

/// The part of a text that is looked at.
fn kept(text: &str) -> &str {
    if text.len() <= MAX_CHARS {
        return text;
    }
    text.char_indices()
        .nth(MAX_CHARS)
        .map_or(text, |(end, _)| &text[..end])
}

/// A name on its way.
struct Draft<'a> {
    frequencies: &'a Frequencies,
    words: [NameWord; MAX_WORDS],
    places: [Place; MAX_WORDS],
    n_words: usize,
    father_sex: Option<Sex>,
    /// The next word is a father's name.
    father_next: bool,
    surprise: Surprise,
}

impl<'a> Draft<'a> {
    fn new(frequencies: &'a Frequencies) -> Self {
        Self {
            frequencies,
            words: [NameWord::EMPTY; MAX_WORDS],
            places: [Place::default(); MAX_WORDS],
            n_words: 0,
            father_sex: None,
            father_next: false,
            surprise: Surprise::default(),
        }
    }

    fn take(&mut self, written: &Words, field: Field, offset: usize) {
        let first = self.n_words;
        for word in written.as_slice() {
            self.take_word(word, field, offset, first);
        }
    }

    fn take_word(&mut self, word: &Word, field: Field, offset: usize, first: usize) {
        let (mut folded, mut other) = fold(word.glyphs());
        let mut letters = [0; MAX_CLASSES];
        let mut n_letters = spell(&folded, &mut letters);
        if let Some(second) = &mut other
            && !families(key(&letters[..n_letters])).is_known()
        {
            // Jakov is read as a known name if either way makes one.
            let mut second_letters = [0; MAX_CLASSES];
            let n_second = spell(second, &mut second_letters);
            if families(key(&second_letters[..n_second])).is_known() {
                std::mem::swap(&mut folded, second);
                (letters, n_letters) = (second_letters, n_second);
            }
        }
        let letters = &letters[..n_letters];
        if letters.is_empty() {
            return;
        }
        self.surprise.add(letters);
        if let Some(found) = particle(letters) {
            // A lone zoda or kiz is somebody's whole name; after a word it is a particle.
            if self.n_words > first || found == Particle::Before || found == Particle::Courtesy {
                self.mark(found);
                return;
            }
        }
        if self.n_words == MAX_WORDS {
            return;
        }
        let mut place = Place {
            field,
            comma: word.comma,
            ..Place::default()
        };
        if std::mem::take(&mut self.father_next) || field == Field::Father {
            place.father = true;
        }
        let mut made = self.word(folded, other, letters, place.father);
        // A particle grown on, such as Асанұлы, says as much as one standing alone.
        let grown = matches!(letters.last(), Some(b'u' | b'i' | b'z'));
        place.father |= made.kind == Kind::Father && grown;
        made.initial = letters.len() == 1 || (word.stop && letters.len() == 2);
        let shift = |at: u16| u16::try_from(usize::from(at) + offset).unwrap_or(u16::MAX);
        made.span = (shift(word.span.0), shift(word.span.1));
        self.words[self.n_words] = made;
        self.places[self.n_words] = place;
        self.n_words += 1;
    }

    fn word(&self, folded: Folded, other: Option<Folded>, letters: &[u8], is_father: bool) -> NameWord {
        let mut affix = affix(letters);
        let known =
            affix.kind != Kind::Plain && affix.kind != Kind::Father && families(key(letters)).is_known();
        if known || (is_father && affix.kind != Kind::Father) {
            // Марина and Владислав only look like surnames.
            affix = Affix {
                kind: Kind::Plain,
                stem: letters.len(),
                sex: None,
            };
        }
        let stem = match affix.kind {
            Kind::Father => father_stem(letters, affix.stem),
            _ => affix.stem,
        };
        let (families, rarity) = self.knowledge(&letters[..stem], affix.kind);
        let n_dropped = letters.len() - stem;
        let count = |n: usize| u8::try_from(n).unwrap_or(0);
        let mut made = NameWord {
            whole: folded,
            stem: count(stem),
            base: count(compound_base(&letters[..affix.stem]).min(stem)),
            other: other.map(|other| (other, count(other.classes().len().saturating_sub(n_dropped)))),
            kind: affix.kind,
            sex: affix.sex,
            families,
            rarity,
            given_sex: given_sex(letters, &families),
            ..NameWord::EMPTY
        };
        set_groups(&mut made);
        made
    }

    /// What is known of a word: its families and its rarity. A patronymic has lost the end of the father's name.
    fn knowledge(&self, core: &[u8], kind: Kind) -> (Families, u8) {
        let key = key(core);
        if kind == Kind::Father {
            return (families_of_father(key), self.frequencies.rarity_of_father(key));
        }
        (families(key), self.frequencies.rarity(key))
    }

    /// Lets a particle say what the word before or after it is.
    fn mark(&mut self, particle: Particle) {
        match particle {
            Particle::Before => self.father_next = true,
            Particle::Courtesy => {}
            _ => self.mark_last(particle),
        }
    }

    fn mark_last(&mut self, particle: Particle) {
        let Some(last) = self.n_words.checked_sub(1) else {
            return;
        };
        let place = &mut self.places[last];
        if place.father || place.ancestor {
            return;
        }
        match particle {
            Particle::Son | Particle::Daughter => {
                place.father = true;
                let sex = if particle == Particle::Son {
                    Sex::Male
                } else {
                    Sex::Female
                };
                self.father_sex = self.father_sex.or(Some(sex));
                let word = &mut self.words[last];
                word.kind = Kind::Father;
                word.sex = Some(sex);
                // All forms of a father's name are cut alike.
                let mut letters = [0; MAX_CLASSES];
                spell(&word.whole, &mut letters);
                let stem = father_stem(&letters, usize::from(word.stem));
                word.stem = u8::try_from(stem).unwrap_or(word.stem);
                word.base = word.base.min(word.stem);
                set_groups(word);
            }
            Particle::Line => place.ancestor = true,
            Particle::Descent => self.words[last].kind = Kind::Descent,
            Particle::Before | Particle::Courtesy => {}
        }
    }

    fn finish(self, text: &str) -> Prepared {
        let mut readings = [RoleReading::EMPTY; MAX_READINGS];
        let n_readings = read_roles(
            &self.words[..self.n_words],
            &self.places[..self.n_words],
            &mut readings,
        );
        let fathers = self.words[..self.n_words]
            .iter()
            .filter(|word| word.kind == Kind::Father);
        let by_ending = fathers.filter_map(|word| word.sex).next();
        Prepared {
            father_sex: self.father_sex.or(by_ending),
            words: self.words,
            n_words: u8::try_from(self.n_words).unwrap_or(0),
            readings,
            n_readings: u8::try_from(n_readings).unwrap_or(0),
            retyped: false,
            text: Box::from(text),
        }
    }
}

/// Writes a folded word in letters and says how many.
fn spell(folded: &Folded, letters: &mut [u8; MAX_CLASSES]) -> usize {
    for (letter, class) in letters.iter_mut().zip(folded.classes()) {
        *letter = LETTER[usize::from(*class) & 63];
    }
    folded.classes().len()
}

/// Counts the consonants of each group that a word has for certain and at most, over all its readings.
fn set_groups(word: &mut NameWord) {
    let core_key = key(word.core());
    let core = word.core();
    let base = core.get(..usize::from(word.base)).unwrap_or(core);
    let mut certain = count_groups(base);
    let mut possible = count_groups(word.whole.classes());
    if let Some((other, stem)) = &word.other {
        let classes = other.classes();
        let least = count_groups(&classes[..usize::from(*stem).min(classes.len())]);
        let most = count_groups(classes);
        certain
            .iter_mut()
            .zip(least)
            .for_each(|(count, other)| *count = (*count).min(other));
        possible
            .iter_mut()
            .zip(most)
            .for_each(|(count, other)| *count = (*count).max(other));
    }
    for class in word.whole.classes() {
        widen(*class, &mut possible);
    }
    word.core_key = core_key;
    (word.certain, word.possible) = (certain, possible);
}

fn count_groups(classes: &[Class]) -> [u8; N_GROUPS] {
    let mut counts = [0; N_GROUPS];
    for class in classes {
        if let Some(count) = counts.get_mut(usize::from(GROUP[usize::from(*class) & 63])) {
            *count += 1;
        }
    }
    counts
}

/// Counts a letter in doubt, such as a digit or Latin c, in every group it may belong to.
fn widen(class: Class, possible: &mut [u8; N_GROUPS]) {
    let vowel = class <= J;
    if vowel || GROUP[usize::from(class) & 63] != NO_GROUP {
        return;
    }
    possible.iter_mut().for_each(|count| *count += 1);
}

/// Sex as a given name tells it: -а, -я, -гүл and the like; -бек, -жан, -дин and the like; known men's names in -а.
fn given_sex(letters: &[u8], families: &Families) -> Option<Sex> {
    const MEN: &[&[u8]] = &[
        b"ilia", b"nikita", b"danila", b"kuzma", b"luka", b"sava", b"foma", b"mustafa", b"musa", b"isa",
        b"mirza", b"vova", b"gavrila", b"ata", b"baba", b"jora", b"murza",
    ];
    const WOMAN: &[&[u8]] = &[
        b"a", b"gul", b"kul", b"sulu", b"bubu", b"niso", b"oi", b"nur", b"kan", b"hon",
    ];
    const MAN: &[&[u8]] = &[
        b"bek", b"jan", b"jon", b"din", b"bai", b"mat", b"murat", b"ali", b"han", b"ulo", b"ula", b"dor",
        b"mir", b"slav", b"mirza", b"berdi", b"keldi", b"gazi", b"tai", b"er",
    ];
    if letters.len() < 3 {
        return None;
    }
    if MEN.contains(&letters) || MAN.iter().any(|end| letters.ends_with(end)) {
        return Some(Sex::Male);
    }
    if WOMAN.iter().any(|end| letters.ends_with(end)) {
        return Some(Sex::Female);
    }
    // Known names that end in a consonant are men's, but for a few.
    let ends_in_vowel = letters.last().is_some_and(|letter| b"aeiou".contains(letter));
    (families.is_known() && !ends_in_vowel && families.short & 1 == 0).then_some(Sex::Male)
}
