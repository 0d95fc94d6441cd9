//! What the demo's lists must show on average, worked out exactly.
//!
//! A *cell* is one of the 32 ways to be on some of the five lists and not on the others; its number has bit
//! 0 for list A, bit 1 for B, and so on. Cell 0 is being on none.

use super::{Noise, Scenario};

/// How many lists there are.
pub const N_LISTS: usize = 5;

/// How many cells five lists make.
pub const N_CELLS: usize = 1 << N_LISTS;

/// Place of list A, casework.
pub const A: usize = 0;
/// Place of list B, named in the media.
pub const B: usize = 1;
/// Place of list C, the adversary's roster.
pub const C: usize = 2;
/// Place of list D, obituaries and social media.
pub const D: usize = 3;
/// Place of list E, bodies returned.
pub const E: usize = 4;

/// How many people there are in truth.
pub const TOTAL: u32 = 600;

/// A hidden class of people who are equally easy to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Took the citizenship of the country they worked in.
    Naturalised,
    /// Signed a contract as a foreigner.
    ContractForeign,
    /// Was recruited in prison.
    PrisonRecruit,
}

impl Class {
    /// All classes.
    pub const ALL: [Self; 3] = [Self::Naturalised, Self::ContractForeign, Self::PrisonRecruit];

    /// The class's name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Naturalised => "naturalised",
            Self::ContractForeign => "contract_foreign",
            Self::PrisonRecruit => "prison_recruit",
        }
    }

    /// How many people belong to it.
    pub fn size(self) -> u32 {
        match self {
            Self::Naturalised => 180,
            Self::ContractForeign => 270,
            Self::PrisonRecruit => 150,
        }
    }

    /// The chance that each list, by itself, finds a person of the class.
    pub fn capture_chances(self) -> [f64; N_LISTS] {
        match self {
            Self::Naturalised => [0.16, 0.16, 0.05, 0.26, 0.10],
            Self::ContractForeign => [0.10, 0.07, 0.38, 0.12, 0.07],
            Self::PrisonRecruit => [0.13, 0.15, 0.20, 0.10, 0.12],
        }
    }
}

/// Expected number of people of a class in each cell.
pub fn expected_class_cells(scenario: Scenario, class: Class) -> [f64; N_CELLS] {
    class_chances(scenario, class).map(|chance| chance * f64::from(class.size()))
}

/// Expected number of people in each cell.
pub fn expected_cells(scenario: Scenario) -> [f64; N_CELLS] {
    let mut cells = [0.0; N_CELLS];
    for class in Class::ALL {
        for (cell, expected) in cells.iter_mut().zip(expected_class_cells(scenario, class)) {
            *cell += expected;
        }
    }
    cells
}

/// Mean and standard deviation of a number of people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
}

impl Moments {
    /// Says whether a draw lies within three standard deviations of the mean.
    pub fn holds(&self, drawn: u64) -> bool {
        (drawn as f64 - self.mean).abs() <= 3.0 * self.deviation
    }
}

/// Moments of the number of people in the cells that are chosen.
///
/// A sum of independent binomials, one for each class.
pub fn moments(scenario: Scenario, chosen: impl Fn(usize) -> bool) -> Moments {
    let (mut mean, mut variance) = (0.0, 0.0);
    for class in Class::ALL {
        let chances = class_chances(scenario, class);
        let within: f64 = (0..N_CELLS)
            .filter(|&cell| chosen(cell))
            .map(|cell| chances[cell])
            .sum();
        let size = f64::from(class.size());
        mean += size * within;
        variance += size * within * (1.0 - within);
    }
    Moments {
        mean,
        deviation: variance.sqrt(),
    }
}

/// Moments of the number of people on a list.
pub fn list_size(scenario: Scenario, list: usize) -> Moments {
    moments(scenario, |cell| cell >> list & 1 == 1)
}

/// Moments of the number of people on exactly so many lists.
pub fn on_exactly(scenario: Scenario, n_lists: u32) -> Moments {
    moments(scenario, |cell| cell.count_ones() == n_lists)
}

/// Chance of each cell for one person of a class.
fn class_chances(scenario: Scenario, class: Class) -> [f64; N_CELLS] {
    let chances = class.capture_chances();
    let mut cells = [0.0; N_CELLS];
    for (cell, chance) in cells.iter_mut().enumerate() {
        let on = |list: usize| cell >> list & 1 == 1;
        *chance = (0..N_LISTS)
            .map(|list| {
                if on(list) {
                    chances[list]
                } else {
                    1.0 - chances[list]
                }
            })
            .product();
    }
    match scenario {
        Scenario::IndependentInsideClasses => cells,
        Scenario::CopiedObituaries => with_copies(cells),
    }
}

/// Moves a part of those on B and not on D to the cells where they are on both.
fn with_copies(mut cells: [f64; N_CELLS]) -> [f64; N_CELLS] {
    for cell in (0..N_CELLS).filter(|cell| cell >> B & 1 == 1 && cell >> D & 1 == 0) {
        let copied = cells[cell] * Noise::Copied.share();
        cells[cell] -= copied;
        cells[cell | 1 << D] += copied;
    }
    cells
}

/// Figures of a scenario, rounded to whole people.
///
/// From the notes on the demo's design, "Five-list counting demo", worked out there from the expected cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed {
    /// Sizes of the lists A to E.
    pub list_sizes: [f64; N_LISTS],
    /// People on at least one list.
    pub seen: f64,
    /// People on exactly one, two, three, four lists, as far as printed.
    pub on_exactly: &'static [f64],
    /// People on B and D.
    pub b_and_d: f64,
    /// Lincoln-Petersen estimate from B and D, the smallest of all pairs.
    pub b_with_d: f64,
    /// Estimate of the model of independence, all classes in one table.
    pub pooled: f64,
    /// Chao's lower bound with the factor (t-1)/t.
    pub chao: f64,
    /// Estimate of the model of independence for each class by itself, added up.
    pub stratified: f64,
}

/// What the notes print for scenario 1.
pub const PRINTED_1: Printed = Printed {
    list_sizes: [75.0, 70.0, 142.0, 94.0, 55.0],
    seen: 335.0,
    on_exactly: &[246.0, 77.0, 11.0, 1.0],
    b_and_d: 12.0,
    b_with_d: 551.0,
    pooled: 640.0,
    chao: 648.0,
    stratified: 600.0,
};

/// Lincoln-Petersen estimate from B and C in scenario 1, the largest of all pairs, as printed in the notes.
pub const PRINTED_1_B_WITH_C: f64 = 758.0;

/// What the notes print for scenario 2. Of sizes they print only that of D: a copy changes no other, nor how
/// many people are seen at all.
pub const PRINTED_2: Printed = Printed {
    list_sizes: [75.0, 70.0, 142.0, 115.0, 55.0],
    seen: 335.0,
    on_exactly: &[233.0, 83.0],
    b_and_d: 32.0,
    b_with_d: 248.0,
    pooled: 570.0,
    chao: 596.0,
    stratified: 539.0,
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected number of people in the chosen cells.
    fn sum(cells: &[f64; N_CELLS], chosen: impl Fn(usize) -> bool) -> f64 {
        (0..N_CELLS)
            .filter(|&cell| chosen(cell))
            .map(|cell| cells[cell])
            .sum()
    }

    fn sizes(cells: &[f64; N_CELLS]) -> [f64; N_LISTS] {
        std::array::from_fn(|list| sum(cells, |cell| cell >> list & 1 == 1))
    }

    /// Lincoln (1930) and Petersen (1896): the product of the sizes over the overlap.
    fn lincoln_petersen(cells: &[f64; N_CELLS], one: usize, other: usize) -> f64 {
        let sizes = sizes(cells);
        sizes[one] * sizes[other] / sum(cells, |cell| cell >> one & cell >> other & 1 == 1)
    }

    /// Chao (1987) with the factor (t-1)/t.
    fn chao(cells: &[f64; N_CELLS]) -> f64 {
        let on_exactly = |n_lists: u32| sum(cells, |cell| cell.count_ones() == n_lists);
        let factor = (N_LISTS as f64 - 1.0) / N_LISTS as f64;
        sum(cells, |cell| cell != 0) + factor * on_exactly(1).powi(2) / (2.0 * on_exactly(2))
    }

    /// Darroch (1958): the N at which the product of all chances to be missed is the share of the unseen.
    fn independence(cells: &[f64; N_CELLS]) -> f64 {
        let (sizes, seen) = (sizes(cells), sum(cells, |cell| cell != 0));
        let too_small = |total: f64| {
            let missed: f64 = sizes.iter().map(|size| 1.0 - size / total).product();
            1.0 - seen / total < missed
        };
        let (mut low, mut high) = (seen, 100.0 * seen);
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if too_small(middle) {
                low = middle
            } else {
                high = middle
            }
        }
        low
    }

    fn check(scenario: Scenario, printed: &Printed) {
        let cells = expected_cells(scenario);
        let by_class = Class::ALL.map(|class| expected_class_cells(scenario, class));
        assert!((cells.iter().sum::<f64>() - f64::from(TOTAL)).abs() < 1e-9);
        assert_eq!(sizes(&cells).map(f64::round), printed.list_sizes);
        assert_eq!(sum(&cells, |cell| cell != 0).round(), printed.seen);
        for (n_lists, people) in (1..).zip(printed.on_exactly) {
            assert_eq!(
                sum(&cells, |cell| cell.count_ones() == n_lists).round(),
                *people,
                "on {n_lists}"
            );
        }
        assert_eq!(
            sum(&cells, |cell| cell & 0b01010 == 0b01010).round(),
            printed.b_and_d
        );
        assert_eq!(lincoln_petersen(&cells, B, D).round(), printed.b_with_d);
        assert_eq!(independence(&cells).round(), printed.pooled);
        assert_eq!(chao(&cells).round(), printed.chao);
        assert_eq!(
            by_class.iter().map(independence).sum::<f64>().round(),
            printed.stratified
        );
    }

    #[test]
    fn scenario_1_gives_the_printed_figures() {
        let scenario = Scenario::IndependentInsideClasses;
        check(scenario, &PRINTED_1);
        let cells = expected_cells(scenario);
        let mut pairs: Vec<f64> = Vec::new();
        for one in 0..N_LISTS {
            pairs.extend((one + 1..N_LISTS).map(|other| lincoln_petersen(&cells, one, other).round()));
        }
        pairs.sort_by(f64::total_cmp);
        assert_eq!((pairs[0], pairs[9]), (PRINTED_1.b_with_d, PRINTED_1_B_WITH_C));
        assert_eq!(lincoln_petersen(&cells, B, C).round(), PRINTED_1_B_WITH_C);
        for class in Class::ALL {
            let total = independence(&expected_class_cells(scenario, class));
            assert!(
                (total - f64::from(class.size())).abs() < 1e-6,
                "{class:?}: {total}"
            );
        }
    }

    #[test]
    fn scenario_2_gives_the_printed_figures() {
        check(Scenario::CopiedObituaries, &PRINTED_2);
    }

    #[test]
    fn moments_of_all_cells_are_everybody_for_certain() {
        let all = moments(Scenario::CopiedObituaries, |_| true);
        assert!((all.mean - 600.0).abs() < 1e-9 && all.deviation < 1e-6);
        assert!(all.holds(600) && !all.holds(601));
    }
}
