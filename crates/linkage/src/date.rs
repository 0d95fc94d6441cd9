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

/// One reading: first and last day counted from a fixed day, and the digits of the first day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Span {
    first: i32,
    last: i32,
    /// Year, month and day as written, `0x1987_03_05`: a digit takes four bits. Years before our era have no sign here.
    digits: u32,
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
    let numbers = [
        u32::from(first.year().unsigned_abs()),
        u32::from(first.month().unsigned_abs()),
        u32::from(first.day().unsigned_abs()),
    ];
    let [year, month, day] = numbers;
    let digits = [
        year / 1000,
        year / 100,
        year / 10,
        year,
        month / 10,
        month,
        day / 10,
        day,
    ];
    Span {
        first: day_number(first),
        last: day_number(reading.last()),
        digits: digits
            .into_iter()
            .fold(0, |written, digit| (written << 4) | (digit % 10)),
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
        let year = self.year();
        year..=year + (self.last - self.first + self.first_day_of_year()) / 366
    }

    /// The first and the last day.
    pub(crate) fn ends(self) -> Ends {
        (self.first, self.last)
    }

    fn year(self) -> i32 {
        number(self.digits >> 16)
    }

    fn first_day_of_year(self) -> i32 {
        (number(self.digits >> 8 & 0xff) - 1) * 31 + number(self.digits & 0xff) - 1
    }

    fn width(self) -> i32 {
        self.last - self.first + 1
    }

    fn is_default_day(self) -> bool {
        self.digits & 0xffff == 0x0101
    }
}

/// The number that up to four digits of four bits each write.
fn number(digits: u32) -> i32 {
    (0..4)
        .rev()
        .fold(0, |number, at| number * 10 + (digits >> (4 * at) & 15) as i32)
}

/// First and last day, counted from a fixed day.
pub(crate) type Ends = (i32, i32);

/// Compares birth dates over all their readings: the best level, counted from 1.
pub(crate) fn birth_level(a: &[Span], b: &[Span]) -> usize {
    best(a, b, birth_of_spans)
}

/// Compares dates of an event over all their readings: the best level, counted from 1.
pub(crate) fn event_level(a: &[Span], b: &[Span]) -> usize {
    best(a, b, |x, y| event_of_ends(x.ends(), y.ends()))
}

fn best(a: &[Span], b: &[Span], level: fn(Span, Span) -> usize) -> usize {
    a.iter()
        .flat_map(|x| b.iter().map(move |y| level(*x, *y)))
        .min()
        .unwrap_or(0)
}

/// Compares two readings of birth dates: the level, counted from 1.
pub(crate) fn birth_of_spans(x: Span, y: Span) -> usize {
    if x.day().is_some() && y.day().is_some() {
        return birth_of_days(x, y);
    }
    let gap = gap(x.ends(), y.ends());
    match x.width().max(y.width()) {
        0..=31 if gap == 0 => birth::SAME_MONTH,
        0..=366 if gap == 0 => birth::SAME_YEAR,
        _ if gap == 0 => birth::OVERLAP,
        _ if gap <= 366 => birth::NEAR_YEAR,
        _ => birth::DIFFERENT,
    }
}

fn birth_of_days(x: Span, y: Span) -> usize {
    let differing = x.digits ^ y.digits;
    let same_year = differing >> 16 == 0;
    if same_year && (x.is_default_day() || y.is_default_day()) {
        // The first of January stands for an unknown day in many registers.
        return birth::DEFAULT_DAY;
    }
    if x.first == y.first {
        return birth::EXACT;
    }
    let turned = |digits: u32| digits << 8 & 0xff00 | digits >> 8 & 0xff;
    if same_year && turned(x.digits) == y.digits & 0xffff {
        return birth::SWAPPED;
    }
    if one_slip(x.digits, y.digits) {
        return birth::ONE_DIGIT;
    }
    if same_year {
        return birth::SAME_YEAR_DIFFERS;
    }
    if differing & 0xffff == 0 && !x.is_default_day() {
        return birth::DAY_AGREES;
    }
    if (x.year() - y.year()).abs() == 1 {
        birth::NEAR_YEAR
    } else {
        birth::DIFFERENT
    }
}

/// One digit replaced, or two neighbouring digits exchanged.
fn one_slip(x: u32, y: u32) -> bool {
    let differing = x ^ y;
    // The lowest bit of every digit that differs.
    let places = (differing | differing >> 1 | differing >> 2 | differing >> 3) & 0x1111_1111;
    let first = places.trailing_zeros();
    match places.count_ones() {
        1 => true,
        2 if places >> first == 0b1_0001 => {
            let (of_x, of_y) = (x >> first & 0xff, y >> first & 0xff);
            of_x == (of_y << 4 | of_y >> 4) & 0xff
        }
        _ => false,
    }
}

/// Compares two readings of dates of an event by their first and last days: the level, counted from 1.
pub(crate) fn event_of_ends(x: Ends, y: Ends) -> usize {
    let single = x.0 == x.1 && y.0 == y.1;
    match gap(x, y) {
        0 if single => 1,
        0 => 3,
        1..=3 => 2,
        4..=31 => 4,
        _ => 5,
    }
}

/// Days between two spans; 0 when they overlap.
fn gap(x: Ends, y: Ends) -> i32 {
    (x.0 - y.1).max(y.0 - x.1).max(0)
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
