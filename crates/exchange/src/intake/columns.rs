//! What each column of a table says.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use records::Text;

use super::IntakePlan;
use super::words::says_nothing;
use crate::grid::{number_text, trimmed};
use crate::headings::{column_of, told_apart};
use crate::label::column_letter;
use crate::warning::Warnings;
use crate::{Cell, Column, Row, Table, WarningKind};

/// In fewer rows it means nothing that all say the same.
const FEWEST_ROWS: usize = 5;

/// Columns by which people are told apart.
const TELLS_APART: [Column; 13] = [
    Column::Name,
    Column::Given,
    Column::Surname,
    Column::Patronymic,
    Column::Birth,
    Column::Age,
    Column::Sex,
    Column::Place,
    Column::Event,
    Column::Phone,
    Column::Document,
    Column::Email,
    Column::OwnId,
];

/// Of them, those that a list may well have the same in every row: it is about men, one place or one day.
const MAY_BE_THE_SAME: [Column; 3] = [Column::Sex, Column::Place, Column::Event];

/// The columns of one table, by what they say.
pub(super) struct Columns {
    /// The file and the sheet that rows of the table come from.
    pub(super) file: Arc<str>,
    pub(super) sheet: Option<Arc<str>>,
    header: Vec<String>,
    by_column: BTreeMap<Column, Vec<usize>>,
    unrecognised: Vec<usize>,
    unnamed: bool,
}

impl Columns {
    pub(super) fn of(table: &Table, plan: &IntakePlan) -> Self {
        let mut columns = Self {
            file: table.file.as_str().into(),
            sheet: table.sheet.as_deref().map(Arc::from),
            header: table.header.clone(),
            by_column: BTreeMap::new(),
            unrecognised: Vec::new(),
            unnamed: false,
        };
        let own_id = plan
            .own_id
            .as_ref()
            .filter(|heading| table.header.contains(heading));
        let stated = |heading: &String| plan.mapping.as_ref()?.columns.get(heading).copied();
        let said: Vec<Option<Column>> = { &table.header }
            .iter()
            .map(|heading| match own_id {
                Some(own_id) if own_id == heading => Some(Column::OwnId),
                // Another column cannot be the identifier when the plan names one.
                Some(_) => stated(heading)
                    .or_else(|| column_of(heading))
                    .filter(|column| *column != Column::OwnId),
                None => stated(heading).or_else(|| column_of(heading)),
            })
            .collect();
        for (index, heading) in table.header.iter().enumerate() {
            if heading.is_empty() {
                columns.unnamed = true;
                continue;
            }
            let column = match said[index] {
                Some(found) if stated(heading).is_none() => Some(told_apart(heading, found, &said)),
                other => other,
            };
            match column {
                Some(column) => columns.by_column.entry(column).or_default().push(index),
                None if plan.carried.as_ref() == Some(heading) => {
                    columns.by_column.entry(Column::Ignored).or_default().push(index);
                }
                None => columns.unrecognised.push(index),
            }
        }
        columns
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.by_column.contains_key(&column)
    }

    /// Whether any heading is known, so that the row of headings really is one.
    pub(super) fn knows_any(&self) -> bool {
        self.by_column.keys().any(|&column| column != Column::Ignored)
    }

    pub(super) fn has_name(&self) -> bool {
        [Column::Name, Column::Given, Column::Surname]
            .into_iter()
            .any(|column| self.has(column))
    }

    /// The heading of the first column that says this.
    pub(super) fn heading(&self, column: Column) -> Option<&str> {
        let first = *self.by_column.get(&column)?.first()?;
        self.header.get(first).map(String::as_str)
    }

    /// Every named column and what it was taken for.
    pub(super) fn mapping(&self) -> BTreeMap<String, Column> {
        let mut mapping = BTreeMap::new();
        let unrecognised = self.unrecognised.iter().map(|index| (Column::Ignored, index));
        let known = self
            .by_column
            .iter()
            .flat_map(|(column, indices)| indices.iter().map(|at| (*column, at)));
        for (column, index) in known.chain(unrecognised) {
            if let Some(heading) = self.header.get(*index) {
                mapping.insert(heading.clone(), column);
            }
        }
        mapping
    }

    /// Says once for each column what was not understood or joined.
    pub(super) fn warn(&self, warnings: &mut Warnings) {
        for index in &self.unrecognised {
            let heading = self.header.get(*index).map(String::as_str);
            warnings.add(None, heading, WarningKind::UnrecognisedColumn);
        }
        if let Some(indices) = self.by_column.get(&Column::Source) {
            for index in indices {
                let heading = self.header.get(*index).map(String::as_str);
                warnings.add(None, heading, WarningKind::SourceColumn);
            }
        }
        if self.unnamed {
            warnings.add(None, None, WarningKind::UnnamedColumn);
        }
        for (column, indices) in &self.by_column {
            if indices.len() > 1 && *column != Column::Ignored {
                let letters: Vec<String> = indices.iter().map(|index| column_letter(*index)).collect();
                let kind = WarningKind::JoinedColumns {
                    columns: letters.join(" + "),
                };
                warnings.add(None, self.heading(*column), kind);
            }
        }
    }

    /// Says which columns tell no two people of the table apart: they are empty, or the same in every row.
    pub(super) fn warn_of_contents(&self, table: &Table, warnings: &mut Warnings) {
        for (column, indices) in &self.by_column {
            if !TELLS_APART.contains(column) || table.rows.len() < FEWEST_ROWS {
                continue;
            }
            for index in indices {
                let heading = self.header.get(*index).map(String::as_str);
                let mut texts = table
                    .rows
                    .iter()
                    .filter_map(|row| cell_text(row.cells.get(*index)?));
                let Some(first) = texts.next() else {
                    warnings.add(None, heading, WarningKind::EmptyColumn);
                    continue;
                };
                let others = texts.try_fold(0, |n, text| (text == first).then_some(n + 1));
                if let Some(others) = others
                    && others + 1 >= FEWEST_ROWS as u64
                    && !MAY_BE_THE_SAME.contains(column)
                {
                    warnings.add(None, heading, WarningKind::OneValue { rows: others + 1 });
                }
            }
        }
    }

    /// Cells that say this, in order of column, without empty ones.
    pub(super) fn cells<'r>(&self, row: &'r Row, column: Column) -> Vec<&'r Cell> {
        let cells = self.all_cells(row, column);
        cells.filter(|cell| cell_text(cell).is_some()).collect()
    }

    /// The text of all columns that say this, joined with blanks.
    pub(super) fn text(&self, row: &Row, column: Column) -> Option<Text> {
        let mut texts = self.all_cells(row, column).filter_map(cell_text);
        let mut text = Text::from(texts.next()?);
        for other in texts {
            text.push(' ');
            text.push_str(&other);
        }
        Some(text)
    }

    fn all_cells<'r>(&self, row: &'r Row, column: Column) -> impl Iterator<Item = &'r Cell> {
        let indices = self.by_column.get(&column).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|index| row.cells.get(*index))
    }
}

/// The text of a cell; nothing for an empty one and for words such as "unknown" and "нет данных".
pub(super) fn cell_text(cell: &Cell) -> Option<Cow<'_, str>> {
    let text = match cell {
        Cell::Empty => return None,
        Cell::Text(text) => Cow::from(trimmed(text)),
        Cell::Number(number) => number_text(*number).into(),
        Cell::Bool(value) => value.to_string().into(),
        Cell::Date(day) => day.to_string().into(),
    };
    (!says_nothing(&text)).then_some(text)
}
