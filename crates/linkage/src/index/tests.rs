//! What an index finds, against looking at everything.

use std::collections::BTreeSet;

use proptest::prelude::*;
use records::{DateSpan, Detail, Origin, PartialDate, WrittenName};

use super::*;
use crate::blocking::{MAX_RARE, RULES};
use crate::keys::{NameKeys, entries};
use crate::preparing::prepare;

/// Values are few, so that reports share many keys.
fn report() -> impl Strategy<Value = Report> {
    let given = prop::sample::select(vec!["Бакыт", "Bakyt", "Азамат", "Улан", "Нурлан", "Чынгыз", ""]);
    let surname = prop::sample::select(vec!["Асанов", "Asanov", "Үсөнов", "Осмонов", "Керимов", ""]);
    let year = prop::sample::select(vec![0_i16, 1980, 1981, 1990]);
    let place = prop::sample::select(vec!["Ош", "Osh", "Талас", "Нарын", ""]);
    let phone = prop::sample::select(vec!["0555123456", "0555123457", "", "", ""]);
    (given, surname, year, place, phone, 0_usize..3).prop_map(|(given, surname, year, place, phone, list)| {
        let some = |text: &str| (!text.is_empty()).then(|| records::Text::from(text));
        let day = |month| jiff::civil::date(year, month, 5);
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
            birth: DateSpan::new(day(3), day(3 + year.rem_euclid(2) as i8))
                .filter(|_| year > 0)
                .and_then(|span| PartialDate::new(vec![span], false)),
            event: None,
            place: some(place),
            source: None,
            details: some(phone)
                .map(|phone| (Detail::Phone, phone))
                .into_iter()
                .collect(),
        }
    })
}

fn reports(n: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Report>> {
    prop::collection::vec(report(), n)
}

/// An index that compares only what shares a key, with buckets of so many rows.
fn index(reports: &[Report], most: usize) -> Index {
    let mut index = Index::untrained(reports, &[]);
    index.most_pairs = 0;
    index.buckets = Buckets::new(&index.growing.rows, most);
    index
}

/// Places of the reports that a search for this one looks at, and where it cut.
fn looked_at(index: &mut Index, report: &Report) -> (BTreeSet<usize>, Vec<&'static str>) {
    let row = index.growing.push(report, NONE, &[]);
    let gathered = index.gathered(row);
    let report_of = &index.growing.rows.report_of;
    let places = gathered.rows.iter().map(|row| report_of[*row as usize] as usize);
    let found = (places.collect(), gathered.cut);
    index.growing.pop();
    found
}

/// For each report, the others that share a key with it that is not too common to count.
fn sharing(reports: &[Report]) -> Vec<BTreeSet<usize>> {
    let rows = prepare(reports, &[]);
    let names = NameKeys::of(&rows);
    let mut of_report = vec![BTreeSet::new(); reports.len()];
    for (rule, name) in RULES.into_iter().enumerate().take(RULES.len() - 1) {
        let entries = entries(rule, &rows, &names);
        for block in entries.chunk_by(|x, y| x.0 == y.0) {
            if name == "rare_value" && block.len() > MAX_RARE {
                continue;
            }
            let places: Vec<usize> = { block.iter() }
                .map(|(_, row)| rows.report_of[*row as usize] as usize)
                .collect();
            for place in &places {
                of_report[*place].extend(&places);
            }
        }
    }
    of_report
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn no_report_that_shares_a_key_is_lost(reports in reports(1..120), n_first in 0_usize..120) {
        let n_first = n_first.min(reports.len());
        let mut index = index(&reports[..n_first], MAX_BLOCK);
        for report in &reports[n_first..] {
            index.insert(report, None);
        }
        for (report, expected) in reports.iter().zip(sharing(&reports)) {
            let (found, cut) = looked_at(&mut index, report);
            prop_assert!(cut.is_empty());
            // An empty report shares nothing, not even with itself.
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn the_order_in_which_reports_come_changes_nothing(
        (reports, order) in reports(2..80).prop_flat_map(|reports| {
            let order: Vec<usize> = (0..reports.len()).collect();
            (Just(reports), Just(order).prop_shuffle())
        }),
        n_first in 0_usize..80,
        most in 2_usize..12,
        query in report(),
    ) {
        let mut at_once = index(&reports, most);
        let n_first = n_first.min(reports.len());
        let first: Vec<Report> = order[..n_first].iter().map(|place| reports[*place].clone()).collect();
        let mut one_by_one = index(&first, most);
        // Somebody who is taken out again leaves no trace.
        let passing = one_by_one.insert(&query, None);
        for place in &order[n_first..] {
            one_by_one.insert(&reports[*place], None);
        }
        prop_assert!(one_by_one.remove(passing) && !one_by_one.remove(passing));
        prop_assert_eq!(at_once.len(), one_by_one.len());
        let place_of = |place: usize| order[place - usize::from(place > n_first)];
        for report in reports.iter().chain([&query]) {
            let (found, cut) = looked_at(&mut at_once, report);
            let (again, cut_again) = looked_at(&mut one_by_one, report);
            prop_assert_eq!(cut, cut_again);
            let said = |places: BTreeSet<usize>| {
                let said = places.into_iter().map(|place| format!("{:?}{:?}{:?}{:?}", reports[place].name,
                    reports[place].birth, reports[place].place, reports[place].details));
                let mut said: Vec<String> = said.collect();
                said.sort();
                said
            };
            prop_assert_eq!(said(found), said(again.into_iter().map(place_of).collect()));
        }
    }
}
