//! The journeys of `e2e/`: the real program writes the demo, Chromium reads it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::phase::{Summaries, is_summary_of_node};
use crate::program::{Program, say};

/// Builds the program, lets it write its demo, and walks every journey over the result.
pub(crate) fn walk(root: &Path) -> Result<Summaries, Failure> {
    Program::new("cargo", root)
        .arguments(&["build", "--package", "esep"])
        .run()?;
    let target = target_folder(root);
    let esep = target.join("debug").join("esep");
    let place = target.join("e2e");
    empty(&place)?;
    let demo = place.join("demo");
    let shown = demo.display().to_string();
    Program::new(&esep.display().to_string(), root)
        .arguments(&["demo", &shown, "--lang", "en"])
        .run()?;
    let journeys = journeys(root)?;
    say(&format!("{} files of journeys", journeys.len()));
    let mut arguments = vec!["--test", "--test-reporter=spec"];
    arguments.extend(journeys.iter().map(String::as_str));
    let walked = Program::new("node", &root.join("e2e"))
        .arguments(&arguments)
        .variable("ESEP_BINARY", &esep)
        .variable("ESEP_DEMO", &demo)
        .run_and_keep(is_summary_of_node)?;
    empty(&place)?;
    Ok([vec!["     Running the journeys of e2e/".to_owned()], walked].concat())
}

/// Where cargo puts what it builds.
fn target_folder(root: &Path) -> PathBuf {
    let set: Option<OsString> = std::env::var_os("CARGO_TARGET_DIR");
    set.map_or_else(|| root.join("target"), |folder| root.join(folder))
}

fn empty(place: &Path) -> Result<(), Failure> {
    if place.exists() {
        fs::remove_dir_all(place)
            .map_err(|error| Failure::of_system("the old demo cannot be removed", &error))?;
    }
    Ok(())
}

/// Paths of all journeys below `e2e/`, in order.
fn journeys(root: &Path) -> Result<Vec<String>, Failure> {
    let failed = |error: std::io::Error| Failure::of_system("e2e/journeys cannot be read", &error);
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join("e2e/journeys")).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            found.push(format!("journeys/{name}"));
        }
    }
    found.sort();
    if found.is_empty() {
        Err(Failure::new("e2e/journeys holds no test"))
    } else {
        Ok(found)
    }
}
