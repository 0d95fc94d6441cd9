//! Goes through the candidate pairs, each once, without keeping them.

use rayon::prelude::*;

use crate::blocking::{Blocks, RULES};
use crate::comparison::Comparer;
use crate::field::Pattern;
use crate::row::Rows;
use crate::scoring::Candidate;

/// Pairs that one thread goes through at once, about.
const AT_ONCE: u64 = 1 << 18;

/// Some rows of a block, to be paired with all rows after them in the block.
#[derive(Clone, Copy, Debug)]
struct Part {
    block: usize,
    from: usize,
    to: usize,
}

/// All pairs of rows that share a block, in portions of about one size.
///
/// The portions do not depend on how many threads there are, so that neither do sums over them.
pub(crate) struct Pairs<'a> {
    pub(crate) rows: &'a Rows,
    pub(crate) blocks: &'a Blocks,
    portions: Vec<Vec<Part>>,
    /// How many pairs all blocks hold, with those that several hold counted in each.
    pub(crate) n_with_repeats: u64,
}

/// A pair that shares a block; `a` is before `b` in the order of the rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Met {
    pub(crate) a: u32,
    pub(crate) b: u32,
    block: usize,
}

/// How many candidates each rule found first.
pub(crate) type Counts = [u64; RULES.len()];

impl<'a> Pairs<'a> {
    pub(crate) fn of(rows: &'a Rows, blocks: &'a Blocks) -> Self {
        let mut portions = Vec::new();
        let (mut portion, mut n_pairs, mut n_with_repeats) = (Vec::new(), 0, 0);
        for block in 0..blocks.len() {
            let n_rows = blocks.rows(block).len();
            let mut from = 0;
            for to in 1..=n_rows {
                n_pairs += (n_rows - to) as u64;
                if to == n_rows || n_pairs >= AT_ONCE {
                    portion.push(Part { block, from, to });
                    from = to;
                }
                if n_pairs >= AT_ONCE {
                    portions.push(std::mem::take(&mut portion));
                    n_with_repeats += std::mem::take(&mut n_pairs);
                }
            }
        }
        portions.push(portion);
        Self {
            rows,
            blocks,
            portions,
            n_with_repeats: n_with_repeats + n_pairs,
        }
    }

    /// Goes through all pairs that may be one person, in portions; `take` is handed a pair whenever a block holds it and says
    /// what to keep. Gives what was kept, in order, and how many candidates each rule found first.
    pub(crate) fn each<T: Send>(
        &'a self,
        take: impl Fn(&mut Turn<'_, '_, T>, Met) + Sync,
    ) -> (Vec<T>, Counts) {
        let done: Vec<(Vec<T>, Counts)> = self
            .portions
            .par_iter()
            .map_init(
                || Comparer::new(self.rows),
                |comparer, portion| {
                    let mut turn = Turn {
                        pairs: self,
                        comparer,
                        kept: Vec::new(),
                        counts: [0; RULES.len()],
                    };
                    portion
                        .iter()
                        .for_each(|part| self.go_through(*part, &mut turn, &take));
                    (turn.kept, turn.counts)
                },
            )
            .collect();
        let mut counts = [0; RULES.len()];
        let mut kept = Vec::with_capacity(done.iter().map(|(kept, _)| kept.len()).sum());
        for (some, of_portion) in done {
            kept.extend(some);
            for (count, n) in counts.iter_mut().zip(of_portion) {
                *count += n;
            }
        }
        (kept, counts)
    }

    fn go_through<T>(
        &self,
        part: Part,
        turn: &mut Turn<'_, '_, T>,
        take: impl Fn(&mut Turn<'_, '_, T>, Met),
    ) {
        let members = self.blocks.rows(part.block);
        for (at, x) in members.iter().enumerate().take(part.to).skip(part.from) {
            for y in &members[at + 1..] {
                if self.rows.may_be_one(*x, *y) {
                    let met = Met {
                        a: *x.min(y),
                        b: *x.max(y),
                        block: part.block,
                    };
                    take(turn, met);
                }
            }
        }
    }
}

/// What a thread holds while it goes through a portion.
pub(crate) struct Turn<'t, 'a, T> {
    pairs: &'a Pairs<'a>,
    comparer: &'t mut Comparer<'a>,
    kept: Vec<T>,
    counts: Counts,
}

impl<T> Turn<'_, '_, T> {
    /// What comparing the details of a pair gives, if the pair is a candidate: not found in an earlier block, and no guess about
    /// a report without a name.
    pub(crate) fn details(&mut self, met: Met) -> Option<Pattern> {
        if !self.pairs.blocks.owns(met.block, met.a, met.b) {
            return None;
        }
        let pattern = self.comparer.details(met.a, met.b);
        let unnamed = |row: u32| self.pairs.rows.is_unnamed(row);
        let guess = !pattern.identifies() && (unnamed(met.a) || unnamed(met.b));
        (!guess).then_some(pattern)
    }

    /// The same with the names compared as well.
    pub(crate) fn candidate(&mut self, met: Met) -> Option<Candidate> {
        let pattern = self.details(met)?;
        Some(self.named(met, pattern))
    }

    /// Compares the names of a pair whose details are compared already.
    pub(crate) fn named(&mut self, met: Met, mut pattern: Pattern) -> Candidate {
        self.comparer.names(met.a, met.b, &mut pattern);
        Candidate {
            a: met.a,
            b: met.b,
            pattern,
        }
    }

    /// Counts a candidate for the rule that found it.
    pub(crate) fn count(&mut self, met: Met) {
        self.counts[self.pairs.blocks.rule(met.block)] += 1;
    }

    pub(crate) fn keep(&mut self, found: T) {
        self.kept.push(found);
    }
}
