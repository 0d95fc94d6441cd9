//! One more report against those that are linked: what linking finds and weighs, an index finds and weighs the same.

use std::collections::BTreeMap;

use linkage::{
    Answer, Found, Index, Judgement, Judgements, LinkPlan, Linkage, Threshold, Verdict, link_judged,
};
use proptest::prelude::*;
use records::{Detail, Report};

use crate::laws;
use crate::small::report;
use crate::table::day;

const DISTINCT: [usize; 1] = [2];

fn linked(reports: &[Report], judgements: &Judgements) -> Linkage {
    let plan = LinkPlan {
        distinct: DISTINCT.to_vec(),
        threshold: Threshold::Balanced,
        floor: 0.001,
        memory: linkage::PAIRS_MEMORY,
        seed: 5,
    };
    link_judged(reports, &plan, judgements, &|_, _, _| {})
}

const GIVEN: [&str; 9] = [
    "Азамат",
    "Azamat",
    "Бакыт",
    "Bakyt",
    "Чынгыз",
    "Эркин",
    "Жоомарт",
    "Улан",
    "Нурлан",
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

/// More reports than are compared whole; some persons have several.
fn many(n: usize) -> Vec<Report> {
    let one = |number: usize| {
        let person = number * 7 / 10;
        let (given, stem) = (GIVEN[(person * 4 + number % 2) % 9], STEMS[person / 3 % 10]);
        let year = 1960 + (person % 37) as i16;
        let mut report = report(
            number % 3,
            &format!("{stem}ов {given}"),
            year,
            STEMS[person / 7 % 10],
        );
        if !number.is_multiple_of(5) {
            let born = format!("{year}-{:02}-{:02}", 1 + person % 12, 1 + person % 27);
            report.birth = day(&born);
        }
        if number.is_multiple_of(4) {
            report
                .details
                .insert(Detail::Phone, format!("0555{person:06}").into());
        }
        report
    };
    (0..n).map(one).collect()
}

/// What an index says of the report at a place, by the places of others.
fn answers(index: &mut Index, reports: &[Report], place: usize) -> BTreeMap<usize, Found> {
    let answer = index.search(&reports[place], 0.001);
    let others = answer.found.into_iter().filter(|found| found.report != place);
    others.map(|found| (found.report, found)).collect()
}

fn check_against(linkage: &Linkage, reports: &[Report]) {
    let mut index = Index::new(reports, &DISTINCT, linkage).expect("linked just now");
    let mut kept: Vec<BTreeMap<usize, &linkage::Pair>> = vec![BTreeMap::new(); reports.len()];
    for pair in &linkage.pairs {
        kept[pair.a].insert(pair.b, pair);
        kept[pair.b].insert(pair.a, pair);
    }
    assert!(!linkage.pairs.is_empty());
    for (place, pairs) in kept.iter().enumerate() {
        let found = answers(&mut index, reports, place);
        for (other, pair) in pairs {
            let found = found
                .get(other)
                .unwrap_or_else(|| panic!("{place} and {other} are lost"));
            assert!((found.weight - pair.weight).abs() < 1e-9, "{found:?} {pair:?}");
            assert!((found.probability - pair.probability).abs() < 1e-9);
            assert_eq!(found.person, linkage.persons[*other]);
            assert_eq!(found.fields.iter().len(), pair.fields.iter().len());
            for (x, y) in found.fields.iter().zip(pair.fields.iter()) {
                assert_eq!((x.field, x.level), (y.field, y.level));
                assert!((x.bits - y.bits).abs() < 2e-6);
            }
        }
        let only_here = found.keys().filter(|other| !pairs.contains_key(other)).count();
        assert_eq!(
            only_here, 0,
            "{place}: what linking compared and did not keep is not found"
        );
    }
}

#[test]
fn pairs_weigh_what_they_weigh_in_the_linkage() {
    let reports = many(1_900);
    check_against(&linked(&reports, &Judgements::default()), &reports);
    // Few reports are compared whole, here as there.
    check_against(&linked(&reports[..300], &Judgements::default()), &reports[..300]);
}

#[test]
fn what_people_taught_the_linkage_holds_here_too() {
    let reports = many(1_900);
    let first = linked(&reports, &Judgements::default());
    let of = |verdict: Verdict, is_meant: fn(f64) -> bool| {
        let pairs: Vec<_> = { first.pairs.iter() }
            .filter(|pair| is_meant(pair.probability))
            .collect();
        assert!(pairs.len() >= 20);
        let pairs = pairs.iter().step_by(pairs.len() / 20);
        pairs
            .map(|pair| Judgement {
                a: pair.a,
                b: pair.b,
                verdict,
            })
            .collect::<Vec<_>>()
    };
    let judged = [
        of(Verdict::Same, |probability| probability > 0.9),
        of(Verdict::Different, |probability| probability < 0.1),
    ]
    .concat();
    let judgements = Judgements::new(&judged, &reports, &DISTINCT).expect("they can all hold");
    let linkage = linked(&reports, &judgements);
    assert!(linkage.learned.is_some(), "there are enough answers of each kind");
    check_against(&linkage, &reports);
}

#[test]
fn a_linkage_of_other_reports_is_refused() {
    let reports = many(40);
    let linkage = linked(&reports[..30], &Judgements::default());
    assert!(Index::new(&reports, &DISTINCT, &linkage).is_none());
    assert_eq!(
        Index::new(&reports[..30], &DISTINCT, &linkage).map(|index| index.len()),
        Some(30)
    );
}

#[test]
fn nobody_is_found_among_nobody() {
    let mut index = Index::untrained(&[], &[]);
    assert!(index.is_empty());
    let asked = report(0, "Асанов Бакыт", 1980, "Ош");
    let nothing = Answer {
        found: Vec::new(),
        n_compared: 0,
        cut: Vec::new(),
    };
    assert_eq!(index.search(&asked, 0.0), nothing);
    let place = index.insert(&asked, None);
    let found = index.search(&asked, 0.0).found;
    assert_eq!(
        found.iter().map(|found| found.report).collect::<Vec<_>>(),
        [place]
    );
    assert!(index.remove(place) && !index.remove(place) && !index.remove(7));
    assert_eq!(index.search(&asked, 0.0), nothing);
}

/// Shipped weights are enough to find a man under another spelling among strangers.
#[test]
fn an_untrained_index_finds_another_spelling() {
    let mut reports = many(400);
    reports.push(report(0, "Өмүралиев Жоомарт Токтосунович", 1984, "Ош"));
    let mut index = Index::untrained(&reports, &[]);
    let answer = index.search(&report(1, "Omuraliev Zhoomart Toktosunovich", 1984, "Osh"), 0.5);
    let found: Vec<usize> = answer.found.iter().map(|found| found.report).collect();
    assert_eq!(found, [400], "{answer:?}");
}

#[test]
fn a_list_that_holds_each_person_once_is_not_searched_for_its_own_reports() {
    let reports = many(60);
    let mut index = Index::untrained(&reports, &DISTINCT);
    let of_list = |index: &mut Index, report: &Report| {
        let found = index.search(report, 0.0).found.into_iter();
        found.filter(|found| reports[found.report].list == 2).count()
    };
    assert_eq!(of_list(&mut index, &reports[2]), 0);
    let of_another = Report {
        list: 9,
        ..reports[2].clone()
    };
    assert!(of_list(&mut index, &of_another) > 0);
}

/// One value in every row: the work stays bounded, the answer says that something was cut, and whoever says the same is found.
#[test]
fn a_value_that_everybody_has_is_bounded_and_told() {
    let alike: Vec<Report> = (0..6_000)
        .map(|_| report(0, "Асанов Бакыт", 1980, "Ош"))
        .collect();
    let mut index = Index::untrained(&alike[..5_000], &[]);
    assert_eq!(index.len(), 5_000);
    alike[5_000..].iter().for_each(|report| {
        index.insert(report, None);
    });
    let answer = index.search(&report(1, "Асанов Бакыт", 1980, "Ош"), 0.0);
    assert!(answer.n_compared <= 6_000 && !answer.found.is_empty());
    assert!(answer.n_compared < alike.len(), "{}", answer.n_compared);
    assert!(answer.cut.contains(&"name_pair"), "{:?}", answer.cut);
    let nameless = index.search(&report(1, "", 1980, "Ош"), 0.0);
    assert!(
        nameless.found.is_empty(),
        "a year and a place are no evidence without a name"
    );
    // A telephone still finds the one who has it.
    let mut known = report(0, "Асанов Бакыт", 1980, "Ош");
    known.details.insert(Detail::Phone, "0555123456".into());
    let place = index.insert(&known, Some(3));
    let first = index.search(&known, 0.0).found.remove(0);
    assert_eq!((first.report, first.person), (place, 3));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn strangers_change_no_weight(
        reports in prop::collection::vec(laws::report(), 2..50),
        strangers in prop::collection::vec(laws::report(), 1..50),
        query in laws::report(),
    ) {
        let mut index = Index::untrained(&reports, &[0]);
        let before = index.search(&query, 0.0);
        let places: Vec<usize> = strangers.iter().map(|stranger| index.insert(stranger, None)).collect();
        let mut after = index.search(&query, 0.0).found;
        after.retain(|found| found.report < reports.len());
        prop_assert_eq!(&after, &before.found);
        for place in places {
            prop_assert!(index.remove(place));
        }
        prop_assert_eq!(index.search(&query, 0.0), before);
    }
}
