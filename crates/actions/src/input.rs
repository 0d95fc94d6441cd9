//! Files as they come in.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use exchange::{Table, Warning};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

pub use exchange::ReadPlan;

use crate::progress::{Progress, Step};
use crate::{ActionError, figures};

/// Bytes of the largest file that is read; a caller need not load a larger one.
pub const LARGEST_FILE: u64 = exchange::Limits::STANDARD.file_bytes;

/// A file's name and bytes.
#[derive(Clone)]
pub struct InputFile {
    /// The name without its folder.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for InputFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "InputFile({:?}, {} bytes)", self.name, self.bytes.len())
    }
}

/// Where foreign bytes are read.
#[derive(Clone, Debug)]
pub enum Reading {
    /// In a child process with little memory, no files and no network: this program, with this argument.
    Confined {
        /// The program to start.
        program: PathBuf,
        /// Its only argument, which must lead to [`serve_confined`].
        argument: &'static str,
    },
    /// In this process. For bytes that this program wrote itself, and for tests.
    Here,
}

/// How files become tables and tables become reports.
#[derive(Clone, Debug)]
pub struct TablePlan {
    /// Where foreign bytes are read.
    pub reading: Reading,
    /// Encoding, delimiter and limits.
    pub read: ReadPlan,
    /// The text of a mapping file.
    pub mapping: Option<String>,
    /// The day on which ages are true where no column says so.
    pub as_of: Option<Date>,
    /// Heading of the list's own identifier.
    pub own_id: Option<String>,
}

impl TablePlan {
    /// Makes the plan of a reader who says nothing special.
    pub fn new(reading: Reading) -> Self {
        let read = ReadPlan {
            encoding: None,
            delimiter: None,
            limits: exchange::Limits::STANDARD,
        };
        Self {
            reading,
            read,
            mapping: None,
            as_of: None,
            own_id: None,
        }
    }
}

/// Answers one request of a confined reading, from `input` to `output`.
///
/// # Errors
/// When the pipes break or the process cannot be confined.
pub fn serve_confined(input: impl io::Read, output: impl io::Write) -> io::Result<()> {
    exchange::confined::serve(input, output)
}

/// The tables of all files, with warnings and what the report says of each file.
pub(crate) struct Tables {
    pub(crate) tables: Vec<Table>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) inputs: Vec<publish::InputFigure>,
}

/// Reads the tables of all files.
pub(crate) fn read_all(
    files: &[InputFile],
    plan: &TablePlan,
    progress: Progress,
) -> Result<Tables, ActionError> {
    let mut all = Tables {
        tables: Vec::new(),
        warnings: Vec::new(),
        inputs: Vec::new(),
    };
    if files.is_empty() {
        return Err(ActionError::NoFiles);
    }
    let hashes: Vec<String> = files.iter().map(|file| sha256(&file.bytes)).collect();
    refuse_twins(files, &hashes)?;
    progress(Step::Reading, 0, files.len() as u64);
    for (n_read, (file, hash)) in files.iter().zip(hashes).enumerate() {
        let (tables, warnings) = read_one(file, plan)?;
        all.inputs.push(figures::input(file, hash, &tables));
        all.tables.extend(tables);
        all.warnings.extend(warnings);
        progress(Step::Reading, n_read as u64 + 1, files.len() as u64);
    }
    Ok(all)
}

/// Refuses a file that holds the same bytes as another: one list under two names would look like two witnesses.
fn refuse_twins(files: &[InputFile], hashes: &[String]) -> Result<(), ActionError> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (file, hash) in files.iter().zip(hashes) {
        if let Some(twin) = seen.insert(hash, &file.name) {
            return Err(ActionError::SameBytes {
                file: file.name.clone(),
                twin: twin.to_owned(),
            });
        }
    }
    Ok(())
}

/// Refuses files of which two hold the same bytes.
pub(crate) fn refuse_twins_of(files: &[InputFile]) -> Result<(), ActionError> {
    let hashes: Vec<String> = files.iter().map(|file| sha256(&file.bytes)).collect();
    refuse_twins(files, &hashes)
}

/// Reads the tables of one file.
pub(crate) fn read_one(
    file: &InputFile,
    plan: &TablePlan,
) -> Result<(Vec<Table>, Vec<Warning>), ActionError> {
    let read = match &plan.reading {
        Reading::Confined { program, argument } => {
            exchange::confined::read_tables(program, argument, &file.name, &file.bytes, &plan.read)
        }
        Reading::Here => exchange::read_tables(&file.name, &file.bytes, &plan.read),
    };
    read.map_err(|source| ActionError::Unreadable {
        file: file.name.clone(),
        source,
    })
}

/// SHA-256 in hexadecimal (FIPS 180-4).
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
