//! Goes through the candidate pairs, each once, without keeping them.

use std::ops::Range;

use rayon::prelude::*;

use crate::blocking::{Blocks, RULES};
use crate::comparison::Comparer;
use crate::field::Pattern;
use crate::row::Rows;
use crate::scoring::Candidate;
use crate::sieve::{Sieve, Sifted};
use crate::sketch::Opened;

/// Pairs that one thread goes through at once, about.
const AT_ONCE: u64 = 1 << 18;

/// Portions whose pairs are brought together before more are gone through, at most.
const PORTIONS_AT_ONCE: usize = 64;

/// Some rows of a block, to be paired with all rows after them in the block.
#[derive(Clone, Copy, Debug)]
struct Part {
    block: usize,
    from: usize,
    to: usize,
}

/// Where a portion begins: a block and a row of it.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    block: usize,
    row: usize,
}

/// All pairs of rows that share a block, in portions of about one size.
///
/// The portions do not depend on how many threads there are, so that neither do sums over them.
pub(crate) struct Pairs<'a> {
    pub(crate) rows: &'a Rows,
    pub(crate) blocks: &'a Blocks,
    /// Where each portion begins; it ends where the next begins.
    portions: Vec<Start>,
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
        let mut portions = vec![Start::default()];
        let (mut n_pairs, mut n_with_repeats) = (0, 0);
        for block in 0..blocks.len() {
            let n_rows = blocks.rows(block).len();
            for row in 1..=n_rows {
                n_pairs += (n_rows - row) as u64;
                if n_pairs >= AT_ONCE {
                    portions.push(Start { block, row });
                    n_with_repeats += std::mem::take(&mut n_pairs);
                }
            }
        }
        Self {
            rows,
            blocks,
            portions,
            n_with_repeats: n_with_repeats + n_pairs,
        }
    }

    /// Goes through all pairs that may be one person, in portions; `take` is handed a pair whenever a block holds it and it
    /// is asked for, and says what to keep. Gives what was kept, in order, and how many candidates each rule found first.
    pub(crate) fn each<T: Send>(
        &'a self,
        is_asked: impl Fn(u32, u32) -> bool + Sync,
        take: impl Fn(&mut Turn<'_, 'a, T>, Met) + Sync,
    ) -> (Vec<T>, Counts) {
        let go_through =
            |turn: &mut Turn<'_, 'a, T>, part: Part| self.go_through(part, turn, &is_asked, &take);
        let (mut kept, mut counts) = (Vec::new(), [0; RULES.len()]);
        for some in self.numbers(PORTIONS_AT_ONCE) {
            let (found, of_some) = self.in_portions(some, go_through);
            kept.extend(found);
            for (count, n) in counts.iter_mut().zip(of_some) {
                *count += n;
            }
        }
        (kept, counts)
    }

    /// The numbers of the portions, some at a time.
    fn numbers(&self, at_once: usize) -> impl Iterator<Item = Range<usize>> {
        let n = self.portions.len();
        (0..n)
            .step_by(at_once)
            .map(move |from| from..n.min(from + at_once))
    }

    /// The parts of blocks that make a portion.
    fn parts(&self, portion: usize) -> impl Iterator<Item = Part> {
        let start = self.portions[portion];
        let end = self.portions.get(portion + 1).copied();
        let last = end.map_or(self.blocks.len(), |end| end.block + 1);
        (start.block..last).map(move |block| Part {
            block,
            from: if block == start.block { start.row } else { 0 },
            to: end
                .filter(|end| end.block == block)
                .map_or_else(|| self.blocks.rows(block).len(), |end| end.row),
        })
    }

    /// Goes through all pairs that a sieve lets through; `take` is handed each as often as blocks hold it and how much it must
    /// weigh, `bring` what was kept of some portions, about `at_once` pairs at most, so that not all need be held. It says
    /// how much those that follow must weigh.
    pub(crate) fn each_sifted<T: Send>(
        &'a self,
        sieve: &Sieve,
        mut least: f32,
        at_once: u64,
        take: impl Fn(&mut Turn<'_, 'a, T>, Sifted, Candidate, f32) + Sync,
        mut bring: impl FnMut(Vec<T>) -> f32,
    ) {
        let go_through = |least: f32, turn: &mut Turn<'_, 'a, T>, part: Part| {
            let members = &self.blocks.rows(part.block)[part.from..];
            // Brought together first: the processor can wait for all of them at once.
            let mut sketches = std::mem::take(&mut turn.sketches);
            sketches.clear();
            sketches.extend(
                members
                    .iter()
                    .map(|row| sieve.sketches[*row as usize].opened(self.rows)),
            );
            for at in 0..part.to - part.from {
                let x = &sketches[at];
                for (y, other) in sketches[at + 1..].iter().zip(&members[at + 1..]) {
                    let place = |x: u32, y: u32| turn.comparer.place_level(x, y);
                    if let Some(sifted) = sieve.sift(x, y, least, place) {
                        let (a, b) = (members[at].min(*other), members[at].max(*other));
                        let met = Met {
                            a,
                            b,
                            block: part.block,
                        };
                        if let Some(candidate) = turn.compared_sifted(met, &sifted, x, y) {
                            take(turn, sifted, candidate, least);
                        }
                    }
                }
            }
            turn.sketches = sketches;
        };
        let portions = usize::try_from(at_once / AT_ONCE).unwrap_or(PORTIONS_AT_ONCE);
        for some in self.numbers(portions.clamp(1, PORTIONS_AT_ONCE)) {
            let of_least = |turn: &mut Turn<'_, 'a, T>, part: Part| go_through(least, turn, part);
            least = bring(self.in_portions(some, of_least).0);
        }
    }

    /// Goes through some portions, each by one thread, and brings together what is kept and counted.
    fn in_portions<T: Send>(
        &'a self,
        some: Range<usize>,
        go_through: impl Fn(&mut Turn<'_, 'a, T>, Part) + Sync,
    ) -> (Vec<T>, Counts) {
        let done: Vec<(Vec<T>, Counts)> = some
            .into_par_iter()
            .map_init(
                || Comparer::new(self.rows),
                |comparer, portion| {
                    let mut turn = Turn {
                        pairs: self,
                        comparer,
                        kept: Vec::new(),
                        counts: [0; RULES.len()],
                        sketches: Vec::new(),
                    };
                    self.parts(portion).for_each(|part| go_through(&mut turn, part));
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
        turn: &mut Turn<'_, 'a, T>,
        is_asked: impl Fn(u32, u32) -> bool,
        take: impl Fn(&mut Turn<'_, 'a, T>, Met),
    ) {
        let members = self.blocks.rows(part.block);
        for (at, x) in members.iter().enumerate().take(part.to).skip(part.from) {
            for y in &members[at + 1..] {
                let (a, b) = (*x.min(y), *x.max(y));
                if is_asked(a, b) && self.rows.may_be_one(a, b) {
                    take(
                        turn,
                        Met {
                            a,
                            b,
                            block: part.block,
                        },
                    );
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
    /// Room for the sketches of a block.
    sketches: Vec<Opened>,
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

    /// Compares a pair that the sieve let through, unless it is a guess about a report without a name.
    fn compared_sifted(&mut self, met: Met, sifted: &Sifted, x: &Opened, y: &Opened) -> Option<Candidate> {
        let mut pattern = match sifted.details {
            Some(details) => details,
            None => self.comparer.details(met.a, met.b),
        };
        if sifted.unnamed && !pattern.identifies() {
            return None;
        }
        if sifted.plain {
            self.comparer.plain_names(x.words(), y.words(), &mut pattern);
        } else {
            self.comparer
                .numbered_names(x.name.min(y.name), x.name.max(y.name), &mut pattern);
        }
        Some(Candidate {
            a: met.a,
            b: met.b,
            pattern,
        })
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
