//! Tables of overlaps that another run drew from the doubt of its linkage.

use std::collections::BTreeMap;

use estimate::CaptureTable;
use exchange::{MatchedPlan, MatchedTable};

use crate::ActionError;
use crate::input::{InputFile, TablePlan, read_one};
use crate::labels;

/// The heading of the column that numbers the draws.
pub(crate) const DRAW: &str = "draw";

/// The heading of the column that counts people.
pub(crate) const COUNT: &str = "count";

/// Draws as a file has them.
pub(crate) struct Draws {
    /// Name of the file.
    pub(crate) file: String,
    tables: Vec<MatchedTable>,
}

impl Draws {
    /// Reads a file with the columns `draw`, one for each list, and `count`.
    ///
    /// # Errors
    /// When the file cannot be read, has no such columns or holds several tables.
    pub(crate) fn read(file: &InputFile, plan: &TablePlan) -> Result<Self, ActionError> {
        let (tables, _) = read_one(file, plan)?;
        let [table] = &tables[..] else {
            return Err(ActionError::NotDraws {
                file: file.name.clone(),
            });
        };
        if ![DRAW, COUNT]
            .iter()
            .all(|wanted| table.header.iter().any(|heading| heading == wanted))
        {
            return Err(ActionError::NotDraws {
                file: file.name.clone(),
            });
        }
        let is_list = |heading: &&String| *heading != DRAW && *heading != COUNT;
        let lists: Vec<String> = table.header.iter().filter(is_list).cloned().collect();
        let plan = MatchedPlan {
            lists,
            by: Some(DRAW.to_owned()),
        };
        let (mut tables, _) = exchange::read_matched(std::slice::from_ref(table), &plan)?;
        // Draws are told apart by their number, not by its letters.
        tables.sort_by_key(|table| table.part.as_deref().and_then(|part| part.parse::<u64>().ok()));
        Ok(Self {
            file: file.name.clone(),
            tables,
        })
    }

    /// The draws as tables of these lists; a list that stands in no draw has nobody in any.
    ///
    /// # Errors
    /// When a draw has people on a list that is not among these.
    pub(crate) fn of_lists(&self, wanted: &[String]) -> Result<Vec<CaptureTable>, ActionError> {
        self.tables.iter().map(|table| of_lists(table, wanted)).collect()
    }
}

fn of_lists(table: &MatchedTable, wanted: &[String]) -> Result<CaptureTable, ActionError> {
    let place = |label: &String| {
        labels::find(wanted, label).ok_or_else(|| ActionError::UnknownList {
            label: label.clone(),
            known: wanted.to_vec(),
        })
    };
    let places: Vec<usize> = table.lists.iter().map(place).collect::<Result<_, _>>()?;
    let mut people: BTreeMap<u64, u64> = BTreeMap::new();
    for (history, count) in &table.counts {
        let on = places
            .iter()
            .enumerate()
            .filter(|(bit, _)| history >> bit & 1 == 1);
        let moved = on.fold(0u64, |moved, (_, place)| moved | 1 << place);
        *people.entry(moved).or_insert(0) += count;
    }
    CaptureTable::new(wanted.len(), people).map_err(|_| ActionError::TooManyLists { found: wanted.len() })
}
