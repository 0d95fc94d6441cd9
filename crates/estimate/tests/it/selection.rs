//! Estimates that own up to having chosen their model: the figures of SparseMSE 2.0.1 and MultipleSystemsEstimation 1.2.0
//! within Monte Carlo error, and laws.

use estimate::{
    CaptureTable, Interval, Resampling, Selected, SelectionPlan, SelectionRule, selected,
};

use crate::shared::{Row, agree, reference, table};

const STEPWISE: SelectionRule = SelectionRule::Stepwise { threshold: 0.02 };

fn plan(rule: SelectionRule, replicates: u64, confidence: f64, seed: u64) -> SelectionPlan {
    SelectionPlan {
        rule,
        resampling: Resampling::People,
        replicates,
        confidence,
        seed,
    }
}

fn chosen(table: &CaptureTable, plan: &SelectionPlan) -> Selected {
    selected(table, plan, &|_, _| {}).unwrap()
}

/// Runs as long as the reference's, each with a seed of its own.
const RUNS: u64 = 16;

/// Compares the ends of a reference run with the spread of like runs; returns the largest distance in standard errors.
fn check_ends(table: &CaptureTable, rule: SelectionRule, row: &Row, levels: [(f64, &str, &str); 2]) -> f64 {
    let what = row.text("data");
    let mut farthest = 0.0f64;
    for (confidence, lower, upper) in levels {
        let runs: Vec<Interval> = (0..RUNS)
            .filter_map(|seed| chosen(table, &plan(rule, row.number("nboot") as u64, confidence, seed)).bca)
            .collect();
        let ends = |end: &dyn Fn(&Interval) -> f64, column: &str| {
            let values: Vec<f64> = runs.iter().map(end).collect();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64;
            let error = (variance * (1.0 + 1.0 / values.len() as f64)).sqrt().max(1e-6 * mean);
            let distance = (row.number(column) - mean).abs() / error;
            eprintln!("{what} {rule:?} {column}: {} against {mean:.1} -/+ {error:.1}: {distance:.1}", row.number(column));
            distance
        };
        farthest = farthest
            .max(ends(&|interval| interval.lower, lower))
            .max(ends(&|interval| interval.upper.unwrap(), upper));
    }
    farthest
}

#[test]
fn stepwise_intervals_are_those_of_sparsemse() {
    let Some(rows) = reference("sparsemse_bca.csv") else {
        return;
    };
    for row in &rows {
        let table = table(row.text("data")).unwrap();
        let found = chosen(&table, &plan(STEPWISE, 100, 0.95, 1));
        agree(found.best.total, row.number("point"), 5e-7, row.text("data"));
        eprintln!("ahat {} {}", found.acceleration, row.number("ahat"));
        let farthest = check_ends(&table, STEPWISE, row, [(0.95, "bca025", "bca975"), (0.8, "bca10", "bca90")]);
        eprintln!("{} farthest {farthest}", row.text("data"));
    }
}

#[test]
fn bic_intervals_are_those_of_multiplesystemsestimation() {
    let Some(rows) = reference("mse2_bic_bca.csv") else {
        return;
    };
    for row in &rows {
        let table = table(row.text("data")).unwrap();
        let models = row.number("ntop") as usize;
        let rule = SelectionRule::LowestBicOfBest { highest_order: 3, models };
        let found = chosen(&table, &plan(rule, 10, 0.95, 1));
        agree(found.best.total, row.number("est"), 5e-7, row.text("data"));
        let farthest = check_ends(&table, rule, row, [(0.95, "lo95", "hi95"), (0.8, "lo80", "hi80")]);
        eprintln!("{} farthest {farthest}", row.text("data"));
        if row.text("ntop") == "6" || row.text("ntop") == "8" || row.text("ntop") == "113" {
            let rule = SelectionRule::LowestBic { highest_order: 3 };
            let farthest = check_ends(&table, rule, row, [(0.95, "lo95", "hi95"), (0.8, "lo80", "hi80")]);
            eprintln!("{} farthest {farthest}", row.text("data"));
        }
    }
}
