//! The weight of each graph at each number of unseen people (Madigan and York 1997).

use crate::averaging::TotalPrior;
use crate::averaging::gamma::{Origin, ln_gamma};
use crate::averaging::panels::{NODES, Nodes};
use crate::cells::Cells;
use crate::graphs::GraphTree;

/// Lines that six lists can have, and none.
const DEPTHS: usize = 16;

/// Everything about a table that the weights need.
pub(crate) struct Weights {
    tree: &'static GraphTree,
    /// Graphs that take part, by their place in the tree.
    takes_part: Vec<bool>,
    prior: TotalPrior,
    /// People seen.
    pub(crate) observed: f64,
    /// Prior people in each cell.
    pub(crate) delta: f64,
    /// Prior people in all cells together.
    prior_people: f64,
    /// The factor of each set of lists.
    sets: Vec<SetFactor>,
    /// The part of the multinomial coefficient that knows no unseen people.
    cells_constant: f64,
}

/// What a set of lists contributes, f(n0) = constant Gamma(n0 + shape) / Gamma(N + prior people).
#[derive(Clone, Copy)]
struct SetFactor {
    constant: f64,
    shape: f64,
}

/// How fast a graph's weight falls for many unseen people: as n0^(-1 - kappa) exp(-bend / n0).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fall {
    pub(crate) kappa: f64,
    pub(crate) bend: f64,
}

impl Weights {
    /// Counts what graphs share; `delta` are prior people in each cell.
    pub(crate) fn new(
        cells: &Cells,
        tree: &'static GraphTree,
        delta: f64,
        prior: TotalPrior,
        saturated: bool,
    ) -> Self {
        let n_lists = cells.n_lists();
        let prior_people = delta * (1usize << n_lists) as f64;
        let sets = (0..1usize << n_lists).map(|set| SetFactor::new(cells, set, delta));
        Self {
            tree,
            takes_part: tree
                .graphs
                .iter()
                .map(|graph| saturated || !graph.is_saturated())
                .collect(),
            prior,
            observed: cells.observed(),
            delta,
            prior_people,
            sets: sets.collect(),
            cells_constant: cells.counts()[1..]
                .iter()
                .map(|count| ln_gamma(count + 1.0))
                .sum(),
        }
    }

    /// The graphs, in the order of their walks.
    pub(crate) fn tree(&self) -> &'static GraphTree {
        self.tree
    }

    /// Tells `see` the place and the log weights at sixteen numbers of unseen people of each graph that takes part.
    ///
    /// Every graph is one sum away from its parent in the tree, so that only sets of lists cost a logarithm.
    pub(crate) fn walk(&self, unseen: &Nodes, mut see: impl FnMut(usize, &Nodes)) {
        let (mut root, of_sets) = self.at(unseen);
        for single in 0..of_sets.len().ilog2() {
            add(&mut root, &of_sets[1 << single]);
        }
        let joins: Vec<Nodes> = self
            .tree
            .joins
            .iter()
            .map(|join| {
                let of = |set: usize| &of_sets[set];
                let (whole, common, first, second) =
                    (of(join.whole), of(join.common), of(join.first), of(join.second));
                std::array::from_fn(|node| (whole[node] - first[node]) + (common[node] - second[node]))
            })
            .collect();
        let mut path = [root; DEPTHS];
        for (place, step) in self.tree.steps.iter().enumerate() {
            if step.depth > 0 {
                path[step.depth] = path[step.depth - 1];
                add(&mut path[step.depth], &joins[step.join]);
            }
            if self.takes_part[place] {
                see(place, &path[step.depth]);
            }
        }
    }

    /// Log weight common to all graphs, and log factor of each set of lists.
    fn at(&self, unseen: &Nodes) -> (Nodes, Vec<Nodes>) {
        let mut common = [0.0; NODES];
        let mut of_sets = vec![[0.0; NODES]; self.sets.len()];
        for (node, unseen) in unseen.iter().enumerate() {
            let origin = Origin::at(*unseen);
            let everybody = origin.ln_gamma(self.observed + self.prior_people);
            for (value, set) in of_sets.iter_mut().zip(&self.sets).skip(1) {
                value[node] = set.constant + (origin.ln_gamma(set.shape) - everybody);
            }
            let arrangements = origin.ln_gamma(self.observed + 1.0) - origin.ln_gamma(1.0);
            common[node] = arrangements - self.cells_constant + self.log_prior(&origin, *unseen);
        }
        (common, of_sets)
    }

    /// Log prior of the total, up to a constant where it has no sum.
    fn log_prior(&self, origin: &Origin, unseen: f64) -> f64 {
        let total = unseen + self.observed;
        match self.prior {
            TotalPrior::Reciprocal => -total.ln(),
            TotalPrior::GammaPoisson { shape, scale } => {
                origin.ln_gamma(self.observed + shape)
                    - origin.ln_gamma(self.observed + 1.0)
                    - ln_gamma(shape)
                    - shape * scale.ln_1p()
                    - total * (1.0 / scale).ln_1p()
            }
        }
    }

    /// How fast each graph's weight falls, in the order of the tree; also of graphs that take no part.
    ///
    /// From Stirling's series ln Gamma(x + a) = (x + a - 1/2) ln x - x + B2(a) / (2 x) + ...; kappa as derived for
    /// decomposable graphs: sum over cliques of m + a - delta, less that over separators, less the people seen, where m
    /// are people on a list of the set. Says nothing under a prior that falls exponentially.
    pub(crate) fn falls(&self) -> Vec<Fall> {
        let bernoulli = |shape: f64| (shape * shape - shape + 1.0 / 6.0) / 2.0;
        let everybody = self.observed + self.prior_people;
        let of_sets: Vec<Fall> = self
            .sets
            .iter()
            .map(|set| Fall {
                kappa: everybody - set.shape,
                bend: bernoulli(everybody) - bernoulli(set.shape),
            })
            .collect();
        let of = |set: usize| if set == 0 { Fall::default() } else { of_sets[set] };
        let mut root = Fall {
            kappa: -self.observed,
            bend: bernoulli(1.0) - bernoulli(self.observed + 1.0) + self.observed,
        };
        for single in 0..of_sets.len().ilog2() {
            root = root.plus(of(1 << single), 1.0);
        }
        let mut path = [root; DEPTHS];
        let mut falls = Vec::with_capacity(self.tree.steps.len());
        for step in &self.tree.steps {
            if step.depth > 0 {
                let join = self.tree.joins[step.join];
                path[step.depth] = path[step.depth - 1]
                    .plus(of(join.whole), 1.0)
                    .plus(of(join.first), -1.0)
                    .plus(of(join.second), -1.0)
                    .plus(of(join.common), 1.0);
            }
            falls.push(path[step.depth]);
        }
        falls
    }
}

impl SetFactor {
    fn new(cells: &Cells, set: usize, delta: f64) -> Self {
        let n_cells = 1usize << set.count_ones();
        let all_cells = cells.counts().len();
        let prior_people = delta * (all_cells / n_cells) as f64;
        let mut margin = vec![0.0; all_cells];
        for (history, count) in cells.counts().iter().enumerate() {
            margin[history & set] += count;
        }
        let inside = (1..all_cells).filter(|cell| cell & set == *cell);
        let known: f64 = inside.map(|cell| ln_gamma(margin[cell] + prior_people)).sum();
        Self {
            constant: known - n_cells as f64 * ln_gamma(prior_people) + ln_gamma(delta * all_cells as f64),
            shape: margin[0] + prior_people,
        }
    }
}

impl Fall {
    fn plus(self, other: Self, times: f64) -> Self {
        Self {
            kappa: self.kappa + times * other.kappa,
            bend: self.bend + times * other.bend,
        }
    }
}

fn add(sum: &mut Nodes, other: &Nodes) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other;
    }
}
