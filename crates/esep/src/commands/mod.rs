//! The commands: each a thin caller of one act.

pub(crate) mod count;
pub(crate) mod demo;
pub(crate) mod estimate;
pub(crate) mod link;

use actions::{Reading, TablePlan};

use crate::cli::{READ_FOREIGN, ReadingArgs};
use crate::failure::Failure;
use crate::files;

/// Foreign bytes are read by a confined child of this program.
fn confined() -> Result<Reading, Failure> {
    let program = std::env::current_exe().map_err(|_| Failure::failed("error-confinement"))?;
    Ok(Reading::Confined {
        program,
        argument: READ_FOREIGN,
    })
}

/// How files are to be read, as the user said.
fn table_plan(arguments: &ReadingArgs) -> Result<TablePlan, Failure> {
    let mut plan = TablePlan::new(confined()?);
    plan.read.encoding = arguments.encoding.clone();
    plan.read.delimiter = arguments.delimiter;
    plan.mapping = arguments.mapping.as_deref().map(files::read_text).transpose()?;
    plan.as_of = arguments.as_of;
    plan.own_id = arguments.id.clone();
    Ok(plan)
}

/// Writes the mapping that was used, when the user asked for it.
fn save_mapping(arguments: &ReadingArgs, mapping: Option<&str>) -> Result<(), Failure> {
    match (&arguments.save_mapping, mapping) {
        (Some(path), Some(mapping)) => crate::folder::write_file(path, mapping.as_bytes()),
        _ => Ok(()),
    }
}

/// The command as it can be typed again, with paths shortened to names.
///
/// Folders are left out because they may name a person or a place.
fn command_line(words: impl Iterator<Item = std::ffi::OsString>) -> String {
    let shown = words.enumerate().map(|(place, word)| {
        let word = word.to_string_lossy().into_owned();
        let word = if place == 0 {
            "esep".to_owned()
        } else {
            without_folders(&word)
        };
        if word.chars().all(|c| c.is_alphanumeric() || "-_.=/,:".contains(c)) && !word.is_empty() {
            word
        } else {
            format!("'{}'", word.replace('\'', "'\\''"))
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn without_folders(word: &str) -> String {
    let path = std::path::Path::new(word);
    match path.file_name() {
        Some(name) if path.components().count() > 1 && path.exists() => name.to_string_lossy().into_owned(),
        _ => word.to_owned(),
    }
}
