//! Founding a register: beside its place first, so that it is there whole or not at all.

use std::io;
use std::path::{Path, PathBuf};

use super::mending::Mending;
use super::opening::OpenError;
use super::{Change, CommitError, Place, Register};
use crate::act::RegisterAct;
use crate::clock::Moment;
use crate::entry::Grant;
use crate::keyring::{Compartment, KeyringError, Keys, Role, found};
use crate::passphrase::{Passphrase, StretchPlan};
use crate::subjects::{SlotsError, SubjectSlots};
use crate::value::Code;
use crate::words::RecoveryWords;
use crate::{RegisterId, sealing};

/// Whoever founds a register.
#[derive(Debug)]
pub struct Founder<'a> {
    /// What opens it from now on.
    pub passphrase: &'a Passphrase,
    /// How dear a guess is made.
    pub plan: StretchPlan,
}

/// Why no register was founded; nothing is left of the attempt.
#[derive(Debug, thiserror::Error)]
pub enum FoundError {
    /// Something stands there already.
    #[error("{0} is there already")]
    Taken(PathBuf),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk refuses.
    #[error("cannot write {path}")]
    Disk {
        /// What was written.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The keyring cannot be written.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The subject slots cannot be written.
    #[error(transparent)]
    Slots(#[from] SlotsError),
    /// The new register does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The first entries cannot be written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl Register {
    /// Founds a register at a place where nothing is yet; gives the recovery sheet, which is kept nowhere, and what
    /// had to be mended already.
    ///
    /// # Errors
    ///
    /// When the place is taken or the disk refuses; nothing is left behind then.
    pub fn found(
        place: &Place,
        founder: &Founder<'_>,
        now: Moment,
    ) -> Result<(Self, RecoveryWords, Vec<Mending>), FoundError> {
        if place.folder.exists() {
            return Err(FoundError::Taken(place.folder.clone()));
        }
        let mut beside = place.folder.clone().into_os_string();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        remove_left(&beside)?;
        let made = make(&beside, place, founder, now);
        let made = made.and_then(|made| {
            std::fs::rename(&beside, &place.folder).map_err(|error| disk(&place.folder, error))?;
            let parent = place
                .folder
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            crate::log::sync_folder(parent.unwrap_or(Path::new(".")))
                .map_err(|error| disk(&place.folder, error))?;
            Ok(made)
        });
        if made.is_err() {
            let _ = std::fs::remove_dir_all(&beside);
        }
        let (keys, words) = made?;
        let (register, mendings) = Self::open(place, keys, now)?;
        Ok((register, words, mendings))
    }

    /// The first entries: who founded the register, and whom the recovery sheet lets in.
    fn begin(&mut self, nonce: [u8; 16], recovery: [u8; 32], now: Moment) -> Result<(), CommitError> {
        let key = self.keys.verifying_key();
        self.commit_granting(vec![told("founded")], Some(Grant::Found { key, nonce }), now)?;
        let admit = Grant::Admit {
            key: recovery,
            role: Role::Recovery as u32,
        };
        self.commit_granting(vec![told("recovery-admitted")], Some(admit), now)?;
        Ok(())
    }
}

/// An entry that only says what was done.
pub(super) fn told(code: &str) -> Change {
    Change {
        compartment: Compartment::General,
        about: Vec::new(),
        register_acts: vec![RegisterAct::Audit {
            code: Code::new(code).expect("a code of this program"),
            object: None,
            reason: crate::Words::default(),
        }],
    }
}

fn make(
    folder: &Path,
    place: &Place,
    founder: &Founder<'_>,
    now: Moment,
) -> Result<(Keys, RecoveryWords), FoundError> {
    std::fs::create_dir_all(folder.join("log")).map_err(|error| disk(folder, error))?;
    std::fs::create_dir_all(folder.join("items")).map_err(|error| disk(folder, error))?;
    private(folder).map_err(|error| disk(folder, error))?;
    let founded = found(founder.passphrase, founder.plan);
    founded.keyring.write(folder)?;
    SubjectSlots::new(folder, &founded.keys).write()?;
    let beside = Place {
        folder: folder.to_owned(),
        witness: place.witness.clone(),
    };
    let (mut register, mendings) = Register::open(&beside, founded.keys.clone(), now)?;
    let is_bad = |mending: &Mending| matches!(mending, Mending::KeyringCopy | Mending::SubjectsCopy);
    if mendings.iter().any(is_bad) {
        // A disk that does not give back what it has just taken is no place for a register.
        return Err(disk(folder, io::ErrorKind::InvalidData.into()));
    }
    register.begin(founded.nonce, founded.recovery, now)?;
    register.close();
    Ok((founded.keys, founded.words))
}

/// Only its user may look into a register's folder.
fn private(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    let _ = folder;
    Ok(())
}

fn remove_left(beside: &Path) -> Result<(), FoundError> {
    match std::fs::remove_dir_all(beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(disk(beside, error)),
        _ => Ok(()),
    }
}

fn disk(path: &Path, source: io::Error) -> FoundError {
    match source.kind() {
        io::ErrorKind::StorageFull => FoundError::Full,
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => FoundError::Taken(path.to_owned()),
        _ => FoundError::Disk {
            path: path.to_owned(),
            source,
        },
    }
}

/// The mark that keeps a row of a list from coming back.
pub(super) fn row_mark(keys: &Keys, list: &str, row: &str) -> [u8; 32] {
    let register: RegisterId = keys.register();
    let key = keys.register_key().derive(&register, "esep/1 tombstone");
    let row = crate::cbor::encode(&crate::cbor::array([
        ciborium::Value::Text(list.to_owned()),
        ciborium::Value::Text(row.to_owned()),
    ]));
    sealing::mac(&key, &[&sealing::hash("esep/1 row", &[&row])])
}
