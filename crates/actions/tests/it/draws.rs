//! The demo's figures: expected cells give the printed ones, seeded draws lie about them.

use std::collections::BTreeMap;

use actions::demo::{Scenario, invent, oracle};
use estimate::{CaptureTable, Caution, EstimatePlan, Verdict, estimate};

fn check_expected(scenario: Scenario, printed: &oracle::Printed) {
    let cells = oracle::expected_cells(scenario);
    let pooled = estimate::independence(&cells).unwrap();
    let chao = estimate::chao(&cells).unwrap();
    let b_with_d = estimate::lincoln_petersen(&cells, oracle::B, oracle::D).unwrap();
    let stratified: f64 = oracle::Class::ALL
        .iter()
        .map(|&class| estimate::independence(&oracle::expected_class_cells(scenario, class)).unwrap())
        .sum();
    let figures = [pooled, chao, b_with_d, stratified].map(f64::round);
    assert_eq!(
        figures,
        [printed.pooled, printed.chao, printed.b_with_d, printed.stratified],
        "{scenario:?}"
    );
}

#[test]
fn expected_cells_give_the_printed_figures() {
    check_expected(Scenario::IndependentInsideClasses, &oracle::PRINTED_1);
    check_expected(Scenario::CopiedObituaries, &oracle::PRINTED_2);
}

/// The true histories of a draw.
fn true_table(scenario: Scenario, seed: u64) -> CaptureTable {
    let drawn = invent(scenario, seed);
    let mut histories: BTreeMap<u32, u64> = BTreeMap::new();
    for row in &drawn.truth.rows {
        let list = drawn
            .lists
            .iter()
            .position(|list| list.label == row.list)
            .unwrap();
        *histories.entry(row.person).or_default() |= 1 << list;
    }
    let mut people: BTreeMap<u64, u64> = BTreeMap::new();
    for history in histories.into_values() {
        *people.entry(history).or_default() += 1;
    }
    CaptureTable::new(drawn.lists.len(), people).unwrap()
}

#[test]
fn draws_lie_within_three_standard_deviations() {
    for (scenario, printed) in [
        (Scenario::IndependentInsideClasses, &oracle::PRINTED_1),
        (Scenario::CopiedObituaries, &oracle::PRINTED_2),
    ] {
        for seed in 1..=8 {
            let table = true_table(scenario, seed);
            for list in 0..oracle::N_LISTS {
                assert!(
                    oracle::list_size(scenario, list).holds(table.list_size(list)),
                    "{scenario:?} {seed} {list}"
                );
            }
            for n_lists in 1..=4 {
                let drawn = table.captures()[n_lists as usize];
                assert!(
                    oracle::on_exactly(scenario, n_lists).holds(drawn),
                    "{scenario:?} {seed} {n_lists}"
                );
            }
            let plan = EstimatePlan {
                confidence: 0.95,
                derived: Vec::new(),
                populations_differ: false,
            };
            let Verdict::Estimated(found) = estimate(&table, &plan, &|_, _| ()).verdict else {
                panic!("{scenario:?} {seed}: refused")
            };
            let off = (found.independence.total - printed.pooled).abs();
            assert!(
                off < 3.0 * found.independence.se,
                "{scenario:?} {seed}: {}",
                found.independence.total
            );
        }
    }
}

#[test]
fn the_copy_is_warned_of_and_left_out_when_declared() {
    for seed in 1..=8 {
        let table = true_table(Scenario::CopiedObituaries, seed);
        let plan = |derived| EstimatePlan {
            confidence: 0.95,
            derived,
            populations_differ: false,
        };
        let undeclared = estimate(&table, &plan(Vec::new()), &|_, _| ()).cautions;
        let about_copy = |caution: &Caution| {
            matches!(
                caution,
                Caution::PairDepends {
                    a: oracle::B,
                    b: oracle::D,
                    ..
                } | Caution::LikelyCopy { list: oracle::D, .. }
            )
        };
        assert!(undeclared.iter().any(about_copy), "{seed}: {undeclared:?}");
        let declared = estimate(&table, &plan(vec![(oracle::D, oracle::B)]), &|_, _| ()).cautions;
        assert!(
            declared.contains(&Caution::LeftOut {
                derived: oracle::D,
                from: oracle::B
            }),
            "{seed}: {declared:?}"
        );
    }
}
