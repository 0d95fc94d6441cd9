//! Whether the lists find again what is known: the people of one list, from the others.

use serde::Serialize;

use crate::card::changes::{MOST_LEFT_OUT, nobody, table_of, without_bit};
use crate::card::outcome::{CardMethod, Methods, Outcome, Outcomes};
use crate::card::{Steps, Used};
use crate::table::CaptureTable;

/// Most lists that are averaged over for every hidden list.
const MOST_AVERAGED: usize = 5;

/// People are whole: an end of an interval that is less than half a person away from the truth does not miss it.
const HALF_A_PERSON: f64 = 0.5;

/// The people of one list, estimated from the others as if the list did not exist (Binette and Steorts 2022).
///
/// Among them it is known how many are on none of the other lists. The others may find the people of a list with more or
/// less ease than people in general, so that a hit is no proof.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hidden {
    /// The hidden list.
    pub list: usize,
    /// People on it: the truth.
    pub known: u64,
    /// Those of them who are on another used list.
    pub seen: u64,
    /// What the model of lowest BIC says.
    pub best: Recovered,
    /// What the average over graphs says.
    pub averaged: Recovered,
}

/// An estimate of a number that is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recovered {
    /// The estimate, or why there is none.
    pub outcome: Outcome,
    /// Whether the known number is inside the interval, give or take half a person; `None` without an interval.
    pub inside: Option<bool>,
    /// ln of the estimate over the known number, below 0 when too low; `None` without an estimate.
    pub log_ratio: Option<f64>,
}

/// Hides each used list in turn.
pub(crate) fn hidden_lists(used: &Used, methods: &Methods, steps: &mut Steps<'_>) -> Vec<Hidden> {
    let Some(table) = &used.table else {
        return Vec::new();
    };
    let methods = methods.for_part();
    let mut all = Vec::new();
    for (place, &list) in used.lists.iter().enumerate() {
        let known = table.list_size(place);
        let members = members(table, place);
        let outcomes = if table.n_lists() > MOST_LEFT_OUT {
            Outcomes::untried(table.n_lists(), MOST_LEFT_OUT)
        } else {
            methods.both(&members, MOST_AVERAGED)
        };
        steps.done();
        let [best, averaged] = outcomes
            .each()
            .map(|(method, _)| recovered(&outcomes, method, known));
        all.push(Hidden {
            list,
            known,
            seen: members.observed(),
            best,
            averaged,
        });
    }
    all
}

/// The members of a list by their histories on the other lists; those on none fall out.
fn members(table: &CaptureTable, list: usize) -> CaptureTable {
    if table.n_lists() == 1 {
        return nobody();
    }
    let on_list = table.people().filter(|(history, _)| history >> list & 1 == 1);
    let elsewhere = on_list.map(|(history, count)| (without_bit(history, list), count));
    table_of(
        table.n_lists() - 1,
        elsewhere.filter(|(history, _)| *history != 0).collect(),
    )
}

fn recovered(outcomes: &Outcomes, method: CardMethod, known: u64) -> Recovered {
    let outcome = match method {
        CardMethod::LowestBic => &outcomes.best,
        CardMethod::Averaged => &outcomes.averaged,
    };
    let known = known as f64;
    let figure = outcome.figure();
    let inside = figure.and_then(|figure| figure.interval).map(|interval| {
        let above = interval.lower <= known + HALF_A_PERSON;
        above && interval.upper.is_none_or(|upper| upper >= known - HALF_A_PERSON)
    });
    Recovered {
        inside,
        log_ratio: figure.map(|figure| (figure.total / known).ln()),
        outcome: outcome.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_known_by_the_other_lists() {
        let table = table_of(
            3,
            vec![(0b010, 9), (0b011, 2), (0b101, 6), (0b110, 4), (0b111, 1)],
        );
        let members = members(&table, 1);
        assert_eq!(
            members.people().collect::<Vec<_>>(),
            [(0b01, 2), (0b10, 4), (0b11, 1)]
        );
    }
}
