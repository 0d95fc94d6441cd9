//! Draws of the whole partition: how the reports may fall into persons, as far as the evidence leaves it open.
//!
//! A partition is as likely as the product, over all pairs of reports that it takes for one person, of the odds that they are
//! (the clustering model of Bansal, Blum and Chawla 2004 read as a distribution), and impossible where nothing but
//! pairs without any likeness holds a person together. Each group of reports that
//! doubtful pairs hold together is drawn from by Gibbs sampling of single reports and by sequentially allocated merges
//! and splits (Dahl 2005), so that whole persons come together and fall apart too. Two reports alone are so one person in
//! just the share of the draws that their probability says.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::clustering::{Edge, components};

/// Pairs less likely than this hold no group together, in bits of log odds (one in 500).
const LEAST_BITS: f64 = -9.0;

/// What a pair within a group that was no candidate says; as in clustering.
const UNSEEN_BITS: f64 = -2.0;

/// The most that one pair may say, in bits.
const MOST_BITS: f64 = 40.0;

/// What a pair that must not be joined says, in bits.
const NEVER: f64 = -1e6;

/// What a pair that somebody said is one person says, in bits.
const ALWAYS: f64 = 1e6;

/// Sweeps before the first draw.
const N_FIRST: usize = 60;

/// Sweeps between two draws.
const N_BETWEEN: usize = 6;

/// What the evidence leaves open, kept until somebody draws from it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Open {
    /// Pairs within groups of rows that likely enough pairs connect.
    edges: Vec<Edge>,
    /// For each row, its list when that holds each person once.
    distinct_list: Vec<Option<usize>>,
}

impl Open {
    /// Keeps what is open; `edges` hold log odds in bits.
    pub(crate) fn new(mut edges: Vec<Edge>, distinct_list: Vec<Option<usize>>) -> Self {
        edges.retain(|edge| may_be_one(&distinct_list, edge));
        let part_of = components(distinct_list.len(), &edges, LEAST_BITS);
        edges.retain(|edge| part_of[edge.a as usize] == part_of[edge.b as usize]);
        edges.shrink_to_fit();
        Self { edges, distinct_list }
    }

    /// The pairs that were kept.
    #[cfg(test)]
    pub(crate) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Finds the groups of rows to draw from; `group_of` is how the rows were clustered.
    pub(crate) fn doubt(&self, group_of: &[u32]) -> Doubt {
        Doubt::new(&self.edges, group_of, &self.distinct_list)
    }
}

/// Groups of reports that are open, and what is said about their pairs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubt {
    groups: Vec<Group>,
}

/// Reports that doubtful pairs hold together.
#[derive(Clone, Debug)]
struct Group {
    /// Rows in order.
    rows: Vec<u32>,
    /// For each row, the others that something is said about: place in the group and natural log odds.
    known: Vec<Vec<(u32, f64)>>,
    /// For each row, those of them that may well be one person with it.
    near: Vec<Vec<u32>>,
    /// For each row, its list when that holds each person once.
    lists: Vec<Option<usize>>,
    /// How the rows were clustered, a label each.
    start: Vec<u32>,
}

impl Doubt {
    /// Finds what is open. `edges` hold log odds in bits; `group_of` is how the rows were clustered.
    pub(crate) fn new(edges: &[Edge], group_of: &[u32], distinct_list: &[Option<usize>]) -> Self {
        let allowed = edges.iter().filter(|edge| may_be_one(distinct_list, edge));
        let edges: Vec<Edge> = allowed.copied().collect();
        let part_of = components(group_of.len(), &edges, LEAST_BITS);
        let mut keyed: Vec<(u32, Edge)> = Vec::new();
        for edge in edges {
            let part = part_of[edge.a as usize];
            if part == part_of[edge.b as usize] {
                keyed.push((part, edge));
            }
        }
        keyed.par_sort_by(|(x, p), (y, q)| x.cmp(y).then(p.a.cmp(&q.a)).then(p.b.cmp(&q.b)));
        let groups = keyed.par_chunk_by(|x, y| x.0 == y.0);
        Self {
            groups: groups
                .map(|edges| Group::new(edges, group_of, distinct_list))
                .collect(),
        }
    }

    /// Draws `n_draws` partitions one after another and hands over each, as the first row of every row's person.
    pub(crate) fn draw(&self, base: &[u32], n_draws: usize, seed: u64, mut take: impl FnMut(usize, &[u32])) {
        let mut chains: Vec<Chain<'_>> = self
            .groups
            .par_iter()
            .enumerate()
            .map(|(number, group)| Chain::started(group, seed, number as u64))
            .collect();
        let mut drawn = base.to_vec();
        for number in 0..n_draws {
            chains.par_iter_mut().for_each(|chain| chain.run(N_BETWEEN));
            chains.iter().for_each(|chain| chain.write(&mut drawn));
            take(number, &drawn);
        }
    }
}

/// Natural log odds of bits; infinitely many are what somebody said.
fn natural(bits: f64) -> f64 {
    match bits {
        f64::INFINITY => ALWAYS,
        f64::NEG_INFINITY => NEVER,
        bits => bits.clamp(-MOST_BITS, MOST_BITS) * std::f64::consts::LN_2,
    }
}

fn may_be_one(distinct_list: &[Option<usize>], edge: &Edge) -> bool {
    let (x, y) = (distinct_list[edge.a as usize], distinct_list[edge.b as usize]);
    x.is_none() || x != y
}

impl Group {
    fn new(edges: &[(u32, Edge)], group_of: &[u32], distinct_list: &[Option<usize>]) -> Self {
        let mut rows: Vec<u32> = edges.iter().flat_map(|(_, edge)| [edge.a, edge.b]).collect();
        rows.sort_unstable();
        rows.dedup();
        let place = |row: u32| rows.partition_point(|known| *known < row);
        let mut known = vec![Vec::new(); rows.len()];
        let mut near = vec![Vec::new(); rows.len()];
        for (_, edge) in edges {
            let (a, b) = (place(edge.a), place(edge.b));
            if edge.bits >= LEAST_BITS {
                near[a].push(b as u32);
                near[b].push(a as u32);
            }
            let odds = natural(edge.bits);
            known[a].push((b as u32, odds));
            known[b].push((a as u32, odds));
        }
        known
            .iter_mut()
            .for_each(|of_row| of_row.sort_unstable_by_key(|(other, _)| *other));
        // The first place of each person, so that large groups cost no more than their rows.
        let mut firsts = HashMap::new();
        let mut first =
            |(at, row): (usize, &u32)| *firsts.entry(group_of[*row as usize]).or_insert(at as u32);
        Self {
            start: rows.iter().enumerate().map(&mut first).collect(),
            lists: rows.iter().map(|row| distinct_list[*row as usize]).collect(),
            known,
            near,
            rows,
        }
    }

    /// Says whether likely pairs lead from each of these rows to every other.
    fn holds_together(&self, rows: &[u32]) -> bool {
        let Some(first) = rows.first() else { return true };
        let mut reached = vec![*first];
        let mut at = 0;
        while let Some(row) = reached.get(at) {
            let near = &self.near[*row as usize];
            let next: Vec<u32> = { rows }
                .iter()
                .filter(|other| near.binary_search(other).is_ok() && !reached.contains(other))
                .copied()
                .collect();
            reached.extend(next);
            at += 1;
        }
        reached.len() == rows.len()
    }

    /// Natural log odds that two rows of the group are one person.
    fn odds(&self, a: usize, b: usize) -> f64 {
        if self.lists[a].is_some() && self.lists[a] == self.lists[b] {
            return NEVER;
        }
        let of_a = &self.known[a];
        match of_a.binary_search_by_key(&(b as u32), |(other, _)| *other) {
            Ok(at) => of_a[at].1,
            Err(_) => UNSEEN_BITS * std::f64::consts::LN_2,
        }
    }
}

/// A walk through the partitions of one group.
struct Chain<'a> {
    group: &'a Group,
    /// The label of each row's person.
    label: Vec<u32>,
    /// Rows of each label.
    members: Vec<Vec<u32>>,
    /// Labels without rows.
    free: Vec<u32>,
    chance: ChaCha8Rng,
}

impl<'a> Chain<'a> {
    fn started(group: &'a Group, seed: u64, number: u64) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(number);
        let mut members = vec![Vec::new(); group.rows.len()];
        for (row, label) in group.start.iter().enumerate() {
            members[*label as usize].push(row as u32);
        }
        let is_free = |label: &u32| members[*label as usize].is_empty();
        let mut chain = Self {
            group,
            label: group.start.clone(),
            free: (0..group.rows.len() as u32).filter(is_free).collect(),
            members,
            chance,
        };
        chain.run(N_FIRST);
        chain
    }

    fn run(&mut self, n_sweeps: usize) {
        for _ in 0..n_sweeps {
            for row in 0..self.label.len() {
                self.move_row(row);
            }
            for _ in 0..self.label.len().div_ceil(4) {
                self.merge_or_split();
            }
        }
    }

    /// Writes each row's person, named by its first row.
    fn write(&self, drawn: &mut [u32]) {
        for rows in self.members.iter().filter(|rows| !rows.is_empty()) {
            let first = rows.iter().min().map_or(0, |row| self.group.rows[*row as usize]);
            for row in rows {
                drawn[self.group.rows[*row as usize] as usize] = first;
            }
        }
    }

    /// Log odds of a row with all of a person's other rows together.
    fn pull(&self, row: usize, label: usize) -> f64 {
        let others = self.members[label].iter().filter(|other| **other as usize != row);
        others.map(|other| self.group.odds(row, *other as usize)).sum()
    }

    /// Draws one row's person anew, the others given.
    fn move_row(&mut self, row: usize) {
        let own = self.label[row];
        let mut rest = self.members[own as usize].clone();
        rest.retain(|other| *other as usize != row);
        if !self.group.holds_together(&rest) {
            return;
        }
        let mut labels: Vec<u32> = { &self.group.near[row] }
            .iter()
            .map(|other| self.label[*other as usize])
            .collect();
        labels.push(own);
        labels.sort_unstable();
        labels.dedup();
        let is_alone = self.members[own as usize].len() == 1;
        let mut choices: Vec<(u32, f64)> = labels
            .into_iter()
            .filter(|label| !(is_alone && *label == own))
            .map(|label| (label, self.pull(row, label as usize)))
            .collect();
        let alone = if is_alone { own } else { self.free_label() };
        choices.push((alone, 0.0));
        let chosen = self.choose(&choices);
        self.put(row, chosen);
    }

    /// There are as many labels as rows, so that one is free while two rows share one.
    fn free_label(&self) -> u32 {
        self.free.last().copied().unwrap_or(0)
    }

    fn put(&mut self, row: usize, label: u32) {
        let before = std::mem::replace(&mut self.label[row], label);
        if before == label {
            return;
        }
        if self.free.last() == Some(&label) {
            self.free.pop();
        }
        self.members[before as usize].retain(|other| *other as usize != row);
        if self.members[before as usize].is_empty() {
            self.free.push(before);
        }
        self.members[label as usize].push(row as u32);
    }

    fn choose(&mut self, choices: &[(u32, f64)]) -> u32 {
        let most = choices
            .iter()
            .map(|(_, odds)| *odds)
            .fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = choices.iter().map(|(_, odds)| (odds - most).exp()).sum();
        let mut left = self.chance.random::<f64>() * total;
        let mut chosen = 0;
        // What cannot be is not chosen by rounding either.
        for (label, odds) in choices {
            let weight = (odds - most).exp();
            if weight > 0.0 {
                chosen = *label;
                left -= weight;
            }
            if weight > 0.0 && left <= 0.0 {
                break;
            }
        }
        chosen
    }

    /// Proposes to take two persons for one, or one for two, around a pair of rows that something is said about.
    fn merge_or_split(&mut self) {
        let n = self.label.len();
        let a = self.chance.random_range(0..n);
        let near = &self.group.near[a];
        if near.is_empty() {
            return;
        }
        let b = near[self.chance.random_range(0..near.len())] as usize;
        let (of_a, of_b) = (self.label[a], self.label[b]);
        let mut others: Vec<u32> = self.members[of_a as usize].clone();
        if of_a != of_b {
            others.extend(&self.members[of_b as usize]);
        }
        others.retain(|row| *row as usize != a && *row as usize != b);
        others.sort_unstable();
        shuffle(&mut others, &mut self.chance);
        // Which of the two a pair is found from is told by how many others each has.
        let split = self.allocated(a, b, &others, (of_a != of_b).then_some(of_a));
        let between: f64 = { &split.of_a }
            .iter()
            .flat_map(|x| split.of_b.iter().map(|y| (*x as usize, *y as usize)))
            .map(|(x, y)| self.group.odds(x, y))
            .sum();
        let accepted = if of_a == of_b {
            (-between - split.log_chance).exp()
        } else {
            (between + split.log_chance).exp()
        };
        if self.chance.random::<f64>() >= accepted {
            return;
        }
        if of_a == of_b && !(self.group.holds_together(&split.of_a) && self.group.holds_together(&split.of_b))
        {
            return;
        }
        if of_a == of_b {
            let free = self.free_label();
            split.of_b.iter().for_each(|row| self.put(*row as usize, free));
        } else {
            split.of_b.iter().for_each(|row| self.put(*row as usize, of_a));
        }
    }

    /// Deals rows to two persons that begin with `a` and `b`, one after another; where `kept` names the label of the first,
    /// as they are dealt now, and only the chance of it is worked out.
    fn allocated(&mut self, a: usize, b: usize, others: &[u32], kept: Option<u32>) -> Split {
        let mut split = Split {
            of_a: vec![a as u32],
            of_b: vec![b as u32],
            log_chance: 0.0,
        };
        for row in others {
            let sum = |members: &[u32]| -> f64 {
                let odds = members
                    .iter()
                    .map(|other| self.group.odds(*row as usize, *other as usize));
                odds.sum()
            };
            let to_a = 1.0 / (1.0 + (sum(&split.of_b) - sum(&split.of_a)).exp());
            let is_of_a = match kept {
                Some(label) => self.label[*row as usize] == label,
                None => self.chance.random::<f64>() < to_a,
            };
            if is_of_a {
                split.of_a.push(*row);
                split.log_chance += to_a.ln();
            } else {
                split.of_b.push(*row);
                split.log_chance += (1.0 - to_a).ln();
            }
        }
        split
    }
}

/// Two persons that one may fall into, and the chance of dealing its rows so.
struct Split {
    of_a: Vec<u32>,
    of_b: Vec<u32>,
    log_chance: f64,
}

fn shuffle(items: &mut [u32], chance: &mut ChaCha8Rng) {
    for at in (1..items.len()).rev() {
        items.swap(at, chance.random_range(0..=at));
    }
}
