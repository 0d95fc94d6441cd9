//! Yes, no and unknown in cells.

use crate::headings::folded;
use crate::{Cell, Table};

/// What a cell of a list column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
    Unknown,
    Blank,
    Other,
}

pub(super) fn answer(cell: Option<&Cell>) -> Answer {
    match cell {
        None | Some(Cell::Empty) => Answer::Blank,
        Some(Cell::Bool(true)) => Answer::Yes,
        Some(Cell::Bool(false)) => Answer::No,
        Some(Cell::Number(number)) if *number == 1.0 => Answer::Yes,
        Some(Cell::Number(number)) if *number == 0.0 => Answer::No,
        Some(Cell::Text(text)) => word(text),
        Some(Cell::Number(_) | Cell::Date(_)) => Answer::Other,
    }
}

fn word(text: &str) -> Answer {
    match text {
        "+" | "✓" | "✔" | "☑" | "✗" | "✘" | "×" => return Answer::Yes,
        "-" | "–" | "—" | "−" | "☐" => return Answer::No,
        "?" | "??" => return Answer::Unknown,
        // The longest word below has 15 letters.
        text if text.len() > 40 => return Answer::Other,
        _ => {}
    }
    match folded(text).as_str() {
        "1" | "true" | "t" | "yes" | "y" | "x" | "х" | "listed" | "да" | "д" | "истина" | "есть"
        | "имеется" | "v" | "ооба" | "бар" | "чын" => Answer::Yes,
        "0" | "false" | "f" | "no" | "not listed" | "нет" | "н" | "ложь" | "жок" | "жалган" => {
            Answer::No
        }
        "n a"
        | "na"
        | "unknown"
        | "unk"
        | "не известно"
        | "неизвестно"
        | "н д"
        | "нет данных"
        | "нет сведений"
        | "не знаю"
        | "неизв"
        | "don t know"
        | "dk"
        | "билбейм"
        | "белгисиз"
        | "маалымат жок" => Answer::Unknown,
        _ => Answer::Other,
    }
}

/// How often a column says what.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) yes: u64,
    pub(super) no: u64,
    pub(super) unknown: u64,
    pub(super) blank: u64,
    /// Rows in which it says something else.
    pub(super) other_rows: Vec<u64>,
}

impl Column {
    pub(super) fn of(table: &Table, index: usize) -> Self {
        let mut column = Self::default();
        for row in &table.rows {
            match answer(row.cells.get(index)) {
                Answer::Yes => column.yes += 1,
                Answer::No => column.no += 1,
                Answer::Unknown => column.unknown += 1,
                Answer::Blank => column.blank += 1,
                Answer::Other => column.other_rows.push(row.number),
            }
        }
        column
    }

    /// Whether all but a few cells answer, so that leaving the column aside has to be told.
    pub(super) fn nearly_a_list(&self) -> bool {
        let answers = self.yes + self.no + self.unknown;
        self.yes > 0 && answers >= 4 * self.other_rows.len() as u64
    }
}
