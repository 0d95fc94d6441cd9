//! Laws that hold for every table.

use estimate::{CaptureTable, EstimatePlan, Finding, Verdict, estimate, independence};
use proptest::prelude::*;

use crate::shared::{agree, finding, make, plan, relabelled, tables};

/// Every figure is finite, ordered, and not below the documented number.
fn check_sound(found: &Finding) {
    let observed = found.observed as f64;
    if let Some(chao) = &found.chao {
        assert!(chao.total >= observed && chao.bias_corrected >= observed && chao.interval.lower >= observed);
        assert!(chao.se >= 0.0 && chao.interval.upper.unwrap() >= chao.interval.lower);
    }
    for pair in &found.pairs {
        assert!(pair.chapman.is_finite() && pair.chapman_se.is_finite() && pair.chapman_se >= 0.0);
        assert!(pair.a < pair.b && (pair.both > 0 || pair.refusal.is_some()));
    }
    match &found.verdict {
        Verdict::Refused { reasons } => assert!(!reasons.is_empty()),
        Verdict::Estimated(estimated) => {
            assert!(estimated.n_estimable <= estimated.n_tried && estimated.models.len() <= 50);
            assert_eq!(estimated.best, estimated.models[0]);
            assert!(estimated.models.windows(2).all(|two| two[0].bic <= two[1].bic));
            for model in estimated
                .models
                .iter()
                .chain([&estimated.best, &estimated.independence])
            {
                assert!(model.total.is_finite() && model.total >= observed, "{model:?}");
                assert!(model.se.is_finite() && model.deviance > -1e-6 && model.aic.is_finite());
                let lower = model.interval.map_or(observed, |interval| interval.lower);
                assert!(lower >= observed);
            }
            let spread = estimated.spread;
            assert!(spread.lower >= observed && spread.upper.unwrap() >= spread.lower);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_gives_sound_figures((n_lists, counts) in tables(5, 3000)) {
        check_sound(&finding(&make(n_lists, &counts)));
    }

    #[test]
    fn any_plan_gives_sound_figures(
        (n_lists, counts) in tables(4, 300),
        derived in proptest::collection::vec((0..6usize, 0..6usize), 0..5),
        confidence in prop_oneof![Just(f64::NAN), Just(0.0), Just(1.0), Just(-3.0), 0.5..0.999],
        populations_differ: bool,
    ) {
        let plan = EstimatePlan { confidence, derived, populations_differ };
        let found = estimate(&make(n_lists, &counts), &plan, &|_, _| {});
        check_sound(&found);
        let refused = matches!(found.verdict, Verdict::Refused { .. });
        prop_assert!(!populations_differ || refused);
        prop_assert_eq!(found.used.is_empty(), found.observed == 0, "somebody's list always stays");
    }

    #[test]
    fn order_of_rows_does_not_matter((n_lists, counts) in tables(4, 300), turn in 0..15usize) {
        let rows: Vec<(u64, u64)> = (1..).zip(counts.iter().copied()).collect();
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        let split: Vec<(u64, u64)> = turned.iter().flat_map(|(h, n)| [(*h, n / 2), (*h, n - n / 2)]).collect();
        let table = CaptureTable::new(n_lists, rows).unwrap();
        prop_assert_eq!(&table, &CaptureTable::new(n_lists, turned).unwrap());
        prop_assert_eq!(&table, &CaptureTable::new(n_lists, split).unwrap());
    }

    #[test]
    fn names_of_lists_do_not_matter(counts in proptest::collection::vec(1..300u64, 15), turn in 1..4usize) {
        let to: Vec<usize> = (0..4).map(|list| (list + turn) % 4).collect();
        let moved = (1..).zip(counts.iter().copied()).map(|(history, count)| (relabelled(history, &to), count));
        let (one, other) = (finding(&make(4, &counts)), finding(&CaptureTable::new(4, moved).unwrap()));
        let (Verdict::Estimated(one), Verdict::Estimated(other)) = (one.verdict, other.verdict) else {
            return Err(TestCaseError::fail("a full table was refused"));
        };
        prop_assert_eq!((one.n_tried, one.n_estimable), (other.n_tried, other.n_estimable));
        for (mine, yours) in one.models.iter().zip(&other.models) {
            agree(mine.bic, yours.bic, 1e-9, "BIC");
        }
        agree(one.independence.total, other.independence.total, 1e-9, "independence");
        agree(one.spread.upper.unwrap(), other.spread.upper.unwrap(), 1e-7, "spread");
        let unique = one.models[1].bic - one.models[0].bic > 1e-6;
        if unique {
            agree(one.best.total, other.best.total, 1e-7, "best");
            let mut moved: Vec<Vec<usize>> =
                one.best.generators.iter().map(|lists| lists.iter().map(|list| to[*list]).collect()).collect();
            moved.iter_mut().for_each(|lists| lists.sort_unstable());
            moved.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            prop_assert_eq!(&moved, &other.best.generators);
        }
    }

    #[test]
    fn ten_times_the_people_ten_times_the_total(counts in proptest::collection::vec(1..300u32, 7)) {
        let cells = |times: f64| -> Vec<f64> {
            std::iter::once(0.0).chain(counts.iter().map(|count| f64::from(*count) * times)).collect()
        };
        let total = independence(&cells(1.0)).unwrap();
        agree(independence(&cells(10.0)).unwrap(), 10.0 * total, 1e-9, "N");
    }

    /// Two methods: the maximum of the Poisson likelihood, and the moment equation prod(1 - n_i/N) = 1 - n/N of
    /// independent lists (Darroch 1958).
    #[test]
    fn independence_solves_the_moment_equation(counts in proptest::collection::vec(1..3000u32, 15)) {
        let cells: Vec<f64> = std::iter::once(0.0).chain(counts.iter().map(|count| f64::from(*count))).collect();
        let table = make(4, &counts.iter().map(|count| u64::from(*count)).collect::<Vec<_>>());
        let observed = table.observed() as f64;
        let sizes: Vec<f64> = (0..4).map(|list| table.list_size(list) as f64).collect();
        let excess = |total: f64| sizes.iter().map(|size| 1.0 - size / total).product::<f64>() - 1.0 + observed / total;
        let (mut low, mut high) = (observed, 1e9);
        for _ in 0..200 {
            let middle = (low + high) / 2.0;
            if excess(middle) > 0.0 { low = middle } else { high = middle }
        }
        agree(independence(&cells).unwrap(), low, 1e-8, "N");
    }

    #[test]
    fn keeping_lists_keeps_their_people(
        (n_lists, counts) in tables(5, 300),
        order in proptest::collection::vec(0..5usize, 1..4),
    ) {
        let table = make(n_lists, &counts);
        let distinct = order.iter().enumerate().all(|(place, list)| !order[..place].contains(list));
        let kept = table.keep_lists(&order);
        prop_assert_eq!(kept.is_ok(), distinct && order.iter().all(|list| *list < n_lists));
        let Ok(kept) = kept else { return Ok(()) };
        for (place, list) in order.iter().enumerate() {
            prop_assert_eq!(kept.list_size(place), table.list_size(*list));
            for (other_place, other) in order.iter().enumerate() {
                prop_assert_eq!(kept.overlap(place, other_place), table.overlap(*list, *other));
            }
        }
        prop_assert!(kept.observed() <= table.observed());
        prop_assert_eq!(kept.captures().iter().sum::<u64>(), kept.observed());
    }
}

#[test]
fn odd_tables_never_panic() {
    let huge = (1u64 << 53) / 8;
    for counts in [
        vec![0; 7],
        vec![huge; 7],
        vec![0, 0, 0, 0, 0, 0, 5],
        vec![7, 0, 0, 0, 0, 0, 0],
        vec![huge, 1, 1, 1, 1, 1, 1],
    ] {
        check_sound(&finding(&make(3, &counts)));
    }
    for n_lists in 1..=16 {
        check_sound(&finding(&make(n_lists, &[])));
        check_sound(&finding(
            &CaptureTable::new(n_lists, [((1 << n_lists) - 1, 12)]).unwrap(),
        ));
    }
    let one_each = (0..16).map(|list| (1u64 << list, 1u64 << (list + 30)));
    check_sound(&finding(&CaptureTable::new(16, one_each).unwrap()));
}

#[test]
fn progress_runs_up_to_the_number_tried() {
    for n_lists in [3, 4, 5, 6] {
        let counts: Vec<u64> = (1..1u64 << n_lists)
            .map(|history| 1 + 600 / (1 + u64::from(history.count_ones()).pow(4)))
            .collect();
        let reports = std::sync::Mutex::new(Vec::new());
        let found = estimate(&make(n_lists, &counts), &plan(), &|done, of| {
            reports.lock().unwrap().push((done, of))
        });
        let reports = reports.into_inner().unwrap();
        assert!(
            reports.iter().all(|(done, of)| done <= of) && reports.windows(2).all(|two| two[0].0 <= two[1].0)
        );
        let Verdict::Estimated(estimated) = found.verdict else {
            panic!("refused")
        };
        let tried = estimated.n_tried as u64;
        assert_eq!(reports.last(), Some(&(tried, tried)));
    }
}

/// Few people on many lists: decided or given up in good time.
#[test]
fn thin_tables_of_many_lists_are_decided() {
    for histories in [
        vec![0x00ff, 0xff80],
        vec![0x00ff, 0xff00, 0x0f0f],
        vec![0x8001, 0x4002, 0x2004, 0x1ff8, 0x0101],
    ] {
        check_sound(&finding(
            &CaptureTable::new(16, histories.into_iter().map(|history| (history, 5))).unwrap(),
        ));
    }
}
