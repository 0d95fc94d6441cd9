//! The commands: each a thin caller of one act.

pub(crate) mod audit;
pub(crate) mod check;
pub(crate) mod count;
pub(crate) mod demo;
pub(crate) mod estimate;
mod find;
pub(crate) mod forget;
pub(crate) mod link;
pub(crate) mod names;
pub(crate) mod new;
mod opening;
pub(crate) mod recover;
mod review;
mod sheet;

use std::ffi::OsString;
use std::path::Path;

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

/// Refuses a place for the mapping before the long work starts.
fn check_mapping(arguments: &ReadingArgs) -> Result<(), Failure> {
    arguments
        .save_mapping
        .as_deref()
        .map_or(Ok(()), crate::folder::check_file)
}

/// Writes the mapping that was used, when the user asked for it.
fn save_mapping(arguments: &ReadingArgs, mapping: Option<&str>) -> Result<(), Failure> {
    match (&arguments.save_mapping, mapping) {
        (Some(path), Some(mapping)) => crate::folder::write_file(path, mapping.as_bytes()),
        _ => Ok(()),
    }
}

/// The command as it can be typed again: with the day, and with paths shortened to names.
///
/// Folders are left out because they may name a person or a place.
fn command_line(words: impl Iterator<Item = OsString>, (year, month, day): (i16, i8, i8)) -> String {
    let mut shown = vec!["esep".to_owned()];
    let mut last = String::new();
    let mut has_day = false;
    for word in words.skip(1) {
        let word = word.to_string_lossy().into_owned();
        has_day |= word == "--date" || word.starts_with("--date=");
        shown.push(quoted(&without_folders(&last, &word)));
        last = word;
    }
    if !has_day {
        shown.push(format!("--date {year:04}-{month:02}-{day:02}"));
    }
    shown.join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_.=/,:".contains(c);
    if word.chars().all(plain) && !word.is_empty() {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// Options whose value is a path, whether or not it is there yet.
const PATH_OPTIONS: [&str; 5] = ["--out", "--mapping", "--save-mapping", "--labels", "--review-out"];

fn without_folders(last: &str, word: &str) -> String {
    if let Some((option, path)) = word.split_once('=')
        && PATH_OPTIONS.contains(&option)
    {
        return format!("{option}={}", name(path));
    }
    if PATH_OPTIONS.contains(&last) || Path::new(word).exists() {
        name(word)
    } else {
        word.to_owned()
    }
}

fn name(path: &str) -> String {
    Path::new(path)
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_do_not_reach_the_report() {
        let check = |words: &[&str], expected: &str| {
            let words = words.iter().map(OsString::from);
            assert_eq!(command_line(words, (2026, 1, 2)), expected);
        };
        check(
            &["/x/esep", "count", "--out", "/elsewhere/somebody/rep"],
            "esep count --out rep --date 2026-01-02",
        );
        check(
            &[
                "esep",
                "count",
                "--out=/elsewhere/somebody/rep",
                "--date",
                "2025-01-01",
            ],
            "esep count --out=rep --date 2025-01-01",
        );
        check(
            &["esep", "--save-mapping", "a b/c d.toml"],
            "esep --save-mapping 'c d.toml' --date 2026-01-02",
        );
        check(
            &["esep", "--population", "men/women"],
            "esep --population men/women --date 2026-01-02",
        );
    }
}
