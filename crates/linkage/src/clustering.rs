//! Brings pairs together into persons.
//!
//! Pairs above the threshold give connected components (union-find); inside each component, the two groups
//! with the highest average likeness are joined again and again (average linkage, Sokal and Michener 1958)
//! while the average stays above the threshold. Pairs that were never candidates count as unlike. Groups
//! that would put two reports of a list that holds each person once together are never joined. Pairs of infinitely many bits
//! are judgements of people: those for one person are joined before all others, those against it never.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use rayon::prelude::*;

use crate::forest::Forest;

/// Two rows and the log odds, in bits, that they are one person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) bits: f64,
}

/// How groups are formed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClusterPlan<'a> {
    /// Log odds, in bits, from which on two rows are taken for one person.
    pub(crate) threshold: f64,
    /// For each row, its list when the list holds each person once.
    pub(crate) distinct_list: &'a [Option<usize>],
}

/// Numbers the groups by their first row; returns each row's group.
pub(crate) fn cluster(n_rows: usize, edges: &[Edge], plan: ClusterPlan<'_>) -> Vec<u32> {
    let part_of = components(n_rows, edges, plan.threshold);
    let mut keyed: Vec<(u32, Edge)> = Vec::new();
    for edge in edges {
        let part = part_of[edge.a as usize];
        if part == part_of[edge.b as usize] {
            keyed.push((part, *edge));
        }
    }
    keyed.par_sort_by(|(x, p), (y, q)| x.cmp(y).then(p.a.cmp(&q.a)).then(p.b.cmp(&q.b)));
    let components: Vec<&[(u32, Edge)]> = keyed.chunk_by(|x, y| x.0 == y.0).collect();
    let groups: Vec<Vec<Vec<u32>>> = components
        .par_iter()
        .map(|edges| agglomerated(edges, plan))
        .collect();
    let mut group_of: Vec<u32> = (0..n_rows as u32).collect();
    for group in groups.iter().flatten() {
        for row in group {
            group_of[*row as usize] = group[0];
        }
    }
    group_of
}

/// For each row, the first row of those that pairs of at least so many bits connect with it.
pub(crate) fn components(n_rows: usize, edges: &[Edge], least: f64) -> Vec<u32> {
    let mut forest = Forest::new(n_rows);
    edges
        .iter()
        .filter(|edge| edge.bits >= least)
        .for_each(|edge| forest.join(edge.a, edge.b));
    (0..n_rows as u32).map(|row| forest.root(row)).collect()
}

/// The sum of clamped log odds between two groups, and how many pairs gave it.
#[derive(Clone, Copy, Debug, Default)]
struct Link {
    sum: f64,
    n: u32,
    /// Somebody said of one of them that it is two people.
    never: bool,
}

/// A possible join in the queue; the best average first, then the earliest rows.
#[derive(Clone, Copy, Debug)]
struct Join {
    likeness: f64,
    a: u32,
    b: u32,
    stamp: (u32, u32),
}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> Ordering {
        self.likeness
            .total_cmp(&other.likeness)
            .then(other.a.cmp(&self.a))
            .then(other.b.cmp(&self.b))
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Join {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Join {}

/// A group on its way: its rows, its links to other groups, its lists, how often it changed.
#[derive(Default)]
struct Group {
    rows: Vec<u32>,
    links: BTreeMap<u32, Link>,
    lists: Vec<usize>,
    changes: u32,
}

/// The most that one pair may say for or against a join, in bits.
const MOST_BITS: f64 = 8.0;

/// What a pair that was no candidate says.
const UNSEEN_BITS: f64 = -2.0;

fn agglomerated(edges: &[(u32, Edge)], plan: ClusterPlan<'_>) -> Vec<Vec<u32>> {
    let mut groups = singles(edges, plan);
    join_certain(&mut groups, edges);
    let mut queue = BinaryHeap::new();
    for (a, group) in groups.iter().enumerate() {
        for b in group.links.range(a as u32 + 1..).map(|(b, _)| *b) {
            queue.extend(proposed(&groups, a as u32, b));
        }
    }
    while let Some(join) = queue.pop() {
        let (a, b) = (join.a as usize, join.b as usize);
        if join.stamp != (groups[a].changes, groups[b].changes) || clash(&groups[a], &groups[b]) {
            continue;
        }
        merge(&mut groups, a, b);
        let others: Vec<u32> = groups[a].links.keys().copied().collect();
        for other in others {
            queue.extend(proposed(&groups, join.a.min(other), join.a.max(other)));
        }
    }
    let mut found: Vec<Vec<u32>> = groups
        .into_iter()
        .map(|group| group.rows)
        .filter(|rows| !rows.is_empty())
        .collect();
    found.iter_mut().for_each(|rows| rows.sort_unstable());
    found
}

fn singles(edges: &[(u32, Edge)], plan: ClusterPlan<'_>) -> Vec<Group> {
    let mut rows: Vec<u32> = edges.iter().flat_map(|(_, edge)| [edge.a, edge.b]).collect();
    rows.sort_unstable();
    rows.dedup();
    let mut groups: Vec<Group> = rows
        .iter()
        .map(|row| Group {
            rows: vec![*row],
            lists: plan.distinct_list[*row as usize].into_iter().collect(),
            ..Group::default()
        })
        .collect();
    let number = |row: u32| rows.partition_point(|known| *known < row) as u32;
    for (_, edge) in edges {
        let (a, b) = (number(edge.a), number(edge.b));
        let link = Link {
            sum: (edge.bits - plan.threshold).clamp(-MOST_BITS, MOST_BITS),
            n: 1,
            never: edge.bits == f64::NEG_INFINITY,
        };
        groups[a as usize].links.insert(b, link);
        groups[b as usize].links.insert(a, link);
    }
    groups
}

/// Joins the pairs that somebody said are one person.
fn join_certain(groups: &mut [Group], edges: &[(u32, Edge)]) {
    let mut certain = { edges.iter() }
        .filter(|(_, edge)| edge.bits == f64::INFINITY)
        .peekable();
    if certain.peek().is_none() {
        return;
    }
    let rows: Vec<u32> = groups.iter().map(|group| group.rows[0]).collect();
    let number = |row: u32| rows.partition_point(|known| *known < row) as u32;
    let mut forest = Forest::new(groups.len());
    for (_, edge) in certain {
        let (x, y) = (forest.root(number(edge.a)), forest.root(number(edge.b)));
        if x != y {
            merge(groups, x.min(y) as usize, x.max(y) as usize);
            forest.join(x, y);
        }
    }
}

/// The join of two groups when it would be likely enough.
fn proposed(groups: &[Group], a: u32, b: u32) -> Option<Join> {
    let (x, y) = (&groups[a as usize], &groups[b as usize]);
    let link = x.links.get(&b).filter(|link| !link.never)?;
    let n_pairs = x.rows.len() as f64 * y.rows.len() as f64;
    let likeness = (link.sum + UNSEEN_BITS * (n_pairs - f64::from(link.n))) / n_pairs;
    (likeness >= 0.0).then_some(Join {
        likeness,
        a,
        b,
        stamp: (x.changes, y.changes),
    })
}

fn clash(x: &Group, y: &Group) -> bool {
    x.lists.iter().any(|list| y.lists.binary_search(list).is_ok())
}

/// Joins group `b` into `a`.
fn merge(groups: &mut [Group], a: usize, b: usize) {
    let gone = std::mem::take(&mut groups[b]);
    groups[b].changes = gone.changes + 1;
    groups[a].links.remove(&(b as u32));
    for (other, link) in gone.links {
        if other as usize == a {
            continue;
        }
        let of_other = &mut groups[other as usize].links;
        of_other.remove(&(b as u32));
        let joined = of_other.entry(a as u32).or_default();
        joined.sum += link.sum;
        joined.n += link.n;
        joined.never |= link.never;
        let joined = *joined;
        groups[a].links.insert(other, joined);
    }
    groups[a].rows.extend(gone.rows);
    groups[a].lists.extend(gone.lists);
    groups[a].lists.sort_unstable();
    groups[a].changes += 1;
}
