//! What a reader checks before believing an estimate: the overlaps, and the same answer asked for in other ways.

mod beliefs;
mod changes;
mod consistency;
mod extremes;
mod outcome;
mod pairs;

use serde::Serialize;

use crate::averaging::AveragingPlan;
use crate::card::beliefs::beliefs;
use crate::card::changes::{merged_pairs, without_each};
use crate::card::consistency::hidden_lists;
use crate::card::extremes::{extremes, total_behind};
use crate::card::outcome::{Methods, of_verdict};
use crate::card::pairs::pair_cards;
use crate::estimating::estimate;
use crate::finding::{Caution, EstimatePlan};
use crate::table::CaptureTable;

pub use beliefs::{Assumption, Belief};
pub use changes::{Merged, Without};
pub use consistency::{Hidden, Recovered};
pub use extremes::{Extreme, Extremes, Made, TotalBehind};
pub use outcome::{CardMethod, Figure, Obstacle, Outcome, Outcomes, TooManyToRepeat};
pub use pairs::{NoOdds, OddsRatio, PairCard};

/// How a report card is made.
#[derive(Clone, Debug)]
pub struct CardPlan {
    /// Confidence, copies and populations, as for the estimate that the card is about.
    pub estimate: EstimatePlan,
    /// What is assumed by averages over graphs.
    pub averaging: AveragingPlan,
}

/// A table's report card.
///
/// Lists keep the numbers of the whole table. Figures come from the used lists, those that hold somebody and are no copies.
/// Whatever cannot be said is absent or a refusal with its reasons; every number is finite.
#[derive(Clone, Debug, Serialize)]
pub struct ReportCard {
    /// People on at least one list, all lists counted: the documented number.
    pub documented: u64,
    /// Confidence of all intervals, such as 0.95.
    pub confidence: f64,
    /// Lists that figures come from.
    pub used: Vec<usize>,
    /// One for each list.
    pub lists: Vec<ListCard>,
    /// Share of the documented people who are on one list only; `None` when there is nobody.
    pub once_share: Option<f64>,
    /// The total from which expected overlaps are computed, if there is one.
    pub expected_from: Option<TotalBehind>,
    /// One for each pair `a < b` of all lists.
    pub pairs: Vec<PairCard>,
    /// Lists that look like copies; all are [`Caution::LikelyCopy`].
    pub likely_copies: Vec<Caution>,
    /// The estimate itself, by two methods.
    pub whole: Outcomes,
    /// The average over graphs under other assumptions, the plan's own first.
    pub beliefs: Vec<Belief>,
    /// For each used list, the estimate without it.
    pub without: Vec<Without>,
    /// For each pair of used lists, the estimate with the two as one.
    pub merged: Vec<Merged>,
    /// For each used list, its people estimated from the other lists and compared with their known number.
    pub hidden: Vec<Hidden>,
    /// Smallest and largest total of `whole`, `beliefs`, `without` and `merged`; `None` when all were refused.
    pub extremes: Option<Extremes>,
}

/// One list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListCard {
    /// The list.
    pub list: usize,
    /// People on it.
    pub size: u64,
    /// People on no other list.
    pub only_here: u64,
    /// The share of its people who are on no other list; `None` when it is empty.
    pub only_here_share: Option<f64>,
}

/// Checks an estimate in the ways that its critics ask for.
///
/// Lists are left out one by one and merged two by two (Sharifi Far, King and others 2021; Binette and Steorts 2022), each
/// list is hidden and estimated from the others (Binette and Steorts 2022), and the average over graphs is repeated under
/// other assumptions. The two methods are fast ones: the log-linear model of lowest BIC with its profile
/// interval, which does not know that the model was chosen, and the average over decomposable graphs of three to six lists.
///
/// To bound the work, lists are left out and hidden up to 12 used lists, merged up to eight, and averages of six lists are
/// made for the table and for what leaving one of seven out leaves. `progress` gets steps done and steps to do; it is called
/// from the calling thread. The result depends on the arguments alone.
pub fn report_card(
    table: &CaptureTable,
    plan: &CardPlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> ReportCard {
    let finding = estimate(table, &plan.estimate, &|_, _| {});
    let mut steps = Steps::new(&finding.used, progress);
    steps.done();
    let documented = table.observed();
    let methods = Methods::new(plan, documented);
    let used = Used {
        table: table.keep_lists(&finding.used).ok(),
        lists: finding.used.clone(),
    };
    let beliefs = beliefs(&used, &methods, &mut steps);
    let whole = Outcomes {
        best: of_verdict(&finding.verdict, 0.0),
        averaged: beliefs[0].outcome.clone(),
    };
    let expected_from = total_behind(&whole);
    let without = without_each(&used, &methods, &mut steps);
    let merged = merged_pairs(&used, &methods, &mut steps);
    let hidden = hidden_lists(&used, &methods, &mut steps);
    ReportCard {
        documented,
        confidence: methods.confidence(),
        lists: list_cards(table),
        once_share: share(finding.captures[1], documented),
        pairs: pair_cards(table, &finding.used, expected_from.as_ref()),
        expected_from,
        likely_copies: likely_copies(finding.cautions),
        extremes: extremes(&whole, &beliefs, &without, &merged),
        used: finding.used,
        whole,
        beliefs,
        without,
        merged,
        hidden,
    }
}

/// The used lists: their table, in which they are numbered from 0, and their numbers in the whole table.
struct Used {
    /// `None` when there is no such list.
    table: Option<CaptureTable>,
    lists: Vec<usize>,
}

/// Counts steps for whoever waits.
struct Steps<'a> {
    done: u64,
    of: u64,
    progress: &'a (dyn Fn(u64, u64) + Sync),
}

impl<'a> Steps<'a> {
    fn new(used: &[usize], progress: &'a (dyn Fn(u64, u64) + Sync)) -> Self {
        let n_used = used.len() as u64;
        let pairs = n_used * n_used.saturating_sub(1) / 2;
        Self {
            done: 0,
            of: 1 + Assumption::ALL.len() as u64 + 2 * n_used + pairs,
            progress,
        }
    }

    fn done(&mut self) {
        self.done += 1;
        (self.progress)(self.done, self.of);
    }
}

fn list_cards(table: &CaptureTable) -> Vec<ListCard> {
    let mut only_here = vec![0; table.n_lists()];
    for (history, people) in table.people() {
        if history.is_power_of_two() {
            only_here[history.trailing_zeros() as usize] = people;
        }
    }
    let card = |(list, only_here): (usize, u64)| {
        let size = table.list_size(list);
        ListCard {
            list,
            size,
            only_here,
            only_here_share: share(only_here, size),
        }
    };
    only_here.into_iter().enumerate().map(card).collect()
}

fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

fn likely_copies(cautions: Vec<Caution>) -> Vec<Caution> {
    let is_copy = |caution: &Caution| matches!(caution, Caution::LikelyCopy { .. });
    cautions.into_iter().filter(is_copy).collect()
}
