//! A register that is open: entries go into the log, what they say into the view.

mod checking;
mod committing;
mod forgetting;
mod founding;
mod mending;
mod opening;
mod reading;
mod replaying;
mod users;

use std::fs::File;
use std::path::{Path, PathBuf};

pub use checking::{Check, CheckFault};
pub use committing::{Change, CommitError, EntryId};
pub use forgetting::{ForgetError, Receipt};
pub use founding::{FoundError, Founder};
pub use mending::{Mending, ViewReason};
pub use opening::OpenError;
pub use reading::{ReadError, Sealed};
pub use users::{KeyChangeError, User};

use crate::chain::Chain;
use crate::keyring::{Keyring, Keys};
use crate::log::Log;
use crate::state::State;
use crate::subjects::SubjectSlots;
use crate::view::View;
use crate::witness::{Seen, Witness};
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
    keyring: Keyring,
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

impl Register {
    /// Remembers outside of the register how far it is. That the witness cannot be written is no failure: it then
    /// remembers less.
    fn bear_witness(&mut self, waits_for_disk: bool) {
        let seen = Seen {
            device: self.device,
            heads: self.chain.heads(),
            keyring_version: self.keys.version(),
            slots_epoch: self.keys.slots_epoch(),
        };
        let _ = self.witness.remember(seen, waits_for_disk);
    }

    /// Closes the register; whatever was acknowledged is on the disk already.
    pub fn close(mut self) {
        self.bear_witness(true);
        // Whatever fails here, the next opening finds in the log.
        let _ = self.view.close();
    }
}
