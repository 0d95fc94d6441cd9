//! The whole way from reports to persons.

use rayon::prelude::*;
use records::Report;
use serde::Serialize;

use crate::blocking::blocks;
use crate::clustering::{ClusterPlan, Edge, cluster};
use crate::drawing::Doubt;
use crate::expectation::{Expectation, Expected};
use crate::judgement::{Judgements, Learned};
use crate::missing::n_missed;
use crate::model::{Model, learn, log_odds};
use crate::rarity::Frequencies;
use crate::row::{Rows, prepare};
use crate::scoring::{Scored, candidates, explained, histogram, n_possible, random_histogram, scored};
use crate::threshold::Threshold;

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
#[derive(Clone, Debug, Default)]
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
    /// At least how many pairs that are one person blocking did not find; 0 where every pair was compared.
    pub n_missed_by_blocking: f64,
    /// What is to be expected of some thresholds and of the one used, least first.
    pub expected: Vec<Expected>,
    /// What each level of each field is worth on average, before any correction.
    pub levels: Vec<FieldWeight>,
    /// How judgements of people corrected the weights, when there were enough.
    pub learned: Option<Learned>,
    /// What the evidence leaves open.
    pub(crate) doubt: Doubt,
    /// For each row, in the order of contents, its report and the first row of its person.
    pub(crate) rows: Vec<(usize, u32)>,
}

impl Linkage {
    /// Draws whole partitions into persons from what the evidence leaves open, and hands over each with its number.
    ///
    /// A draw has the number of a person for each report; persons are numbered by their first report. Reports that no doubtful
    /// pair touches fall alike in every draw. Pairs that blocking never found are in no draw one person unless other
    /// reports bring them together: see [`Linkage::n_missed_by_blocking`]. The same seed gives the same draws.
    pub fn draw(&self, n_draws: usize, seed: u64, mut take: impl FnMut(usize, &[usize])) {
        let base: Vec<u32> = self.rows.iter().map(|(_, group)| *group).collect();
        self.doubt.draw(&base, n_draws, seed, |number, groups| {
            let (persons, _) = by_report(groups, self.rows.iter().map(|(report, _)| *report));
            take(number, &persons);
        });
    }
}

/// Links reports: finds which are about the same person.
///
/// `progress` is called at the start of every phase with nothing done and at its end with all done.
/// Uses all threads of the current rayon pool; the result does not depend on how many there are.
pub fn link(reports: &[Report], plan: &LinkPlan, progress: &(dyn Fn(Phase, u64, u64) + Sync)) -> Linkage {
    link_judged(reports, plan, &Judgements::default(), progress)
}

/// Links reports as [`link`] does, and holds to what people said of pairs of them.
pub fn link_judged(
    reports: &[Report],
    plan: &LinkPlan,
    judgements: &Judgements,
    progress: &(dyn Fn(Phase, u64, u64) + Sync),
) -> Linkage {
    let n_reports = reports.len() as u64;
    progress(Phase::Preparing, 0, n_reports);
    let rows = prepare(reports);
    progress(Phase::Preparing, n_reports, n_reports);

    progress(Phase::Blocking, 0, n_reports);
    let blocks = blocks(&rows);
    let (found, rules) = candidates(&rows, &blocks, &plan.distinct);
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
    let mut weighed = scored(&found, &model, &frequencies);
    drop(found);
    let learned = judgements.correct(&mut weighed, &rows.report_of);
    let n_missed_by_blocking = n_missed(&weighed, &blocks);
    drop(blocks);
    let expectation = Expectation::of(&weighed, n_missed_by_blocking);
    let threshold = plan.threshold.value(&expectation);
    let pairs = kept(&weighed, &rows, &model, &frequencies, plan.floor);
    progress(Phase::Scoring, n_candidates, n_candidates);

    progress(Phase::Clustering, 0, n_reports);
    let mut edges: Vec<Edge> = weighed.par_iter().map(Scored::edge).collect();
    drop(weighed);
    judgements.settle(&mut edges, &rows.report_of);
    let distinct_list: Vec<Option<usize>> = { &rows.rows }
        .iter()
        .map(|row| plan.distinct.contains(&row.list).then_some(row.list))
        .collect();
    let groups = grouped(rows.rows.len(), &edges, &distinct_list, threshold);
    let (persons, n_persons) = by_report(&groups, rows.report_of.iter().copied());
    let doubt = Doubt::new(&edges, &groups, &distinct_list);
    progress(Phase::Clustering, n_reports, n_reports);
    Linkage {
        pairs,
        persons,
        n_persons,
        threshold,
        prior: model.prior,
        n_candidates,
        rules,
        n_missed_by_blocking,
        expected: expectation.told(threshold),
        levels: model.told(),
        learned,
        doubt,
        rows: rows.report_of.into_iter().zip(groups).collect(),
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

/// The first row of each row's person.
fn grouped(n_rows: usize, edges: &[Edge], distinct_list: &[Option<usize>], threshold: f64) -> Vec<u32> {
    // A threshold of 0 or 1 has no log odds; these bounds are beyond every weight that matters.
    let zero = log_odds(threshold.clamp(1e-9, 1.0 - 1e-9));
    let beyond = |edge: &Edge| Edge {
        bits: edge.bits - zero,
        ..*edge
    };
    let edges: Vec<Edge> = edges.par_iter().map(beyond).collect();
    cluster(n_rows, &edges, ClusterPlan { distinct_list })
}

/// The person of each report, numbered by their first report, and how many there are.
fn by_report(groups: &[u32], reports: impl Iterator<Item = usize>) -> (Vec<usize>, usize) {
    let mut of_report = vec![0_u32; groups.len()];
    for (group, report) in groups.iter().zip(reports) {
        of_report[report] = *group;
    }
    let mut number_of = vec![usize::MAX; groups.len()];
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
