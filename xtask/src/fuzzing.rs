//! Fuzz targets: run for a fixed number of inputs where the tools are there, else replayed and said loudly.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::phase::Summaries;
use crate::program::{Program, say};

/// Inputs for each target. Fixed, so that two runs do the same work; small, so that CI stays short.
const RUNS: &str = "-runs=20000";
/// A target slower than this, in seconds, is stopped: the fixed number is a wish, the time a promise.
const LONGEST: &str = "-max_total_time=60";

/// Fuzzes every target of `fuzz/`, or says that it could not.
pub(crate) fn fuzz(root: &Path) -> Result<Summaries, Failure> {
    let targets = targets(root)?;
    let fuzzer = Program::new("cargo", root)
        .arguments(&["+nightly", "fuzz", "--version"])
        .answer();
    let Some(fuzzer) = fuzzer else {
        return replay(root, &targets);
    };
    say(&format!("found {fuzzer}"));
    let mut summaries = Vec::new();
    for target in &targets {
        // The first folder takes what is found, the second is only read: a run changes no file of ours.
        let found = format!("fuzz/target/found/{target}");
        fs::create_dir_all(root.join(&found))
            .map_err(|error| Failure::of_system("no room for new inputs", &error))?;
        let known = format!("fuzz/corpus/{target}");
        let run = [
            "+nightly", "fuzz", "run", "--dev", target, &found, &known, "--", RUNS, LONGEST, "-seed=1",
        ];
        let done = Program::new("cargo", root)
            .arguments(&run)
            .run_and_keep(|line| line.starts_with("Done "))?;
        summaries.extend(done.into_iter().map(|line| format!("fuzz {target}: {line}")));
    }
    Ok(summaries)
}

/// Without a fuzzer, the corpus and every past crash are still read, by ordinary tests (`exchange::it::seeds`).
fn replay(root: &Path, targets: &[String]) -> Result<Summaries, Failure> {
    let loud = format!(
        "SKIPPED: new fuzzing of {} targets ({}), because cargo-fuzz or the nightly toolchain is missing.\n         \
         To have both: rustup toolchain install nightly && cargo install cargo-fuzz\n         \
         The corpus is replayed by ordinary tests instead.",
        targets.len(),
        targets.join(", ")
    );
    say(&loud);
    let program =
        Program::new("cargo", root).arguments(&["test", "--package", "exchange", "--test", "it", "seeds::"]);
    let ran =
        program.run_and_keep(|line| line.starts_with("test result: ") && !line.contains(" 0 passed"))?;
    if ran.is_empty() {
        return Err(Failure::new(
            "no test of `exchange::it::seeds` ran: the fuzz corpus is not replayed",
        ));
    }
    Ok([vec![loud, "     Replaying the fuzz corpus".to_owned()], ran].concat())
}

/// Names of the targets: the files of `fuzz/fuzz_targets/`, in order.
fn targets(root: &Path) -> Result<Vec<String>, Failure> {
    let failed = |error: std::io::Error| Failure::of_system("fuzz/fuzz_targets cannot be read", &error);
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join("fuzz/fuzz_targets")).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        found.extend(name.strip_suffix(".rs").map(str::to_owned));
    }
    found.sort();
    if found.is_empty() {
        Err(Failure::new("fuzz/fuzz_targets holds no target"))
    } else {
        Ok(found)
    }
}
