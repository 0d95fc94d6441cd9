//! Sample coverage, no highest-order interaction, and counts alone.

use estimate::{
    CaptureTable, ClosedFormRefusal, chao_frequencies, chao_unequal_lists, no_interaction, sample_coverage,
};
use proptest::prelude::*;

use crate::shared::{agree, folder, reference, table};

/// References are printed to nine or more digits.
const NINE_DIGITS: f64 = 5e-9;

fn check_code<T: std::fmt::Debug>(found: Result<T, ClosedFormRefusal>, code: &str) {
    let refusal = found.unwrap_err();
    assert_eq!(refusal.code(), code);
    assert!(ClosedFormRefusal::ALL_CODES.contains(&code));
    assert!(serde_json::to_string(&refusal).unwrap().contains(code));
}

#[test]
fn coverage_is_that_of_care1() {
    let Some(rows) = reference("care1.csv") else {
        return;
    };
    let mut worst = 0.0f64;
    for row in &rows {
        let (name, method) = (row.text("data"), row.text("method"));
        let found = sample_coverage(&table(name).unwrap(), 0.95).unwrap();
        let ours = match method {
            "Indep" => found.independent.total,
            "LSC" => found.dependent.total,
            // CARE1 falls back to the people seen.
            _ => found.high_coverage.unwrap_or(found.observed as f64),
        };
        worst = worst.max(agree(
            ours,
            row.number("est"),
            NINE_DIGITS,
            &format!("{name} {method}"),
        ));
    }
    eprintln!(
        "care1.csv: {} rows, largest relative difference {worst:.1e}",
        rows.len()
    );
    for row in reference("care1_stat.csv").unwrap() {
        let found = sample_coverage(&table(row.text("data")).unwrap(), 0.95).unwrap();
        assert_eq!(found.observed as f64, row.number("M"));
        assert!(
            (found.repeated - row.number("D")).abs() < 6e-4
                && (found.coverage - row.number("Chat")).abs() < 6e-4
        );
        assert_eq!(found.low, found.coverage < 0.55);
    }
}

/// CARE1's bootstrap, where it is steady: two methods for one standard error. On tables where a list repeats fewer than about
/// twenty finds the bootstrap's is up to twice ours, and the truth is known to neither.
#[test]
fn standard_errors_are_near_those_of_a_bootstrap() {
    let Some(rows) = reference("care1.csv") else {
        return;
    };
    let mut compared = 0;
    for row in rows
        .iter()
        .filter(|row| row.text("method") != "HSC" && row.text("se").trim() != "NA")
    {
        let (name, method) = (row.text("data"), row.text("method"));
        if name == "neworleans_5" {
            continue;
        }
        let found = sample_coverage(&table(name).unwrap(), 0.95).unwrap();
        let ours = if method == "Indep" {
            found.independent
        } else {
            found.dependent
        };
        agree(ours.se, row.number("se"), 0.15, &format!("{name} {method} se"));
        let (lower, upper) = (ours.interval.lower, ours.interval.upper.unwrap());
        agree(lower, row.number("lo"), 0.06, &format!("{name} {method} lower"));
        agree(upper, row.number("hi"), 0.15, &format!("{name} {method} upper"));
        compared += 1;
    }
    assert_eq!(compared, 22);
}

#[test]
fn a_known_epidemic_is_covered() {
    let Some(hepatitis) = table("hav_taiwan") else {
        return;
    };
    let dependent = sample_coverage(&hepatitis, 0.95).unwrap().dependent;
    assert!(dependent.interval.lower < 545.0 && dependent.interval.upper.unwrap() > 545.0);
}

#[test]
fn no_interaction_is_the_saturated_model() {
    let Some(hepatitis) = table("hav_taiwan") else {
        return;
    };
    let found = no_interaction(&hepatitis, 0.95).unwrap();
    agree(found.total, 1312.76471, NINE_DIGITS, "N");
    agree(found.se, 517.978062, NINE_DIGITS, "se");
    let middle = &found.curve[16];
    assert_eq!(
        (found.curve.len(), middle.xi, middle.total),
        (33, 1.0, found.total)
    );
    agree(found.curve[0].xi, 1.0 / 3.0, 1e-12, "first xi");
    agree(found.curve[32].xi, 3.0, 1e-12, "last xi");
    for (point, other) in found.curve.iter().zip(found.curve.iter().rev()) {
        agree(
            (point.total - 271.0) * point.xi,
            found.total - 271.0,
            1e-12,
            "n0 / xi",
        );
        agree(point.xi * other.xi, 1.0, 1e-12, "symmetry");
        assert!(point.interval.lower < point.total && point.interval.upper.unwrap() > point.total);
    }
    assert!(found.curve.windows(2).all(|two| two[0].total > two[1].total));
    check_code(no_interaction(&table("korea_3").unwrap(), 0.95), "empty-cells");
    check_code(
        no_interaction(&table("neworleans_8").unwrap(), 0.95),
        "empty-cells",
    );
}

#[test]
fn counts_of_a_table_give_chaos_figures() {
    let Some(rows) = reference("chao.csv") else { return };
    let mut worst = 0.0f64;
    for row in &rows {
        let name = row.text("data");
        let table = table(name).unwrap();
        let seen = &table.captures()[1..];
        let found = chao_frequencies(seen, Some(table.n_lists() as u64), 0.95).unwrap();
        let endless = chao_frequencies(seen, None, 0.95).unwrap();
        assert_eq!(
            (found.once as f64, found.twice as f64),
            (row.number("f1"), row.number("f2"))
        );
        for (ours, column) in [
            (endless.total.unwrap(), "chao1987"),
            (found.total.unwrap(), "chao2"),
            (found.bias_corrected, "chao2_bc"),
            (found.se, "chao2_se"),
            (found.interval.lower, "lo"),
            (found.interval.upper.unwrap(), "hi"),
            (chao_unequal_lists(&table).unwrap(), "chao_mth_moment"),
        ] {
            // The reference takes 1.96 for the normal deviate.
            let tolerance = if ["lo", "hi"].contains(&column) {
                3e-5
            } else {
                NINE_DIGITS
            };
            let off = agree(ours, row.number(column), tolerance, &format!("{name} {column}"));
            worst = worst.max(if tolerance > NINE_DIGITS { 0.0 } else { off });
        }
    }
    eprintln!(
        "chao.csv: {} rows, largest relative difference {worst:.1e}",
        rows.len()
    );
}

/// Sightings by times seen, as stored: times seen, people.
fn frequencies(name: &str) -> Option<Vec<u64>> {
    let mut reader = csv::Reader::from_path(folder()?.join(format!("{name}.csv"))).unwrap();
    Some(
        reader
            .records()
            .map(|record| record.unwrap()[1].parse().unwrap())
            .collect(),
    )
}

#[test]
fn published_counts_give_their_figures() {
    let Some(rabbits) = frequencies("freq_cottontail") else {
        return;
    };
    let found = chao_frequencies(&rabbits, Some(18), 0.95).unwrap();
    assert_eq!((found.observed, found.once, found.twice), (76, 43, 16));
    agree(
        found.total.unwrap(),
        76.0 + 17.0 / 18.0 * 43.0 * 43.0 / 32.0,
        1e-12,
        "rabbits",
    );
    agree(
        found.bias_corrected,
        76.0 + 17.0 / 18.0 * 43.0 * 42.0 / 34.0,
        1e-12,
        "rabbits",
    );
    assert!(
        found.interval.lower < 135.0 && found.interval.upper.unwrap() > 135.0,
        "135 rabbits were penned"
    );
    let immigrants = chao_frequencies(&frequencies("freq_ill").unwrap(), None, 0.95).unwrap();
    assert_eq!(immigrants.total.unwrap().round(), 9274.0);
    // Rcapture's help: the lower end is about 8,000.
    assert!((immigrants.interval.lower - 8000.0).abs() < 150.0);
    for name in ["freq_cbird", "freq_bbs2001"] {
        let found = chao_frequencies(&frequencies(name).unwrap(), None, 0.95).unwrap();
        assert!(found.bias_corrected <= found.total.unwrap() && found.se > 0.0);
    }
}

#[test]
fn what_says_nothing_is_refused() {
    let of = |n_lists, people: &[(u64, u64)]| CaptureTable::new(n_lists, people.iter().copied()).unwrap();
    let coverage = |table: &CaptureTable| sample_coverage(table, 0.95);
    check_code(coverage(&of(2, &[(1, 5), (3, 2)])), "too-few-lists");
    check_code(coverage(&of(3, &[])), "nobody-seen");
    check_code(coverage(&of(3, &[(1, 5), (3, 2)])), "empty-list");
    check_code(coverage(&of(3, &[(1, 5), (2, 2), (4, 1)])), "no-overlap");
    check_code(no_interaction(&of(1, &[(1, 5)]), 0.95), "too-few-lists");
    check_code(no_interaction(&of(3, &[]), 0.95), "nobody-seen");
    check_code(no_interaction(&of(64, &[(1, 5)]), 0.95), "empty-cells");
    let lopsided =
        (1..128u64).map(|history| (history, if history.count_ones() % 2 == 1 { 1 << 46 } else { 1 }));
    check_code(
        no_interaction(&CaptureTable::new(7, lopsided).unwrap(), 0.95),
        "too-many",
    );
    check_code(chao_frequencies(&[], None, 0.95), "nobody-seen");
    check_code(chao_frequencies(&[0, 0], Some(4), 0.95), "nobody-seen");
    check_code(chao_frequencies(&[5, 4, 1], Some(2), 0.95), "too-few-occasions");
    check_code(chao_frequencies(&[5], Some(1), 0.95), "too-few-occasions");
    check_code(chao_frequencies(&[u64::MAX, 1], None, 0.95), "too-many");
    let never_twice = chao_frequencies(&[9, 0, 1], None, 0.95).unwrap();
    assert!(never_twice.total.is_none() && never_twice.bias_corrected == 46.0 && never_twice.se > 0.0);
    let always = chao_frequencies(&[0, 7, 3], None, 0.95).unwrap();
    assert_eq!((always.total, always.interval.upper), (Some(10.0), Some(10.0)));
    assert_eq!(chao_unequal_lists(&of(3, &[(1, 5), (7, 2)])), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_are_sound_and_order_does_not_matter(
        n_lists in 3..6usize,
        counts in proptest::collection::vec(prop_oneof![Just(0u64), 0..5u64, 0..4000u64, Just(1u64 << 45)], 31),
        turn in 1..3usize,
    ) {
        let people: Vec<(u64, u64)> = (1..1 << n_lists).zip(counts).chain([((1 << n_lists) - 1, 1)]).collect();
        let moved = |history: u64| (0..n_lists).map(|list| (history >> list & 1) << ((list + turn) % n_lists)).sum();
        let turned = people.iter().map(|(history, count)| (moved(*history), *count));
        let other = CaptureTable::new(n_lists, turned.collect::<Vec<_>>()).unwrap();
        let table = CaptureTable::new(n_lists, people).unwrap();
        let seen = table.observed() as f64;
        let (one, two) = (sample_coverage(&table, 0.95).unwrap(), sample_coverage(&other, 0.95).unwrap());
        prop_assert!(one.coverage > 0.0 && one.coverage <= 1.0);
        for (mine, yours) in [(one.independent, two.independent), (one.dependent, two.dependent)] {
            prop_assert!(mine.total >= seen && mine.total.is_finite() && mine.se.is_finite());
            prop_assert!(mine.interval.lower >= seen && mine.interval.upper.is_none_or(|upper| upper >= mine.interval.lower));
            agree(mine.total, yours.total, 1e-9, "order");
        }
        if let (Ok(one), Ok(two)) = (no_interaction(&table, 0.95), no_interaction(&other, 0.95)) {
            agree(one.total, two.total, 1e-9, "order");
            prop_assert!(one.curve.iter().all(|point| point.total >= seen && point.interval.lower >= seen));
        }
    }
}
