//! Reads a written name into a [`Prepared`] one.

use crate::affix::{Affix, Kind, Particle, Sex, affix, compound_base, father_stem, particle};
use crate::alphabet::{Class, DIGIT, GROUP, LETTER};
use crate::cleaning::{MAX_CHARS, Word, Words, words};
use crate::equivalents::{Families, families};
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
    draft.take(&words(text), Field::Whole, 0);
    if draft.surprise.is_improbable()
        && let Some(better) = retyped_name(kept(text), draft.surprise, frequencies)
    {
        return better;
    }
    draft.finish(kept(text))
}

/// Reads the text as the same keys on the other layout would have it, if that is much likelier a name.
fn retyped_name(text: &str, surprise: Surprise, frequencies: &Frequencies) -> Option<Prepared> {
    let mut best: Option<(Draft<'_>, String)> = None;
    for other in retyped(text) {
        let mut draft = Draft::new(frequencies);
        draft.take(&words(&other), Field::Whole, 0);
        let least = best.as_ref().map_or(surprise, |(best, _)| best.surprise);
        if draft.surprise.is_better_than(least) {
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
        let (folded, other) = fold(word.glyphs());
        let mut letters = [0; MAX_CLASSES];
        let n_letters = spell(&folded, &mut letters);
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
        let mut affix = affix(letters);
        if std::mem::take(&mut self.father_next) || field == Field::Father {
            place.father = true;
        }
        if place.father && affix.kind != Kind::Father {
            affix = Affix {
                kind: Kind::Plain,
                stem: letters.len(),
                sex: None,
            };
        }
        let mut made = self.word(folded, other, letters, affix);
        made.initial = letters.len() == 1 || (word.stop && letters.len() == 2);
        let shift = |at: u16| u16::try_from(usize::from(at) + offset).unwrap_or(u16::MAX);
        made.span = (shift(word.span.0), shift(word.span.1));
        self.words[self.n_words] = made;
        self.places[self.n_words] = place;
        self.n_words += 1;
    }

    fn word(&self, folded: Folded, other: Option<Folded>, letters: &[u8], affix: Affix) -> NameWord {
        let stem = match affix.kind {
            Kind::Father => father_stem(letters, affix.stem),
            _ => affix.stem,
        };
        let core_letters = &letters[..stem];
        let (families, rarity) = self.knowledge(core_letters, affix.kind);
        let mut core = folded;
        core.cut(stem);
        let other = other.map(|mut other| {
            let dropped = letters.len() - stem;
            other.cut(other.classes().len().saturating_sub(dropped));
            other
        });
        let mut made = NameWord {
            base: u8::try_from(compound_base(core_letters)).unwrap_or(0),
            core,
            other,
            kind: affix.kind,
            sex: affix.sex,
            families,
            rarity,
            feminine: looks_feminine(letters),
            ..NameWord::EMPTY
        };
        set_groups(&mut made);
        made
    }

    /// What is known of a word: its families and its rarity.
    fn knowledge(&self, core: &[u8], kind: Kind) -> (Families, u8) {
        let whole = key(core);
        let (mut rarity, counted) = self.frequencies.rarity(whole);
        let mut found = families(whole);
        if kind == Kind::Father && (!counted || !found.is_known()) {
            // A patronymic drops the end of the father's name.
            for end in [&b"i"[..], b"ei", b"a", b"ia", b"o"] {
                let mut letters = [0; MAX_CLASSES + 2];
                let n_letters = core.len() + end.len();
                letters[..core.len()].copy_from_slice(core);
                letters[core.len()..n_letters].copy_from_slice(end);
                let with_end = key(&letters[..n_letters]);
                let known = families(with_end);
                if known.is_known() && !found.is_known() {
                    found = known;
                }
                let (bits, counted) = self.frequencies.rarity(with_end);
                if counted {
                    rarity = rarity.min(bits);
                }
            }
        }
        (found, rarity)
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
                let n_letters = spell(&word.core, &mut letters);
                word.core.cut(father_stem(&letters[..n_letters], n_letters));
                word.base = word
                    .base
                    .min(u8::try_from(word.core.classes().len()).unwrap_or(0));
                set_groups(word);
            }
            Particle::Line => place.ancestor = true,
            Particle::Descent => self.words[last].kind = Kind::Surname,
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
        let sex_in = |kind: Kind| {
            let mut of_kind = self.words[..self.n_words].iter().filter(|word| word.kind == kind);
            of_kind.find_map(|word| word.sex)
        };
        Prepared {
            father_sex: self.father_sex.or_else(|| sex_in(Kind::Father)),
            surname_sex: sex_in(Kind::Surname),
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

/// Sets which groups of consonants a word has for certain and at most, over all its readings.
fn set_groups(word: &mut NameWord) {
    let whole = word.core.classes();
    let base = whole.get(..usize::from(word.base)).unwrap_or(whole);
    word.certain = groups(base, true);
    word.possible = groups(whole, false);
    if let Some(other) = &word.other {
        word.certain &= groups(other.classes(), true);
        word.possible |= groups(other.classes(), false);
    }
}

/// One bit for each group of consonants; a digit may be any of them.
fn groups(classes: &[Class], certain: bool) -> u32 {
    classes.iter().fold(0, |groups, class| {
        groups
            | if *class >= DIGIT && !certain {
                u32::MAX
            } else {
                GROUP[usize::from(*class) & 63]
            }
    })
}

/// Says whether a given name looks like a woman's: -а, -я, -гүл and the like, with the men's names in -а known.
fn looks_feminine(letters: &[u8]) -> bool {
    const MEN: &[&[u8]] = &[
        b"ilia", b"nikita", b"danila", b"kuzma", b"luka", b"sava", b"foma", b"mustafa", b"musa", b"isa",
        b"aba", b"mirza", b"lova", b"vova", b"sasha", b"micha", b"gavrila", b"fadia", b"ata", b"baba",
        b"jora",
    ];
    const ENDS: &[&[u8]] = &[
        b"a", b"gul", b"gulum", b"nur", b"ai", b"sulu", b"oi", b"bubu", b"kan", b"niso",
    ];
    let known = MEN.contains(&letters);
    !known && letters.len() > 2 && ENDS.iter().any(|end| letters.ends_with(end))
}
