//! A name that was read: its words, and the roles they may have.

use std::fmt;
use std::sync::Arc;

use crate::levels::shape::Shape;

/// Most words of a name that are kept.
pub const MAX_TOKENS: usize = 6;

/// A name that was read. Equal for spellings that fold to the same words in the same roles.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    pub(crate) tokens: Vec<Token>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) gender: Option<Gender>,
}

/// One word of a name, folded.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token {
    /// The whole word in sounds.
    pub(crate) sounds: Arc<[u8]>,
    /// How many of the sounds stay when the ending of a surname or patronymic is taken off.
    pub(crate) stem: u8,
    /// Which sounds occur in the stem, one bit each; a cheap first test.
    pub(crate) mask: u32,
    /// The family of pet names the word belongs to; 0 when none.
    pub(crate) family: u16,
    pub(crate) role: Role,
}

/// What a word of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Given name.
    Given,
    /// Surname.
    Surname,
    /// Father's name, its ending taken off.
    Father,
    /// An earlier ancestor's name.
    Ancestor,
    /// A further name: a middle name, a second surname, a title's place.
    Other,
}

/// One way to tell the roles of a name's words: places in its tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reading {
    /// The given name.
    pub given: Option<u8>,
    /// The surname.
    pub surname: Option<u8>,
    /// The father's name.
    pub father: Option<u8>,
}

/// Sex as the endings of a name tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl Name {
    /// The words of the name, at most [`MAX_TOKENS`].
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The ways to tell the roles, likeliest first; none when the name is empty.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// Sex as the endings tell it.
    pub fn gender(&self) -> Option<Gender> {
        self.gender
    }

    /// Says whether no word could be read.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The word in a role in the likeliest reading.
    pub fn part(&self, role: Role) -> Option<&Token> {
        let reading = self.readings.first()?;
        let at = match role {
            Role::Given => reading.given,
            Role::Surname => reading.surname,
            Role::Father => reading.father,
            Role::Ancestor | Role::Other => return self.tokens.iter().find(|token| token.role == role),
        };
        self.tokens.get(usize::from(at?))
    }
}

impl Token {
    /// The word without the ending of a surname or patronymic, in sounds.
    pub fn stem(&self) -> &[u8] {
        &self.sounds[..usize::from(self.stem)]
    }

    /// The whole word in sounds.
    pub fn sounds(&self) -> &[u8] {
        &self.sounds
    }

    /// The role of the word in the likeliest reading.
    pub fn role(&self) -> Role {
        self.role
    }

    /// What comparing looks at.
    pub(crate) fn shape(&self) -> Shape<'_> {
        Shape {
            stem: self.stem(),
            mask: self.mask,
            family: self.family,
        }
    }

    /// Says whether the word is only an initial.
    pub fn is_initial(&self) -> bool {
        self.sounds.len() == 1
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({} words)", self.tokens.len())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({:?})", self.role)
    }
}
