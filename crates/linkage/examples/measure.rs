//! Links a labelled set and prints how well and how fast: `measure SET`, where SET is `fake_1000`,
//! `febrl3`, `febrl4` or a CSV file with a column `cluster`.
#![expect(clippy::print_stdout, reason = "a measuring tool for the terminal")]

use std::sync::Mutex;
use std::time::Instant;

use linkage::evaluation::evaluate;
use linkage::{LinkPlan, Threshold, link};

#[path = "../tests/it/table.rs"]
mod table;

fn main() {
    let set = std::env::args()
        .nth(1)
        .unwrap_or_else(|| String::from("fake_1000"));
    let Some(labelled) = table::labelled(&set) else {
        println!("SKIPPED: no data for {set}");
        return;
    };
    let plan = LinkPlan {
        distinct: labelled.distinct,
        threshold: match std::env::var("THRESHOLD").as_deref() {
            Ok(text) => text.parse().expect("a threshold"),
            Err(_) => Threshold::default(),
        },
        floor: 0.001,
        memory: linkage::PAIRS_MEMORY,
        seed: 1,
    };
    let (before, kilobytes) = (processor_seconds(), memory("VmRSS:"));
    println!("read: {before:.2} s of the processor, {kilobytes} KiB held");
    let started = Mutex::new((Instant::now(), before));
    let all = Instant::now();
    let progress = |phase, done: u64, _| {
        let Ok(mut started) = started.lock() else { return };
        if done > 0 {
            let processor = processor_seconds() - started.1;
            let clock = started.0.elapsed().as_secs_f64();
            let (held, most) = (memory("VmRSS:"), memory("VmHWM:"));
            println!(
                "{phase:?} {processor:.2} s of the processor, {clock:.2} s on the clock, {held} KiB held, {most} at most"
            );
        }
        *started = (Instant::now(), processor_seconds());
    };
    let linkage = link(&labelled.reports, &plan, &progress);
    println!(
        "linked: {:.2} s of the processor, {:.2} s on the clock, {} KiB at most",
        processor_seconds() - before,
        all.elapsed().as_secs_f64(),
        memory("VmHWM:")
    );
    println!("prior {:.3e}, candidates {}", linkage.prior, linkage.n_candidates);
    println!("rules {:?}", linkage.rules);
    println!("missed by blocking, at least {:.0}", linkage.n_missed_by_blocking);
    println!("persons {}", linkage.n_persons);
    if std::env::args().nth(2).is_some() {
        show_weights(&linkage);
    }
    println!("{:#?}", evaluate(&linkage, &labelled.truth));
    for (from, to) in [(0.5, 1.0), (0.9, 1.0), (0.99, 1.0), (0.4, 0.6), (0.85, 0.95)] {
        calibration(&linkage, &labelled.truth, from, to);
    }
}

/// Prints the mean probability of the pairs within bounds, and the share of them that are one person.
fn calibration(linkage: &linkage::Linkage, truth: &[Option<String>], from: f64, to: f64) {
    let inside = { &linkage.pairs }
        .iter()
        .filter(|pair| (from..=to).contains(&pair.probability));
    let (n, said, right) = inside.fold((0_u64, 0.0, 0_u64), |(n, said, right), pair| {
        let same = truth[pair.a].is_some() && truth[pair.a] == truth[pair.b];
        (n + 1, said + pair.probability, right + u64::from(same))
    });
    let (said, right) = (said / n as f64, right as f64 / n as f64);
    println!(
        "from {from} to {to}: {n} pairs, said {said:.4}, true {right:.4}, apart {:+.4}",
        said - right
    );
}

/// Processor time of this process so far, over all threads, as Linux tells it in hundredths of a second; 0 elsewhere.
fn processor_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // What comes before the last bracket is the name of the program.
    let numbers = told.rsplit(')').next().unwrap_or_default();
    let ticks = numbers.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Memory of this process in KiB, as Linux tells it; 0 elsewhere.
fn memory(what: &str) -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix(what));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Prints the weights of every level that occurs, least and most.
fn show_weights(linkage: &linkage::Linkage) {
    let mut seen = std::collections::BTreeMap::new();
    for field in linkage.pairs.iter().flat_map(|pair| pair.fields.iter()) {
        let range = seen
            .entry((field.field, field.level))
            .or_insert((f64::MAX, f64::MIN, 0));
        *range = (range.0.min(field.bits), range.1.max(field.bits), range.2 + 1);
    }
    for ((field, level), (least, most, n)) in seen {
        println!("{field} {level}: {least:.2} to {most:.2} in {n} pairs");
    }
}
