//! Partial dates: when something happened, as exactly as it is known.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A date known to lie between two days, perhaps in more than one way.
///
/// `03/04/87` is either 3 April or 4 March 1987: both readings are kept, nobody guesses. A year, a month,
/// an age, or "about 1987" is one reading that spans many days. There is always at least one reading.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialDate {
    readings: Vec<DateSpan>,
    approximate: bool,
}

/// Every day from the first to the last, both included; the first is never after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

    /// The number of possible days, at least 1.
    pub fn n_days(&self) -> u32 {
        let days = self.last.since(self.first).map_or(0, |span| span.get_days());
        u32::try_from(days).map_or(u32::MAX, |days| days.saturating_add(1))
    }
}

impl PartialDate {
    /// Makes a date from its readings, likeliest first; `None` when there are none.
    pub fn new(readings: Vec<DateSpan>, approximate: bool) -> Option<Self> {
        (!readings.is_empty()).then_some(Self { readings, approximate })
    }

    /// The possible readings, likeliest first, at least one.
    pub fn readings(&self) -> &[DateSpan] {
        &self.readings
    }

    /// Says whether the source itself called the date approximate.
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartialDate({} readings)", self.readings.len())
    }
}
