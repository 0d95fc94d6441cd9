//! Estimates that own up to having chosen their model: the figures of SparseMSE 2.0.1 and MultipleSystemsEstimation 1.2.0
//! within Monte Carlo error, and laws.

use std::sync::Mutex;

use estimate::{CaptureTable, Interval, Resampling, Selected, SelectionPlan, SelectionRule, selected};
use proptest::prelude::*;

use crate::shared::{Row, agree, make, printed, reference, relabelled, table, tables};

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

const LEVELS: [(f64, &str, &str); 2] = [(0.95, "lo95", "hi95"), (0.8, "lo80", "hi80")];

/// Most Monte Carlo errors by which one of about a hundred ends may be off.
const FARTHEST: f64 = 4.0;

/// Runs as long as the reference's, each with a seed of its own.
const RUNS: u64 = 16;

/// Compares the ends of a reference run with the spread of like runs; returns the largest distance in standard errors.
fn check_ends(table: &CaptureTable, rule: SelectionRule, row: &Row, levels: [(f64, &str, &str); 2]) -> f64 {
    let mut farthest = 0.0f64;
    for (confidence, lower, upper) in levels {
        let runs: Vec<Interval> = (0..RUNS)
            .filter_map(|seed| chosen(table, &plan(rule, row.number("nboot") as u64, confidence, seed)).bca)
            .collect();
        let ends = |end: &dyn Fn(&Interval) -> f64, column: &str| {
            let values: Vec<f64> = runs.iter().map(end).collect();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let variance =
                values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64;
            let error = (variance * (1.0 + 1.0 / values.len() as f64))
                .sqrt()
                .max(1e-6 * mean);
            (row.number(column) - mean).abs() / error
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
    let (mut worst, mut farthest) = (0.0f64, 0.0f64);
    for row in &rows {
        let table = table(row.text("data")).unwrap();
        let found = chosen(&table, &plan(STEPWISE, 100, 0.95, 1));
        agree(found.best.total, row.number("point"), 5e-7, row.text("data"));
        worst = worst.max(agree(
            found.acceleration,
            row.number("ahat"),
            1e-6,
            row.text("data"),
        ));
        farthest = farthest.max(check_ends(
            &table,
            STEPWISE,
            row,
            [(0.95, "bca025", "bca975"), (0.8, "bca10", "bca90")],
        ));
    }
    assert!(farthest < FARTHEST, "{farthest}");
    eprintln!(
        "sparsemse_bca.csv: acceleration off by at most {worst:.1e}, ends by at most {farthest:.1} Monte Carlo errors"
    );
}

#[test]
fn bic_intervals_are_those_of_multiplesystemsestimation() {
    let Some(rows) = reference("mse2_bic_bca.csv") else {
        return;
    };
    let mut farthest = 0.0f64;
    for row in &rows {
        let table = table(row.text("data")).unwrap();
        let models = row.number("ntop") as usize;
        let rule = SelectionRule::LowestBicOfBest {
            highest_order: 3,
            models,
        };
        let found = chosen(&table, &plan(rule, 10, 0.95, 1));
        agree(found.best.total, row.number("est"), 5e-7, row.text("data"));
        farthest = farthest.max(check_ends(&table, rule, row, LEVELS));
        // The last row of each table has all models, which is what bounds find too.
        if ["6", "8", "113"].contains(&row.text("ntop")) {
            farthest = farthest.max(check_ends(
                &table,
                SelectionRule::LowestBic { highest_order: 3 },
                row,
                LEVELS,
            ));
        }
    }
    assert!(farthest < FARTHEST, "{farthest}");
    eprintln!("mse2_bic_bca.csv: ends off by at most {farthest:.1} Monte Carlo errors");
}

#[test]
fn points_are_those_of_multiplesystemsestimation() {
    let Some(rows) = reference("mse2_point.csv") else {
        return;
    };
    for row in &rows {
        let found = chosen(&table(row.text("data")).unwrap(), &plan(STEPWISE, 0, 0.95, 1));
        agree(found.best.total, row.number("est"), 5e-7, row.text("data"));
        assert_eq!(printed(&found.best.generators), row.text("model"));
        assert_eq!((found.bca, found.percentile, found.replicates), (None, None, 0));
    }
}

/// What bounds find on each replicate is what fitting all models finds.
#[test]
fn bounds_choose_as_all_models_would() {
    for (name, highest_order) in [
        ("korea_3", 2),
        ("kosovo", 3),
        ("australia_4", 3),
        ("westernus_5", 2),
    ] {
        let Some(table) = table(name) else { return };
        let by_bounds = chosen(
            &table,
            &plan(SelectionRule::LowestBic { highest_order }, 60, 0.95, 3),
        );
        let all = SelectionRule::LowestBicOfBest {
            highest_order,
            models: usize::MAX,
        };
        let one_by_one = chosen(&table, &plan(all, 60, 0.95, 3));
        assert_eq!(by_bounds.best, one_by_one.best, "{name}");
        for (one, other) in by_bounds.totals.iter().zip(&one_by_one.totals) {
            agree(*one, *other, 1e-3, name);
        }
    }
}

/// Every figure is finite, ordered and not below the number seen, and replicates are all accounted for.
fn check_sound(table: &CaptureTable, plan: &SelectionPlan) {
    let Ok(found) = selected(table, plan, &|_, _| {}) else {
        return;
    };
    let observed = table.observed() as f64;
    assert!(found.best.total.is_finite() && found.best.total >= observed);
    for interval in [found.bca, found.percentile].into_iter().flatten() {
        assert!(
            interval.lower >= observed && interval.upper.unwrap() >= interval.lower,
            "{interval:?}"
        );
    }
    assert!(found.acceleration.is_finite() && found.bias.is_none_or(f64::is_finite));
    assert!(found.totals.iter().all(|total| total.is_finite()) && found.totals.is_sorted());
    assert_eq!(found.replicates, plan.replicates);
    assert_eq!(found.totals.len() as u64 + found.refused, found.replicates);
    let times: u64 = found.chosen.iter().map(|model| model.replicates).sum();
    assert_eq!(times + found.refused, found.replicates);
    assert!(
        found
            .chosen
            .windows(2)
            .all(|two| two[0].replicates >= two[1].replicates)
    );
}

const RULES: [SelectionRule; 3] = [
    STEPWISE,
    SelectionRule::LowestBic { highest_order: 3 },
    SelectionRule::LowestBicOfBest {
        highest_order: 2,
        models: 4,
    },
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_gives_sound_figures((n_lists, counts) in tables(5, 300), rule in 0..3usize, resampling in 0..3usize) {
        let resampling = [Resampling::People, Resampling::Fitted, Resampling::Averaged][resampling];
        let plan = SelectionPlan { resampling, ..plan(RULES[rule], 12, 0.9, 5) };
        check_sound(&make(n_lists, &counts), &plan);
    }

    /// Cells of different sizes are drawn in the order of their sizes, so that the same people are drawn under other names.
    #[test]
    fn order_of_lists_does_not_matter(
        counts in Just((1..16u64).map(|place| 3 * place * place).collect::<Vec<_>>()).prop_shuffle(),
        turn in 1..4usize,
    ) {
        let to: Vec<usize> = (0..4).map(|list| (list + turn) % 4).collect();
        let moved = (1..).zip(counts.iter().copied()).map(|(history, count)| (relabelled(history, &to), count));
        let moved = CaptureTable::new(4, moved).unwrap();
        for rule in RULES {
            let one = chosen(&make(4, &counts), &plan(rule, 20, 0.9, 5));
            let other = chosen(&moved, &plan(rule, 20, 0.9, 5));
            agree(one.best.total, other.best.total, 1e-6, "total");
            for (one, other) in one.totals.iter().zip(&other.totals) {
                agree(*one, *other, 1e-3, "replicate");
            }
        }
    }
}

#[test]
fn threads_and_progress_change_nothing() {
    let table = make(
        4,
        &[
            1131, 845, 177, 936, 228, 217, 181, 306, 106, 31, 18, 123, 42, 32, 27,
        ],
    );
    for rule in RULES {
        let plan = plan(rule, 600, 0.95, 11);
        let reports = Mutex::new(Vec::new());
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| {
                selected(&table, &plan, &|done, of| {
                    reports.lock().unwrap().push((done, of))
                })
                .unwrap()
            })
        };
        let (one, three) = (run(1), run(3));
        assert_eq!(one.totals, three.totals);
        assert_eq!((one.bca, &one.chosen), (three.bca, &three.chosen));
        let reports = reports.into_inner().unwrap();
        assert!(reports.iter().all(|(done, of)| done <= of));
        assert_eq!(reports.last(), Some(&(615, 615)));
    }
}

/// Tables drawn from a model give its total back, and people on no list are drawn too.
#[test]
fn drawing_from_a_model_gives_its_total_back() {
    for (name, rule, resampling) in [
        (
            "kosovo",
            SelectionRule::LowestBic { highest_order: 3 },
            Resampling::Fitted,
        ),
        (
            "scotland_pwid",
            SelectionRule::LowestBic { highest_order: 3 },
            Resampling::Averaged,
        ),
        ("westernus_5", STEPWISE, Resampling::Fitted),
        ("neworleans_8", STEPWISE, Resampling::Fitted),
    ] {
        let Some(table) = table(name) else { return };
        let found = chosen(
            &table,
            &SelectionPlan {
                resampling,
                ..plan(rule, 300, 0.95, 2)
            },
        );
        let median = found.totals[found.totals.len() / 2];
        agree(median, found.best.total, 0.2, name);
    }
}

#[test]
fn odd_tables_are_refused_or_sound() {
    let forty = CaptureTable::new(40, (0..39).map(|list| (3u64 << list, 5))).unwrap();
    for rule in RULES {
        let plan = plan(rule, 20, 0.95, 1);
        let code = |table: &CaptureTable| selected(table, &plan, &|_, _| {}).unwrap_err().code();
        assert_eq!(code(&forty), "too-many-lists");
        assert_eq!(code(&make(2, &[5, 6, 7])), "fewer-than-three-lists");
        assert_eq!(code(&make(3, &[5, 6, 0, 7, 0, 0, 0])), "no-overlap");
        assert_eq!(code(&make(3, &[0, 0, 0, 0, 0, 0, 9])), "not-identifiable");
        check_sound(&make(3, &[1_000_000_000; 7]), &plan);
        check_sound(&make(5, &[1_000_000_000; 31]), &plan);
        for resampling in [Resampling::People, Resampling::Fitted, Resampling::Averaged] {
            check_sound(
                &make(4, &[(1 << 53) / 16; 15]),
                &SelectionPlan { resampling, ..plan },
            );
            check_sound(
                &make(3, &[9, 9, 0, 9, 0, 0, 1]),
                &SelectionPlan { resampling, ..plan },
            );
        }
        let odd = SelectionPlan {
            confidence: f64::NAN,
            ..plan
        };
        check_sound(&make(3, &[9, 8, 7, 6, 5, 4, 3]), &odd);
    }
    let most = selected(
        &make(3, &[9, 8, 7, 6, 5, 4, 3]),
        &plan(STEPWISE, u64::MAX, 0.95, 1),
        &|_, _| {},
    )
    .unwrap();
    assert_eq!(most.replicates, 100_000);
}

/// Few people on ten lists: each step asks again and again whether a maximum exists.
#[test]
fn thin_tables_of_many_lists_are_decided() {
    let histories = [
        0x201u64, 0x102, 0x084, 0x048, 0x030, 0x3f0, 0x00f, 0x155, 0x2aa, 0x001, 0x200,
    ];
    let table = CaptureTable::new(10, histories.map(|history| (history, 3))).unwrap();
    check_sound(&table, &plan(STEPWISE, 40, 0.95, 1));
}
