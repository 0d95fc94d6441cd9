//! Subject slots: one key for each subject, in two copies, so that a subject can be forgotten.

mod joining;
mod slot;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::fs::OpenOptions;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::SubjectId;
use crate::copies::{copies, read_both, write_both};
use crate::keyring::{Compartment, Keys};
use crate::sealing::SecretKey;
use joining::{Agreement, join};
use slot::{HEAD, Ring, SLOT, head, named};

const MAX_FILE: u64 = 1 << 30;
const NAME: &str = "subjects";

/// Why the slots cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SlotsError {
    /// Both copies are damaged.
    #[error("both copies of the subject slots are damaged")]
    Damaged,
    /// Written by a newer program.
    #[error("the subject slots were written by a newer program")]
    Newer,
    /// The slots are of another epoch than the keyring: one of them was put back.
    #[error("the subject slots are not those of the keyring")]
    OtherEpoch,
    /// The user does not hold the key of the compartment; or the copies differ where only a user with another key can tell
    /// which is right, and has to open the register first.
    #[error("the user does not hold the key for this subject")]
    NoKey,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk refuses.
    #[error("cannot read or write {path}")]
    Disk {
        /// What was read or written.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

/// The slots; both copies hold the same, as far as the user can tell.
#[derive(Debug)]
pub(crate) struct SubjectSlots {
    folder: PathBuf,
    ring: Ring,
    bytes: Vec<u8>,
    index: HashMap<SubjectId, u32>,
    /// The copies differ where the user cannot tell which is right, so that nothing may be written.
    is_unsettled: bool,
}

impl SubjectSlots {
    /// Slots of a new register, not yet written.
    pub(crate) fn new(folder: &Path, keys: &Keys) -> Self {
        let ring = Ring::new(keys.register(), keys.slots_epoch(), keys);
        Self {
            folder: folder.to_owned(),
            bytes: head(&ring.register, ring.epoch).to_vec(),
            ring,
            index: HashMap::new(),
            is_unsettled: false,
        }
    }

    /// Opens the slots and checks every one; what is bad in one copy is made again from the other, which the flag tells.
    ///
    /// # Errors
    ///
    /// When both copies are bad in the same place, or the disk refuses.
    pub(crate) fn open(folder: &Path, keys: &Keys) -> Result<(Self, bool), SlotsError> {
        let copies = read_both(folder, NAME, MAX_FILE).map_err(|(path, source)| disk(&path, source))?;
        let joined = join(keys, copies)?;
        let slots = Self {
            folder: folder.to_owned(),
            ring: joined.ring,
            bytes: joined.bytes,
            index: joined.subjects.into_iter().zip(0..).collect(),
            is_unsettled: joined.agreement == Agreement::Unsettled,
        };
        let is_mended = joined.agreement == Agreement::Mended;
        if is_mended {
            slots.write()?;
        }
        Ok((slots, is_mended))
    }

    /// The key of a subject, when there is a slot and the user may open it.
    pub(crate) fn get(&self, subject: SubjectId) -> Option<SecretKey> {
        let index = *self.index.get(&subject)?;
        let at = HEAD + index as usize * SLOT;
        self.ring.open(index, self.bytes.get(at..at + SLOT)?).ok()?
    }

    /// Says whether there is a slot.
    pub(crate) fn has(&self, subject: SubjectId) -> bool {
        self.index.contains_key(&subject)
    }

    /// The epoch of the slots.
    pub(crate) fn epoch(&self) -> u64 {
        self.ring.epoch
    }

    /// Gives new subjects keys of their own, in the order of their identifiers; when this returns, both copies have them on
    /// the disk. One that is named in both compartments gets a slot of the general one.
    ///
    /// # Errors
    ///
    /// When a subject has a slot already, the user lacks a key, or the disk refuses; no subject is new then.
    pub(crate) fn add_many(&mut self, new: &[(SubjectId, Compartment)]) -> Result<(), SlotsError> {
        if self.is_unsettled || new.iter().any(|(subject, _)| self.has(*subject)) {
            return Err(SlotsError::NoKey);
        }
        // A subject has one slot, which everybody opens who writes about it.
        let mut widest = BTreeMap::new();
        for (subject, compartment) in new {
            let of = widest.entry(*subject).or_insert(*compartment);
            *of = (*of).min(*compartment);
        }
        let before = self.bytes.len();
        let first = self.n_slots();
        let mut bytes = Vec::with_capacity(widest.len() * SLOT);
        for (index, (subject, compartment)) in (first..).zip(&widest) {
            let slot = self
                .ring
                .seal(index, *subject, *compartment, &SecretKey::random());
            bytes.extend(slot?);
        }
        for path in copies(&self.folder, NAME) {
            if let Err(source) = append(&path, before as u64, &bytes) {
                self.cut_back();
                return Err(disk(&path, source));
            }
        }
        self.index.extend(widest.into_keys().zip(first..));
        self.bytes.extend(bytes);
        Ok(())
    }

    /// Takes away what a failed addition left, so that no two of them can ever be torn in both copies.
    fn cut_back(&mut self) {
        for path in copies(&self.folder, NAME) {
            // What cannot be cut now is mended at the next opening, and nothing may be added before.
            self.is_unsettled |= append(&path, self.bytes.len() as u64, &[]).is_err();
        }
    }

    /// How many slots the files have.
    fn n_slots(&self) -> u32 {
        u32::try_from((self.bytes.len() - HEAD) / SLOT).expect("files are bounded")
    }

    /// Writes both copies anew under another epoch, with only the subjects that `stays` keeps.
    ///
    /// # Errors
    ///
    /// When the user cannot open a slot that stays, or the disk refuses; the old copies are then still there, one of them
    /// at least.
    pub(crate) fn rewrite(
        &self,
        keys: &Keys,
        epoch: u64,
        stays: impl Fn(SubjectId) -> bool,
    ) -> Result<Self, SlotsError> {
        let ring = Ring::new(self.ring.register, epoch, keys);
        let mut next = Self {
            folder: self.folder.clone(),
            bytes: head(&ring.register, epoch).to_vec(),
            ring,
            index: HashMap::new(),
            is_unsettled: false,
        };
        for (index, slot) in (0..).zip(self.bytes[HEAD..].chunks_exact(SLOT)) {
            let (subject, compartment) = named(slot).ok_or(SlotsError::Damaged)?;
            if !stays(subject) {
                continue;
            }
            let key = self.ring.open(index, slot)?.ok_or(SlotsError::NoKey)?;
            let index = next.n_slots();
            next.bytes
                .extend(next.ring.seal(index, subject, compartment, &key)?);
            next.index.insert(subject, index);
        }
        next.write()?;
        Ok(next)
    }

    /// Writes both copies.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub(crate) fn write(&self) -> Result<(), SlotsError> {
        write_both(&self.folder, NAME, &self.bytes).map_err(|(path, source)| disk(&path, source))
    }
}

fn append(path: &Path, length: u64, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    // A failed attempt may have left something behind the end.
    file.set_len(length)?;
    file.seek(SeekFrom::Start(length))?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn disk(path: &Path, source: io::Error) -> SlotsError {
    match source.kind() {
        io::ErrorKind::StorageFull => SlotsError::Full,
        _ => SlotsError::Disk {
            path: path.to_owned(),
            source,
        },
    }
}
