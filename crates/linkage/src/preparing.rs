//! Reads reports into rows.
//!
//! Reports repeat what others say, so every written value is cleaned once. Values are numbered in their own order and rows
//! sorted by these numbers; nothing depends on where a report stands among the others.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::Hash;

use names::levels::{CodedName, Coder, Gender, Lexicon, Name, NameField, NameFields, Role, read_fields};
use rayon::prelude::*;
use records::{DateSpan, Detail, PartialDate, Report, Sex};

use crate::date::{Spans, spans};
use crate::place;
use crate::row::{N_TEXTS, NONE, Parts, Row, Rows};
use crate::text::{self, Text};

/// Values in order of first use, each once, and the number of the value of every report.
struct Column<T> {
    values: Vec<T>,
    of_report: Vec<u32>,
}

/// Reads all reports. Lists named in `distinct` hold each person once.
pub(crate) fn prepare(reports: &[Report], distinct: &[usize]) -> Rows {
    let names = Names::read(reports);
    let mut texts: [Vec<Text>; N_TEXTS] = std::array::from_fn(|_| Vec::new());
    let mut of_texts: [Vec<u32>; N_TEXTS] = std::array::from_fn(|_| Vec::new());
    for (at, (values, numbers)) in texts.iter_mut().zip(&mut of_texts).enumerate() {
        let column = column(reports.iter().map(|report| written(report, at)));
        (*values, *numbers) = ranked(column, |written| clean(written, at));
    }
    let (dates, births, events) = dates(reports);
    let lists = lists(reports, distinct);
    let row = |place: usize| {
        let report = &reports[place];
        let name = names.of_report[place];
        let list = lists.partition_point(|(list, _)| *list < report.list);
        Row {
            name,
            birth: births[place],
            sex: report.sex.or(gender(&names.names[name as usize])),
            texts: std::array::from_fn(|at| of_texts[at][place]),
            event: events[place],
            list: list as u32,
        }
    };
    let mut rows: Vec<(Row, u32)> = (0..reports.len())
        .into_par_iter()
        .map(|place| (row(place), place as u32))
        .collect();
    // Spellings that are cleaned to the same are in order of the writing; reports that say the same stay in the order
    // given, and nothing can tell them apart.
    rows.par_sort_unstable_by(|(a, x), (b, y)| {
        let written = || by_writing(&reports[*x as usize], &reports[*y as usize]);
        a.cmp(b).then_with(written).then(x.cmp(y))
    });
    let mut prepared = Rows {
        rows: rows.iter().map(|(row, _)| *row).collect(),
        report_of: rows.iter().map(|(_, place)| *place).collect(),
        lists,
        lexicon: names.lexicon,
        names: names.names,
        dates,
        texts,
        ..Rows::default()
    };
    count(&mut prepared);
    prepared
}

/// Counts how often parts of names and texts occur.
fn count(rows: &mut Rows) {
    let lexicon = &rows.lexicon;
    let mut wholes = HashMap::new();
    for name in &rows.names {
        rows.parts.push(parts(lexicon, name, &mut wholes));
    }
    let add = |counts: &mut Vec<u32>, number: u32| {
        if let Some(count) = counts.get_mut(number as usize) {
            *count += 1;
        }
    };
    rows.n_given = vec![0; lexicon.n_stems()];
    rows.n_family = vec![0; lexicon.n_stems()];
    rows.n_whole = vec![0; wholes.len()];
    rows.n_texts = std::array::from_fn(|at| vec![0; rows.texts[at].len()]);
    for row in &rows.rows {
        let parts = rows.parts[row.name as usize];
        add(&mut rows.n_given, parts.given);
        add(&mut rows.n_family, parts.family);
        add(&mut rows.n_whole, parts.whole);
        for (counts, number) in rows.n_texts.iter_mut().zip(row.texts) {
            add(counts, number);
        }
    }
}

/// The numbers of the parts of a name; a given name with a family name that have not met yet get the next number.
pub(crate) fn parts(lexicon: &Lexicon, name: &CodedName, wholes: &mut HashMap<(u32, u32), u32>) -> Parts {
    let part = |roles: &[Role]| {
        let mut parts = roles.iter().filter_map(|role| lexicon.part(name, *role));
        parts.next().unwrap_or(NONE)
    };
    let given = part(&[Role::Given]);
    let family = part(&[Role::Surname, Role::Father]);
    let mut whole = NONE;
    if given != NONE && family != NONE {
        let next = wholes.len() as u32;
        whole = *wholes.entry((given, family)).or_insert(next);
    }
    Parts { given, family, whole }
}

/// Numbers written values in order of first use.
fn column<T: Copy + Eq + Hash>(written: impl Iterator<Item = Option<T>>) -> Column<T> {
    let mut column = Column {
        values: Vec::new(),
        of_report: Vec::with_capacity(written.size_hint().0),
    };
    let mut numbers = HashMap::new();
    for value in written {
        let number = value.map_or(NONE, |value| {
            let next = column.values.len() as u32;
            *numbers.entry(value).or_insert_with(|| {
                column.values.push(value);
                next
            })
        });
        column.of_report.push(number);
    }
    column
}

/// Cleans the values of a column and numbers what comes of them in its own order.
fn ranked<W: Copy + Sync, T: Clone + Ord + Send + Sync>(
    column: Column<W>,
    clean: impl Fn(W) -> Option<T> + Sync,
) -> (Vec<T>, Vec<u32>) {
    let cleaned: Vec<Option<T>> = column.values.par_iter().map(|written| clean(*written)).collect();
    let mut order: Vec<u32> = (0..cleaned.len() as u32).collect();
    order.retain(|number| cleaned[*number as usize].is_some());
    order.par_sort_unstable_by(|x, y| cleaned[*x as usize].cmp(&cleaned[*y as usize]));
    let mut values: Vec<T> = Vec::new();
    let mut number_of = vec![NONE; cleaned.len()];
    for number in order {
        if let Some(value) = &cleaned[number as usize] {
            if values.last() != Some(value) {
                values.push(value.clone());
            }
            number_of[number as usize] = values.len() as u32 - 1;
        }
    }
    let of_report = renumbered(column.of_report, &number_of);
    (values, of_report)
}

fn renumbered(mut of_report: Vec<u32>, number_of: &[u32]) -> Vec<u32> {
    for number in &mut of_report {
        *number = number_of.get(*number as usize).copied().unwrap_or(NONE);
    }
    of_report
}

/// What is written in one of the text fields of a report.
pub(crate) fn written(report: &Report, at: usize) -> Option<&str> {
    const DETAILS: [Detail; N_TEXTS - 1] = [
        Detail::Phone,
        Detail::Document,
        Detail::Email,
        Detail::Postcode,
        Detail::Address,
        Detail::Occupation,
    ];
    match at.checked_sub(1) {
        None => report.place.as_deref(),
        Some(detail) => report.details.get(&DETAILS[detail]).map(records::Text::as_str),
    }
}

/// A written text as it is compared.
pub(crate) fn clean(written: &str, at: usize) -> Option<Text> {
    const CLEANERS: [fn(&str) -> Option<Text>; N_TEXTS] = [
        place::place,
        text::phone,
        text::symbols,
        text::email,
        text::symbols,
        text::words,
        text::words,
    ];
    CLEANERS[at](written)
}

/// The dates of births and events, and the numbers of both for each report.
fn dates(reports: &[Report]) -> (Vec<Spans>, Vec<u32>, Vec<u32>) {
    fn readings(date: &PartialDate) -> &[DateSpan] {
        date.readings()
    }
    let births = reports.iter().map(|report| report.birth.as_ref().map(readings));
    let events = reports.iter().map(|report| report.event.as_ref().map(readings));
    let column = column(births.chain(events));
    let (dates, mut births) = ranked(column, |readings| Some(spans(readings)));
    let events = births.split_off(reports.len());
    (dates, births, events)
}

/// The lists that occur, in order, and whether each holds each person once.
fn lists(reports: &[Report], distinct: &[usize]) -> Vec<(usize, bool)> {
    let mut lists: Vec<usize> = reports.iter().map(|report| report.list).collect();
    lists.sort_unstable();
    lists.dedup();
    lists
        .into_iter()
        .map(|list| (list, distinct.contains(&list)))
        .collect()
}

/// Sex as the endings of a name tell it.
pub(crate) fn gender(name: &CodedName) -> Option<Sex> {
    name.gender().map(|gender| match gender {
        Gender::Male => Sex::Male,
        Gender::Female => Sex::Female,
    })
}

/// The order of two reports by what is written in them.
fn by_writing(x: &Report, y: &Report) -> Ordering {
    fn name(report: &Report) -> [Option<&str>; 5] {
        let name = &report.name;
        [
            name.full.as_deref(),
            name.given.as_deref(),
            name.surname.as_deref(),
            name.patronymic.as_deref(),
            report.place.as_deref(),
        ]
    }
    name(x).cmp(&name(y)).then_with(|| x.details.cmp(&y.details))
}

/// The names of all reports.
struct Names {
    lexicon: Lexicon,
    names: Vec<CodedName>,
    of_report: Vec<u32>,
}

/// Written names that are read before their words are numbered.
const AT_ONCE: usize = 1 << 12;

impl Names {
    fn read(reports: &[Report]) -> Self {
        let fields = NameColumns::read(reports);
        let distinct = column((0..reports.len()).map(|place| Some(fields.of_report(place))));
        let mut coder = Coder::default();
        let mut coded = Vec::with_capacity(distinct.values.len());
        for some in distinct.values.chunks(AT_ONCE) {
            let names: Vec<Name> = some.par_iter().map(|numbers| fields.name(*numbers)).collect();
            coded.extend(names.iter().map(|name| coder.code(name)));
        }
        let lexicon = coder.finish(&mut coded);
        let numbered = Column {
            values: coded,
            of_report: distinct.of_report,
        };
        let (names, of_report) = ranked(numbered, Some);
        Self {
            lexicon,
            names,
            of_report,
        }
    }
}

/// How many fields a written name has.
const N_NAME_FIELDS: usize = 4;

/// The fields of all names, each written value cut into words once.
struct NameColumns {
    fields: [Vec<NameField>; N_NAME_FIELDS],
    of_reports: [Vec<u32>; N_NAME_FIELDS],
}

impl NameColumns {
    fn read(reports: &[Report]) -> Self {
        let mut fields = std::array::from_fn(|_| Vec::new());
        let mut of_reports = std::array::from_fn(|_| Vec::new());
        for at in 0..N_NAME_FIELDS {
            let written = reports.iter().map(|report| {
                let name = &report.name;
                [&name.full, &name.given, &name.surname, &name.patronymic][at].as_deref()
            });
            let column = column(written);
            fields[at] = column
                .values
                .par_iter()
                .map(|written| NameField::read(written))
                .collect();
            of_reports[at] = column.of_report;
        }
        Self { fields, of_reports }
    }

    fn of_report(&self, place: usize) -> [u32; N_NAME_FIELDS] {
        std::array::from_fn(|at| self.of_reports[at][place])
    }

    fn name(&self, numbers: [u32; N_NAME_FIELDS]) -> Name {
        let field = |at: usize| self.fields[at].get(numbers[at] as usize);
        read_fields(NameFields {
            full: field(0),
            given: field(1),
            surname: field(2),
            patronymic: field(3),
        })
    }
}
