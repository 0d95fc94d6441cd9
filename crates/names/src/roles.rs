//! Which word of a name is the given name, the surname, the father's.
//!
//! Endings and particles settle what they can; where they leave two orders open, both are kept.

use crate::affix::Kind;
use crate::prepared::{MAX_READINGS, MAX_WORDS, NO_WORD, NameWord, RoleReading};

/// Where a word was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Field {
    /// In a name of one line.
    #[default]
    Whole,
    Surname,
    Given,
    Father,
}

/// What the neighbours of a word say of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    pub(crate) field: Field,
    pub(crate) comma: bool,
    /// A particle makes it the father's name.
    pub(crate) father: bool,
    /// A particle makes it an ancestor's name.
    pub(crate) ancestor: bool,
}

/// Finds the likely readings and says how many.
pub(crate) fn read_roles(
    words: &[NameWord],
    places: &[Place],
    readings: &mut [RoleReading; MAX_READINGS],
) -> usize {
    let mut reader = Reader {
        words,
        places,
        readings,
        n_readings: 0,
        free: [0; MAX_WORDS],
        n_free: 0,
        base: RoleReading::EMPTY,
    };
    reader.read();
    reader.n_readings
}

struct Reader<'a> {
    words: &'a [NameWord],
    places: &'a [Place],
    readings: &'a mut [RoleReading; MAX_READINGS],
    n_readings: usize,
    /// Words whose role is open, in order.
    free: [u8; MAX_WORDS],
    n_free: usize,
    /// What is settled.
    base: RoleReading,
}

impl Reader<'_> {
    fn read(&mut self) {
        if self.words.is_empty() {
            return;
        }
        self.settle_marked();
        self.settle_fathers();
        let base = self.base;
        for at in 0..self.words.len() {
            let place = at_u8(at);
            if base.father != place && base.ancestor != place && base.rest & bit(place) == 0 {
                self.free[self.n_free] = place;
                self.n_free += 1;
            }
        }
        self.settle_initials();
        let free = self.free;
        match &free[..self.n_free] {
            [] => self.keep(0, None, None),
            [one] => self.read_one(*one),
            [first, second] => self.read_two(*first, *second),
            [first, middle @ .., last] => self.read_many(*first, middle, *last),
        }
    }

    /// Takes what particles say.
    fn settle_marked(&mut self) {
        for (at, place) in self.places.iter().enumerate() {
            let at = at_u8(at);
            if place.father {
                if self.base.father == NO_WORD {
                    self.base.father = at;
                } else {
                    self.base.rest |= bit(at);
                }
            } else if place.ancestor {
                if self.base.ancestor == NO_WORD {
                    self.base.ancestor = at;
                } else {
                    self.base.rest |= bit(at);
                }
            }
        }
    }

    /// Takes a word with the ending of a patronymic; of several the last that follows a plain word.
    fn settle_fathers(&mut self) {
        if self.base.father != NO_WORD || self.words.len() < 2 {
            return;
        }
        let mut best: Option<(bool, usize)> = None;
        for (at, word) in self.words.iter().enumerate() {
            if word.kind != Kind::Father {
                continue;
            }
            let after_plain = at > 0 && matches!(self.words[at - 1].kind, Kind::Plain | Kind::Hint);
            if best.is_none_or(|(plain, _)| after_plain || !plain) {
                best = Some((after_plain, at));
            }
        }
        if let Some((_, at)) = best {
            self.base.father = at_u8(at);
        }
    }

    /// Gives initials their usual roles: the first the given name's, the second the father's.
    fn settle_initials(&mut self) {
        let free = self.free;
        let n_initials = free[..self.n_free]
            .iter()
            .filter(|at| self.words[usize::from(**at)].initial)
            .count();
        let n_whole = self.n_free - n_initials;
        if n_initials == 0 || n_whole == 0 {
            return;
        }
        let mut left = [0; MAX_WORDS];
        let mut n_left = 0;
        let mut given_taken = n_whole > 1;
        for at in &free[..self.n_free] {
            if !self.words[usize::from(*at)].initial {
                left[n_left] = *at;
                n_left += 1;
            } else if !given_taken {
                given_taken = true;
                self.base.given = *at;
            } else if self.base.father == NO_WORD {
                self.base.father = *at;
            } else {
                self.base.rest |= bit(*at);
            }
        }
        (self.free, self.n_free) = (left, n_left);
    }

    fn read_one(&mut self, one: u8) {
        if self.base.given != NO_WORD {
            self.keep(0, None, Some(one));
            return;
        }
        let kind = self.words[usize::from(one)].kind;
        let alone = self.base.father == NO_WORD && self.base.ancestor == NO_WORD;
        let field = self.places[usize::from(one)].field;
        let surname_first = matches!(kind, Kind::Surname | Kind::Descent) || field == Field::Surname;
        let by_ending = self.base.father != NO_WORD && !self.places[usize::from(self.base.father)].father;
        if by_ending && kind == Kind::Plain {
            // Романович Александр: an ending of fathers, but as likely a surname.
            let father = std::mem::replace(&mut self.base.father, NO_WORD);
            self.keep(0, Some(one), Some(father));
            self.base.father = father;
            self.keep(0, Some(one), None);
            return;
        }
        if surname_first {
            self.keep(0, None, Some(one));
            self.keep(1, Some(one), None);
        } else {
            self.keep(0, Some(one), None);
            if alone || field == Field::Given {
                self.keep(1, None, Some(one));
            }
        }
    }

    fn read_two(&mut self, first: u8, second: u8) {
        let lean = self.lean(first, second);
        let steps = u8::try_from(lean.unsigned_abs()).unwrap_or(u8::MAX);
        if lean >= 0 {
            self.keep(0, Some(second), Some(first));
            if steps < 4 {
                self.keep(steps, Some(first), Some(second));
            }
        } else {
            self.keep(0, Some(first), Some(second));
            if steps < 4 {
                self.keep(steps, Some(second), Some(first));
            }
        }
        self.descent(first, second);
        self.descent(second, first);
    }

    /// Муродзода Махмад: Махмад, son of Мурод.
    fn descent(&mut self, father: u8, given: u8) {
        if self.words[usize::from(father)].kind == Kind::Descent && self.base.father == NO_WORD {
            self.base.father = father;
            self.keep(0, Some(given), None);
            self.base.father = NO_WORD;
        }
    }

    /// How much says that the first of two words is the surname; negative: that the second is.
    fn lean(&self, first: u8, second: u8) -> i32 {
        let mut lean = 2 * (self.surnameness(first) - self.surnameness(second));
        if self.places[usize::from(first)].comma {
            lean += 5;
        }
        let father = self.base.father;
        let by_ending = father != NO_WORD && !self.places[usize::from(father)].father;
        if by_ending && father > second {
            lean += 3;
        } else if by_ending && father > first {
            lean -= 3;
        }
        match (
            self.places[usize::from(first)].field,
            self.places[usize::from(second)].field,
        ) {
            (Field::Surname, Field::Given) => lean + 2,
            (Field::Given, Field::Surname) => lean - 2,
            _ => lean,
        }
    }

    fn surnameness(&self, at: u8) -> i32 {
        let word = &self.words[usize::from(at)];
        let known = i32::from(word.families.is_known());
        match word.kind {
            Kind::Surname | Kind::Descent => 3,
            Kind::Father => 2,
            Kind::Hint => 1 - known,
            Kind::Plain => -known,
        }
    }

    fn read_many(&mut self, first: u8, middle: &[u8], last: u8) {
        let inner = middle.first().copied().unwrap_or(first);
        let score =
            |at: u8| self.surnameness(at) * 2 + if self.places[usize::from(at)].comma { 5 } else { 0 };
        let best = [first, last, inner]
            .into_iter()
            .max_by_key(|at| (score(*at), *at == last));
        let surname = best.filter(|at| score(*at) > 0);
        match surname {
            Some(surname) if surname == first => {
                self.keep(0, Some(inner), Some(first));
                self.keep(2, Some(last), Some(first));
            }
            Some(surname) => {
                self.keep(0, Some(first), Some(surname));
                let other = if surname == last { inner } else { last };
                self.keep(2, Some(other), Some(surname));
            }
            None => {
                self.keep(0, Some(first), Some(last));
                self.keep(0, Some(inner), Some(first));
                self.keep(1, Some(first), Some(inner));
            }
        }
    }

    /// Keeps a reading; free words without a role become the rest.
    fn keep(&mut self, steps: u8, given: Option<u8>, surname: Option<u8>) {
        if self.n_readings == MAX_READINGS {
            return;
        }
        let mut reading = self.base;
        reading.steps = steps;
        reading.given = given.unwrap_or(reading.given);
        reading.surname = surname.unwrap_or(reading.surname);
        for at in &self.free[..self.n_free] {
            if ![reading.given, reading.surname, reading.father].contains(at) {
                reading.rest |= bit(*at);
            }
        }
        self.readings[self.n_readings] = reading;
        self.n_readings += 1;
    }
}

fn bit(at: u8) -> u8 {
    1_u8.checked_shl(u32::from(at)).unwrap_or(0)
}

fn at_u8(at: usize) -> u8 {
    u8::try_from(at).unwrap_or(NO_WORD)
}
