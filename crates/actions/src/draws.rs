//! Tables of overlaps that another run drew from the doubt of its linkage.

use std::collections::{BTreeMap, BTreeSet};

use estimate::CaptureTable;
use exchange::{Cell, MatchedPlan, MatchedTable, Table};

use crate::ActionError;
use crate::input::{InputFile, TablePlan, read_one};
use crate::labels;

/// The heading of the column that numbers the draws.
pub(crate) const DRAW: &str = "draw";

/// The heading of the column that counts people.
pub(crate) const COUNT: &str = "count";

/// A list of a draw is at most so many times larger or smaller than that of the table: reports of one person on one list are few.
const MOST_TIMES: u64 = 2;

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
    /// When the file cannot be read, has no such columns, holds several tables, numbers a draw by anything but a whole number from 1
    /// on, or says two things of one draw.
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
        check_rows(&file.name, table)?;
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
    /// When a draw has people on a list that is not among these, or has a list of quite another size than the table, so that it
    /// cannot have been drawn from the same reports.
    pub(crate) fn of_table(
        &self,
        wanted: &[String],
        table: &CaptureTable,
    ) -> Result<Vec<CaptureTable>, ActionError> {
        let of_draw = |drawn: &MatchedTable| {
            let drawn = of_lists(drawn, wanted)?;
            let differs = |list: &usize| {
                let (here, there) = (table.list_size(*list), drawn.list_size(*list));
                here > MOST_TIMES * there || there > MOST_TIMES * here
            };
            match (0..wanted.len()).find(differs) {
                Some(list) => Err(ActionError::DrawsOfOthers {
                    file: self.file.clone(),
                    list: wanted[list].clone(),
                }),
                None => Ok(drawn),
            }
        };
        self.tables.iter().map(of_draw).collect()
    }
}

/// Every row must be of a numbered draw, and say of other histories than the rows of that draw before it.
fn check_rows(file: &str, table: &Table) -> Result<(), ActionError> {
    let draw = table.header.iter().position(|heading| heading == DRAW);
    let is_list = |place: &usize| Some(*place) != draw && table.header[*place] != COUNT;
    let lists: Vec<usize> = (0..table.header.len()).filter(is_list).collect();
    let mut known = BTreeSet::new();
    for row in &table.rows {
        let number = draw.and_then(|place| whole(row.cells.get(place)?));
        let Some(number) = number.filter(|number| *number >= 1) else {
            return Err(ActionError::BadDrawNumber {
                file: file.to_owned(),
                row: row.number,
            });
        };
        let said: Vec<Option<u64>> = lists
            .iter()
            .map(|place| row.cells.get(*place).and_then(whole))
            .collect();
        if !known.insert((number, said)) {
            return Err(ActionError::RepeatedDraw {
                file: file.to_owned(),
                row: row.number,
                draw: number,
            });
        }
    }
    Ok(())
}

/// A whole number of a cell.
fn whole(cell: &Cell) -> Option<u64> {
    match cell {
        Cell::Number(number) if number.fract() == 0.0 && (0.0..=1e9).contains(number) => Some(*number as u64),
        Cell::Text(text) => text.trim().parse().ok(),
        Cell::Bool(yes) => Some(u64::from(*yes)),
        _ => None,
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
