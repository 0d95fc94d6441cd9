//! Learns what each level of agreement is worth.
//!
//! Fellegi and Sunter (1969) with EM on counts of agreement patterns (Winkler 1988; Enamorado, Fifield and
//! Imai 2019). Two histograms are used: the candidate pairs, among which nearly all true pairs are, teach
//! `m`; pairs drawn at random teach `u`, each weighted by the chance that it is not a true pair. The prior
//! is over all pairs, so that it does not depend on what blocking let through. Starting values count as
//! if they had been seen in earlier data, so that no level is ever left without a weight.

use crate::field::{FIELDS, GIVEN_DIFFERS, N_FIELDS, N_LEVELS, Pattern, at};

/// Agreement patterns and how often each occurs.
pub(crate) type Histogram = Vec<(Pattern, f64)>;

/// What was learned.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// Weight in bits of each level of each field; level 0 is 0.
    bits: Bits,
    /// Probability that two reports drawn at random are one person.
    pub(crate) prior: f64,
}

/// As many pairs as the starting values of `m` are worth.
const M_STRENGTH: f64 = 40.0;

/// As many pairs as the starting values of `u` are worth.
const U_STRENGTH: f64 = 400.0;

/// Rounds of EM; the patterns are few, so that all of them are done.
const N_ROUNDS: usize = 40;

/// A round that moves no probability by more than this is the last.
const TOLERANCE: f64 = 1e-7;

type Table = Vec<Vec<f64>>;
type Bits = [[f64; N_LEVELS]; N_FIELDS];

/// Learns a model. `n_pairs` counts all pairs of reports that may be one person.
pub(crate) fn learn(candidates: &Histogram, random: &Histogram, n_pairs: f64, n_rows: f64) -> Model {
    let start = |value: fn(&crate::field::Level) -> f64| -> Table {
        FIELDS
            .iter()
            .map(|field| field.levels.iter().map(value).collect())
            .collect()
    };
    let (m_start, u_start) = (start(|level| level.m), start(|level| level.u));
    // Pairs drawn at random are hardly ever one person, so that they show at once which values everybody shares.
    let mut u_counts = empty();
    random
        .iter()
        .for_each(|(pattern, count)| add(&mut u_counts, *pattern, *count));
    let (mut m, mut u) = (m_start.clone(), smoothed(&u_counts, &u_start, U_STRENGTH));
    let (low, high) = prior_bounds(n_pairs, n_rows);
    let mut prior = (n_rows * 0.2 / n_pairs.max(1.0)).clamp(low, high);
    for _ in 0..N_ROUNDS {
        let bits = weights(&m, &u);
        let mut found = 0.0;
        let mut m_counts = empty();
        for (pattern, count) in candidates {
            let p = probability(&bits, prior, *pattern);
            found += p * count;
            add(&mut m_counts, *pattern, p * count);
        }
        let mut u_counts = empty();
        for (pattern, count) in random {
            add(
                &mut u_counts,
                *pattern,
                (1.0 - probability(&bits, prior, *pattern)) * count,
            );
        }
        let next_m = smoothed(&m_counts, &m_start, M_STRENGTH);
        let next_u = smoothed(&u_counts, &u_start, U_STRENGTH);
        let moved = movement(&m, &next_m).max(movement(&u, &next_u));
        (m, u) = (next_m, next_u);
        prior = ((found + 1.0) / (n_pairs + 1.0)).clamp(low, high);
        if moved < TOLERANCE {
            break;
        }
    }
    Model {
        bits: weights(&m, &u),
        prior,
    }
}

/// At least one pair for every hundred reports, at most ten for every report.
fn prior_bounds(n_pairs: f64, n_rows: f64) -> (f64, f64) {
    let n_pairs = n_pairs.max(1.0);
    let low = (0.01 * n_rows / n_pairs).clamp(1e-12, 0.05);
    let high = (10.0 * n_rows / n_pairs).clamp(low, 0.3);
    (low, high)
}

fn weights(m: &Table, u: &Table) -> Bits {
    let mut bits = [[0.0; N_LEVELS]; N_FIELDS];
    for (field, of_field) in bits.iter_mut().enumerate() {
        for (at, level) in FIELDS[field].levels.iter().enumerate() {
            let learned = (m[field][at] / u[field][at]).log2();
            of_field[at + 1] = learned.clamp(level.bounds.0, level.bounds.1);
        }
    }
    bits
}

impl Model {
    /// What all fields say in a pair with this pattern, in bits.
    pub(crate) fn bits_of_all(&self, pattern: Pattern) -> f64 {
        (0..N_FIELDS)
            .map(|field| bits_of(&self.bits, pattern, field))
            .sum()
    }

    /// The most that a field may say for one person, in bits.
    pub(crate) fn most_bits(&self, field: usize) -> f64 {
        self.bits[field].iter().copied().fold(0.0, f64::max)
    }

    /// What a field says in a pair with this pattern, in bits.
    pub(crate) fn bits_of(&self, pattern: Pattern, field: usize) -> f64 {
        bits_of(&self.bits, pattern, field)
    }
}

/// Brothers share their father: where given names differ, his name never speaks for one person.
fn bits_of(bits: &Bits, pattern: Pattern, field: usize) -> f64 {
    let learned = bits[field][pattern.get(field)];
    let brothers = field == at::FATHER && GIVEN_DIFFERS.contains(&pattern.get(at::NAME));
    if brothers { learned.min(0.0) } else { learned }
}

/// The probability that a pair with this pattern is one person.
fn probability(bits: &Bits, prior: f64, pattern: Pattern) -> f64 {
    let total: f64 = (0..N_FIELDS).map(|field| bits_of(bits, pattern, field)).sum();
    probability_of(total + log_odds(prior))
}

/// Log odds in bits.
pub(crate) fn log_odds(probability: f64) -> f64 {
    (probability / (1.0 - probability)).log2()
}

/// The probability that belongs to log odds in bits.
pub(crate) fn probability_of(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

fn empty() -> Table {
    FIELDS.iter().map(|field| vec![0.0; field.levels.len()]).collect()
}

fn add(counts: &mut Table, pattern: Pattern, share: f64) {
    for (field, levels) in counts.iter_mut().enumerate() {
        let level = pattern.get(field);
        if level > 0 {
            levels[level - 1] += share;
        }
    }
}

fn smoothed(counts: &Table, start: &Table, strength: f64) -> Table {
    let of_field = |(counts, start): (&Vec<f64>, &Vec<f64>)| -> Vec<f64> {
        let total: f64 = counts.iter().sum::<f64>() + strength;
        counts
            .iter()
            .zip(start)
            .map(|(count, prior)| (count + strength * prior) / total)
            .collect()
    };
    counts.iter().zip(start).map(of_field).collect()
}

fn movement(before: &Table, after: &Table) -> f64 {
    let pairs = before.iter().flatten().zip(after.iter().flatten());
    pairs.map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
}
