//! The same estimate without one list, or with two lists as one.

use serde::Serialize;

use crate::card::outcome::{Methods, Outcomes};
use crate::card::{Steps, Used};
use crate::table::CaptureTable;

/// Most used lists of which each is left out or hidden; a path of models over 12 takes a tenth of a second.
pub(crate) const MOST_LEFT_OUT: usize = 12;

/// Most used lists that are merged two by two.
const MOST_MERGED: usize = 8;

/// Most lists that are averaged over without one list; seven averages at most.
const MOST_AVERAGED_WITHOUT: usize = 6;

/// Most lists that are averaged over when it is done for every pair.
const MOST_AVERAGED_MERGED: usize = 5;

/// The estimate without a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Without {
    /// The list left out.
    pub list: usize,
    /// People on at least one of the other used lists; those seen only on this one are gone.
    pub seen: u64,
    /// What the others say.
    pub outcomes: Outcomes,
}

/// The estimate with two lists as one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Merged {
    /// The first list.
    pub a: usize,
    /// The second list, after the first.
    pub b: usize,
    /// What the lists then say.
    pub outcomes: Outcomes,
}

/// Leaves out each used list in turn.
pub(crate) fn without_each(used: &Used, methods: &Methods, steps: &mut Steps<'_>) -> Vec<Without> {
    let Some(table) = &used.table else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (place, &list) in used.lists.iter().enumerate() {
        let others = others(table, place);
        // Without others nobody is left: one list alone is refused as it stands, and so is none.
        let kept = table.keep_lists(&others);
        let seen = kept.as_ref().map_or(0, CaptureTable::observed);
        let outcomes = if table.n_lists() > MOST_LEFT_OUT {
            Outcomes::untried(table.n_lists(), MOST_LEFT_OUT)
        } else {
            methods.both(&kept.unwrap_or_else(|_| nobody()), MOST_AVERAGED_WITHOUT)
        };
        steps.done();
        all.push(Without { list, seen, outcomes });
    }
    all
}

/// Merges each pair of used lists in turn.
pub(crate) fn merged_pairs(used: &Used, methods: &Methods, steps: &mut Steps<'_>) -> Vec<Merged> {
    let Some(table) = &used.table else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (a, &list_a) in used.lists.iter().enumerate() {
        for (b, &list_b) in used.lists.iter().enumerate().skip(a + 1) {
            let outcomes = if table.n_lists() > MOST_MERGED {
                Outcomes::untried(table.n_lists(), MOST_MERGED)
            } else {
                methods.both(&merge(table, a, b), MOST_AVERAGED_MERGED)
            };
            steps.done();
            all.push(Merged {
                a: list_a,
                b: list_b,
                outcomes,
            });
        }
    }
    all
}

/// All lists of a table but one.
pub(crate) fn others(table: &CaptureTable, list: usize) -> Vec<usize> {
    (0..table.n_lists()).filter(|other| *other != list).collect()
}

/// A table of nobody.
pub(crate) fn nobody() -> CaptureTable {
    table_of(1, Vec::new())
}

/// A table of rows that come from a table.
pub(crate) fn table_of(n_lists: usize, people: Vec<(u64, u64)>) -> CaptureTable {
    CaptureTable::new(n_lists, people).expect("the rows of a table, of fewer lists, make a table")
}

/// The table in which whoever is on `b` is on `a`, and `b` is gone; `a < b`.
fn merge(table: &CaptureTable, a: usize, b: usize) -> CaptureTable {
    let merged = |history: u64| {
        let joined = history | (history >> b & 1) << a;
        without_bit(joined, b)
    };
    let people = table.people().map(|(history, count)| (merged(history), count));
    table_of(table.n_lists() - 1, people.collect())
}

/// A history without the place of a list; the lists after it move up.
pub(crate) fn without_bit(history: u64, list: usize) -> u64 {
    let below = (1u64 << list) - 1;
    history & below | (history >> 1) & !below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_close_up() {
        for (history, list, expected) in [
            (0b1011, 0, 0b101),
            (0b1011, 1, 0b101),
            (0b1011, 2, 0b111),
            (0b1011, 3, 0b011),
            (1 << 63, 63, 0),
            (u64::MAX, 0, u64::MAX >> 1),
        ] {
            assert_eq!(without_bit(history, list), expected, "{history:b} without {list}");
        }
    }

    #[test]
    fn merging_two_lists_loses_nobody() {
        let table = table_of(
            3,
            vec![(0b001, 5), (0b010, 7), (0b011, 2), (0b100, 4), (0b110, 3)],
        );
        let merged = merge(&table, 0, 1);
        assert_eq!(
            merged.people().collect::<Vec<_>>(),
            [(0b01, 14), (0b10, 4), (0b11, 3)]
        );
        let merged = merge(&table, 1, 2);
        assert_eq!(
            merged.people().collect::<Vec<_>>(),
            [(0b01, 5), (0b10, 14), (0b11, 2)]
        );
    }
}
