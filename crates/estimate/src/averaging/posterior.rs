//! The posterior of the total over all numbers of unseen people, and what is read off it.

use crate::averaging::Moment;
use crate::averaging::panels::{NODES, Nodes, Panel, cover};
use crate::averaging::survey::{Survey, each, range};
use crate::averaging::tail::Sums;
use crate::averaging::weights::{Fall, Weights};
use crate::graphs::Graph;

/// Weights below exp(-60) of the largest are taken as none.
const NOTHING: f64 = 60.0;

/// Shares of the runs that are summed one beside the other; fixed, so that sums do not depend on the machine.
const SHARES: usize = 8;

/// Graphs that together have less weight than this do not decide whether a moment exists.
const SET_ASIDE: f64 = 1e-6;

/// Largest number of unseen people whose probability is told.
const LARGEST: f64 = 1e300;

/// Farthest power of e at which a quantile is looked for.
const FARTHEST_LN: f64 = 709.0;

/// Posterior probability of every total, mixed over graphs.
pub struct Posterior {
    weights: Weights,
    falls: Vec<Fall>,
    /// Runs in order, each with its share of the probability.
    runs: Vec<(Panel, f64)>,
    /// Sums of each graph over runs and tail, not normalised.
    graphs: Vec<Sums>,
    /// Probability beyond all runs, by graph; empty when there is nothing.
    beyond: Vec<f64>,
    /// The first number of unseen people beyond all runs.
    end: f64,
    /// Log weight that counts as 1.
    scale: f64,
    /// Unseen people about which moments are taken.
    centre: f64,
    /// All weight.
    mass: f64,
    capped: bool,
}

/// How far to sum.
#[derive(Clone, Copy)]
pub(crate) enum Reach {
    /// Up to a largest number of unseen people.
    To(f64),
    /// Without end, run by run up to this power of two and beyond in closed form.
    Beyond(f64),
}

impl Posterior {
    /// Sums all weights from `from` unseen people on.
    pub(crate) fn new(
        weights: Weights,
        from: f64,
        reach: Reach,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Self {
        let end = match reach {
            Reach::To(last) => last + 1.0,
            Reach::Beyond(end) => end,
        };
        let survey = Survey::new(&weights, cover(from, end), progress);
        let mut posterior = Self {
            falls: weights.falls(),
            runs: Vec::new(),
            graphs: vec![Sums::default(); weights.tree().graphs.len()],
            beyond: Vec::new(),
            end,
            scale: survey.highest,
            centre: survey.near,
            mass: 0.0,
            capped: matches!(reach, Reach::To(_)),
            weights,
        };
        posterior.sum_runs(&survey);
        if !posterior.capped {
            posterior.sum_beyond();
        }
        posterior.mass =
            posterior.runs.iter().map(|run| run.1).sum::<f64>() + posterior.beyond.iter().sum::<f64>();
        posterior
    }

    fn sum_runs(&mut self, survey: &Survey) {
        let shares: Vec<&[Panel]> = survey
            .panels
            .chunks(survey.panels.len().div_ceil(SHARES).max(1))
            .collect();
        let summed = each(&self.weights, &shares, |share| {
            let mut graphs = vec![Sums::default(); self.graphs.len()];
            let masses: Vec<f64> = share
                .iter()
                .map(|panel| self.sum_run(panel, survey.importance(&self.weights, panel), &mut graphs))
                .collect();
            (graphs, masses)
        });
        for (share, (graphs, masses)) in shares.iter().zip(summed) {
            self.runs.extend(share.iter().copied().zip(masses));
            for (sum, more) in self.graphs.iter_mut().zip(&graphs) {
                sum.add(more);
            }
        }
    }

    /// Adds a run to every graph's sums and returns its whole weight.
    fn sum_run(&self, panel: &Panel, importance: f64, graphs: &mut [Sums]) -> f64 {
        let (at, counts) = panel.nodes();
        let offsets = at.map(|unseen| unseen - self.centre);
        let mut whole = 0.0;
        self.weights.walk(&at, |place, values| {
            if range(values).1 + importance < self.scale - NOTHING {
                return;
            }
            let mut sums = Sums::default();
            for node in 0..NODES {
                let mass = counts[node] * (values[node] - self.scale).exp();
                sums.mass += mass;
                sums.first += mass * offsets[node];
                sums.second += mass * offsets[node] * offsets[node];
            }
            whole += sums.mass;
            graphs[place].add(&sums);
        });
        whole
    }

    fn sum_beyond(&mut self) {
        self.beyond = vec![0.0; self.graphs.len()];
        let mut found = Vec::new();
        self.weights.walk(&[self.end - 0.5; NODES], |place, values| {
            found.push((place, (values[0] - self.scale).exp()));
        });
        for (place, weight) in found {
            let sums = self.falls[place].beyond(self.end, weight, self.centre);
            self.beyond[place] = sums.mass;
            self.graphs[place].add(&sums);
        }
    }

    /// The weight of a run, all graphs together.
    fn weight_of(&self, panel: &Panel) -> f64 {
        let (at, counts) = panel.nodes();
        let mut whole = 0.0;
        let nothing = self.scale - NOTHING - panel.length.ln();
        self.weights.walk(&at, |_, values| {
            if range(values).1 > nothing {
                whole += (0..NODES)
                    .map(|node| counts[node] * (values[node] - self.scale).exp())
                    .sum::<f64>();
            }
        });
        whole
    }

    /// Weights at sixteen numbers of unseen people, all graphs together.
    fn weights_at(&self, unseen: &Nodes) -> Nodes {
        let mut sums = [0.0; NODES];
        self.weights.walk(unseen, |_, values| {
            if range(values).1 > self.scale - NOTHING {
                for (sum, value) in sums.iter_mut().zip(values) {
                    *sum += (value - self.scale).exp();
                }
            }
        });
        sums
    }

    /// Probability of each of some whole totals; 0 for totals that the plan leaves out.
    pub fn probabilities(&self, totals: &[f64]) -> Vec<f64> {
        let first = self.runs.first().map_or(0.0, |run| run.0.start);
        let last = if self.capped { self.end - 1.0 } else { LARGEST };
        let inside = |unseen: f64| unseen >= first && unseen <= last;
        let mut probabilities = Vec::with_capacity(totals.len());
        for some in totals.chunks(NODES) {
            let unseen = |node: usize| {
                some.get(node)
                    .map_or(first, |total| (total - self.weights.observed).floor())
            };
            let unseen: Nodes = std::array::from_fn(unseen);
            let sums = self.weights_at(&unseen.map(|unseen| if inside(unseen) { unseen } else { first }));
            let share = |node: usize| {
                if inside(unseen[node]) {
                    sums[node] / self.mass
                } else {
                    0.0
                }
            };
            probabilities.extend((0..some.len()).map(share));
        }
        probabilities
    }

    /// Probability that the total is at most `total`.
    pub fn cumulative(&self, total: f64) -> f64 {
        let last = (total - self.weights.observed).floor();
        let mut below = 0.0;
        for (panel, mass) in &self.runs {
            if panel.start + panel.length - 1.0 <= last {
                below += mass;
            } else if panel.start <= last {
                below += self.weight_up_to(*panel, last);
            }
        }
        if last >= self.end {
            below += self.beyond.iter().sum::<f64>() - self.beyond(last);
        }
        (below / self.mass).clamp(0.0, 1.0)
    }

    /// Smallest total whose cumulative probability reaches `probability`, which is brought into 0 to 1 - 1e-9.
    pub fn quantile(&self, probability: f64) -> f64 {
        let probability = if probability.is_nan() {
            0.5
        } else {
            probability.clamp(0.0, 1.0 - 1e-9)
        };
        let wanted = probability * self.mass;
        let mut below = 0.0;
        for (panel, mass) in &self.runs {
            if below + mass >= wanted && *mass > 0.0 {
                return self.weights.observed + self.first_reaching(*panel, wanted - below);
            }
            below += mass;
        }
        if self.capped {
            return self.weights.observed + self.end - 1.0;
        }
        let (mut low, mut high) = (self.end.ln(), FARTHEST_LN);
        while high - low > 1e-13 * high {
            let middle = (low + high) / 2.0;
            if self.beyond(middle.exp()) > self.mass - wanted {
                low = middle
            } else {
                high = middle
            }
        }
        self.weights.observed + high.exp().ceil()
    }

    /// Weight of more unseen people than `unseen`, which is far beyond all runs.
    fn beyond(&self, unseen: f64) -> f64 {
        let farther = (unseen / self.end).max(1.0).ln();
        self.beyond
            .iter()
            .zip(&self.falls)
            .map(|(mass, fall)| mass * (-fall.kappa * farther).exp())
            .sum()
    }

    /// Weight of a run's numbers up to `last`, which lies in it.
    fn weight_up_to(&self, panel: Panel, last: f64) -> f64 {
        let (mut panel, mut below) = (panel, 0.0);
        while !panel.is_plain() {
            let [first, second] = panel.halves();
            if second.start <= last {
                below += self.weight_of(&first);
                panel = second;
            } else {
                panel = first;
            }
        }
        let taken = (last - panel.start + 1.0).min(panel.length) as usize;
        below + self.weights_at(&panel.nodes().0)[..taken].iter().sum::<f64>()
    }

    /// First number of a run up to which it holds at least the weight `wanted`; its last number when it never does.
    fn first_reaching(&self, panel: Panel, wanted: f64) -> f64 {
        let (mut panel, mut wanted) = (panel, wanted);
        while !panel.is_plain() {
            let [first, second] = panel.halves();
            let mass = self.weight_of(&first);
            if mass >= wanted {
                panel = first;
            } else {
                wanted -= mass;
                panel = second;
            }
        }
        let weights = self.weights_at(&panel.nodes().0);
        let last = panel.length as usize - 1;
        for (node, weight) in weights[..last].iter().enumerate() {
            wanted -= weight;
            if wanted <= 0.0 {
                return panel.start + node as f64;
            }
        }
        panel.start + last as f64
    }

    /// People seen.
    pub(crate) fn observed(&self) -> f64 {
        self.weights.observed
    }

    /// Prior people in each cell.
    pub(crate) fn delta(&self) -> f64 {
        self.weights.delta
    }

    /// All graphs, in the order of the tree.
    pub(crate) fn graphs(&self) -> &[Graph] {
        &self.weights.tree().graphs
    }

    /// Probability of each graph, in the order of the tree.
    pub(crate) fn graph_probabilities(&self) -> Vec<f64> {
        self.graphs.iter().map(|sums| sums.mass / self.mass).collect()
    }

    /// How fast each graph's probability falls, in the order of the tree.
    pub(crate) fn falls(&self) -> &[Fall] {
        &self.falls
    }

    /// Expected total given one graph; `None` for a graph without weight.
    pub(crate) fn mean_of(&self, place: usize) -> Option<Moment> {
        let sums = self.graphs[place];
        if sums.mass <= 0.0 {
            return None;
        }
        if !self.capped && !self.falls[place].has_moment(1.0) {
            return Some(Moment::Infinite);
        }
        Some(Moment::Finite(
            self.weights.observed + self.centre + sums.first / sums.mass,
        ))
    }

    /// Share of graphs whose moment of an order does not exist.
    pub(crate) fn without_moment(&self, order: f64) -> f64 {
        if self.capped {
            return 0.0;
        }
        let without = self
            .graphs
            .iter()
            .zip(&self.falls)
            .filter(|(_, fall)| !fall.has_moment(order));
        without.map(|(sums, _)| sums.mass).sum::<f64>() / self.mass
    }

    /// Mean and standard deviation of the total.
    pub(crate) fn moments(&self) -> (Moment, Moment) {
        let over = |order: f64| {
            let mut sums = Sums::default();
            for (graph, fall) in self.graphs.iter().zip(&self.falls) {
                if self.capped || fall.has_moment(order) {
                    sums.add(graph);
                }
            }
            (self.without_moment(order) < SET_ASIDE && sums.mass > 0.0).then_some(sums)
        };
        let mean = over(1.0).map(|sums| self.weights.observed + self.centre + sums.first / sums.mass);
        let deviation = over(2.0).map(|sums| {
            let first = sums.first / sums.mass;
            (sums.second / sums.mass - first * first).max(0.0).sqrt()
        });
        let moment = |found: Option<f64>| found.map_or(Moment::Infinite, Moment::Finite);
        (moment(mean), moment(deviation))
    }
}
