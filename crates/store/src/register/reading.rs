//! Reading a register: records, search, sources.

use super::opening::OpenError;
use super::{CommitError, Mending, Register};
use crate::act::{RegisterAct, Words};
use crate::clock::Moment;
use crate::contents;
use crate::entry::Entry;
use crate::keyring::Compartment;
use crate::record::Record;
use crate::state::State;
use crate::value::Code;
use crate::view::ViewFault;
use crate::{RecordId, SubjectId, sealing};

/// Why something cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The view is damaged; making it again from the log mends it, see [`Register::rebuild_view`].
    #[error("the view is damaged")]
    Damaged,
    /// The disk refuses.
    #[error("the disk refuses")]
    Disk,
    /// The view failed in a way that is none of these; the number is SQLite's.
    #[error("the view failed with code {0}")]
    View(i32),
}

impl From<ViewFault> for ReadError {
    fn from(fault: ViewFault) -> Self {
        match fault {
            ViewFault::Damaged | ViewFault::Missing | ViewFault::OtherVersion => Self::Damaged,
            ViewFault::Full | ViewFault::Disk => Self::Disk,
            ViewFault::Other(code) => Self::View(code),
        }
    }
}

/// Something that only leaves the register sealed; whoever opens it says why.
#[derive(Clone)]
pub struct Sealed<T>(T);

impl<T> std::fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealed")
    }
}

impl Register {
    /// A record as it reads now; `None` when it is unknown or was forgotten.
    ///
    /// # Errors
    ///
    /// When the view cannot be read.
    pub fn record(&self, id: RecordId) -> Result<Option<Record>, ReadError> {
        Ok(self.view.record(id)?)
    }

    /// Records in which each of the words occurs, as written or as it sounds; at most `limit`. Words of fewer than three
    /// letters find nothing.
    ///
    /// # Errors
    ///
    /// When the view cannot be read.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<RecordId>, ReadError> {
        Ok(self.view.search(words, limit)?)
    }

    /// Whom a record is about.
    ///
    /// # Errors
    ///
    /// When the view cannot be read.
    pub fn subject_of(&self, record: RecordId) -> Result<Option<SubjectId>, ReadError> {
        Ok(self.view.subject_of(record)?)
    }

    /// Whom a source's record is about; `None` when it is unknown or the user does not hold the key of sources.
    pub fn subject_of_source(&self, record: RecordId) -> Option<SubjectId> {
        self.sources.as_ref()?.record(record).map(|record| record.subject)
    }

    /// How often something was told that changes no record, by its code.
    ///
    /// # Errors
    ///
    /// When the view cannot be read.
    pub fn n_told(&self, code: &str) -> Result<u64, ReadError> {
        Ok(self.view.n_audited(code)?)
    }

    /// How many entries and records there are.
    ///
    /// # Errors
    ///
    /// When the view cannot be read.
    pub fn size(&self) -> Result<(u64, u64), ReadError> {
        Ok((self.view.n_entries()?, self.view.n_records()?))
    }

    /// What everybody with the same entries gets.
    ///
    /// # Errors
    ///
    /// When the view cannot be read.
    pub fn digest(&self) -> Result<[u8; 32], ReadError> {
        Ok(self.view.digest()?)
    }

    /// A source's record, sealed; `None` when it is unknown or the user does not hold the key of sources.
    pub fn source(&self, id: RecordId) -> Option<Sealed<Record>> {
        self.sources.as_ref()?.record(id).map(Sealed)
    }

    /// Opens a sealed value and writes down that it was opened, and why.
    ///
    /// # Errors
    ///
    /// When that cannot be written down; the value stays sealed then.
    pub fn reveal<T>(
        &mut self,
        sealed: Sealed<T>,
        object: RecordId,
        reason: &str,
        now: Moment,
    ) -> Result<T, CommitError> {
        self.tell("source-opened", Some(object), reason, now)?;
        Ok(sealed.0)
    }

    /// Writes down that something was done which changes no record.
    ///
    /// # Errors
    ///
    /// As [`Register::commit`].
    pub fn tell(
        &mut self,
        code: &str,
        object: Option<RecordId>,
        reason: &str,
        now: Moment,
    ) -> Result<(), CommitError> {
        let act = RegisterAct::Audit {
            code: Code::new(code).ok_or(CommitError::WrongSize)?,
            object: object.map(|id| *id.as_bytes()),
            reason: Words(reason.to_owned()),
        };
        let change = super::Change {
            compartment: Compartment::General,
            about: Vec::new(),
            register_acts: vec![act],
        };
        self.commit(vec![change], now)?;
        Ok(())
    }

    /// A subject that nothing was written about yet.
    pub fn new_subject(&self) -> SubjectId {
        SubjectId::from_bytes(sealing::random())
    }

    /// A record that nobody has yet.
    pub fn new_record(&self) -> RecordId {
        RecordId::from_bytes(sealing::random())
    }

    /// Reads what the sources' compartment says, if the user may know it.
    pub(super) fn load_sources(&mut self) -> Result<(), OpenError> {
        if !self.keys.opens(Compartment::Sources) {
            return Ok(());
        }
        let mut sources = State::default();
        for subject in self.view.forgotten().map_err(OpenError::from_view)? {
            sources.forget(subject);
        }
        for bytes in self.view.entries_of_sources().map_err(OpenError::from_view)? {
            let register = self.keys.register();
            let entry = Entry::decode(&register, &bytes).map_err(|_| OpenError::ViewUnsound)?;
            let epoch = entry.header.epoch;
            let key = self
                .keys
                .compartment_key(Compartment::Sources, epoch)
                .ok_or(OpenError::KeyMissing)?;
            let contents = contents::open(&register, &entry, key, |subject| self.subjects.get(subject))
                .map_err(|_| OpenError::ViewUnsound)?;
            sources.insert(entry.header.device, entry.header.number, &contents);
        }
        self.sources = Some(sources);
        Ok(())
    }

    /// Writes down that the register was found put back.
    pub(super) fn tell_rollback(&mut self, mendings: &[Mending], now: Moment) -> Result<(), OpenError> {
        let was_put_back = mendings
            .iter()
            .any(|mending| matches!(mending, Mending::RolledBack { .. }));
        if was_put_back && !self.chain.is_empty() {
            self.tell("rolled-back", None, "", now)
                .map_err(OpenError::from_commit)?;
        }
        Ok(())
    }
}
