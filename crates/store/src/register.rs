//! A register that is open: entries go into the log, what they say into the view.

mod committing;
mod founding;
mod forgetting;
mod mending;
mod opening;
mod reading;
mod replaying;
mod users;

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::chain::Chain;
use crate::keyring::Keys;
use crate::log::Log;
use crate::state::State;
use crate::subjects::SubjectSlots;
use crate::view::View;
use crate::witness::Witness;
use crate::{DeviceId, RegisterId};

/// Where a register is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its folder, `NAME.esep`.
    pub folder: PathBuf,
    /// Its witness: a file outside the folder, best where copies of the folder do not take it along.
    pub witness: PathBuf,
}

impl Place {
    fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    fn view(&self) -> PathBuf {
        self.folder.join("view.db")
    }

    fn new_view(&self) -> PathBuf {
        self.folder.join("view.db.new")
    }
}

/// A register, open and locked against other processes.
#[derive(Debug)]
pub struct Register {
    place: Place,
    keys: Keys,
    /// Held until the register is closed.
    _lock: File,
    log: Log,
    chain: Chain,
    view: View,
    subjects: SubjectSlots,
    /// What the sources' compartment says, when the user may know it.
    sources: Option<State>,
    device: DeviceId,
    witness: Witness,
    /// Why nothing can be added until the register was opened anew.
    is_broken: bool,
}

impl Register {
    /// The register's identifier.
    pub fn id(&self) -> RegisterId {
        self.keys.register()
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.place.folder
    }

    /// The device that this copy writes as.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Who has opened it.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }
}
