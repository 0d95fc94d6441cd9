//! Why an act could not be done.

use exchange::{IntakeError, MappingError, MatchedError, ReadError, WriteError};
use publish::Message;

use crate::answers::AnswerError;
use crate::desk::DeskError;
use crate::worded;

/// Why an act could not be done. Never carries a person's data.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// No file was given.
    #[error("no file was given")]
    NoFiles,
    /// A file could not be read.
    #[error("cannot read {file}")]
    Unreadable {
        /// Its name.
        file: String,
        /// Why.
        #[source]
        source: ReadError,
    },
    /// Two files hold the same bytes.
    #[error("{file} holds the same bytes as {twin}")]
    SameBytes {
        /// The later file.
        file: String,
        /// The earlier file.
        twin: String,
    },
    /// The tables could not be understood as lists.
    #[error("the tables are not lists of people")]
    NotLists(#[from] IntakeError),
    /// The tables could not be understood as matched tables.
    #[error("the tables are not matched tables")]
    NotMatched(#[from] MatchedError),
    /// The mapping file is wrong.
    #[error("the mapping file is wrong")]
    Mapping(#[from] MappingError),
    /// No such list.
    #[error("no list is called {label}")]
    UnknownList {
        /// What was asked for.
        label: String,
        /// The lists there are.
        known: Vec<String>,
    },
    /// A statement that is not of the form `COPY=ORIGINAL`.
    #[error("not of the form COPY=ORIGINAL: {text}")]
    NotADerivation {
        /// What was given.
        text: String,
    },
    /// A list that is said to be made from itself, at any hand.
    #[error("{list} is said to be made from itself")]
    DerivedFromItself {
        /// The list.
        list: String,
    },
    /// Two populations for all lists.
    #[error("two populations are stated for all lists")]
    TwoPopulations,
    /// Draws can only be of one table.
    #[error("{file} holds draws of one table, but several are estimated")]
    DrawsOfSeveral {
        /// The file with the draws.
        file: String,
    },
    /// A file that should hold drawn tables of overlaps holds something else.
    #[error("{file} holds no draws")]
    NotDraws {
        /// The file.
        file: String,
    },
    /// Draws that cannot be of the table.
    #[error("{file} was not drawn from these lists")]
    DrawsOfOthers {
        /// The file with the draws.
        file: String,
        /// A list whose size is quite another one.
        list: String,
    },
    /// A row of draws without the number of its draw.
    #[error("{file}, row {row}: no number of a draw")]
    BadDrawNumber {
        /// The file with the draws.
        file: String,
        /// The row as a spreadsheet counts it.
        row: u64,
    },
    /// A row of draws about people of whom that draw has said how many they are.
    #[error("{file}, row {row}: draw {draw} counts the same people again")]
    RepeatedDraw {
        /// The file with the draws.
        file: String,
        /// The row as a spreadsheet counts it.
        row: u64,
        /// The number of the draw.
        draw: u64,
    },
    /// Nobody was seen even once.
    #[error("nobody was seen")]
    NobodySeen,
    /// More people than can be counted.
    #[error("more people than can be counted")]
    TooManyPeople,
    /// Somebody was seen more often than there were occasions, or there were fewer than two.
    #[error("{occasions} occasions, but somebody was seen {most} times")]
    TooFewOccasions {
        /// Occasions, as stated.
        occasions: u64,
        /// Most times that anybody was seen.
        most: u64,
    },
    /// More lists than the estimate can take.
    #[error("{found} lists; at most 64 can be counted together")]
    TooManyLists {
        /// Lists found.
        found: usize,
    },
    /// The column with the truth is in none of the files.
    #[error("no column is called {heading}")]
    NoTruthColumn {
        /// What was asked for.
        heading: String,
    },
    /// The pattern that cuts the truth out of its column is no regular expression.
    #[error("not a regular expression: {pattern}")]
    BadPattern {
        /// What was given.
        pattern: String,
    },
    /// Files to search for hold no report.
    #[error("{file} holds no report to search for")]
    NobodySought {
        /// The files.
        file: String,
    },
    /// More reports to search for than somebody can look through.
    #[error("{file} holds {found} reports to search for; at most {allowed} are taken")]
    TooManySought {
        /// The files.
        file: String,
        /// Reports found.
        found: usize,
        /// Reports allowed.
        allowed: usize,
    },
    /// A file with more or fewer tables than one.
    #[error("{file} does not hold one table")]
    NotOneTable {
        /// The file.
        file: String,
    },
    /// A table of pairs lacks a column.
    #[error("{file} has no column {heading}")]
    NoPairColumn {
        /// The file.
        file: String,
        /// What the column has to be called.
        heading: String,
    },
    /// A result could not be put into a workbook.
    #[error("cannot write the workbook")]
    Unwritable(#[from] WriteError),
    /// Answers about pairs cannot be held to.
    #[error("the answers cannot be held to")]
    Answers(#[from] AnswerError),
    /// An act on a register was not done.
    #[error(transparent)]
    Register(#[from] DeskError),
}

/// What kind of thing went wrong; decides the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The work itself failed.
    Failed,
    /// The act was asked for wrongly.
    WrongUse,
    /// The input is bad.
    BadInput,
}

impl ActionError {
    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NoFiles
            | Self::Mapping(_)
            | Self::NotLists(IntakeError::MissingHeading { .. })
            | Self::UnknownList { .. }
            | Self::NotADerivation { .. }
            | Self::DerivedFromItself { .. }
            | Self::TwoPopulations
            | Self::DrawsOfSeveral { .. }
            | Self::TooFewOccasions { .. }
            | Self::NoTruthColumn { .. }
            | Self::BadPattern { .. } => ErrorKind::WrongUse,
            Self::Unreadable { .. }
            | Self::SameBytes { .. }
            | Self::NotLists(_)
            | Self::NotMatched(_)
            | Self::NotOneTable { .. }
            | Self::NobodySought { .. }
            | Self::TooManySought { .. }
            | Self::NotDraws { .. }
            | Self::DrawsOfOthers { .. }
            | Self::BadDrawNumber { .. }
            | Self::RepeatedDraw { .. }
            | Self::NobodySeen
            | Self::TooManyPeople
            | Self::NoPairColumn { .. }
            | Self::Answers(_)
            | Self::TooManyLists { .. } => ErrorKind::BadInput,
            Self::Unwritable(_) => ErrorKind::Failed,
            Self::Register(source) => source.told().kind,
        }
    }

    /// The stable code that names this error in messages, `error-` and the code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoFiles => "no-files",
            Self::Unreadable { source, .. } => source.code(),
            Self::SameBytes { .. } => "same-bytes",
            Self::NotLists(source) => source.code(),
            Self::NotMatched(source) => source.code(),
            Self::Mapping(source) => source.code(),
            Self::UnknownList { .. } => "unknown-list",
            Self::NotADerivation { .. } => "not-a-derivation",
            Self::DerivedFromItself { .. } => "derived-from-itself",
            Self::TwoPopulations => "two-populations",
            Self::TooManyLists { .. } => "too-many-lists",
            Self::NoTruthColumn { .. } => "no-truth-column",
            Self::BadPattern { .. } => "bad-pattern",
            Self::NobodySought { .. } => "nobody-sought",
            Self::TooManySought { .. } => "too-many-sought",
            Self::NotOneTable { .. } => "not-one-table",
            Self::DrawsOfSeveral { .. } => "draws-of-several",
            Self::NotDraws { .. } => "not-draws",
            Self::DrawsOfOthers { .. } => "draws-of-others",
            Self::BadDrawNumber { .. } => "bad-draw-number",
            Self::RepeatedDraw { .. } => "repeated-draw",
            Self::NobodySeen => "nobody-seen",
            Self::TooManyPeople => "too-many-people",
            Self::TooFewOccasions { .. } => "too-few-occasions",
            Self::NoPairColumn { .. } => "no-pair-column",
            Self::Unwritable(_) => "unwritable",
            Self::Answers(source) => source.code(),
            Self::Register(source) => source.told().code,
        }
    }

    /// Arguments of the message, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoFiles
            | Self::TwoPopulations
            | Self::NobodySeen
            | Self::TooManyPeople
            | Self::Unwritable(_) => Vec::new(),
            Self::TooFewOccasions { occasions, most } => {
                vec![("occasions", occasions.to_string()), ("most", most.to_string())]
            }
            Self::DerivedFromItself { list } => vec![("list", list.clone())],
            Self::Unreadable { source, .. } => source.args(),
            Self::SameBytes { file, twin } => vec![("file", file.clone()), ("twin", twin.clone())],
            Self::NotLists(source) => source.args(),
            Self::NotMatched(source) => source.args(),
            Self::Mapping(source) => source.args(),
            Self::UnknownList { label, known } => vec![("list", label.clone()), ("known", known.join("; "))],
            Self::NotADerivation { text } => vec![("text", text.clone())],
            Self::TooManyLists { found } => vec![("found", found.to_string())],
            Self::NobodySought { file } => vec![("file", file.clone())],
            Self::TooManySought { file, found, allowed } => vec![
                ("file", file.clone()),
                ("found", found.to_string()),
                ("allowed", allowed.to_string()),
            ],
            Self::NoTruthColumn { heading } => vec![("column", heading.clone())],
            Self::BadPattern { pattern } => vec![("pattern", pattern.clone())],
            Self::NotOneTable { file } | Self::DrawsOfSeveral { file } | Self::NotDraws { file } => {
                vec![("file", file.clone())]
            }
            Self::DrawsOfOthers { file, list } => vec![("file", file.clone()), ("list", list.clone())],
            Self::BadDrawNumber { file, row } => vec![("file", file.clone()), ("row", row.to_string())],
            Self::RepeatedDraw { file, row, draw } => vec![
                ("file", file.clone()),
                ("row", row.to_string()),
                ("draw", draw.to_string()),
            ],
            Self::NoPairColumn { file, heading } => vec![("file", file.clone()), ("column", heading.clone())],
            Self::Answers(source) => source.args(),
            Self::Register(source) => source.told().args,
        }
    }

    /// What to say to the user.
    pub fn message(&self) -> Message {
        let message = worded::message(format!("error-{}", self.code()), self.args());
        match self.file() {
            Some(file) => message.text("file", file),
            None => message,
        }
    }

    /// The file the error is about, where it is about one.
    fn file(&self) -> Option<&str> {
        match self {
            Self::Unreadable { file, .. } => Some(file),
            _ => None,
        }
    }

    /// Codes of all errors that this room itself adds.
    pub const OWN_CODES: &[&str] = &[
        "no-files",
        "same-bytes",
        "unknown-list",
        "not-a-derivation",
        "derived-from-itself",
        "two-populations",
        "too-many-lists",
        "no-truth-column",
        "bad-pattern",
        "not-one-table",
        "nobody-sought",
        "too-many-sought",
        "draws-of-several",
        "not-draws",
        "draws-of-others",
        "bad-draw-number",
        "repeated-draw",
        "nobody-seen",
        "too-many-people",
        "too-few-occasions",
        "no-pair-column",
        "unwritable",
    ];
}
