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
    headers.iter().take(headers.len() - 1).map(str::to_owned).collect()
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
            .map(|step| format!("{}:{}{}", lists[step.a], lists[step.b], if step.nobody { "(-Inf)" } else { "" }))
            .collect();
        assert_eq!(printed.join(";"), row.text("interactions"), "{name}");
        let upper = found.conditional.upper.unwrap();
        for (found, column) in [(found.fit.total, "point"), (found.independence, "main_effects")] {
            worst = worst.max(agree(found, row.number(column), SIX_DIGITS, &format!("{name} {column}")));
        }
        // R's standard errors are taken one step before the maximum.
        for (found, column) in [(found.conditional.lower, "lo_cond"), (upper, "hi_cond")] {
            worst_end = worst_end.max(agree(found, row.number(column), 1e-4, &format!("{name} {column}")));
        }
    }
    assert_eq!(rows.len(), 16);
    eprintln!("sparsemse_point_all.csv: 16 rows, largest relative difference {worst:.1e}, of ends {worst_end:.1e}");
}
