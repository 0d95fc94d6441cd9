//! Effective draws of N per CPU second by latent classes, on the published tables at hand: `cargo bench -p estimate --bench latent`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::{Path, PathBuf};

use estimate::{CaptureTable, LatentPlan, LatentVerdict, latent_classes};

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
        "{:<24}{:>10}{:>10}{:>8}{:>9}{:>9}{:>8}{:>9}{:>8}  figures",
        "table", "sweeps", "CPU s", "R-hat", "bulk", "tail", "per s", "LCMCR", "ratio"
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
    let plan = LatentPlan {
        cap: 20.0,
        effective: f64::INFINITY,
        ..LatentPlan::usual(1)
    };
    let start = cpu_seconds();
    let finding = latent_classes(table, &plan, &|_, _| {});
    let seconds = cpu_seconds() - start;
    let (LatentVerdict::Estimated { posterior, .. }
    | LatentVerdict::Refused {
        posterior: Some(posterior),
        ..
    }) = finding.verdict.clone()
    else {
        return println!("{name:<24} refused");
    };
    let per_second = posterior.mixing.ess_bulk / seconds;
    let verdict = match &finding.verdict {
        LatentVerdict::Refused { reasons, .. } => {
            format!("{:?}", reasons.iter().map(|r| r.code()).collect::<Vec<_>>())
        }
        LatentVerdict::Estimated { cautions, .. } => {
            format!("{:?}", cautions.iter().map(|c| c.code()).collect::<Vec<_>>())
        }
    };
    println!(
        "{name:<24}{:>10}{seconds:>10.2}{:>8.3}{:>9.0}{:>9.0}{per_second:>8.0}{peer:>9.0}{:>8.1}  {:.1} ({:.0} {:.0} {:.0}) {verdict} {:?}",
        posterior.n_sweeps,
        posterior.mixing.r_hat,
        posterior.mixing.ess_bulk,
        posterior.mixing.ess_tail,
        per_second / peer,
        posterior.mean,
        posterior.lower,
        posterior.median,
        posterior.upper,
        posterior
            .modes
            .iter()
            .map(|mode| (mode.peak.round(), (100.0 * mode.weight).round()))
            .collect::<Vec<_>>(),
    );
}
