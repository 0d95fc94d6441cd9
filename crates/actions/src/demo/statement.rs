//! What one row says about a person, before it is put into a list's columns.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Noise;
use super::chance::Chance;
use super::layout::Layout;
use super::naming::{Naming, Parts, without_bek};
use super::people::{LAST_DAY, Person, age};
use super::spelling::{self, Letters};

/// What a row says.
#[derive(Clone)]
pub(super) struct Statement {
    pub(super) name: StatedName,
    pub(super) woman: bool,
    pub(super) birth: StatedBirth,
    pub(super) place: String,
    pub(super) event: Date,
    pub(super) phone: Option<String>,
    pub(super) document: Option<String>,
}

/// A name as spelled; a part that is not told is empty.
#[derive(Clone)]
pub(super) struct StatedName {
    pub(super) surname: String,
    pub(super) given: String,
    pub(super) patronymic: String,
    /// Surname and given name have changed places.
    pub(super) flipped: bool,
}

/// What is told of a birth.
#[derive(Clone, Copy)]
pub(super) enum StatedBirth {
    Day(Date),
    Year(i16),
    /// Age in years on the day of the event as stated.
    Age(i16),
    Unknown,
}

/// Which noise a row could have shown, and which it shows.
#[derive(Clone, Default)]
pub(super) struct Journal {
    pub(super) possible: Vec<Noise>,
    pub(super) noise: Vec<Noise>,
}

impl Journal {
    /// Draws whether the noise happens; where it is not possible it does not.
    ///
    /// Chance is used up either way, so that one name does not change all rows after it.
    pub(super) fn happens(&mut self, noise: Noise, possible: bool, chance: &mut Chance) -> bool {
        let drawn = chance.happens(noise.share());
        if possible {
            self.possible.push(noise);
        }
        if possible && drawn {
            self.noise.push(noise);
        }
        possible && drawn
    }
}

impl Statement {
    /// Says something about a person as a list does, with that list's habits and slips.
    pub(super) fn about(person: &Person, layout: &Layout, chance: &mut Chance) -> (Self, Journal) {
        let mut journal = Journal::default();
        let in_other_papers = journal.happens(Noise::OtherName, true, chance);
        let papers = if in_other_papers {
            &person.other_name
        } else {
            &person.name
        };
        let name = state_name(papers, layout.letters, &mut journal, chance);
        let event = state_event(person, &mut journal, chance);
        let birth = state_birth(person.born, event, &mut journal, chance);
        let place = state_place(person, layout, &mut journal, chance);
        let document = &person.documents[usize::from(in_other_papers)];
        let statement = Self {
            name,
            woman: person.name.woman,
            birth,
            place,
            event,
            phone: chance.happens(PHONE_KNOWN).then(|| person.phone.clone()),
            document: chance.happens(DOCUMENT_KNOWN).then(|| document.clone()),
        };
        (statement, journal)
    }

    /// The same statement as retyped by somebody else, who reverses the name's order where that is usual.
    pub(super) fn retyped(&self) -> Self {
        let name = StatedName {
            surname: spelling::retyped(&self.name.surname),
            given: spelling::retyped(&self.name.given),
            ..self.name.clone()
        };
        Self {
            name,
            phone: None,
            document: None,
            ..self.clone()
        }
    }
}

fn state_name(
    papers: &Naming,
    usual_letters: Letters,
    journal: &mut Journal,
    chance: &mut Chance,
) -> StatedName {
    let in_other_form = journal.happens(Noise::Form, true, chance);
    let form = if in_other_form {
        papers.form.other()
    } else {
        papers.form
    };
    let mut parts = papers.parts(form);
    let short = without_bek(&parts.given).map(str::to_owned);
    if journal.happens(Noise::NoBek, short.is_some(), chance) {
        parts.given = short.unwrap_or(parts.given);
    }
    if journal.happens(Noise::NoPatronymic, !parts.patronymic.is_empty(), chance) {
        parts.patronymic.clear();
    }
    let in_other_letters = journal.happens(Noise::Script, true, chance);
    let letters = if in_other_letters {
        usual_letters.other()
    } else {
        usual_letters
    };
    let varied = journal.happens(Noise::Spelling, true, chance);
    let flipped = journal.happens(Noise::Order, true, chance);
    spell(&parts, letters, varied, flipped, chance)
}

/// Spells all words; of a varied name one word, sometimes two, in another way than usual.
fn spell(parts: &Parts, letters: Letters, varied: bool, flipped: bool, chance: &mut Chance) -> StatedName {
    let given = std::slice::from_ref(&parts.given);
    let n_words = parts.surname.len() + given.len() + parts.patronymic.len();
    let mut places: Vec<usize> = (0..n_words).collect();
    chance.shuffle(&mut places);
    let n_varied = usize::from(varied) + usize::from(varied && chance.happens(SECOND_WORD_VARIED));
    places.truncate(n_varied);
    let mut place = 0;
    let mut written = |words: &[String], chance: &mut Chance| {
        let mut spelled = Vec::with_capacity(words.len());
        for word in words {
            let other = places.contains(&place);
            spelled.push(if other {
                spelling::other(word, letters, chance)
            } else {
                spelling::usual(word, letters)
            });
            place += 1;
        }
        spelled.join(" ")
    };
    let surname = written(&parts.surname, chance);
    let given = written(given, chance);
    let patronymic = written(&parts.patronymic, chance);
    StatedName {
        surname,
        given,
        patronymic,
        flipped,
    }
}

fn state_event(person: &Person, journal: &mut Journal, chance: &mut Chance) -> Date {
    if !journal.happens(Noise::EventDate, true, chance) {
        return person.event;
    }
    let n_days = chance.between(1, 30);
    let later = person.event.saturating_add(n_days.days());
    let earlier = person.event.saturating_sub(n_days.days());
    if later > LAST_DAY || chance.happens(0.5) {
        earlier
    } else {
        later
    }
}

fn state_birth(born: Date, event: Date, journal: &mut Journal, chance: &mut Chance) -> StatedBirth {
    let by_age = journal.happens(Noise::Age, true, chance);
    let precision = chance.weighted([15, 30, 55]);
    let told = by_age || precision > 0;
    let full = !by_age && precision == 2;
    if !by_age {
        journal.possible.extend([Noise::NoBirth, Noise::BirthYearOnly]);
        match precision {
            0 => journal.noise.push(Noise::NoBirth),
            1 => journal.noise.push(Noise::BirthYearOnly),
            _ => {}
        }
    }
    let mut stated = born;
    let off = if chance.happens(0.5) { 1 } else { -1 };
    if journal.happens(Noise::BirthYear, told, chance) {
        stated = day_of(stated.year() + off, stated.month(), stated.day());
    }
    let can_swap = full && stated.day() <= 12 && stated.day() != stated.month();
    if journal.happens(Noise::DayAndMonth, can_swap, chance) {
        stated = day_of(stated.year(), stated.day(), stated.month());
    }
    match (by_age, precision) {
        (true, _) => StatedBirth::Age(age(stated, event)),
        (false, 0) => StatedBirth::Unknown,
        (false, 1) => StatedBirth::Year(stated.year()),
        (false, _) => StatedBirth::Day(stated),
    }
}

/// A day of the calendar; 29 February becomes 28 where it must.
fn day_of(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day)
        .or_else(|_| Date::new(year, month, 28))
        .unwrap_or(LAST_DAY)
}

fn state_place(person: &Person, layout: &Layout, journal: &mut Journal, chance: &mut Chance) -> String {
    let language = layout.place_language;
    let usual = person.home.usual(language);
    let other = person.home.other(language, chance);
    let place = if journal.happens(Noise::Place, other != usual, chance) {
        other
    } else {
        usual
    };
    place.to_owned()
}

/// Share of rows with a telephone, in lists that have that column.
const PHONE_KNOWN: f64 = 0.75;

/// Share of rows whose writer saw a document, in lists that have that column.
const DOCUMENT_KNOWN: f64 = 0.45;

/// Share of varied names with a second word that is not as usual: an assumption of this demo.
const SECOND_WORD_VARIED: f64 = 0.25;
