//! CPU time of report cards, on the published tables that are at hand: `cargo bench -p estimate --bench card`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::{Path, PathBuf};

use estimate::{AveragingPlan, CaptureTable, CardPlan, EstimatePlan, Hidden, Recovered, report_card};

/// Repetitions of each card; their mean counts.
const REPETITIONS: u32 = 3;

/// Ticks of the processor clock that Linux reports in a second.
const TICKS: f64 = 100.0;

fn main() {
    println!(
        "{:<20}{:>6}{:>12}{:>10}{:>10}  hidden lists inside, mean ln ratio: lowest BIC; averaged",
        "card of", "lists", "CPU s each", "smallest", "largest"
    );
    let Some(folder) = folder() else {
        println!("SKIPPED: no shared data; set ESEP_SHARED to its folder");
        return;
    };
    for name in [
        "korea_3",
        "kosovo",
        "congenital_wittes",
        "uk2013_5",
        "netherlands_5",
        "westernus_5",
        "uk2013_6",
        "netherlands_6",
        "neworleans_8",
    ] {
        let Some(table) = read(&folder.join(format!("{name}.csv"))) else {
            continue;
        };
        let plan = CardPlan {
            estimate: EstimatePlan {
                confidence: 0.95,
                derived: Vec::new(),
                populations_differ: false,
            },
            averaging: AveragingPlan::open(),
        };
        let start = ticks();
        let cards: Vec<_> = (0..REPETITIONS)
            .map(|_| report_card(&table, &plan, &|_, _| {}))
            .collect();
        let seconds = (ticks() - start) / TICKS / f64::from(REPETITIONS);
        let (smallest, largest) = cards[0]
            .extremes
            .map_or((0.0, 0.0), |found| (found.smallest.total, found.largest.total));
        let lists = table.n_lists();
        let best = hits(&cards[0].hidden, |hidden| &hidden.best);
        let averaged = hits(&cards[0].hidden, |hidden| &hidden.averaged);
        println!("{name:<20}{lists:>6}{seconds:>12.3}{smallest:>10.0}{largest:>10.0}  {best}; {averaged}");
    }
}

/// How many hidden lists were found again, of how many, and how far off.
fn hits(hidden: &[Hidden], recovered: impl Fn(&Hidden) -> &Recovered) -> String {
    let judged: Vec<bool> = hidden.iter().filter_map(|list| recovered(list).inside).collect();
    let ratios: Vec<f64> = hidden
        .iter()
        .filter_map(|list| recovered(list).log_ratio)
        .collect();
    if ratios.is_empty() {
        return "refused".to_owned();
    }
    let inside = judged.iter().filter(|inside| **inside).count();
    let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
    format!("{inside} of {}, {mean:.2}", judged.len())
}

/// Fields 14 and 15 of /proc/self/stat: ticks in user and system mode, all threads together.
fn ticks() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0.0))
        .collect();
    fields.get(11..13).map_or(0.0, |both| both.iter().sum())
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
