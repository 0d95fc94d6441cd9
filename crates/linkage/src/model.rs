//! Learns what each level of agreement is worth.
//!
//! Fellegi and Sunter (1969) with EM on counts of agreement patterns (Winkler 1988; Enamorado, Fifield and
//! Imai 2019). Two histograms are used: the candidate pairs, among which nearly all true pairs are, teach
//! `m`; pairs drawn at random teach `u`, each weighted by the chance that it is not a true pair. The prior
//! is over all pairs, so that it does not depend on what blocking let through. Starting values count as
//! if they had been seen in earlier data, so that no level is ever left without a weight.

use crate::dependence::{Chances, Leanings, Repetitions};
use crate::field::{FIELDS, GIVEN_DIFFERS, Level, N_FIELDS, N_LEVELS, Pattern, at};

/// Agreement patterns and how often each occurs.
pub(crate) type Histogram = Vec<(Pattern, f64)>;

/// What was learned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    /// Weight in bits of each level of each field; level 0 is 0.
    pub(crate) bits: Bits,
    /// What fields say less beside others that agree with them anyway.
    repetitions: Repetitions,
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

/// Learns a model. `n_pairs` counts all pairs of reports that may be one person; `random` are some of them, or `None` when the
/// candidates are all of them.
///
/// What random pairs show at once is which values everybody shares; but where there are few reports, those that are one person are
/// no small part of them. So the climb begins at what random pairs show, and, where all pairs are candidates, also at shipped
/// values, and the likelier end counts.
pub(crate) fn learn(candidates: &Histogram, random: Option<&Histogram>, n_pairs: f64, n_rows: f64) -> Model {
    let of_random = random.unwrap_or(candidates);
    let climb = Climb {
        candidates,
        random: of_random,
        leanings: Leanings::of(of_random),
        n_pairs,
        n_rows,
        m_start: start(|level| level.m),
        u_start: start(|level| level.u),
    };
    let seen = climb.end(climb.u_of(|_| 1.0));
    let best = match random {
        Some(_) => seen,
        None => {
            let shipped = climb.end(climb.u_start.clone());
            if climb.log_likelihood(&shipped) > climb.log_likelihood(&seen) {
                shipped
            } else {
                seen
            }
        }
    };
    best.model()
}

fn start(value: fn(&Level) -> f64) -> Table {
    let fields = FIELDS.iter();
    fields
        .map(|field| field.levels.iter().map(value).collect())
        .collect()
}

/// Where a climb stands.
struct Point {
    m: Table,
    u: Table,
    chances: Chances,
    prior: f64,
}

impl Point {
    fn model(&self) -> Model {
        let bits = weights(&self.m, &self.u);
        Model {
            bits,
            repetitions: self.chances.repetitions(&self.m, &bits),
            prior: self.prior,
        }
    }
}

/// Expectation-maximisation on agreement patterns (Dempster, Laird and Rubin 1977).
struct Climb<'a> {
    candidates: &'a Histogram,
    random: &'a Histogram,
    leanings: Leanings,
    n_pairs: f64,
    n_rows: f64,
    m_start: Table,
    u_start: Table,
}

impl Climb<'_> {
    /// Climbs from a table of what pairs that are two people show.
    fn end(&self, u: Table) -> Point {
        let (low, high) = prior_bounds(self.n_pairs, self.n_rows);
        let mut at = Point {
            m: self.m_start.clone(),
            chances: self.leanings.chances(self.random, &u, |_| 1.0),
            u,
            prior: first_prior(self.n_pairs, self.n_rows),
        };
        for _ in 0..N_ROUNDS {
            let model = at.model();
            let mut found = 0.0;
            let mut m_counts = empty();
            for (pattern, count) in self.candidates {
                let p = model.probability(*pattern);
                found += p * count;
                add(&mut m_counts, taught(*pattern), p * count);
            }
            let two_people = |pattern| 1.0 - model.probability(pattern);
            let next_u = self.u_of(two_people);
            let next_m = smoothed(&m_counts, &self.m_start, M_STRENGTH);
            let moved = movement(&at.m, &next_m).max(movement(&at.u, &next_u));
            at = Point {
                m: next_m,
                chances: self.leanings.chances(self.random, &next_u, two_people),
                u: next_u,
                prior: ((found + 1.0) / (self.n_pairs + 1.0)).clamp(low, high),
            };
            if moved < TOLERANCE {
                break;
            }
        }
        at
    }

    /// What random pairs show, each counted as far as it is two people.
    fn u_of(&self, two_people: impl Fn(Pattern) -> f64) -> Table {
        let mut counts = empty();
        for (pattern, count) in self.random {
            add(&mut counts, *pattern, two_people(*pattern) * count);
        }
        smoothed(&counts, &self.u_start, U_STRENGTH)
    }

    /// ln of the likelihood of all candidates, and of the starting values as earlier data.
    fn log_likelihood(&self, at: &Point) -> f64 {
        let of_pattern = |table: &Table, pattern: Pattern| -> f64 {
            let levels = (0..N_FIELDS).map(|field| (field, pattern.get(field)));
            let filled = levels.filter(|(_, level)| *level > 0);
            filled.map(|(field, level)| table[field][level - 1].ln()).sum()
        };
        let of_data = self.candidates.iter().map(|(pattern, count)| {
            let one = at.prior.ln() + of_pattern(&at.m, *pattern);
            let of_two = of_pattern(&at.u, *pattern) + at.chances.ln_beside(&at.u, *pattern);
            let two = (1.0 - at.prior).ln() + of_two;
            let most = one.max(two);
            count * (most + ((one - most).exp() + (two - most).exp()).ln())
        });
        of_data.sum::<f64>()
            + of_start(&at.m, &self.m_start, M_STRENGTH)
            + of_start(&at.u, &self.u_start, U_STRENGTH)
    }
}

/// What a pair may teach of the values of one person.
///
/// How one person's name is written teaches only where something else that few people share was there to tell that it is one
/// person. Else whatever few people have in common would pass for a way to write one name.
fn taught(pattern: Pattern) -> Pattern {
    const WITNESSES: [usize; 4] = [at::BIRTH, at::PHONE, at::DOCUMENT, at::EMAIL];
    if WITNESSES.iter().any(|field| pattern.get(*field) > 0) {
        pattern
    } else {
        pattern.with(at::NAME, 0)
    }
}

/// ln of the likelihood of starting values as so many pairs seen earlier.
fn of_start(table: &Table, start: &Table, strength: f64) -> f64 {
    let fields = table.iter().zip(start);
    let of_field = fields.map(|(levels, starts)| {
        let all: f64 = starts.iter().sum();
        let levels = levels.iter().zip(starts);
        levels
            .map(|(level, start)| strength * start / all * level.ln())
            .sum::<f64>()
    });
    of_field.sum()
}

/// One pair for every five reports.
fn first_prior(n_pairs: f64, n_rows: f64) -> f64 {
    let (low, high) = prior_bounds(n_pairs, n_rows);
    (n_rows * 0.2 / n_pairs.max(1.0)).clamp(low, high)
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
    /// The shipped values, where nothing was learned.
    pub(crate) fn shipped(n_pairs: f64, n_rows: f64) -> Self {
        Self {
            bits: weights(&start(|level| level.m), &start(|level| level.u)),
            repetitions: Repetitions::default(),
            prior: first_prior(n_pairs, n_rows),
        }
    }

    /// What all fields say in a pair with this pattern, in bits.
    pub(crate) fn bits_of_all(&self, pattern: Pattern) -> f64 {
        let alone: f64 = (0..N_FIELDS).map(|field| self.alone(pattern, field)).sum();
        alone + self.repetitions.of_all(pattern)
    }

    /// The most that a field may say for one person, in bits.
    pub(crate) fn most_bits(&self, field: usize) -> f64 {
        self.bits[field].iter().copied().fold(0.0, f64::max)
    }

    /// What a field says in a pair with this pattern, in bits.
    pub(crate) fn bits_of(&self, pattern: Pattern, field: usize) -> f64 {
        self.alone(pattern, field) + self.repetitions.of(pattern, field)
    }

    /// What a field would say if it leaned on no other.
    ///
    /// Brothers share their father: where given names differ, his name never speaks for one person.
    fn alone(&self, pattern: Pattern, field: usize) -> f64 {
        let learned = self.bits[field][pattern.get(field)];
        let brothers = field == at::FATHER && GIVEN_DIFFERS.contains(&pattern.get(at::NAME));
        if brothers { learned.min(0.0) } else { learned }
    }

    /// The probability that a pair with this pattern is one person.
    fn probability(&self, pattern: Pattern) -> f64 {
        probability_of(self.bits_of_all(pattern) + log_odds(self.prior))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs of 1,000 reports by the levels of their names and of their fathers' names: kin and namesakes, all different people.
    const PAIRS: [(&str, &str, f64); 8] = [
        ("exact", "different", 20.0),
        ("close", "different", 30.0),
        ("surname_differs", "exact", 900.0),
        ("surname_differs", "different", 2_500.0),
        ("weak", "exact", 2_500.0),
        ("weak", "different", 10_000.0),
        ("different", "exact", 500.0),
        ("different", "different", 483_050.0),
    ];

    fn level(field: usize, code: &str) -> usize {
        let mut levels = FIELDS[field].levels.iter();
        1 + levels
            .position(|level| level.code == code)
            .expect("the level is there")
    }

    #[test]
    fn names_alone_teach_no_spellings() {
        let pattern = |(name, father, count): (&str, &str, f64)| {
            let named = Pattern::default().with(at::NAME, level(at::NAME, name));
            (named.with(at::FATHER, level(at::FATHER, father)), count)
        };
        let candidates: Histogram = PAIRS.map(pattern).to_vec();
        let model = learn(&candidates, None, 499_500.0, 1_000.0);
        let says = |code: &str| model.bits[at::NAME][level(at::NAME, code)];
        assert!(says("exact") > 6.0, "{}", says("exact"));
        assert!(says("weak") < 1.0, "{}", says("weak"));
        assert!(says("surname_differs") < 1.0, "{}", says("surname_differs"));
        assert!(model.prior * 499_500.0 < 100.0, "{}", model.prior);
    }
}
