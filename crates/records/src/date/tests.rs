//! Forms of dates, and laws they keep.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{DateSpan, PartialDate};

const AS_OF: Date = date(2026, 11, 22);

/// The readings as text, with `~` approximate, `c` century inferred, `a` from an age, `?` ambiguous.
fn say(text: &str, as_of: Option<Date>) -> String {
    let reading = match PartialDate::read(text, as_of) {
        Ok(reading) => reading,
        Err(error) => return error.code().to_owned(),
    };
    let mut said: Vec<String> = Vec::new();
    for span in reading.date.readings() {
        said.push(if span.first() == span.last() {
            span.first().to_string()
        } else {
            format!("{}..{}", span.first(), span.last())
        });
    }
    let mut said = said.join(" | ");
    let marks = [
        (reading.date.is_approximate(), " ~"),
        (reading.century_inferred, " c"),
        (reading.from_age, " a"),
        (reading.ambiguous, " ?"),
    ];
    for (_, mark) in marks.iter().filter(|(set, _)| *set) {
        said.push_str(mark);
    }
    said
}

fn check(text: &str, expected: &str) {
    assert_eq!(say(text, Some(AS_OF)), expected, "{text}");
}

#[test]
fn years_and_months() {
    check("1987", "1987-01-01..1987-12-31");
    check(" 1987 г.р. ", "1987-01-01..1987-12-31");
    check("1987-жылы", "1987-01-01..1987-12-31");
    check("1987 год", "1987-01-01..1987-12-31");
    check("03.1987", "1987-03-01..1987-03-31");
    check("2/2024", "2024-02-01..2024-02-29");
    check("1987-03", "1987-03-01..1987-03-31");
    check("март 1987", "1987-03-01..1987-03-31");
    check("Март, 1987 г.", "1987-03-01..1987-03-31");
    check("1987-ж. март", "1987-03-01..1987-03-31");
    check("Үчтүн айы 1987", "1987-01-01..1987-01-31");
    check("баш оона 1987", "1987-08-01..1987-08-31");
    check("Dec-2016", "2016-12-01..2016-12-31");
    check("Dec-16", "2016-12-01..2016-12-31 c");
    check("00.1987", "1987-01-01..1987-12-31");
    check("03.87", "1987-03-01..1987-03-31 c");
}

#[test]
fn days() {
    for text in [
        "15.03.1987",
        "15.3.1987 г.",
        "1987-03-15",
        "1987-03-15 00:00:00",
        "1987-03-15T10:30:00.000Z",
        "15.03.1987 10:30",
        "19870315",
        "15031987",
        "15 марта 1987 г.",
        "15 марта 1987 года",
        "15-марта-1987",
        "15 March 1987",
        "March 15, 1987",
        "15th of March 1987",
        "15-Mar-1987",
        "1987-жылдын 15-марты",
        "15-март 1987-ж.",
        "1987-жылдын 15-мартында",
        "1987 March 15",
        "15.III.1987",
        "15/03/1987",
        "3/15/1987",
        "15 03 1987",
        "1987/3/15",
        "1987.03.15",
    ] {
        check(text, "1987-03-15");
    }
    check("15/03/87", "1987-03-15 c");
    check("15.03.87", "1987-03-15 c");
    check("15 мар 87", "1987-03-15 c");
    check("87-03-15", "1987-03-15 c");
    check("03.04.1987", "1987-04-03");
    check("03.04.87", "1987-04-03 c");
    check("00.03.1987", "1987-03-01..1987-03-31");
    check("00.00.1987", "1987-01-01..1987-12-31");
    check("1987-00-00", "1987-01-01..1987-12-31");
    check("29.02.2024", "2024-02-29");
}

#[test]
fn both_readings_are_kept() {
    check("03/04/87", "1987-04-03 | 1987-03-04 c ?");
    check("03/04/1987", "1987-04-03 | 1987-03-04 ?");
    check("3-4-1987", "1987-04-03 | 1987-03-04 ?");
    check("04/04/1987", "1987-04-04");
    check("01-02-03", "2003-02-01 | 2003-01-02 | 2001-02-03 c ?");
    check("2001-02", "2001-02-01..2001-02-28 | 2001-01-01..2002-12-31 ?");
    check(
        "1985 или 1987",
        "1985-01-01..1985-12-31 | 1987-01-01..1987-12-31 ?",
    );
    check("winter 1987", "1986-12-01..1987-02-28 | 1987-12-01..1988-02-29 ?");
}

#[test]
fn approximate_dates_reach_further() {
    for text in [
        "около 1987",
        "about 1987",
        "болжол менен 1987",
        "ок. 1987 г.",
        "ca. 1987",
        "~1987",
        "1987?",
    ] {
        check(text, "1986-01-01..1988-12-31 ~");
    }
    check("прим. март 1987", "1987-02-01..1987-04-30 ~");
    check("около 15.03.1987", "1987-03-15 ~");
    check("около 35 лет", "1989-11-23..1992-11-22 ~ a");
}

#[test]
fn ranges() {
    check("1985-1987", "1985-01-01..1987-12-31");
    check("1985 – 1987 гг.", "1985-01-01..1987-12-31");
    check("1985/1986", "1985-01-01..1986-12-31");
    check("1985/86", "1985-01-01..1986-12-31");
    check("1985-86", "1985-01-01..1986-12-31");
    check("between 1985 and 1987", "1985-01-01..1987-12-31");
    check("с 1985 по 1987", "1985-01-01..1987-12-31");
    check("15.03.1987 - 20.03.1987", "1987-03-15..1987-03-20");
    check("1980s", "1980-01-01..1989-12-31");
    check("1980-е", "1980-01-01..1989-12-31");
    check("весна 1987", "1987-03-01..1987-05-31");
    check("1987-1985", "unknown-form");
}

#[test]
fn ages_need_their_day() {
    for text in [
        "35 лет",
        "35-летний",
        "35 years",
        "35 y.o.",
        "aged 35",
        "35 жашта",
        "35 жаш",
    ] {
        check(text, "1990-11-23..1991-11-22 a");
        assert_eq!(say(text, None), "age-without-day", "{text}");
    }
    check("21 год", "2004-11-23..2005-11-22 a");
    check("30-35 лет", "1990-11-23..1996-11-22 a");
    check("87 год", "1987-01-01..1987-12-31 c");
    check("87 г.р.", "1987-01-01..1987-12-31 c");
    check("200 лет", "unknown-form");
    assert_eq!(say("35 лет", Some(date(2024, 2, 29))), "1988-03-01..1989-02-28 a");
}

#[test]
fn centuries_follow_the_day_of_reference() {
    check("15.03.27", "1927-03-15 c");
    check("15.03.26", "2026-03-15 c");
    assert_eq!(say("15.03.29", None), "2029-03-15 c");
    assert_eq!(say("15.03.30", None), "1930-03-15 c");
    assert_eq!(say("15.03.25", Some(date(1999, 1, 1))), "1925-03-15 c");
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "-",
        "?",
        "n/a",
        "35",
        "03.04",
        "16 Dec",
        "abc",
        "031987",
        "12345",
        "1987 Bakyt",
        "0999",
        "12:30",
        "март апрель 1987",
        "99999999999999999999",
        "١٩٨٧",
    ] {
        check(text, "unknown-form");
    }
    for text in [
        "30.02.1987",
        "1987-02-30",
        "1987-13-01",
        "19870230",
        "32/01/1987",
        "29 февраля 2023",
        "13.1987",
    ] {
        check(text, "no-such-day");
    }
}

#[test]
fn serial_numbers_of_spreadsheets() {
    let day =
        |serial, date_1904| PartialDate::from_excel_serial(serial, date_1904).and_then(|date| date.as_day());
    assert_eq!(day(1.0, false), Some(date(1900, 1, 1)));
    assert_eq!(day(59.0, false), Some(date(1900, 2, 28)));
    assert_eq!(day(60.0, false), None, "29 February 1900 never was");
    assert_eq!(day(61.0, false), Some(date(1900, 3, 1)));
    assert_eq!(day(31851.75, false), Some(date(1987, 3, 15)));
    assert_eq!(day(31851.0 - 1462.0, true), Some(date(1987, 3, 15)));
    assert_eq!(day(2_958_465.0, false), Some(date(9999, 12, 31)));
    for serial in [f64::NAN, f64::INFINITY, -1.0, 0.0, 2_958_466.0] {
        assert_eq!(day(serial, false), None);
    }
}

#[test]
fn what_has_no_reading_is_not_a_date() {
    assert!(PartialDate::new(Vec::new(), false).is_none());
    assert!(DateSpan::new(date(2000, 1, 2), date(2000, 1, 1)).is_none());
    assert!(PartialDate::month(1987, 13).is_none());
}

fn any_day() -> impl Strategy<Value = Date> {
    (1850i16..2100, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

proptest! {
    #[test]
    fn written_days_are_read_back(day in any_day()) {
        let (y, m, d) = (day.year(), day.month(), day.day());
        for text in [
            format!("{y:04}-{m:02}-{d:02}"), format!("{y:04}{m:02}{d:02}"), format!("{d:02}{m:02}{y:04}"),
            format!("{d:02}.{m:02}.{y:04}"), format!("{d}.{m}.{y}"),
        ] {
            let reading = PartialDate::read(&text, None).unwrap();
            prop_assert_eq!(reading.date.as_day(), Some(day), "{}", text);
        }
        let slashed = PartialDate::read(&format!("{d:02}/{m:02}/{y:04}"), None).unwrap();
        prop_assert_eq!(slashed.date.readings()[0].first(), day);
        prop_assert_eq!(slashed.ambiguous, d <= 12 && d != m);
    }

    #[test]
    fn serials_count_days(days in 61u32..2_958_465) {
        let today = PartialDate::from_excel_serial(f64::from(days), false).unwrap().as_day().unwrap();
        let tomorrow = PartialDate::from_excel_serial(f64::from(days + 1), false).unwrap().as_day().unwrap();
        prop_assert_eq!(today.tomorrow().unwrap(), tomorrow);
    }

    #[test]
    fn an_age_holds_on_its_day(years in 0u16..120, as_of in any_day()) {
        let date = PartialDate::from_age(years, as_of).unwrap();
        let span = date.readings()[0];
        prop_assert!((365..=366).contains(&span.n_days()));
        let reading = PartialDate::read(&format!("{years} жашта"), Some(as_of)).unwrap();
        prop_assert!(reading.from_age && reading.date == date);
    }

    #[test]
    fn reading_never_fails_badly(text in "\\PC{0,30}", as_of in proptest::option::of(any_day())) {
        if let Ok(reading) = PartialDate::read(&text, as_of) {
            prop_assert!(!reading.date.readings().is_empty());
            prop_assert!(reading.date.readings().iter().all(|span| span.first() <= span.last()));
        }
    }

    #[test]
    fn near_dates_keep_spans_in_order(text in "(ок\\. )?[0-9]{1,4}[ ./–-]([0-9]{1,4}|март|Dec|лет|год|-)[ ./-]?[0-9]{0,4}( г)?") {
        if let Ok(reading) = PartialDate::read(&text, Some(AS_OF)) {
            prop_assert!(reading.date.readings().iter().all(|span| span.first() <= span.last()));
            prop_assert_eq!(reading.ambiguous, reading.date.readings().len() > 1);
            prop_assert!(reading.date.overlaps(&reading.date));
        }
    }
}
