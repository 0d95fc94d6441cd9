//! Decomposable graphs: which sets of lists depend on each other directly.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Fewest lists whose graphs are known: with two, there is nothing to choose.
pub(crate) const FEWEST_LISTS: usize = 3;

/// Most lists whose graphs are known: 18,154 graphs; seven lists have 617,675.
pub(crate) const MOST_LISTS: usize = 6;

/// A decomposable (chordal) graph whose points are lists.
///
/// Two lists that no line joins are independent given the lists that separate them (Dawid and Lauritzen 1993).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Graph {
    n_lists: usize,
    /// Bit v(v-1)/2 + u joins lists u < v.
    edges: usize,
}

impl Graph {
    /// Number of lists.
    pub fn n_lists(&self) -> usize {
        self.n_lists
    }

    /// Whether every two lists are joined, so that nothing is assumed and nothing is known of the unseen.
    pub fn is_saturated(&self) -> bool {
        self.edges == (1 << n_pairs(self.n_lists)) - 1
    }

    /// Whether lists `u` and `v` are joined; no list is joined to itself or to one that is not there.
    pub fn joins(&self, u: usize, v: usize) -> bool {
        u != v && u.max(v) < self.n_lists && self.edges >> pair(u, v) & 1 == 1
    }

    /// Largest sets of lists that are all joined, in the order of their lists.
    pub fn cliques(&self) -> Vec<Vec<usize>> {
        let mut cliques: Vec<Vec<usize>> = self.clique_sets().into_iter().map(members).collect();
        cliques.sort();
        cliques
    }

    /// What neighbouring cliques share, as often as it separates; empty separators are left out.
    pub fn separators(&self) -> Vec<Vec<usize>> {
        let mut separators: Vec<Vec<usize>> = self.separator_sets().into_iter().map(members).collect();
        separators.sort();
        separators
    }

    /// Cliques, each as bits of its lists.
    fn clique_sets(&self) -> Vec<usize> {
        let complete =
            |set: usize| (0..self.n_lists).all(|list| set >> list & 1 == 0 || self.sees_all(list, set));
        let largest =
            |set: usize| (0..self.n_lists).all(|list| set >> list & 1 == 1 || !self.sees_all(list, set));
        (1..1usize << self.n_lists)
            .filter(|set| complete(*set) && largest(*set))
            .collect()
    }

    /// Separators as bits: what cliques share along a heaviest tree of cliques (Jensen and Jensen 1994).
    fn separator_sets(&self) -> Vec<usize> {
        let mut outside = self.clique_sets();
        let mut inside: Vec<usize> = outside.pop().into_iter().collect();
        let mut separators = Vec::new();
        while !outside.is_empty() {
            let mut heaviest = (0, 0);
            for (place, clique) in outside.iter().enumerate() {
                for other in &inside {
                    if (clique & other).count_ones() > usize::count_ones(heaviest.1) {
                        heaviest = (place, clique & other);
                    }
                }
            }
            inside.push(outside.swap_remove(heaviest.0));
            separators.extend((heaviest.1 != 0).then_some(heaviest.1));
        }
        separators
    }

    fn sees_all(&self, list: usize, set: usize) -> bool {
        let others = set & !(1 << list);
        self.neighbours(list) & others == others
    }

    fn neighbours(&self, list: usize) -> usize {
        (0..self.n_lists)
            .filter(|other| self.joins(list, *other))
            .map(|other| 1 << other)
            .sum()
    }

    /// The lists that both see, when no other way leads from `u` to `v`: then joining them keeps the graph decomposable
    /// (Giudici and Green 1999), and the new clique is these lists with `u` and `v`.
    fn may_join(&self, neighbours: &[usize], u: usize, v: usize) -> Option<usize> {
        let common = neighbours[u] & neighbours[v];
        let (mut reached, mut fresh) = (1usize << u, 1usize << u);
        while fresh != 0 {
            let list = fresh.trailing_zeros() as usize;
            let beyond = neighbours[list] & !common & !reached;
            reached |= beyond;
            fresh = (fresh | beyond) & !(1 << list);
        }
        (reached >> v & 1 == 0).then_some(common)
    }
}

/// Cliques with lists counted from one, such as `[12][13][4]`.
impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for clique in self.cliques() {
            write!(f, "[")?;
            for list in clique {
                write!(f, "{}", list + 1)?;
            }
            write!(f, "]")?;
        }
        Ok(())
    }
}

/// As its cliques, lists counted from zero.
impl Serialize for Graph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut graph = serializer.serialize_struct("Graph", 1)?;
        graph.serialize_field("cliques", &self.cliques())?;
        graph.end()
    }
}

/// All decomposable graphs on three to six lists: 8, 61, 822 and 18,154; `None` for other numbers of lists.
///
/// Made at the first call and kept; the graph without lines comes first.
pub fn decomposable_graphs(n_lists: usize) -> Option<&'static [Graph]> {
    graph_tree(n_lists).map(|tree| tree.graphs.as_slice())
}

/// All graphs of a number of lists as a tree: each graph is its parent and one line more.
pub(crate) struct GraphTree {
    /// Parents come before their children, and children of a child before the next child.
    pub(crate) graphs: Vec<Graph>,
    /// For each graph, how it differs from its parent.
    pub(crate) steps: Vec<Step>,
    /// What joining two lists does, all different ways.
    pub(crate) joins: Vec<Join>,
}

/// How a graph is reached from its parent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// Number of lines; the parent is the nearest graph before with one line less.
    pub(crate) depth: usize,
    /// Place in [`GraphTree::joins`]; without meaning at depth 0.
    pub(crate) join: usize,
}

/// Two lists are joined: two cliques with a common separator become one clique.
///
/// A product over cliques divided by that over separators is multiplied by f(whole) f(common) / (f(first) f(second)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Join {
    pub(crate) whole: usize,
    pub(crate) first: usize,
    pub(crate) second: usize,
    pub(crate) common: usize,
}

/// The tree of graphs on a number of lists, made once.
pub(crate) fn graph_tree(n_lists: usize) -> Option<&'static GraphTree> {
    static TREES: [OnceLock<GraphTree>; MOST_LISTS - FEWEST_LISTS + 1] = [const { OnceLock::new() }; 4];
    let place = n_lists.checked_sub(FEWEST_LISTS)?;
    Some(TREES.get(place)?.get_or_init(|| GraphTree::new(n_lists)))
}

impl GraphTree {
    /// Joins lists in all ways, line by line: every decomposable graph can be reached so, through decomposable graphs.
    fn new(n_lists: usize) -> Self {
        let mut children: Vec<Vec<(usize, Join)>> = vec![Vec::new(); 1 << n_pairs(n_lists)];
        let mut known = vec![false; children.len()];
        let mut layer = vec![0];
        while let Some(edges) = layer.pop() {
            let graph = Graph { n_lists, edges };
            let neighbours: Vec<usize> = (0..n_lists).map(|list| graph.neighbours(list)).collect();
            for v in 1..n_lists {
                for u in (0..v).filter(|u| !graph.joins(*u, v)) {
                    let child = edges | 1 << pair(u, v);
                    if known[child] {
                        continue;
                    }
                    if let Some(common) = graph.may_join(&neighbours, u, v) {
                        known[child] = true;
                        children[edges].push((child, Join::new(common, u, v)));
                        layer.push(child);
                    }
                }
            }
        }
        Self::in_order(n_lists, &children)
    }

    /// Lines graphs up so that a walk needs to remember only the latest graph of each depth.
    fn in_order(n_lists: usize, children: &[Vec<(usize, Join)>]) -> Self {
        let mut tree = Self {
            graphs: Vec::new(),
            steps: Vec::new(),
            joins: Vec::new(),
        };
        let mut places: BTreeMap<Join, usize> = BTreeMap::new();
        let mut waiting = vec![(0, Step { depth: 0, join: 0 })];
        while let Some((edges, step)) = waiting.pop() {
            tree.graphs.push(Graph { n_lists, edges });
            tree.steps.push(step);
            for (child, join) in &children[edges] {
                let place = *places.entry(*join).or_insert_with(|| {
                    tree.joins.push(*join);
                    tree.joins.len() - 1
                });
                let step = Step {
                    depth: step.depth + 1,
                    join: place,
                };
                waiting.push((*child, step));
            }
        }
        tree
    }
}

impl Join {
    fn new(common: usize, u: usize, v: usize) -> Self {
        let (first, second) = (common | 1 << u, common | 1 << v);
        Self {
            whole: first | second,
            first,
            second,
            common,
        }
    }
}

/// Place of a pair of different lists.
fn pair(u: usize, v: usize) -> usize {
    let (low, high) = (u.min(v), u.max(v));
    high * (high - 1) / 2 + low
}

fn n_pairs(n_lists: usize) -> usize {
    n_lists * (n_lists - 1) / 2
}

fn members(set: usize) -> Vec<usize> {
    (0..MOST_LISTS).filter(|list| set >> list & 1 == 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_graphs_are_the_known_ones() {
        for (n_lists, expected) in [(3, 8), (4, 61), (5, 822), (6, 18_154)] {
            let mut graphs = decomposable_graphs(n_lists).unwrap().to_vec();
            assert_eq!(graphs.len(), expected);
            graphs.sort();
            graphs.dedup();
            assert_eq!(graphs.len(), expected, "all different");
            assert_eq!(graphs.iter().filter(|graph| graph.is_saturated()).count(), 1);
        }
        for n_lists in [0, 1, 2, 7, 64] {
            assert!(decomposable_graphs(n_lists).is_none());
        }
    }

    /// The walk along the tree and the formula by cliques and separators are two ways to one product.
    #[test]
    fn steps_multiply_up_to_cliques_over_separators() {
        for n_lists in 3..=6 {
            let tree = graph_tree(n_lists).unwrap();
            let value = |set: usize| {
                if set == 0 {
                    0.0
                } else {
                    (set as f64 * 1.7).sin() + set as f64
                }
            };
            let mut path = [0.0; 16];
            for (graph, step) in tree.graphs.iter().zip(&tree.steps) {
                path[step.depth] = match step.depth {
                    0 => (0..n_lists).map(|list| value(1 << list)).sum(),
                    depth => {
                        let join = tree.joins[step.join];
                        path[depth - 1] + value(join.whole) + value(join.common)
                            - value(join.first)
                            - value(join.second)
                    }
                };
                let direct = graph.clique_sets().into_iter().map(value).sum::<f64>()
                    - graph.separator_sets().into_iter().map(value).sum::<f64>();
                assert!((path[step.depth] - direct).abs() < 1e-9, "{graph}");
            }
        }
    }

    #[test]
    fn cliques_and_separators_by_hand() {
        let of = |n_lists, printed: &str| {
            let graphs = decomposable_graphs(n_lists).unwrap();
            *graphs.iter().find(|graph| graph.to_string() == printed).unwrap()
        };
        assert_eq!(of(3, "[1][23]").separators(), Vec::<Vec<usize>>::new());
        assert_eq!(of(4, "[123][134]").separators(), [[0, 2]]);
        assert_eq!(
            of(5, "[12][13][14][15]").separators(),
            [[0], [0], [0]],
            "as often as it separates"
        );
        assert_eq!(of(6, "[12][23][34][5][6]").separators(), [[1], [2]]);
        assert!(of(4, "[123][134]").joins(0, 3) && !of(4, "[123][134]").joins(1, 3));
        assert!(!of(3, "[123]").joins(0, 7) && !of(3, "[123]").joins(1, 1));
    }
}
