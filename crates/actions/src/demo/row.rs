//! The rows of a list, and whom they are about.

use super::Noise;
use super::chance::Chance;
use super::layout::Layout;
use super::oracle::Class;
use super::people::Person;
use super::statement::{Journal, Statement};

/// One row of a list with the truth about it.
pub(super) struct Account {
    pub(super) person: u32,
    pub(super) class: Class,
    pub(super) row: Row,
}

/// Cells without the row's own identifier, what they say, and what is noise in them.
pub(super) struct Row {
    pub(super) cells: Vec<String>,
    pub(super) statement: Statement,
    pub(super) possible: Vec<Noise>,
    pub(super) noise: Vec<Noise>,
}

/// Writes a list about the people it found, in random order; some it names twice.
pub(super) fn accounts(
    layout: &Layout,
    people: &[Person],
    found: &[bool],
    chance: &mut Chance,
) -> Vec<Account> {
    let mut accounts = Vec::new();
    for (person, _) in people.iter().zip(found).filter(|(_, found)| **found) {
        accounts.push(account(person, layout, None, chance));
        if chance.happens(Noise::Duplicate.share()) {
            accounts.push(account(person, layout, Some(Noise::Duplicate), chance));
        }
    }
    chance.shuffle(&mut accounts);
    accounts
}

/// Takes over rows of another list, about people that this list has not found by itself.
pub(super) fn copies(layout: &Layout, from: &[Account], found: &[bool], chance: &mut Chance) -> Vec<Account> {
    let mut copied = Vec::new();
    for original in from
        .iter()
        .filter(|account| !account.row.noise.contains(&Noise::Duplicate))
    {
        let taken = chance.happens(Noise::Copied.share());
        let known = found.get(original.person as usize - 1).copied().unwrap_or(false);
        if taken && !known {
            copied.push(copy(layout, original, chance));
        }
    }
    copied
}

fn account(person: &Person, layout: &Layout, mark: Option<Noise>, chance: &mut Chance) -> Account {
    let (statement, Journal { possible, mut noise }) = Statement::about(person, layout, chance);
    noise.extend(mark);
    let cells = layout.cells(&statement, chance);
    Account {
        person: person.number,
        class: person.class,
        row: Row {
            cells,
            statement,
            possible,
            noise,
        },
    }
}

fn copy(layout: &Layout, original: &Account, chance: &mut Chance) -> Account {
    let statement = original.row.statement.retyped();
    let cells = layout.cells(&statement, chance);
    let row = Row {
        cells,
        statement,
        possible: Vec::new(),
        noise: vec![Noise::Copied],
    };
    Account {
        person: original.person,
        class: original.class,
        row,
    }
}
