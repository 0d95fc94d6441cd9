//! Two lists at a time: how many they share, how many they would share by chance, and how they depend on each other.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::card::extremes::TotalBehind;
use crate::table::CaptureTable;

/// One pair of lists.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairCard {
    /// The first list.
    pub a: usize,
    /// The second list, after the first.
    pub b: usize,
    /// People on both.
    pub both: u64,
    /// People that would be on both if the two were independent in a population of the card's `expected_from`:
    /// size of `a` times size of `b` over that total. `None` when no total could be estimated.
    pub expected: Option<f64>,
    /// How the two depend on each other among people on a third list.
    pub odds: OddsRatio,
}

/// The odds of being on one list for people on the other, over the odds for people who are not.
///
/// Only among people on at least one other used list is it known how many are on neither. They are divided by the set of
/// other lists that they are on, and one ratio for all these sets is estimated (Mantel and Haenszel 1959). 1 says
/// independence of the two lists within every set, more that they find the same people, less that they avoid each other. It
/// says nothing of people on no third list.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "odds", rename_all = "kebab-case")]
pub enum OddsRatio {
    /// It can be estimated.
    Estimated {
        /// The ratio.
        ratio: f64,
        /// Standard error of its logarithm (Robins, Breslow and Greenland 1986).
        log_se: f64,
        /// People on a third list, from whom it comes.
        people: u64,
    },
    /// It cannot.
    Undefined {
        /// Why.
        why: NoOdds,
    },
}

/// Why there is no odds ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoOdds {
    /// Nobody is on another used list.
    NobodyElsewhere,
    /// In no set is somebody on both while somebody else is on neither: the ratio would be 0.
    NeverBothAndNeither,
    /// In no set is somebody only on the one while somebody else is only on the other: the ratio would be infinite.
    NeverEach,
    /// Neither of the two is found in any set.
    NoContrast,
}

/// All pairs of a table; `used` are the lists that may serve as third lists.
pub(crate) fn pair_cards(
    table: &CaptureTable,
    used: &[usize],
    behind: Option<&TotalBehind>,
) -> Vec<PairCard> {
    let mut pairs = Vec::new();
    let third_lists: u64 = used.iter().map(|list| 1u64 << list).sum();
    for a in 0..table.n_lists() {
        for b in a + 1..table.n_lists() {
            let product = table.list_size(a) as f64 * table.list_size(b) as f64;
            pairs.push(PairCard {
                a,
                b,
                both: table.overlap(a, b),
                expected: behind.map(|behind| product / behind.total),
                odds: odds_ratio(table, a, b, third_lists),
            });
        }
    }
    pairs
}

/// Mantel and Haenszel's ratio over the histories of the third lists.
fn odds_ratio(table: &CaptureTable, a: usize, b: usize, third_lists: u64) -> OddsRatio {
    let third_lists = third_lists & !(1 << a | 1 << b);
    let mut of_history: BTreeMap<u64, FourFold> = BTreeMap::new();
    for (history, people) in table.people() {
        let elsewhere = history & third_lists;
        if elsewhere != 0 {
            let four = of_history.entry(elsewhere).or_default();
            four.add(history >> a & 1 == 1, history >> b & 1 == 1, people);
        }
    }
    let mut sums = Sums::default();
    of_history.values().for_each(|four| sums.add(four));
    sums.ratio()
}

/// People of one set of third lists.
#[derive(Default)]
struct FourFold {
    both: f64,
    neither: f64,
    only_a: f64,
    only_b: f64,
}

impl FourFold {
    fn add(&mut self, on_a: bool, on_b: bool, people: u64) {
        let cell = match (on_a, on_b) {
            (true, true) => &mut self.both,
            (false, false) => &mut self.neither,
            (true, false) => &mut self.only_a,
            (false, true) => &mut self.only_b,
        };
        *cell += people as f64;
    }
}

/// Sums over sets, with the letters of Robins, Breslow and Greenland: R = both neither / n, S = only-a only-b / n,
/// P = (both + neither) / n, Q = 1 - P.
#[derive(Default)]
struct Sums {
    people: f64,
    r: f64,
    s: f64,
    pr: f64,
    ps_qr: f64,
    qs: f64,
}

impl Sums {
    fn add(&mut self, four: &FourFold) {
        let n = four.both + four.neither + four.only_a + four.only_b;
        let (r, s) = (four.both * four.neither / n, four.only_a * four.only_b / n);
        let (p, q) = ((four.both + four.neither) / n, (four.only_a + four.only_b) / n);
        self.people += n;
        self.r += r;
        self.s += s;
        self.pr += p * r;
        self.ps_qr += p * s + q * r;
        self.qs += q * s;
    }

    fn ratio(&self) -> OddsRatio {
        let why = match (self.people > 0.0, self.r > 0.0, self.s > 0.0) {
            (false, _, _) => NoOdds::NobodyElsewhere,
            (true, false, false) => NoOdds::NoContrast,
            (true, false, true) => NoOdds::NeverBothAndNeither,
            (true, true, false) => NoOdds::NeverEach,
            (true, true, true) => {
                return OddsRatio::Estimated {
                    ratio: self.r / self.s,
                    log_se: self.log_variance().sqrt(),
                    people: self.people as u64,
                };
            }
        };
        OddsRatio::Undefined { why }
    }

    /// Robins, Breslow and Greenland (1986), for few large and for many small sets.
    fn log_variance(&self) -> f64 {
        let (r, s) = (self.r, self.s);
        self.pr / (2.0 * r * r) + self.ps_qr / (2.0 * r * s) + self.qs / (2.0 * s * s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(people: &[(u64, u64)], expected: OddsRatio) {
        let table = CaptureTable::new(4, people.iter().copied()).unwrap();
        let found = odds_ratio(&table, 0, 1, 0b1111);
        match (found, expected) {
            (
                OddsRatio::Estimated {
                    ratio,
                    log_se,
                    people,
                },
                OddsRatio::Estimated {
                    ratio: known,
                    log_se: known_se,
                    people: n,
                },
            ) => {
                assert!((ratio - known).abs() < 1e-12 && people == n, "{ratio} {people}");
                assert!((log_se - known_se).abs() < 1e-12, "{log_se}");
            }
            _ => assert_eq!(found, expected),
        }
    }

    /// One set of four cells has Woolf's variance, the sum of the inverse cells.
    #[test]
    fn one_set_is_the_plain_ratio() {
        check(
            &[
                (0b0001, 900),
                (0b0011, 50),
                (0b0111, 8),
                (0b0100, 20),
                (0b0101, 5),
                (0b0110, 4),
            ],
            OddsRatio::Estimated {
                ratio: 8.0,
                log_se: (1.0f64 / 8.0 + 1.0 / 20.0 + 1.0 / 5.0 + 1.0 / 4.0).sqrt(),
                people: 37,
            },
        );
    }

    /// Sets {2} with 8, 20, 5, 4 of 37 and {3} with 6, 10, 2, 3 of 21: R = 160/37 + 60/21, S = 20/37 + 6/21.
    #[test]
    fn two_sets_by_hand() {
        let (r, s): (f64, f64) = (160.0 / 37.0 + 60.0 / 21.0, 20.0 / 37.0 + 6.0 / 21.0);
        let pr = 28.0 / 37.0 * 160.0 / 37.0 + 16.0 / 21.0 * 60.0 / 21.0;
        let qs = 9.0 / 37.0 * 20.0 / 37.0 + 5.0 / 21.0 * 6.0 / 21.0;
        let ps_qr = 28.0 / 37.0 * 20.0 / 37.0
            + 16.0 / 21.0 * 6.0 / 21.0
            + 9.0 / 37.0 * 160.0 / 37.0
            + 5.0 / 21.0 * 60.0 / 21.0;
        let variance = pr / (2.0 * r * r) + ps_qr / (2.0 * r * s) + qs / (2.0 * s * s);
        check(
            &[
                (0b0111, 8),
                (0b0100, 20),
                (0b0101, 5),
                (0b0110, 4),
                (0b1011, 6),
                (0b1000, 10),
                (0b1001, 2),
                (0b1010, 3),
            ],
            OddsRatio::Estimated {
                ratio: r / s,
                log_se: variance.sqrt(),
                people: 58,
            },
        );
    }

    #[test]
    fn what_is_missing_is_said() {
        for (people, why) in [
            (
                vec![(0b0001, 5), (0b0011, 5), (0b0010, 5)],
                NoOdds::NobodyElsewhere,
            ),
            (
                vec![(0b0101, 5), (0b0110, 5), (0b0100, 5)],
                NoOdds::NeverBothAndNeither,
            ),
            (vec![(0b0111, 5), (0b0100, 5), (0b0101, 5)], NoOdds::NeverEach),
            (vec![(0b0111, 5), (0b1000, 5)], NoOdds::NoContrast),
            (vec![], NoOdds::NobodyElsewhere),
        ] {
            check(&people, OddsRatio::Undefined { why });
        }
    }
}
