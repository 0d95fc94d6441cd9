//! Reports made ready for comparison.

use std::collections::HashMap;
use std::hash::Hash;

use names::levels::{Gender, Name, NameParts, Role};
use rayon::prelude::*;
use records::{Detail, Report, Sex};

use crate::date::{Spans, spans};
use crate::text::{self, Text};

/// No value.
pub(crate) const NONE: u32 = u32::MAX;

/// Text fields of a row, in the order of [`Row::texts`].
pub(crate) mod text_at {
    pub(crate) const PLACE: usize = 0;
    pub(crate) const PHONE: usize = 1;
    pub(crate) const DOCUMENT: usize = 2;
    pub(crate) const EMAIL: usize = 3;
    pub(crate) const POSTCODE: usize = 4;
    pub(crate) const ADDRESS: usize = 5;
    pub(crate) const OCCUPATION: usize = 6;
}

/// How many text fields there are.
pub(crate) const N_TEXTS: usize = 7;

/// One report: numbers of values in the tables of [`Rows`].
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) list: usize,
    pub(crate) name: u32,
    /// Numbers of the given name, the surname or what stands for it, and both together.
    pub(crate) given: u32,
    pub(crate) family: u32,
    pub(crate) whole: u32,
    pub(crate) birth: u32,
    pub(crate) event: u32,
    pub(crate) sex: Option<Sex>,
    pub(crate) texts: [u32; N_TEXTS],
}

/// All reports in an order that depends on what they say alone.
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    /// For each row, the place of its report.
    pub(crate) report_of: Vec<usize>,
    pub(crate) names: Vec<Name>,
    pub(crate) dates: Vec<Spans>,
    pub(crate) texts: [Vec<Text>; N_TEXTS],
    /// How often each given name, family name, whole name, and text occurs.
    pub(crate) n_given: Vec<u32>,
    pub(crate) n_family: Vec<u32>,
    pub(crate) n_whole: Vec<u32>,
    pub(crate) n_texts: [Vec<u32>; N_TEXTS],
}

/// Everything a report says, in comparable form. The order of the fields is the order of the rows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Content {
    name: Name,
    birth: Option<Spans>,
    sex: Option<Sex>,
    texts: [Option<Text>; N_TEXTS],
    event: Option<Spans>,
    list: usize,
    /// As written: settles the order of spellings that fold to the same.
    written: Vec<String>,
}

/// Values in order of first use, each once.
struct Table<T> {
    numbers: HashMap<T, u32>,
    values: Vec<T>,
    counts: Vec<u32>,
}

/// Reads all reports.
pub(crate) fn prepare(reports: &[Report]) -> Rows {
    let mut contents: Vec<(Content, usize)> = reports
        .par_iter()
        .enumerate()
        .map(|(place, report)| (content(report), place))
        .collect();
    // Reports that say the same stay in the order given; nothing can tell them apart.
    contents.par_sort_by(|(a, _), (b, _)| a.cmp(b));
    intern(contents)
}

fn content(report: &Report) -> Content {
    let written = &report.name;
    let name = names::levels::read(NameParts {
        full: written.full.as_deref(),
        given: written.given.as_deref(),
        surname: written.surname.as_deref(),
        patronymic: written.patronymic.as_deref(),
    });
    let sex = report.sex.or(name.gender().map(|gender| match gender {
        Gender::Male => Sex::Male,
        Gender::Female => Sex::Female,
    }));
    let detail = |kind: Detail| report.details.get(&kind).map(String::as_str);
    Content {
        birth: report.birth.as_ref().map(spans),
        event: report.event.as_ref().map(spans),
        sex,
        texts: [
            report.place.as_deref().and_then(text::words),
            detail(Detail::Phone).and_then(text::phone),
            detail(Detail::Document).and_then(text::symbols),
            detail(Detail::Email).and_then(text::email),
            detail(Detail::Postcode).and_then(text::symbols),
            detail(Detail::Address).and_then(text::words),
            detail(Detail::Occupation).and_then(text::words),
        ],
        name,
        list: report.list,
        written: written_parts(report),
    }
}

fn written_parts(report: &Report) -> Vec<String> {
    let name = &report.name;
    let parts = [
        &name.full,
        &name.given,
        &name.surname,
        &name.patronymic,
        &report.place,
    ];
    parts
        .into_iter()
        .map(|part| part.clone().unwrap_or_default())
        .chain(report.details.values().cloned())
        .collect()
}

fn intern(contents: Vec<(Content, usize)>) -> Rows {
    let mut names = Table::new();
    let mut dates = Table::new();
    let mut given = Table::new();
    let mut family = Table::new();
    let mut whole = Table::new();
    let mut texts: [Table<Text>; N_TEXTS] = std::array::from_fn(|_| Table::new());
    let mut rows = Vec::with_capacity(contents.len());
    let mut report_of = Vec::with_capacity(contents.len());
    for (content, place) in contents {
        let given_part = part(&content.name, &[Role::Given]);
        let family_part = part(&content.name, &[Role::Surname, Role::Father]);
        let whole_part = given_part.clone().zip(family_part.clone());
        let mut numbers = [NONE; N_TEXTS];
        for ((number, table), text) in numbers.iter_mut().zip(&mut texts).zip(content.texts) {
            *number = table.number(text);
        }
        rows.push(Row {
            list: content.list,
            given: given.number(given_part),
            family: family.number(family_part),
            whole: whole.number(whole_part),
            name: names.number(Some(content.name)),
            birth: dates.number(content.birth),
            event: dates.number(content.event),
            sex: content.sex,
            texts: numbers,
        });
        report_of.push(place);
    }
    let n_texts = std::array::from_fn(|at| std::mem::take(&mut texts[at].counts));
    Rows {
        rows,
        report_of,
        names: names.values,
        dates: dates.values,
        texts: texts.map(|table| table.values),
        n_given: given.counts,
        n_family: family.counts,
        n_whole: whole.counts,
        n_texts,
    }
}

/// The stem of the first of these parts that the name has.
fn part(name: &Name, roles: &[Role]) -> Option<Vec<u8>> {
    roles
        .iter()
        .find_map(|role| name.part(*role))
        .map(|token| token.stem().to_vec())
}

impl<T: Clone + Eq + Hash> Table<T> {
    fn new() -> Self {
        Self {
            numbers: HashMap::new(),
            values: Vec::new(),
            counts: Vec::new(),
        }
    }

    fn number(&mut self, value: Option<T>) -> u32 {
        let Some(value) = value else { return NONE };
        let next = u32::try_from(self.values.len()).unwrap_or(NONE);
        let number = *self.numbers.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            self.counts.push(0);
            next
        });
        self.counts[number as usize] += 1;
        number
    }
}
