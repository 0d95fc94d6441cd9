//! Populations whose way onto the lists is known.

use estimate::CaptureTable;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// People in every population.
pub(crate) const TRUTH: f64 = 2_000.0;

/// A way of coming onto lists.
pub(crate) struct Scenario {
    /// Its name on the command line and in tables.
    pub(crate) name: &'static str,
    /// Who there is; together [`TRUTH`] people.
    groups: &'static [Group],
    /// The chance of being on the second list for people on the first; otherwise lists do not depend on each other within a group.
    second_after_first: Option<f64>,
}

/// People who have the same chances.
struct Group {
    people: u32,
    /// Of being on each list.
    chances: &'static [f64],
}

const fn group(people: u32, chances: &'static [f64]) -> Group {
    Group { people, chances }
}

const fn groups(name: &'static str, groups: &'static [Group]) -> Scenario {
    Scenario {
        name,
        groups,
        second_after_first: None,
    }
}

/// All of them. `lc1` to `lc5` are the like-named simulations of the Human Rights Data Analysis Group's study of latent classes
/// (HRDAG/StanLCMCR). The place of a scenario is part of the seed: new ones go to the end.
pub(crate) const ALL: [Scenario; 7] = [
    groups("indep4", &[group(2_000, &[0.10, 0.15, 0.20, 0.25])]),
    groups("sparse4", &[group(2_000, &[0.02, 0.04, 0.05, 0.08])]),
    groups(
        "lc1",
        &[
            group(1_800, &[0.033, 0.033, 0.099, 0.132, 0.033]),
            group(200, &[0.66, 0.825, 0.759, 0.99, 0.693]),
        ],
    ),
    groups(
        "lc3",
        &[
            group(1_600, &[0.113, 0.113, 0.199, 0.232, 0.133]),
            group(400, &[0.86, 0.925, 0.859, 0.99, 0.793]),
        ],
    ),
    groups(
        "lc4",
        &[
            group(1_600, &[0.1, 0.05, 0.15, 0.2, 0.1]),
            group(200, &[0.5, 0.4, 0.6, 0.4, 0.5]),
            group(200, &[0.8, 0.9, 0.6, 0.7, 0.7]),
        ],
    ),
    groups(
        "lc5",
        &[
            group(1_600, &[0.113, 0.113, 0.199, 0.832, 0.733]),
            group(400, &[0.86, 0.925, 0.859, 0.19, 0.193]),
        ],
    ),
    Scenario {
        name: "pair4",
        groups: &[group(2_000, &[0.15, 0.10, 0.20, 0.12])],
        second_after_first: Some(0.6),
    },
];

impl Scenario {
    /// The scenario of a name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|scenario| scenario.name == name)
    }

    /// A number that no other scenario has.
    pub(crate) fn place(&self) -> u64 {
        (0u64..)
            .zip(&ALL)
            .find(|(_, scenario)| scenario.name == self.name)
            .map_or(u64::MAX, |(place, _)| place)
    }

    /// The lists on which a population of this kind is found.
    pub(crate) fn draw(&self, rng: &mut ChaCha8Rng) -> CaptureTable {
        let n_lists = self.groups[0].chances.len();
        let mut people = vec![0u64; 1 << n_lists];
        for group in self.groups {
            for _ in 0..group.people {
                people[self.history(group, rng)] += 1;
            }
        }
        let seen = (1u64..).zip(people.into_iter().skip(1));
        CaptureTable::new(n_lists, seen).expect("histories of the lists there are, 2,000 people")
    }

    /// The lists that a person of the group is on, a bit each.
    fn history(&self, group: &Group, rng: &mut ChaCha8Rng) -> usize {
        let mut history = 0;
        for (list, chance) in group.chances.iter().enumerate() {
            let chance = match self.second_after_first {
                Some(after_first) if list == 1 && history & 1 == 1 => after_first,
                _ => *chance,
            };
            history |= usize::from(rng.random_bool(chance)) << list;
        }
        history
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    /// People on a list on average: 2,000 less the product of the chances of being on none.
    #[test]
    fn as_many_are_seen_as_chances_say() {
        for scenario in &ALL {
            let mut expected = 0.0;
            let mut people = 0.0;
            for group in scenario.groups {
                let chance_of_none: f64 = group.chances.iter().map(|chance| 1.0 - chance).product();
                expected += f64::from(group.people) * (1.0 - chance_of_none);
                people += f64::from(group.people);
            }
            assert_eq!(people, TRUTH, "{}", scenario.name);
            let mut rng = ChaCha8Rng::seed_from_u64(5);
            let mean: f64 = (0..50)
                .map(|_| scenario.draw(&mut rng).observed() as f64 / 50.0)
                .sum();
            // The variance of one draw is at most n (1 - n / 2000), of the mean a fiftieth; four deviates.
            let tolerance = 4.0 * (expected * (1.0 - expected / TRUTH) / 50.0).sqrt();
            assert!(
                (mean - expected).abs() < tolerance,
                "{}: {mean} {expected}",
                scenario.name
            );
        }
    }

    #[test]
    fn the_pair_depends() {
        let pair = Scenario::named("pair4").unwrap();
        let table = pair.draw(&mut ChaCha8Rng::seed_from_u64(1));
        // 2,000 x .15 x .6 = 180 on both, against 2,000 x .15 x .175 = 53 if they did not depend on each other.
        assert!(
            (130..230).contains(&table.overlap(0, 1)),
            "{}",
            table.overlap(0, 1)
        );
        assert!(table.overlap(0, 2) < 100, "{}", table.overlap(0, 2));
    }

    #[test]
    fn names_and_places_are_unique() {
        for (place, scenario) in (0u64..).zip(&ALL) {
            assert_eq!(scenario.place(), place);
        }
        assert!(Scenario::named("nobody").is_none());
    }
}
