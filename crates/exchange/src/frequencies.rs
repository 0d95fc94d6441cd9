//! Tables that say only how many people were seen once, twice, and so on.

use crate::label::table_labels;
use crate::matched::{MatchedError, people};
use crate::{Row, Table};

/// Most times that anybody can have been seen.
const MOST_TIMES: u64 = 100_000;

/// Reads how many people were seen once, twice, ...: place 0 of the result is people seen once.
///
/// The first column says how often, the second how many people; other columns say nothing. A number of times that stands in
/// several rows is added up.
///
/// # Errors
/// When there is not just one table, it has fewer than two columns, or a cell of them is no whole number: the number of times
/// is at least 1.
pub fn read_frequencies(tables: &[Table]) -> Result<Vec<u64>, MatchedError> {
    let [table] = tables else {
        let headings = tables.iter().map(|table| table.file.clone()).collect();
        return Err(MatchedError::NoFrequencies { headings });
    };
    if table.header.len() < 2 {
        return Err(MatchedError::NoFrequencies {
            headings: table.header.clone(),
        });
    }
    let mut seen: Vec<u64> = Vec::new();
    for row in &table.rows {
        let bad = |column: usize| bad_count(table, row, column);
        let times = people(row, 0)
            .filter(|times| (1..=MOST_TIMES).contains(times))
            .ok_or_else(|| bad(0))?;
        let count = people(row, 1).ok_or_else(|| bad(1))?;
        let place = usize::try_from(times - 1).unwrap_or(usize::MAX);
        if seen.len() <= place {
            seen.resize(place + 1, 0);
        }
        seen[place] = seen[place].saturating_add(count);
    }
    Ok(seen)
}

fn bad_count(table: &Table, row: &Row, column: usize) -> MatchedError {
    let label = table_labels(std::slice::from_ref(table)).into_iter().next();
    MatchedError::BadCount {
        label: label.unwrap_or_default(),
        row: row.number,
        heading: table.header.get(column).cloned().unwrap_or_default(),
    }
}
