//! Why an act on a register was not done: one code for each situation that needs another answer from the user.

use std::io;
use std::path::Path;

use store::{
    ChangeError, CommitError, ForgetError, FoundError, KeyChangeError, KeyringError, NotVerified, OpenError,
    ReadError, SlotsError, UnlockError, UnreadableWords, WeakPassphrase,
};

use super::Permission;
use crate::ErrorKind;

/// Why an act on a register was not done. Never carries a person's data.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The user may not do this.
    #[error("the user may not {}", .0.code())]
    NotAllowed(Permission),
    /// No record has this identifier, or it was forgotten, or the user may not know it.
    #[error("no record has this identifier")]
    UnknownRecord,
    /// An act that needs a reason was given none.
    #[error("no reason is given")]
    NoReason,
    /// A recovery sheet is not admitted like a user.
    #[error("a recovery sheet is not admitted like a user")]
    NotAdmittable,
    /// A recovery sheet has no passphrase.
    #[error("a recovery sheet has no passphrase")]
    SheetHasNone,
    /// The passphrase is weak.
    #[error(transparent)]
    Weak(#[from] WeakPassphrase),
    /// These are not the words of any sheet.
    #[error(transparent)]
    Words(#[from] UnreadableWords),
    /// Passphrase or words open nothing.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// The register cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The register cannot be founded.
    #[error(transparent)]
    Found(#[from] FoundError),
    /// Nothing was written down.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Who may open the register is as it was, or not yet changed everywhere.
    #[error(transparent)]
    Keys(#[from] KeyChangeError),
    /// Nobody was forgotten, or not yet everywhere.
    #[error(transparent)]
    Forget(#[from] ForgetError),
    /// The log is not what its users wrote.
    #[error(transparent)]
    Log(#[from] NotVerified),
}

/// What users are told of an error: its code, what kind of thing went wrong, and what fills the sentence.
pub(crate) struct Told {
    pub(crate) code: &'static str,
    pub(crate) kind: ErrorKind,
    pub(crate) args: Vec<(&'static str, String)>,
}

impl DeskError {
    /// Codes of all errors of registers.
    pub const ALL_CODES: &[&str] = &[
        "not-allowed-read",
        "not-allowed-write",
        "not-allowed-sources",
        "not-allowed-keys",
        "not-allowed-forget",
        "unknown-record",
        "no-reason",
        "sheet-not-admitted",
        "sheet-no-passphrase",
        "passphrase-short",
        "passphrase-guessable",
        "passphrase-wrong",
        "passphrase-taken",
        "words-number",
        "words-unknown",
        "words-check",
        "words-wrong",
        "register-none",
        "register-taken",
        "register-locked",
        "register-newer",
        "register-other-keys",
        "register-key-missing",
        "register-again",
        "register-disk",
        "register-disk-full",
        "keyring-damaged",
        "slots-damaged",
        "slots-other-epoch",
        "log-damaged",
        "log-changed",
        "log-none",
        "log-short",
        "log-stranger",
        "view-damaged",
        "view-failed",
        "change-size",
        "forgotten",
        "no-longer-admitted",
        "no-user",
        "last-owner",
        "keys-unfinished",
        "forgetting-unfinished",
    ];

    pub(crate) fn told(&self) -> Told {
        match self {
            Self::NotAllowed(permission) => misused(not_allowed(*permission)),
            Self::UnknownRecord => misused("unknown-record"),
            Self::NoReason => misused("no-reason"),
            Self::NotAdmittable => misused("sheet-not-admitted"),
            Self::SheetHasNone => misused("sheet-no-passphrase"),
            Self::Weak(WeakPassphrase::TooShort) => misused("passphrase-short"),
            Self::Weak(WeakPassphrase::Guessable) => misused("passphrase-guessable"),
            Self::Words(source) => of_words(*source),
            Self::Unlock(UnlockError::Keyring(source)) => of_keyring(source),
            Self::Unlock(UnlockError::WrongPassphrase) => misused("passphrase-wrong"),
            Self::Unlock(UnlockError::WrongWords) => misused("words-wrong"),
            Self::Open(source) => of_opening(source),
            Self::Found(source) => of_founding(source),
            Self::Commit(source) => of_commit(source),
            Self::Read(source) => of_reading(*source),
            Self::Keys(source) => of_keys(source),
            Self::Forget(source) => of_forgetting(source),
            Self::Log(source) => of_log(source),
        }
    }
}

fn told(code: &'static str, kind: ErrorKind) -> Told {
    Told {
        code,
        kind,
        args: Vec::new(),
    }
}

/// The user can ask for something else.
fn misused(code: &'static str) -> Told {
    told(code, ErrorKind::WrongUse)
}

/// The register is not as it should be.
fn bad(code: &'static str) -> Told {
    told(code, ErrorKind::BadInput)
}

/// The work failed.
fn failed(code: &'static str) -> Told {
    told(code, ErrorKind::Failed)
}

impl Told {
    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

fn not_allowed(permission: Permission) -> &'static str {
    match permission {
        Permission::Read => "not-allowed-read",
        Permission::Write => "not-allowed-write",
        Permission::Sources => "not-allowed-sources",
        Permission::Keys => "not-allowed-keys",
        Permission::Forget => "not-allowed-forget",
    }
}

fn disk(path: &Path, source: &io::Error) -> Told {
    failed("register-disk")
        .with("path", path.display())
        .with("reason", source.kind())
}

fn segment(code: &'static str, segment: u32, offset: u64) -> Told {
    bad(code)
        .with("file", format!("log/{segment:08}.log"))
        .with("offset", offset)
}

fn of_words(source: UnreadableWords) -> Told {
    match source {
        UnreadableWords::WrongNumber(found) => misused("words-number").with("found", found),
        UnreadableWords::UnknownWord(at) => misused("words-unknown").with("number", at),
        UnreadableWords::WrongCheck => misused("words-check"),
    }
}

fn of_keyring(source: &KeyringError) -> Told {
    match source {
        KeyringError::Missing(folder) => bad("register-none").with("path", folder.display()),
        KeyringError::Damaged => bad("keyring-damaged"),
        KeyringError::Newer => bad("register-newer"),
        KeyringError::Full => failed("register-disk-full"),
        KeyringError::Disk { path, source } => disk(path, source),
    }
}

fn of_slots(source: &SlotsError) -> Told {
    match source {
        SlotsError::Damaged => bad("slots-damaged"),
        SlotsError::Newer => bad("register-newer"),
        SlotsError::OtherEpoch => bad("slots-other-epoch"),
        SlotsError::NoKey => misused("register-key-missing"),
        SlotsError::Full => failed("register-disk-full"),
        SlotsError::Disk { path, source } => disk(path, source),
    }
}

fn of_opening(source: &OpenError) -> Told {
    match source {
        OpenError::NoRegister(folder) => bad("register-none").with("path", folder.display()),
        OpenError::Locked => failed("register-locked"),
        OpenError::Newer => bad("register-newer"),
        OpenError::OtherKeys => failed("register-other-keys"),
        OpenError::KeyMissing => misused("register-key-missing"),
        OpenError::Keyring(source) => of_keyring(source),
        OpenError::Slots(source) => of_slots(source),
        OpenError::LogDamaged {
            segment: number,
            offset,
        } => segment("log-damaged", *number, *offset),
        OpenError::Tampered {
            segment: number,
            offset,
            ..
        } => segment("log-changed", *number, *offset),
        OpenError::Full => failed("register-disk-full"),
        OpenError::Disk { path, source } => disk(path, source),
        OpenError::ViewUnsound => bad("view-damaged"),
        OpenError::Untold(source) => of_commit(source),
        OpenError::View(number) => failed("view-failed").with("number", number),
    }
}

fn of_founding(source: &FoundError) -> Told {
    match source {
        FoundError::Taken(folder) => misused("register-taken").with("path", folder.display()),
        FoundError::Full => failed("register-disk-full"),
        FoundError::Disk { path, source } => disk(path, source),
        FoundError::Keyring(source) => of_keyring(source),
        FoundError::Slots(source) => of_slots(source),
        FoundError::Open(source) => of_opening(source),
        FoundError::Commit(source) => of_commit(source),
    }
}

fn of_commit(source: &CommitError) -> Told {
    match source {
        CommitError::WrongSize => misused("change-size"),
        CommitError::Forgotten => misused("forgotten"),
        CommitError::NoKey => misused("register-key-missing"),
        CommitError::NotAdmitted => misused("no-longer-admitted"),
        CommitError::Broken => failed("register-again"),
        CommitError::Slots(source) => of_slots(source),
        CommitError::Full => failed("register-disk-full"),
        CommitError::Disk { path, source } => disk(path, source),
        CommitError::ViewDamaged => bad("view-damaged"),
        CommitError::View(number) => failed("view-failed").with("number", number),
    }
}

fn of_reading(source: ReadError) -> Told {
    match source {
        ReadError::Damaged => bad("view-damaged"),
        ReadError::Disk => failed("register-disk")
            .with("path", "view.db")
            .with("reason", io::ErrorKind::Other),
        ReadError::View(number) => failed("view-failed").with("number", number),
    }
}

fn of_keys(source: &KeyChangeError) -> Told {
    match source {
        KeyChangeError::Change(ChangeError::NotOwner) => misused("not-allowed-keys"),
        KeyChangeError::Change(ChangeError::Taken) => misused("passphrase-taken"),
        KeyChangeError::Change(ChangeError::NoUser) => misused("no-user"),
        KeyChangeError::Change(ChangeError::LastOwner) => misused("last-owner"),
        KeyChangeError::Change(ChangeError::KeysMissing) => misused("register-key-missing"),
        KeyChangeError::Commit(source) => of_commit(source),
        KeyChangeError::Unfinished(_) => failed("keys-unfinished"),
    }
}

fn of_forgetting(source: &ForgetError) -> Told {
    match source {
        ForgetError::Unknown => misused("unknown-record"),
        ForgetError::NotOwner => misused("not-allowed-forget"),
        ForgetError::Commit(source) => of_commit(source),
        ForgetError::Unfinished(_) => failed("forgetting-unfinished"),
    }
}

pub(super) fn of_log(source: &NotVerified) -> Told {
    match source {
        NotVerified::NoLog(folder) => bad("log-none").with("path", folder.display()),
        NotVerified::Damaged {
            segment: number,
            offset,
        } => segment("log-damaged", *number, *offset),
        NotVerified::Broken {
            segment: number,
            offset,
            ..
        } => segment("log-changed", *number, *offset),
        NotVerified::Stranger { name } => bad("log-stranger").with("file", name),
        NotVerified::Newer => bad("register-newer"),
        NotVerified::NotReached { device, number } => {
            bad("log-short").with("device", device).with("number", number)
        }
        NotVerified::Disk { path, source } => disk(path, source),
    }
}
