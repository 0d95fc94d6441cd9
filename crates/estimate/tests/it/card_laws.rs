//! Report cards: laws, and tables that nobody should have.

use estimate::{
    AveragingPlan, CaptureTable, CardPlan, EstimatePlan, OddsRatio, Outcome, ReportCard, report_card,
};
use proptest::prelude::*;

use crate::card::{card, figure};
use crate::shared::{agree, make, relabelled, tables};

/// Every figure is finite, ordered, and not below the documented number.
fn check_sound(card: &ReportCard) {
    let floor = card.documented as f64;
    let share = |share: Option<f64>| assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share)));
    share(card.once_share);
    card.lists.iter().for_each(|list| share(list.only_here_share));
    for pair in &card.pairs {
        assert!(
            pair.a < pair.b
                && pair
                    .expected
                    .is_none_or(|expected| expected.is_finite() && expected >= 0.0)
        );
        if let OddsRatio::Estimated {
            ratio,
            log_se,
            people,
        } = pair.odds
        {
            assert!(
                ratio.is_finite() && ratio > 0.0 && log_se.is_finite() && log_se > 0.0 && people > 0,
                "{pair:?}"
            );
        }
    }
    let mut all = vec![&card.whole.best, &card.whole.averaged];
    all.extend(card.beliefs.iter().map(|belief| &belief.outcome));
    let changed = card.without.iter().map(|change| &change.outcomes);
    for outcomes in changed.chain(card.merged.iter().map(|change| &change.outcomes)) {
        all.extend([&outcomes.best, &outcomes.averaged]);
    }
    all.iter().for_each(|outcome| check_outcome(outcome, floor));
    let totals = all.iter().filter_map(|outcome| Some(outcome.figure()?.total));
    let (lowest, highest) = totals.fold((f64::INFINITY, 0.0f64), |(low, high), total| {
        (low.min(total), high.max(total))
    });
    match &card.extremes {
        Some(extremes) => assert_eq!(
            (extremes.smallest.total, extremes.largest.total),
            (lowest, highest)
        ),
        None => assert_eq!(lowest, f64::INFINITY),
    }
    for hidden in &card.hidden {
        assert!(hidden.seen <= hidden.known);
        for recovered in [&hidden.best, &hidden.averaged] {
            check_outcome(&recovered.outcome, hidden.seen as f64);
            assert!(recovered.log_ratio.is_none_or(f64::is_finite));
            assert_eq!(
                recovered.log_ratio.is_some(),
                recovered.outcome.figure().is_some()
            );
        }
    }
}

fn check_outcome(outcome: &Outcome, floor: f64) {
    match outcome {
        Outcome::Refused { reasons } => assert!(!reasons.is_empty()),
        Outcome::Figure(figure) => {
            assert!(
                figure.total.is_finite() && figure.total >= floor,
                "{figure:?} below {floor}"
            );
            if let Some(interval) = figure.interval {
                assert!(interval.lower.is_finite() && interval.lower >= floor);
                assert!(
                    interval
                        .upper
                        .is_none_or(|upper| upper.is_finite() && upper >= interval.lower)
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_has_a_sound_card((n_lists, counts) in tables(5, 1_000_000_000)) {
        check_sound(&card(&make(n_lists, &counts)));
    }

    #[test]
    fn any_plan_gives_a_sound_card(
        (n_lists, counts) in tables(4, 300),
        derived in proptest::collection::vec((0..6usize, 0..6usize), 0..4),
        confidence in prop_oneof![Just(f64::NAN), Just(0.0), Just(1.0), Just(-3.0), 0.5..0.999],
        delta in proptest::option::of(prop_oneof![Just(f64::NAN), Just(0.0), Just(1e300), 0.01..2.0]),
        cap in proptest::option::of(0..5000u64),
        fewest_unseen in prop_oneof![Just(0u64), Just(u64::MAX), 0..50u64],
        saturated: bool,
        populations_differ: bool,
    ) {
        let plan = CardPlan {
            estimate: EstimatePlan { confidence, derived, populations_differ },
            averaging: AveragingPlan { delta, cap, fewest_unseen, saturated, ..AveragingPlan::open() },
        };
        let card = report_card(&make(n_lists, &counts), &plan, &|_, _| {});
        prop_assert!(card.confidence > 0.0 && card.confidence < 1.0);
        check_sound(&card);
    }

    #[test]
    fn names_of_lists_do_not_matter(counts in proptest::collection::vec(1..300u64, 15), turn in 1..4usize) {
        let to: Vec<usize> = (0..4).map(|list| (list + turn) % 4).collect();
        let moved = (1..).zip(&counts).map(|(history, count)| (relabelled(history, &to), *count));
        let (one, other) = (card(&make(4, &counts)), card(&CaptureTable::new(4, moved).unwrap()));
        for (list, &moved) in to.iter().enumerate() {
            prop_assert_eq!(one.lists[list].only_here, other.lists[moved].only_here);
            prop_assert_eq!(one.without[list].seen, other.without[moved].seen);
            let (mine, yours) = (&one.without[list].outcomes.averaged, &other.without[moved].outcomes.averaged);
            agree(figure(mine).total, figure(yours).total, 1e-6, "without");
            let (mine, yours) = (&one.hidden[list], &other.hidden[moved]);
            prop_assert_eq!((mine.known, mine.seen), (yours.known, yours.seen));
            agree(figure(&mine.averaged.outcome).total, figure(&yours.averaged.outcome).total, 1e-6, "hidden");
        }
        for pair in &one.pairs {
            let ends = (to[pair.a].min(to[pair.b]), to[pair.a].max(to[pair.b]));
            let twin = other.pairs.iter().find(|twin| (twin.a, twin.b) == ends).unwrap();
            let (OddsRatio::Estimated { ratio: mine, log_se: my_se, .. }, OddsRatio::Estimated { ratio: yours, log_se, .. }) =
                (pair.odds, twin.odds)
            else {
                return Err(TestCaseError::fail("a full table has every ratio"));
            };
            agree(mine, yours, 1e-9, "odds ratio");
            agree(my_se, log_se, 1e-9, "its error");
        }
    }
}

#[test]
fn odd_tables_have_sound_cards() {
    let huge = (1u64 << 53) / 8;
    for counts in [
        vec![0; 7],
        vec![huge; 7],
        vec![0, 0, 0, 0, 0, 0, 5],
        vec![7, 0, 0, 0, 0, 0, 0],
        vec![huge, 1, 1, 1, 1, 1, 1],
    ] {
        check_sound(&card(&make(3, &counts)));
    }
    for n_lists in [1, 2, 5, 7, 12, 13, 16, 17, 40, 64] {
        check_sound(&card(&CaptureTable::new(n_lists, []).unwrap()));
        let all = u64::MAX >> (64 - n_lists);
        check_sound(&card(&CaptureTable::new(n_lists, [(all, 12)]).unwrap()));
        let one_each = (0..n_lists).map(|list| (1u64 << list, 1u64 << (list % 40)));
        check_sound(&card(&CaptureTable::new(n_lists, one_each).unwrap()));
    }
    let seven = (1..128u64).map(|history| (history, 1_000_000_000 >> (4 * history.count_ones())));
    check_sound(&card(&CaptureTable::new(7, seven).unwrap()));
}
