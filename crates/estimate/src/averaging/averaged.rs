//! What is read off a posterior.

use serde::Serialize;

use crate::averaging::{AveragingPlan, Posterior, TotalPrior};
use crate::finding::Interval;
use crate::graphs::Graph;

/// Graphs with less weight are not listed.
const LISTED: f64 = 1e-12;

/// Graphs with less weight do not count for kappa.
const COUNTED: f64 = 1e-6;

/// Most points of the curve.
const CURVE_POINTS: usize = 160;

/// Probabilities between whose quantiles the curve is drawn.
const CURVE_ENDS: (f64, f64) = (0.001, 0.99);

/// Share of a capped range that is near the cap.
const NEAR_CAP: f64 = 0.05;

/// A mean or a standard deviation, which need not exist.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// People.
    Finite(f64),
    /// The tail is too heavy.
    Infinite,
}

/// The total, averaged over graphs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Averaged {
    /// People on at least one list.
    pub observed: u64,
    /// Prior people in each cell.
    pub delta: f64,
    /// Smallest total whose cumulative probability is at least a half.
    pub median: f64,
    /// Smallest totals whose cumulative probabilities are at least 0.025 and 0.975.
    pub interval: Interval,
    /// Mean of the total; infinite when graphs whose kappa is at most 1 have weight 1e-6 or more.
    pub mean: Moment,
    /// Standard deviation of the total; infinite when graphs whose kappa is at most 2 have weight 1e-6 or more.
    pub sd: Moment,
    /// Smallest kappa of the graphs with weight 1e-6 or more: the probability of n0 unseen people falls as n0^(-1 - kappa).
    ///
    /// `None` where the plan declares a cap or a prior that falls faster.
    pub kappa: Option<f64>,
    /// Weight of the graphs whose kappa is at most 1. They are left out of a finite mean.
    pub heavy: f64,
    /// Probability of the last twentieth of the totals below a cap; much of it says that the cap decides.
    pub near_cap: Option<f64>,
    /// Graphs that took part.
    pub n_graphs: usize,
    /// Graphs with weight 1e-12 or more, heaviest first.
    pub graphs: Vec<GraphWeight>,
    /// The posterior from its 0.001 to its 0.99 quantile, for a picture.
    pub curve: Vec<CurvePoint>,
}

/// What one graph counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GraphWeight {
    /// The graph.
    pub graph: Graph,
    /// Its posterior probability.
    pub weight: f64,
    /// Its own tail exponent.
    pub kappa: f64,
    /// Mean of the total if it were the truth.
    pub mean: Moment,
}

/// One point of the posterior.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// A whole number of people.
    pub total: f64,
    /// Its probability.
    pub probability: f64,
}

impl Posterior {
    /// What is read off a posterior that was made by this plan.
    pub fn summary(&self, plan: &AveragingPlan) -> Averaged {
        let probabilities = self.graph_probabilities();
        let (mean, sd) = self.moments();
        Averaged {
            observed: self.observed() as u64,
            delta: self.delta(),
            median: self.quantile(0.5),
            interval: self.interval(0.95),
            mean,
            sd,
            kappa: self.kappa(plan),
            heavy: self.without_moment(1.0),
            near_cap: plan.cap.map(|cap| {
                let smallest = self.observed() + plan.fewest_unseen as f64;
                let totals = cap as f64 - smallest + 1.0;
                1.0 - self.cumulative(cap as f64 - (NEAR_CAP * totals).ceil())
            }),
            n_graphs: probabilities.len() - usize::from(!plan.saturated),
            graphs: self.graph_weights(&probabilities),
            curve: self.curve(),
        }
    }

    /// The interval that leaves out equal probabilities on both sides.
    pub fn interval(&self, probability: f64) -> Interval {
        Interval {
            lower: self.quantile((1.0 - probability) / 2.0),
            upper: Some(self.quantile((1.0 + probability) / 2.0)),
        }
    }

    /// Smallest tail exponent of the graphs that count, where weights fall as a power.
    pub(crate) fn kappa(&self, plan: &AveragingPlan) -> Option<f64> {
        let falls_faster = plan.cap.is_some() || plan.prior != TotalPrior::Reciprocal;
        let probabilities = self.graph_probabilities();
        let counted = probabilities
            .iter()
            .zip(self.falls())
            .filter(|(weight, _)| **weight >= COUNTED);
        let kappa = counted.map(|(_, fall)| fall.kappa).fold(f64::INFINITY, f64::min);
        (!falls_faster && kappa.is_finite()).then_some(kappa)
    }

    fn graph_weights(&self, probabilities: &[f64]) -> Vec<GraphWeight> {
        let mut graphs: Vec<GraphWeight> = self
            .graphs()
            .iter()
            .enumerate()
            .filter(|(place, _)| probabilities[*place] >= LISTED)
            .filter_map(|(place, graph)| {
                Some(GraphWeight {
                    graph: *graph,
                    weight: probabilities[place],
                    kappa: self.falls()[place].kappa,
                    mean: self.mean_of(place)?,
                })
            })
            .collect();
        graphs.sort_by(|one, other| {
            other
                .weight
                .total_cmp(&one.weight)
                .then_with(|| one.graph.cmp(&other.graph))
        });
        graphs
    }

    /// Whole totals evenly spaced by their logarithm, each once.
    fn curve(&self) -> Vec<CurvePoint> {
        let (first, last) = (self.quantile(CURVE_ENDS.0), self.quantile(CURVE_ENDS.1));
        let step = (last / first).ln() / (CURVE_POINTS - 1) as f64;
        let mut totals: Vec<f64> = (0..CURVE_POINTS)
            .map(|point| (first * (step * point as f64).exp()).round().min(last))
            .collect();
        totals.dedup();
        let probabilities = self.probabilities(&totals);
        let points = totals.into_iter().zip(probabilities);
        points
            .map(|(total, probability)| CurvePoint { total, probability })
            .collect()
    }
}
