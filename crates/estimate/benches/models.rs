//! CPU time of all models and of choosing among them, on the published tables that are at hand: `cargo bench -p estimate`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::PathBuf;

use estimate::{
    CaptureTable, EstimatePlan, FamilyPlan, Resampling, SelectionPlan, SelectionRule, Verdict, estimate,
    family, selected,
};

/// Repetitions of each table; the fastest counts.
const REPETITIONS: usize = 9;

fn main() {
    let Some(folder) = folder() else {
        println!("SKIPPED: no shared data; set ESEP_SHARED to its folder");
        return;
    };
    let table = |name: &str| read(&folder.join(format!("{name}.csv")));
    measure_answers(&table);
    measure_families(&table);
    measure_selections(&table);
}

/// The answer for a table, with its intervals.
fn measure_answers(table: &impl Fn(&str) -> Option<CaptureTable>) {
    println!(
        "{:<44}{:>6}{:>8}{:>12}{:>12}",
        "answer", "lists", "tried", "estimable", "CPU ms"
    );
    for name in [
        "korea_3",
        "kosovo",
        "hiv_rome",
        "uk2013_5",
        "neworleans_5",
        "uk2013_6",
        "neworleans_8",
        "ph_manila_police",
    ] {
        if let Some(table) = table(name) {
            measure_answer(name, &table);
        }
    }
    for n_lists in [10, 12, 14, 16] {
        measure_answer(&format!("invented, {n_lists} lists"), &invented(n_lists));
    }
}

/// All models of a family.
fn measure_families(table: &impl Fn(&str) -> Option<CaptureTable>) {
    println!(
        "{:<44}{:>6}{:>8}{:>12}{:>12}",
        "family", "lists", "tried", "estimable", "CPU ms"
    );
    for (name, order) in [
        ("kosovo", 3),
        ("uk2013_5", 2),
        ("neworleans_5", 2),
        ("uk2013_5", 3),
        ("neworleans_5", 3),
        ("uk2013_6", 2),
        ("netherlands_6", 2),
    ] {
        if let Some(table) = table(name) {
            measure_family(name, &table, order);
        }
    }
}

/// Models chosen again on 1,000 resampled tables.
fn measure_selections(table: &impl Fn(&str) -> Option<CaptureTable>) {
    println!(
        "{:<44}{:>6}{:>8}{:>12}{:>12}",
        "selected again", "lists", "drawn", "refused", "CPU ms"
    );
    let stepwise = SelectionRule::Stepwise { threshold: 0.02 };
    let lowest = |highest_order| SelectionRule::LowestBic { highest_order };
    for (name, rule) in [
        ("kosovo", stepwise),
        ("uk2013_5", stepwise),
        ("neworleans_8", stepwise),
        ("korea_3", lowest(2)),
        ("kosovo", lowest(3)),
        ("uk2013_5", lowest(2)),
        ("neworleans_5", lowest(2)),
        ("uk2013_5", lowest(3)),
        ("uk2013_6", lowest(2)),
        ("netherlands_6", lowest(2)),
    ] {
        if let Some(table) = table(name) {
            measure_selected(name, &table, rule);
        }
    }
}

/// CPU milliseconds of the fastest of several runs, and what the last one gave.
fn fastest<T>(repetitions: usize, work: impl Fn() -> T) -> (f64, T) {
    let measured = || {
        let before = cpu_milliseconds();
        let result = work();
        (cpu_milliseconds() - before, result)
    };
    let mut best = measured();
    for _ in 1..repetitions {
        let (time, result) = measured();
        best = (best.0.min(time), result);
    }
    best
}

/// Time that all threads of this process have spent on a processor, as Linux tells; 0 elsewhere.
fn cpu_milliseconds() -> f64 {
    let Ok(tasks) = std::fs::read_dir("/proc/self/task") else {
        return 0.0;
    };
    let spent = |task: std::fs::DirEntry| -> Option<f64> {
        let line = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        line.split_whitespace().next()?.parse().ok()
    };
    tasks.flatten().filter_map(spent).sum::<f64>() / 1e6
}

fn measure_family(name: &str, table: &CaptureTable, highest_order: usize) {
    let plan = FamilyPlan {
        highest_order,
        confidence: 0.95,
    };
    let (time, found) = fastest(5, || family(table, &plan, &|_, _| {}));
    if let Ok(found) = found {
        let title = format!("{name}, up to {highest_order} lists together");
        println!(
            "{title:<44}{:>6}{:>8}{:>12}{time:>12.2}",
            table.n_lists(),
            found.n_tried,
            found.n_estimable
        );
    }
}

fn measure_selected(name: &str, table: &CaptureTable, rule: SelectionRule) {
    let plan = SelectionPlan {
        rule,
        resampling: Resampling::People,
        replicates: 1000,
        confidence: 0.95,
        seed: 1,
    };
    let (time, found) = fastest(1, || selected(table, &plan, &|_, _| {}));
    if let Ok(found) = found {
        let title = match rule {
            SelectionRule::Stepwise { .. } => format!("{name}, stepwise"),
            SelectionRule::LowestBic { highest_order } => {
                format!("{name}, BIC up to {highest_order} lists together")
            }
            SelectionRule::LowestBicOfBest { models, .. } => format!("{name}, BIC of {models} models"),
        };
        println!(
            "{title:<44}{:>6}{:>8}{:>12}{time:>12.2}",
            table.n_lists(),
            found.replicates,
            found.refused
        );
    }
}

fn folder() -> Option<PathBuf> {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("ESEP_SHARED")
        .map_or(shared, PathBuf::from)
        .join("data/estimation");
    folder.is_dir().then_some(folder)
}

fn read(path: &std::path::Path) -> Option<CaptureTable> {
    let mut reader = csv::Reader::from_path(path).ok()?;
    let people = reader.records().map(|record| {
        let values: Vec<u64> = record
            .ok()?
            .iter()
            .map(|field| field.parse().ok())
            .collect::<Option<_>>()?;
        let (count, on) = values.split_last()?;
        Some((on.iter().enumerate().map(|(list, on)| on << list).sum(), *count))
    });
    let people: Vec<(u64, u64)> = people.collect::<Option<_>>()?;
    let n_lists = reader.headers().ok()?.len() - 1;
    CaptureTable::new(n_lists, people).ok()
}

/// 2,000 people whose histories come from a plain multiplicative generator; lists 0 and 1 depend.
fn invented(n_lists: usize) -> CaptureTable {
    let mut state = 20_240_601u64;
    let mut uniform = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / (1u64 << 31) as f64
    };
    let mut people = Vec::new();
    for _ in 0..2000 {
        let mut history = 0u64;
        for list in 0..n_lists {
            let chance = if list == 1 && history & 1 == 1 {
                0.6
            } else {
                0.05 + 0.1 * (list % 4) as f64 / 3.0
            };
            history |= u64::from(uniform() < chance) << list;
        }
        people.extend((history != 0).then_some((history, 1)));
    }
    CaptureTable::new(n_lists, people).unwrap_or_else(|error| panic!("{error}"))
}

fn measure_answer(name: &str, table: &CaptureTable) {
    let plan = EstimatePlan {
        confidence: 0.95,
        derived: Vec::new(),
        populations_differ: false,
    };
    let repetitions = if table.n_lists() > 9 { 1 } else { REPETITIONS };
    let (time, finding) = fastest(repetitions, || estimate(table, &plan, &|_, _| {}));
    if let Verdict::Estimated(estimated) = finding.verdict {
        let (tried, estimable) = (estimated.n_tried, estimated.n_estimable);
        println!(
            "{name:<44}{:>6}{tried:>8}{estimable:>12}{time:>12.2}",
            table.n_lists()
        );
    }
}
