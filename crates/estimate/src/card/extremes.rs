//! How far apart the figures of a card are.

use serde::Serialize;

use crate::card::beliefs::{Assumption, Belief};
use crate::card::changes::{Merged, Without};
use crate::card::outcome::{CardMethod, Outcome, Outcomes};

/// Smallest and largest total.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Extremes {
    /// The smallest; of equals the first on the card.
    pub smallest: Extreme,
    /// The largest; of equals the first on the card.
    pub largest: Extreme,
}

/// One total and where it stands on the card.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Extreme {
    /// People, seen and unseen.
    pub total: f64,
    /// By which method.
    pub method: CardMethod,
    /// From which lists under which assumption.
    pub made: Made,
}

/// What was changed for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "made", rename_all = "kebab-case")]
pub enum Made {
    /// Nothing.
    Whole,
    /// What was assumed.
    Assuming {
        /// The assumption.
        assumption: Assumption,
    },
    /// A list was left out.
    Without {
        /// The list.
        list: usize,
    },
    /// Two lists were merged.
    Merged {
        /// The first list.
        a: usize,
        /// The second list.
        b: usize,
    },
}

/// The total that expected overlaps are computed from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TotalBehind {
    /// People, seen and unseen.
    pub total: f64,
    /// The method that says so: the model of lowest BIC if it has a figure, otherwise the average.
    pub method: CardMethod,
}

/// The total to expect overlaps from.
pub(crate) fn total_behind(whole: &Outcomes) -> Option<TotalBehind> {
    whole.each().into_iter().find_map(|(method, outcome)| {
        let total = outcome.figure()?.total;
        Some(TotalBehind { total, method })
    })
}

/// The smallest and the largest total of all figures for the whole population.
pub(crate) fn extremes(
    whole: &Outcomes,
    beliefs: &[Belief],
    without: &[Without],
    merged: &[Merged],
) -> Option<Extremes> {
    let mut totals = Totals::default();
    totals.add_both(whole, Made::Whole);
    for belief in beliefs {
        let assumption = belief.assumption;
        totals.add(
            CardMethod::Averaged,
            &belief.outcome,
            Made::Assuming { assumption },
        );
    }
    for change in without {
        totals.add_both(&change.outcomes, Made::Without { list: change.list });
    }
    for change in merged {
        let (a, b) = (change.a, change.b);
        totals.add_both(&change.outcomes, Made::Merged { a, b });
    }
    totals.extremes
}

/// The smallest and the largest so far.
#[derive(Default)]
struct Totals {
    extremes: Option<Extremes>,
}

impl Totals {
    fn add_both(&mut self, outcomes: &Outcomes, made: Made) {
        for (method, outcome) in outcomes.each() {
            self.add(method, outcome, made);
        }
    }

    fn add(&mut self, method: CardMethod, outcome: &Outcome, made: Made) {
        let Some(figure) = outcome.figure() else {
            return;
        };
        let found = Extreme {
            total: figure.total,
            method,
            made,
        };
        let extremes = self.extremes.get_or_insert(Extremes {
            smallest: found,
            largest: found,
        });
        if found.total < extremes.smallest.total {
            extremes.smallest = found;
        }
        if found.total > extremes.largest.total {
            extremes.largest = found;
        }
    }
}
