//! A known truth is found again.

use estimate::{CaptureTable, Estimated, Verdict};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::shared::{finding, printed};

const DEAD: u64 = 2000;

/// Draws lists; `chance(list, history so far)` is the chance to be on a list.
fn draw(n_lists: usize, seed: u64, chance: impl Fn(usize, u64) -> f64) -> CaptureTable {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut people = Vec::new();
    for _ in 0..DEAD {
        let mut history = 0;
        for list in 0..n_lists {
            if random.random::<f64>() < chance(list, history) {
                history |= 1 << list;
            }
        }
        if history != 0 {
            people.push((history, 1));
        }
    }
    CaptureTable::new(n_lists, people).unwrap()
}

fn estimates(seeds: u64, table: impl Fn(u64) -> CaptureTable) -> Vec<Estimated> {
    let estimated = |seed| match finding(&table(seed)).verdict {
        Verdict::Estimated(estimated) => *estimated,
        Verdict::Refused { reasons } => panic!("{reasons:?}"),
    };
    (0..seeds).map(estimated).collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// With nominal 95 %, 40 draws of independent lists miss at most 6 times but in one case of a thousand.
#[test]
fn independent_lists() {
    let chances = [0.10, 0.15, 0.20, 0.25];
    let found = estimates(40, |seed| draw(4, seed, |list, _| chances[list]));
    let covered = found.iter().filter(|found| {
        let interval = found.independence.interval.unwrap();
        interval.lower <= DEAD as f64 && interval.upper.unwrap() >= DEAD as f64
    });
    assert!(covered.count() >= 34);
    let middle = median(found.iter().map(|found| found.independence.total).collect());
    assert!((middle - DEAD as f64).abs() < 40.0, "{middle}");
}

/// Two lists that depend strongly: independence is far too low, the best model is not.
#[test]
fn dependent_pair() {
    let chance = |list: usize, history: u64| match list {
        0 => 0.15,
        1 if history & 1 == 1 => 0.6,
        1 => 0.10,
        2 => 0.20,
        _ => 0.12,
    };
    let found = estimates(15, |seed| draw(4, seed, chance));
    let best = median(found.iter().map(|found| found.best.total).collect());
    let independence = median(found.iter().map(|found| found.independence.total).collect());
    assert!((best - DEAD as f64).abs() < 150.0, "{best}");
    assert!(independence < 1600.0, "{independence}");
    assert!(
        found
            .iter()
            .all(|found| found.best.generators[0].starts_with(&[0, 1]))
    );
}

/// Seven lists, two of them dependent: the path finds the pair.
#[test]
fn dependent_pair_of_many_lists() {
    let chance = |list: usize, history: u64| {
        if list == 6 && history & 1 == 1 {
            0.7
        } else {
            0.08 + 0.02 * list as f64
        }
    };
    let found = estimates(3, |seed| draw(7, 100 + seed, chance));
    for found in &found {
        assert!(
            !found.exhaustive && found.best.generators.contains(&vec![0, 6]),
            "{}",
            printed(&found.best.generators)
        );
        assert!(
            (found.best.total - DEAD as f64).abs() < 3.5 * found.best.se,
            "{:?}",
            found.best
        );
    }
}
