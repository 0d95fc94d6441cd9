//! Compares the candidate pairs and weighs them.
//!
//! Few pairs are all kept. Of many, a sample teaches the weights, and then the pairs are gone through again and only those
//! kept that may matter: a million reports have tens of millions of candidates, nearly all of them hopeless.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::clustering::Edge;
use crate::comparison::Comparer;
use crate::field::{N_FIELDS, Pattern, at};
use crate::keys::mix;
use crate::model::{Histogram, Model, log_odds, probability_of};
use crate::pairs::{Counts, Pairs};
use crate::rarity::Frequencies;
use crate::row::Rows;
use crate::sieve::Sieve;
use crate::weights::FieldWeights;

/// A pair that blocking found, compared; `a` is before `b` in the order of the rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) pattern: Pattern,
}

impl Candidate {
    /// The rows, by which candidates are put in order.
    fn pair(&self) -> (u32, u32) {
        (self.a, self.b)
    }
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

/// So many pairs are gone through for each that may be kept, before those are brought together; nearly none is kept.
const MET_FOR_KEPT: u64 = 3;

/// Pairs drawn at random to learn `u` from.
const N_RANDOM: u64 = 400_000;

/// Compares all candidates and keeps them; also counts them by rule.
pub(crate) fn candidates(pairs: &Pairs<'_>) -> (Vec<Candidate>, Counts) {
    pairs.each(
        |_, _| true,
        |turn, met| {
            if let Some(candidate) = turn.candidate(met) {
                turn.count(met);
                turn.keep(candidate);
            }
        },
    )
}

/// Compares about `n` of the candidates, chosen by chance; also counts them by rule, and says how many each of them stands for.
pub(crate) fn sample(pairs: &Pairs<'_>, n: u64, seed: u64) -> (Vec<Candidate>, Counts, f64) {
    let share = (n as f64 / pairs.n_with_repeats.max(1) as f64).min(1.0);
    let below = (share * u64::MAX as f64) as u64;
    let is_chosen = |a: u32, b: u32| mix(mix(seed, u64::from(a)), u64::from(b)) <= below;
    let (sample, counts) = pairs.each(is_chosen, |turn, met| {
        if let Some(candidate) = turn.candidate(met) {
            turn.count(met);
            turn.keep(candidate);
        }
    });
    (sample, counts, 1.0 / share)
}

/// Weighs all candidates and keeps those of at least `least` bits, but no more than `most`: of more the heaviest, and it says
/// how much they weigh at least.
pub(crate) fn likely(pairs: &Pairs<'_>, scale: &Scale<'_>, least: f64, most: u64) -> (Vec<Scored>, f64) {
    let mut heaviest = Heaviest {
        scale,
        least,
        most: usize::try_from(most).unwrap_or(usize::MAX).max(1),
        found: Vec::new(),
    };
    pairs.each_sifted(
        &scale.sieve,
        heaviest.bound(),
        most.saturating_mul(MET_FOR_KEPT),
        |turn, sifted, candidate, bound| {
            if scale.sieve.most_of_named(&sifted, candidate.pattern) >= bound {
                turn.keep(candidate);
            }
        },
        |some| {
            heaviest.add(some);
            heaviest.bound()
        },
    );
    heaviest.let_go_beyond(heaviest.most);
    let Heaviest { found, least, .. } = heaviest;
    let weighed = found.par_iter().map(|candidate| scale.weighed(*candidate));
    let kept = weighed.filter(|scored| scored.weight >= least).collect();
    (kept, least)
}

/// Candidates of some weight, as many as there is room for.
struct Heaviest<'a> {
    scale: &'a Scale<'a>,
    /// What all of them weigh at least, in bits.
    least: f64,
    most: usize,
    /// In order, each once.
    found: Vec<Candidate>,
}

impl Heaviest<'_> {
    /// The least weight, as coarse as the sieve's and never above it.
    fn bound(&self) -> f32 {
        (self.least as f32).next_down()
    }

    fn add(&mut self, mut some: Vec<Candidate>) {
        // So few are left that putting them in order costs less than asking of each which block holds it first.
        some.par_sort_unstable_by_key(Candidate::pair);
        self.found.reserve_exact(some.len());
        self.found.extend(some);
        // Two runs that are in order, which a stable sort brings together in one go.
        self.found.sort_by_key(Candidate::pair);
        self.found.dedup_by_key(|candidate| candidate.pair());
        // Not at once: each time all are weighed.
        self.let_go_beyond(self.most.saturating_add(self.most / 4));
    }

    /// Of more than so many lets go of those below the least, and if there is no room for the others, raises it. Pairs of one
    /// weight go together, so that all of the least weight and more are held.
    fn let_go_beyond(&mut self, room: usize) {
        if self.found.len() <= room {
            return;
        }
        let weigh = |candidate: &Candidate| self.scale.weighed(*candidate).weight;
        let mut weights: Vec<f64> = self.found.par_iter().map(weigh).collect();
        let n_enough = weights.iter().filter(|weight| **weight >= self.least).count();
        if n_enough > self.most {
            let place = weights.len() - self.most - 1;
            let (_, heaviest_to_go, _) = weights.select_nth_unstable_by(place, f64::total_cmp);
            self.least = heaviest_to_go.next_up();
        }
        let (scale, least) = (self.scale, self.least);
        self.found
            .retain(|candidate| scale.weighed(*candidate).weight >= least);
    }
}

/// Candidates below `least` bits that are within one part of a partition: the reasons to part them again.
pub(crate) fn unlikely_within(
    pairs: &Pairs<'_>,
    scale: &Scale<'_>,
    least: f64,
    part_of: &[u32],
) -> Vec<Edge> {
    let in_one_part = |a: u32, b: u32| part_of[a as usize] == part_of[b as usize];
    let (edges, _) = pairs.each(in_one_part, |turn, met| {
        if let Some(candidate) = turn.candidate(met) {
            let scored = scale.weighed(candidate);
            if scored.weight < least {
                turn.keep(scored.edge());
            }
        }
    });
    edges
}

/// How many pairs of reports may be one person.
pub(crate) fn n_possible(rows: &Rows) -> f64 {
    let pairs = |n: usize| (n as f64) * (n as f64 - 1.0) / 2.0;
    let mut n_of_list = vec![0; rows.lists.len()];
    rows.rows.iter().for_each(|row| n_of_list[row.list as usize] += 1);
    let within = rows
        .lists
        .iter()
        .zip(n_of_list)
        .filter(|((_, distinct), _)| *distinct);
    (pairs(rows.rows.len()) - within.map(|(_, n)| pairs(n)).sum::<f64>()).max(0.0)
}

/// Counts the patterns of candidates of which each stands for so many.
pub(crate) fn histogram(candidates: &[Candidate], each: f64) -> Histogram {
    let patterns = candidates.par_iter().map(|candidate| candidate.pattern.levels());
    counted(&mut patterns.collect::<Vec<_>>(), each)
}

/// Counts the patterns of pairs drawn at random.
pub(crate) fn random_histogram(rows: &Rows, seed: u64) -> Histogram {
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
    let patterns = pairs
        .par_chunks(1 << 14)
        .map_init(
            || Comparer::new(rows),
            |comparer, some| {
                let some = some.iter().filter(|(a, b)| rows.may_be_one(*a, *b));
                some.map(|(a, b)| comparer.compare(*a.min(b), *a.max(b)).levels())
                    .collect::<Vec<_>>()
            },
        )
        .collect::<Vec<_>>();
    counted(&mut patterns.concat(), 1.0)
}

fn counted(patterns: &mut [Pattern], each: f64) -> Histogram {
    patterns.par_sort_unstable();
    patterns
        .chunk_by(|x, y| x == y)
        .map(|same| (same[0], same.len() as f64 * each))
        .collect()
}

/// Weighs pairs.
pub(crate) struct Balance<'a> {
    model: &'a Model,
    frequencies: Frequencies<'a>,
    prior: f64,
}

impl<'a> Balance<'a> {
    pub(crate) fn new(model: &'a Model, frequencies: Frequencies<'a>) -> Self {
        Self {
            model,
            frequencies,
            prior: log_odds(model.prior),
        }
    }

    pub(crate) fn weighed(&self, candidate: Candidate) -> Scored {
        let of_rarity: f64 = [at::NAME, at::PLACE, at::OCCUPATION]
            .into_iter()
            .map(|field| self.frequencies.bits(field, &candidate))
            .sum();
        Scored {
            candidate,
            weight: self.prior + self.model.bits_of_all(candidate.pattern) + of_rarity,
        }
    }

    fn bits(&self, candidate: &Candidate, field: usize) -> f64 {
        match candidate.pattern.get(field) {
            0 => 0.0,
            _ => self.model.bits_of(candidate.pattern, field) + self.frequencies.bits(field, candidate),
        }
    }

    /// The weight of each field that both reports fill.
    pub(crate) fn explained(&self, candidate: &Candidate) -> FieldWeights {
        let filled = (0..N_FIELDS).filter(|field| candidate.pattern.get(*field) > 0);
        FieldWeights::new(filled.map(|field| {
            let level = candidate.pattern.get(field) - 1;
            (field, level, self.bits(candidate, field))
        }))
    }
}

/// Weighs all pairs of some rows.
pub(crate) struct Scale<'a> {
    balance: Balance<'a>,
    sieve: Sieve,
}

impl<'a> Scale<'a> {
    pub(crate) fn new(model: &'a Model, rows: &'a Rows) -> Self {
        let balance = Balance::new(model, Frequencies::new(rows));
        Self {
            sieve: Sieve::new(rows, model, &balance.frequencies, balance.prior),
            balance,
        }
    }

    /// Weighs all candidates.
    pub(crate) fn all(&self, candidates: &[Candidate]) -> Vec<Scored> {
        candidates
            .par_iter()
            .map(|candidate| self.weighed(*candidate))
            .collect()
    }

    fn weighed(&self, candidate: Candidate) -> Scored {
        self.balance.weighed(candidate)
    }

    /// The weight of each field that both reports fill.
    pub(crate) fn explained(&self, candidate: &Candidate) -> FieldWeights {
        self.balance.explained(candidate)
    }
}
