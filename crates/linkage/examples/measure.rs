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
            Ok("balanced") => Threshold::Balanced,
            Ok("f1") => Threshold::BestF1,
            _ => Threshold::Chosen,
        },
        floor: 0.001,
        seed: 1,
    };
    let started = Mutex::new(Instant::now());
    let all = Instant::now();
    let progress = |phase, done: u64, _| {
        let Ok(mut started) = started.lock() else { return };
        if done > 0 {
            println!("{phase:?} {:.2} s", started.elapsed().as_secs_f64());
        }
        *started = Instant::now();
    };
    let linkage = link(&labelled.reports, &plan, &progress);
    println!(
        "all {:.2} s, prior {:.3e}, candidates {}",
        all.elapsed().as_secs_f64(),
        linkage.prior,
        linkage.n_candidates
    );
    println!("rules {:?}", linkage.rules);
    println!("missed by blocking, at least {:.0}", linkage.n_missed_by_blocking);
    if std::env::args().nth(2).is_some() {
        show_weights(&linkage);
    }
    println!("{:#?}", evaluate(&linkage, &labelled.truth));
}

/// Prints the weights of every level that occurs, least and most.
fn show_weights(linkage: &linkage::Linkage) {
    let mut seen = std::collections::BTreeMap::new();
    for field in linkage.pairs.iter().flat_map(|pair| &pair.fields) {
        let range = seen
            .entry((field.field, field.level))
            .or_insert((f64::MAX, f64::MIN, 0));
        *range = (range.0.min(field.bits), range.1.max(field.bits), range.2 + 1);
    }
    for ((field, level), (least, most, n)) in seen {
        println!("{field} {level}: {least:.2} to {most:.2} in {n} pairs");
    }
}
