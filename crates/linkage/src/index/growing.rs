//! Rows to which reports are added one by one.

use std::collections::HashMap;
use std::hash::Hash;

use names::levels::{CodedName, NameParts, read};
use records::{PartialDate, Report};

use crate::date::{Spans, spans};
use crate::preparing::{clean, gender, parts, prepare, written};
use crate::row::{N_TEXTS, NONE, Row, Rows};
use crate::text::Text;

/// Rows whose tables of values grow: values that are new get the next numbers.
///
/// Nothing but the order of the numbers tells which values were there from the start, and comparing does not look at that. How
/// often values occur stays as it was counted at the start.
pub(super) struct Growing {
    pub(super) rows: Rows,
    names: Table<CodedName>,
    texts: [Table<Text>; N_TEXTS],
    dates: Table<Spans>,
    /// Numbers of given names with family names.
    wholes: HashMap<(u32, u32), u32>,
}

/// Finds the number of a value among those that were there from the start, in order, and those added since.
struct Table<T> {
    n_ordered: usize,
    added: HashMap<T, u32>,
}

impl<T: Clone + Ord + Hash> Table<T> {
    fn of(values: &[T]) -> Self {
        Self {
            n_ordered: values.len(),
            added: HashMap::new(),
        }
    }

    fn number(&mut self, values: &mut Vec<T>, value: T) -> u32 {
        if let Ok(known) = values[..self.n_ordered].binary_search(&value) {
            return known as u32;
        }
        *self.added.entry(value).or_insert_with_key(|value| {
            values.push(value.clone());
            values.len() as u32 - 1
        })
    }
}

impl Growing {
    /// The rows of some reports, as a linkage prepares them.
    pub(super) fn new(reports: &[Report], distinct: &[usize]) -> Self {
        let rows = prepare(reports, distinct);
        let known = rows.parts.iter().filter(|parts| parts.whole != NONE);
        Self {
            names: Table::of(&rows.names),
            texts: std::array::from_fn(|at| Table::of(&rows.texts[at])),
            dates: Table::of(&rows.dates),
            wholes: known
                .map(|parts| ((parts.given, parts.family), parts.whole))
                .collect(),
            rows,
        }
    }

    /// Adds a report as the last row, under a place; gives the number of the row.
    pub(super) fn push(&mut self, report: &Report, place: u32, distinct: &[usize]) -> u32 {
        let name = self.name(report);
        let row = Row {
            name,
            birth: self.date(report.birth.as_ref()),
            sex: report.sex.or(gender(&self.rows.names[name as usize])),
            texts: std::array::from_fn(|at| self.text(report, at)),
            event: self.date(report.event.as_ref()),
            list: self.list(report.list, distinct),
        };
        self.rows.rows.push(row);
        self.rows.report_of.push(place);
        self.rows.rows.len() as u32 - 1
    }

    /// Takes the last row away again; its values stay.
    pub(super) fn pop(&mut self) {
        self.rows.rows.pop();
        self.rows.report_of.pop();
    }

    fn name(&mut self, report: &Report) -> u32 {
        let written = &report.name;
        let name = read(NameParts {
            full: written.full.as_deref(),
            given: written.given.as_deref(),
            surname: written.surname.as_deref(),
            patronymic: written.patronymic.as_deref(),
        });
        let coded = self.rows.lexicon.code(&name);
        let number = self.names.number(&mut self.rows.names, coded);
        if number as usize == self.rows.parts.len() {
            let parts = parts(&self.rows.lexicon, &coded, &mut self.wholes);
            self.rows.parts.push(parts);
        }
        number
    }

    fn text(&mut self, report: &Report, at: usize) -> u32 {
        let cleaned = written(report, at).and_then(|written| clean(written, at));
        cleaned.map_or(NONE, |text| self.texts[at].number(&mut self.rows.texts[at], text))
    }

    fn date(&mut self, date: Option<&PartialDate>) -> u32 {
        date.map_or(NONE, |date| {
            self.dates.number(&mut self.rows.dates, spans(date.readings()))
        })
    }

    /// The place of a list among all lists; a new one comes last.
    fn list(&mut self, list: usize, distinct: &[usize]) -> u32 {
        let lists = &mut self.rows.lists;
        let known = lists.iter().position(|(known, _)| *known == list);
        known.unwrap_or_else(|| {
            lists.push((list, distinct.contains(&list)));
            lists.len() - 1
        }) as u32
    }
}
