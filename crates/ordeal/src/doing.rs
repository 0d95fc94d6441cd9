//! Steps done to a register: the one place that knows how a register is opened, changed and looked at.

use std::collections::BTreeMap;
use std::path::Path;

use store::{
    Act, Change, Code, Compartment, Founder, Keys, Mending, Moment, NewUser, OpenError, Passphrase, Place,
    RecordId, RecoveryWords, Register, Role, Secret, StretchPlan, SubjectId, Value, WordList, Words, unlock,
};

use crate::chance::Chance;
use crate::scratch::{Files, Scratch};
use crate::script::{Expected, Flavour, LIST, Put, Step, has_member, steps, told};

/// Any moment; registers are told the time.
pub(crate) const NOW: Moment = Moment(1_780_000_000_000);

/// A phrase that opens the registers of this program.
pub(crate) const PHRASE: &str = "seven invented horses cross a painted river";

/// A register to start from: its files, what opens it, what it says.
#[derive(Clone, Debug)]
pub(crate) struct Specimen {
    pub(crate) files: Files,
    pub(crate) words: String,
    pub(crate) expected: Expected,
}

/// Founds a register and gives it a small past, forgetting and changes of keys included.
///
/// # Errors
///
/// When any of it fails, which is a failure of its own.
pub(crate) fn specimen(seed: u64, n_steps: usize) -> Result<Specimen, String> {
    let scratch = Scratch::new().map_err(told)?;
    let (mut register, words, _) = found(&scratch.place())?;
    let words = words.words(WordList::English).join(" ");
    let mut expected = Expected::default();
    for step in steps(seed, Flavour::Mixed, &expected, n_steps) {
        if step == Step::Reopen {
            continue;
        }
        do_step(&mut register, &step)?;
        expected.take(&step);
    }
    register.close();
    let files = scratch.files().map_err(told)?;
    Ok(Specimen {
        files,
        words,
        expected,
    })
}

/// Founds a register.
pub(crate) fn found(place: &Place) -> Result<(Register, RecoveryWords, Vec<Mending>), String> {
    let passphrase = Passphrase::new(PHRASE);
    let founder = Founder {
        passphrase: &passphrase,
        plan: StretchPlan::FLOOR,
    };
    Register::found(place, &founder, NOW).map_err(told)
}

/// Opens a register, telling the error in words.
pub(crate) fn open(place: &Place, words: &str) -> Result<(Register, Vec<Mending>), String> {
    try_open(place, words).map_err(|error| match error {
        Refused::Keys(error) => told(error),
        Refused::Open(error) => told(error),
    })
}

/// Why a register did not open.
#[derive(Debug)]
pub(crate) enum Refused {
    /// The words open nothing.
    Keys(store::UnlockError),
    /// The register does not open with its keys.
    Open(OpenError),
}

/// Opens a register with the words of its recovery sheet, which costs no stretching.
pub(crate) fn try_open(place: &Place, words: &str) -> Result<(Register, Vec<Mending>), Refused> {
    let keys = keys(&place.folder, words).map_err(Refused::Keys)?;
    Register::open(place, keys, NOW).map_err(Refused::Open)
}

fn keys(folder: &Path, words: &str) -> Result<Keys, store::UnlockError> {
    let words = RecoveryWords::read(words).map_err(|_| store::UnlockError::WrongWords)?;
    unlock(folder, &Secret::Words(&words))
}

/// Does one step; a step of closing and opening is the caller's.
///
/// # Errors
///
/// As the register says, in words.
pub(crate) fn do_step(register: &mut Register, step: &Step) -> Result<(), String> {
    match step {
        Step::Put(put) => commit(
            register,
            vec![change(Compartment::General, put.subject, first(put))],
        ),
        Step::Source(put) => commit(
            register,
            vec![change(Compartment::Sources, put.subject, first(put))],
        ),
        Step::Batch(puts) => {
            let changes = puts
                .iter()
                .map(|put| change(Compartment::General, put.subject, first(put)));
            commit(register, changes.collect())
        }
        Step::Set(put) => {
            let name = code("name");
            let seen = register.record(put.record).map_err(told)?;
            let act = Act::Set {
                record: put.record,
                over: seen.map(|record| record.seen(&name)).unwrap_or_default(),
                field: name,
                value: Value::Text(put.name.clone()),
            };
            commit(register, vec![change(Compartment::General, put.subject, act)])
        }
        Step::Note(put) => {
            let act = Act::Note {
                record: put.record,
                text: Words(put.name.clone()),
            };
            commit(register, vec![change(Compartment::General, put.subject, act)])
        }
        Step::Rebuild => register.rebuild_view().map(drop).map_err(told),
        Step::Forget { subject, row } => register
            .forget(*subject, &[(LIST, row)], "asked for", NOW)
            .map(drop)
            .map_err(told),
        Step::Rotate => register.rotate(NOW).map_err(told),
        Step::Admit { phrase } => {
            let new = NewUser {
                passphrase: &Passphrase::new(phrase),
                role: Role::Member,
                opens_sources: false,
            };
            register.admit(&new, NOW).map(drop).map_err(told)
        }
        Step::Remove => {
            let users = register.users();
            let member = users.iter().find(|user| user.role == Role::Member);
            let member = member.ok_or("there is no member")?;
            register.remove(member.id, NOW).map_err(told)
        }
        Step::Reopen => Ok(()),
    }
}

/// Says whether a step is in a register already, as far as that can be seen.
pub(crate) fn is_done(register: &Register, step: &Step) -> bool {
    let has = |put: &Put| matches!(register.record(put.record), Ok(Some(_)));
    match step {
        Step::Put(put) => has(put),
        Step::Batch(puts) => puts.iter().all(has),
        Step::Source(put) => register.source(put.record).is_some(),
        Step::Note(put) => register.record(put.record).is_ok_and(|record| {
            record.is_some_and(|record| record.notes.iter().any(|(_, words)| words.0 == put.name))
        }),
        Step::Forget { row, .. } => register.is_barred(LIST, row).unwrap_or(false),
        Step::Admit { .. } => has_member(register),
        Step::Remove => !has_member(register),
        Step::Set(_) | Step::Rebuild | Step::Rotate | Step::Reopen => false,
    }
}

/// What must hold of every register after a bad day, whatever happened: nothing acknowledged is lost, search finds it,
/// who was admitted opens it, everything checks out, a view made again says the same, and work goes on.
///
/// # Errors
///
/// With what does not hold.
pub(crate) fn hold(
    register: &mut Register,
    expected: &mut Expected,
    under_way: Option<&Step>,
    chance: &mut Chance,
) -> Result<(), String> {
    let found = expected.hold(register, under_way)?;
    if let (crate::script::Found::After, Some(step)) = (found, under_way) {
        expected.take(step);
    }
    if let Some((record, name)) = expected.any_name(chance) {
        let hits = register.search(&name, 10).map_err(told)?;
        if !hits.contains(&record) {
            return Err(format!("search does not find record {record}"));
        }
    }
    if let Some(phrase) = expected.member() {
        let phrase = Passphrase::new(phrase);
        unlock(register.folder(), &Secret::Passphrase(&phrase))
            .map_err(|error| format!("the member's passphrase: {}", told(error)))?;
    }
    sound(register)?;
    let digest = register.digest().map_err(told)?;
    register
        .rebuild_view()
        .map_err(|error| format!("the view cannot be made again: {}", told(error)))?;
    if register.digest().map_err(told)? != digest {
        return Err("a view made again says something else".to_owned());
    }
    let step = Step::Put(Put {
        record: RecordId::from_bytes(chance.bytes()),
        subject: SubjectId::from_bytes(chance.bytes()),
        name: chance.word(),
    });
    do_step(register, &step).map_err(|error| format!("no work afterwards: {error}"))?;
    expected.take(&step);
    expected.hold(register, None).map(drop)
}

/// Checks everything that a register can check by itself.
///
/// # Errors
///
/// With what is wrong.
pub(crate) fn sound(register: &Register) -> Result<(), String> {
    let check = register.check();
    match check.faults.is_empty() {
        true => Ok(()),
        false => Err(format!("check finds: {}", faults(check))),
    }
}

fn faults(check: store::Check) -> String {
    let all: Vec<String> = check.faults.into_iter().map(told).collect();
    all.join("; ")
}

fn commit(register: &mut Register, changes: Vec<Change>) -> Result<(), String> {
    register.commit(changes, NOW).map(drop).map_err(told)
}

fn change(compartment: Compartment, subject: SubjectId, act: Act) -> Change {
    Change {
        compartment,
        about: vec![(subject, vec![act])],
        register_acts: Vec::new(),
    }
}

fn first(put: &Put) -> Act {
    Act::Put {
        record: put.record,
        kind: code("person"),
        fields: vec![(code("name"), Value::Text(put.name.clone()))],
    }
}

/// A code of this program.
///
/// # Panics
///
/// When it is none, which a test would see.
pub(crate) fn code(text: &str) -> Code {
    Code::new(text).expect("a plain code")
}

/// How often something was mended, by what.
pub(crate) fn count_mendings(counts: &mut BTreeMap<&'static str, u64>, mendings: &[Mending]) {
    for mending in mendings {
        *counts.entry(mending.code()).or_default() += 1;
    }
}

/// Opens a register with its founder's passphrase.
pub(crate) fn open_with_phrase(place: &Place) -> Result<(Register, Vec<Mending>), String> {
    let passphrase = Passphrase::new(PHRASE);
    let keys = unlock(&place.folder, &Secret::Passphrase(&passphrase)).map_err(told)?;
    Register::open(place, keys, NOW).map_err(told)
}
