//! Measures the name engine on a file of labelled pairs.
//!
//! `cargo run --release -p names --example evaluate -- FILE.tsv...` prints for the pairs of all files AUC, F1,
//! recall at precision .99, and each slice at the threshold that is best on all full names; pairs per second
//! on one core. With `--fit` it refits the weights instead, with `--folds N` cross-validated by `cluster`.

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
        "speed" => speed::report(&all),
        "scores" => measure::scores(&all),
        _ => measure::report(&all, &measure::weigh_all(&all), None),
    }
    ExitCode::SUCCESS
}
