//! Dates and ages of a row.

use jiff::civil::Date;
use records::{PartialDate, UnreadableDate};

use super::columns::{Columns, cell_text};
use crate::warning::Warnings;
use crate::{Cell, Column, Row, WarningKind};

/// Numbers that are believed to be a spreadsheet's count of days: October 1905 to December 2099.
///
/// Smaller ones are years.
const SERIALS: std::ops::RangeInclusive<f64> = 2101.0..=73_050.9;

/// Above this no age is believed; the oldest person known reached 122.
const MAX_AGE: f64 = 125.0;

/// Reads the columns that say this as one date.
///
/// Several columns are read together (day, month and year may stand apart), or else the first that can be read.
pub(super) fn date(
    columns: &Columns,
    row: &Row,
    column: Column,
    as_of: Option<Date>,
    warnings: &mut Warnings,
) -> Option<PartialDate> {
    let cells = columns.cells(row, column);
    let heading = columns.heading(column);
    if let [_, _, ..] = cells.as_slice() {
        let joined = columns.text(row, column).unwrap_or_default();
        if let Ok(read) = read_text(&joined, as_of) {
            return Some(warned(read, row, heading, warnings));
        }
    }
    let mut reason = None;
    for cell in cells {
        match read_cell(cell, as_of) {
            Ok(read) => return Some(warned(read, row, heading, warnings)),
            Err(error) => reason = reason.or(Some(error)),
        }
    }
    let kind = match reason? {
        UnreadableDate::UnknownForm => WarningKind::UnreadableDate,
        UnreadableDate::NoSuchDay => WarningKind::NoSuchDay,
        UnreadableDate::AgeWithoutDay => WarningKind::AgeWithoutDay,
    };
    warnings.add(Some(row.number), heading, kind);
    None
}

/// A date with what has to be said about it.
struct Read {
    date: PartialDate,
    kinds: Vec<WarningKind>,
}

fn warned(read: Read, row: &Row, heading: Option<&str>, warnings: &mut Warnings) -> PartialDate {
    for kind in read.kinds {
        warnings.add(Some(row.number), heading, kind);
    }
    read.date
}

fn read_cell(cell: &Cell, as_of: Option<Date>) -> Result<Read, UnreadableDate> {
    match cell {
        Cell::Date(day) => Ok(Read {
            date: PartialDate::day(*day),
            kinds: Vec::new(),
        }),
        Cell::Number(number) => read_number(*number, as_of),
        _ => read_text(&cell_text(cell).unwrap_or_default(), as_of),
    }
}

/// Five digits are no other form of a date, so text of them is a serial number too: CSV knows only text.
fn read_text(text: &str, as_of: Option<Date>) -> Result<Read, UnreadableDate> {
    if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return read_number(text.parse().unwrap_or(f64::NAN), as_of);
    }
    let reading = PartialDate::read(text, as_of)?;
    let mut kinds = Vec::new();
    if reading.ambiguous {
        kinds.push(WarningKind::AmbiguousDate);
    }
    if reading.century_inferred {
        kinds.push(WarningKind::CenturyInferred);
    }
    Ok(Read {
        date: reading.date,
        kinds,
    })
}

fn read_number(number: f64, as_of: Option<Date>) -> Result<Read, UnreadableDate> {
    if SERIALS.contains(&number) {
        let date = PartialDate::from_excel_serial(number, false).ok_or(UnreadableDate::NoSuchDay)?;
        return Ok(Read {
            date,
            kinds: vec![WarningKind::ExcelSerial],
        });
    }
    let digits = crate::grid::number_text(number);
    // Five digits outside the serial numbers are no date, and would come back here.
    if digits.len() == 5 {
        return Err(UnreadableDate::UnknownForm);
    }
    // A number of a spreadsheet that was typed as 03.1987 is 3.1987; it says month and year.
    read_text(&digits, as_of)
}

/// The day on which the row itself says that its age was true.
pub(super) fn stated_day(columns: &Columns, row: &Row) -> Option<Date> {
    let cells = columns.cells(row, Column::AsOf);
    cells
        .into_iter()
        .find_map(|cell| read_cell(cell, None).ok()?.date.as_day())
}

/// The birth that an age column says.
pub(super) fn birth_from_age(
    columns: &Columns,
    row: &Row,
    as_of: Option<Date>,
    warnings: &mut Warnings,
) -> Option<PartialDate> {
    let cells = columns.cells(row, Column::Age);
    let cell = cells.first()?;
    let heading = columns.heading(Column::Age);
    let as_of = date(columns, row, Column::AsOf, None, warnings).or_else(|| as_of.map(PartialDate::day));
    let Some(as_of) = as_of else {
        warnings.add(Some(row.number), heading, WarningKind::AgeWithoutDay);
        return None;
    };
    let birth = birth(cell, &as_of);
    if birth.is_none() {
        warnings.add(Some(row.number), heading, WarningKind::UnreadableAge);
    }
    birth
}

/// The days of birth for an age that was true on some day of a partial date.
fn birth(cell: &Cell, as_of: &PartialDate) -> Option<PartialDate> {
    let on = |day: Date| match cell {
        Cell::Number(years) => from_years(*years, day),
        _ => {
            let text = cell_text(cell)?;
            let text = text.trim_end_matches('+');
            if let Ok(years) = text.replace(',', ".").parse() {
                return from_years(years, day);
            }
            PartialDate::read(text, Some(day))
                .ok()
                .filter(|reading| reading.from_age)
                .map(|reading| reading.date)
        }
    };
    let span = as_of
        .readings()
        .iter()
        .copied()
        .reduce(|left, right| left.hull(&right))?;
    let (first, last) = (on(span.first())?, on(span.last())?);
    let hull = first.readings().first()?.hull(last.readings().first()?);
    PartialDate::new(vec![hull], first.is_approximate())
}

fn from_years(years: f64, day: Date) -> Option<PartialDate> {
    if !(0.0..=MAX_AGE).contains(&years) {
        return None;
    }
    // A child's age of 1.5 years is one whole year.
    PartialDate::from_age(years.floor() as u16, day)
}
