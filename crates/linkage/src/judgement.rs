//! What people said of pairs of reports: it always holds, and the weights learn from it.
//!
//! *Same* is a certain pair that is joined before all others; *different* keeps two reports apart in every
//! clustering and every draw. With enough of both, the log odds of all pairs are corrected (see [`Learned`]).

use std::collections::{BTreeMap, BTreeSet};

use records::Report;
use serde::Serialize;

use crate::clustering::Edge;
use crate::forest::Forest;
use crate::scoring::Scored;

/// What somebody said of two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They are about one person.
    Same,
    /// They are about two.
    Different,
    /// Whoever was asked could not say.
    Unsure,
}

/// What somebody said of two reports, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Place of one report.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// What was said.
    pub verdict: Verdict,
}

/// A judgement that cannot hold beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradicted {
    /// Its place among the judgements.
    pub judgement: usize,
    /// What it contradicts.
    pub by: Contradiction,
}

/// What a judgement contradicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Other judgements say together that these reports are one person.
    Judgements,
    /// It would make one person of two reports of this list, which holds each person once.
    DistinctList(usize),
}

/// Judgements that can all hold at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements {
    /// Pairs of reports, the earlier first, with whether they are one person; what was unsure is not among them.
    settled: BTreeMap<(usize, usize), bool>,
    /// For each report, the first that is said to be about the same person; empty without judgements.
    person: Vec<u32>,
    /// Persons said to be two, by those first reports.
    apart: BTreeSet<(u32, u32)>,
}

/// How the weights of all pairs were corrected by judgements.
///
/// Log odds become `shift + scale × log odds`: logistic regression of the answers on the log odds (Platt 1999), the most
/// likely values under normal priors around no correction. Which pairs were asked about depends on the log odds alone or
/// nearly so, and a regression on what the choice depended on is not biased by it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Learned {
    /// Bits added to all log odds.
    pub shift: f64,
    /// What log odds are multiplied by; above 0.
    pub scale: f64,
    /// Judged pairs that are one person and have a weight.
    pub n_same: usize,
    /// Judged pairs that are two people and have a weight.
    pub n_different: usize,
}

/// Fewer answers of either kind than this teach nothing.
pub const LEAST_ANSWERS: usize = 10;

/// Standard deviation of the prior of the shift, in nats: as much as sixteen answers about even pairs (our judgement).
const SHIFT_SD: f64 = 0.5;

/// Standard deviation of the prior of the scale around 1 (our judgement).
const SCALE_SD: f64 = 0.2;

/// The scale stays between these, so that likelier pairs stay likelier.
const SCALES: (f64, f64) = (0.25, 4.0);

/// Log odds beyond these nats count as these, so that one slip does not outweigh all other answers.
const MOST_NATS: f64 = 10.0;

impl Judgements {
    /// Checks that all judgements can hold at once, beside the lists that hold each person once.
    ///
    /// # Errors
    /// Names the first judgement that cannot hold.
    pub fn new(
        judgements: &[Judgement],
        reports: &[Report],
        distinct: &[usize],
    ) -> Result<Self, Contradicted> {
        let mut settled = BTreeMap::new();
        let mut persons = Persons::new(reports, distinct);
        for verdict in [Verdict::Same, Verdict::Different] {
            for (place, said) in judgements.iter().enumerate() {
                let known = said.a < reports.len() && said.b < reports.len();
                if said.verdict != verdict || !known {
                    continue;
                }
                let fits = match verdict {
                    Verdict::Same => persons.join(said.a, said.b),
                    _ => persons.apart(said.a, said.b),
                };
                fits.map_err(|by| Contradicted { judgement: place, by })?;
                if said.a != said.b {
                    let pair = (said.a.min(said.b), said.a.max(said.b));
                    settled.insert(pair, verdict == Verdict::Same);
                }
            }
        }
        let mut person = Vec::new();
        let mut apart = BTreeSet::new();
        if !settled.is_empty() {
            person = (0..reports.len() as u32)
                .map(|report| persons.forest.root(report))
                .collect();
        }
        for (a, b) in settled.iter().filter(|(_, same)| !**same).map(|(pair, _)| *pair) {
            apart.insert(ordered(person[a], person[b]));
        }
        Ok(Self {
            settled,
            person,
            apart,
        })
    }

    /// How many pairs were judged one person, and how many two.
    pub fn counts(&self) -> (usize, usize) {
        let n_same = self.settled.values().filter(|same| **same).count();
        (n_same, self.settled.len() - n_same)
    }

    /// What follows for two reports from what was said of them and of others.
    pub fn of(&self, a: usize, b: usize) -> Option<Verdict> {
        let (x, y) = (*self.person.get(a)?, *self.person.get(b)?);
        if x == y {
            return Some(Verdict::Same);
        }
        self.apart.contains(&ordered(x, y)).then_some(Verdict::Different)
    }

    /// Weights in bits of the pairs that somebody was asked about, and whether they are one person, least first.
    pub(crate) fn answered(&self, weighed: &[Scored], report_of: &[u32]) -> Vec<(f64, bool)> {
        if self.settled.is_empty() {
            return Vec::new();
        }
        let of_pair = |scored: &Scored| {
            let report = |row: u32| report_of[row as usize] as usize;
            // Only what somebody was asked about: what follows from it would count the same answer twice.
            let (x, y) = (report(scored.candidate.a), report(scored.candidate.b));
            let same = self.settled.get(&(x.min(y), x.max(y)))?;
            Some((scored.weight, *same))
        };
        let mut answers: Vec<(f64, bool)> = weighed.iter().filter_map(of_pair).collect();
        // Sums must not depend on the order of the reports.
        answers.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
        answers
    }

    /// Makes the edges of judged pairs certain: infinitely many bits for one person, or against it.
    pub(crate) fn settle(&self, edges: &mut Vec<Edge>, report_of: &[u32]) {
        if self.settled.is_empty() {
            return;
        }
        let mut row_of = vec![0_u32; report_of.len()];
        for (row, report) in report_of.iter().enumerate() {
            row_of[*report as usize] = row as u32;
        }
        let certain = |same: bool| if same { f64::INFINITY } else { f64::NEG_INFINITY };
        let mut settled: BTreeMap<(u32, u32), (f64, bool)> = BTreeMap::new();
        for ((x, y), same) in &self.settled {
            settled.insert(ordered(row_of[*x], row_of[*y]), (certain(*same), false));
        }
        for edge in edges.iter_mut() {
            if let Some((bits, is_there)) = settled.get_mut(&ordered(edge.a, edge.b)) {
                edge.bits = *bits;
                *is_there = true;
            }
        }
        let missing = settled.into_iter().filter(|(_, (_, is_there))| !is_there);
        edges.extend(missing.map(|((a, b), (bits, _))| Edge { a, b, bits }));
    }
}

impl Learned {
    /// Log odds in bits, corrected.
    pub(crate) fn corrected(&self, bits: f64) -> f64 {
        self.shift + self.scale * bits
    }
}

fn ordered(x: u32, y: u32) -> (u32, u32) {
    (x.min(y), x.max(y))
}

/// Reports that judgements have brought together, with the distinct lists each person is on.
struct Persons {
    forest: Forest,
    lists: Vec<Vec<usize>>,
}

impl Persons {
    fn new(reports: &[Report], distinct: &[usize]) -> Self {
        let list = |report: &Report| distinct.contains(&report.list).then_some(report.list);
        Self {
            forest: Forest::new(reports.len()),
            lists: reports
                .iter()
                .map(|report| list(report).into_iter().collect())
                .collect(),
        }
    }

    fn join(&mut self, a: usize, b: usize) -> Result<(), Contradiction> {
        let (x, y) = (self.forest.root(a as u32), self.forest.root(b as u32));
        if x == y {
            return Ok(());
        }
        let (of_x, of_y) = (&self.lists[x as usize], &self.lists[y as usize]);
        if let Some(list) = of_x.iter().find(|list| of_y.contains(list)) {
            return Err(Contradiction::DistinctList(*list));
        }
        let lists = [of_x.as_slice(), of_y.as_slice()].concat();
        self.forest.join(x, y);
        let root = self.forest.root(x);
        self.lists[root as usize] = lists;
        Ok(())
    }

    fn apart(&mut self, a: usize, b: usize) -> Result<(), Contradiction> {
        if self.forest.root(a as u32) == self.forest.root(b as u32) {
            return Err(Contradiction::Judgements);
        }
        Ok(())
    }
}

/// Fits shift and scale to answers: weights in bits, and whether each pair is one person; too few of either kind teach nothing.
pub(crate) fn learned_of(answers: &[(f64, bool)]) -> Option<Learned> {
    let n_same = answers.iter().filter(|(_, same)| *same).count();
    let n_different = answers.len() - n_same;
    if n_same.min(n_different) < LEAST_ANSWERS {
        return None;
    }
    let nats = |bits: f64| (bits * std::f64::consts::LN_2).clamp(-MOST_NATS, MOST_NATS);
    let answers: Vec<(f64, bool)> = answers.iter().map(|(bits, same)| (nats(*bits), *same)).collect();
    let (mut shift, mut scale) = (0.0, 1.0);
    let mut reached = penalty(&answers, shift, scale);
    for _ in 0..60 {
        let (by_shift, by_scale) = newton_step(&answers, shift, scale);
        let mut length = 1.0;
        // The penalty is convex: some part of the step never makes it worse, until nothing is left to gain.
        while length > 1e-6
            && penalty(&answers, shift - length * by_shift, scale - length * by_scale) > reached
        {
            length /= 2.0;
        }
        if length <= 1e-6 {
            break;
        }
        shift -= length * by_shift;
        scale -= length * by_scale;
        reached = penalty(&answers, shift, scale);
        if by_shift.abs().max(by_scale.abs()) < 1e-10 {
            break;
        }
    }
    Some(Learned {
        shift: shift / std::f64::consts::LN_2,
        scale: scale.clamp(SCALES.0, SCALES.1),
        n_same,
        n_different,
    })
}

/// Minus the log of likelihood and priors.
fn penalty(answers: &[(f64, bool)], shift: f64, scale: f64) -> f64 {
    let of_answers: f64 = answers
        .iter()
        .map(|(nats, same)| {
            let odds = shift + scale * nats;
            // ln(1 + exp(x)) without overflow.
            let against = if *same { -odds } else { odds };
            against.max(0.0) + (-against.abs()).exp().ln_1p()
        })
        .sum();
    of_answers + (shift / SHIFT_SD).powi(2) / 2.0 + ((scale - 1.0) / SCALE_SD).powi(2) / 2.0
}

/// The step of Newton's method; the second derivatives are positive definite because of the priors.
fn newton_step(answers: &[(f64, bool)], shift: f64, scale: f64) -> (f64, f64) {
    let (mut g0, mut g1) = (shift / SHIFT_SD.powi(2), (scale - 1.0) / SCALE_SD.powi(2));
    let (mut h00, mut h01, mut h11) = (SHIFT_SD.powi(-2), 0.0, SCALE_SD.powi(-2));
    for (nats, same) in answers {
        let p = 1.0 / (1.0 + (-(shift + scale * nats)).exp());
        let off = p - f64::from(u8::from(*same));
        g0 += off;
        g1 += off * nats;
        let spread = p * (1.0 - p);
        h00 += spread;
        h01 += spread * nats;
        h11 += spread * nats * nats;
    }
    let determinant = h00 * h11 - h01 * h01;
    (
        (h11 * g0 - h01 * g1) / determinant,
        (h00 * g1 - h01 * g0) / determinant,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(weight: f64, n_same: usize, n_different: usize) -> Vec<(f64, bool)> {
        let same = std::iter::repeat_n((weight, true), n_same);
        same.chain(std::iter::repeat_n((weight, false), n_different))
            .collect()
    }

    #[test]
    fn few_answers_teach_nothing() {
        assert_eq!(learned_of(&many(0.0, 9, 500)), None);
        assert_eq!(learned_of(&many(0.0, 500, 9)), None);
        assert!(learned_of(&many(0.0, 10, 10)).is_some());
    }

    #[test]
    fn answers_as_expected_change_nothing() {
        // At 2 bits four of five are one person, at -2 bits one of five.
        let answers = [many(2.0, 80, 20), many(-2.0, 20, 80)].concat();
        let learned = learned_of(&answers).unwrap();
        assert!(
            learned.shift.abs() < 1e-6 && (learned.scale - 1.0).abs() < 1e-6,
            "{learned:?}"
        );
    }

    #[test]
    fn a_model_that_is_too_sure_is_corrected() {
        // Said .8 and .2, but only half were one person at either: the evidence is worth nothing.
        let answers = [many(2.0, 500, 500), many(-2.0, 500, 500)].concat();
        let learned = learned_of(&answers).unwrap();
        assert!(learned.scale < 0.3 && learned.shift.abs() < 1e-6, "{learned:?}");
        // Always a bit too low: the truth is one bit higher.
        let share = 2.0_f64 / 3.0;
        let (n_same, n_different) = ((3000.0 * share) as usize, (3000.0 * (1.0 - share)) as usize);
        let higher = learned_of(&many(0.0, n_same, n_different)).unwrap();
        assert!((higher.shift - 1.0).abs() < 0.05, "{higher:?}");
    }

    #[test]
    fn few_answers_move_little() {
        let learned = learned_of(&many(0.0, 10, 30)).unwrap();
        let told = (10.0_f64 / 30.0).log2();
        assert!(learned.shift < 0.0 && learned.shift > told, "{learned:?} {told}");
    }
}
