//! People whose stratum nobody wrote down, and strata together.

use std::collections::BTreeMap;

use estimate::{CaptureTable, PoolPlan, PooledRange, RangeVerdict, Recommendation, pooled_range};
use exchange::MatchedTable;
use publish::{IntervalFigure, PooledFigure, PooledWayFigure, RangeFigure};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Binomial, Distribution};

use crate::count::CountPlan;

/// Ways in which people without a stratum are put into one.
const IMPUTATIONS: usize = 20;

/// Sums drawn to pool strata.
const SUMS: usize = 10_000;

/// Strata of one table with everybody in one of them.
pub(crate) struct Strata {
    /// The strata that were written down, each with its likely share of those that were not.
    pub(crate) tables: Vec<MatchedTable>,
    /// For each stratum, its tables when people without a stratum are put into one by chance; none when there are no such people.
    pub(crate) draws: Vec<Vec<CaptureTable>>,
    /// People without a stratum who were put into one.
    pub(crate) placed: u64,
}

/// Puts people without a stratum into the strata that are known.
///
/// Somebody with the same history as others is in a stratum with the chance that these others have of being in it; histories that
/// few have lean on the sizes of the strata, which count as one person (a multinomial hot deck; Rubin 1987, chapter 4). When
/// nobody's stratum is known there is nothing to lean on, and they stay a stratum of their own.
pub(crate) fn completed(mut tables: Vec<MatchedTable>, seed: u64) -> Strata {
    let unknown = tables.iter().position(|table| table.part.as_deref() == Some(""));
    let Some(unknown) = unknown.filter(|_| tables.len() > 1) else {
        let draws = vec![Vec::new(); tables.len()];
        return Strata {
            tables,
            draws,
            placed: 0,
        };
    };
    let missing = tables.remove(unknown);
    let known: Vec<BTreeMap<u64, u64>> = tables.iter().map(|table| table.counts.clone()).collect();
    let mut draws: Vec<Vec<CaptureTable>> = vec![Vec::with_capacity(IMPUTATIONS); tables.len()];
    for imputation in 0..IMPUTATIONS {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(imputation as u64);
        let filled = with_missing(&known, &missing.counts, |shares, people| {
            drawn(&mut chance, shares, people)
        });
        for (stratum, counts) in filled.into_iter().enumerate() {
            draws[stratum].extend(CaptureTable::new(missing.lists.len(), counts));
        }
    }
    let likely = with_missing(&known, &missing.counts, apportioned);
    for (table, counts) in tables.iter_mut().zip(likely) {
        table.counts = counts;
    }
    Strata {
        tables,
        draws,
        placed: missing.counts.values().sum(),
    }
}

/// The strata with people of each history put into them by `put`, which gets the strata's shares and how many people there are.
fn with_missing(
    known: &[BTreeMap<u64, u64>],
    missing: &BTreeMap<u64, u64>,
    mut put: impl FnMut(&[f64], u64) -> Vec<u64>,
) -> Vec<BTreeMap<u64, u64>> {
    let sizes: Vec<f64> = known
        .iter()
        .map(|counts| counts.values().sum::<u64>() as f64)
        .collect();
    let all: f64 = sizes.iter().sum::<f64>().max(1.0);
    let mut filled = known.to_vec();
    for (history, people) in missing {
        let alike = known
            .iter()
            .map(|counts| counts.get(history).copied().unwrap_or(0) as f64);
        let shares: Vec<f64> = alike
            .zip(&sizes)
            .map(|(alike, size)| alike + size / all)
            .collect();
        for (counts, more) in filled.iter_mut().zip(put(&shares, *people)) {
            if more > 0 {
                *counts.entry(*history).or_insert(0) += more;
            }
        }
    }
    filled
}

/// Each person by chance: a multinomial draw, stratum by stratum from what the ones before left.
fn drawn(chance: &mut ChaCha8Rng, shares: &[f64], people: u64) -> Vec<u64> {
    let mut put = vec![0; shares.len()];
    let (mut left, mut rest) = (people, shares.iter().sum::<f64>());
    for (stratum, share) in shares.iter().enumerate() {
        let is_last = stratum + 1 == shares.len();
        let part = if is_last {
            1.0
        } else {
            (share / rest).clamp(0.0, 1.0)
        };
        put[stratum] = Binomial::new(left, part).map_or(0, |law| law.sample(chance));
        left -= put[stratum];
        rest -= share;
    }
    put
}

/// By shares, the largest remainders first.
fn apportioned(shares: &[f64], people: u64) -> Vec<u64> {
    let whole: f64 = shares.iter().sum();
    let exact: Vec<f64> = shares.iter().map(|share| share / whole * people as f64).collect();
    let mut put: Vec<u64> = exact.iter().map(|share| share.floor() as u64).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|one, other| {
        exact[*other]
            .fract()
            .total_cmp(&exact[*one].fract())
            .then(one.cmp(other))
    });
    let left = people.saturating_sub(put.iter().sum());
    for stratum in order.into_iter().cycle().take(usize::try_from(left).unwrap_or(0)) {
        put[stratum] += 1;
    }
    put
}

/// All strata together.
pub(crate) fn pooled(strata: &[(&Recommendation, u64)], placed: u64, plan: &CountPlan) -> PooledFigure {
    let pool_plan = PoolPlan {
        confidence: plan.confidence,
        draws: SUMS,
        seed: plan.seed,
    };
    figure(&pooled_range(strata, &pool_plan), placed, plan.confidence)
}

fn figure(found: &PooledRange, placed: u64, confidence: f64) -> PooledFigure {
    let interval = |ends: &estimate::Interval| IntervalFigure {
        confidence,
        lower: ends.lower,
        upper: ends.upper,
    };
    PooledFigure {
        seen: found.seen,
        placed,
        draws: if placed > 0 { IMPUTATIONS as u64 } else { 0 },
        refused: found.refused.clone(),
        range: match &found.verdict {
            RangeVerdict::Given {
                range,
                lower_by,
                upper_by,
            } => Some(RangeFigure {
                interval: interval(range),
                lower_by: lower_by.code(),
                upper_by: upper_by.code(),
                used: Vec::new(),
            }),
            RangeVerdict::Refused { .. } => None,
        },
        ways: found
            .ways
            .iter()
            .map(|way| PooledWayFigure {
                code: way.method.code(),
                centre: way.centre,
                interval: interval(&way.interval),
                if_alike: interval(&way.if_alike),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(part: &str, counts: &[(u64, u64)]) -> MatchedTable {
        MatchedTable {
            label: "table".to_owned(),
            part: Some(part.to_owned()),
            lists: ["A", "B", "C"].map(str::to_owned).to_vec(),
            counts: counts.iter().copied().collect(),
            on_none: 0,
        }
    }

    fn people(table: &MatchedTable) -> u64 {
        table.counts.values().sum()
    }

    #[test]
    fn everybody_gets_a_stratum() {
        let tables = vec![
            stratum("", &[(1, 9), (7, 1)]),
            stratum("north", &[(1, 30), (2, 10), (3, 5)]),
            stratum("south", &[(1, 10), (4, 40), (5, 5)]),
        ];
        let strata = completed(tables, 1);
        assert_eq!((strata.tables.len(), strata.placed), (2, 10));
        assert_eq!(strata.tables.iter().map(people).sum::<u64>(), 110);
        // Three of four with this history are in the north.
        assert_eq!(strata.tables[0].counts[&1], 37);
        for (north, south) in strata.draws[0].iter().zip(&strata.draws[1]) {
            assert_eq!(north.observed() + south.observed(), 110);
            assert!(north.observed() >= 45 && south.observed() >= 55);
        }
        let drawn: Vec<u64> = strata.draws[0].iter().map(CaptureTable::observed).collect();
        assert!(drawn.iter().any(|one| *one != drawn[0]), "{drawn:?}");
    }

    #[test]
    fn strata_that_are_all_known_stay_as_they_are() {
        let tables = vec![stratum("north", &[(1, 3)]), stratum("south", &[(2, 4)])];
        let strata = completed(tables.clone(), 1);
        assert_eq!(strata.tables, tables);
        assert!(strata.draws.iter().all(Vec::is_empty));
        let alone = completed(vec![stratum("", &[(1, 3)])], 1);
        assert_eq!(alone.tables.len(), 1);
    }

    #[test]
    fn people_put_by_chance_are_all_there_and_follow_the_shares() {
        let mut chance = ChaCha8Rng::seed_from_u64(1);
        let put = drawn(&mut chance, &[1.0, 0.0, 3.0], 1_000_000_000);
        assert_eq!(put.iter().sum::<u64>(), 1_000_000_000);
        assert_eq!(put[1], 0);
        // A standard error is 13,693 people.
        assert!(put[0].abs_diff(250_000_000) < 70_000, "{put:?}");
    }

    #[test]
    fn apportioned_people_are_all_there() {
        assert_eq!(apportioned(&[1.0, 1.0, 1.0], 10), [4, 3, 3]);
        assert_eq!(apportioned(&[0.2, 0.8], 1), [0, 1]);
        assert_eq!(apportioned(&[5.0], 7), [7]);
    }
}
