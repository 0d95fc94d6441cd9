//! The whole way from reports to persons.

#[cfg(test)]
mod tests;

use rayon::prelude::*;
use records::Report;
use serde::Serialize;

use crate::blocking::{RULES, blocks};
use crate::clustering::{ClusterPlan, Edge, cluster};
use crate::drawing::Open;
use crate::expectation::Expected;
use crate::judgement::{Judgements, Learned};
use crate::missing::n_missed;
use crate::model::{Model, probability_of};
use crate::pairs::Pairs;
use crate::preparing::prepare;
use crate::reliability::Band;
use crate::row::Rows;
use crate::scoring::{Scale, Scored};
use crate::threshold::Threshold;
use crate::weighing::{Found, Limits, Weighed, bits_of, trained};
use crate::weights::{FieldWeight, FieldWeights};

/// How reports are to be linked.
#[derive(Clone, Debug)]
pub struct LinkPlan {
    /// Lists that hold each person once: two reports of such a list are never one person.
    pub distinct: Vec<usize>,
    /// From which probability on two reports are taken for one person.
    pub threshold: Threshold,
    /// Pairs less likely than this are not kept in the result.
    pub floor: f64,
    /// Bytes that the compared pairs may take, about; usually [`PAIRS_MEMORY`](crate::PAIRS_MEMORY). Of more pairs than fit only
    /// likely ones are kept, and of too many likely ones the likeliest. What the reports themselves take is not counted.
    pub memory: u64,
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
    pub fields: FieldWeights,
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
    /// The probability below which pairs were let go because there was no room for them; `None` when all that matter were kept.
    pub kept_from: Option<f64>,
    /// Probability that two reports drawn at random are one person.
    pub prior: f64,
    /// Distinct candidate pairs that blocking found; of millions, as a sample tells.
    pub n_candidates: u64,
    /// Candidate pairs found first by each blocking rule; of millions, as a sample tells.
    pub rules: Vec<(&'static str, u64)>,
    /// At least how many pairs that are one person blocking did not find; 0 where every pair was compared.
    pub n_missed_by_blocking: f64,
    /// What is to be expected of some thresholds and of the one used, least first.
    pub expected: Vec<Expected>,
    /// What each level of each field is worth on average, before any correction.
    pub levels: Vec<FieldWeight>,
    /// How judgements of people corrected the weights, when there were enough.
    pub learned: Option<Learned>,
    /// Pairs that people judged, by what was thought of them before any correction, and how many they called one person.
    pub answered: Vec<Band>,
    /// What was learned.
    pub(crate) model: Model,
    /// What the evidence leaves open.
    pub(crate) open: Open,
    /// For each row, in the order of contents, its report.
    pub(crate) report_of: Vec<u32>,
    /// For each row, the first row of its person.
    pub(crate) group_of: Vec<u32>,
}

impl Linkage {
    /// Draws whole partitions into persons from what the evidence leaves open, and hands over each with its number.
    ///
    /// A draw has the number of a person for each report; persons are numbered by their first report. Reports that no doubtful
    /// pair touches fall alike in every draw. Pairs that blocking never found are in no draw one person unless other
    /// reports bring them together: see [`Linkage::n_missed_by_blocking`]. Of millions of candidates, those less likely
    /// than one in a thousand are known within persons alone, and count as never found elsewhere. The same seed gives the
    /// same draws.
    pub fn draw(&self, n_draws: usize, seed: u64, mut take: impl FnMut(usize, &[usize])) {
        let doubt = self.open.doubt(&self.group_of);
        doubt.draw(&self.group_of, n_draws, seed, |number, groups| {
            let (persons, _) = by_report(groups, &self.report_of);
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
    link_within(reports, plan, judgements, Limits::of(plan.memory), progress)
}

/// Links reports, with limits of what is kept in memory.
pub(crate) fn link_within(
    reports: &[Report],
    plan: &LinkPlan,
    judgements: &Judgements,
    limits: Limits,
    progress: &(dyn Fn(Phase, u64, u64) + Sync),
) -> Linkage {
    let n_reports = reports.len() as u64;
    progress(Phase::Preparing, 0, n_reports);
    let rows = prepare(reports, &plan.distinct);
    progress(Phase::Preparing, n_reports, n_reports);

    progress(Phase::Blocking, 0, n_reports);
    let blocks = blocks(&rows);
    let pairs = Pairs::of(&rows, &blocks);
    let found = Found::of(&pairs, limits, plan.seed);
    progress(Phase::Blocking, n_reports, n_reports);

    let n_about = found.n_about();
    progress(Phase::Training, 0, n_about);
    let model = trained(&found, &pairs, plan.seed);
    let scale = Scale::new(&model, &rows);
    progress(Phase::Training, n_about, n_about);

    progress(Phase::Scoring, 0, n_about);
    let mut weighed = Weighed::of(found, &pairs, &scale, plan, limits);
    weighed.correct(judgements, &rows.report_of);
    let n_missed_by_blocking = n_missed(&weighed.scored, &blocks);
    let expectation = weighed.expectation(n_missed_by_blocking);
    let threshold = plan
        .threshold
        .value(&expectation)
        .max(probability_of(weighed.least));
    let kept_from = weighed.kept_from();
    let kept = kept(&weighed.scored, &rows, &scale, plan.floor);
    progress(Phase::Scoring, n_about, n_about);

    progress(Phase::Clustering, 0, n_reports);
    let learned = weighed.learned;
    let answered = std::mem::take(&mut weighed.answered);
    let n_candidates = weighed.counts.iter().sum();
    let rules = RULES.into_iter().zip(weighed.counts);
    let rules = rules.filter(|(_, n)| *n > 0).collect();
    let edges = weighed.edges(judgements, &pairs, &scale, threshold);
    let distinct_list = rows.distinct_lists();
    // Nothing but edges is needed from here on.
    drop((scale, blocks));
    let report_of = rows.into_report_of();
    let (group_of, open) = grouped(edges, distinct_list, threshold);
    let (persons, n_persons) = by_report(&group_of, &report_of);
    progress(Phase::Clustering, n_reports, n_reports);
    Linkage {
        pairs: kept,
        persons,
        n_persons,
        threshold,
        kept_from,
        prior: model.prior,
        n_candidates,
        rules,
        n_missed_by_blocking,
        expected: expectation.told(threshold),
        levels: model.told(),
        learned,
        answered,
        model,
        open,
        report_of,
        group_of,
    }
}

/// The first row of each row's person, and what is open about that.
fn grouped(edges: Vec<Edge>, distinct_list: Vec<Option<usize>>, threshold: f64) -> (Vec<u32>, Open) {
    let plan = ClusterPlan {
        threshold: bits_of(threshold),
        distinct_list: &distinct_list,
    };
    let group_of = cluster(distinct_list.len(), &edges, plan);
    (group_of, Open::new(edges, distinct_list))
}

/// The pairs at or above the floor, in terms of the reports.
fn kept(weighed: &[Scored], rows: &Rows, scale: &Scale<'_>, floor: f64) -> Vec<Pair> {
    let pair = |scored: &Scored| {
        let probability = scored.probability();
        if probability < floor {
            return None;
        }
        let candidate = &scored.candidate;
        let report = |row: u32| rows.report_of[row as usize] as usize;
        let (x, y) = (report(candidate.a), report(candidate.b));
        Some(Pair {
            a: x.min(y),
            b: x.max(y),
            probability,
            weight: scored.weight,
            fields: scale.explained(candidate),
        })
    };
    let mut pairs: Vec<Pair> = weighed.par_iter().filter_map(pair).collect();
    pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// The person of each report, numbered by their first report, and how many there are.
fn by_report(groups: &[u32], report_of: &[u32]) -> (Vec<usize>, usize) {
    let mut of_report = vec![0_u32; groups.len()];
    for (group, report) in groups.iter().zip(report_of) {
        of_report[*report as usize] = *group;
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
