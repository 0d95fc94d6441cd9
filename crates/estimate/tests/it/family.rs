//! All models side by side and their average.

use std::sync::Mutex;

use estimate::{CaptureTable, Family, FamilyPlan, family};
use proptest::prelude::*;

use crate::shared::{agree, estimated, finding, make, printed, reference, relabelled, table, tables};

fn plan(highest_order: usize) -> FamilyPlan {
    FamilyPlan {
        highest_order,
        confidence: 0.95,
    }
}

fn of(table: &CaptureTable, highest_order: usize) -> Family {
    family(table, &plan(highest_order), &|_, _| {}).unwrap()
}

/// Women held at Palembang (Ball, Shin and Yang 2018).
fn korea() -> CaptureTable {
    make(3, &[5, 5, 54, 41, 6, 0, 12])
}

#[test]
fn every_model_is_tried() {
    let counts = |n_lists: usize| -> Vec<u64> {
        (1..1u64 << n_lists)
            .map(|history| 1 + 600 / (1 + u64::from(history.count_ones()).pow(3)) + history % 7)
            .collect()
    };
    for (n_lists, order, expected, reached) in [
        (3, 9, 8, 2),
        (4, 0, 64, 2),
        (4, 3, 113, 3),
        (4, 9, 113, 3),
        (5, 2, 1024, 2),
        (5, 3, 6212, 3),
        (5, 4, 6893, 4),
        (6, 5, 32_768, 2),
    ] {
        let found = of(&make(n_lists, &counts(n_lists)), order);
        assert_eq!(
            (found.n_tried, found.highest_order),
            (expected, reached),
            "{n_lists} lists"
        );
        assert!(found.exhaustive && found.n_estimable == expected);
    }
    assert!(!of(&make(7, &counts(7)), 3).exhaustive);
}

#[test]
fn spreads_and_best_models_are_those_of_the_answer() {
    for name in ["kosovo", "uk2013_5", "korea_3", "uk2013_6", "neworleans_8"] {
        let Some(table) = table(name) else { return };
        let found = finding(&table);
        let answer = estimated(&found);
        let family = of(&table, answer.highest_order);
        // A path does not meet every model.
        let same = |one: f64, other: f64| {
            assert!(if answer.exhaustive {
                agree(one, other, 1e-9, name) < 1.0
            } else {
                one <= other + 1e-9
            });
        };
        same(family.models[0].fit.bic, answer.best.bic);
        if answer.exhaustive {
            assert_eq!(family.spread, answer.spread, "{name}");
            assert_eq!(family.n_estimable, answer.n_estimable);
        }
    }
}

/// R's five best of the triples' families, in which a wider search must still find what a narrower one found.
#[test]
fn wider_families_are_not_worse() {
    let Some(rows) = reference("rcapture_ms.csv") else {
        return;
    };
    for name in ["uk2013_5", "netherlands_5", "neworleans_5", "westernus_5"] {
        let best = rows
            .iter()
            .find(|row| row.text("data") == name && row.text("crit") == "BIC" && row.text("rank") == "1");
        let wide = of(&table(name).unwrap(), 3);
        let within = wide
            .models
            .iter()
            .find(|model| printed(&model.fit.generators) == best.unwrap().text("model"));
        agree(within.unwrap().fit.total, best.unwrap().number("N"), 5e-7, name);
        assert!(wide.models[0].fit.bic <= best.unwrap().number("BIC") + 1e-3);
    }
}

/// Burnham and Anderson 2002, equation 4.9, by hand over the six models of three lists that have an estimate.
#[test]
fn averages_are_by_hand() {
    let found = of(&korea(), 2);
    assert_eq!((found.n_tried, found.models.len()), (8, 6));
    let sum: f64 = found.models.iter().map(|model| model.weight).sum();
    agree(sum, 1.0, 1e-12, "weights");
    let ratio = found.models[1].weight / found.models[0].weight;
    let by_bic = (-(found.models[1].fit.bic - found.models[0].fit.bic) / 2.0).exp();
    agree(ratio, by_bic, 1e-9, "weight");
    let mean: f64 = found
        .models
        .iter()
        .map(|model| model.weight * model.fit.total.ln())
        .sum();
    let part = |model: &estimate::WeightedModel| {
        let (within, away) = (model.fit.se / model.fit.total, model.fit.total.ln() - mean);
        model.weight * (within * within + away * away).sqrt()
    };
    let log_se: f64 = found.models.iter().map(part).sum();
    let average = &found.average;
    agree(average.total, mean.exp(), 1e-12, "total");
    agree(average.log_se, log_se, 1e-12, "standard error");
    agree(
        average.interval.upper.unwrap(),
        (mean + 1.959_963_985 * log_se).exp(),
        1e-9,
        "upper",
    );
    assert_eq!(
        average.interval.lower,
        (mean - 1.959_963_985 * log_se).exp().max(123.0)
    );
    assert!(average.between > 0.0 && average.between < 1.0);
}

fn check_sound(table: &CaptureTable) {
    let Ok(found) = family(table, &plan(3), &|_, _| {}) else {
        return;
    };
    let observed = table.observed() as f64;
    let average = &found.average;
    assert!(average.total.is_finite() && average.total >= observed && average.log_se.is_finite());
    assert!(average.interval.lower >= observed && average.interval.lower <= average.total);
    assert!(average.interval.upper.is_none_or(|upper| upper >= average.total));
    assert!((0.0..=1.0).contains(&average.between));
    assert!(
        found
            .models
            .iter()
            .all(|model| (0.0..=1.0 + 1e-9).contains(&model.weight))
    );
    assert!(found.spread.lower >= observed && found.spread.upper.unwrap() >= found.spread.lower);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_gives_sound_figures((n_lists, counts) in tables(4, 3000)) {
        check_sound(&make(n_lists, &counts));
    }

    #[test]
    fn order_of_lists_does_not_matter(counts in proptest::collection::vec(0..300u64, 15), turn in 1..4usize) {
        let to: Vec<usize> = (0..4).map(|list| (list + turn) % 4).collect();
        let moved = (1..).zip(counts.iter().copied()).map(|(history, count)| (relabelled(history, &to), count));
        let moved = family(&CaptureTable::new(4, moved).unwrap(), &plan(3), &|_, _| {});
        let (one, other) = match (family(&make(4, &counts), &plan(3), &|_, _| {}), moved) {
            (Ok(one), Ok(other)) => (one, other),
            (one, other) => {
                prop_assert_eq!(one.unwrap_err(), other.unwrap_err());
                return Ok(());
            }
        };
        prop_assert_eq!(one.n_estimable, other.n_estimable);
        agree(one.average.total, other.average.total, 1e-6, "total");
        agree(one.average.log_se, other.average.log_se, 1e-5, "standard error");
    }
}

#[test]
fn odd_tables_are_refused_or_sound() {
    let code = |table: &CaptureTable| family(table, &plan(2), &|_, _| {}).unwrap_err().code();
    assert_eq!(
        code(&CaptureTable::new(40, (0..39).map(|list| (3u64 << list, 5))).unwrap()),
        "too-many-lists"
    );
    assert_eq!(code(&make(2, &[5, 6, 7])), "fewer-than-three-lists");
    assert_eq!(code(&make(3, &[5, 6, 0, 7, 0, 0, 0])), "no-overlap");
    assert_eq!(code(&make(3, &[0, 0, 0, 0, 0, 0, 9])), "not-identifiable");
    check_sound(&make(3, &[1_000_000_000; 7]));
    check_sound(&make(5, &[1_000_000_000; 31]));
    check_sound(&make(4, &[(1 << 53) / 16; 15]));
}

/// A list that nobody is on changes nothing but the numbers of the others.
#[test]
fn empty_lists_take_no_part() {
    let korea = korea();
    let moved = korea
        .people()
        .map(|(history, count)| (history & 1 | (history & 6) << 1, count));
    let (with, without) = (of(&CaptureTable::new(4, moved).unwrap(), 2), of(&korea, 2));
    assert_eq!(with.average, without.average);
    assert_eq!(printed(&with.models[0].fit.generators), "[13;34]");
}

#[test]
fn progress_runs_up_to_the_number_tried() {
    let reports = Mutex::new(Vec::new());
    let report = |done, of| reports.lock().unwrap().push((done, of));
    let found = family(&make(5, &[9; 31]), &plan(3), &report).unwrap();
    let reports = reports.into_inner().unwrap();
    assert!(
        reports.windows(2).all(|two| two[0].0 <= two[1].0) && reports.iter().all(|(done, of)| done <= of)
    );
    assert_eq!(
        reports.last(),
        Some(&(found.n_tried as u64, found.n_tried as u64))
    );
}
