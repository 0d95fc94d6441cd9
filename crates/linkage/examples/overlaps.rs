//! Links labelled sets, draws partitions, and prints how often the true overlaps of the lists lie inside 95 % of the draws:
//! `overlaps FILE...`, CSV files with columns `cluster` and `list`.
#![expect(clippy::print_stdout, reason = "a measuring tool for the terminal")]

use std::collections::{BTreeMap, BTreeSet};

use linkage::{LinkPlan, Threshold, link};

#[path = "../tests/it/table.rs"]
mod table;

/// Draws from each set.
const N_DRAWS: usize = 400;

/// Two lists, or a list and itself: how many people are on both.
type Overlaps = BTreeMap<(usize, usize), usize>;

fn main() {
    let mut inside: BTreeMap<(usize, usize), (usize, usize, usize)> = BTreeMap::new();
    let (mut n_sets, mut n_inside, mut n_all, mut width) = (0, 0, 0, 0);
    for set in std::env::args().skip(1) {
        let Some(labelled) = table::labelled(&set) else {
            println!("SKIPPED: no data for {set}");
            continue;
        };
        let plan = LinkPlan {
            distinct: Vec::new(),
            threshold: Threshold::Balanced,
            floor: 0.001,
            memory: linkage::PAIRS_MEMORY,
            seed: 1,
        };
        let linkage = link(&labelled.reports, &plan, &|_, _, _| {});
        let lists: Vec<usize> = labelled.reports.iter().map(|report| report.list).collect();
        let mut numbers = BTreeMap::new();
        let truth: Vec<usize> = { &labelled.truth }
            .iter()
            .map(|person| {
                let next = numbers.len();
                *numbers.entry(person.clone()).or_insert(next)
            })
            .collect();
        let truth = overlaps(&truth, &lists);
        let point = overlaps(&linkage.persons, &lists);
        let mut drawn: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        linkage.draw(N_DRAWS, 1, |_, persons| {
            let found = overlaps(persons, &lists);
            for pair in truth.keys() {
                drawn
                    .entry(*pair)
                    .or_default()
                    .push(found.get(pair).copied().unwrap_or(0));
            }
        });
        n_sets += 1;
        for (pair, mut values) in drawn {
            values.sort_unstable();
            let (low, high) = (values[N_DRAWS * 25 / 1000], values[N_DRAWS * 975 / 1000 - 1]);
            let found = inside.entry(pair).or_default();
            found.0 += usize::from((low..=high).contains(&truth[&pair]));
            found.1 += usize::from(truth[&pair] > high);
            found.2 += usize::from(point.get(&pair) == truth.get(&pair));
            n_inside += usize::from((low..=high).contains(&truth[&pair]));
            n_all += 1;
            width += high - low;
        }
    }
    println!("lists: sets of {n_sets} with the truth inside, above, equal to the single answer");
    for (pair, found) in inside {
        println!("{pair:?}: {found:?}");
    }
    println!(
        "all: {n_inside} of {n_all} inside, mean width {:.1}",
        width as f64 / n_all.max(1) as f64
    );
}

/// How many people are on each list and on each two.
fn overlaps(persons: &[usize], lists: &[usize]) -> Overlaps {
    let mut of_person: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (person, list) in persons.iter().zip(lists) {
        of_person.entry(*person).or_default().insert(*list);
    }
    let mut counts = Overlaps::new();
    for lists in of_person.values() {
        for x in lists {
            for y in lists.range(x..) {
                *counts.entry((*x, *y)).or_default() += 1;
            }
        }
    }
    counts
}
