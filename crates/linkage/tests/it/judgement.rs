//! What people said of pairs always holds, in clusters and in draws.

use linkage::{
    Band, Contradicted, Contradiction, Judgement, Judgements, LinkPlan, Linkage, Reversal, Threshold,
    Verdict, link, link_judged, questions, reversal,
};
use proptest::prelude::*;
use records::Report;

use crate::laws::report;

fn plan(threshold: f64) -> LinkPlan {
    LinkPlan {
        distinct: vec![0],
        threshold: Threshold::Given(threshold),
        floor: 0.0,
        memory: linkage::PAIRS_MEMORY,
        seed: 5,
    }
}

fn judged(reports: &[Report], plan: &LinkPlan, judgements: &Judgements) -> Linkage {
    link_judged(reports, plan, judgements, &|_, _, _| {})
}

/// Judgements that can all hold: each that contradicts earlier ones is left out.
fn consistent(wanted: &[(usize, usize, bool)], reports: &[Report]) -> Vec<Judgement> {
    let mut kept: Vec<Judgement> = Vec::new();
    for (a, b, same) in wanted {
        let verdict = if *same { Verdict::Same } else { Verdict::Different };
        kept.push(Judgement {
            a: a % reports.len(),
            b: b % reports.len(),
            verdict,
        });
        if Judgements::new(&kept, reports, &[0]).is_err() {
            kept.pop();
        }
    }
    kept
}

fn holds(judgement: &Judgement, persons: &[usize]) -> bool {
    (persons[judgement.a] == persons[judgement.b]) == (judgement.verdict == Verdict::Same)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn judgements_always_hold(
        (reports, wanted, threshold) in (
            prop::collection::vec(report(), 2..40),
            prop::collection::vec((0_usize..40, 0_usize..40, any::<bool>()), 0..25),
            prop::sample::select(vec![0.0005, 0.02, 0.5, 0.9, 0.999]),
        ))
    {
        let said = consistent(&wanted, &reports);
        let judgements = Judgements::new(&said, &reports, &[0]).unwrap();
        let linkage = judged(&reports, &plan(threshold), &judgements);
        for judgement in &said {
            prop_assert!(holds(judgement, &linkage.persons), "clusters: {judgement:?}");
        }
        let mut broken = Vec::new();
        linkage.draw(15, 3, |number, persons| {
            broken.extend(said.iter().filter(|said| !holds(said, persons)).map(|said| (number, *said)));
            let mut seen = std::collections::BTreeSet::new();
            for (report, person) in reports.iter().zip(persons).filter(|(report, _)| report.list == 0) {
                assert!(seen.insert(*person), "{:?} in draw {number}", report.list);
            }
        });
        prop_assert!(broken.is_empty(), "draws: {broken:?}");
        for judgement in &said {
            prop_assert!(judgement.a == judgement.b
                || judgements.of(judgement.b, judgement.a) == Some(judgement.verdict));
        }
    }
}

/// Reports of nothing but a name and a year.
fn named(list: usize, name: &str, year: &str) -> Report {
    let mut report = crate::small::report(list, name, 0, "");
    report.birth = crate::table::day(year);
    report
}

#[test]
fn contradictions_are_refused() {
    let reports = [
        named(0, "Асанов Бакыт", "1980"),
        named(0, "Асанов Бакыт", "1981"),
        named(1, "Asanov Bakyt", "1980"),
        named(2, "Асанов Б.", ""),
    ];
    let say = |a, b, verdict| Judgement { a, b, verdict };
    let check = |said: &[Judgement], judgement: usize, by: Contradiction| {
        assert_eq!(
            Judgements::new(said, &reports, &[0]),
            Err(Contradicted { judgement, by })
        );
    };
    let (same, different) = (Verdict::Same, Verdict::Different);
    check(&[say(0, 1, same)], 0, Contradiction::DistinctList(0));
    check(
        &[say(0, 2, same), say(2, 3, same), say(3, 1, same)],
        2,
        Contradiction::DistinctList(0),
    );
    check(
        &[say(0, 3, different), say(0, 2, same), say(2, 3, same)],
        0,
        Contradiction::Judgements,
    );
    check(&[say(2, 2, different)], 0, Contradiction::Judgements);
    let fine = [
        say(0, 2, same),
        say(1, 3, Verdict::Unsure),
        say(9, 1, same),
        say(0, 1, different),
    ];
    let judgements = Judgements::new(&fine, &reports, &[0]).unwrap();
    assert_eq!(judgements.counts(), (1, 1));
    assert_eq!(
        judgements.of(1, 2),
        Some(different),
        "what is said of 0 holds for 2"
    );
    assert_eq!(judgements.of(1, 3), None);
}

#[test]
fn the_most_worthwhile_pair_is_asked_first() {
    let surnames = [
        "Жумабаев",
        "Исаков",
        "Осмонов",
        "Эргешов",
        "Шаршенов",
        "Токтосунов",
    ];
    let given = ["Азамат", "Тилек", "Данияр", "Канат", "Мирлан"];
    let reports: Vec<Report> = (0..60)
        .map(|n| {
            let person = n / 2;
            let name = format!("{} {}", surnames[person % 6], given[person % 5]);
            let birth = format!("{}-0{}-1{}", 1950 + person, 1 + person % 9, person % 10);
            // The second report of every third person knows no more than a surname and a year.
            if n % 2 == 1 && person % 3 == 0 {
                named(2, surnames[person % 6], &birth[..4])
            } else {
                named(1 + n % 2, &name, &birth)
            }
        })
        .collect();
    let linkage = link(&reports, &plan(0.5), &|_, _, _| {});
    let keys: Vec<String> = (0..reports.len()).map(|n| format!("{n:02}")).collect();
    let asked = questions(&linkage, &keys, 6, &|_, _| false);
    assert_eq!(asked.len(), 6);
    assert!(asked.windows(2).all(|two| two[0].change >= two[1].change));
    let size = |report: usize| {
        let person = linkage.persons[report];
        linkage.persons.iter().filter(|other| **other == person).count() as f64
    };
    let between = linkage
        .pairs
        .iter()
        .filter(|pair| linkage.persons[pair.a] != linkage.persons[pair.b])
        .map(|pair| pair.probability * size(pair.a) * size(pair.b));
    let most = between.fold(0.0, f64::max);
    assert!(asked[0].change >= most, "{asked:?} {most}");
    let persons = |question: &linkage::Question| {
        let pair = &linkage.pairs[question.pair];
        let (x, y) = (linkage.persons[pair.a], linkage.persons[pair.b]);
        (x.min(y), x.max(y))
    };
    let between: std::collections::BTreeSet<_> = asked.iter().map(persons).collect();
    assert_eq!(between.len(), 6, "two persons are asked about once at a time");
    let first = &linkage.pairs[asked[0].pair];
    let without = questions(&linkage, &keys, 400, &|a, b| (a, b) == (first.a, first.b));
    assert!(without.iter().all(|question| question.pair != asked[0].pair));
    assert!(questions(&linkage, &keys, 0, &|_, _| false).is_empty());
}

#[test]
fn what_would_change_the_verdict_does() {
    let mut reports: Vec<Report> = (0..12)
        .flat_map(|n| {
            let name = ["Жумабаев Азамат", "Исаков Тилек", "Осмонов Данияр"][n % 3];
            let birth = format!("19{}-0{}-1{}", 60 + n, 1 + n % 9, n % 10);
            [named(1, name, &birth), named(2, name, &birth)]
        })
        .collect();
    reports.push(named(1, "Шаршенов Мирлан", "1991-03-03"));
    reports.push(named(2, "Шаршенов Мирлан", "1974-08-20"));
    let linkage = link(&reports, &plan(0.5), &|_, _, _| {});
    let of = |a, b| {
        { &linkage.pairs }
            .iter()
            .find(|pair| (pair.a, pair.b) == (a, b))
            .unwrap()
    };
    let fields = |way: Reversal| match way {
        Reversal::Each(changes) => changes.iter().map(|change| change.field).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let joined = fields(reversal(&linkage, of(0, 1), &[]));
    assert!(joined.contains(&"birth"), "{joined:?}");
    let apart = fields(reversal(&linkage, of(24, 25), &["phone"]));
    assert!(apart.contains(&"birth"), "{apart:?}");
    assert!(!apart.contains(&"email"), "nobody could fill it: {apart:?}");
}

/// Forty answers, of which ten said "one person", are told by what was thought before them.
fn check_answered(before: &Linkage, after: &Linkage) {
    assert!(before.answered.is_empty());
    let sum = |of: &dyn Fn(&Band) -> f64| { &after.answered }.iter().map(of).sum::<f64>();
    let pairs = |band: &Band| band.n_pairs as f64;
    assert!((sum(&pairs) - 40.0).abs() < 1e-9);
    assert!((sum(&|band| band.observed * pairs(band)) - 10.0).abs() < 1e-9);
    let asked = { &before.pairs }
        .iter()
        .filter(|pair| pair.a % 2 == 0 && pair.b == pair.a + 1);
    let thought: f64 = asked.map(|pair| pair.probability).sum();
    assert!((sum(&|band| band.predicted * pairs(band)) - thought).abs() < 1e-9);
}

#[test]
fn enough_answers_correct_the_weights() {
    let reports: Vec<Report> = (0..40)
        .flat_map(|n| {
            let name = format!("{}ов Азамат", ["Исак", "Осмон", "Эргеш", "Жума", "Асан"][n % 5]);
            let year = format!("{}", 1950 + n);
            [named(1, &name, &year), named(2, &name, &year)]
        })
        .collect();
    let plan = plan(0.5);
    let before = link(&reports, &plan, &|_, _, _| {});
    assert_eq!(before.learned, None);
    let said: Vec<Judgement> = (0..40)
        .map(|n| Judgement {
            a: 2 * n,
            b: 2 * n + 1,
            verdict: if n % 4 == 0 {
                Verdict::Same
            } else {
                Verdict::Different
            },
        })
        .collect();
    let few = Judgements::new(&said[..19], &reports, &[0]).unwrap();
    assert_eq!(
        judged(&reports, &plan, &few).learned,
        None,
        "too few are the same"
    );
    let all = Judgements::new(&said, &reports, &[0]).unwrap();
    let after = judged(&reports, &plan, &all);
    let learned = after.learned.unwrap();
    assert_eq!((learned.n_same, learned.n_different), (10, 30));
    check_answered(&before, &after);
    let weight = |linkage: &Linkage| {
        linkage
            .pairs
            .iter()
            .find(|pair| (pair.a, pair.b) == (0, 1))
            .unwrap()
            .weight
    };
    let expected = learned.shift + learned.scale * weight(&before);
    assert!((weight(&after) - expected).abs() < 1e-9);
    assert!(weight(&after) < weight(&before), "most answers were no");
}
