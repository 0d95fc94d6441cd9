//! Reads a written name: which word is the given name, the surname, the father's.

use std::fmt;
use std::sync::Arc;

use crate::levels::ending::{Ending, EndingKind, Marker, ending, father_stem, is_courtesy, marker};
use crate::levels::name::{Gender, MAX_TOKENS, Name, Reading, Role, Token};
use crate::levels::nickname::family;
use crate::levels::sound::{MAX_SOUNDS, is_vowel, sounds_of};
use crate::levels::word::{Word, words};

/// A name as somebody wrote it: whole, in parts, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameParts<'a> {
    /// The whole name in one field.
    pub full: Option<&'a str>,
    /// Given name.
    pub given: Option<&'a str>,
    /// Surname.
    pub surname: Option<&'a str>,
    /// Father's name in any form.
    pub patronymic: Option<&'a str>,
}

/// One field of a name cut into words, so that names that share it need not cut it again.
#[derive(Clone, Default)]
pub struct NameField {
    pieces: Vec<Piece>,
    has_words: bool,
}

/// The fields of a name, each cut into words.
#[derive(Clone, Copy, Debug, Default)]
pub struct NameFields<'a> {
    /// The whole name in one field.
    pub full: Option<&'a NameField>,
    /// Given name.
    pub given: Option<&'a NameField>,
    /// Surname.
    pub surname: Option<&'a NameField>,
    /// Father's name in any form.
    pub patronymic: Option<&'a NameField>,
}

impl NameField {
    /// Cuts a field into words.
    pub fn read(written: &str) -> Self {
        let words = words(written);
        Self {
            has_words: !words.is_empty(),
            pieces: pieces(&words),
        }
    }
}

impl fmt::Debug for NameField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NameField({} words)", self.pieces.len())
    }
}

/// Reads a name. Never fails: what cannot be read gives an empty name.
///
/// Fields settle the roles where they are given. In a whole name, endings and small words settle them:
/// in `Y X уулу` and `X уулу Y` the father is always the X before `уулу`. Where nothing settles the order,
/// two readings are kept.
pub fn read(written: NameParts<'_>) -> Name {
    let field = |text: Option<&str>| text.map(NameField::read);
    let [full, given, surname, patronymic] =
        [written.full, written.given, written.surname, written.patronymic].map(field);
    read_fields(NameFields {
        full: full.as_ref(),
        given: given.as_ref(),
        surname: surname.as_ref(),
        patronymic: patronymic.as_ref(),
    })
}

/// Reads a name whose fields are cut into words already; gives what [`read`] gives.
pub fn read_fields(written: NameFields<'_>) -> Name {
    let mut draft = Draft::default();
    let pieces = |field: Option<&NameField>| field.map_or_else(Vec::new, |field| field.pieces.clone());
    let has_parts = [written.given, written.surname, written.patronymic]
        .into_iter()
        .flatten()
        .any(|field| field.has_words);
    if has_parts {
        draft.take_surname_field(pieces(written.surname));
        draft.take_given_field(pieces(written.given));
        draft.take_father_field(pieces(written.patronymic));
        draft.take_rest(pieces(written.full));
    } else {
        draft.take_whole(pieces(written.full));
    }
    draft.finish()
}

/// One word on its way to a role.
#[derive(Clone, Debug)]
struct Piece {
    sounds: Arc<[u8]>,
    family: u16,
    ending: Ending,
    marker: Option<Marker>,
    comma: bool,
    hyphen: bool,
}

/// The parts found so far.
#[derive(Default)]
struct Draft {
    given: Option<Piece>,
    surname: Option<Piece>,
    father: Option<Piece>,
    ancestor: Option<Piece>,
    other: Vec<Piece>,
    /// The given name and the surname may be the other way round.
    order_unclear: bool,
    /// The only word may as well be a surname.
    role_unclear: bool,
    gender: Option<Gender>,
}

fn pieces(words: &[Word]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in words {
        let piece = piece(word);
        if piece.sounds.is_empty() || is_courtesy(&piece.sounds) {
            continue;
        }
        match pieces.last_mut() {
            Some(last) if piece.hyphen && piece.marker.is_none() && last.marker.is_none() => {
                last.join(&piece)
            }
            _ => pieces.push(piece),
        }
    }
    pieces
}

fn piece(word: &Word) -> Piece {
    let sounds = sounds_of(&word.letters);
    Piece {
        family: family(&sounds),
        ending: ending(&sounds),
        marker: marker(&sounds),
        sounds: sounds.into(),
        comma: word.comma,
        hyphen: word.hyphen,
    }
}

impl Piece {
    fn join(&mut self, next: &Piece) {
        if self.sounds.len() + next.sounds.len() <= MAX_SOUNDS {
            self.sounds = self.sounds.iter().chain(&*next.sounds).copied().collect();
        }
        self.ending = ending(&self.sounds);
        self.family = family(&self.sounds);
        self.comma |= next.comma;
    }

    fn is(&self, kind: EndingKind) -> bool {
        self.ending.kind == kind
    }
}

impl Draft {
    fn take_surname_field(&mut self, field: Vec<Piece>) {
        let field = self.without_ancestry(field);
        self.surname = joined(field);
    }

    fn take_given_field(&mut self, field: Vec<Piece>) {
        let field = self.without_ancestry(field);
        for piece in field {
            if self.father.is_none() && self.given.is_some() && piece.is(EndingKind::Father) {
                self.set_father(piece);
            } else if self.surname.is_none() && self.given.is_some() && piece.is(EndingKind::Surname) {
                self.surname = Some(piece);
            } else if let Some(given) = self.given.as_mut() {
                // One or two stray letters are a name torn apart or a middle initial.
                if piece.sounds.len() < 3 && given.sounds.len() > 1 && piece.sounds.len() > 1 {
                    given.join(&piece);
                } else {
                    self.other.push(piece);
                }
            } else {
                self.given = Some(piece);
            }
        }
        let turned = |surname: &Piece, given: &Piece| {
            given.is(EndingKind::Surname) && !surname.is(EndingKind::Surname)
        };
        if let (Some(surname), Some(given)) = (&self.surname, &self.given) {
            if turned(surname, given) {
                std::mem::swap(&mut self.surname, &mut self.given);
            }
            self.order_unclear = self
                .surname
                .as_ref()
                .is_some_and(|surname| !surname.is(EndingKind::Surname));
        }
    }

    fn take_father_field(&mut self, field: Vec<Piece>) {
        let field = self.without_ancestry(field);
        if let Some(father) = joined(field)
            && self.father.is_none()
        {
            self.set_father(father);
        }
    }

    /// Adds what a whole name says beyond its parts.
    fn take_rest(&mut self, field: Vec<Piece>) {
        let field = self.without_ancestry(field);
        for piece in field {
            let known = [&self.given, &self.surname, &self.father].into_iter().flatten();
            if known.chain(&self.other).any(|part| part.sounds == piece.sounds) {
                continue;
            }
            if self.father.is_none() && piece.is(EndingKind::Father) {
                self.set_father(piece);
            } else {
                self.other.push(piece);
            }
        }
    }

    fn take_whole(&mut self, field: Vec<Piece>) {
        let mut left = self.without_ancestry(field);
        let mut before_father = None;
        if self.father.is_none()
            && left.len() > 1
            && let Some(at) = left.iter().position(|piece| piece.is(EndingKind::Father))
        {
            let father = left.remove(at);
            self.set_father(father);
            before_father = at.checked_sub(1);
        }
        if left.len() > 1 && left[0].comma {
            self.surname = Some(left.remove(0));
            before_father = None;
        } else if let Some(at) = left.iter().position(|piece| piece.is(EndingKind::Surname)) {
            // Бакыт Асанов Токтосунович does not occur; a surname before the patronymic is still a surname.
            self.surname = Some(left.remove(at));
            before_father = before_father
                .filter(|before| *before != at)
                .map(|before| before - usize::from(at < before));
        }
        self.take_plain(left, before_father);
    }

    /// Gives roles to words without any telling ending.
    fn take_plain(&mut self, mut left: Vec<Piece>, before_father: Option<usize>) {
        if left.is_empty() {
            return;
        }
        if self.surname.is_none() && left.len() == 1 && self.father.is_none() {
            self.role_unclear = true;
        }
        if self.surname.is_some() || left.len() == 1 {
            let at = before_father.filter(|at| *at < left.len()).unwrap_or(0);
            self.given = Some(left.remove(at));
        } else if let Some(at) = before_father.filter(|at| *at < left.len()) {
            self.given = Some(left.remove(at));
            self.surname = Some(left.remove(0));
        } else {
            self.given = Some(left.remove(0));
            self.surname = left.pop();
            self.order_unclear = true;
        }
        for piece in left {
            if self.father.is_none() && piece.sounds.len() == 1 && self.surname.is_some() {
                self.set_father(piece);
            } else {
                self.other.push(piece);
            }
        }
    }

    /// Takes out "X son of" and "of the line of X".
    fn without_ancestry(&mut self, field: Vec<Piece>) -> Vec<Piece> {
        let mut left: Vec<Piece> = Vec::with_capacity(field.len());
        for piece in field {
            let Some(marker) = piece.marker else {
                left.push(piece);
                continue;
            };
            match marker {
                Marker::Son => self.gender = self.gender.or(Some(Gender::Male)),
                Marker::Daughter => self.gender = self.gender.or(Some(Gender::Female)),
                Marker::Line => {}
            }
            let slot = if marker == Marker::Line {
                &mut self.ancestor
            } else {
                &mut self.father
            };
            if slot.is_none() {
                *slot = left.pop();
            }
        }
        left
    }

    fn set_father(&mut self, piece: Piece) {
        self.gender = self
            .gender
            .or(piece.ending.gender.filter(|_| piece.is(EndingKind::Father)));
        self.father = Some(piece);
    }

    fn finish(self) -> Name {
        let surname_gender = self.surname.as_ref().and_then(|piece| piece.ending.gender);
        let mut name = Name {
            gender: self.gender.or(surname_gender),
            ..Name::default()
        };
        let given = add(&mut name, self.given, Role::Given);
        let surname = add(&mut name, self.surname, Role::Surname);
        let father = add(&mut name, self.father, Role::Father);
        add(&mut name, self.ancestor, Role::Ancestor);
        for piece in self.other {
            add(&mut name, Some(piece), Role::Other);
        }
        if name.tokens.is_empty() {
            return name;
        }
        name.readings.push(Reading {
            given,
            surname,
            father,
        });
        if self.order_unclear || self.role_unclear {
            name.readings.push(Reading {
                given: surname,
                surname: given,
                father,
            });
        }
        name
    }
}

/// Joins the words of a field that holds one part.
fn joined(field: Vec<Piece>) -> Option<Piece> {
    let mut words = field.into_iter();
    let mut first = words.next()?;
    words.for_each(|word| first.join(&word));
    Some(first)
}

fn add(name: &mut Name, piece: Option<Piece>, role: Role) -> Option<u8> {
    let piece = piece?;
    if name.tokens.len() >= MAX_TOKENS {
        return None;
    }
    let mut stem = piece.ending.stem;
    if matches!(role, Role::Father | Role::Ancestor) {
        stem = father_stem(&piece.sounds, stem);
    }
    let mask = mask(&piece.sounds[..stem]);
    let place = u8::try_from(name.tokens.len()).ok()?;
    name.tokens.push(Token {
        family: piece.family,
        sounds: piece.sounds,
        stem: u8::try_from(stem).ok()?,
        mask,
        role,
    });
    Some(place)
}

/// One bit for each class of consonants in a word; vowels and near consonants are too easily exchanged to count.
fn mask(sounds: &[u8]) -> u32 {
    let class = |sound: u8| match sound {
        b'z' => b'j',
        b'h' | b'g' => b'k',
        b'c' | b'C' | b'S' => b's',
        b'f' => b'v',
        other => other,
    };
    let consonants = sounds.iter().filter(|sound| !is_vowel(**sound));
    consonants.fold(0, |mask, sound| mask | 1 << (u32::from(class(*sound)) % 31))
}
