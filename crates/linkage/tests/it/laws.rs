//! Laws of every linkage: order and ids change nothing, threads change nothing.

use linkage::{LinkPlan, Linkage, Pair, Phase, Threshold, link};
use proptest::prelude::*;
use records::{Detail, Origin, Report, WrittenName};

use crate::table::day;

pub(crate) fn report() -> impl Strategy<Value = Report> {
    let given = prop::sample::select(vec!["Бакыт", "Bakyt", "Азамат", "Azamat", "Улан", ""]);
    let surname = prop::sample::select(vec!["Асанов", "Asanov", "Үсөнов", "Usenov", "Токтосун уулу", ""]);
    let birth = prop::sample::select(vec!["1980-03-05", "1980-05-03", "1980", "1981-03-05", "1999", ""]);
    let place = prop::sample::select(vec!["Ош", "Osh", "Талас", ""]);
    let phone = prop::sample::select(vec!["0555123456", "0555123457", "", "", ""]);
    (0_usize..3, given, surname, birth, place, phone).prop_map(
        |(list, given, surname, birth, place, phone)| {
            let some = |text: &str| (!text.is_empty()).then(|| records::Text::from(text));
            Report {
                origin: Origin {
                    file: "invented".into(),
                    sheet: None,
                    row: 1,
                },
                list,
                own_id: None,
                name: WrittenName {
                    given: some(given),
                    surname: some(surname),
                    ..WrittenName::default()
                },
                sex: None,
                birth: day(birth),
                event: None,
                place: some(place),
                source: None,
                details: some(phone)
                    .map(|phone| (Detail::Phone, phone))
                    .into_iter()
                    .collect(),
            }
        },
    )
}

fn linked(reports: &[Report]) -> Linkage {
    let plan = LinkPlan {
        distinct: vec![0],
        threshold: Threshold::Balanced,
        floor: 0.0,
        memory: linkage::PAIRS_MEMORY,
        seed: 5,
    };
    link(reports, &plan, &|_, _, _| {})
}

/// Pairs by the places their reports had before the shuffle.
fn placed(pairs: &[Pair], place: &[usize]) -> Vec<(usize, usize, f64)> {
    let mut placed: Vec<(usize, usize, f64)> = pairs
        .iter()
        .map(|pair| {
            (
                place[pair.a].min(place[pair.b]),
                place[pair.a].max(place[pair.b]),
                pair.weight,
            )
        })
        .collect();
    placed.sort_by_key(|pair| (pair.0, pair.1));
    placed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn order_and_ids_change_nothing((reports, shuffled) in prop::collection::vec(report(), 0..60)
        .prop_flat_map(|reports| {
            let order: Vec<usize> = (0..reports.len()).collect();
            (Just(reports), Just(order).prop_shuffle())
        }))
    {
        let other: Vec<Report> = shuffled
            .iter()
            .enumerate()
            .map(|(row, from)| {
                let origin = Origin { file: "other".into(), sheet: None, row: row as u64 };
                Report { own_id: Some(format!("x{row}").into()), origin, ..reports[*from].clone() }
            })
            .collect();
        let (first, second) = (linked(&reports), linked(&other));
        let straight: Vec<usize> = (0..reports.len()).collect();
        prop_assert_eq!(placed(&first.pairs, &straight), placed(&second.pairs, &shuffled));
        prop_assert_eq!(first.threshold, second.threshold);
        prop_assert_eq!(first.n_persons, second.n_persons);
        // Reports that say the same are told apart by nothing, so persons are compared by what they say.
        let said = |linkage: &Linkage, reports: &[Report]| {
            let mut persons = vec![Vec::new(); linkage.n_persons];
            for (report, person) in reports.iter().zip(&linkage.persons) {
                persons[*person].push(format!(
                    "{} {:?} {:?} {:?} {:?} {:?}",
                    report.list, report.name.given, report.name.surname,
                    report.birth.as_ref().map(|birth| birth.readings().to_vec()), report.place, report.details
                ));
            }
            persons.iter_mut().for_each(|person| person.sort());
            persons.sort();
            persons
        };
        prop_assert_eq!(said(&first, &reports), said(&second, &other));
    }

    #[test]
    fn results_are_well_formed(reports in prop::collection::vec(report(), 0..40)) {
        let linkage = linked(&reports);
        prop_assert_eq!(linkage.persons.len(), reports.len());
        let mut next = 0;
        for person in &linkage.persons {
            prop_assert!(*person <= next, "persons are numbered by their first report");
            next = next.max(*person + 1);
        }
        prop_assert_eq!(next, linkage.n_persons);
        prop_assert_eq!(linkage.rules.iter().map(|(_, n)| n).sum::<u64>(), linkage.n_candidates);
        for pair in &linkage.pairs {
            prop_assert!(pair.a < pair.b && (0.0..=1.0).contains(&pair.probability));
            prop_assert!(reports[pair.a].list != reports[pair.b].list || reports[pair.a].list != 0);
        }
        for (place, report) in reports.iter().enumerate().filter(|(_, report)| report.list == 0) {
            let same = reports.iter().zip(&linkage.persons).enumerate().filter(|(other, (twin, person))| {
                *other != place && twin.list == report.list && **person == linkage.persons[place]
            });
            prop_assert_eq!(same.count(), 0, "a list that holds each person once is never joined within");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn draws_are_partitions_and_obey((reports, seed) in (prop::collection::vec(report(), 0..40), 0_u64..9)) {
        let linkage = linked(&reports);
        let mut all = Vec::new();
        linkage.draw(20, seed, |number, persons| all.push((number, persons.to_vec())));
        prop_assert_eq!(all.len(), 20);
        for (_, persons) in &all {
            prop_assert_eq!(persons.len(), reports.len());
            let mut next = 0;
            for person in persons {
                prop_assert!(*person <= next, "persons are numbered by their first report");
                next = next.max(*person + 1);
            }
            let mut seen = std::collections::BTreeSet::new();
            for (report, person) in reports.iter().zip(persons).filter(|(report, _)| report.list == 0) {
                prop_assert!(seen.insert(*person), "{:?} is on a list that holds each person once", report.list);
            }
        }
        let mut again = Vec::new();
        linkage.draw(20, seed, |number, persons| again.push((number, persons.to_vec())));
        prop_assert_eq!(all, again);
    }
}

#[test]
fn phases_are_told_at_both_ends() {
    let told = std::sync::Mutex::new(Vec::new());
    let plan = LinkPlan {
        distinct: vec![],
        threshold: Threshold::Given(0.9),
        floor: 0.1,
        memory: linkage::PAIRS_MEMORY,
        seed: 1,
    };
    let linkage = link(&[], &plan, &|phase, done, of| {
        told.lock().unwrap().push((phase, done, of))
    });
    let phases = [
        Phase::Preparing,
        Phase::Blocking,
        Phase::Training,
        Phase::Scoring,
        Phase::Clustering,
    ];
    let expected: Vec<(Phase, u64, u64)> = phases
        .iter()
        .flat_map(|phase| [(*phase, 0, 0), (*phase, 0, 0)])
        .collect();
    assert_eq!(*told.lock().unwrap(), expected);
    assert_eq!(linkage.threshold, 0.9);
}
