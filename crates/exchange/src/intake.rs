//! Lists: from tables to reports.

mod columns;
mod dates;
mod person;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use records::{List, Report, Text};

use self::columns::Columns;
use crate::label::{for_message, table_labels};
use crate::limits::Limits;
use crate::warning::Warnings;
use crate::{Column, Mapping, Row, Table, Warning, WarningKind};

/// How tables are to be understood as lists.
#[derive(Clone, Debug)]
pub struct IntakePlan {
    /// The user's own mapping; headings it does not name are found by the built-in words.
    pub mapping: Option<Mapping>,
    /// The day on which ages are true where no column says so.
    pub as_of: Option<Date>,
    /// A heading to take as the list's own identifier, whatever the words say.
    pub own_id: Option<String>,
    /// A heading whose text is handed through unread, such as a column with the truth.
    pub carried: Option<String>,
}

/// Reports as read, with everything a careful reader would want to ask.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The lists, in order of first appearance.
    pub lists: Vec<List>,
    /// The reports, in order of file, sheet and row.
    pub reports: Vec<Report>,
    /// The carried column, one value for each report; empty when none was asked for.
    pub carried: Vec<Option<Text>>,
    /// Every column and what it was taken for.
    pub mapping: Mapping,
    /// What was unclear, and where.
    pub warnings: Vec<Warning>,
}

/// Why tables cannot be understood as lists.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// No column of a file says a name.
    #[error("no column of {file} says a name")]
    NoNameColumn {
        /// The file's name.
        file: String,
        /// Its headings, shortened; empty when none of them is known.
        headings: Vec<String>,
    },
    /// A heading that the plan names and no table has.
    #[error("no table has the heading {heading}")]
    MissingHeading {
        /// The heading asked for.
        heading: String,
        /// The headings there are, shortened.
        headings: Vec<String>,
    },
}

impl IntakeError {
    /// Every code that [`IntakeError::code`] can give.
    pub const ALL_CODES: &[&str] = &["no-name-column", "missing-heading"];

    /// The stable code that names this situation in messages, `error-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoNameColumn { .. } => "no-name-column",
            Self::MissingHeading { .. } => "missing-heading",
        }
    }

    /// Arguments of the message, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoNameColumn { file, headings } => {
                vec![("file", file.clone()), ("headings", headings.join(", "))]
            }
            Self::MissingHeading { heading, headings } => {
                vec![("heading", heading.clone()), ("headings", headings.join(", "))]
            }
        }
    }
}

/// Understands tables as lists of reports.
///
/// Every row below a heading gives one report, whatever is missing in it. Only sums of the table, and sheets without
/// a name column in a workbook where another sheet has one, are left aside, with a warning.
///
/// # Errors
///
/// When a file has no column that says a name, or no table has a heading that the plan names.
pub fn read_lists(tables: &[Table], plan: &IntakePlan) -> Result<Intake, IntakeError> {
    check_headings(tables, plan)?;
    let understood: Vec<Columns> = tables.iter().map(|table| Columns::of(table, plan)).collect();
    check_names(tables, &understood)?;
    let mut taking = Taking::new(plan);
    for ((table, columns), label) in tables.iter().zip(&understood).zip(table_labels(tables)) {
        taking.table(table, columns, label);
    }
    taking.unused_mapping(tables);
    Ok(taking.finish())
}

fn check_headings(tables: &[Table], plan: &IntakePlan) -> Result<(), IntakeError> {
    for heading in [&plan.own_id, &plan.carried].into_iter().flatten() {
        if !tables.iter().any(|table| table.header.contains(heading)) {
            let headings = for_message(tables.iter().flat_map(|table| &table.header));
            return Err(IntakeError::MissingHeading {
                heading: heading.clone(),
                headings,
            });
        }
    }
    Ok(())
}

/// Every file needs at least one sheet with names.
fn check_names(tables: &[Table], understood: &[Columns]) -> Result<(), IntakeError> {
    for table in tables {
        let of_file = || {
            tables
                .iter()
                .zip(understood)
                .filter(|(other, _)| other.file == table.file)
        };
        if !of_file().any(|(_, columns)| columns.has_name()) {
            // Where no heading is known, the first row may be a person and not a heading at all.
            let known = of_file().any(|(_, columns)| columns.knows_any());
            let headings = of_file().filter(|_| known).flat_map(|(other, _)| &other.header);
            let headings = for_message(headings);
            return Err(IntakeError::NoNameColumn {
                file: table.file.clone(),
                headings,
            });
        }
    }
    if tables.is_empty() {
        return Err(IntakeError::NoNameColumn {
            file: String::new(),
            headings: Vec::new(),
        });
    }
    Ok(())
}

/// What has been taken in so far.
struct Taking<'a> {
    plan: &'a IntakePlan,
    lists: Vec<List>,
    places: BTreeMap<String, usize>,
    reports: Vec<Report>,
    carried: Vec<Option<Text>>,
    mapping: Mapping,
    /// Headings that mean different things in different tables.
    ambiguous: BTreeSet<String>,
    warnings: Warnings,
    /// The first row of each own id of a list.
    own_ids: BTreeMap<(usize, Text), u64>,
}

impl<'a> Taking<'a> {
    fn new(plan: &'a IntakePlan) -> Self {
        Self {
            plan,
            lists: Vec::new(),
            places: BTreeMap::new(),
            reports: Vec::new(),
            carried: Vec::new(),
            mapping: Mapping::default(),
            ambiguous: BTreeSet::new(),
            warnings: Warnings::new("", None, Limits::STANDARD.warnings),
            own_ids: BTreeMap::new(),
        }
    }

    /// Keeps what the headings of a table were taken for, unless another table means something else by one of them: what the
    /// mapping does not say each table is asked for again.
    fn map(&mut self, columns: &Columns) {
        for (heading, column) in columns.mapping() {
            let other = self.mapping.columns.get(&heading);
            if other.is_some_and(|other| *other != column) {
                self.ambiguous.insert(heading.clone());
            }
            self.mapping.columns.insert(heading, column);
        }
    }

    fn table(&mut self, table: &Table, columns: &Columns, label: String) {
        self.warnings.turn_to(&table.file, table.sheet.as_deref());
        if !columns.has_name() {
            let rows = table.rows.len() as u64;
            self.warnings
                .add(None, None, WarningKind::SheetWithoutNames { rows });
            return;
        }
        columns.warn(&mut self.warnings);
        columns.warn_of_contents(table, &mut self.warnings);
        self.map(columns);
        if !columns.has(Column::List) {
            self.list(&label);
        }
        for row in &table.rows {
            self.row(table, columns, row, &label);
        }
    }

    fn row(&mut self, table: &Table, columns: &Columns, row: &Row, label: &str) {
        if person::is_total(columns, row) {
            self.warnings.add(Some(row.number), None, WarningKind::TotalRow);
            return;
        }
        let named = columns.text(row, Column::List);
        if named.is_none() && columns.has(Column::List) {
            self.warnings.add(
                Some(row.number),
                columns.heading(Column::List),
                WarningKind::NoList,
            );
        }
        let list = self.list(named.as_deref().unwrap_or(label));
        let report = person::report(columns, row, list, self.plan, &mut self.warnings);
        if let Some(own_id) = &report.own_id {
            let key = (list, own_id.clone());
            let first_row = *self.own_ids.entry(key).or_insert(row.number);
            if first_row != row.number {
                let kind = WarningKind::DuplicateOwnId { first_row };
                self.warnings
                    .add(Some(row.number), columns.heading(Column::OwnId), kind);
            }
        }
        self.reports.push(report);
        if let Some(heading) = &self.plan.carried {
            let column = table.header.iter().position(|other| other == heading);
            self.carried.push(
                column
                    .and_then(|column| columns::cell_text(row.cells.get(column)?))
                    .map(Text::from),
            );
        }
    }

    /// The place of the list with this label, new or not.
    fn list(&mut self, label: &str) -> usize {
        // Another case or blank in a list's name does not make a second witness.
        let key = crate::headings::folded(label);
        let key = if key.is_empty() { label.to_owned() } else { key };
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        self.lists.push(List {
            label: label.to_owned(),
        });
        self.places.insert(key, self.lists.len() - 1);
        self.lists.len() - 1
    }

    fn unused_mapping(&mut self, tables: &[Table]) {
        let Some(mapping) = &self.plan.mapping else { return };
        self.warnings.turn_to("", None);
        for heading in mapping.columns.keys() {
            if !tables.iter().any(|table| table.header.contains(heading)) {
                self.warnings.add(None, Some(heading), WarningKind::MappingUnused);
            }
        }
    }

    fn finish(mut self) -> Intake {
        let ambiguous = &self.ambiguous;
        self.mapping
            .columns
            .retain(|heading, _| !ambiguous.contains(heading));
        Intake {
            lists: self.lists,
            reports: self.reports,
            carried: self.carried,
            mapping: self.mapping,
            warnings: self.warnings.finish(),
        }
    }
}
