//! What cannot be averaged over graphs, and what only just can.

use estimate::{AveragingPlan, CaptureTable, TotalPrior, average, averaging_posterior};

use crate::averaging::{averaged, ends};

fn check_code(table: &CaptureTable, plan: &AveragingPlan, code: &str) {
    let refusal = average(table, plan, &|_, _| {}).unwrap_err();
    assert_eq!(refusal.code(), code);
    assert!(estimate::AveragingRefusal::ALL_CODES.contains(&code));
    assert!(serde_json::to_string(&refusal).unwrap().contains(code));
}

#[test]
fn tables_that_say_too_little_are_refused() {
    for (n_lists, people, code) in [
        (2, vec![(1, 5), (3, 2), (2, 9)], "too-few-lists"),
        (7, vec![(127, 5)], "too-many-lists"),
        (64, vec![(3, 5)], "too-many-lists"),
        (4, vec![], "nobody-seen"),
        (3, vec![(7, 1 << 50)], "too-many-people"),
        (3, vec![(1, 5), (3, 2)], "empty-list"),
        (3, vec![(1, 5), (2, 2), (4, 7)], "no-overlap"),
    ] {
        check_code(
            &CaptureTable::new(n_lists, people).unwrap(),
            &AveragingPlan::open(),
            code,
        );
    }
}

#[test]
fn plans_that_mean_nothing_are_refused() {
    let good = CaptureTable::new(3, [(1, 5), (3, 2), (6, 4)]).unwrap();
    let open = AveragingPlan::open;
    for delta in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e9, 1e-5] {
        check_code(
            &good,
            &AveragingPlan {
                delta: Some(delta),
                ..open()
            },
            "delta-outside",
        );
    }
    for (shape, scale) in [
        (0.0, 1.0),
        (1.0, f64::NAN),
        (1.0, -1.0),
        (f64::INFINITY, 1.0),
        (1.0, 1e-320),
    ] {
        let prior = TotalPrior::GammaPoisson { shape, scale };
        check_code(&good, &AveragingPlan { prior, ..open() }, "prior-outside");
    }
    for (cap, fewest_unseen) in [(10, 0), (11, u64::MAX)] {
        let plan = AveragingPlan {
            cap: Some(cap),
            fewest_unseen,
            ..open()
        };
        check_code(&good, &plan, "cap-below-smallest");
    }
}

#[test]
fn beliefs_at_the_edge_have_answers() {
    let good = CaptureTable::new(3, [(1, 5), (3, 2), (6, 4)]).unwrap();
    let open = AveragingPlan::open;
    for (fewest_unseen, prior) in [
        (u64::MAX / 2, TotalPrior::Reciprocal),
        (
            0,
            TotalPrior::GammaPoisson {
                shape: 1e9,
                scale: 1e9,
            },
        ),
        (
            0,
            TotalPrior::GammaPoisson {
                shape: 1e-9,
                scale: 1e-9,
            },
        ),
        (
            9,
            TotalPrior::GammaPoisson {
                shape: 1e-9,
                scale: 1e9,
            },
        ),
        (
            1 << 40,
            TotalPrior::GammaPoisson {
                shape: 1e9,
                scale: 1e-9,
            },
        ),
    ] {
        let [lower, median, upper] = ends(&averaged(
            &good,
            &AveragingPlan {
                fewest_unseen,
                prior,
                ..open()
            },
        ));
        assert!(lower >= fewest_unseen as f64 && lower <= median && median <= upper && upper < f64::MAX);
    }
}

#[test]
fn odd_questions_have_answers() {
    let good = CaptureTable::new(3, [(1, 5), (3, 2), (6, 4)]).unwrap();
    let open = AveragingPlan::open;
    let exactly = averaged(
        &good,
        &AveragingPlan {
            cap: Some(11),
            ..open()
        },
    );
    assert_eq!(ends(&exactly), [11.0; 3], "one total is possible");
    let posterior = averaging_posterior(&good, &open(), &|_, _| {}).unwrap();
    assert_eq!(
        posterior.probabilities(&[f64::NAN, f64::INFINITY, -4.0]),
        [0.0; 3]
    );
    assert_eq!(
        [f64::NAN, -1.0, f64::INFINITY].map(|total| posterior.cumulative(total)),
        [0.0, 0.0, 1.0]
    );
    assert!(
        [f64::NAN, -1.0, 7.0]
            .iter()
            .all(|odd| posterior.quantile(*odd).is_finite())
    );
}
