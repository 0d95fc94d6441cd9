//! The whole way from reports to persons.

use serde::Serialize;

/// How reports are to be linked.
#[derive(Clone, Debug)]
pub struct LinkPlan {
    /// Lists that hold each person once: two reports of such a list are never one person.
    pub distinct: Vec<usize>,
    /// From which probability on two reports are taken for one person.
    pub threshold: Threshold,
    /// Pairs less likely than this are not kept in the result.
    pub floor: f64,
    /// Seed of every random sample.
    pub seed: u64,
}

/// From which probability on two reports are taken for one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Threshold {
    /// Chosen from the fitted mixture so that the expected F1 is highest.
    Chosen,
    /// Given by the user, between 0 and 1.
    Given(f64),
}

/// Steps of the work, for progress and cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Names read and values folded.
    Preparing,
    /// Candidate pairs found.
    Blocking,
    /// Weights learned.
    Training,
    /// Candidate pairs weighed.
    Scoring,
    /// Pairs brought together into persons.
    Clustering,
}

/// Two reports and how likely they are one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// Place of the first report; always before `b`.
    pub a: usize,
    /// Place of the second report.
    pub b: usize,
    /// Probability that both are about one person.
    pub probability: f64,
    /// Total weight in bits, prior included.
    pub weight: f64,
    /// The weight of each field that both reports fill, in a fixed order.
    pub fields: Vec<FieldWeight>,
}

/// What one field says about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FieldWeight {
    /// Stable code of the field: `name`, `birth`, `sex`, `place`, `event`, `phone`, ...
    pub field: &'static str,
    /// Stable code of how well the values agree: `exact`, `same_year`, `different`, ...
    pub level: &'static str,
    /// Evidence in bits; positive speaks for one person.
    pub bits: f64,
}

/// Which reports are about the same person.
#[derive(Clone, Debug)]
pub struct Linkage {
    /// Pairs at or above the plan's floor, by place of `a`, then `b`.
    pub pairs: Vec<Pair>,
    /// For each report, the number of its person; persons are numbered by their first report.
    pub persons: Vec<usize>,
    /// How many persons there are.
    pub n_persons: usize,
    /// The probability used as threshold.
    pub threshold: f64,
    /// Probability that two reports drawn at random are one person.
    pub prior: f64,
    /// Distinct candidate pairs that blocking found.
    pub n_candidates: u64,
    /// Candidate pairs found first by each blocking rule.
    pub rules: Vec<(&'static str, u64)>,
}
