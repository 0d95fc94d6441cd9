//! The table of a scenario.

use std::collections::BTreeSet;
use std::fmt::Write;

use estimate::Method;

use crate::figures::{Figures, Measured};
use crate::gates;
use crate::options::Options;
use crate::replicate::{INDEPENDENCE, PROFILE, RANGE};
use crate::rows::{Outcome, Row};
use crate::scenario::Scenario;

/// Everything that is said of a scenario.
pub(crate) fn of(scenario: &Scenario, options: &Options, rows: &[Row]) -> String {
    let ranges: Vec<&Row> = rows.iter().filter(|row| row.method == RANGE).collect();
    let seeds: BTreeSet<u64> = ranges.iter().map(|row| row.seed).collect();
    let seen: u64 = ranges.iter().map(|row| row.observed).sum();
    let mut text = format!(
        "{}: {} populations of 2,000, seed {}, {:.0} people seen on average; {} tables resampled, {} effective draws\n",
        scenario.name,
        ranges.len(),
        seeds.iter().map(u64::to_string).collect::<Vec<_>>().join(" and "),
        seen as f64 / ranges.len().max(1) as f64,
        options.plan.resampled,
        options.plan.effective,
    );
    text.push_str(
        "method                             answers refused  coverage (se)   low  high   bias (se)        width (se)     missed by\n",
    );
    for method in methods(rows) {
        let _ = writeln!(text, "{}", line(&method, &Figures::of(rows, &method)));
    }
    for (what, counts) in [
        ("lower", carried(rows, |lower, _| -lower)),
        ("upper", carried(rows, |_, upper| upper)),
    ] {
        let counts: Vec<String> = counts
            .iter()
            .map(|(method, count)| format!("{method} {count}"))
            .collect();
        let _ = writeln!(text, "{what} ends carried: {}", counts.join(", "));
    }
    for gate in gates::lines(scenario.name, rows) {
        let _ = writeln!(text, "gate: {gate}");
    }
    text
}

/// Methods among the rows, the usual ones first.
fn methods(rows: &[Row]) -> Vec<String> {
    let mut methods: Vec<String> = [INDEPENDENCE, PROFILE]
        .into_iter()
        .chain(Method::ALL.map(Method::code))
        .chain([RANGE])
        .map(str::to_owned)
        .collect();
    for row in rows {
        if !methods.contains(&row.method) {
            methods.push(row.method.clone());
        }
    }
    methods
}

fn line(method: &str, figures: &Figures) -> String {
    let measured = |figure: Option<Measured>| {
        figure.map_or_else(
            || format!("{:>8} {:7}", "-", ""),
            |figure| format!("{:8.3} ({:.3})", figure.value, figure.se),
        )
    };
    let coverage = Some(figures.coverage).filter(|_| figures.answered > 0);
    let gap = figures
        .missed_by
        .map_or_else(|| "-".to_owned(), |gap| format!("{gap:.3}"));
    format!(
        "{method:34} {:7} {:7} {} {:5} {:5} {} {} {gap:>8}",
        figures.answered,
        figures.refused,
        measured(coverage),
        figures.low,
        figures.high,
        measured(figures.bias),
        measured(figures.width),
    )
}

/// How often each carrier has the largest value of the populations with a range; of equals the first.
fn carried(rows: &[Row], value: fn(f64, f64) -> f64) -> Vec<(&'static str, usize)> {
    let mut counts = Method::ALL.map(|method| (method.code(), 0));
    let given = rows
        .iter()
        .filter(|row| row.method == RANGE && matches!(row.outcome, Outcome::Answers { .. }));
    for range in given {
        let mut best: Option<(usize, f64)> = None;
        for row in rows
            .iter()
            .filter(|row| (row.seed, row.replicate) == (range.seed, range.replicate))
        {
            let place = counts.iter().position(|(method, _)| *method == row.method);
            if let (Some(place), Outcome::Answers { lower, upper, .. }) = (place, &row.outcome) {
                let here = value(*lower, *upper);
                if best.is_none_or(|(_, most)| here > most) {
                    best = Some((place, here));
                }
            }
        }
        if let Some((place, _)) = best {
            counts[place].1 += 1;
        }
    }
    counts.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_counted_by_their_carriers() {
        let options = Options::read(&[]).unwrap();
        let row = |method: &str, lower: f64, upper: f64| Row {
            scenario: "lc3".to_owned(),
            plan: options.plan,
            seed: 4,
            replicate: 0,
            observed: 1_300,
            method: method.to_owned(),
            outcome: Outcome::Answers {
                centre: Some(2_000.0),
                lower,
                upper,
            },
        };
        let rows = [
            row("selection", 1_900.0, 2_100.0),
            row("averaging", 1_800.0, 2_000.0),
            row("latent-classes", 1_850.0, 2_200.0),
            row(RANGE, 1_800.0, 2_200.0),
            row("people-bca", 1_000.0, 9_000.0),
        ];
        let text = of(Scenario::named("lc3").unwrap(), &options, &rows);
        assert!(
            text.contains("lower ends carried: selection 0, averaging 1, latent-classes 0"),
            "{text}"
        );
        assert!(
            text.contains("upper ends carried: selection 0, averaging 0, latent-classes 1"),
            "{text}"
        );
        assert!(
            text.contains("1 populations of 2,000, seed 4, 1300 people"),
            "{text}"
        );
        assert!(text.contains("people-bca "), "{text}");
    }
}
