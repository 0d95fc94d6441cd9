//! What the overlaps themselves warn of.

use rayon::prelude::*;
use statrs::function::beta::beta_reg;
use statrs::function::erf::erfc;

use crate::copies::Descent;
use crate::finding::Caution;
use crate::fit::{Evidence, Fitted, fit};
use crate::model::Model;
use crate::table::CaptureTable;

/// Fewest people on a list that can be called a copy.
const SMALLEST_COPY: u64 = 10;

/// Share of a list that lies in another before it can be called a copy.
const SHARE_OF_COPY: f64 = 0.9;

/// Chance of a false alarm among all pairs of a table.
const FALSE_ALARMS: f64 = 0.01;

/// How many times the expected overlap two lists must share before anything is said; smaller dependence between lists
/// is ordinary and is what interactions are for.
const FAR_MORE: f64 = 1.5;

/// Empty lists and lists that are left out.
pub(crate) fn of_left_out(sizes: &[u64], used: &[usize], descent: &Descent) -> Vec<Caution> {
    let mut cautions = Vec::new();
    for list in (0..sizes.len()).filter(|list| !used.contains(list)) {
        if sizes[list] == 0 {
            cautions.push(Caution::EmptyList { list });
        } else if let Some(from) = descent.declared_original(list) {
            cautions.push(Caution::LeftOut { derived: list, from });
        }
    }
    cautions
}

/// Undeclared copies among the used lists: the smaller list of a pair when it lies almost wholly within the other.
pub(crate) fn of_likely_copies(table: &CaptureTable, used: &[usize]) -> Vec<Caution> {
    let mut cautions = Vec::new();
    for (place, &first) in used.iter().enumerate() {
        for &second in &used[place + 1..] {
            let second_is_copy = table.list_size(second) <= table.list_size(first);
            let (list, within) = if second_is_copy {
                (second, first)
            } else {
                (first, second)
            };
            let (size, both) = (table.list_size(list), table.overlap(list, within));
            if is_likely_copy(table, list, within, used.len()) {
                cautions.push(Caution::LikelyCopy {
                    list,
                    within,
                    both,
                    size,
                });
            }
        }
    }
    cautions
}

/// Whether so much of a list lies within another that independence is no explanation.
///
/// The people on neither side of the question, those not on the list, show how likely anybody known is to be on the
/// other; a huge list holds most of them too and is no sign of copying.
fn is_likely_copy(table: &CaptureTable, list: usize, within: usize, n_used: usize) -> bool {
    let (size, both) = (table.list_size(list), table.overlap(list, within));
    if size < SMALLEST_COPY || (both as f64) < SHARE_OF_COPY * size as f64 {
        return false;
    }
    let others = table.observed() - size;
    let others_within = table.list_size(within) - both;
    let chance = (others_within as f64 + 1.0) / (others as f64 + 2.0);
    let n_pairs = (n_used * (n_used - 1)) as f64;
    binomial_tail(size, both, chance) < FALSE_ALARMS / n_pairs
}

/// Probability of at least `successes` in `trials`.
fn binomial_tail(trials: u64, successes: u64, chance: f64) -> f64 {
    if successes == 0 {
        return 1.0;
    }
    beta_reg(successes as f64, (trials - successes) as f64 + 1.0, chance)
}

/// Pairs of used lists that share nobody.
pub(crate) fn of_no_shared_people(table: &CaptureTable, used: &[usize]) -> Vec<Caution> {
    let mut cautions = Vec::new();
    for (place, &a) in used.iter().enumerate() {
        let apart = used[place + 1..].iter().filter(|b| table.overlap(a, **b) == 0);
        cautions.extend(apart.map(|&b| Caution::NoSharedPeople { a, b }));
    }
    cautions
}

/// Pairs of used lists that share far more people than the other lists make likely.
///
/// Each pair's interaction is tested against independence of all lists by the likelihood ratio, one-sided, with
/// Bonferroni's correction over all pairs. What is expected without it is the overlap divided by the interaction's factor.
pub(crate) fn of_dependent_pairs(evidence: &Evidence, used: &[usize], known: &[Caution]) -> Vec<Caution> {
    let n_lists = used.len();
    let Some(independence) = fit(evidence, &Model::independence(n_lists), None) else {
        return Vec::new();
    };
    let places: Vec<(usize, usize)> = (0..n_lists)
        .flat_map(|one| (one + 1..n_lists).map(move |other| (one, other)))
        .collect();
    let warn = |(one, other): &(usize, usize)| {
        let (a, b) = (used[*one], used[*other]);
        let is_copy = |caution: &Caution| matches!(caution, Caution::LikelyCopy { list, within, .. } if (*list, *within) == (a, b) || (*list, *within) == (b, a));
        if known.iter().any(is_copy) {
            return None;
        }
        let expected = expected_overlap(evidence, &independence, 1 << one | 1 << other, places.len())?;
        let both = evidence.margins()[1 << one | 1 << other] as u64;
        Some(Caution::PairDepends {
            a,
            b,
            both,
            expected: expected.round() as u64,
        })
    };
    places
        .par_iter()
        .map(warn)
        .collect::<Vec<Option<Caution>>>()
        .into_iter()
        .flatten()
        .collect()
}

/// The overlap to be expected without the interaction of a pair, when there is far more of it than that.
fn expected_overlap(evidence: &Evidence, independence: &Fitted, pair: usize, n_pairs: usize) -> Option<f64> {
    let with = fit(evidence, &independence.model.plus(pair), Some(independence))?;
    let interaction = with.parameter(pair)?;
    let ratio = (independence.deviance - with.deviance).max(0.0);
    let one_sided = erfc((ratio / 2.0).sqrt()) / 2.0;
    let far_more = interaction > FAR_MORE.ln() && one_sided * (n_pairs as f64) < FALSE_ALARMS;
    far_more.then(|| evidence.margins()[pair] / interaction.exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_sums_of_chances() {
        for (trials, successes, chance, expected) in [
            (3, 3, 0.5, 0.125),
            (3, 1, 0.5, 0.875),
            (2, 1, 0.1, 0.19),
            (4, 0, 0.3, 1.0),
        ] {
            assert!((binomial_tail(trials, successes, chance) - expected).abs() < 1e-12);
        }
    }

    fn check(people: &[(u64, u64)], expected: &[Caution]) {
        let table = CaptureTable::new(3, people.iter().copied()).unwrap();
        assert_eq!(of_likely_copies(&table, &[0, 1, 2]), expected);
    }

    #[test]
    fn copies_are_warned_of_and_huge_lists_are_not_copied() {
        let copy = Caution::LikelyCopy {
            list: 1,
            within: 0,
            both: 38,
            size: 40,
        };
        check(&[(0b001, 60), (0b011, 38), (0b010, 2), (0b100, 100)], &[copy]);
        check(
            &[(0b001, 900), (0b011, 19), (0b010, 1), (0b100, 40), (0b101, 60)],
            &[],
        );
        check(&[(0b001, 60), (0b011, 9), (0b100, 100)], &[]);
        check(&[(0b001, 60), (0b011, 34), (0b010, 6), (0b100, 100)], &[]);
        let part = Caution::LikelyCopy {
            list: 1,
            within: 0,
            both: 94,
            size: 94,
        };
        check(&[(0b001, 286), (0b011, 94), (0b100, 108)], &[part]);
        let twin = Caution::LikelyCopy {
            list: 1,
            within: 0,
            both: 50,
            size: 50,
        };
        check(&[(0b011, 50)], &[twin]);
    }
}
