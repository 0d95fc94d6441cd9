//! Which pairs to ask people about: those whose answer is expected to change most.

use std::collections::{BTreeMap, BTreeSet};

use crate::linking::{Linkage, Pair};

/// A pair worth asking about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// Place of the pair among those of the linkage.
    pub pair: usize,
    /// How many pairs of reports are expected to be joined or parted by the answer.
    pub change: f64,
}

/// Chooses at most `n` pairs, the most worthwhile first.
///
/// What an answer changes is counted in pairs of reports: between two persons of `k` and `l` reports it may join `k × l`; within
/// one person it may part those who hang on the one report from those on the other. Times the chance that the answer is
/// not what the linkage does now, that is the expected change; it is largest near the threshold and where many reports hang on a
/// pair (expected change as in Settles 2009, section 3.3, with partitions in the place of models). Of the pairs between the same two
/// persons only one is asked at a time, because its answer bears on the others.
///
/// `keys` holds something of each report that stays when rows move, so that ties do not depend on their order; `is_judged` leaves out
/// what has been answered already.
pub fn questions(
    linkage: &Linkage,
    keys: &[String],
    n: usize,
    is_judged: &dyn Fn(usize, usize) -> bool,
) -> Vec<Question> {
    let mut n_reports = vec![0_usize; linkage.n_persons];
    for person in &linkage.persons {
        n_reports[*person] += 1;
    }
    let likeness = likeness(linkage, &n_reports);
    let open = |(_, pair): &(usize, &Pair)| !is_judged(pair.a, pair.b);
    let mut found: Vec<Question> = { linkage.pairs.iter().enumerate() }
        .filter(open)
        .map(|(place, pair)| Question {
            pair: place,
            change: expected_change(linkage, pair, &n_reports, &likeness),
        })
        .collect();
    let key = |question: &Question| {
        let pair = &linkage.pairs[question.pair];
        let of = |report: usize| keys.get(report).map_or("", String::as_str);
        (of(pair.a).min(of(pair.b)), of(pair.a).max(of(pair.b)))
    };
    found.sort_by(|x, y| {
        let by_key = || key(x).cmp(&key(y));
        y.change.total_cmp(&x.change).then_with(by_key)
    });
    let mut asked = BTreeSet::new();
    found.retain(|question| {
        let pair = &linkage.pairs[question.pair];
        let (x, y) = (linkage.persons[pair.a], linkage.persons[pair.b]);
        asked.insert((x.min(y), x.max(y)))
    });
    found.truncate(n);
    found
}

/// The probability of each kept pair within a person of three reports or more, both ways round.
fn likeness(linkage: &Linkage, n_reports: &[usize]) -> BTreeMap<(usize, usize), f64> {
    let within = |pair: &&Pair| {
        let person = linkage.persons[pair.a];
        person == linkage.persons[pair.b] && n_reports[person] > 2
    };
    let of_pair = |pair: &Pair| {
        [
            ((pair.a, pair.b), pair.probability),
            ((pair.b, pair.a), pair.probability),
        ]
    };
    linkage.pairs.iter().filter(within).flat_map(of_pair).collect()
}

fn expected_change(
    linkage: &Linkage,
    pair: &Pair,
    n_reports: &[usize],
    likeness: &BTreeMap<(usize, usize), f64>,
) -> f64 {
    let (x, y) = (linkage.persons[pair.a], linkage.persons[pair.b]);
    if x != y {
        return pair.probability * n_reports[x] as f64 * n_reports[y] as f64;
    }
    let n = n_reports[x] as f64;
    let near = |report: usize, other: usize| likeness.get(&(report, other)).copied().unwrap_or(0.0);
    // Reports of the person that are likelier to be about `a` than about `b`.
    let with_a = likeness
        .range((pair.a, 0)..=(pair.a, usize::MAX))
        .filter(|((_, other), p)| *other != pair.b && **p > near(pair.b, *other))
        .count() as f64;
    let of_a = 1.0 + with_a.min((n - 2.0).max(0.0));
    (1.0 - pair.probability) * of_a * (n - of_a)
}
