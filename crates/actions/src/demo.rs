//! Invents the lists of the demo: people who never lived, five lists that name some of them, and the truth.
//!
//! All shares and chances are assumptions chosen to look plausible; none is a finding about real people. The
//! same seed gives the same lists to the last letter. Every row carries a visible mark: its own identifier
//! begins with `DEMO-` and its source says that it is invented. Telephones use an operator code that no
//! operator has, and document numbers a letter that no document begins with.

mod bank;
mod cells;
mod chance;
mod layout;
mod naming;
pub mod oracle;
mod people;
mod places;
mod row;
mod spelling;
mod statement;
mod variants;

#[cfg(test)]
mod tests;

use chance::{Chance, Stream};
use layout::LAYOUTS;
use people::Person;
use row::{Account, Row};

/// How the five lists came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// Each list finds people by itself; only people of one class are equally easy to find.
    IndependentInsideClasses,
    /// As before, but list D also takes over a part of list B.
    CopiedObituaries,
}

impl Scenario {
    /// The number that the demo calls it by.
    pub fn number(self) -> u8 {
        match self {
            Self::IndependentInsideClasses => 1,
            Self::CopiedObituaries => 2,
        }
    }
}

/// Invented lists and what is true about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoLists {
    /// The lists A to E.
    pub lists: Vec<DemoList>,
    /// What no counter knows.
    pub truth: Truth,
}

/// One invented list in the layout of its own invented publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoList {
    /// `A` to `E`.
    pub code: &'static str,
    /// The list's name, fit to name a file.
    pub label: String,
    /// Language of the headings: `en`, `ru` or `ky`.
    pub language: &'static str,
    /// Headings; the first is that of the list's own identifier.
    pub header: Vec<String>,
    /// Cells as text, as many in each row as there are headings; empty text is an empty cell.
    pub rows: Vec<Vec<String>>,
}

/// What is true about invented lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// How many people there are, on lists and on none.
    pub total: u64,
    /// Every row of every list, in the lists' order.
    pub rows: Vec<TruthRow>,
    /// Numbers of two different men with the same name and birth year.
    pub namesakes: Vec<(u32, u32)>,
    /// Numbers of two men with one surname, the first of whom bears the name of the second's father.
    pub fathers: Vec<(u32, u32)>,
}

/// Whom one row is about, and how its writer went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruthRow {
    /// Label of the list.
    pub list: String,
    /// The row's own identifier in its list.
    pub own_id: String,
    /// Number of the true person, from 1.
    pub person: u32,
    /// Hidden class of the person.
    pub class: &'static str,
    /// Noise that the row could have shown.
    pub possible: Vec<Noise>,
    /// Noise that the row shows.
    pub noise: Vec<Noise>,
}

/// A way in which a row differs from what is true or usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noise {
    /// A word of the name is spelled in another way than usual.
    Spelling,
    /// The name is in the other alphabet.
    Script,
    /// Surname and given name have changed places.
    Order,
    /// `уулу` instead of `-ов`, or the reverse; likewise other traditions' own forms.
    Form,
    /// There is no patronymic.
    NoPatronymic,
    /// `-бек` is left out.
    NoBek,
    /// The birth year is one too high or too low.
    BirthYear,
    /// Day and month of birth have changed places.
    DayAndMonth,
    /// A village, an old name or a province stands for the district.
    Place,
    /// An age stands for the birth date.
    Age,
    /// Of the birth date only the year is told.
    BirthYearOnly,
    /// Nothing is told of the birth date.
    NoBirth,
    /// The same list names the same person in another row already.
    Duplicate,
    /// The row uses the name of the person's other papers.
    OtherName,
    /// The event has another date, 1 to 30 days off.
    EventDate,
    /// The row was taken over from list B.
    Copied,
}

impl Noise {
    /// The chance that a row shows this noise, among rows that could show it.
    pub fn share(self) -> f64 {
        match self {
            Self::Spelling => 0.45,
            Self::Script => 0.20,
            Self::Order => 0.08,
            Self::Form => 0.10,
            Self::NoPatronymic => 0.35,
            Self::NoBek => 0.05,
            Self::BirthYear => 0.06,
            Self::DayAndMonth => 0.04,
            Self::Place => 0.30,
            Self::Age => 0.20,
            Self::BirthYearOnly => 0.30,
            Self::NoBirth => 0.15,
            Self::Duplicate => 0.03,
            Self::OtherName => 0.04,
            Self::EventDate => 0.35,
            Self::Copied => 0.35,
        }
    }
}

/// Invents people and the five lists that name some of them.
///
/// Both scenarios of one seed have the same people, and the same lists A, B, C and E.
pub fn invent(scenario: Scenario, seed: u64) -> DemoLists {
    let (people, namesakes) = people::invent_people(&mut Chance::new(seed, Stream::People));
    let captures = capture(&people, &mut Chance::new(seed, Stream::Captures));
    let mut chance = Chance::new(seed, Stream::Rows);
    let mut accounts: Vec<Vec<Account>> = LAYOUTS
        .iter()
        .zip(&captures)
        .map(|(layout, found)| row::accounts(layout, &people, found, &mut chance))
        .collect();
    if scenario == Scenario::CopiedObituaries {
        let mut chance = Chance::new(seed, Stream::Copies);
        let copied = row::copies(
            &LAYOUTS[oracle::D],
            &accounts[oracle::B],
            &captures[oracle::D],
            &mut chance,
        );
        accounts[oracle::D].extend(copied);
        chance.shuffle(&mut accounts[oracle::D]);
    }
    let mut truth = Truth {
        total: people.len() as u64,
        rows: Vec::new(),
        namesakes,
        fathers: people::fathers(&people),
    };
    let lists = LAYOUTS
        .iter()
        .zip(accounts)
        .map(|(layout, accounts)| finish(layout, accounts, &mut truth));
    DemoLists {
        lists: lists.collect(),
        truth,
    }
}

/// For each list, by person: whether the list found the person.
fn capture(people: &[Person], chance: &mut Chance) -> Vec<Vec<bool>> {
    let mut captures = vec![Vec::new(); oracle::N_LISTS];
    for person in people {
        for (list, found) in captures.iter_mut().enumerate() {
            found.push(chance.happens(person.class.capture_chances()[list]));
        }
    }
    captures
}

/// Numbers the rows and notes the truth about them.
fn finish(layout: &layout::Layout, accounts: Vec<Account>, truth: &mut Truth) -> DemoList {
    let mut rows = Vec::with_capacity(accounts.len());
    for (n_before, account) in accounts.into_iter().enumerate() {
        let own_id = format!("DEMO-{}-{:04}", layout.code, n_before + 1);
        let Account {
            person,
            class,
            row:
                Row {
                    mut cells,
                    possible,
                    noise,
                    ..
                },
        } = account;
        cells.insert(0, own_id.clone());
        rows.push(cells);
        let list = layout.label.to_owned();
        truth.rows.push(TruthRow {
            list,
            own_id,
            person,
            class: class.code(),
            possible,
            noise,
        });
    }
    let header = layout.header.iter().map(|&heading| heading.to_owned()).collect();
    DemoList {
        code: layout.code,
        label: layout.label.to_owned(),
        language: layout.language,
        header,
        rows,
    }
}
