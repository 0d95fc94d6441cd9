//! Numbers and days as each language writes them.

use icu::calendar::Date;
use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::YMD;
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu::locale::{Locale, locale};

use crate::Language;

/// What each language writes with.
struct Formatters {
    grouped: DecimalFormatter,
    bare: DecimalFormatter,
    day: DateTimeFormatter<YMD>,
}

thread_local! {
    /// In the order of [`Language::ALL`]; the formatters cannot be shared between threads.
    static FORMATTERS: [Option<Formatters>; 3] = Language::ALL.map(|language| formatters(icu_locale(language)));
}

/// Shows a day with the month in words.
///
/// A day that is in no calendar is shown as its three numbers.
pub fn day(language: Language, year: i16, month: i8, day: i8) -> String {
    let bare = || format!("{year:04}-{month:02}-{day:02}");
    let (Ok(month_number), Ok(day_number)) = (u8::try_from(month), u8::try_from(day)) else {
        return bare();
    };
    let Ok(date) = Date::try_new_iso(i32::from(year), month_number, day_number) else {
        return bare();
    };
    with_formatters(language, |formatters| formatters.day.format(&date).to_string()).unwrap_or_else(bare)
}

/// Shows a number with this many decimals and the language's separators; `—` for what is no number.
pub fn number(language: Language, value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return "—".to_owned();
    }
    written(language, &format!("{value:.*}", usize::from(decimals)), true)
}

/// Shows a whole number with the language's separators.
pub fn count(language: Language, value: u64) -> String {
    written(language, &value.to_string(), true)
}

/// Shows a number without separators, such as a year or a row.
pub(crate) fn ungrouped(language: Language, value: f64, decimals: u8) -> String {
    written(language, &format!("{value:.*}", usize::from(decimals)), false)
}

fn written(language: Language, digits: &str, grouped: bool) -> String {
    // A number such as -0.2 without decimals is zero and not minus zero.
    let zero = !digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    let digits = if zero {
        digits.trim_start_matches('-')
    } else {
        digits
    };
    let Ok(decimal) = digits.parse::<Decimal>() else {
        return digits.to_owned();
    };
    with_formatters(language, |formatters| {
        let formatter = if grouped {
            &formatters.grouped
        } else {
            &formatters.bare
        };
        formatter.format_to_string(&decimal)
    })
    .unwrap_or_else(|| digits.to_owned())
}

fn with_formatters(language: Language, write: impl FnOnce(&Formatters) -> String) -> Option<String> {
    let place = Language::ALL.iter().position(|known| *known == language)?;
    FORMATTERS.with(|formatters| formatters[place].as_ref().map(write))
}

/// The data are compiled in, so this is `Some` for all three languages; a test holds it to that.
fn formatters(locale: Locale) -> Option<Formatters> {
    let options = |strategy: GroupingStrategy| {
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(strategy);
        options
    };
    let decimal = |strategy| DecimalFormatter::try_new((&locale).into(), options(strategy)).ok();
    Some(Formatters {
        grouped: decimal(GroupingStrategy::Always)?,
        bare: decimal(GroupingStrategy::Never)?,
        day: DateTimeFormatter::try_new((&locale).into(), YMD::long()).ok()?,
    })
}

fn icu_locale(language: Language) -> Locale {
    match language {
        Language::English => locale!("en-GB"),
        Language::Russian => locale!("ru"),
        Language::Kyrgyz => locale!("ky"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_separators() {
        let check = |value: f64, decimals: u8, expected: [&str; 3]| {
            let shown = Language::ALL.map(|language| number(language, value, decimals));
            assert_eq!(shown, expected.map(str::to_owned), "{value}");
        };
        check(10357.0, 0, ["10,357", "10\u{a0}357", "10\u{a0}357"]);
        check(1234.5, 1, ["1,234.5", "1\u{a0}234,5", "1\u{a0}234,5"]);
        check(-0.2, 0, ["0", "0", "0"]);
        check(999.6, 0, ["1,000", "1\u{a0}000", "1\u{a0}000"]);
        check(f64::NAN, 0, ["—", "—", "—"]);
        check(f64::INFINITY, 2, ["—", "—", "—"]);
        assert!(number(Language::English, f64::MAX, 0).starts_with("179,769,313"));
        assert_eq!(count(Language::English, u64::MAX), "18,446,744,073,709,551,615");
        assert_eq!(ungrouped(Language::Russian, 2023.0, 0), "2023");
    }

    #[test]
    fn days_are_written_out() {
        let check = |date: (i16, i8, i8), expected: [&str; 3]| {
            let shown = Language::ALL.map(|language| day(language, date.0, date.1, date.2));
            assert_eq!(shown, expected.map(str::to_owned), "{date:?}");
        };
        check(
            (2026, 11, 22),
            [
                "22 November 2026",
                "22 ноября 2026\u{202f}г.",
                "2026-ж. 22-ноябрь",
            ],
        );
        check((2023, 2, 30), ["2023-02-30"; 3]);
        check((2023, -1, 3), ["2023--1-03"; 3]);
    }
}
