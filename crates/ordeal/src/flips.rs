//! T4: one flipped bit anywhere is noticed, by opening the register or by checking it; what it says is never wrong, and
//! damage of log and view is healed.

use crate::Bench;
use crate::chance::Chance;
use crate::doing::{Refused, do_step, sound, try_open};
use crate::killing::in_parallel;
use crate::plan::Trial;
use crate::report::Outcome;
use crate::scratch::{Files, Scratch};
use crate::script::{Expected, Flavour, steps, told};

/// Steps that stand in the journal beside the view.
const STEPS: usize = 6;

/// Bytes of a page of the view, and of a frame's head before it in the journal.
const PAGE: usize = 4096;
const JOURNAL_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// What a bit is flipped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    View,
    Journal,
    Log,
    Keyring,
    Slots,
    Witness,
}

impl Part {
    fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('/').map_or(name, |(_, file)| file) {
            "view.db" => Some(Self::View),
            "view.db-wal" => Some(Self::Journal),
            "keyring.a" | "keyring.b" => Some(Self::Keyring),
            "subjects.a" | "subjects.b" => Some(Self::Slots),
            "witness" => Some(Self::Witness),
            other if other.ends_with(".log") => Some(Self::Log),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Journal => "journal",
            Self::Log => "log",
            Self::Keyring => "keyring",
            Self::Slots => "slots",
            Self::Witness => "witness",
        }
    }
}

/// A bit in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bit {
    file: String,
    byte: usize,
    bit: u8,
}

/// A register as it lies on the disk while it is open, so that there is a journal, and what it says.
struct Target {
    files: Files,
    expected: Expected,
    digest: [u8; 32],
}

/// Makes the trials on all cores.
///
/// # Errors
///
/// When the system does not let them be made.
pub(crate) fn hold(bench: &Bench) -> Result<Outcome, String> {
    let target = target(bench)?;
    let mut chance = Chance::new(bench.plan.seed, "flips", 0);
    let mut bits = bits(&target.files, bench.plan.is_long, &mut chance);
    let wanted = usize::try_from(bench.plan.n(Trial::Flips)).unwrap_or(usize::MAX);
    if bench.plan.share < 100 {
        bits.retain(|_| chance.below(100) < usize::try_from(bench.plan.share).unwrap_or(100));
    } else if bits.len() < wanted {
        bits.extend(more(&target.files, wanted - bits.len(), &mut chance));
    }
    Ok(in_parallel("T4 flips", bits.len() as u64, |number| {
        let mut outcome = Outcome::new("T4 flips");
        let bit = &bits[usize::try_from(number).unwrap_or(0)];
        let part = Part::of(&bit.file).map_or("other", Part::name);
        outcome.count(&format!("{part}: flipped"));
        let result = flip(bench, &target, bit, part, &mut outcome);
        outcome.trial(
            result.map_err(|error| format!("bit {} of byte {} of {}: {error}", bit.bit, bit.byte, bit.file)),
        );
        outcome
    }))
}

fn target(bench: &Bench) -> Result<Target, String> {
    let scratch = Scratch::new().map_err(told)?;
    scratch.lay_out(&bench.specimen.files).map_err(told)?;
    let mut expected = bench.specimen.expected.clone();
    let (mut register, _) = crate::doing::open(&scratch.place(), &bench.specimen.words)?;
    for step in steps(bench.plan.seed, Flavour::Edits, &expected, STEPS) {
        do_step(&mut register, &step)?;
        expected.take(&step);
    }
    // As it lies there after a kill: with its journal.
    let files = scratch.files().map_err(told)?;
    let digest = register.digest().map_err(told)?;
    register.close();
    Ok(Target {
        files,
        expected,
        digest,
    })
}

/// One bit in each page, frame and record, in every fourth byte of a keyring and two in every slot; the long form takes each
/// byte of both copies of these.
fn bits(files: &Files, is_long: bool, chance: &mut Chance) -> Vec<Bit> {
    let mut bits = Vec::new();
    for (file, content) in files {
        let Some(part) = Part::of(file) else { continue };
        let units: Vec<(usize, usize)> = match part {
            Part::View => units(0, PAGE, content.len()),
            Part::Journal => units(JOURNAL_HEAD, FRAME_HEAD + PAGE, content.len()),
            Part::Log => records(content),
            Part::Keyring | Part::Slots if is_long => units(0, 1, content.len()),
            Part::Keyring if file.ends_with(".a") => units(0, 4, content.len()),
            Part::Slots if file.ends_with(".a") => units(48, 48, content.len()),
            Part::Keyring | Part::Slots => units(0, 96, content.len()),
            Part::Witness => units(0, 64, content.len()),
        };
        for (from, to) in units {
            bits.push(Bit {
                file: file.clone(),
                byte: from + chance.below(to - from),
                bit: u8::try_from(chance.below(8)).unwrap_or(0),
            });
        }
    }
    bits
}

/// Bits anywhere.
fn more(files: &Files, n: usize, chance: &mut Chance) -> Vec<Bit> {
    let files: Vec<(&String, &Vec<u8>)> = files
        .iter()
        .filter(|(name, content)| {
            Part::of(name).is_some_and(|part| part != Part::Witness) && !content.is_empty()
        })
        .collect();
    (0..n)
        .map(|_| {
            let (file, content) = *chance.of(&files);
            Bit {
                file: file.clone(),
                byte: chance.below(content.len()),
                bit: u8::try_from(chance.below(8)).unwrap_or(0),
            }
        })
        .collect()
}

/// Pieces of equal size, the first perhaps with a head before.
fn units(head: usize, size: usize, length: usize) -> Vec<(usize, usize)> {
    let mut units = Vec::new();
    if head > 0 && length >= head {
        units.push((0, head));
    }
    let mut from = head;
    while from < length {
        units.push((from, length.min(from + size)));
        from += size;
    }
    units
}

/// The head of a segment and its frames.
fn records(segment: &[u8]) -> Vec<(usize, usize)> {
    let mut records = vec![(0, 32.min(segment.len()))];
    records.extend(
        crate::frames::frames(segment)
            .into_iter()
            .map(|frame| (frame.start, frame.end)),
    );
    records
}

fn flip(bench: &Bench, target: &Target, bit: &Bit, part: &str, outcome: &mut Outcome) -> Result<(), String> {
    let scratch = Scratch::new().map_err(told)?;
    let mut files = target.files.clone();
    let content = files.get_mut(&bit.file);
    if let Some(byte) = content.and_then(|content| content.get_mut(bit.byte)) {
        *byte ^= 1 << bit.bit;
    }
    scratch.lay_out(&files).map_err(told)?;
    // There are two copies, or the other of log and view has it: one flipped bit must not close a register.
    let (mut register, mendings) = try_open(&scratch.place(), &bench.specimen.words).map_err(|refused| {
        let error = match refused {
            Refused::Keys(error) => told(error),
            Refused::Open(error) => told(error),
        };
        format!("not healed: {error}")
    })?;
    let reading = reads(&register, target);
    let check = sound(&register);
    let found = match (&reading, &check) {
        (Err(error), _) if *error == told(store::ReadError::Damaged) => Some("found in use, made again"),
        (Err(error), _) => return Err(error.clone()),
        (Ok(()), Err(_)) => Some("found by check, made again"),
        (Ok(()), Ok(())) => None,
    };
    let is_well = found.is_none() || heals(&mut register, target);
    register.close();
    if !is_well {
        return Err("found and not healed".to_owned());
    }
    // A register that was left as by a kill is caught up without any damage; what tells of damage is another thing.
    if mendings.iter().any(|mending| tells_of(part, mending)) {
        outcome.count(&format!("{part}: healed"));
        return Ok(());
    }
    match found {
        Some(how) => outcome.count(&format!("{part}: {how}")),
        None => unnoticed(&scratch, target, bit, part, outcome)?,
    }
    Ok(())
}

/// Everything that is expected can be read, and nothing else is said.
fn reads(register: &store::Register, target: &Target) -> Result<(), String> {
    target.expected.hold(register, None)?;
    match register.digest().map_err(told)? == target.digest {
        true => Ok(()),
        false => Err("it says something else".to_owned()),
    }
}

/// Makes the view again; says whether all is well then.
fn heals(register: &mut store::Register, target: &Target) -> bool {
    register.rebuild_view().is_ok()
        && register.digest().is_ok_and(|digest| digest == target.digest)
        && sound(register).is_ok()
}

/// What opening says when this part was damaged.
fn tells_of(part: &str, mending: &store::Mending) -> bool {
    let codes: &[&str] = match part {
        "view" => &["view-rebuilt"],
        "journal" => &["view-rebuilt", "view-caught-up"],
        "log" => &["log-mended"],
        "keyring" => &["keyring-copy-mended"],
        "slots" => &["subjects-copy-mended"],
        _ => &["no-witness", "rolled-back"],
    };
    codes.contains(&mending.code())
}

/// A flip of which nobody was told: good where it was healed all the same, or where nothing stands on it.
fn unnoticed(
    scratch: &Scratch,
    target: &Target,
    bit: &Bit,
    part: &str,
    outcome: &mut Outcome,
) -> Result<(), String> {
    let now = scratch.files().map_err(told)?;
    let is_as_it_was = now.get(&bit.file) == target.files.get(&bit.file);
    match part {
        // The other half stands in for a bad one, and behind what a half says stand zeros that nobody reads.
        "witness" => outcome.count("witness: not needed"),
        // Unlocking mends a copy before opening could tell of it.
        "keyring" if is_as_it_was => outcome.count("keyring: healed, not told"),
        // The journal holds a newer state of the page, which is the one that is read, and goes over the damaged one.
        "view" if overtaken(target, bit) => outcome.count("view: overtaken by the journal"),
        _ => return Err("not noticed".to_owned()),
    }
    Ok(())
}

/// Says whether the journal has a newer state of the page that the bit is in.
fn overtaken(target: &Target, bit: &Bit) -> bool {
    let journal = target.files.get(&format!("{}-wal", bit.file));
    let frames = journal
        .and_then(|journal| journal.get(JOURNAL_HEAD..))
        .unwrap_or_default();
    let page = u32::try_from(bit.byte / PAGE + 1)
        .unwrap_or(u32::MAX)
        .to_be_bytes();
    frames
        .chunks(FRAME_HEAD + PAGE)
        .any(|frame| frame.starts_with(&page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_gets_a_bit() {
        assert_eq!(units(0, 4, 9), [(0, 4), (4, 8), (8, 9)]);
        assert_eq!(units(2, 4, 6), [(0, 2), (2, 6)]);
        let files = Files::from([
            ("r.esep/view.db".to_owned(), vec![0; 3 * PAGE]),
            ("r.esep/keyring.a".to_owned(), vec![0; 8]),
            ("r.esep/lock".to_owned(), vec![0; 5]),
        ]);
        let bits = bits(&files, false, &mut Chance::new(1, "test", 0));
        assert_eq!(bits.len(), 3 + 2);
        assert!(bits.iter().all(|bit| bit.file != "r.esep/lock"));
    }
}
