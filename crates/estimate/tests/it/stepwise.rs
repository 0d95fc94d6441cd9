//! Pairs chosen step by step: the figures of SparseMSE 2.0.1 (Chan, Silverman and Vincent 2021), and laws.

use estimate::{CaptureTable, StepwisePlan, stepwise};
use proptest::prelude::*;

use crate::shared::{agree, folder, make, reference, relabelled, table, tables};

/// Six significant digits.
const SIX_DIGITS: f64 = 5e-7;

const PLAN: StepwisePlan = StepwisePlan {
    threshold: 0.02,
    confidence: 0.95,
};

/// Names of a table's lists.
fn names(table: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(folder().unwrap().join(format!("{table}.csv"))).unwrap();
    let headers = reader.headers().unwrap();
    headers
        .iter()
        .take(headers.len() - 1)
        .map(str::to_owned)
        .collect()
}

#[test]
fn figures_are_those_of_sparsemse() {
    let Some(rows) = reference("sparsemse_point_all.csv") else {
        return;
    };
    let (mut worst, mut worst_end) = (0.0f64, 0.0f64);
    for row in &rows {
        let name = row.text("data");
        let (table, lists) = (table(name).unwrap(), names(name));
        let found = stepwise(&table, &PLAN).unwrap();
        // The reference prints pairs that nobody is on after the others.
        let mut steps: Vec<_> = found.steps.iter().collect();
        steps.sort_by_key(|step| step.nobody);
        let printed: Vec<String> = steps
            .iter()
            .map(|step| {
                format!(
                    "{}:{}{}",
                    lists[step.a],
                    lists[step.b],
                    if step.nobody { "(-Inf)" } else { "" }
                )
            })
            .collect();
        assert_eq!(printed.join(";"), row.text("interactions"), "{name}");
        let upper = found.conditional.upper.unwrap();
        for (found, column) in [(found.fit.total, "point"), (found.independence, "main_effects")] {
            worst = worst.max(agree(
                found,
                row.number(column),
                SIX_DIGITS,
                &format!("{name} {column}"),
            ));
        }
        // R's standard errors are taken one step before the maximum.
        for (found, column) in [(found.conditional.lower, "lo_cond"), (upper, "hi_cond")] {
            worst_end = worst_end.max(agree(
                found,
                row.number(column),
                1e-4,
                &format!("{name} {column}"),
            ));
        }
    }
    assert_eq!(rows.len(), 16);
    eprintln!(
        "sparsemse_point_all.csv: 16 rows, largest relative difference {worst:.1e}, of ends {worst_end:.1e}"
    );
}

/// Every figure is finite and not below the number seen.
fn check_sound(table: &CaptureTable) {
    let Ok(found) = stepwise(table, &PLAN) else { return };
    let observed = table.observed() as f64;
    let (fit, ends) = (&found.fit, &found.conditional);
    assert!(
        fit.total.is_finite() && fit.total >= observed && fit.se.is_finite(),
        "{found:?}"
    );
    assert!(found.independence.is_finite() && found.independence >= observed);
    assert!(ends.lower >= observed && ends.lower <= fit.total, "{found:?}");
    assert!(ends.upper.is_none_or(|upper| upper >= fit.total), "{found:?}");
    assert!(
        found
            .steps
            .iter()
            .all(|step| step.a < step.b && step.log_p.is_finite() && step.log_p < 0.02f64.ln())
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_gives_sound_figures((n_lists, counts) in tables(6, 3000)) {
        check_sound(&make(n_lists, &counts));
    }

    #[test]
    fn order_of_lists_does_not_matter(counts in proptest::collection::vec(0..300u64, 15), turn in 1..4usize) {
        let to: Vec<usize> = (0..4).map(|list| (list + turn) % 4).collect();
        let moved = (1..).zip(counts.iter().copied()).map(|(history, count)| (relabelled(history, &to), count));
        match (stepwise(&make(4, &counts), &PLAN), stepwise(&CaptureTable::new(4, moved).unwrap(), &PLAN)) {
            (Ok(one), Ok(other)) => {
                agree(one.fit.total, other.fit.total, 1e-7, "total");
                prop_assert_eq!(one.steps.len(), other.steps.len());
            }
            (one, other) => prop_assert_eq!(one.unwrap_err(), other.unwrap_err()),
        }
    }
}

#[test]
fn odd_tables_are_refused_or_sound() {
    let code = |table: &CaptureTable| stepwise(table, &PLAN).unwrap_err().code();
    assert_eq!(
        code(&CaptureTable::new(40, (0..39).map(|list| (3u64 << list, 5))).unwrap()),
        "too-many-lists"
    );
    assert_eq!(code(&make(2, &[5, 6, 7])), "fewer-than-three-lists");
    assert_eq!(code(&make(3, &[5, 6, 0, 7, 0, 0, 0])), "no-overlap");
    assert_eq!(code(&make(3, &[0, 0, 0, 0, 0, 0, 9])), "not-identifiable");
    check_sound(&make(3, &[1_000_000_000; 7]));
    check_sound(&make(4, &[(1 << 53) / 16; 15]));
    let one_each = (0..16).flat_map(|list| {
        [
            (1u64 << list, 1u64 << list),
            (1 << list | 1 << ((list + 1) % 16), 3),
        ]
    });
    check_sound(&CaptureTable::new(16, one_each).unwrap());
    for odd in [f64::NAN, f64::INFINITY, -1.0, 1.0] {
        let plan = StepwisePlan {
            threshold: odd,
            confidence: odd,
        };
        let found = stepwise(&make(4, &[9, 8, 7, 6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 6, 7]), &plan).unwrap();
        assert!(found.fit.total.is_finite() && found.conditional.lower.is_finite());
    }
}

/// Tables 2 and 3 of Chan, Silverman and Vincent 2021: a pair whose model has no maximum is not added.
#[test]
fn models_without_a_maximum_are_passed_over() {
    let table = make(3, &[40, 30, 6, 20, 0, 0, 0]);
    let found = stepwise(
        &table,
        &StepwisePlan {
            threshold: 1.0,
            confidence: 0.95,
        },
    )
    .unwrap();
    let pairs: Vec<(usize, usize)> = found.steps.iter().map(|step| (step.a, step.b)).collect();
    assert!(!pairs.contains(&(0, 1)), "{pairs:?}");
    assert!(found.fit.total.is_finite());
}
