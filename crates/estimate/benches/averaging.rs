//! CPU time of averages over graphs, on the published tables that are at hand: `cargo bench -p estimate --bench averaging`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::{Path, PathBuf};

use estimate::{AveragingPlan, CaptureTable, average, averaging_sensitivity};
use rand::RngExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Repetitions of each table; their mean counts.
const REPETITIONS: u32 = 5;

/// Ticks of the processor clock that Linux reports in a second.
const TICKS: f64 = 100.0;

fn main() {
    println!("{:<40}{:>8}{:>14}", "work", "lists", "CPU s each");
    let Some(folder) = folder() else {
        println!("SKIPPED: no shared data; set ESEP_SHARED to its folder");
        return;
    };
    for name in [
        "korea_3",
        "kosovo",
        "uk2013_5",
        "neworleans_5",
        "netherlands_5",
        "hare",
        "uk2013_6",
        "netherlands_6",
    ] {
        let Some(table) = read(&folder.join(format!("{name}.csv"))) else {
            continue;
        };
        let times = REPETITIONS * if table.n_lists() < 6 { 20 } else { 1 };
        for (what, plan) in [
            ("every total", AveragingPlan::open()),
            ("as dga", AveragingPlan::as_dga(&table)),
        ] {
            let seconds = cpu(times, |_| average(&table, &plan, &|_, _| {}).is_ok());
            println!(
                "{:<40}{:>8}{seconds:>14.5}",
                format!("{name}, {what}"),
                table.n_lists()
            );
        }
    }
    if let Some(table) = read(&folder.join("kosovo.csv")) {
        let seconds = cpu(20, |_| {
            averaging_sensitivity(&table, &AveragingPlan::open(), &|_, _| {}).is_ok()
        });
        println!("{:<40}{:>8}{seconds:>14.5}", "kosovo, sensitivity", 4);
        let tables: Vec<CaptureTable> = (0..1000).map(|seed| resampled(&table, seed)).collect();
        let plan = AveragingPlan::open();
        let all = cpu(1, |_| {
            tables
                .iter()
                .all(|table| average(table, &plan, &|_, _| {}).is_ok())
        });
        println!("{:<40}{:>8}{all:>14.5}", "kosovo, 1,000 tables in all", 4);
    }
}

/// Processor seconds of this process for each call, all threads together.
fn cpu(times: u32, mut work: impl FnMut(u32) -> bool) -> f64 {
    let start = ticks();
    assert!((0..times).all(&mut work), "the work is refused");
    (ticks() - start) / TICKS / f64::from(times)
}

/// Fields 14 and 15 of /proc/self/stat: ticks in user and system mode.
fn ticks() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    fields.get(11..13).map_or(0.0, |both| both.iter().sum())
}

/// As many people, drawn anew from a table's cells, a few of them anywhere.
fn resampled(table: &CaptureTable, seed: u64) -> CaptureTable {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let people: Vec<(u64, u64)> = table.people().collect();
    let draws = (0..table.observed()).map(|_| {
        let mut left = chance.random_range(0..table.observed());
        let drawn = people.iter().find(|(_, count)| {
            let here = left < *count;
            left = left.saturating_sub(*count);
            here
        });
        (drawn.map_or(1, |(history, _)| *history), 1)
    });
    CaptureTable::new(table.n_lists(), draws.collect::<Vec<_>>()).unwrap_or_else(|error| panic!("{error}"))
}

fn folder() -> Option<PathBuf> {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("ESEP_SHARED")
        .map_or(shared, PathBuf::from)
        .join("data/estimation");
    folder.is_dir().then_some(folder)
}

fn read(path: &Path) -> Option<CaptureTable> {
    let mut reader = csv::Reader::from_path(path).ok()?;
    let n_lists = reader.headers().ok()?.len() - 1;
    let people = reader.records().map(|record| {
        let values: Vec<u64> = record
            .ok()?
            .iter()
            .map(|field| field.parse().ok())
            .collect::<Option<_>>()?;
        let (count, on) = values.split_last()?;
        Some((on.iter().enumerate().map(|(list, on)| on << list).sum(), *count))
    });
    CaptureTable::new(n_lists, people.collect::<Option<Vec<_>>>()?).ok()
}
