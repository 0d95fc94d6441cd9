//! What must make no difference, and what no block may lose.

use std::collections::BTreeSet;

use linkage::{LinkPlan, Linkage, Threshold, link};
use records::{Detail, Report};

use crate::hostile;

/// More reports than are all compared with each other, so that blocks decide.
const MANY: usize = 2_400;

/// Reports of which each third is a second one about the person before, written otherwise.
fn reports(n: usize) -> Vec<Report> {
    (0..n)
        .map(|number| {
            let is_second = number % 3 == 1;
            let mut report = hostile::report(if is_second { number - 1 } else { number });
            report.list = number % 3;
            if number % 2 == 0 {
                report
                    .details
                    .insert(Detail::Phone, format!("0555{number:06}").into());
            }
            if is_second {
                match number % 4 {
                    0 => report.birth = None,
                    1 => {
                        report.name.surname = report.name.surname.map(|name| name.replace("ов", "ева").into())
                    }
                    2 => report.name.given = report.name.given.map(|name| format!("{name}бек").into()),
                    _ => std::mem::swap(&mut report.name.given, &mut report.name.surname),
                }
            }
            report
        })
        .collect()
}

fn linked(reports: &[Report], floor: f64) -> Linkage {
    let plan = LinkPlan {
        distinct: Vec::new(),
        threshold: Threshold::Given(0.5),
        floor,
        memory: linkage::PAIRS_MEMORY,
        seed: 11,
    };
    link(reports, &plan, &|_, _, _| {})
}

/// Everything a linkage says, draws included.
fn said(linkage: &Linkage) -> String {
    let mut draws = Vec::new();
    linkage.draw(5, 1, |_, persons| draws.push(persons.to_vec()));
    format!(
        "{:?} {:?} {} {:?} {:?} {draws:?}",
        linkage.pairs, linkage.persons, linkage.threshold, linkage.expected, linkage.levels
    )
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let reports = reports(MANY);
    let of_threads = |n_threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
        pool.unwrap().install(|| said(&linked(&reports, 0.01)))
    };
    let one = of_threads(1);
    assert!(one == of_threads(2) && one == of_threads(5));
}

#[test]
fn somebody_unrelated_changes_no_person() {
    let mut reports = reports(MANY);
    let before = linked(&reports, 0.01);
    assert!(
        before.n_persons < MANY - MANY / 4,
        "most seconds are found: {}",
        before.n_persons
    );
    for name in ["Пржевальский Ксаверий", "Wotherspoon Quentin", "Ящук Фёкла"] {
        let (surname, given) = name.split_once(' ').unwrap();
        let mut stranger = hostile::report(reports.len() * 7);
        stranger.name.given = Some(given.into());
        stranger.name.surname = Some(surname.into());
        stranger.birth = None;
        reports.push(stranger);
        let after = linked(&reports, 0.01);
        assert!(after.persons[..MANY] == before.persons[..MANY], "{name}");
        let alone = after.persons[reports.len() - 1];
        assert_eq!(after.persons.iter().filter(|person| **person == alone).count(), 1);
    }
}

#[test]
fn blocks_lose_no_pair_that_a_look_at_all_pairs_would_find() {
    let reports = reports(MANY);
    let linkage = linked(&reports, 0.0);
    let found: BTreeSet<(usize, usize)> = linkage.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    let n_pairs = MANY * (MANY - 1) / 2;
    assert!(
        found.len() < n_pairs,
        "not all pairs are compared, so that something can be lost"
    );
    let same = |a: &Option<records::Text>, b: &Option<records::Text>| a.is_some() && a == b;
    let birth = |report: &Report| report.birth.as_ref().map(|birth| birth.readings().to_vec());
    let mut n_alike = 0;
    for (a, one) in reports.iter().enumerate() {
        for (b, other) in reports.iter().enumerate().skip(a + 1) {
            let surname = same(&one.name.surname, &other.name.surname);
            let given = same(&one.name.given, &other.name.given);
            let born = birth(one).is_some() && birth(one) == birth(other);
            let phone = one.details.get(&Detail::Phone);
            let phone = phone.is_some() && phone == other.details.get(&Detail::Phone);
            if [surname, given, born]
                .into_iter()
                .filter(|agrees| *agrees)
                .count()
                >= 2
                || phone
            {
                n_alike += 1;
                assert!(found.contains(&(a, b)), "{:?} {:?}", one.name, other.name);
            }
        }
    }
    assert!(n_alike > MANY / 5, "{n_alike}");
}
