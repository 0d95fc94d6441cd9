//! People who differ in how often they are seen: Rcapture's figures, and laws.

use estimate::{CaptureTable, Heterogeneity, HeterogeneityFit, ListEffects, Refusal, heterogeneity};
use proptest::prelude::*;

use crate::glm;
use crate::shared::{agree, make, reference, relabelled, table, tables};

/// Six significant digits.
const SIX_DIGITS: f64 = 5e-7;

const MODELS: [(&str, ListEffects, Heterogeneity); 10] = [
    ("M0", ListEffects::Equal, Heterogeneity::None),
    ("Mt", ListEffects::Unequal, Heterogeneity::None),
    ("Mh Chao (LB)", ListEffects::Equal, Heterogeneity::Chao),
    ("Mh Poisson2", ListEffects::Equal, Heterogeneity::Poisson2),
    ("Mh Darroch", ListEffects::Equal, Heterogeneity::Darroch),
    ("Mh Gamma3.5", ListEffects::Equal, Heterogeneity::Gamma),
    ("Mth Chao (LB)", ListEffects::Unequal, Heterogeneity::Chao),
    ("Mth Poisson2", ListEffects::Unequal, Heterogeneity::Poisson2),
    ("Mth Darroch", ListEffects::Unequal, Heterogeneity::Darroch),
    ("Mth Gamma3.5", ListEffects::Unequal, Heterogeneity::Gamma),
];

fn all(table: &CaptureTable) -> Vec<Result<HeterogeneityFit, Refusal>> {
    MODELS
        .iter()
        .map(|(_, lists, kind)| heterogeneity(table, *lists, *kind, 0.95))
        .collect()
}

/// The standard error at the maximum, and after as many steps as R takes, which is a little off it.
fn standard_errors(table: &CaptureTable, lists: ListEffects, kind: Heterogeneity) -> Option<[f64; 2]> {
    let column = |k: f64| match kind {
        Heterogeneity::Poisson2 => k.exp2() - 1.0,
        Heterogeneity::Darroch => k * k / 2.0,
        Heterogeneity::Gamma => 3.5f64.ln() - (3.5 + k).ln(),
        Heterogeneity::None | Heterogeneity::Chao => 0.0,
    };
    let n_effects = match lists {
        ListEffects::Equal => 2,
        ListEffects::Unequal => 1 + table.n_lists(),
    };
    let design = |history: usize, place: usize| match place {
        0 => 1.0,
        place if place == n_effects => column(f64::from(history.count_ones())),
        _ if lists == ListEffects::Equal => f64::from(history.count_ones()),
        place => (history >> (place - 1) & 1) as f64,
    };
    let n_columns = n_effects + usize::from(kind != Heterogeneity::None);
    let fit = |epsilon| glm::fit_columns(table, n_columns, design, epsilon).map(|fit| fit.se);
    Some([fit(1e-15)?, fit(1e-8)?])
}

#[test]
fn models_are_rcaptures() {
    let Some(rows) = reference("rcapture_closedp.csv") else {
        return;
    };
    let (mut compared, mut worst, mut off) = (0, 0.0f64, 0.0f64);
    for row in &rows {
        let Some((name, lists, kind)) = MODELS.iter().find(|(name, _, _)| *name == row.text("model")) else {
            continue;
        };
        let what = format!("{} {name}", row.text("data"));
        let table = table(row.text("data")).unwrap();
        let fit = heterogeneity(&table, *lists, *kind, 0.95).unwrap();
        for (found, column) in [
            (fit.total, "N"),
            (fit.deviance, "deviance"),
            (fit.aic, "AIC"),
            (fit.bic, "BIC"),
        ] {
            worst = worst.max(agree(
                found,
                row.number(column),
                SIX_DIGITS,
                &format!("{what} {column}"),
            ));
        }
        assert_eq!(fit.df as f64, row.number("df"), "{what}");
        // R's standard errors are taken one step before the maximum.
        off = off.max(agree(fit.se, row.number("se"), 5e-4, &what));
        if *kind != Heterogeneity::Chao {
            let [at_maximum, of_r] = standard_errors(&table, *lists, *kind).unwrap();
            agree(fit.se, at_maximum, SIX_DIGITS, &format!("{what} se"));
            agree(of_r, row.number("se"), SIX_DIGITS, &format!("{what} se of R"));
        }
        compared += 1;
    }
    assert_eq!(compared, 150);
    eprintln!("rcapture_closedp.csv: {compared} rows, largest relative difference {worst:.1e}");
    eprintln!("standard errors are off R's, which are taken one step early, by at most {off:.1e}");
}

/// Cormack 1989 and Agresti 1994 on 68 snowshoe hares: 81.1 with two Poisson populations, 90.5 with a normal mixture.
#[test]
fn hares_are_as_published() {
    let Some(table) = table("hare") else { return };
    let total = |kind| {
        heterogeneity(&table, ListEffects::Unequal, kind, 0.95)
            .unwrap()
            .total
    };
    assert_eq!((total(Heterogeneity::Poisson2) * 10.0).round() / 10.0, 81.1);
    assert_eq!((total(Heterogeneity::Darroch) * 10.0).round() / 10.0, 90.5);
}

/// Every figure is finite and not below the number seen.
fn check_sound(table: &CaptureTable) {
    for fit in all(table).into_iter().flatten() {
        let observed = table.observed() as f64;
        assert!(
            fit.total.is_finite() && fit.total >= observed && fit.se.is_finite(),
            "{fit:?}"
        );
        assert!(
            fit.interval.lower >= observed && fit.interval.lower <= fit.total,
            "{fit:?}"
        );
        assert!(
            fit.interval.upper.is_none_or(|upper| upper >= fit.total),
            "{fit:?}"
        );
        assert!(
            fit.deviance > -1e-6 && fit.aic.is_finite() && fit.bic.is_finite(),
            "{fit:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_gives_sound_figures((n_lists, counts) in tables(5, 3000)) {
        check_sound(&make(n_lists, &counts));
    }

    #[test]
    fn order_of_lists_does_not_matter(counts in proptest::collection::vec(1..300u64, 15), turn in 1..4usize) {
        let to: Vec<usize> = (0..4).map(|list| (list + turn) % 4).collect();
        let moved = (1..).zip(counts.iter().copied()).map(|(history, count)| (relabelled(history, &to), count));
        let moved = CaptureTable::new(4, moved).unwrap();
        for (one, other) in all(&make(4, &counts)).into_iter().zip(all(&moved)) {
            let (one, other) = (one.unwrap(), other.unwrap());
            agree(one.total, other.total, 1e-7, "total");
            agree(one.bic, other.bic, 1e-9, "BIC");
        }
    }

    #[test]
    fn ten_times_the_people_ten_times_the_total(counts in proptest::collection::vec(1..300u64, 15)) {
        let tenfold: Vec<u64> = counts.iter().map(|count| count * 10).collect();
        for (one, ten) in all(&make(4, &counts)).into_iter().zip(all(&make(4, &tenfold))) {
            agree(ten.unwrap().total, 10.0 * one.unwrap().total, 1e-6, "total");
        }
    }
}

#[test]
fn odd_tables_are_refused_or_sound() {
    let billion = 1_000_000_000u64;
    for counts in [
        vec![billion; 7],
        vec![billion, 1, 1, 1, 1, 1, 1],
        vec![7, 7, 0, 7, 0, 0, 0],
    ] {
        check_sound(&make(3, &counts));
    }
    let one_each = (0..16).flat_map(|list| {
        [
            (1u64 << list, 1u64 << list),
            (1 << list | 1 << ((list + 1) % 16), 3),
        ]
    });
    check_sound(&CaptureTable::new(16, one_each).unwrap());
    let code = |table: &CaptureTable| {
        all(table)
            .into_iter()
            .map(|fit| fit.unwrap_err().code())
            .collect::<Vec<_>>()
    };
    let forty = CaptureTable::new(40, (0..39).map(|list| (3u64 << list, 5))).unwrap();
    assert_eq!(code(&forty), ["too-many-lists"; 10]);
    assert_eq!(code(&make(2, &[5, 6, 7])), ["fewer-than-three-lists"; 10]);
    assert_eq!(code(&make(3, &[5, 6, 0, 7, 0, 0, 0])), ["no-overlap"; 10]);
    assert_eq!(code(&make(3, &[0, 0, 0, 0, 0, 0, 9])), ["not-identifiable"; 10]);
    assert_eq!(code(&make(3, &[])), ["fewer-than-three-lists"; 10]);
}
