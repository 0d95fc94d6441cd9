//! A register in a folder of its own, and short ways to work with it.

use std::path::PathBuf;

use store::{
    Act, Change, Code, CommitError, Compartment, Dot, EntryId, Founder, Keys, Mending, Moment, OpenError,
    Passphrase, Place, RecordId, RecoveryWords, Register, Secret, StretchPlan, SubjectId, Value, unlock,
};
use tempfile::TempDir;

/// What opens every register of these tests.
pub(crate) const PHRASE: &str = "тоо алма көпүрө суу жол китеп";

/// The moment at which these tests begin.
pub(crate) const NOW: Moment = Moment(1_790_000_000_000);

/// A register in a folder that is thrown away.
pub(crate) struct Yard {
    folder: TempDir,
    pub(crate) words: RecoveryWords,
}

/// A person who was put on record.
#[derive(Clone, Copy)]
pub(crate) struct Somebody {
    pub(crate) subject: SubjectId,
    pub(crate) record: RecordId,
}

impl Yard {
    /// Founds a register and closes it.
    pub(crate) fn new() -> Self {
        let (yard, register) = Self::open_new();
        register.close();
        yard
    }

    /// Founds a register.
    pub(crate) fn open_new() -> (Self, Register) {
        let folder = tempfile::tempdir().expect("a sound register");
        let place = place(&folder);
        let passphrase = Passphrase::new(PHRASE);
        let founder = Founder {
            passphrase: &passphrase,
            plan: StretchPlan::FLOOR,
        };
        let (register, words, _) = Register::found(&place, &founder, NOW).expect("a sound register");
        (Self { folder, words }, register)
    }

    pub(crate) fn place(&self) -> Place {
        place(&self.folder)
    }

    /// A file of the register.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.place().folder.join(name)
    }

    pub(crate) fn keys(&self) -> Keys {
        unlock(&self.place().folder, &Secret::Words(&self.words)).expect("a sound register")
    }

    pub(crate) fn open(&self) -> Result<(Register, Vec<Mending>), OpenError> {
        Register::open(&self.place(), self.keys(), NOW)
    }

    /// Opens a register that is as it should be.
    pub(crate) fn open_sound(&self) -> Register {
        let (register, mendings) = self.open().expect("a sound register");
        assert_eq!(mendings, []);
        register
    }
}

fn place(folder: &TempDir) -> Place {
    Place {
        folder: folder.path().join("union.esep"),
        witness: folder.path().join("witness"),
    }
}

pub(crate) fn code(text: &str) -> Code {
    Code::new(text).expect("a sound register")
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Acts about one subject.
fn about(subject: SubjectId, acts: Vec<Act>) -> Change {
    Change {
        compartment: Compartment::General,
        about: vec![(subject, acts)],
        register_acts: Vec::new(),
    }
}

/// Adds acts about one subject.
pub(crate) fn commit(
    register: &mut Register,
    subject: SubjectId,
    acts: Vec<Act>,
) -> Result<EntryId, CommitError> {
    register
        .commit(vec![about(subject, acts)], NOW)
        .map(|entries| entries[0])
}

/// What puts an invented person on record.
pub(crate) fn change(register: &mut Register, name: &str) -> Change {
    let act = Act::Put {
        record: register.new_record(),
        kind: code("person"),
        fields: vec![(code("name"), text(name))],
    };
    about(register.new_subject(), vec![act])
}

/// Puts an invented person on record.
pub(crate) fn put(register: &mut Register, name: &str) -> Result<Somebody, CommitError> {
    let (subject, record) = (register.new_subject(), register.new_record());
    let act = Act::Put {
        record,
        kind: code("person"),
        fields: vec![(code("name"), text(name))],
    };
    commit(register, subject, vec![act])?;
    Ok(Somebody { subject, record })
}

/// The live texts of a field.
pub(crate) fn texts(register: &Register, record: RecordId, field: &str) -> Vec<String> {
    let found = register.record(record).expect("a sound register");
    let values = found
        .into_iter()
        .flat_map(|record| record.fields.get(&code(field)).cloned().unwrap_or_default());
    let text = |(_, value): (Dot, Value)| match value {
        Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    values.map(text).collect()
}

/// Asserts that everything is as it should be.
pub(crate) fn assert_sound(register: &Register) {
    let check = register.check();
    assert!(check.faults.is_empty(), "{:?}", check.faults);
}
