//! The whole way from reports to persons.

use rayon::prelude::*;
use records::Report;
use serde::Serialize;

use crate::blocking::blocks;
use crate::clustering::{ClusterPlan, Edge, cluster};
use crate::model::{Model, learn, log_odds};
use crate::rarity::Frequencies;
use crate::row::{Rows, prepare};
use crate::scoring::{Scored, candidates, explained, histogram, n_possible, random_histogram, scored};

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
    /// Chosen by the program: a pair is joined when it is more likely right than wrong.
    ///
    /// The expected F1 is highest when every pair above half of that highest F1 is joined (Lipton, Elkan and
    /// Naryanaswamy 2014), which is one half at most. The program does not go below one half: two
    /// people taken for one are worse than one person counted twice, so what is more likely wrong than right is
    /// left to a reviewer.
    Chosen,
    /// Given by the user, between 0 and 1.
    Given(f64),
}

/// The threshold that the program chooses.
const MORE_LIKELY_THAN_NOT: f64 = 0.5;

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

/// Links reports: finds which are about the same person.
///
/// `progress` is called at the start of every phase with nothing done and at its end with all done.
/// Uses all threads of the current rayon pool; the result does not depend on how many there are.
pub fn link(reports: &[Report], plan: &LinkPlan, progress: &(dyn Fn(Phase, u64, u64) + Sync)) -> Linkage {
    let n_reports = reports.len() as u64;
    progress(Phase::Preparing, 0, n_reports);
    let rows = prepare(reports);
    progress(Phase::Preparing, n_reports, n_reports);

    progress(Phase::Blocking, 0, n_reports);
    let blocks = blocks(&rows);
    let (found, rules) = candidates(&rows, &blocks, &plan.distinct);
    drop(blocks);
    progress(Phase::Blocking, n_reports, n_reports);

    let n_candidates = found.len() as u64;
    progress(Phase::Training, 0, n_candidates);
    let n_pairs = n_possible(&rows, &plan.distinct);
    let of_found = histogram(&found);
    // Where everything is compared, the candidates are all pairs and need no sample beside them.
    let model = if n_candidates as f64 >= n_pairs {
        learn(&of_found, &of_found, n_pairs, reports.len() as f64)
    } else {
        let random = random_histogram(&rows, &plan.distinct, plan.seed);
        learn(&of_found, &random, n_pairs, reports.len() as f64)
    };
    progress(Phase::Training, n_candidates, n_candidates);

    progress(Phase::Scoring, 0, n_candidates);
    let frequencies = Frequencies::new(&rows);
    let weighed = scored(&found, &model, &frequencies);
    drop(found);
    let threshold = match plan.threshold {
        Threshold::Chosen => MORE_LIKELY_THAN_NOT,
        Threshold::Given(given) => given.clamp(0.0, 1.0),
    };
    let pairs = kept(&weighed, &rows, &model, &frequencies, plan.floor);
    progress(Phase::Scoring, n_candidates, n_candidates);

    progress(Phase::Clustering, 0, n_reports);
    let (persons, n_persons) = persons(&rows, &weighed, plan, threshold);
    progress(Phase::Clustering, n_reports, n_reports);
    Linkage {
        pairs,
        persons,
        n_persons,
        threshold,
        prior: model.prior,
        n_candidates,
        rules,
    }
}

/// The pairs at or above the floor, in terms of the reports.
fn kept(
    weighed: &[Scored],
    rows: &Rows,
    model: &Model,
    frequencies: &Frequencies<'_>,
    floor: f64,
) -> Vec<Pair> {
    let pair = |scored: &Scored| {
        let probability = scored.probability();
        if probability < floor {
            return None;
        }
        let candidate = &scored.candidate;
        let (x, y) = (
            rows.report_of[candidate.a as usize],
            rows.report_of[candidate.b as usize],
        );
        Some(Pair {
            a: x.min(y),
            b: x.max(y),
            probability,
            weight: scored.weight,
            fields: explained(candidate, model, frequencies),
        })
    };
    let mut pairs: Vec<Pair> = weighed.par_iter().filter_map(pair).collect();
    pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// The person of each report, numbered by their first report, and how many there are.
fn persons(rows: &Rows, weighed: &[Scored], plan: &LinkPlan, threshold: f64) -> (Vec<usize>, usize) {
    // A threshold of 0 or 1 has no log odds; these bounds are beyond every weight that matters.
    let zero = log_odds(threshold.clamp(1e-9, 1.0 - 1e-9));
    let edges: Vec<Edge> = weighed
        .par_iter()
        .map(|scored| Edge {
            a: scored.candidate.a,
            b: scored.candidate.b,
            bits: scored.weight - zero,
        })
        .collect();
    let distinct_list: Vec<Option<usize>> = rows
        .rows
        .iter()
        .map(|row| plan.distinct.contains(&row.list).then_some(row.list))
        .collect();
    let group_of = cluster(
        rows.rows.len(),
        &edges,
        ClusterPlan {
            distinct_list: &distinct_list,
        },
    );
    let mut of_report = vec![0_u32; group_of.len()];
    for (row, report) in rows.report_of.iter().enumerate() {
        of_report[*report] = group_of[row];
    }
    let mut number_of = vec![usize::MAX; group_of.len()];
    let mut n_persons = 0;
    let mut persons = Vec::with_capacity(of_report.len());
    for group in of_report {
        let number = &mut number_of[group as usize];
        if *number == usize::MAX {
            *number = n_persons;
            n_persons += 1;
        }
        persons.push(*number);
    }
    (persons, n_persons)
}
