//! Measures the name engine on files of labelled pairs.
//!
//! `cargo run --release -p names --example evaluate -- FILES` prints AUC, best F1 and recall at precision .99 of
//! sets of pairs, and every slice at the threshold that is best on all full names. `--folds` does the same with
//! weights fitted on four fifths of the clusters for the fifth left out; `--fit` prints `src/fitted.rs`,
//! `--bigrams` prints `src/bigrams.txt`; `--at=BITS` takes that threshold for the slices; `--speed` times the real full names on one core; `--scores` prints every
//! pair; `--levels` measures the ladder of levels that linkage stands on.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring program speaks to its terminal"
)]

mod bigrams;
mod fit;
mod measure;
mod pairs;
mod speed;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut files = Vec::new();
    let mut task = String::from("report");
    for argument in std::env::args().skip(1) {
        match argument.strip_prefix("--") {
            Some(name) => name.clone_into(&mut task),
            None => files.push(argument),
        }
    }
    let mut all = Vec::new();
    for file in &files {
        match std::fs::read_to_string(file) {
            Ok(text) => all.extend(pairs::read(&text)),
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    match task.as_str() {
        "fit" => fit::refit(&all),
        "folds" => fit::cross_validate(&all),
        "bigrams" => bigrams::print(&all),
        "levels" => measure::report(&all, &measure::levels(&all), None),
        "speed" => speed::report(&all),
        "scores" => measure::scores(&all),
        other => {
            let threshold = other.strip_prefix("at=").and_then(|bits| bits.parse().ok());
            measure::report(&all, &measure::weigh_all(&all), threshold);
        }
    }
    ExitCode::SUCCESS
}
