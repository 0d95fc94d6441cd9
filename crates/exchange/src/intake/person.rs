//! One row as a report about a person.

use std::sync::Arc;

use jiff::ToSpan;
use records::{DateSpan, Detail, Details, Origin, PartialDate, Report, Sex, Text, WrittenName};

use super::columns::{Columns, cell_text};
use super::{IntakePlan, dates, words};
use crate::warning::Warnings;
use crate::{Column, Row, WarningKind};

const DETAILS: [(Column, Detail); 6] = [
    (Column::Phone, Detail::Phone),
    (Column::Document, Detail::Document),
    (Column::Email, Detail::Email),
    (Column::Postcode, Detail::Postcode),
    (Column::Address, Detail::Address),
    (Column::Occupation, Detail::Occupation),
];

const NAMES: [Column; 4] = [Column::Name, Column::Given, Column::Surname, Column::Patronymic];

pub(super) fn report(
    columns: &Columns,
    row: &Row,
    list: usize,
    plan: &IntakePlan,
    warnings: &mut Warnings,
) -> Report {
    let report = Report {
        origin: Origin {
            file: Arc::clone(&columns.file),
            sheet: columns.sheet.clone(),
            row: row.number,
        },
        list,
        own_id: columns.text(row, Column::OwnId),
        name: name(columns, row, warnings),
        sex: sex(columns, row, warnings),
        birth: birth(columns, row, plan, warnings),
        event: dates::date(columns, row, Column::Event, plan.as_of, warnings),
        place: columns.text(row, Column::Place),
        source: columns.text(row, Column::Source),
        details: details(columns, row),
    };
    if says_nobody(&report) {
        warnings.add(Some(row.number), None, WarningKind::NothingIdentifying);
    } else if report.name.is_empty() {
        warnings.add(Some(row.number), None, WarningKind::NoName);
    }
    report
}

/// Further details, with no more room than they need.
fn details(columns: &Columns, row: &Row) -> Details {
    let texts = DETAILS.map(|(column, _)| columns.text(row, column));
    let mut details = Details::with_capacity(texts.iter().flatten().count());
    for ((_, detail), text) in DETAILS.into_iter().zip(texts) {
        text.map(|text| details.insert(detail, text));
    }
    details
}

fn says_nobody(report: &Report) -> bool {
    report.name.is_empty()
        && report.birth.is_none()
        && report.event.is_none()
        && report.place.is_none()
        && report.details.is_empty()
}

fn name(columns: &Columns, row: &Row, warnings: &mut Warnings) -> WrittenName {
    let mut part = |column| {
        let text = columns.text(row, column)?;
        if words::names_nobody(&text) {
            return None;
        }
        if !text.contains(char::is_alphabetic) {
            let kind = WarningKind::NameWithoutLetters;
            warnings.add(Some(row.number), columns.heading(column), kind);
            return None;
        }
        let mut words = text.split(|letter: char| !letter.is_alphabetic());
        if has_two_scripts(&text) && words.any(has_two_scripts) {
            warnings.add(
                Some(row.number),
                columns.heading(column),
                WarningKind::MixedScript,
            );
        }
        Some(text)
    };
    WrittenName {
        full: part(Column::Name),
        given: part(Column::Given),
        surname: part(Column::Surname),
        patronymic: part(Column::Patronymic),
    }
}

/// Says whether a row is a sum of the table: its name says so, or it has none and begins with a word that does.
pub(super) fn is_total(columns: &Columns, row: &Row) -> bool {
    let names: Vec<Text> = NAMES
        .into_iter()
        .filter_map(|column| columns.text(row, column))
        .filter(|text| text.contains(char::is_alphabetic))
        .collect();
    if !names.is_empty() {
        return names.iter().all(|name| words::says_total(name));
    }
    let mut texts = row.cells.iter().filter_map(cell_text);
    texts.next().is_some_and(|first| words::says_total(&first))
}

/// Latin and Cyrillic letters in one word look right and match nothing.
fn has_two_scripts(word: &str) -> bool {
    let latin = !word.is_ascii()
        && word.contains(|letter| matches!(letter, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}'));
    latin && word.contains(|letter| matches!(letter, '\u{400}'..='\u{52f}'))
}

fn sex(columns: &Columns, row: &Row, warnings: &mut Warnings) -> Option<Sex> {
    let text = columns.text(row, Column::Sex)?;
    let sex = words::sex(&text);
    if sex.is_none() {
        warnings.add(
            Some(row.number),
            columns.heading(Column::Sex),
            WarningKind::UnrecognisedSex,
        );
    }
    sex
}

/// The date of birth, or the span that the age gives.
fn birth(columns: &Columns, row: &Row, plan: &IntakePlan, warnings: &mut Warnings) -> Option<PartialDate> {
    let as_of = dates::stated_day(columns, row).or(plan.as_of);
    let birth = dates::date(columns, row, Column::Birth, as_of, warnings);
    if birth.is_some() && !columns.has(Column::AsOf) && plan.as_of.is_none() {
        return birth;
    }
    let by_age = dates::birth_from_age(columns, row, plan.as_of, warnings);
    if let (Some(birth), Some(by_age)) = (&birth, &by_age)
        && !nearly_overlap(birth, by_age)
    {
        warnings.add(
            Some(row.number),
            columns.heading(Column::Age),
            WarningKind::AgeContradictsBirth,
        );
    }
    birth.or(by_age)
}

/// Ages are often told a year off, which is no contradiction worth a question.
fn nearly_overlap(birth: &PartialDate, by_age: &PartialDate) -> bool {
    let wider = by_age.readings().iter().filter_map(|span| {
        DateSpan::new(
            span.first().checked_sub(1.year()).ok()?,
            span.last().checked_add(1.year()).ok()?,
        )
    });
    PartialDate::new(wider.collect(), true).is_none_or(|wider| wider.overlaps(birth))
}
