//! Partial dates: when something happened, as exactly as it is known.

mod reading;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

/// A date known to lie between two days, perhaps in more than one way.
///
/// `03/04/87` is either 3 April or 4 March 1987: both readings are kept, nobody guesses. A year, a month,
/// an age, or "about 1987" is one reading that spans many days. There is always at least one reading.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedDate")]
pub struct PartialDate {
    readings: Readings,
    approximate: bool,
}

/// The readings of a date; nearly all have one, which needs no room of its own.
#[derive(Clone, PartialEq, Eq)]
enum Readings {
    One([DateSpan; 1]),
    Several(Box<[DateSpan]>),
}

impl Readings {
    fn as_slice(&self) -> &[DateSpan] {
        match self {
            Self::One(only) => only,
            Self::Several(several) => several,
        }
    }
}

impl Serialize for Readings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().serialize(serializer)
    }
}

/// Every day from the first to the last, both included; the first is never after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "UncheckedSpan")]
pub struct DateSpan {
    first: Date,
    last: Date,
}

/// A partial date with what a careful reader would want to ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateReading {
    /// The date itself.
    pub date: PartialDate,
    /// Day and month could be either way round; both readings are kept.
    pub ambiguous: bool,
    /// The century was not written and was inferred.
    pub century_inferred: bool,
    /// The date was an age and needed the day it was true.
    pub from_age: bool,
}

/// Text in which no date could be found.
///
/// Carries nothing of the text: errors never show a person's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableDate {
    /// No known form of date.
    #[error("not a date in any known form")]
    UnknownForm,
    /// A day or month that does not exist.
    #[error("no such day in the calendar")]
    NoSuchDay,
    /// An age without the day on which it was true.
    #[error("an age needs the day on which it was true")]
    AgeWithoutDay,
}

/// A span as it comes from outside, before its order is checked.
#[derive(Deserialize)]
struct UncheckedSpan {
    first: Date,
    last: Date,
}

/// A date as it comes from outside, before it is known to have a reading.
#[derive(Deserialize)]
struct UncheckedDate {
    readings: Vec<DateSpan>,
    approximate: bool,
}

impl TryFrom<UncheckedSpan> for DateSpan {
    type Error = &'static str;

    fn try_from(span: UncheckedSpan) -> Result<Self, Self::Error> {
        Self::new(span.first, span.last).ok_or("a span ends before it begins")
    }
}

impl TryFrom<UncheckedDate> for PartialDate {
    type Error = &'static str;

    fn try_from(date: UncheckedDate) -> Result<Self, Self::Error> {
        Self::new(date.readings, date.approximate).ok_or("a date has no reading")
    }
}

impl UnreadableDate {
    /// Every code that [`UnreadableDate::code`] can give.
    pub const ALL_CODES: &[&str] = &["unknown-form", "no-such-day", "age-without-day"];

    /// The stable code of this reason.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownForm => "unknown-form",
            Self::NoSuchDay => "no-such-day",
            Self::AgeWithoutDay => "age-without-day",
        }
    }
}

impl DateSpan {
    /// Makes a span; `None` when `first` is after `last`.
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The first possible day.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last possible day.
    pub fn last(&self) -> Date {
        self.last
    }

    /// The one span from the earlier beginning to the later end of both.
    pub fn hull(&self, other: &Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    /// Says whether some day lies in both spans.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The number of possible days, at least 1.
    pub fn n_days(&self) -> u32 {
        let days = self.last.since(self.first).map_or(0, |span| span.get_days());
        u32::try_from(days).map_or(u32::MAX, |days| days.saturating_add(1))
    }
}

impl PartialDate {
    /// Makes a date from its readings, likeliest first; `None` when there are none.
    pub fn new(readings: Vec<DateSpan>, approximate: bool) -> Option<Self> {
        let readings = match *readings {
            [] => return None,
            [only] => Readings::One([only]),
            _ => Readings::Several(readings.into_boxed_slice()),
        };
        Some(Self {
            readings,
            approximate,
        })
    }

    /// Exactly one day.
    pub fn day(day: Date) -> Self {
        Self::of(DateSpan {
            first: day,
            last: day,
        })
    }

    /// Some day of a month; `None` when there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        DateSpan::new(first, first.last_of_month()).map(Self::of)
    }

    /// Some day of a year; `None` when the year is outside the calendar, -9999 to 9999.
    pub fn year(year: i16) -> Option<Self> {
        let first = Date::new(year, 1, 1).ok()?;
        DateSpan::new(first, first.last_of_year()).map(Self::of)
    }

    /// The possible days of birth of somebody who was so many whole years old on a day.
    ///
    /// `None` when the birth would lie outside the calendar.
    pub fn from_age(years: u16, as_of: Date) -> Option<Self> {
        Self::from_ages(years, years, as_of)
    }

    /// The possible days of birth of somebody between two ages, both included, on a day.
    pub fn from_ages(youngest: u16, oldest: u16, as_of: Date) -> Option<Self> {
        let before = as_of.checked_sub((i32::from(oldest) + 1).years()).ok()?;
        let first = before.checked_add(1.day()).ok()?;
        let last = as_of.checked_sub(i32::from(youngest).years()).ok()?;
        DateSpan::new(first, last).map(Self::of)
    }

    /// The day that a spreadsheet's serial number stands for; the time of day is left off.
    ///
    /// With the 1900 system day 1 is 1 January 1900 and day 60, 29 February 1900, never existed (ECMA-376
    /// part 1, 18.17.4.1); with the 1904 system day 0 is 1 January 1904. `None` for what is no day.
    pub fn from_excel_serial(serial: f64, date_1904: bool) -> Option<Self> {
        let whole = serial.floor();
        // 2958465 is 31 December 9999, the last day a spreadsheet knows.
        if !(0.0..=2_958_465.0).contains(&whole) {
            return None;
        }
        let days = whole as i32;
        let base = match (date_1904, days) {
            (true, _) => Date::constant(1904, 1, 1),
            (false, 0 | 60) => return None,
            (false, 1..60) => Date::constant(1899, 12, 31),
            (false, _) => Date::constant(1899, 12, 30),
        };
        base.checked_add(days.days()).ok().map(Self::day)
    }

    /// Reads a date in any form that people write; see the module `reading` for the forms.
    ///
    /// `as_of` is the day on which ages were true; it also decides the century of two-digit years.
    ///
    /// # Errors
    ///
    /// When the text is no date, is a day that does not exist, or is an age without `as_of`.
    pub fn read(text: &str, as_of: Option<Date>) -> Result<DateReading, UnreadableDate> {
        reading::read(text, as_of)
    }

    /// The one day, when the date is exactly that.
    pub fn as_day(&self) -> Option<Date> {
        match self.readings() {
            [only] if only.first == only.last && !self.approximate => Some(only.first),
            _ => None,
        }
    }

    /// Says whether some day lies in a reading of each.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.readings()
            .iter()
            .any(|ours| other.readings().iter().any(|theirs| ours.overlaps(theirs)))
    }

    fn of(span: DateSpan) -> Self {
        Self {
            readings: Readings::One([span]),
            approximate: false,
        }
    }

    /// The possible readings, likeliest first, at least one.
    pub fn readings(&self) -> &[DateSpan] {
        self.readings.as_slice()
    }

    /// Says whether the source itself called the date approximate.
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartialDate({} readings)", self.readings().len())
    }
}
