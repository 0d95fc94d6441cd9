//! The calibration study: how often ranges hold a truth that is known.
//!
//! Populations of 2,000 people are drawn whose way onto the lists is known, their overlaps estimated, and the intervals held
//! against 2,000. Rows do not depend on each other: with `--csv FILE` those in the file are kept and only missing ones computed,
//! so that a long study can be stopped, gone on with, and enlarged by another seed.
#![expect(clippy::print_stdout, reason = "a measuring tool for the terminal")]

mod choices;
mod figures;
mod gates;
mod options;
mod replicate;
mod rows;
mod scenario;
mod summary;

use std::collections::BTreeSet;
use std::io;
use std::process::ExitCode;

use rayon::prelude::*;

use crate::options::{Options, USAGE};
use crate::rows::{Row, RowFile};
use crate::scenario::Scenario;

/// Replicates computed together, after which their rows are written.
const CHUNK: usize = 8;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let options = match Options::read(&arguments) {
        Ok(options) => options,
        Err(problem) => {
            println!("{problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match study(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("the file of rows: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every scenario has as many covering intervals as are wanted.
fn study(options: &Options) -> io::Result<bool> {
    let mut file = RowFile::open(options.csv.as_deref())?;
    let mut is_enough = true;
    for scenario in &options.scenarios {
        let rows = rows_of(scenario, options, &mut file)?;
        print!("{}", summary::of(scenario, options, &rows));
        if let Some(least) = options.at_least {
            let (line, enough) = gates::floor(scenario.name, &rows, least);
            println!("{line}");
            is_enough &= enough;
        }
        println!();
    }
    Ok(is_enough)
}

/// All rows of a scenario and plan: those of the file, of whatever seed, and those that were missing.
fn rows_of(scenario: &Scenario, options: &Options, file: &mut RowFile) -> io::Result<Vec<Row>> {
    let mut rows = file.known(scenario.name, &options.plan);
    let known: BTreeSet<u64> = rows
        .iter()
        .filter(|row| row.seed == options.seed)
        .map(|row| row.replicate)
        .collect();
    let missing: Vec<u64> = (0..options.replicates)
        .filter(|replicate| !known.contains(replicate))
        .collect();
    for chunk in missing.chunks(CHUNK) {
        let found: Vec<Vec<Row>> = chunk
            .par_iter()
            .map(|replicate| replicate::rows(scenario, options, *replicate))
            .collect();
        let found = found.concat();
        file.append(&found)?;
        rows.extend(found);
    }
    Ok(rows)
}
