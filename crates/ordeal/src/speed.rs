//! How fast a large register is, on the disk that it lies on.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use store::{Register, WordList};

use crate::chance::Chance;
use crate::doing::{self, do_step};
use crate::report::say;
use crate::scratch::{Scratch, place};
use crate::script::{Put, Step, told};

/// Entries of a register that has been used for years.
const ENTRIES: usize = 300_000;

/// Entries of one act of many.
const BATCH: usize = 10_000;

/// Single acts that are timed.
const ACTS: usize = 300;

/// Fills a register below a folder and measures it.
///
/// # Errors
///
/// When the register or the disk does not let it be done.
pub(crate) fn measure(base: &Path, n_entries: Option<usize>) -> Result<(), String> {
    let n_entries = n_entries.unwrap_or(ENTRIES);
    let scratch = Scratch::below(base).map_err(told)?;
    let (mut register, words, _) = doing::found(&scratch.place())?;
    let words = words.words(WordList::English).join(" ");
    let mut chance = Chance::new(1, "speed", 0);
    let mut last = Duration::ZERO;
    let mut n = 0;
    while n < n_entries {
        let batch = Step::Batch(
            (0..BATCH.min(n_entries - n))
                .map(|_| person(&mut chance))
                .collect(),
        );
        let start = Instant::now();
        do_step(&mut register, &batch)?;
        last = start.elapsed();
        n += BATCH;
    }
    say(&format!(
        "filled with {n_entries} entries of a name each, and as many subjects"
    ));
    say(&format!(
        "the last batch of {} entries: {:.2} s",
        BATCH.min(n_entries),
        last.as_secs_f64()
    ));
    register.close();
    size(&scratch)?;
    let mut child = std::process::Command::new(std::env::current_exe().map_err(told)?)
        .arg("speed-of")
        .arg(scratch.path())
        .stdin(Stdio::piped())
        .spawn()
        .map_err(told)?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(words.as_bytes()).map_err(told)?;
    }
    let status = child.wait().map_err(told)?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| format!("the measuring ended with {status}"))
}

fn size(scratch: &Scratch) -> Result<(), String> {
    for (name, bytes) in scratch.files().map_err(told)? {
        if bytes.len() > 1 << 20 && !name.contains("log/") {
            say(&format!("{name}: {:.1} MB", megabytes(bytes.len())));
        }
    }
    Ok(())
}

/// Measures a register that is there, from a process that has done nothing else; the words come through standard input.
///
/// # Errors
///
/// When the register does not open or work.
pub(crate) fn measure_opened(folder: &Path) -> Result<(), String> {
    let words = std::io::read_to_string(std::io::stdin()).map_err(told)?;
    let before = resident();
    let start = Instant::now();
    let (mut register, mendings) = doing::open(&place(folder), &words)?;
    say(&format!(
        "open after the passphrase work: {:.2} s, {} mendings",
        start.elapsed().as_secs_f64(),
        mendings.len()
    ));
    say(&format!(
        "memory: {before:.0} MB before, {:.0} MB after opening",
        resident()
    ));
    let mut chance = Chance::new(2, "speed", 0);
    acts(&mut register, folder, &mut chance)?;
    say(&format!("memory: {:.0} MB after {ACTS} acts", resident()));
    let start = Instant::now();
    register.rebuild_view().map_err(told)?;
    say(&format!(
        "view made again: {:.1} s",
        start.elapsed().as_secs_f64()
    ));
    let start = Instant::now();
    doing::sound(&register)?;
    say(&format!(
        "everything checked: {:.1} s",
        start.elapsed().as_secs_f64()
    ));
    say(&format!("memory: {:.0} MB at the end", resident()));
    register.close();
    Ok(())
}

/// Single acts and, between them, a plain write and sync of as many bytes on the same disk.
fn acts(register: &mut Register, folder: &Path, chance: &mut Chance) -> Result<(), String> {
    let mut beside = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("beside"))
        .map_err(told)?;
    let (mut acts, mut syncs, mut edits) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ACTS {
        let one = person(chance);
        acts.push(timed(|| do_step(register, &Step::Put(one.clone())))?);
        let other = Put {
            name: chance.word(),
            ..one
        };
        edits.push(timed(|| do_step(register, &Step::Set(other.clone())))?);
        syncs.push(timed(|| {
            beside
                .write_all(&[7; 700])
                .and_then(|()| beside.sync_data())
                .map_err(told)
        })?);
    }
    say(&format!("a new person: {}", percentiles(&mut acts)));
    say(&format!("another name: {}", percentiles(&mut edits)));
    say(&format!(
        "write of 700 bytes and fdatasync beside: {}",
        percentiles(&mut syncs)
    ));
    Ok(())
}

fn timed(work: impl FnOnce() -> Result<(), String>) -> Result<Duration, String> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn person(chance: &mut Chance) -> Put {
    Put {
        record: store::RecordId::from_bytes(chance.bytes()),
        subject: store::SubjectId::from_bytes(chance.bytes()),
        name: format!("{} {}", chance.word(), chance.word()),
    }
}

fn percentiles(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |percent: usize| {
        let time = times
            .get(times.len() * percent / 100)
            .copied()
            .unwrap_or_default();
        time.as_secs_f64() * 1000.0
    };
    format!("p50 {:.2} ms, p99 {:.2} ms", at(50), at(99))
}

/// Memory of this process that is in use, in MB, as Linux tells it.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: usize = line
        .and_then(|line| line.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0);
    megabytes(kib * 1024)
}

#[expect(clippy::cast_precision_loss, reason = "sizes are printed with one digit")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_sorted_times() {
        let mut times: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(percentiles(&mut times), "p50 51.00 ms, p99 100.00 ms");
    }
}
