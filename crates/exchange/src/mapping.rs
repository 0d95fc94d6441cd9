//! Which column of a table says what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The whole name.
    Name,
    /// Given name.
    Given,
    /// Surname.
    Surname,
    /// Father's name.
    Patronymic,
    /// Birth date or year.
    Birth,
    /// Age in years.
    Age,
    /// The day on which the age was true.
    AsOf,
    /// Sex.
    Sex,
    /// Place.
    Place,
    /// Date of the event that the list is about.
    Event,
    /// Telephone.
    Phone,
    /// Document number or its last characters.
    Document,
    /// Electronic mail.
    Email,
    /// Postal code.
    Postcode,
    /// Street address.
    Address,
    /// Trade or profession.
    Occupation,
    /// Who said it.
    Source,
    /// The list's own identifier of the report.
    OwnId,
    /// The list that the report belongs to.
    List,
    /// Read and left aside.
    Ignored,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 20] = [
        Self::Name,
        Self::Given,
        Self::Surname,
        Self::Patronymic,
        Self::Birth,
        Self::Age,
        Self::AsOf,
        Self::Sex,
        Self::Place,
        Self::Event,
        Self::Phone,
        Self::Document,
        Self::Email,
        Self::Postcode,
        Self::Address,
        Self::Occupation,
        Self::Source,
        Self::OwnId,
        Self::List,
        Self::Ignored,
    ];

    /// The word that stands for the column in a mapping file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Given => "given",
            Self::Surname => "surname",
            Self::Patronymic => "patronymic",
            Self::Birth => "birth",
            Self::Age => "age",
            Self::AsOf => "as_of",
            Self::Sex => "sex",
            Self::Place => "place",
            Self::Event => "event",
            Self::Phone => "phone",
            Self::Document => "document",
            Self::Email => "email",
            Self::Postcode => "postcode",
            Self::Address => "address",
            Self::Occupation => "occupation",
            Self::Source => "source",
            Self::OwnId => "own_id",
            Self::List => "list",
            Self::Ignored => "ignored",
        }
    }

    /// The column that a word of a mapping file stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }
}

/// Columns by heading, as found or as the user set them; saved and read as TOML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Heading, trimmed, as it stands in the file, and what the column says.
    pub columns: BTreeMap<String, Column>,
}

/// Why a mapping file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Not TOML, or not with the one table `columns` of texts.
    #[error("line {line}: not a mapping")]
    Syntax {
        /// The line, from 1.
        line: usize,
    },
    /// A word that stands for no column.
    #[error("line {line}: \"{word}\" is no column")]
    UnknownColumn {
        /// The line, from 1.
        line: usize,
        /// The word, cut after 40 letters.
        word: String,
    },
}

impl MappingError {
    /// Every code that [`MappingError::code`] can give.
    pub const ALL_CODES: &[&str] = &["mapping-syntax", "mapping-unknown-column"];

    /// The stable code that names this situation in messages, `error-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "mapping-syntax",
            Self::UnknownColumn { .. } => "mapping-unknown-column",
        }
    }

    /// Arguments of the message, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Syntax { line } => vec![("line", line.to_string())],
            Self::UnknownColumn { line, word } => {
                let known: Vec<&str> = Column::ALL.iter().map(|column| column.code()).collect();
                vec![
                    ("line", line.to_string()),
                    ("word", word.clone()),
                    ("known", known.join(", ")),
                ]
            }
        }
    }
}

/// A mapping file, with the place of each word for messages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    #[serde(default)]
    columns: BTreeMap<String, toml::Spanned<String>>,
}

impl Mapping {
    /// Writes the mapping as TOML that [`Mapping::from_toml`] reads back to the same.
    pub fn to_toml(&self) -> String {
        let mut text = String::from("[columns]\n");
        for (heading, column) in &self.columns {
            text.push_str(&format!("{} = \"{}\"\n", quoted(heading), column.code()));
        }
        text
    }

    /// Reads a mapping file.
    ///
    /// # Errors
    ///
    /// When the text is not such a file; the error says the line.
    pub fn from_toml(text: &str) -> Result<Self, MappingError> {
        let line_at = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        let file: MappingFile = toml::from_str(text).map_err(|error| MappingError::Syntax {
            line: line_at(error.span().map_or(0, |span| span.start)),
        })?;
        let mut columns = BTreeMap::new();
        for (heading, word) in file.columns {
            let column = Column::from_code(word.get_ref()).ok_or_else(|| MappingError::UnknownColumn {
                line: line_at(word.span().start),
                word: word.get_ref().chars().take(40).collect(),
            })?;
            columns.insert(heading.trim().to_owned(), column);
        }
        Ok(Self { columns })
    }
}

/// A basic string of TOML 1.0, which may also be a key.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
