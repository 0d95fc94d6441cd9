//! Time of all models, on the published tables that are at hand: `cargo bench -p estimate`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::PathBuf;
use std::time::Instant;

use estimate::{CaptureTable, EstimatePlan, Verdict, estimate};

/// Repetitions of each table; the fastest counts.
const REPETITIONS: usize = 9;

fn main() {
    println!(
        "{:<24}{:>6}{:>8}{:>12}{:>12}",
        "table", "lists", "tried", "estimable", "ms"
    );
    let Some(folder) = folder() else {
        println!("SKIPPED: no shared data; set ESEP_SHARED to its folder");
        return;
    };
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
        if let Some(table) = read(&folder.join(format!("{name}.csv"))) {
            measure(name, &table);
        }
    }
    for n_lists in [10, 12, 14, 16] {
        measure(&format!("invented, {n_lists} lists"), &invented(n_lists));
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

fn measure(name: &str, table: &CaptureTable) {
    let plan = EstimatePlan {
        confidence: 0.95,
        derived: Vec::new(),
        populations_differ: false,
    };
    let mut fastest = f64::INFINITY;
    let mut counts = (0, 0);
    let repetitions = if table.n_lists() > 9 { 1 } else { REPETITIONS };
    for _ in 0..repetitions {
        let start = Instant::now();
        let finding = estimate(table, &plan, &|_, _| {});
        fastest = fastest.min(start.elapsed().as_secs_f64() * 1e3);
        if let Verdict::Estimated(estimated) = finding.verdict {
            counts = (estimated.n_tried, estimated.n_estimable);
        }
    }
    println!(
        "{name:<24}{:>6}{:>8}{:>12}{fastest:>12.2}",
        table.n_lists(),
        counts.0,
        counts.1
    );
}
