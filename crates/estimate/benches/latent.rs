//! Effective draws of N per CPU second by latent classes, on the published tables at hand: `cargo bench -p estimate --bench latent`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::{Path, PathBuf};

use estimate::{CaptureTable, LatentChain, LatentPlan};

/// Chains and sweeps of each; nothing is thinned.
const CHAINS: u64 = 4;
const SWEEPS: usize = 150_000;

/// Tables, and effective draws per CPU second of LCMCR 0.4.14 where they were measured.
const TABLES: [(&str, f64); 17] = [
    ("kosovo", 128.0),
    ("korea_3", 2_480.0),
    ("hiv_rome", 1_732.0),
    ("hav_taiwan", f64::NAN),
    ("congenital_wittes", f64::NAN),
    ("spina_bifida", f64::NAN),
    ("spina_bifida_my", f64::NAN),
    ("hare", f64::NAN),
    ("neworleans_5", f64::NAN),
    ("westernus_5", f64::NAN),
    ("australia_4", f64::NAN),
    ("ph_manila_police", f64::NAN),
    ("ph_manila_unidentified", f64::NAN),
    ("uk2013_5", f64::NAN),
    ("uk2013_6", f64::NAN),
    ("netherlands_5", f64::NAN),
    ("scotland_pwid", f64::NAN),
];

fn main() {
    println!(
        "{:<24}{:>12}{:>9}{:>10}{:>10}{:>9}{:>8}",
        "table", "sweeps / s", "CPU s", "draws", "per CPU s", "LCMCR", "ratio"
    );
    let Some(folder) = folder() else {
        println!("SKIPPED: no shared data; set ESEP_SHARED to its folder");
        return;
    };
    for (name, peer) in TABLES {
        if let Some(table) = read(&folder.join(format!("{name}.csv"))) {
            measure(name, peer, &table);
        }
    }
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

/// Processor seconds of this process, all threads, in hundredths; 0 where there is no such count.
fn cpu_seconds() -> f64 {
    let counts = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = counts.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

fn measure(name: &str, peer: f64, table: &CaptureTable) {
    let start = cpu_seconds();
    let mut chains = Vec::new();
    for seed in 0..CHAINS {
        let plan = LatentPlan {
            cap: 20.0,
            ..LatentPlan::usual(seed)
        };
        let Ok(mut chain) = LatentChain::new(table, &plan) else {
            return println!("{name:<24} refused");
        };
        chains.push(
            chain
                .sweep(SWEEPS)
                .into_iter()
                .map(|total| total as f64)
                .collect(),
        );
    }
    let seconds = cpu_seconds() - start;
    let draws = effective(&chains);
    let speed = CHAINS as f64 * SWEEPS as f64 / seconds;
    println!(
        "{name:<24}{speed:>12.0}{seconds:>9.2}{draws:>10.0}{:>10.0}{peer:>9.0}{:>8.1}",
        draws / seconds,
        draws / seconds / peer,
    );
}

/// Effective draws of N of all chains, each chain's deviations taken from the mean of all (Geyer 1992, initial positive pairs).
fn effective(chains: &[Vec<f64>]) -> f64 {
    let n = chains.iter().map(Vec::len).sum::<usize>() as f64;
    let mean = chains.iter().flatten().sum::<f64>() / n;
    let covariance = |lag: usize| {
        let products = chains.iter().map(|chain| {
            let late = chain[lag..].iter();
            chain
                .iter()
                .zip(late)
                .map(|(one, other)| (one - mean) * (other - mean))
                .sum::<f64>()
        });
        products.sum::<f64>() / n
    };
    let variance = covariance(0);
    let mut time = -1.0;
    for lag in (0..SWEEPS / 2).step_by(2) {
        let pair = (covariance(lag) + covariance(lag + 1)) / variance;
        if pair <= 0.0 {
            break;
        }
        time += 2.0 * pair;
    }
    n / time
}
