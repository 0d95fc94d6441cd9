//! How well two partial dates agree.

use std::ops::Deref;

use jiff::civil::Date;
use records::DateSpan;

/// The readings of a date as spans of days, each once and in order, ready to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Spans {
    n: u8,
    spans: [Span; MAX_READINGS],
}

/// One reading: first and last day counted from a fixed day, and the first day's calendar parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Span {
    first: i32,
    last: i32,
    year: i16,
    month: i8,
    day: i8,
}

/// Readings of one date that are looked at.
const MAX_READINGS: usize = 4;

/// Levels of a birth date, as places in `FIELDS`, counted from 1.
mod birth {
    pub(super) const EXACT: usize = 1;
    pub(super) const SWAPPED: usize = 2;
    pub(super) const ONE_DIGIT: usize = 3;
    pub(super) const SAME_MONTH: usize = 4;
    pub(super) const DEFAULT_DAY: usize = 5;
    pub(super) const SAME_YEAR: usize = 6;
    pub(super) const OVERLAP: usize = 7;
    pub(super) const NEAR_YEAR: usize = 8;
    pub(super) const SAME_YEAR_DIFFERS: usize = 9;
    pub(super) const DAY_AGREES: usize = 10;
    pub(super) const DIFFERENT: usize = 11;
}

/// Prepares the readings of a date; the first few are looked at.
pub(crate) fn spans(readings: &[DateSpan]) -> Spans {
    let mut found: Vec<Span> = readings.iter().take(MAX_READINGS).map(span).collect();
    found.sort_unstable();
    found.dedup();
    let mut spans = [Span::default(); MAX_READINGS];
    spans[..found.len()].copy_from_slice(&found);
    Spans {
        n: found.len() as u8,
        spans,
    }
}

impl Deref for Spans {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        &self.spans[..usize::from(self.n)]
    }
}

fn span(reading: &DateSpan) -> Span {
    let first = reading.first();
    Span {
        first: day_number(first),
        last: day_number(reading.last()),
        year: first.year(),
        month: first.month(),
        day: first.day(),
    }
}

/// Days since the first of March of year 0, proleptic Gregorian (Hatcher 1984).
fn day_number(date: Date) -> i32 {
    let (year, month, day) = (
        i32::from(date.year()),
        i32::from(date.month()),
        i32::from(date.day()),
    );
    let shifted = if month > 2 { year } else { year - 1 };
    let month = (month + 9) % 12;
    365 * shifted + shifted.div_euclid(4) - shifted.div_euclid(100)
        + shifted.div_euclid(400)
        + (153 * month + 2) / 5
        + day
}

impl Span {
    /// The single day of the reading.
    pub(crate) fn day(self) -> Option<i32> {
        (self.first == self.last).then_some(self.first)
    }

    /// The years the reading touches.
    pub(crate) fn years(self) -> std::ops::RangeInclusive<i32> {
        let year = i32::from(self.year);
        year..=year + (self.last - self.first + self.first_day_of_year()) / 366
    }

    fn first_day_of_year(self) -> i32 {
        (i32::from(self.month) - 1) * 31 + i32::from(self.day) - 1
    }

    fn width(self) -> i32 {
        self.last - self.first + 1
    }

    fn is_default_day(self) -> bool {
        self.month == 1 && self.day == 1
    }

    fn digits(self) -> [u8; 8] {
        let year = self.year.unsigned_abs();
        let digit = |value: u16| u8::try_from(value % 10).unwrap_or(0);
        let (month, day) = (
            u16::from(self.month.unsigned_abs()),
            u16::from(self.day.unsigned_abs()),
        );
        [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            digit(month / 10),
            digit(month),
            digit(day / 10),
            digit(day),
        ]
    }
}

/// Compares birth dates over all their readings: the best level, counted from 1.
pub(crate) fn birth_level(a: &[Span], b: &[Span]) -> usize {
    best(a, b, birth_of_spans)
}

/// Compares dates of an event over all their readings: the best level, counted from 1.
pub(crate) fn event_level(a: &[Span], b: &[Span]) -> usize {
    best(a, b, event_of_spans)
}

fn best(a: &[Span], b: &[Span], level: fn(Span, Span) -> usize) -> usize {
    a.iter()
        .flat_map(|x| b.iter().map(move |y| level(*x, *y)))
        .min()
        .unwrap_or(0)
}

fn birth_of_spans(x: Span, y: Span) -> usize {
    if x.day().is_some() && y.day().is_some() {
        return birth_of_days(x, y);
    }
    let gap = gap(x, y);
    match x.width().max(y.width()) {
        0..=31 if gap == 0 => birth::SAME_MONTH,
        0..=366 if gap == 0 => birth::SAME_YEAR,
        _ if gap == 0 => birth::OVERLAP,
        _ if gap <= 366 => birth::NEAR_YEAR,
        _ => birth::DIFFERENT,
    }
}

fn birth_of_days(x: Span, y: Span) -> usize {
    let same_year = x.year == y.year;
    if same_year && (x.is_default_day() || y.is_default_day()) {
        // The first of January stands for an unknown day in many registers.
        return birth::DEFAULT_DAY;
    }
    if x.first == y.first {
        return birth::EXACT;
    }
    if same_year && x.month == y.day && x.day == y.month {
        return birth::SWAPPED;
    }
    if one_slip(x.digits(), y.digits()) {
        return birth::ONE_DIGIT;
    }
    if same_year {
        return birth::SAME_YEAR_DIFFERS;
    }
    if x.month == y.month && x.day == y.day && !x.is_default_day() {
        return birth::DAY_AGREES;
    }
    if (x.year - y.year).abs() == 1 {
        birth::NEAR_YEAR
    } else {
        birth::DIFFERENT
    }
}

/// One digit replaced, or two neighbouring digits exchanged.
fn one_slip(x: [u8; 8], y: [u8; 8]) -> bool {
    let differing = || (0..8).filter(|at| x[*at] != y[*at]);
    match (differing().next(), differing().nth(1), differing().nth(2)) {
        (Some(_), None, _) => true,
        (Some(p), Some(q), None) => q == p + 1 && x[p] == y[q] && x[q] == y[p],
        _ => false,
    }
}

fn event_of_spans(x: Span, y: Span) -> usize {
    let single = x.day().is_some() && y.day().is_some();
    match gap(x, y) {
        0 if single => 1,
        0 => 3,
        1..=3 => 2,
        4..=31 => 4,
        _ => 5,
    }
}

/// Days between two spans; 0 when they overlap.
fn gap(x: Span, y: Span) -> i32 {
    (x.first - y.last).max(y.first - x.last).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(first: Date, last: Date) -> Spans {
        spans(&[DateSpan::new(first, last).unwrap()])
    }

    fn check(a: &Spans, b: &Spans, expected: usize) {
        assert_eq!(birth_level(a, b), expected, "{a:?} {b:?}");
        assert_eq!(birth_level(b, a), expected, "{b:?} {a:?}");
    }

    #[test]
    fn births_agree_by_degrees() {
        let day = |y, m, d| days(date(y, m, d), date(y, m, d));
        let year = |y| days(date(y, 1, 1), date(y, 12, 31));
        let month = days(date(1987, 3, 1), date(1987, 3, 31));
        let known = day(1987, 3, 5);
        check(&known, &day(1987, 3, 5), birth::EXACT);
        check(&known, &day(1987, 5, 3), birth::SWAPPED);
        check(&known, &day(1989, 3, 5), birth::ONE_DIGIT);
        check(&known, &day(1978, 3, 5), birth::ONE_DIGIT);
        check(&known, &month, birth::SAME_MONTH);
        check(&known, &day(1987, 1, 1), birth::DEFAULT_DAY);
        check(&known, &year(1987), birth::SAME_YEAR);
        check(
            &known,
            &days(date(1985, 1, 1), date(1989, 12, 31)),
            birth::OVERLAP,
        );
        check(&known, &year(1988), birth::NEAR_YEAR);
        check(&known, &day(1987, 11, 28), birth::SAME_YEAR_DIFFERS);
        check(&known, &day(1964, 3, 5), birth::DAY_AGREES);
        check(&known, &day(1964, 11, 28), birth::DIFFERENT);
    }

    #[test]
    fn events_agree_by_days() {
        let day = |m, d| days(date(2024, m, d), date(2024, m, d));
        for (other, expected) in [(day(2, 28), 1), (day(3, 1), 2), (day(3, 20), 4), (day(6, 1), 5)] {
            assert_eq!(event_level(&day(2, 28), &other), expected);
        }
        assert_eq!(
            event_level(&day(2, 28), &days(date(2024, 1, 1), date(2024, 12, 31))),
            3
        );
    }

    #[test]
    fn days_are_numbered_as_the_calendar_counts() {
        let mut day = date(1899, 12, 30);
        while day < date(1905, 1, 2) {
            let next = day.tomorrow().unwrap();
            assert_eq!(day_number(next) - day_number(day), 1);
            day = next;
        }
    }

    #[test]
    fn years_that_a_span_touches() {
        let years = |spans: Spans| spans[0].years().collect::<Vec<_>>();
        assert_eq!(years(days(date(1987, 1, 1), date(1987, 12, 31))), [1987]);
        assert_eq!(years(days(date(1988, 1, 1), date(1988, 12, 31))), [1988]);
        assert_eq!(years(days(date(1987, 6, 2), date(1988, 6, 1))), [1987, 1988]);
    }
}
