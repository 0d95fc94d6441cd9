//! Compares the candidate pairs and weighs them.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::blocking::{Blocks, RULES};
use crate::clustering::Edge;
use crate::comparison::{Rarity, compare};
use crate::field::{FIELDS, N_FIELDS, Pattern};
use crate::linking::FieldWeight;
use crate::model::{Histogram, Model, log_odds, probability_of};
use crate::rarity::Frequencies;
use crate::row::Rows;

/// A pair that blocking found, compared; `a` is before `b` in the order of the rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) pattern: Pattern,
    pub(crate) rarity: Rarity,
}

/// A candidate with its weight in bits, prior included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored {
    pub(crate) candidate: Candidate,
    pub(crate) weight: f64,
}

impl Scored {
    pub(crate) fn probability(&self) -> f64 {
        probability_of(self.weight)
    }

    /// The pair as clustering and drawing see it.
    pub(crate) fn edge(&self) -> Edge {
        Edge {
            a: self.candidate.a,
            b: self.candidate.b,
            bits: self.weight,
        }
    }
}

/// Pairs drawn at random to learn `u` from.
const N_RANDOM: u64 = 400_000;

/// Compares all candidate pairs; also counts them by rule.
pub(crate) fn candidates(
    rows: &Rows,
    blocks: &Blocks,
    distinct: &[usize],
) -> (Vec<Candidate>, Vec<(&'static str, u64)>) {
    let of_blocks: Vec<(u8, Vec<Candidate>)> = (0..blocks.blocks.len())
        .into_par_iter()
        .map(|number| {
            (
                blocks.blocks[number].rule,
                of_block(rows, blocks, number, distinct),
            )
        })
        .collect();
    let mut n_found = [0_u64; RULES.len()];
    let mut found = Vec::with_capacity(of_blocks.iter().map(|(_, pairs)| pairs.len()).sum());
    for (rule, mut pairs) in of_blocks {
        n_found[usize::from(rule)] += pairs.len() as u64;
        found.append(&mut pairs);
    }
    (
        found,
        RULES
            .iter()
            .copied()
            .zip(n_found)
            .filter(|(_, n)| *n > 0)
            .collect(),
    )
}

fn of_block(rows: &Rows, blocks: &Blocks, number: usize, distinct: &[usize]) -> Vec<Candidate> {
    let members = &blocks.blocks[number].rows;
    let mut found = Vec::new();
    for (at, x) in members.iter().enumerate() {
        for y in &members[at + 1..] {
            let (a, b) = (*x.min(y), *x.max(y));
            if may_be_one(rows, distinct, a, b) && blocks.owns(number, a, b) {
                let candidate = candidate(rows, a, b);
                found.extend((!is_unnamed_guess(rows, &candidate)).then_some(candidate));
            }
        }
    }
    found
}

/// Whether one of two reports has no name, and nothing else shows that both are about one person.
fn is_unnamed_guess(rows: &Rows, candidate: &Candidate) -> bool {
    let unnamed = |row: u32| rows.names[rows.rows[row as usize].name as usize].is_empty();
    (unnamed(candidate.a) || unnamed(candidate.b)) && !candidate.pattern.identifies()
}

fn candidate(rows: &Rows, a: u32, b: u32) -> Candidate {
    let found = compare(rows, &rows.rows[a as usize], &rows.rows[b as usize]);
    Candidate {
        a,
        b,
        pattern: found.pattern,
        rarity: found.rarity,
    }
}

/// Two reports of a list that holds each person once are never one person.
fn may_be_one(rows: &Rows, distinct: &[usize], a: u32, b: u32) -> bool {
    let (x, y) = (rows.rows[a as usize].list, rows.rows[b as usize].list);
    a != b && (x != y || !distinct.contains(&x))
}

/// How many pairs of reports may be one person.
pub(crate) fn n_possible(rows: &Rows, distinct: &[usize]) -> f64 {
    let pairs = |n: usize| (n as f64) * (n as f64 - 1.0) / 2.0;
    let mut lists: Vec<usize> = distinct.to_vec();
    lists.sort_unstable();
    lists.dedup();
    let within = lists
        .iter()
        .map(|list| pairs(rows.rows.iter().filter(|row| row.list == *list).count()));
    (pairs(rows.rows.len()) - within.sum::<f64>()).max(0.0)
}

/// Counts the patterns of the candidates.
pub(crate) fn histogram(candidates: &[Candidate]) -> Histogram {
    let mut patterns: Vec<Pattern> = candidates.par_iter().map(|candidate| candidate.pattern).collect();
    counted(&mut patterns)
}

/// Counts the patterns of pairs drawn at random.
pub(crate) fn random_histogram(rows: &Rows, distinct: &[usize], seed: u64) -> Histogram {
    let n = rows.rows.len() as u64;
    let n_pairs = n * n.saturating_sub(1) / 2;
    let mut pairs = Vec::new();
    if n_pairs <= N_RANDOM {
        (0..n as u32).for_each(|a| pairs.extend((a + 1..n as u32).map(|b| (a, b))));
    } else {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let draw = |chance: &mut ChaCha8Rng| chance.random_range(0..n as u32);
        pairs.extend((0..N_RANDOM).map(|_| (draw(&mut chance), draw(&mut chance))));
    }
    let mut patterns: Vec<Pattern> = pairs
        .into_par_iter()
        .filter(|(a, b)| may_be_one(rows, distinct, *a, *b))
        .map(|(a, b)| candidate(rows, a.min(b), a.max(b)).pattern)
        .collect();
    counted(&mut patterns)
}

fn counted(patterns: &mut [Pattern]) -> Histogram {
    patterns.par_sort_unstable();
    patterns
        .chunk_by(|x, y| x == y)
        .map(|same| (same[0], same.len() as f64))
        .collect()
}

/// Weighs all candidates.
pub(crate) fn scored(candidates: &[Candidate], model: &Model, frequencies: &Frequencies<'_>) -> Vec<Scored> {
    let prior = log_odds(model.prior);
    let weigh = |candidate: &Candidate| {
        let of_fields = (0..N_FIELDS)
            .map(|field| bits(candidate, field, model, frequencies))
            .sum::<f64>();
        Scored {
            candidate: *candidate,
            weight: prior + of_fields,
        }
    };
    candidates.par_iter().map(weigh).collect()
}

fn bits(candidate: &Candidate, field: usize, model: &Model, frequencies: &Frequencies<'_>) -> f64 {
    match candidate.pattern.get(field) {
        0 => 0.0,
        _ => model.bits_of(candidate.pattern, field) + frequencies.bits(field, candidate),
    }
}

/// The weight of each field that both reports fill.
pub(crate) fn explained(
    candidate: &Candidate,
    model: &Model,
    frequencies: &Frequencies<'_>,
) -> Vec<FieldWeight> {
    let filled = (0..N_FIELDS).filter(|field| candidate.pattern.get(*field) > 0);
    filled
        .map(|field| FieldWeight {
            field: FIELDS[field].code,
            level: FIELDS[field].levels[candidate.pattern.get(field) - 1].code,
            bits: bits(candidate, field, model, frequencies),
        })
        .collect()
}
