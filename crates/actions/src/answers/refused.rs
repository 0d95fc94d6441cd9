//! Why answers cannot be held to.

/// Why answers cannot be held to. Names the row, never a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The file has not the columns of answers.
    #[error("{file} has no column {column}")]
    NoColumn {
        /// Its name.
        file: String,
        /// The heading that is missing.
        column: String,
    },
    /// An answer that is no answer.
    #[error("{file}, row {row}: not an answer")]
    NotAnAnswer {
        /// The file.
        file: String,
        /// The row.
        row: u64,
    },
    /// The marks of the two reports are damaged.
    #[error("{file}, row {row}: not the mark of a report")]
    NotAKey {
        /// The file.
        file: String,
        /// The row.
        row: u64,
    },
    /// Two answers about the same two reports.
    #[error("{file}, row {row} contradicts {other_file}, row {other_row}")]
    Contradict {
        /// The later file.
        file: String,
        /// Its row.
        row: u64,
        /// The earlier file.
        other_file: String,
        /// Its row.
        other_row: u64,
    },
    /// An answer that cannot be true together with the others.
    #[error("{file}, row {row} cannot be true together with the other answers")]
    Together {
        /// The file.
        file: String,
        /// The row.
        row: u64,
    },
    /// An answer that would join two reports of a list that holds each person once.
    #[error("{file}, row {row} joins two reports of {list}")]
    Distinct {
        /// The file.
        file: String,
        /// The row.
        row: u64,
        /// The list.
        list: String,
    },
    /// A file that holds more than answers, and so is not written over.
    #[error("{file} holds more than answers")]
    OfOthers {
        /// The file.
        file: String,
    },
}

impl AnswerError {
    /// Codes of all errors.
    pub const ALL_CODES: &[&str] = &[
        "labels-column",
        "labels-word",
        "labels-key",
        "labels-contradict",
        "labels-together",
        "labels-distinct",
        "labels-of-others",
    ];

    /// The stable code that names this error in messages, `error-` and the code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoColumn { .. } => "labels-column",
            Self::NotAnAnswer { .. } => "labels-word",
            Self::NotAKey { .. } => "labels-key",
            Self::Contradict { .. } => "labels-contradict",
            Self::Together { .. } => "labels-together",
            Self::Distinct { .. } => "labels-distinct",
            Self::OfOthers { .. } => "labels-of-others",
        }
    }

    /// Arguments of the message, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoColumn { file, column } => vec![("file", file.clone()), ("column", column.clone())],
            Self::NotAnAnswer { file, row } | Self::NotAKey { file, row } | Self::Together { file, row } => {
                vec![("file", file.clone()), ("row", row.to_string())]
            }
            Self::Contradict {
                file,
                row,
                other_file,
                other_row,
            } => vec![
                ("file", file.clone()),
                ("row", row.to_string()),
                ("other-file", other_file.clone()),
                ("other-row", other_row.to_string()),
            ],
            Self::Distinct { file, row, list } => vec![
                ("file", file.clone()),
                ("row", row.to_string()),
                ("list", list.clone()),
            ],
            Self::OfOthers { file } => vec![("file", file.clone())],
        }
    }
}
