//! Pairs per second on one core.

use std::hint::black_box;
use std::time::Instant;

use names::{Frequencies, Prepared, Weight, prepare, weigh, weigh_if_above};

use crate::pairs::Pair;

/// Rounds that are timed; the best counts, because others use the machine too.
const N_ROUNDS: usize = 200;

/// Prints the speed on the real full pairs.
pub(crate) fn report(pairs: &[Pair]) {
    let frequencies = Frequencies::shipped();
    let real: Vec<&Pair> = pairs
        .iter()
        .filter(|pair| pair.full && pair.klass == "real")
        .collect();
    let prepared: Vec<(Prepared, Prepared)> = real
        .iter()
        .map(|pair| (prepare(&pair.a, frequencies), prepare(&pair.b, frequencies)))
        .collect();
    let bound = Weight::new(0.0).unwrap_or(Weight::NONE);
    let mut best = [f64::MAX; 3];
    for _ in 0..N_ROUNDS {
        let start = Instant::now();
        for (a, b) in &prepared {
            black_box(weigh(a, b));
        }
        best[0] = best[0].min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        for (a, b) in &prepared {
            black_box(weigh_if_above(a, b, bound));
        }
        best[1] = best[1].min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        for pair in &real {
            black_box(weigh(
                &prepare(&pair.a, frequencies),
                &prepare(&pair.b, frequencies),
            ));
        }
        best[2] = best[2].min(start.elapsed().as_secs_f64());
    }
    let above = |(a, b): &&(Prepared, Prepared)| weigh_if_above(a, b, bound).is_some();
    let n_above = prepared.iter().filter(above).count();
    println!(
        "{} pairs, {n_above} above the bound of {} bits",
        real.len(),
        bound.bits()
    );
    for (what, seconds) in ["fully scored", "with bound exit", "from raw strings"]
        .iter()
        .zip(best)
    {
        println!("{what}\t{:.0} pairs/s", real.len() as f64 / seconds);
    }
}
