//! What the study must show, and whether it does.

use estimate::Method;

use crate::figures::{Figures, covering};
use crate::replicate::{self, INDEPENDENCE, PROFILE};
use crate::rows::Row;

/// Coverage of single methods where they are right.
const SINGLE: (f64, f64) = (0.93, 0.97);

/// Standard errors by which single methods may lie outside.
const DEVIATES: f64 = 2.0;

/// Least coverage of the recommended range.
const RANGE: f64 = 0.90;

/// Most refusals of the recommended range.
const REFUSALS: f64 = 0.10;

/// Where single methods are right.
const INDEPENDENT: [&str; 2] = ["indep4", "sparse4"];

/// Largest median width of the recommended range, upper by lower end.
const WIDTHS: [(&str, f64); 2] = [("lc4", 1.5), ("lc1", 4.0)];

/// One line for each gate of the scenario.
pub(crate) fn lines(scenario: &str, rows: &[Row]) -> Vec<String> {
    let mut lines = range(scenario, &Figures::of(rows, replicate::RANGE));
    let methods = single_methods(scenario);
    lines.extend(methods.map(|method| single(method, &Figures::of(rows, method))));
    lines
}

/// How many ranges hold the truth, and where single methods are right how many of theirs, and whether none is below a floor.
///
/// The line begins with a bar, by which what ran the study finds it.
pub(crate) fn floor(scenario: &str, rows: &[Row], least: usize) -> (String, bool) {
    let methods = [replicate::RANGE].into_iter().chain(single_methods(scenario));
    let counts: Vec<(&str, usize)> = methods.map(|method| (method, covering(rows, method))).collect();
    let shown: Vec<String> = counts
        .iter()
        .map(|(method, covering)| format!("{method} {covering}"))
        .collect();
    let is_enough = counts.iter().all(|(_, covering)| *covering >= least);
    let verdict = if is_enough { "enough" } else { "TOO FEW" };
    let populations = rows.iter().filter(|row| row.method == replicate::RANGE).count();
    let line = format!(
        "| calibration {scenario}: of {populations} hold the truth: {}; wanted {least}: {verdict}",
        shown.join(", ")
    );
    (line, is_enough)
}

/// The methods that must cover by themselves.
fn single_methods(scenario: &str) -> impl Iterator<Item = &'static str> {
    let methods = [INDEPENDENCE, PROFILE]
        .into_iter()
        .chain(Method::ALL.map(Method::code));
    methods.filter(move |_| INDEPENDENT.contains(&scenario))
}

fn range(scenario: &str, figures: &Figures) -> Vec<String> {
    let coverage = figures.coverage;
    let held = if coverage.value >= RANGE {
        "met"
    } else if coverage.value + DEVIATES * coverage.se >= RANGE {
        "NOT MET, but within two standard errors"
    } else {
        "NOT MET"
    };
    let all = (figures.answered + figures.refused).max(1);
    let refusals = figures.refused as f64 / all as f64;
    let mut lines = vec![
        format!(
            "range covers {:.3} ({:.3}), wanted {RANGE:.2}: {held}",
            coverage.value, coverage.se
        ),
        format!(
            "range refused {refusals:.3}, wanted at most {REFUSALS:.2}: {}",
            word(refusals <= REFUSALS)
        ),
    ];
    if let Some((_, widest)) = WIDTHS.iter().find(|(name, _)| *name == scenario)
        && let Some(width) = figures.width
    {
        let held = word(width.value <= *widest);
        let line = format!(
            "range is {:.2} ({:.2}) wide, wanted at most {widest:.1}: {held}",
            width.value, width.se
        );
        lines.push(line);
    }
    lines
}

fn single(method: &str, figures: &Figures) -> String {
    let coverage = figures.coverage;
    let slack = DEVIATES * coverage.se;
    let held = (SINGLE.0 - slack..=SINGLE.1 + slack).contains(&coverage.value);
    format!(
        "{method} covers {:.3} ({:.3}), wanted {:.2} to {:.2} within two standard errors: {}",
        coverage.value,
        coverage.se,
        SINGLE.0,
        SINGLE.1,
        word(held)
    )
}

fn word(held: bool) -> &'static str {
    if held { "met" } else { "NOT MET" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Plan;
    use crate::rows::Outcome;

    /// So many populations of which the first are held.
    fn rows(method: &str, held: u64, all: u64, upper: f64) -> Vec<Row> {
        (0..all)
            .map(|replicate| Row {
                scenario: String::new(),
                plan: Plan {
                    resampled: 1,
                    effective: 1,
                },
                seed: 1,
                replicate,
                observed: 1,
                method: method.to_owned(),
                outcome: Outcome::Answers {
                    centre: None,
                    lower: if replicate < held { 1_900.0 } else { 2_001.0 },
                    upper,
                },
            })
            .collect()
    }

    #[test]
    fn ranges_are_held_to_their_gates() {
        let lines_of = |scenario, held, upper| lines(scenario, &rows("range", held, 500, upper)).join("\n");
        assert!(lines_of("lc3", 450, 2_100.0).contains("covers 0.900 (0.014), wanted 0.90: met"));
        assert!(lines_of("lc3", 440, 2_100.0).contains("NOT MET, but within"));
        assert!(lines_of("lc3", 400, 2_100.0).contains("0.90: NOT MET\n"));
        assert!(lines_of("lc4", 500, 2_800.0).contains("at most 1.5: met"));
        assert!(lines_of("lc4", 500, 2_900.0).contains("at most 1.5: NOT MET"));
        assert!(!lines_of("lc3", 500, 9_000.0).contains("wide"));
    }

    #[test]
    fn single_methods_may_cover_too_much_as_little_as_too_few() {
        let line = |held| {
            single(
                "averaging",
                &Figures::of(&rows("averaging", held, 500, 2_100.0), "averaging"),
            )
        };
        assert!(line(475).ends_with(": met"));
        assert!(line(455).ends_with(": met"), "0.91, .013 off");
        assert!(line(450).ends_with("NOT MET"));
        assert!(line(500).ends_with("NOT MET"));
        assert_eq!(lines("indep4", &[]).len(), 7);
    }

    #[test]
    fn too_few_are_told() {
        let (line, enough) = floor("lc1", &rows("range", 33, 40, 2_100.0), 33);
        assert!(
            enough
                && line.starts_with("| calibration lc1: of 40")
                && line.ends_with("range 33; wanted 33: enough")
        );
        let (line, enough) = floor("lc1", &rows("range", 32, 40, 2_100.0), 33);
        assert!(
            !enough && line.ends_with("range 32; wanted 33: TOO FEW"),
            "{line}"
        );
        let (line, enough) = floor("indep4", &rows("range", 40, 40, 2_100.0), 33);
        assert!(!enough && line.contains("averaging 0"), "{line}");
    }
}
