//! Strata together: figures worked by hand, laws, and strata that say nothing.

use estimate::{
    AveragingPlan, CaptureTable, Combined, DrawEstimate, Interval, PoolPlan, Pooled, PooledSum,
    StratumFigure, StratumTotal, averaging_posterior, combine_draws, pool,
};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use statrs::function::erf::erf_inv;

use crate::shared::{agree, make};

const PLAN: PoolPlan = PoolPlan {
    confidence: 0.95,
    draws: 10_000,
    seed: 7,
};

fn stratum(seen: u64, total: f64, sample: &[f64]) -> StratumTotal {
    StratumTotal {
        seen,
        figure: Some(StratumFigure::of_sample(total, sample.to_vec()).unwrap()),
    }
}

fn refused(seen: u64) -> StratumTotal {
    StratumTotal { seen, figure: None }
}

fn normal(seen: u64, mean: f64, deviation: f64) -> StratumTotal {
    let quantile =
        |probability: f64| mean + deviation * std::f64::consts::SQRT_2 * erf_inv(2.0 * probability - 1.0);
    StratumTotal {
        seen,
        figure: StratumFigure::of_quantiles(mean, &quantile),
    }
}

fn sum(pooled: &Pooled) -> PooledSum {
    pooled.sum.unwrap_or_else(|| panic!("{pooled:?}"))
}

fn ends(lower: f64, upper: f64) -> Interval {
    Interval {
        lower,
        upper: Some(upper),
    }
}

#[test]
fn one_stratum_is_itself() {
    let totals: Vec<f64> = (1..=1000).rev().map(|place| 100.0 + f64::from(place)).collect();
    let pooled = pool(&[stratum(90, 640.0, &totals)], &PLAN);
    assert_eq!((pooled.seen, pooled.seen_in_refused), (90, 0));
    assert_eq!(
        sum(&pooled),
        PooledSum {
            total: 640.0,
            median: 600.0,
            interval: ends(125.0, 1075.0),
            if_alike: ends(125.0, 1075.0),
            at_least: false,
            strata: 1,
            draws: 10_000,
        }
    );
}

#[test]
fn a_posterior_enters_with_its_own_interval() {
    let table = make(3, &[60, 50, 20, 40, 15, 12, 8]);
    let posterior = averaging_posterior(&table, &AveragingPlan::open(), &|_, _| {}).unwrap();
    let figure = StratumFigure::of_posterior(&posterior);
    let seen = table.observed();
    let found = sum(&pool(&[StratumTotal { seen, figure }], &PLAN));
    let own = posterior.interval(0.95);
    assert_eq!(
        (found.total, found.median),
        (posterior.quantile(0.5), posterior.quantile(0.5))
    );
    assert!(
        (found.interval.lower - own.lower).abs() <= 1.0,
        "{found:?} {own:?}"
    );
    agree(
        found.interval.upper.unwrap(),
        own.upper.unwrap(),
        0.005,
        "upper end",
    );
}

/// 10 or 20 people and 100 or 200: 110, 120, 210, 220, each with probability a quarter.
#[test]
fn two_strata_by_hand() {
    let strata = [
        stratum(5, 15.0, &[10.0, 20.0]),
        stratum(50, 150.0, &[200.0, 100.0]),
    ];
    for (confidence, lower, upper) in [(0.9, 110.0, 220.0), (0.2, 120.0, 210.0)] {
        let found = sum(&pool(&strata, &PoolPlan { confidence, ..PLAN }));
        assert_eq!((found.interval, found.total), (ends(lower, upper), 165.0));
        assert_eq!(found.if_alike, ends(110.0, 220.0));
    }
}

/// Standard deviations of 30 and 40 people make one of 50 when independent, of 70 when alike.
#[test]
fn independent_errors_add_by_their_squares() {
    let found = sum(&pool(
        &[normal(500, 1000.0, 30.0), normal(200, 500.0, 40.0)],
        &PLAN,
    ));
    let deviate = 1.959_964;
    for (end, expected, within) in [
        (found.interval.lower, 1500.0 - 50.0 * deviate, 2.5),
        (found.interval.upper.unwrap(), 1500.0 + 50.0 * deviate, 2.5),
        (found.if_alike.lower, 1500.0 - 70.0 * deviate, 0.5),
        (found.if_alike.upper.unwrap(), 1500.0 + 70.0 * deviate, 0.5),
        (found.median, 1500.0, 1.5),
    ] {
        assert!((end - expected).abs() < within, "{end} is not {expected}");
    }
}

#[test]
fn strata_without_an_estimate_are_a_floor_and_are_named() {
    let with = [
        refused(40),
        stratum(20, 30.0, &[30.0]),
        refused(7),
        stratum(50, 60.0, &[55.0, 65.0]),
    ];
    let pooled = pool(&with, &PLAN);
    assert_eq!((pooled.seen, pooled.seen_in_refused), (117, 47));
    assert_eq!(pooled.refused, [0, 2]);
    let found = sum(&pooled);
    assert!(found.at_least && found.strata == 2);
    assert_eq!((found.total, found.interval), (137.0, ends(132.0, 142.0)));
    for (strata, seen) in [(vec![], 0), (vec![refused(3), refused(4)], 7)] {
        let pooled = pool(&strata, &PLAN);
        assert_eq!(
            (pooled.seen, pooled.seen_in_refused, pooled.sum),
            (seen, seen, None)
        );
        assert_eq!(pooled.refused.len(), strata.len());
    }
}

#[test]
fn nothing_is_below_the_people_seen() {
    let found = sum(&pool(
        &[
            stratum(100, 80.0, &[-5.0, 70.0, 130.0]),
            stratum(10, 10.0, &[10.0]),
        ],
        &PLAN,
    ));
    assert_eq!((found.total, found.median), (110.0, 110.0));
    assert_eq!(found.interval, ends(110.0, 140.0));
}

/// A stratum of so many people whom three lists find independently.
fn found(people: u64, chance: &mut ChaCha8Rng) -> StratumTotal {
    let rates = [0.35, 0.3, 0.25];
    let histories = (0..people).map(|_| {
        let on = rates.map(|rate| chance.random_range(0.0..1.0) < rate);
        (0..3).map(|list| u64::from(on[list]) << list).sum::<u64>()
    });
    let rows: Vec<(u64, u64)> = histories.map(|history| (history, 1)).collect();
    let table = CaptureTable::new(3, rows.into_iter().filter(|row| row.0 != 0)).unwrap();
    let posterior = averaging_posterior(&table, &AveragingPlan::open(), &|_, _| {}).unwrap();
    StratumTotal {
        seen: table.observed(),
        figure: StratumFigure::of_posterior(&posterior),
    }
}

/// 40 populations of 400 and 900 people: nominally 38 of the intervals hold the truth.
#[test]
fn a_known_truth_is_found() {
    let mut chance = ChaCha8Rng::seed_from_u64(11);
    let hits = (0..40).filter(|_| {
        let pooled = sum(&pool(&[found(400, &mut chance), found(900, &mut chance)], &PLAN));
        pooled.interval.lower <= 1300.0 && pooled.interval.upper.unwrap() >= 1300.0
    });
    let hits = hits.count();
    assert!(hits >= 33, "{hits} of 40");
}

fn strata() -> impl Strategy<Value = Vec<StratumTotal>> {
    let total = || prop_oneof![Just(0.0), 0.0..1000.0, Just(1e300), Just(f64::MAX), -1e9..1e9];
    let figure = (total(), proptest::collection::vec(total(), 1..30))
        .prop_map(|(total, sample)| StratumFigure::of_sample(total, sample).unwrap());
    let seen = prop_oneof![Just(0u64), 0..500u64, Just(1u64 << 53)];
    let stratum =
        (seen, proptest::option::of(figure)).prop_map(|(seen, figure)| StratumTotal { seen, figure });
    proptest::collection::vec(stratum, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_strata_have_a_sound_sum(
        strata in strata(),
        turn in 0..6usize,
        confidence in prop_oneof![Just(f64::NAN), Just(0.0), Just(1.0), 0.5..0.999],
        draws in prop_oneof![Just(0usize), 1..3000usize],
        seed: u64,
    ) {
        let plan = PoolPlan { confidence, draws, seed };
        let pooled = pool(&strata, &plan);
        let mut turned = strata.clone();
        turned.rotate_left(turn % strata.len().max(1));
        let again = pool(&turned, &plan);
        prop_assert_eq!((pooled.seen, pooled.sum), (again.seen, again.sum), "order matters");
        prop_assert_eq!(pooled.sum.is_none(), pooled.refused.len() == strata.len());
        let Some(found) = pooled.sum else { return Ok(()) };
        prop_assert_eq!(found.at_least, !pooled.refused.is_empty());
        let seen: f64 = strata.iter().map(|stratum| stratum.seen as f64).sum();
        for (lower, upper) in [found.interval, found.if_alike].map(|ends| (ends.lower, ends.upper.unwrap())) {
            prop_assert!(seen * (1.0 - 1e-12) <= lower && lower <= upper && upper.is_finite());
        }
        prop_assert!(found.interval.lower <= found.median && found.median <= found.interval.upper.unwrap());
        prop_assert!(found.total.is_finite() && found.total >= seen * (1.0 - 1e-12));
    }
}

fn draw(seen: u64, unseen: f64, log_mean: f64, log_variance: f64) -> DrawEstimate {
    DrawEstimate {
        seen,
        unseen,
        log_mean,
        log_variance,
    }
}

fn combined(draws: &[DrawEstimate]) -> Combined {
    combine_draws(draws, 0.95).unwrap()
}

/// W = 0.04, B = 0.04: variance 0.04 + 4/3 0.04, degrees of freedom 2 (1 + 1/4)^2 = 3.125, t = 3.1116293.
#[test]
fn three_draws_by_hand() {
    let draws = [
        draw(90, 150.0, 5.0, 0.03),
        draw(100, 190.0, 5.2, 0.04),
        draw(110, 230.0, 5.4, 0.05),
    ];
    let found = combined(&draws);
    assert_eq!(
        (found.draws, found.few_draws, found.seen, found.mean),
        (3, true, 100.0, 290.0)
    );
    agree(found.within, 0.04, 1e-12, "within");
    agree(found.between, 0.04, 1e-12, "between");
    agree(found.freedom.unwrap(), 3.125, 1e-12, "freedom");
    agree(found.centre, 100.0 + 5.2f64.exp(), 1e-12, "centre");
    agree(found.interval.lower, 170.062_068_326, 1e-9, "lower end");
    agree(found.interval.upper.unwrap(), 569.007_359_606, 1e-9, "upper end");
    for order in [[2, 0, 1], [1, 2, 0], [2, 1, 0]] {
        assert_eq!(combined(&order.map(|place| draws[place])), found);
    }
}

#[test]
fn draws_that_agree_leave_the_variance_within() {
    let found = combined(&[draw(100, 150.0, 5.0, 0.04); 12]);
    assert_eq!(
        (found.few_draws, found.freedom, found.between),
        (false, None, 0.0)
    );
    agree(
        found.interval.lower,
        100.0 + (5.0f64 - 0.2 * 1.959_963_985).exp(),
        1e-9,
        "lower end",
    );
    agree(
        found.interval.upper.unwrap(),
        100.0 + (5.0f64 + 0.2 * 1.959_963_985).exp(),
        1e-9,
        "upper end",
    );
}

#[test]
fn certain_estimates_leave_the_variance_between() {
    let found = combined(&[draw(100, 150.0, 5.0, 0.0), draw(100, 150.0, 5.1, 0.0)]);
    assert_eq!((found.within, found.freedom), (0.0, Some(1.0)));
    let reach = 12.706_204_736 * (1.5f64 * 0.005).sqrt();
    agree(
        found.interval.upper.unwrap(),
        100.0 + (5.05 + reach).exp(),
        1e-8,
        "upper end",
    );
}

#[test]
fn too_few_draws_are_nothing_and_few_are_said() {
    let sound = draw(100, 150.0, 5.0, 0.04);
    assert_eq!(combine_draws(&[], 0.95), None);
    assert_eq!(combine_draws(&[sound], 0.95), None);
    for (draws, few) in [(2, true), (9, true), (10, false)] {
        assert_eq!(combined(&vec![sound; draws]).few_draws, few);
    }
    for odd in [
        draw(1, f64::NAN, 5.0, 0.04),
        draw(1, 1.0, f64::INFINITY, 0.04),
        draw(1, 1.0, 5.0, -0.04),
        draw(1, -1.0, 5.0, 0.04),
    ] {
        assert_eq!(combine_draws(&[sound, odd], 0.95), None, "{odd:?}");
    }
}

/// Unseen 0, 10 and 100, the first taken as a tenth for its logarithm only: ln 0.1, ln 10, ln 100.
#[test]
fn samples_by_hand() {
    let found = DrawEstimate::of_sample(100, &[110.0, 100.0, 200.0]).unwrap();
    let ten = 10.0f64.ln();
    agree(found.unseen, 110.0 / 3.0, 1e-12, "unseen");
    agree(found.log_mean, 2.0 / 3.0 * ten, 1e-12, "mean of logs");
    agree(
        found.log_variance,
        7.0 / 3.0 * ten * ten,
        1e-12,
        "variance of logs",
    );
    let below = DrawEstimate::of_sample(100, &[90.0, 80.0]).unwrap();
    assert_eq!(
        (below.unseen, below.log_mean, below.log_variance),
        (0.0, 0.1f64.ln(), 0.0)
    );
    assert_eq!(DrawEstimate::of_sample(100, &[150.0]), None);
    assert_eq!(DrawEstimate::of_sample(100, &[150.0, f64::NAN]), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_draws_combine_to_numbers_or_nothing(
        samples in proptest::collection::vec(
            (0..1000u64, proptest::collection::vec(prop_oneof![0.0..5000.0, Just(0.0), Just(1e308)], 2..20)),
            2..15,
        ),
        confidence in prop_oneof![Just(f64::NAN), Just(0.0), Just(1.0), 0.5..0.999],
    ) {
        let draws: Option<Vec<DrawEstimate>> =
            samples.iter().map(|(seen, totals)| DrawEstimate::of_sample(*seen, totals)).collect();
        let Some(found) = draws.and_then(|draws| combine_draws(&draws, confidence)) else { return Ok(()) };
        prop_assert!(found.interval.lower >= found.seen && found.interval.lower <= found.centre);
        prop_assert!(found.interval.upper.is_none_or(|upper| upper.is_finite() && upper >= found.centre));
        prop_assert!(found.mean.is_finite() && found.mean >= found.seen);
        prop_assert!(found.freedom.is_none_or(|freedom| freedom >= (found.draws - 1) as f64));
    }
}
