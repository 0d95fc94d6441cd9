//! Weighs all candidates where they are few, and where they are many those that may matter.

use rayon::prelude::*;

use crate::clustering::{Edge, components};
use crate::expectation::Expectation;
use crate::judgement::{Judgements, Learned, learned_of};
use crate::linking::LinkPlan;
use crate::model::{Model, learn, log_odds, probability_of};
use crate::pairs::{Counts, Pairs};
use crate::reliability::{Band, bands};
use crate::scoring::{
    Candidate, Scale, Scored, candidates, histogram, likely, n_possible, random_histogram, sample,
    unlikely_within,
};
use crate::threshold::Threshold;

/// From how many pairs on not all of them are kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// As many pairs, those that several blocks hold counted in each, are all kept; of more only likely ones, and of these no more.
    pub(crate) most_kept: u64,
    /// Of more, as many teach the weights.
    pub(crate) n_sample: u64,
}

impl Limits {
    /// The limits of so much memory for pairs; what half a million teach is close to what all do.
    pub(crate) fn of(memory: u64) -> Self {
        let most_kept = memory / BYTES_OF_PAIR;
        Self {
            most_kept,
            n_sample: most_kept.min(500_000),
        }
    }
}

/// What a pair takes with its weight while pairs are weighed and persons formed, about.
const BYTES_OF_PAIR: u64 = 40;

/// The usual memory for pairs, in bytes: enough for six million.
pub const PAIRS_MEMORY: u64 = 229 << 20;

/// Of too many pairs, those less likely than this are not kept, in bits of log odds (one in 1,000).
const LEAST_BITS: f64 = -10.0;

/// Candidates that were compared.
pub(crate) enum Found {
    /// All of them, and how many each rule found first.
    All(Vec<Candidate>, Counts),
    /// Some of them, how many of these each rule found first, and how many each stands for.
    Sample(Vec<Candidate>, Counts, f64),
}

impl Found {
    /// Compares the candidates, or of too many a sample.
    pub(crate) fn of(pairs: &Pairs<'_>, limits: Limits, seed: u64) -> Self {
        if pairs.n_with_repeats <= limits.most_kept {
            let (candidates, counts) = candidates(pairs);
            Self::All(candidates, counts)
        } else {
            let (candidates, counts, each) = sample(pairs, limits.n_sample, seed);
            Self::Sample(candidates, counts, each)
        }
    }

    /// How many candidates there are, about.
    pub(crate) fn n_about(&self) -> u64 {
        match self {
            Self::All(candidates, _) => candidates.len() as u64,
            Self::Sample(candidates, _, each) => (candidates.len() as f64 * each) as u64,
        }
    }
}

pub(crate) fn trained(found: &Found, pairs: &Pairs<'_>, seed: u64) -> Model {
    let n_pairs = n_possible(pairs.rows);
    let n_rows = pairs.rows.rows.len() as f64;
    let (candidates, each) = match found {
        Found::All(candidates, _) => (candidates, 1.0),
        Found::Sample(candidates, _, each) => (candidates, *each),
    };
    let of_candidates = histogram(candidates, each);
    // Where everything is compared, the candidates are all pairs and need no sample beside them.
    if pairs.blocks.hold_every_pair() && each == 1.0 {
        learn(&of_candidates, None, n_pairs, n_rows)
    } else {
        learn(
            &of_candidates,
            Some(&random_histogram(pairs.rows, seed)),
            n_pairs,
            n_rows,
        )
    }
}

/// Candidates with their weights.
pub(crate) struct Weighed {
    /// All, or those of at least [`Weighed::least`] bits.
    pub(crate) scored: Vec<Scored>,
    pub(crate) least: f64,
    /// Whether more would have been kept if there were room.
    is_short: bool,
    /// [`Weighed::least`] before any correction.
    least_before: f64,
    pub(crate) counts: Counts,
    /// How judgements of people corrected the weights, when there were enough.
    pub(crate) learned: Option<Learned>,
    /// What was thought of the pairs that people judged, before any correction, and what they said.
    pub(crate) answered: Vec<Band>,
    /// Where not all are kept, some of those that are not, and how many each stands for.
    others: (Vec<Scored>, f64),
}

impl Weighed {
    pub(crate) fn of(
        found: Found,
        pairs: &Pairs<'_>,
        scale: &Scale<'_>,
        plan: &LinkPlan,
        limits: Limits,
    ) -> Self {
        match found {
            Found::All(candidates, counts) => Self {
                scored: scale.all(&candidates),
                is_short: false,
                least: f64::NEG_INFINITY,
                least_before: f64::NEG_INFINITY,
                counts,
                learned: None,
                answered: Vec::new(),
                others: (Vec::new(), 1.0),
            },
            Found::Sample(candidates, counts, each) => {
                let given = match plan.threshold {
                    Threshold::Given(given) => log_odds(given),
                    Threshold::Cost(_) | Threshold::Balanced | Threshold::BestF1 => 0.0,
                };
                let wanted = LEAST_BITS.min(log_odds(plan.floor)).min(given);
                let mut others = scale.all(&candidates);
                drop(candidates);
                let (scored, least) = likely(pairs, scale, wanted, limits.most_kept);
                others.retain(|scored| scored.weight < least);
                Self {
                    scored,
                    is_short: least > wanted,
                    least,
                    least_before: least,
                    counts: counts.map(|n| (n as f64 * each).round() as u64),
                    learned: None,
                    answered: Vec::new(),
                    others: (others, each),
                }
            }
        }
    }

    /// The probability below which likely pairs were let go for want of room.
    pub(crate) fn kept_from(&self) -> Option<f64> {
        self.is_short.then(|| probability_of(self.least))
    }

    /// Corrects all weights by what people said of pairs, when they said enough.
    pub(crate) fn correct(&mut self, judgements: &Judgements, report_of: &[u32]) {
        let answers = judgements.answered(&self.scored, report_of);
        self.learned = learned_of(&answers);
        let thought = |(bits, same): &(f64, bool)| (probability_of(*bits), *same);
        self.answered = bands(&answers.iter().map(thought).collect::<Vec<_>>());
        if let Some(learned) = &self.learned {
            let weights = self.scored.iter_mut().chain(&mut self.others.0);
            weights.for_each(|scored| scored.weight = learned.corrected(scored.weight));
            self.least = learned.corrected(self.least);
        }
    }

    pub(crate) fn expectation(&self, n_missed: f64) -> Expectation {
        let mut expectation = Expectation::of(&self.scored, n_missed);
        let (others, each) = &self.others;
        others.iter().for_each(|scored| expectation.add(scored, *each));
        expectation
    }

    /// What clustering needs to know: where not all pairs are kept, those that may join persons and all within what they
    /// join.
    pub(crate) fn edges(
        self,
        judgements: &Judgements,
        pairs: &Pairs<'_>,
        scale: &Scale<'_>,
        threshold: f64,
    ) -> Vec<Edge> {
        let report_of = &pairs.rows.report_of;
        let mut edges: Vec<Edge> = self.scored.par_iter().map(Scored::edge).collect();
        judgements.settle(&mut edges, report_of);
        if self.least > f64::NEG_INFINITY {
            let part_of = components(pairs.rows.rows.len(), &edges, bits_of(threshold));
            let (least, learned) = (self.least_before, self.learned);
            let unlikely = unlikely_within(pairs, scale, least, &part_of).into_iter();
            edges.extend(unlikely.map(|edge| Edge {
                bits: learned.map_or(edge.bits, |learned| learned.corrected(edge.bits)),
                ..edge
            }));
            judgements.settle(&mut edges, report_of);
        }
        edges
    }
}

/// A threshold in bits. That of 0 or 1 has no log odds; these bounds are beyond every weight that matters.
pub(crate) fn bits_of(threshold: f64) -> f64 {
    log_odds(threshold.clamp(1e-9, 1.0 - 1e-9))
}
