//! T21: a log that somebody else wrote in. Our verifier and the one in another language agree, and both notice.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ed25519_dalek::{Signer as _, SigningKey};
use store::{KnownHead, verify_log};

use crate::Bench;
use crate::chance::Chance;
use crate::doing::{do_step, open};
use crate::frames::{self, entry, frame, frames, hash, header};
use crate::plan::Trial;
use crate::report::Outcome;
use crate::scratch::{Files, REGISTER, Scratch};
use crate::script::{Flavour, steps, told};

/// Logs that the second verifier is given at once.
const AT_ONCE: u64 = 250;

/// Steps that two copies of one device do apart.
const APART: usize = 5;

/// A log as frames, a segment each.
type Segments = Vec<Vec<Vec<u8>>>;

/// What is done to a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tampering {
    Edit,
    EditAndMend,
    Delete,
    Repeat,
    Swap,
    Truncate,
    CutEntries,
    Foreign,
    Resign,
    ResignAll,
    Replace,
    Fork,
    LoseSegment,
}

const ALL: [Tampering; 13] = [
    Tampering::Edit,
    Tampering::EditAndMend,
    Tampering::Delete,
    Tampering::Repeat,
    Tampering::Swap,
    Tampering::Truncate,
    Tampering::CutEntries,
    Tampering::Foreign,
    Tampering::Resign,
    Tampering::ResignAll,
    Tampering::Replace,
    Tampering::Fork,
    Tampering::LoseSegment,
];

/// Logs to start from.
struct Logs {
    /// Heads of segments of the register, without the number and what follows.
    head: Vec<u8>,
    /// The entries.
    here: Vec<Vec<u8>>,
    /// The entries of a copy that the same device wrote in apart, from where they part.
    apart: Vec<Vec<u8>>,
    /// Where they part.
    parting: usize,
    /// Entries of another register.
    foreign: Vec<Vec<u8>>,
    /// What the witness of the first has seen.
    known: Vec<KnownHead>,
}

/// What one trial gives to the verifiers.
struct Case {
    number: u64,
    what: String,
    folder: PathBuf,
    is_untouched: bool,
}

/// Makes the trials.
///
/// # Errors
///
/// When the system does not let them be made.
pub(crate) fn hold(bench: &Bench) -> Result<Outcome, String> {
    let script = second_verifier()?;
    let logs = logs(bench)?;
    let n = bench.plan.n(Trial::Tampering);
    let mut outcome = Outcome::new("T21 log");
    let mut from = 0;
    while from < n {
        let to = n.min(from + AT_ONCE);
        let scratch = Scratch::new().map_err(told)?;
        let mut cases = Vec::new();
        for number in from..to {
            cases.push(case(bench, &logs, &scratch, number)?);
        }
        for untouched in 0..4 {
            cases.push(untouched_case(&logs, &scratch, untouched)?);
        }
        judge(&script, &logs, &cases, &scratch, &mut outcome)?;
        from = to;
    }
    Ok(outcome)
}

/// The verifier in another language, beside the workspace's crates.
fn second_verifier() -> Result<PathBuf, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/verify-log.mjs");
    let node = Command::new("node")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    match node {
        Ok(status) if status.success() && script.is_file() => Ok(script),
        Ok(_) => Err(format!("{} is not there", script.display())),
        Err(error) => Err(format!(
            "`node` cannot be started ({error}); install Node 18 or newer"
        )),
    }
}

fn logs(bench: &Bench) -> Result<Logs, String> {
    let one = scratch_with(bench)?;
    let other = scratch_with(bench)?;
    let before = entries(&one)?.1.len();
    for (scratch, seed) in [(&one, 1), (&other, 2)] {
        let (mut register, _) = open(&scratch.place(), &bench.specimen.words)?;
        let steps = steps(
            bench.plan.seed.wrapping_add(seed),
            Flavour::Edits,
            &bench.specimen.expected,
            APART,
        );
        for step in &steps {
            do_step(&mut register, step)?;
        }
        register.close();
    }
    let stranger = Scratch::new().map_err(told)?;
    let (register, _, _) = crate::doing::found(&stranger.place())?;
    register.close();
    let (head, here) = entries(&one)?;
    let known = verify_log(&one.place().folder, &[]).map_err(told)?.heads;
    Ok(Logs {
        head,
        here,
        apart: entries(&other)?.1.split_off(before),
        parting: before,
        foreign: entries(&stranger)?.1,
        known,
    })
}

fn scratch_with(bench: &Bench) -> Result<Scratch, String> {
    let scratch = Scratch::new().map_err(told)?;
    scratch.lay_out(&bench.specimen.files).map_err(told)?;
    Ok(scratch)
}

/// The beginning of a segment's head and all entries of a log of one segment.
fn entries(scratch: &Scratch) -> Result<(Vec<u8>, Vec<Vec<u8>>), String> {
    let path = scratch.place().folder.join("log/00000001.log");
    let segment = std::fs::read(path).map_err(told)?;
    let entries = frames(&segment)
        .into_iter()
        .map(|at| entry(&segment[at]).to_vec())
        .collect();
    Ok((segment.get(..24).unwrap_or_default().to_vec(), entries))
}

/// Entries in frames, in as many segments as chance will have it.
fn segments(entries: &[Vec<u8>], chance: &mut Chance) -> Segments {
    let n = 1 + chance.below(3);
    let size = entries.len().div_ceil(n).max(1);
    entries
        .chunks(size)
        .map(|entries| entries.iter().map(|entry| frame(entry)).collect())
        .collect()
}

fn case(bench: &Bench, logs: &Logs, scratch: &Scratch, number: u64) -> Result<Case, String> {
    let tampering = ALL[usize::try_from(number).unwrap_or(0) % ALL.len()];
    let mut chance = Chance::new(bench.plan.seed, "tampering", number);
    let files = tampering.files(logs, &mut chance);
    let folder = scratch.path().join(format!("{number}"));
    crate::scratch::lay_out(&folder, &files).map_err(told)?;
    Ok(Case {
        number,
        what: format!("{tampering:?}"),
        folder: folder.join(REGISTER),
        is_untouched: false,
    })
}

/// A log that nobody touched, in one or more segments: both must find it good.
fn untouched_case(logs: &Logs, scratch: &Scratch, number: u64) -> Result<Case, String> {
    let mut chance = Chance::new(number, "untouched", number);
    let files = logs.files(&segments(&logs.here, &mut chance));
    let folder = scratch.path().join(format!("untouched-{number}"));
    crate::scratch::lay_out(&folder, &files).map_err(told)?;
    Ok(Case {
        number,
        what: "untouched".to_owned(),
        folder: folder.join(REGISTER),
        is_untouched: true,
    })
}

impl Logs {
    fn files(&self, segments: &Segments) -> Files {
        segments
            .iter()
            .zip(1_u32..)
            .map(|(frames, number)| {
                let mut bytes = self.head.clone();
                bytes.extend(number.to_be_bytes());
                let check = hash("esep/1 segment", &bytes);
                bytes.extend(&check[..4]);
                frames.iter().for_each(|frame| bytes.extend(frame));
                (format!("{REGISTER}/log/{number:08}.log"), bytes)
            })
            .collect()
    }
}

impl Tampering {
    fn files(self, logs: &Logs, chance: &mut Chance) -> Files {
        let mut entries = logs.here.clone();
        let at = chance.below(entries.len());
        match self {
            Self::EditAndMend => flip(&mut entries[at], chance),
            Self::Delete => drop(entries.remove(at)),
            Self::Repeat => {
                let to = chance.below(entries.len() + 1);
                entries.insert(to, entries[at].clone());
            }
            Self::Swap => {
                let other = (at + 1 + chance.below(entries.len() - 1)) % entries.len();
                entries.swap(at, other);
            }
            Self::CutEntries => entries.truncate(at),
            Self::Foreign => entries.insert(at, chance.of(&logs.foreign).clone()),
            Self::Resign => entries[at] = signed_by(&entries[at], &stranger(chance), None),
            Self::ResignAll => sign_from(&mut entries, at, &stranger(chance)),
            Self::Replace => {
                entries.truncate(logs.parting);
                entries.extend_from_slice(&logs.apart);
            }
            Self::Fork => {
                let n = 1 + chance.below(logs.apart.len());
                let to = logs.parting + chance.below(entries.len() - logs.parting + 1);
                let apart = logs.apart[..n].to_vec();
                entries.splice(to..to, apart);
            }
            Self::Edit | Self::Truncate | Self::LoseSegment => {}
        }
        let mut segments = segments(&entries, chance);
        if self == Self::LoseSegment {
            let which = chance.below(segments.len());
            segments.remove(which);
        }
        let mut files = logs.files(&segments);
        self.spoil(&mut files, chance);
        files
    }

    /// What is done to the bytes of a segment.
    fn spoil(self, files: &mut Files, chance: &mut Chance) {
        let which = chance.below(files.len());
        let Some(bytes) = files.values_mut().nth(which) else {
            return;
        };
        match self {
            Self::Edit => flip(bytes, chance),
            Self::Truncate => {
                let length = chance.below(bytes.len());
                bytes.truncate(length);
            }
            _ => {}
        }
    }
}

fn flip(bytes: &mut [u8], chance: &mut Chance) {
    let at = chance.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << chance.below(8);
    }
}

fn stranger(chance: &mut Chance) -> SigningKey {
    SigningKey::from_bytes(&chance.bytes())
}

/// The entry with another signer, and perhaps another previous entry, signed so that the signature fits.
fn signed_by(entry: &[u8], key: &SigningKey, previous: Option<(&[u8; 32], [u8; 32])>) -> Vec<u8> {
    let mut changed = entry.to_vec();
    let Some(place) = header(entry) else {
        return changed;
    };
    let signer = signer_of(&entry[place.clone()]);
    if let Some(signer) = signer {
        let at = place.start + signer;
        changed[at..at + 32].copy_from_slice(key.verifying_key().as_bytes());
    }
    if let Some((old, new)) = previous
        && let Some(at) = find(&changed[place.clone()], old)
    {
        changed[place.start + at..place.start + at + 32].copy_from_slice(&new);
    }
    let message = [b"esep/1 entry\0", &changed[place]].concat();
    let signature = key.sign(&message).to_bytes();
    let end = changed.len();
    changed[end - 64..].copy_from_slice(&signature);
    changed
}

/// Where the signer stands in a header: it is the last byte string of 32 before the group, and follows the clock.
fn signer_of(header: &[u8]) -> Option<usize> {
    // format, register, device, number, previous, heads, clock, signer
    let mut at = 1;
    for _ in 0..7 {
        at = behind(header, at)?;
    }
    let signer = frames::byte_string(header, at)?;
    (signer.len() == 32).then_some(signer.start)
}

/// Where the item behind the one at `at` begins.
fn behind(cbor: &[u8], at: usize) -> Option<usize> {
    let first = *cbor.get(at)?;
    let (major, small) = (first >> 5, first & 31);
    let n_more: usize = match small {
        0..=23 => 0,
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return None,
    };
    let more = cbor.get(at + 1..at + 1 + n_more)?;
    let count = more
        .iter()
        .fold(0_usize, |count, byte| count << 8 | usize::from(*byte));
    let count = if n_more == 0 { usize::from(small) } else { count };
    let start = at + 1 + n_more;
    match major {
        0 | 1 | 7 => Some(start),
        2 | 3 => start.checked_add(count),
        4 => (0..count).try_fold(start, |at, _| behind(cbor, at)),
        _ => None,
    }
}

fn find(bytes: &[u8], what: &[u8; 32]) -> Option<usize> {
    bytes.windows(32).position(|window| window == what)
}

/// Every entry from `at` on signed by a stranger, each naming the changed one before: the chain fits again.
fn sign_from(entries: &mut [Vec<u8>], at: usize, key: &SigningKey) {
    let mut before: Option<([u8; 32], [u8; 32])> = None;
    for entry in &mut entries[at..] {
        let old = hash_of(entry);
        let changed = signed_by(entry, key, before.as_ref().map(|(old, new)| (old, *new)));
        before = Some((old, hash_of(&changed)));
        *entry = changed;
    }
}

/// `H("esep/1 entry", header ‖ signature)`.
fn hash_of(entry: &[u8]) -> [u8; 32] {
    let place = header(entry).unwrap_or(0..0);
    let signature = &entry[entry.len().saturating_sub(64)..];
    hash("esep/1 entry", &[&entry[place], signature].concat())
}

/// Asks both verifiers.
fn judge(
    script: &Path,
    logs: &Logs,
    cases: &[Case],
    scratch: &Scratch,
    outcome: &mut Outcome,
) -> Result<(), String> {
    let answers = ask_second(script, logs, cases, scratch)?;
    for (case, second) in cases.iter().zip(answers) {
        let first = verify_log(&case.folder, &logs.known);
        let result = match (first.is_ok(), second, case.is_untouched) {
            (true, true, true) => {
                outcome.count("untouched and found good");
                continue;
            }
            (false, false, false) => Ok(()),
            (true, true, false) => Err("neither notices".to_owned()),
            (false, false, true) => Err(format!("untouched and refused: {:?}", first.err())),
            (first, second, _) => Err(format!("first finds it good: {first}, second: {second}")),
        };
        outcome.trial(result.map_err(|error| format!("tampering {} ({}): {error}", case.number, case.what)));
    }
    Ok(())
}

fn ask_second(script: &Path, logs: &Logs, cases: &[Case], scratch: &Scratch) -> Result<Vec<bool>, String> {
    let mut heads = String::new();
    for known in &logs.known {
        let _ = write!(heads, "\t{}:{}:", known.device, known.number);
        known.hash.iter().for_each(|byte| {
            let _ = write!(heads, "{byte:02x}");
        });
    }
    let lines: Vec<String> = cases
        .iter()
        .map(|case| format!("{}{heads}\n", case.folder.display()))
        .collect();
    let list = scratch.path().join("list");
    std::fs::write(&list, lines.concat()).map_err(told)?;
    let output = Command::new("node")
        .arg(script)
        .arg("--batch")
        .arg(&list)
        .output()
        .map_err(told)?;
    let said = String::from_utf8_lossy(&output.stdout);
    let answers: Vec<bool> = said.lines().map(|line| line.contains("\"status\":0")).collect();
    if answers.len() == cases.len() {
        return Ok(answers);
    }
    let stray = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "the second verifier answered {} of {} times: {stray}",
        answers.len(),
        cases.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_walked_over() {
        assert_eq!(behind(&[0x83, 1, 0x41, 7, 0x80, 9], 0), Some(5));
        assert_eq!(behind(&[0x19, 1, 0, 9], 0), Some(3));
        assert_eq!(behind(&[0x58, 2, 1, 1, 9], 0), Some(4));
        assert_eq!(behind(&[0xf6], 0), Some(1));
        assert_eq!(behind(&[0xa0], 0), None);
    }
}
