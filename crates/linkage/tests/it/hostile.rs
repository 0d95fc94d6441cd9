//! Lists that nobody should write: bounded work and a sensible answer.

use linkage::{LinkPlan, Linkage, Threshold, link};
use records::{Detail, Origin, Report, WrittenName};

use crate::table::day;

/// As many candidates a row are bounded work.
const MOST_A_ROW: u64 = 200;

const GIVEN: [&str; 20] = [
    "Азамат",
    "Бакыт",
    "Чынгыз",
    "Данияр",
    "Эркин",
    "Жоомарт",
    "Замир",
    "Ильяс",
    "Канат",
    "Мирлан",
    "Нурлан",
    "Омурбек",
    "Руслан",
    "Санжар",
    "Талант",
    "Улан",
    "Шамил",
    "Эмил",
    "Кубат",
    "Тилек",
];

const STEMS: [&str; 20] = [
    "Асан",
    "Болот",
    "Токтогул",
    "Кадыр",
    "Сыдык",
    "Мамат",
    "Осмон",
    "Турсун",
    "Жумабек",
    "Садыр",
    "Акмат",
    "Исак",
    "Эсен",
    "Керим",
    "Орозбек",
    "Тургун",
    "Молдо",
    "Абдыкерим",
    "Шерали",
    "Бектур",
];

/// A report about one of some thousand people.
pub(crate) fn report(number: usize) -> Report {
    // Spread as if by chance, so that names and births are independent (the finaliser of splitmix64).
    let mut spread = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    spread = (spread ^ (spread >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    spread = (spread ^ (spread >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let mut left = (spread ^ (spread >> 31)) as usize;
    let mut next = |n: usize| {
        let value = left % n;
        left /= n;
        value
    };
    let (given, stem) = (GIVEN[next(20)], STEMS[next(20)]);
    let (year, month, date) = (1950 + next(50), 1 + next(12), 1 + next(28));
    Report {
        origin: Origin {
            file: "invented".into(),
            sheet: None,
            row: number as u64,
        },
        list: number % 2,
        own_id: None,
        name: WrittenName {
            given: Some(given.into()),
            surname: Some(format!("{stem}ов").into()),
            ..WrittenName::default()
        },
        sex: None,
        birth: day(&format!("{year:04}{month:02}{date:02}")),
        event: None,
        place: None,
        source: None,
        details: records::Details::new(),
    }
}

fn linked(reports: &[Report]) -> Linkage {
    let plan = LinkPlan {
        distinct: Vec::new(),
        threshold: Threshold::Balanced,
        floor: 0.01,
        memory: linkage::PAIRS_MEMORY,
        seed: 3,
    };
    let linkage = link(reports, &plan, &|_, _, _| {});
    let n = reports.len() as u64;
    assert!(linkage.n_candidates <= MOST_A_ROW * n, "{}", linkage.n_candidates);
    linkage
}

fn empty() -> Report {
    Report {
        name: WrittenName::default(),
        birth: None,
        ..report(0)
    }
}

#[test]
fn rows_that_say_nothing_are_nobody_twice() {
    let linkage = linked(&vec![empty(); 20_000]);
    assert_eq!((linkage.n_persons, linkage.n_candidates), (20_000, 0));
}

#[test]
fn equal_rows_are_bounded_work() {
    let linkage = linked(&vec![report(7); 20_000]);
    assert!(linkage.n_candidates >= 20_000, "neighbours are compared");
    // Where all rows agree in everything, agreeing is no evidence.
    assert_eq!(linkage.n_persons, 20_000);
}

/// One of four hundred people with a name and a birth of their own.
fn namesake_of_none(number: usize) -> Report {
    // No two are alike: 7 shares no factor with 400.
    let place = number * 7 % 400;
    Report {
        list: 0,
        name: WrittenName {
            given: Some(GIVEN[place % 20].into()),
            surname: Some(format!("{}ов", STEMS[place / 20]).into()),
            ..WrittenName::default()
        },
        ..report(number)
    }
}

/// Where many lived in one house and died on one day in one place, those agree in many pairs. Once that taught that names and
/// births mean nothing, and all the dead of a day became one person.
#[test]
fn the_dead_of_one_day_and_place_are_many() {
    let report = |number: usize| {
        // Each fourth is reported twice.
        let person = number % 320;
        let house = person % 9;
        let mut report = Report {
            event: day(&format!("202209{:02}", 11 + house)),
            place: Some(["Ош", "Баткен", "Талас"][house % 3].into()),
            birth: report(person).birth.filter(|_| !number.is_multiple_of(3)),
            ..namesake_of_none(person)
        };
        let details = &mut report.details;
        details.insert(Detail::Address, format!("улица Мира {house}").into());
        details.insert(Detail::Postcode, format!("63000{house}").into());
        report
    };
    let n_persons = linked(&(0..400).map(report).collect::<Vec<_>>()).n_persons;
    assert!((310..=330).contains(&n_persons), "{n_persons}");
}

#[test]
fn rows_that_are_written_many_times_are_one_person_each() {
    let reports: Vec<Report> = (0..20_000).map(|number| report(number % 200)).collect();
    let n_persons = linked(&reports).n_persons;
    assert!((200..2_000).contains(&n_persons), "{n_persons}");
}

#[test]
fn one_value_in_every_row_joins_nobody() {
    let plain: Vec<Report> = (0..6_000).map(report).collect();
    let expected = linked(&plain).n_persons;
    let place = |report: &Report| Report {
        place: Some("Бишкек".into()),
        ..report.clone()
    };
    let phone = |report: &Report| Report {
        details: std::iter::once((Detail::Phone, "0555000000".into())).collect(),
        ..report.clone()
    };
    let near = |found: usize| found.abs_diff(expected) * 50 <= expected;
    let placed = linked(&plain.iter().map(place).collect::<Vec<_>>()).n_persons;
    assert!(near(placed), "{placed} of {expected}");
    let called = linked(&plain.iter().map(phone).collect::<Vec<_>>()).n_persons;
    assert!(near(called), "{called} of {expected}");
}

#[test]
fn enormous_cells_are_read_as_far_as_they_matter() {
    let huge = |number: usize| Report {
        place: Some(format!("{number} ").repeat(100_000 / 4).into()),
        name: WrittenName {
            full: Some("Асан ".repeat(20_000).into()),
            ..report(number).name
        },
        details: std::iter::once((Detail::Address, "улица ".repeat(16_000).into())).collect(),
        ..report(number)
    };
    let reports: Vec<Report> = (0..60).chain(0..60).map(huge).collect();
    assert_eq!(linked(&reports).n_persons, 60);
}

#[test]
fn repeated_ids_are_no_evidence() {
    let plain: Vec<Report> = (0..3_000).map(report).collect();
    let repeated: Vec<Report> = { &plain }
        .iter()
        .map(|report| Report {
            own_id: Some("1".into()),
            ..report.clone()
        })
        .collect();
    assert_eq!(linked(&plain).persons, linked(&repeated).persons);
}
