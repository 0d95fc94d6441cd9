//! Draws are held against all partitions of small groups, one by one.

use std::collections::BTreeMap;

use super::*;
use crate::forest::Forest;

fn edge(a: u32, b: u32, bits: f64) -> Edge {
    Edge { a, b, bits }
}

/// How often each partition is drawn.
fn shares(edges: &[Edge], lists: &[Option<usize>], n_draws: usize) -> BTreeMap<Vec<u32>, f64> {
    let base: Vec<u32> = (0..lists.len() as u32).collect();
    let mut shares = BTreeMap::new();
    Doubt::new(edges, &base, lists).draw(&base, n_draws, 7, |_, drawn| {
        *shares.entry(drawn.to_vec()).or_insert(0.0) += 1.0 / n_draws as f64;
    });
    shares
}

/// All partitions of `n` rows, each row named by the first of its part.
fn partitions(n: usize) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new()];
    for row in 0..n as u32 {
        let longer = |partition: &Vec<u32>| {
            let mut firsts = partition.clone();
            firsts.sort_unstable();
            firsts.dedup();
            firsts.push(row);
            let with = |first: u32| partition.iter().copied().chain([first]).collect();
            firsts.into_iter().map(with).collect::<Vec<Vec<u32>>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// The share that each partition should have.
fn expected(n: usize, edges: &[Edge], lists: &[Option<usize>]) -> BTreeMap<Vec<u32>, f64> {
    let odds = |a: usize, b: usize| {
        if lists[a].is_some() && lists[a] == lists[b] {
            return f64::NEG_INFINITY;
        }
        let found = edges
            .iter()
            .find(|edge| (edge.a as usize, edge.b as usize) == (a, b));
        found.map_or(UNSEEN_BITS, |edge| edge.bits) * std::f64::consts::LN_2
    };
    let near = |a: u32, b: u32| {
        let is_it = |edge: &Edge| (edge.a.min(edge.b), edge.a.max(edge.b)) == (a.min(b), a.max(b));
        edges.iter().any(|edge| is_it(edge) && edge.bits >= LEAST_BITS)
    };
    let is_held = |rows: &[u32]| {
        let mut forest = Forest::new(n);
        let pairs = rows.iter().flat_map(|a| rows.iter().map(move |b| (*a, *b)));
        pairs
            .filter(|(a, b)| near(*a, *b))
            .for_each(|(a, b)| forest.join(a, b));
        rows.iter().all(|row| forest.root(*row) == forest.root(rows[0]))
    };
    let weight = |partition: &Vec<u32>| {
        let part = |first: u32| -> Vec<u32> {
            (0..n as u32)
                .filter(|row| partition[*row as usize] == first)
                .collect()
        };
        if !partition.iter().all(|first| is_held(&part(*first))) {
            return 0.0;
        }
        let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        let joined = pairs.filter(|(a, b)| partition[*a] == partition[*b]);
        joined.map(|(a, b)| odds(a, b)).sum::<f64>().exp()
    };
    let weights: Vec<(Vec<u32>, f64)> = partitions(n)
        .into_iter()
        .map(|partition| (partition.clone(), weight(&partition)))
        .collect();
    let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
    weights
        .into_iter()
        .map(|(partition, weight)| (partition, weight / total))
        .collect()
}

fn check(n: usize, edges: &[Edge], lists: &[Option<usize>]) {
    let n_draws = 20_000;
    let found = shares(edges, lists, n_draws);
    for (partition, share) in expected(n, edges, lists) {
        let drawn = found.get(&partition).copied().unwrap_or(0.0);
        // Five standard errors, as if every third draw were a fresh one.
        let error = 5.0 * (3.0 * share * (1.0 - share) / n_draws as f64).sqrt() + 1e-3;
        assert!(
            (drawn - share).abs() < error,
            "{partition:?}: {drawn} for {share}"
        );
    }
}

#[test]
fn all_partitions_are_counted() {
    let n: Vec<usize> = (0..6).map(|n| partitions(n).len()).collect();
    assert_eq!(n, [1, 1, 2, 5, 15, 52], "the numbers of Bell");
}

#[test]
fn two_reports_are_one_person_as_often_as_their_odds_say() {
    for bits in [-3.0, -1.0, 0.0, 2.0, 5.0] {
        check(2, &[edge(0, 1, bits)], &[None; 2]);
    }
}

#[test]
fn small_groups_are_drawn_as_counted_one_by_one() {
    check(
        3,
        &[edge(0, 1, 1.0), edge(1, 2, 0.5), edge(0, 2, -2.5)],
        &[None; 3],
    );
    check(
        4,
        &[
            edge(0, 1, 6.0),
            edge(2, 3, 6.0),
            edge(1, 2, -0.5),
            edge(0, 3, 1.0),
        ],
        &[None; 4],
    );
    check(
        5,
        &[edge(0, 1, 3.0), edge(1, 2, 2.0), edge(2, 3, 1.0), edge(3, 4, 2.0)],
        &[None; 5],
    );
}

#[test]
fn reports_of_a_list_of_different_people_never_meet() {
    let lists = [Some(1), None, Some(1), None];
    let edges = [edge(0, 1, 2.0), edge(1, 2, 2.0), edge(0, 2, 9.0), edge(2, 3, 0.0)];
    check(4, &edges, &lists);
    assert!(
        shares(&edges, &lists, 500)
            .keys()
            .all(|drawn| drawn[0] != drawn[2])
    );
}

#[test]
fn without_doubt_nothing_varies() {
    let edges = [
        edge(0, 1, 60.0),
        edge(1, 2, 60.0),
        edge(0, 2, 55.0),
        edge(2, 3, -60.0),
    ];
    let found = shares(&edges, &[None; 4], 2_000);
    assert_eq!(found.into_keys().collect::<Vec<_>>(), [vec![0, 0, 0, 3]]);
}

#[test]
fn draws_depend_on_the_seed_alone() {
    let edges: Vec<Edge> = (0..40).map(|n| edge(n, n + 1, f64::from(n % 5) - 2.0)).collect();
    let base: Vec<u32> = (0..41).collect();
    let doubt = Doubt::new(&edges, &base, &[None; 41]);
    let drawn = |seed: u64, n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(n_threads)
            .build()
            .unwrap();
        let mut all = Vec::new();
        pool.install(|| doubt.draw(&base, 30, seed, |_, drawn| all.push(drawn.to_vec())));
        all
    };
    assert_eq!(drawn(1, 1), drawn(1, 4));
    assert_ne!(drawn(1, 1), drawn(2, 1));
}
