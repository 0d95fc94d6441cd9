//! Agreement with Rcapture (Baillargeon and Rivest 2007) and closed forms on all published tables at hand.

use std::collections::BTreeMap;

use estimate::{CaptureTable, Estimated, Finding};

use crate::glm;
use crate::shared::{Row, agree, estimated, finding, plan, printed, reference, table};

/// Six significant digits.
const SIX_DIGITS: f64 = 5e-7;

/// Tables by name, each with its finding, made once.
#[derive(Default)]
struct Findings(BTreeMap<String, Finding>);

impl Findings {
    fn of(&mut self, name: &str) -> &Finding {
        self.0
            .entry(name.to_owned())
            .or_insert_with(|| finding(&table(name).unwrap()))
    }
}

/// Says how far off the worst row was.
fn report(file: &str, rows: usize, worst: f64) {
    assert!(rows > 0, "{file} holds rows");
    eprintln!("{file}: {rows} rows, largest relative difference {worst:.1e}");
}

/// R's digits come out when R's steps are repeated; ours when the same steps go on to the maximum.
///
/// Where a parameter is at minus infinity these steps have no end, and four digits of R's own must do.
/// Returns how far R's printed standard error is off the one at the maximum.
fn check_se(table: &CaptureTable, terms: &[usize], total: f64, found: f64, row: &Row) -> f64 {
    let what = format!("{} {} se", row.text("data"), row.text("model"));
    let mut margins = terms.iter().map(|term| {
        table
            .people()
            .filter(move |(history, _)| history & *term as u64 == *term as u64)
    });
    let inside = margins.all(|mut cells| cells.any(|(_, count)| count > 0));
    if let (true, Some(at_maximum)) = (inside, glm::fit(table, terms, 1e-15)) {
        agree(total, at_maximum.total, SIX_DIGITS, &what);
        agree(found, at_maximum.se, SIX_DIGITS, &what);
        agree(
            glm::fit(table, terms, 1e-8).unwrap().se,
            row.number("se"),
            SIX_DIGITS,
            &what,
        );
    }
    agree(found, row.number("se"), 1e-4, &what)
}

#[test]
fn independence_is_rcaptures_mt() {
    let Some(rows) = reference("rcapture_closedp.csv") else {
        return;
    };
    let (mut findings, mut compared, mut worst, mut off) = (Findings::default(), 0, 0.0f64, 0.0f64);
    for row in rows.iter().filter(|row| row.text("model") == "Mt") {
        let name = row.text("data");
        let independence = &estimated(findings.of(name)).independence;
        for (found, column) in [
            (independence.total, "N"),
            (independence.deviance, "deviance"),
            (independence.aic, "AIC"),
            (independence.bic, "BIC"),
        ] {
            worst = worst.max(agree(
                found,
                row.number(column),
                SIX_DIGITS,
                &format!("{name} Mt {column}"),
            ));
        }
        let terms = glm::terms(table(name).unwrap().n_lists(), "[1;2;3;4;5;6]");
        off = off.max(check_se(
            &table(name).unwrap(),
            &terms,
            independence.total,
            independence.se,
            row,
        ));
        assert_eq!(independence.df as f64, row.number("df"), "{name}");
        compared += 1;
    }
    report("rcapture_closedp.csv, Mt", compared, worst);
    eprintln!("standard errors are off R's, which are taken one step early, by at most {off:.1e}");
}

/// Whether a model stands behind the fifty best by BIC and is not the best by AIC.
fn is_cut_off(estimated: &Estimated, row: &Row) -> bool {
    let by_aic = &estimated.best_by_aic;
    let kept = estimated.models.iter().filter(|fit| *fit != by_aic);
    let last = kept.map(|fit| fit.bic).fold(f64::NEG_INFINITY, f64::max);
    row.number("BIC") > last && row.number("AIC") > by_aic.aic
}

#[test]
fn hierarchical_models_are_rcaptures() {
    let Some(rows) = reference("rcapture_ms.csv") else {
        return;
    };
    let (mut findings, mut compared, mut absent, mut beyond) = (Findings::default(), 0, 0, 0);
    let (mut worst, mut off) = (0.0f64, 0.0f64);
    for row in &rows {
        let (name, model) = (row.text("data"), row.text("model"));
        let estimated = estimated(findings.of(name));
        assert_eq!(estimated.n_tried as f64, row.number("models"), "{name}");
        assert_eq!(estimated.highest_order as f64, row.number("maxorder"), "{name}");
        let found = estimated
            .models
            .iter()
            .find(|fit| printed(&fit.generators) == model);
        // Rcapture lists boundary fits as totals beyond all bounds; here such a model has no estimate.
        if row.number("N") > 1e9 {
            assert!(found.is_none(), "{name} {model} has no maximum");
            absent += 1;
            continue;
        }
        let Some(found) = found else {
            assert!(is_cut_off(estimated, row), "{name} {model} is missing");
            beyond += 1;
            continue;
        };
        let figures = [
            (found.total, "N"),
            (found.deviance, "deviance"),
            (found.aic, "AIC"),
            (found.bic, "BIC"),
        ];
        for (figure, column) in figures {
            worst = worst.max(agree(
                figure,
                row.number(column),
                SIX_DIGITS,
                &format!("{name} {model} {column}"),
            ));
        }
        let table = table(name).unwrap();
        off = off.max(check_se(
            &table,
            &glm::terms(table.n_lists(), model),
            found.total,
            found.se,
            row,
        ));
        assert_eq!(found.df as f64, row.number("df"), "{name} {model}");
        let is_best = row.text("crit") == "BIC" && row.text("rank") == "1";
        assert!(!is_best || *found == estimated.best, "{name}: best by BIC");
        compared += 1;
    }
    report("rcapture_ms.csv", compared, worst);
    eprintln!("standard errors are off R's, which are taken one step early, by at most {off:.1e}");
    eprintln!(
        "rcapture_ms.csv: {absent} boundary rows rightly without an estimate, {beyond} beyond the 50 shown"
    );
}

#[test]
fn intervals_are_rcaptures() {
    let Some(rows) = reference("rcapture_ci.csv") else {
        return;
    };
    let (mut findings, mut worst) = (Findings::default(), 0.0f64);
    for row in &rows {
        let name = row.text("data");
        let best = &estimated(findings.of(name)).best;
        assert_eq!(printed(&best.generators), row.text("model"), "{name}");
        let interval = best.interval.unwrap();
        worst = worst.max(agree(
            interval.lower,
            row.number("lo"),
            SIX_DIGITS,
            &format!("{name} lower"),
        ));
        worst = worst.max(agree(
            interval.upper.unwrap(),
            row.number("hi"),
            SIX_DIGITS,
            &format!("{name} upper"),
        ));
    }
    report("rcapture_ci.csv", rows.len(), worst);
}

#[test]
fn spreads_are_rcaptures_where_no_boundary_fit_is_among_them() {
    let Some(rows) = reference("rcapture_spread.csv") else {
        return;
    };
    let (mut findings, mut compared, mut worst) = (Findings::default(), 0, 0.0f64);
    for row in rows
        .iter()
        .filter(|row| row.text("within_aic") == "6" && row.number("maxN") < 1e9)
    {
        let name = row.text("data");
        let spread = estimated(findings.of(name)).spread;
        worst = worst.max(agree(
            spread.lower,
            row.number("minN"),
            SIX_DIGITS,
            &format!("{name} least"),
        ));
        worst = worst.max(agree(
            spread.upper.unwrap(),
            row.number("maxN"),
            SIX_DIGITS,
            &format!("{name} most"),
        ));
        compared += 1;
    }
    report("rcapture_spread.csv", compared, worst);
}

#[test]
fn pairs_are_the_printed_ones() {
    let Some(rows) = reference("pairs.csv") else {
        return;
    };
    let mut tables: BTreeMap<String, (Finding, usize)> = BTreeMap::new();
    let mut worst = 0.0f64;
    for row in &rows {
        let name = row.text("data");
        let (found, place) = tables
            .entry(name.to_owned())
            .or_insert_with(|| (finding(&table(name).unwrap()), 0));
        let pair = &found.pairs[*place];
        *place += 1;
        assert_eq!(
            [pair.n_a, pair.n_b, pair.both].map(|n| n as f64),
            ["n1", "n2", "m"].map(|column| row.number(column))
        );
        match pair.lincoln_petersen {
            Some(total) => worst = worst.max(agree(total, row.number("lincoln_petersen"), SIX_DIGITS, name)),
            None => assert_eq!(
                (row.number("m"), pair.refusal.as_ref().unwrap().code()),
                (0.0, "no-overlap")
            ),
        }
        worst = worst.max(agree(pair.chapman, row.number("chapman"), SIX_DIGITS, name));
    }
    report("pairs.csv", rows.len(), worst);
}

#[test]
fn chaos_bound_is_the_printed_one() {
    let Some(rows) = reference("chao.csv") else { return };
    let mut worst = 0.0f64;
    for row in &rows {
        let name = row.text("data");
        // The reference takes 1.96 for the deviate.
        let plan = estimate::EstimatePlan {
            confidence: 0.950_004_209_703_559,
            ..plan()
        };
        let chao = estimate::estimate(&table(name).unwrap(), &plan, &|_, _| {})
            .chao
            .unwrap();
        assert_eq!(
            (chao.once as f64, chao.twice as f64),
            (row.number("f1"), row.number("f2")),
            "{name}"
        );
        for (found, column) in [
            (chao.total, "chao2"),
            (chao.bias_corrected, "chao2_bc"),
            (chao.se, "chao2_se"),
            (chao.interval.lower, "lo"),
            (chao.interval.upper.unwrap(), "hi"),
        ] {
            worst = worst.max(agree(
                found,
                row.number(column),
                SIX_DIGITS,
                &format!("{name} {column}"),
            ));
        }
    }
    report("chao.csv", rows.len(), worst);
}

/// Fienberg and Rinaldo's rule on a table where Rcapture prints 9.6e13 within AIC + 6 of its best.
#[test]
fn australia_keeps_its_boundary_model() {
    let Some(table) = table("australia_4") else { return };
    let found = finding(&table);
    let estimated = estimated(&found);
    assert_eq!((estimated.n_tried, estimated.n_estimable), (113, 108));
    let model = estimated
        .models
        .iter()
        .find(|fit| printed(&fit.generators) == "[234;12]")
        .unwrap();
    agree(model.total, 2440.4, 1e-9, "[234,12]");
    assert!(estimated.spread.upper.unwrap() < 1e6, "{:?}", estimated.spread);
}

#[test]
fn six_lists_are_tried_whole_and_more_take_a_path() {
    for (name, expected) in [("uk2013_6", 12_213.995_1), ("hare", 75.066_201_3)] {
        let Some(table) = table(name) else { return };
        let found = finding(&table);
        let estimated = estimated(&found);
        assert!(estimated.exhaustive && estimated.highest_order == 2);
        assert_eq!(estimated.n_tried, 32_768);
        agree(estimated.independence.total, expected, SIX_DIGITS, name);
        assert!(estimated.best.bic <= estimated.independence.bic);
        assert!(estimated.best.interval.is_some());
    }
    let Some(table) = table("neworleans_8") else {
        return;
    };
    let found = finding(&table);
    let estimated = estimated(&found);
    assert!(!estimated.exhaustive && estimated.highest_order == 2);
    assert!(estimated.best.bic <= estimated.independence.bic);
}
