//! Reading dates as people write them.
//!
//! `1987`, `03.1987`, `15.03.1987`, `1987-03-15`, `19870315`, `15/03/87`, `около 1987`, `март 1987`,
//! `15 марта 1987 г.`, `Dec-2016`, `1987-жылдын 15-марты`, `35 лет`, `1985-1987`, with or without a time of
//! day. With slashes or hyphens between small numbers day and month may be either way round and both readings
//! are kept, the day first; with points the day comes first everywhere. A part written `00` is not known.

use jiff::ToSpan;
use jiff::civil::Date;

use super::words::{Meaning, TWO_WORD_MONTHS, meaning};
use super::{DateReading, DateSpan, PartialDate, Readings, UnreadableDate};
use UnreadableDate::{AgeWithoutDay, NoSuchDay, UnknownForm};

/// Longer text is no date; the longest known form, a Kyrgyz range with words, has about 60 letters.
const MAX_CHARS: usize = 80;

/// Years that a bare number may mean: historical registers to the near future.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;

/// Above this no age is believed; the oldest person known reached 122.
const MAX_AGE: u32 = 125;

pub(super) fn read(text: &str, as_of: Option<Date>) -> Result<DateReading, UnreadableDate> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > MAX_CHARS {
        return Err(UnknownForm);
    }
    let text = plain(text);
    match read_one(&text, as_of) {
        Err(UnknownForm) => read_range(&text, as_of).or_else(|_| read_choice(&text, as_of)),
        answer => answer,
    }
}

/// Lower case, `ё` as `е`, one kind of hyphen and blank, two-word months joined, no time of day.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        plain.push(match letter {
            'ё' => 'е',
            '\u{2010}'..='\u{2012}' | '\u{2212}' => '-',
            '\u{2013}'..='\u{2015}' => '–',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        });
    }
    for (two, one) in TWO_WORD_MONTHS {
        if plain.contains(two) {
            plain = plain.replace(two, one);
        }
    }
    without_time(&plain).to_owned()
}

/// Cuts a time of day, `… 10:30`, `…t00:00:00.000z`, from the end.
fn without_time(text: &str) -> &str {
    let Some((before, after)) = text.split_once(':') else {
        return text;
    };
    let date = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let hours = before.len() - date.len();
    let is_time = |letter: char| letter.is_ascii_digit() || ":.,z+- apm".contains(letter);
    match date.strip_suffix([' ', 't']) {
        Some(date) if (1..=2).contains(&hours) && after.chars().all(is_time) => {
            date.trim_end_matches([' ', ','])
        }
        _ => text,
    }
}

/// A number of the text: what it says, how many digits it has, and what stands before it.
#[derive(Clone, Copy, Debug)]
struct Number {
    value: u32,
    digits: usize,
    /// The separator before it, a blank where there is none.
    before: char,
}

/// The parts of one date.
#[derive(Debug, Default)]
struct Parts {
    numbers: Vec<Number>,
    words: Vec<Meaning>,
    /// How many numbers stand before the month's name.
    numbers_before_month: usize,
    about: bool,
}

impl Parts {
    fn has(&self, wanted: Meaning) -> bool {
        self.words.contains(&wanted)
    }

    fn month(&self) -> Option<i8> {
        self.words.iter().find_map(|word| match word {
            Meaning::Month(month) => Some(*month),
            _ => None,
        })
    }

    fn season(&self) -> Option<i8> {
        self.words.iter().find_map(|word| match word {
            Meaning::Season(month) => Some(*month),
            _ => None,
        })
    }
}

fn parts(text: &str) -> Option<Parts> {
    let mut parts = Parts::default();
    let mut separator = ' ';
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let run = |belongs: fn(char) -> bool| rest.find(|letter| !belongs(letter)).unwrap_or(rest.len());
        if letter.is_ascii_digit() {
            let end = run(|letter| letter.is_ascii_digit());
            let value = rest[..end].parse().ok()?;
            parts.numbers.push(Number {
                value,
                digits: end,
                before: separator,
            });
            separator = ' ';
            rest = &rest[end..];
        } else if letter.is_alphabetic() {
            let end = run(char::is_alphabetic);
            parts.add_word(meaning(&rest[..end])?)?;
            separator = ' ';
            rest = &rest[end..];
        } else {
            match letter {
                '~' | '≈' | '?' => parts.about = true,
                '.' | '-' | '–' | '/' | '\'' | '’' => {
                    separator = if letter == '’' { '\'' } else { letter }
                }
                ' ' | ',' | '(' | ')' => {}
                _ => return None,
            }
            rest = &rest[letter.len_utf8()..];
        }
    }
    Some(parts)
}

impl Parts {
    /// Takes in a word; `None` for a second month or season.
    fn add_word(&mut self, word: Meaning) -> Option<()> {
        match word {
            Meaning::About => self.about = true,
            Meaning::Month(_) | Meaning::Season(_) => {
                if self.month().is_some() || self.season().is_some() {
                    return None;
                }
                self.numbers_before_month = self.numbers.len();
                self.words.push(word);
            }
            word => self.words.push(word),
        }
        Some(())
    }
}

/// Readings while they are found, with what to say about them.
struct Found {
    spans: Vec<DateSpan>,
    century_inferred: bool,
    from_age: bool,
}

impl Found {
    fn one(date: Option<PartialDate>) -> Result<Self, UnreadableDate> {
        Self::any([date])
    }

    /// Keeps every reading that exists, in order, each once.
    fn any(dates: impl IntoIterator<Item = Option<PartialDate>>) -> Result<Self, UnreadableDate> {
        let mut spans: Vec<DateSpan> = Vec::new();
        for date in dates.into_iter().flatten() {
            for span in date.readings() {
                if !spans.contains(span) {
                    spans.push(*span);
                }
            }
        }
        if spans.is_empty() {
            return Err(NoSuchDay);
        }
        Ok(Self {
            spans,
            century_inferred: false,
            from_age: false,
        })
    }
}

fn read_one(text: &str, as_of: Option<Date>) -> Result<DateReading, UnreadableDate> {
    let parts = parts(text).ok_or(UnknownForm)?;
    let found = if let Some(ages) = ages(&parts) {
        let as_of = as_of.ok_or(AgeWithoutDay)?;
        let date = PartialDate::from_ages(ages.0, ages.1, as_of);
        Found {
            from_age: true,
            ..Found::one(date)?
        }
    } else if parts.has(Meaning::Age) {
        return Err(UnknownForm);
    } else if let Some(month) = parts.month() {
        with_month_name(&parts, month, as_of)?
    } else if let Some(season) = parts.season() {
        with_season(&parts, season, as_of)?
    } else {
        numbers_only(&parts, as_of)?
    };
    finish(found, parts.about)
}

/// The youngest and oldest age, when the text says an age.
fn ages(parts: &Parts) -> Option<(u16, u16)> {
    let (youngest, oldest) = match parts.numbers.as_slice() {
        [age] => (*age, *age),
        [youngest, oldest] => (*youngest, *oldest),
        _ => return None,
    };
    let believable = |number: Number| number.digits <= 3 && number.value <= MAX_AGE;
    if !believable(youngest)
        || !believable(oldest)
        || youngest.value > oldest.value
        || parts.month().is_some()
    {
        return None;
    }
    let by_grammar = parts.has(Meaning::AgeOrYear) && !parts.has(Meaning::Filler) && takes_god(oldest.value);
    if !parts.has(Meaning::Age) && !by_grammar {
        return None;
    }
    Some((
        u16::try_from(youngest.value).ok()?,
        u16::try_from(oldest.value).ok()?,
    ))
}

/// Russian counts "21 год", "22 года", but "87 лет"; "87 год" can only be a year.
fn takes_god(number: u32) -> bool {
    matches!(number % 10, 1..=4) && !matches!(number % 100, 11..=14)
}

fn with_month_name(parts: &Parts, month: i8, as_of: Option<Date>) -> Result<Found, UnreadableDate> {
    match parts.numbers.as_slice() {
        [year] if year.digits == 4 => Found::one(PartialDate::month(written_year(*year)?, month)),
        // "Dec-16" and "Dec '16", but not "16 December": a day without a year is no date.
        [year] if year.digits == 2 && parts.numbers_before_month == 0 && "-'".contains(year.before) => {
            let year = inferred_year(year.value, as_of);
            Ok(Found {
                century_inferred: true,
                ..Found::one(PartialDate::month(year, month))?
            })
        }
        [day, year] | [year, day] if year.digits == 4 && day.digits <= 2 => {
            Found::one(day_of(written_year(*year)?, month, day.value))
        }
        [day, year] if day.digits <= 2 && year.digits == 2 => {
            let date = day_of(inferred_year(year.value, as_of), month, day.value);
            Ok(Found {
                century_inferred: true,
                ..Found::one(date)?
            })
        }
        _ => Err(UnknownForm),
    }
}

/// Three months; winter is either the one that begins or the one that ends in the year.
fn with_season(parts: &Parts, first: i8, as_of: Option<Date>) -> Result<Found, UnreadableDate> {
    let [year] = parts.numbers.as_slice() else {
        return Err(UnknownForm);
    };
    let year = match year.digits {
        4 => written_year(*year)?,
        2 if year.before == '\'' => inferred_year(year.value, as_of),
        _ => return Err(UnknownForm),
    };
    let season = |year: i16| {
        let first = Date::new(year, first, 1).ok()?;
        let last = first.checked_add(2.months()).ok()?.last_of_month();
        DateSpan::new(first, last).map(PartialDate::of)
    };
    if first == 12 {
        Found::any([season(year - 1), season(year)])
    } else {
        Found::one(season(year))
    }
}

fn numbers_only(parts: &Parts, as_of: Option<Date>) -> Result<Found, UnreadableDate> {
    match parts.numbers.as_slice() {
        [number] => one_number(parts, *number, as_of),
        [left, right] if left.digits == 4 && right.digits == 4 => years(*left, *right),
        [year, other] if year.digits == 4 && other.digits <= 2 => year_and_number(*year, *other),
        [month, year] if month.digits <= 2 && year.digits == 4 => {
            Found::one(month_or_year(written_year(*year)?, month.value))
        }
        // "03.87" is a month, "03.04" might be anything.
        [month, year] if month.digits <= 2 && year.digits == 2 && year.value > 31 => {
            let date = month_or_year(inferred_year(year.value, as_of), month.value);
            Ok(Found {
                century_inferred: true,
                ..Found::one(date)?
            })
        }
        [year, month, day] if year.digits == 4 && month.digits <= 2 && day.digits <= 2 => {
            Found::one(day_or_more(written_year(*year)?, month.value, day.value))
        }
        [left, right, year] if left.digits <= 2 && right.digits <= 2 && year.digits == 4 => {
            Found::any(both_ways(written_year(*year)?, *left, *right))
        }
        [left, middle, right] if [left, middle, right].iter().all(|number| number.digits <= 2) => {
            let found = small_numbers(*left, *middle, *right, as_of)?;
            Ok(Found {
                century_inferred: true,
                ..found
            })
        }
        _ => Err(UnknownForm),
    }
}

/// `1987`, `1980s`, `'87`, `87 г.`, `19870315`, `15031987`.
fn one_number(parts: &Parts, number: Number, as_of: Option<Date>) -> Result<Found, UnreadableDate> {
    let year_said = parts.has(Meaning::Filler) || parts.has(Meaning::AgeOrYear) || number.before == '\'';
    match number.digits {
        4 if parts.has(Meaning::Decade) => decade(number),
        4 => Found::one(PartialDate::year(written_year(number)?)),
        2 if year_said => {
            let date = PartialDate::year(inferred_year(number.value, as_of));
            Ok(Found {
                century_inferred: true,
                ..Found::one(date)?
            })
        }
        8 => eight_digits(number.value),
        _ => Err(UnknownForm),
    }
}

fn decade(number: Number) -> Result<Found, UnreadableDate> {
    let year = written_year(number)?;
    if year % 10 != 0 {
        return Err(UnknownForm);
    }
    span_of_years(year, year + 9)
}

/// Year first, or day first; a number cannot be both, since no month is called 18, 19 or 20.
fn eight_digits(value: u32) -> Result<Found, UnreadableDate> {
    let (head, tail) = (value / 10_000, value % 10_000);
    if YEARS.contains(&head) && (tail / 100 <= 12 || !(1800..=2100).contains(&tail)) {
        let year = i16::try_from(head).map_err(|_| UnknownForm)?;
        return Found::one(day_or_more(year, tail / 100, tail % 100));
    }
    if (1800..=2100).contains(&tail) {
        let year = i16::try_from(tail).map_err(|_| UnknownForm)?;
        return Found::one(day_or_more(year, head % 100, head / 100));
    }
    Err(UnknownForm)
}

fn years(first: Number, last: Number) -> Result<Found, UnreadableDate> {
    let (first, last) = (written_year(first)?, written_year(last)?);
    if first > last {
        return Err(UnknownForm);
    }
    span_of_years(first, last)
}

fn span_of_years(first: i16, last: i16) -> Result<Found, UnreadableDate> {
    let ends = Date::new(first, 1, 1).ok().zip(Date::new(last, 12, 31).ok());
    Found::one(
        ends.and_then(|(first, last)| DateSpan::new(first, last))
            .map(PartialDate::of),
    )
}

/// `1987-03` is a month and `1985/86` two years; `2001-02` may be either, and both are kept.
fn year_and_number(year: Number, other: Number) -> Result<Found, UnreadableDate> {
    let first = written_year(year)?;
    let month = month_or_year(first, other.value);
    let years = if other.digits == 2 && "-–/".contains(other.before) && other.value > year.value % 100 {
        i16::try_from(year.value / 100 * 100 + other.value)
            .ok()
            .and_then(|last| span_of_years(first, last).ok())
            .and_then(|found| found.spans.first().copied())
            .map(PartialDate::of)
    } else {
        None
    };
    Found::any([month, years])
}

/// Three numbers of one or two digits: the year is last, or first where it cannot be a day.
fn small_numbers(
    left: Number,
    middle: Number,
    right: Number,
    as_of: Option<Date>,
) -> Result<Found, UnreadableDate> {
    let year_first = || day_of(inferred_year(left.value, as_of), i8_of(middle.value), right.value);
    if left.value > 31 {
        return Found::one(year_first());
    }
    if right.digits != 2 {
        return Err(UnknownForm);
    }
    let mut dates = both_ways(inferred_year(right.value, as_of), left, middle);
    if middle.before == '-' && left.digits == 2 {
        dates.push(year_first());
    }
    Found::any(dates)
}

/// Day first, then month first; with points the month is first only where nothing else exists.
fn both_ways(year: i16, left: Number, right: Number) -> Vec<Option<PartialDate>> {
    let day_first = day_or_more(year, right.value, left.value);
    let month_first = day_of(year, i8_of(left.value), right.value);
    let points = right.before == '.';
    if points && day_first.is_some() {
        vec![day_first]
    } else {
        vec![day_first, month_first]
    }
}

/// A day; a month when the day is 0; a year when both are.
fn day_or_more(year: i16, month: u32, day: u32) -> Option<PartialDate> {
    if day == 0 {
        month_or_year(year, month)
    } else {
        day_of(year, i8_of(month), day)
    }
}

fn month_or_year(year: i16, month: u32) -> Option<PartialDate> {
    if month == 0 {
        PartialDate::year(year)
    } else {
        PartialDate::month(year, i8_of(month))
    }
}

fn day_of(year: i16, month: i8, day: u32) -> Option<PartialDate> {
    Date::new(year, month, i8_of(day)).ok().map(PartialDate::day)
}

/// A small number; what is too large becomes a month or day that does not exist.
fn i8_of(value: u32) -> i8 {
    i8::try_from(value).unwrap_or(i8::MAX)
}

fn written_year(number: Number) -> Result<i16, UnreadableDate> {
    if !YEARS.contains(&number.value) {
        return Err(UnknownForm);
    }
    i16::try_from(number.value).map_err(|_| UnknownForm)
}

/// The latest such year not after the day of reference; without one, 00-29 are of this century.
///
/// 29 is where spreadsheets turn by default (Microsoft, "Change the date system, format, or two-digit year
/// interpretation").
fn inferred_year(two_digits: u32, as_of: Option<Date>) -> i16 {
    let latest = as_of.map_or(2029, |day| day.year());
    let year = i8_of(two_digits);
    let this_century = latest - latest.rem_euclid(100) + i16::from(year);
    if this_century <= latest {
        this_century
    } else {
        this_century - 100
    }
}

/// `15.03.1987 - 20.03.1987`, `from … to …`: from the earliest day of one to the last day of the other.
fn read_range(text: &str, as_of: Option<Date>) -> Result<DateReading, UnreadableDate> {
    const JOINTS: &[&str] = &["–", " - ", "..", " to ", " по ", " and ", " и ", " до "];
    const OPENINGS: &[&str] = &["from ", "between ", "с ", "между "];
    let text = OPENINGS
        .iter()
        .find_map(|opening| text.strip_prefix(opening))
        .unwrap_or(text);
    let (left, right) = JOINTS
        .iter()
        .find_map(|joint| text.split_once(joint))
        .ok_or(UnknownForm)?;
    let (left, right) = (read_one(left.trim(), as_of)?, read_one(right.trim(), as_of)?);
    let ends = left.date.readings().first().zip(right.date.readings().first());
    let (Some((first, last)), false) = (ends, left.ambiguous || right.ambiguous) else {
        return Err(UnknownForm);
    };
    let span = DateSpan::new(first.first, last.last).ok_or(UnknownForm)?;
    Ok(DateReading {
        date: PartialDate {
            readings: Readings::One([span]),
            approximate: left.date.approximate || right.date.approximate,
        },
        ambiguous: false,
        century_inferred: left.century_inferred || right.century_inferred,
        from_age: left.from_age || right.from_age,
    })
}

/// `1985 or 1987`: both are kept.
fn read_choice(text: &str, as_of: Option<Date>) -> Result<DateReading, UnreadableDate> {
    const JOINTS: &[&str] = &[" or ", " или ", " же "];
    let (left, right) = JOINTS
        .iter()
        .find_map(|joint| text.split_once(joint))
        .ok_or(UnknownForm)?;
    let (left, right) = (read_one(left.trim(), as_of)?, read_one(right.trim(), as_of)?);
    let approximate = left.date.approximate || right.date.approximate;
    let (century, age) = (
        left.century_inferred || right.century_inferred,
        left.from_age || right.from_age,
    );
    let found = Found::any([Some(left.date), Some(right.date)])?;
    let found = Found {
        century_inferred: century,
        from_age: age,
        ..found
    };
    let reading = finish(found, false)?;
    Ok(DateReading {
        date: PartialDate {
            approximate,
            ..reading.date
        },
        ..reading
    })
}

fn finish(found: Found, about: bool) -> Result<DateReading, UnreadableDate> {
    let ambiguous = found.spans.len() > 1;
    let readings = if about {
        found.spans.into_iter().map(widened).collect()
    } else {
        found.spans
    };
    let date = PartialDate::new(readings, about).ok_or(NoSuchDay)?;
    Ok(DateReading {
        date,
        ambiguous,
        century_inferred: found.century_inferred,
        from_age: found.from_age,
    })
}

/// "About" lets a year or longer reach one year further each way, a month or season one month.
///
/// A single day is left as it is: whoever writes a day and "about" means days, and says not how many. One
/// year is our judgement: stated ages and years of birth are mostly off by one where they are off.
fn widened(span: DateSpan) -> DateSpan {
    let by = match span.n_days() {
        1 => return span,
        2..=180 => 1.month(),
        _ => 1.year(),
    };
    let first = span.first.checked_sub(by).unwrap_or(span.first);
    let last = span.last.checked_add(by).unwrap_or(span.last);
    let last = if span.last == span.last.last_of_month() {
        last.last_of_month()
    } else {
        last
    };
    DateSpan { first, last }
}
