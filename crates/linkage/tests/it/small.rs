//! Small lists of invented people, where nothing but the starting values is known.

use jiff::civil::date;
use linkage::{LinkPlan, Linkage, Threshold, link};
use records::{DateSpan, Detail, Origin, PartialDate, Report, Sex, WrittenName};

/// A report of a list: name, year of birth (0 when unknown), place (empty when unknown).
pub(crate) fn report(list: usize, name: &str, year: i16, place: &str) -> Report {
    let year = (year > 0)
        .then(|| DateSpan::new(date(year, 1, 1), date(year, 12, 31)).expect("a year ends after it begins"));
    Report {
        origin: Origin {
            file: "invented".into(),
            sheet: None,
            row: 1,
        },
        list,
        own_id: None,
        name: WrittenName {
            full: Some(name.into()),
            ..WrittenName::default()
        },
        sex: None,
        birth: year.and_then(|span| PartialDate::new(vec![span], false)),
        event: None,
        place: (!place.is_empty()).then(|| place.into()),
        source: None,
        details: records::Details::new(),
    }
}

fn linked(reports: &[Report], distinct: &[usize]) -> Linkage {
    let plan = LinkPlan {
        distinct: distinct.to_vec(),
        threshold: Threshold::Balanced,
        floor: 0.0,
        memory: linkage::PAIRS_MEMORY,
        seed: 3,
    };
    link(reports, &plan, &|_, _, _| {})
}

#[test]
fn nothing_and_one_and_unnamed() {
    assert_eq!(linked(&[], &[]).n_persons, 0);
    assert_eq!(linked(&[report(0, "Асанов Бакыт", 1980, "Ош")], &[]).persons, [0]);
    let unnamed: Vec<Report> = (0..5).map(|list| report(list, "", 0, "")).collect();
    assert_eq!(linked(&unnamed, &[]).n_persons, 5, "no evidence joins nobody");
}

/// Ten rows and ten rows: three men are on both lists, spelled as different offices spell.
fn two_lists() -> Vec<Report> {
    let first = [
        ("Өмүралиев Жоомарт Токтосунович", 1984, "Ош"),
        ("Үсөнов Чынгыз Асанович", 1991, "Баткен"),
        ("Бейшеналиев Элдияр Ороз уулу", 1979, "Нарын"),
        ("Асанов Бакыт Исакович", 1980, "Ош"),
        ("Маматов Улан Эргешович", 1990, "Талас"),
        ("Исаков Нурлан Кадырович", 1987, "Ош"),
        ("Чотонов Замир Мамытович", 1995, "Кант"),
        ("Сыдыков Болот Жумаевич", 1982, "Ноокат"),
        ("Орозов Тилек Осмонович", 1999, "Өзгөн"),
        ("Кадыров Эркин Маматович", 1976, "Токмок"),
    ];
    let second = [
        ("Omuraliev Zhoomart Toktosunovich", 1984, "Osh"),
        ("Usenov Chyngyz", 1991, "Batken"),
        ("Ороз уулу Элдияр", 1979, "Нарын"),
        ("Асанов Улан Исакович", 1968, "Ош"),
        ("Маматов Бакыт", 1973, "Каракол"),
        ("Исаков Азамат Кадырович", 2001, "Ош"),
        ("Осмонов Данияр Мамытович", 1985, "Кант"),
        ("Жумабаев Медер Сыдыкович", 1993, "Ноокат"),
        ("Шаршенов Тилек Болотович", 1974, "Талас"),
        ("Эргешов Марат Алымкулович", 1989, "Токмок"),
    ];
    let list = |list: usize, rows: [(&str, i16, &str); 10]| {
        rows.map(|(name, year, place)| report(list, name, year, place))
    };
    list(0, first).into_iter().chain(list(1, second)).collect()
}

#[test]
fn two_lists_of_ten_meet_across_scripts() {
    let linkage = linked(&two_lists(), &[0, 1]);
    let expected: Vec<usize> = (0..10).chain([0, 1, 2]).chain(10..17).collect();
    assert_eq!(linkage.persons, expected);
}

#[test]
fn lists_that_hold_each_person_once_are_never_joined_within() {
    let twice = [
        report(0, "Асанов Бакыт", 1980, "Ош"),
        report(0, "Асанов Бакыт", 1980, "Ош"),
    ];
    let linkage = linked(&twice, &[0]);
    assert_eq!((linkage.n_persons, linkage.n_candidates), (2, 0));
}

/// Two lists of the same twenty-five names, borne by other men; then three reports with a name alone.
#[test]
fn a_common_name_alone_joins_nobody() {
    let given = ["Бакыт", "Азамат", "Улан", "Максат", "Эркин"];
    let surnames = ["Асанов", "Маматов", "Исаков", "Кадыров", "Осмонов"];
    let mut reports = Vec::new();
    for list in 0..2 {
        for (at, name) in given
            .iter()
            .flat_map(|g| surnames.map(|s| format!("{s} {g}")))
            .enumerate()
        {
            let year = 1950 + ((at * 7 + list * 13) % 50) as i16;
            reports.push(report(
                list,
                &name,
                year,
                ["Ош", "Нарын", "Талас"][(at + list) % 3],
            ));
        }
    }
    for name in ["Асанов Бакыт", "Маматов Улан", "Исаков Эркин"] {
        reports.push(report(2, name, 0, ""));
    }
    let linkage = linked(&reports, &[0, 1, 2]);
    let name_alone = linkage.pairs.iter().filter(|pair| pair.b >= 50);
    assert!(name_alone.clone().count() > 0);
    for pair in name_alone {
        assert!(
            pair.probability < 0.5,
            "{} {} at {}",
            pair.a,
            pair.b,
            pair.probability
        );
    }
    assert_eq!(linkage.n_persons, reports.len());
}

#[test]
fn father_and_son_stay_two() {
    let reports = [
        report(0, "Асан Бакыт уулу", 1958, "Ош"),
        report(1, "Бакыт Асан уулу", 1983, "Ош"),
    ];
    assert_eq!(linked(&reports, &[]).n_persons, 2);
}

/// An unnamed man, with a year or a day of birth, and a detail.
fn unnamed(list: usize, birth: &[i16], place: &str, detail: Option<(Detail, &str)>) -> Report {
    let mut unnamed = report(list, "", birth.first().copied().unwrap_or(0), place);
    if let [year, month, day] = birth {
        let day = date(*year, *month as i8, *day as i8);
        unnamed.birth = PartialDate::new(
            vec![DateSpan::new(day, day).expect("a day ends on itself")],
            false,
        );
    }
    unnamed.sex = Some(Sex::Male);
    unnamed
        .details
        .extend(detail.map(|(kind, text)| (kind, text.into())));
    unnamed
}

#[test]
fn the_unnamed_meet_only_where_something_identifies_them() {
    let check = |rows: &[Report], n_persons: usize, why: &str| {
        for threshold in [Threshold::Balanced, Threshold::Given(0.0)] {
            let plan = LinkPlan {
                distinct: Vec::new(),
                threshold,
                floor: 0.0,
                memory: linkage::PAIRS_MEMORY,
                seed: 3,
            };
            let linkage = link(rows, &plan, &|_, _, _| {});
            assert_eq!(linkage.n_persons, n_persons, "{why} {threshold:?}");
        }
    };
    let work = Some((Detail::Occupation, "строитель"));
    for (births, why) in [
        ([1987, 1987], "one year"),
        ([1987, 1988], "years near"),
        ([1987, 1961], "years far"),
        ([0, 0], "no year"),
    ] {
        let rows = [
            unnamed(0, &births[..1], "Ош", work),
            unnamed(1, &births[1..], "Ош", work),
        ];
        check(&rows, 2, why);
        let named = [
            report(0, "Асанов Бакыт", births[0], "Ош"),
            unnamed(1, &births[1..], "Ош", None),
        ];
        check(&named, 2, why);
    }
    let default_day = [
        unnamed(0, &[1987, 1, 1], "Ош", work),
        unnamed(1, &[1987, 1, 1], "Ош", work),
    ];
    check(&default_day, 2, "the first of January is how a year is written");
    for (detail, why) in [
        ((Detail::Phone, "0555123456"), "telephone"),
        ((Detail::Document, "AN1234567"), "document"),
        ((Detail::Email, "demo@example.org"), "mail"),
    ] {
        let rows = [0, 1].map(|list| unnamed(list, &[1987], "Ош", Some(detail)));
        check(&rows, 1, why);
    }
    let days = [0, 1].map(|list| unnamed(list, &[1987, 3, 15], "Ош", None));
    check(&days, 1, "full date of birth");
}
