//! What is let go for the sake of memory changes no answer.

use records::{DateSpan, Origin, PartialDate, WrittenName};

use super::*;
use crate::judgement::Judgements;

const GIVEN: [&str; 12] = [
    "Азамат",
    "Azamat",
    "Бакыт",
    "Bakyt",
    "Чынгыз",
    "Chyngyz",
    "Эркин",
    "Жоомарт",
    "Joomart",
    "Улан",
    "Нурлан",
    "Нурбек",
];

const STEMS: [&str; 10] = [
    "Асан",
    "Болот",
    "Токтогул",
    "Кадыр",
    "Мамат",
    "Осмон",
    "Турсун",
    "Жумабек",
    "Эсен",
    "Керим",
];

/// More reports than are compared whole, many about one person.
fn reports() -> Vec<Report> {
    let report = |number: usize| {
        let person = number * 7 / 10;
        let (given, stem) = (GIVEN[(person * 5 + number % 2) % 12], STEMS[person % 10]);
        let day = jiff::civil::date(
            1960 + (person % 40) as i16,
            1 + (person % 12) as i8,
            1 + (person % 27) as i8,
        );
        let day = DateSpan::new(day, day).filter(|_| !number.is_multiple_of(5));
        Report {
            origin: Origin {
                file: "invented".into(),
                sheet: None,
                row: number as u64,
            },
            list: number % 3,
            own_id: None,
            name: WrittenName {
                given: Some(given.into()),
                surname: Some(format!("{stem}ов").into()),
                ..WrittenName::default()
            },
            sex: None,
            birth: day.and_then(|day| PartialDate::new(vec![day], false)),
            event: None,
            place: Some(STEMS[person / 10 % 10].into()),
            source: None,
            details: records::Details::new(),
        }
    };
    (0..1_700).map(report).collect()
}

/// Room for all likely pairs of the reports, but not for all of the 47,502 candidates.
const ENOUGH: u64 = 47_000;

fn linked(reports: &[Report], limits: Limits) -> Linkage {
    let plan = LinkPlan {
        distinct: vec![2],
        threshold: Threshold::Balanced,
        floor: 0.01,
        memory: crate::PAIRS_MEMORY,
        seed: 5,
    };
    link_within(reports, &plan, &Judgements::default(), limits, &|_, _, _| {})
}

#[test]
fn pairs_that_are_let_go_change_nothing() {
    let reports = reports();
    let all = linked(
        &reports,
        Limits {
            most_kept: u64::MAX,
            n_sample: 0,
        },
    );
    // A sample of everything teaches the same weights.
    let few = linked(
        &reports,
        Limits {
            most_kept: ENOUGH,
            n_sample: u64::MAX,
        },
    );
    assert!(all.n_persons < 1_600 && all.n_persons > 100, "{}", all.n_persons);
    assert!(
        few.open.edges().len() < all.n_candidates as usize,
        "some are let go"
    );
    assert_eq!((all.n_candidates, &all.rules), (few.n_candidates, &few.rules));
    assert_eq!((all.kept_from, few.kept_from), (None, None));
    assert_eq!(all.prior, few.prior);
    assert_eq!(all.pairs, few.pairs);
    assert_eq!(all.persons, few.persons);
    // Sums over the same pairs in another order.
    assert!((all.n_missed_by_blocking / few.n_missed_by_blocking - 1.0).abs() < 1e-9);
    for (x, y) in all.expected.iter().zip(&few.expected) {
        assert_eq!((x.threshold, x.n_joined), (y.threshold, y.n_joined));
        assert!((x.n_missed - y.n_missed).abs() < 1e-6 && (x.n_false - y.n_false).abs() < 1e-6);
    }
}

#[test]
fn where_there_is_little_room_the_likeliest_are_kept() {
    let reports = reports();
    let [all, half, few] = [ENOUGH, 10_000, 1_000].map(|most_kept| {
        let n_sample = u64::MAX;
        linked(&reports, Limits { most_kept, n_sample })
    });
    assert_eq!(all.kept_from, None);
    for (short, most) in [(&half, 10_000), (&few, 1_000)] {
        let from = short.kept_from.unwrap();
        assert!(short.pairs.len() <= most && short.pairs.len() * 2 > most);
        let least = { &short.pairs }
            .iter()
            .map(|pair| pair.weight)
            .fold(f64::INFINITY, f64::min);
        let likeliest = { &all.pairs }.iter().filter(|pair| pair.weight >= least);
        assert!(likeliest.eq(&short.pairs));
        assert!(short.pairs.iter().all(|pair| pair.probability >= from));
        assert!(short.threshold >= from);
        assert_eq!(short.n_candidates, all.n_candidates);
    }
    assert!(
        few.n_persons > all.n_persons,
        "pairs that were let go join nobody"
    );
}

#[test]
fn a_part_of_the_pairs_teaches_nearly_the_same() {
    let reports = reports();
    let [all, some] = [u64::MAX, 20_000].map(|n_sample| {
        linked(
            &reports,
            Limits {
                most_kept: ENOUGH,
                n_sample,
            },
        )
    });
    let counted = some.n_candidates as f64 / all.n_candidates as f64;
    assert!((counted - 1.0).abs() < 0.03, "{counted}");
    assert!(
        (all.prior / some.prior).log2().abs() < 0.3,
        "{} {}",
        all.prior,
        some.prior
    );
    assert!(all.n_persons.abs_diff(some.n_persons) * 30 <= all.n_persons);
    let [at, about] = [&all, &some].map(|linkage| {
        linkage
            .expected
            .iter()
            .map(|told| told.n_missed)
            .fold(0.0, f64::max)
    });
    assert!((at / about).log2().abs() < 0.5, "{at} {about}");
}
