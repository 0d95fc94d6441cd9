//! How many true pairs blocking did not find.
//!
//! Each blocking rule is a list of true pairs, incomplete like any list; how often the rules found the same pair
//! says how many none of them found. The rules rest on shared evidence, so that they find the same easy pairs: what
//! comes out is a lower bound (Chao 1987, eq. 9, with the correction of Chao 1989 for few lists).

use rayon::prelude::*;

use crate::blocking::Blocks;
use crate::scoring::Scored;

/// Pairs less likely than this are left out: their chance of being true says little about them.
const LEAST: f64 = 0.5;

/// True pairs by how many kinds of rules found them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Found {
    once: f64,
    twice: f64,
}

/// At least how many true pairs no rule found; 0 where every pair was compared.
pub(crate) fn n_missed(weighed: &[Scored], blocks: &Blocks) -> f64 {
    if blocks.hold_every_pair() {
        return 0.0;
    }
    let count = |found: Found, scored: &Scored| {
        let p = scored.probability();
        if p < LEAST {
            return found;
        }
        match blocks.n_kinds(scored.candidate.a, scored.candidate.b) {
            1 => Found {
                once: found.once + p,
                ..found
            },
            2 => Found {
                twice: found.twice + p,
                ..found
            },
            _ => found,
        }
    };
    let sum = |x: Found, y: Found| Found {
        once: x.once + y.once,
        twice: x.twice + y.twice,
    };
    // Chunks of one size, so that sums do not depend on how many threads there are.
    let parts: Vec<Found> = weighed
        .par_chunks(1 << 16)
        .map(|part| part.iter().fold(Found::default(), count))
        .collect();
    let Found { once, twice } = parts.into_iter().fold(Found::default(), sum);
    let n_kinds = f64::from(Blocks::N_KINDS);
    (n_kinds - 1.0) / n_kinds * once * (once - 1.0).max(0.0) / (2.0 * (twice + 1.0))
}
