//! What was unclear in a file, and where.

use serde::{Deserialize, Serialize};

/// Something a careful reader would want to ask about, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Warning {
    /// The file's name without its folder.
    pub file: String,
    /// The sheet's name, for workbooks.
    pub sheet: Option<String>,
    /// The row as a spreadsheet counts it; `None` when it is about the whole table.
    pub row: Option<u64>,
    /// The column's heading; `None` when it is about the whole row.
    pub column: Option<String>,
    /// What it is.
    pub kind: WarningKind,
}

/// What was unclear. Never carries a person's data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WarningKind {
    /// Day and month could be either way round; both readings are kept.
    AmbiguousDate,
    /// The text is no date in any known form; the row is kept without it.
    UnreadableDate,
    /// The text is a day that does not exist; the row is kept without it.
    NoSuchDay,
    /// An age without the day on which it was true; the row is kept without it.
    AgeWithoutDay,
    /// The text of an age column is no age; the row is kept without it.
    UnreadableAge,
    /// A year with two digits; the century was inferred.
    CenturyInferred,
    /// A number was read as a spreadsheet's serial number of a day.
    ExcelSerial,
    /// A date of birth stands beside an age that does not fit it; the date was taken.
    AgeContradictsBirth,
    /// The row has no name.
    NoName,
    /// The name has no letter and names nobody; the row is kept without it.
    NameWithoutLetters,
    /// The row is a sum of the table and no person; set aside.
    TotalRow,
    /// The row has nothing that could tell a person apart; kept as an empty report.
    NothingIdentifying,
    /// The column was not recognised and not used.
    UnrecognisedColumn,
    /// The column's heading is empty although it has cells; not used.
    UnnamedColumn,
    /// Columns that say the same thing were joined.
    JoinedColumns {
        /// Their letters in order; a heading may be a person's name.
        columns: String,
    },
    /// The word is no known sex.
    UnrecognisedSex,
    /// Two rows of a list have one identifier.
    DuplicateOwnId {
        /// The earlier row.
        first_row: u64,
    },
    /// The list column is empty; the row is on the list named after the file.
    NoList,
    /// The mapping names a heading that no table has.
    MappingUnused,
    /// A sheet has no cell with anything in it.
    EmptySheet,
    /// The heading is not the first row.
    HeadingBelow {
        /// Rows with something in them that stand above and were left aside.
        skipped: u64,
    },
    /// A heading that another column has too; it was made distinct.
    DuplicateHeading,
    /// The row has more or fewer cells than the heading; all are kept.
    RaggedRow {
        /// Cells of the row.
        found: u64,
        /// Cells of the heading.
        expected: u64,
    },
    /// A quotation mark was never closed; the file was read without regard to quotation marks.
    UnclosedQuote,
    /// The encoding was not stated and was found by its letters.
    EncodingGuessed {
        /// The name of the encoding.
        encoding: String,
    },
    /// Bytes that are no letters in this encoding; `�` stands for them.
    UndecodableBytes,
    /// A control character in the text.
    ControlCharacter,
    /// An invisible sign that turns the direction of writing.
    DirectionControl,
    /// Letters of two scripts in one word of a name.
    MixedScript,
    /// A formula's error, such as a division by zero, instead of a value.
    FormulaError,
    /// The number of a cell is too large or is none.
    UnusableNumber,
    /// Cells that say "unknown" were counted as not on the list.
    UnknownAsNotListed {
        /// How many.
        cells: u64,
    },
    /// All but a few cells of a column answer yes or no; because of those few it is no list.
    NearlyAList,
    /// People whose row puts them on none of the lists were left out.
    OnNoList {
        /// How many people.
        cells: u64,
    },
    /// A column of whole numbers may hold the counts of a tally, but its heading does not say so.
    LikelyCount,
    /// Empty cells were counted as not on the list.
    BlankAsNotListed {
        /// How many.
        cells: u64,
    },
    /// A list with nobody on it was left out.
    EmptyListDropped,
    /// A column that a plan names as a list says something else than yes, no or unknown in this cell.
    NotYesOrNo,
    /// The table has no list columns and was left aside.
    NoListColumns,
    /// The column says yes for everybody and was not taken for a list; naming it as a list takes it.
    SaysYesForAll,
    /// No row has anything in this column, which would help to tell people apart.
    EmptyColumn,
    /// All rows that have something in this column have the same, so that it tells nobody apart.
    OneValue {
        /// How many rows.
        rows: u64,
    },
    /// The column that was to part the table has one value in all rows.
    OnePart,
    /// The column that parts the table says yes and no as a list does, and is none of the lists now.
    PartsByAList,
    /// The column says who reported; it is kept with the report and decides nothing.
    SourceColumn,
    /// The sheet is hidden in its workbook; it was read like the others.
    HiddenSheet,
    /// The sheet has no column of names and was left aside.
    SheetWithoutNames {
        /// Its rows below the heading.
        rows: u64,
    },
    /// There were more warnings than are kept.
    MoreWarnings {
        /// How many more.
        left_out: u64,
    },
}

impl WarningKind {
    /// Every code that [`WarningKind::code`] can give.
    pub const ALL_CODES: &[&str] = &[
        "ambiguous-date",
        "unreadable-date",
        "no-such-day",
        "age-without-day",
        "unreadable-age",
        "century-inferred",
        "excel-serial",
        "age-contradicts-birth",
        "no-name",
        "name-without-letters",
        "total-row",
        "nothing-identifying",
        "unrecognised-column",
        "unnamed-column",
        "joined-columns",
        "unrecognised-sex",
        "duplicate-own-id",
        "no-list",
        "mapping-unused",
        "empty-sheet",
        "heading-below",
        "duplicate-heading",
        "ragged-row",
        "unclosed-quote",
        "encoding-guessed",
        "undecodable-bytes",
        "control-character",
        "direction-control",
        "mixed-script",
        "formula-error",
        "unusable-number",
        "unknown-as-not-listed",
        "blank-as-not-listed",
        "empty-list-dropped",
        "not-yes-or-no",
        "no-list-columns",
        "says-yes-for-all",
        "nearly-a-list",
        "on-no-list",
        "likely-count",
        "empty-column",
        "one-value",
        "one-part",
        "parts-by-a-list",
        "source-column",
        "hidden-sheet",
        "sheet-without-names",
        "more-warnings",
    ];

    /// The stable code that names this kind in messages, `warning-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AmbiguousDate => "ambiguous-date",
            Self::UnreadableDate => "unreadable-date",
            Self::NoSuchDay => "no-such-day",
            Self::AgeWithoutDay => "age-without-day",
            Self::UnreadableAge => "unreadable-age",
            Self::CenturyInferred => "century-inferred",
            Self::ExcelSerial => "excel-serial",
            Self::AgeContradictsBirth => "age-contradicts-birth",
            Self::NoName => "no-name",
            Self::NameWithoutLetters => "name-without-letters",
            Self::TotalRow => "total-row",
            Self::NothingIdentifying => "nothing-identifying",
            Self::UnrecognisedColumn => "unrecognised-column",
            Self::UnnamedColumn => "unnamed-column",
            Self::JoinedColumns { .. } => "joined-columns",
            Self::UnrecognisedSex => "unrecognised-sex",
            Self::DuplicateOwnId { .. } => "duplicate-own-id",
            Self::NoList => "no-list",
            Self::MappingUnused => "mapping-unused",
            Self::EmptySheet => "empty-sheet",
            Self::HeadingBelow { .. } => "heading-below",
            Self::DuplicateHeading => "duplicate-heading",
            Self::RaggedRow { .. } => "ragged-row",
            Self::UnclosedQuote => "unclosed-quote",
            Self::EncodingGuessed { .. } => "encoding-guessed",
            Self::UndecodableBytes => "undecodable-bytes",
            Self::ControlCharacter => "control-character",
            Self::DirectionControl => "direction-control",
            Self::MixedScript => "mixed-script",
            Self::FormulaError => "formula-error",
            Self::UnusableNumber => "unusable-number",
            Self::UnknownAsNotListed { .. } => "unknown-as-not-listed",
            Self::BlankAsNotListed { .. } => "blank-as-not-listed",
            Self::EmptyListDropped => "empty-list-dropped",
            Self::NotYesOrNo => "not-yes-or-no",
            Self::NoListColumns => "no-list-columns",
            Self::SaysYesForAll => "says-yes-for-all",
            Self::NearlyAList => "nearly-a-list",
            Self::OnNoList { .. } => "on-no-list",
            Self::LikelyCount => "likely-count",
            Self::EmptyColumn => "empty-column",
            Self::OneValue { .. } => "one-value",
            Self::OnePart => "one-part",
            Self::PartsByAList => "parts-by-a-list",
            Self::SourceColumn => "source-column",
            Self::HiddenSheet => "hidden-sheet",
            Self::SheetWithoutNames { .. } => "sheet-without-names",
            Self::MoreWarnings { .. } => "more-warnings",
        }
    }

    /// Arguments of the message, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::JoinedColumns { columns } => vec![("columns", columns.clone())],
            Self::DuplicateOwnId { first_row } => vec![("first-row", first_row.to_string())],
            Self::HeadingBelow { skipped } => vec![("skipped", skipped.to_string())],
            Self::RaggedRow { found, expected } => {
                vec![("found", found.to_string()), ("expected", expected.to_string())]
            }
            Self::EncodingGuessed { encoding } => vec![("encoding", encoding.clone())],
            Self::UnknownAsNotListed { cells }
            | Self::BlankAsNotListed { cells }
            | Self::OnNoList { cells } => {
                vec![("cells", cells.to_string())]
            }
            Self::SheetWithoutNames { rows } | Self::OneValue { rows } => vec![("rows", rows.to_string())],
            Self::MoreWarnings { left_out } => vec![("left-out", left_out.to_string())],
            _ => Vec::new(),
        }
    }
}

/// Warnings about one table while it is read; keeps at most so many and counts the rest.
pub(crate) struct Warnings {
    file: String,
    sheet: Option<String>,
    kept: Vec<Warning>,
    allowed: u64,
    left_out: u64,
}

impl Warnings {
    pub(crate) fn new(file: &str, sheet: Option<&str>, allowed: u64) -> Self {
        let sheet = sheet.map(str::to_owned);
        Self {
            file: file.to_owned(),
            sheet,
            kept: Vec::new(),
            allowed,
            left_out: 0,
        }
    }

    /// Turns to another table, keeping what is there.
    pub(crate) fn turn_to(&mut self, file: &str, sheet: Option<&str>) {
        file.clone_into(&mut self.file);
        self.sheet = sheet.map(str::to_owned);
    }

    pub(crate) fn add(&mut self, row: Option<u64>, column: Option<&str>, kind: WarningKind) {
        if self.kept.len() as u64 >= self.allowed {
            self.left_out += 1;
            return;
        }
        self.kept.push(Warning {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row,
            column: column.map(str::to_owned),
            kind,
        });
    }

    pub(crate) fn finish(mut self) -> Vec<Warning> {
        if self.left_out > 0 {
            self.kept.push(Warning {
                file: self.file,
                sheet: None,
                row: None,
                column: None,
                kind: WarningKind::MoreWarnings {
                    left_out: self.left_out,
                },
            });
        }
        self.kept
    }
}
