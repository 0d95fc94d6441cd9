//! Subject slots: one key for each subject, in two copies, so that a subject can be forgotten.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::copies::{copies, read_bounded, write_both};
use crate::keyring::{Compartment, Keys};
use crate::sealing::{SecretKey, hash, open, seal};
use crate::{RegisterId, SubjectId};

const MAGIC: &[u8; 8] = b"ESEPSUB1";
const HEAD: usize = 48;
const SLOT: usize = 96;
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
    /// The user does not hold the key of the compartment.
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

/// The slots, as one copy holds them; both copies hold the same.
#[derive(Debug)]
pub(crate) struct SubjectSlots {
    folder: PathBuf,
    register: RegisterId,
    epoch: u64,
    keys: Vec<(Compartment, SecretKey)>,
    bytes: Vec<u8>,
    index: HashMap<SubjectId, u32>,
}

impl SubjectSlots {
    /// Slots of a new register, not yet written.
    pub(crate) fn new(folder: &Path, keys: &Keys) -> Self {
        let epoch = keys.slots_epoch();
        Self {
            folder: folder.to_owned(),
            register: keys.register(),
            epoch,
            keys: keys.slot_keys(epoch),
            bytes: head(&keys.register(), epoch).to_vec(),
            index: HashMap::new(),
        }
    }

    /// Opens the slots and checks every one; a bad copy is made again from the good one.
    ///
    /// # Errors
    ///
    /// When neither copy is good, or the disk refuses.
    pub(crate) fn open(folder: &Path, keys: &Keys) -> Result<(Self, bool), SlotsError> {
        let [a, b] = copies(folder, NAME);
        let (a, b) = (read_copy(&a)?, read_copy(&b)?);
        let is_one_length = a.len() == b.len();
        if a == b
            && let Ok(slots) = Self::read(folder, keys, &a)
            && slots.bytes == a
        {
            return Ok((slots, false));
        }
        let found = [Self::read(folder, keys, &a), Self::read(folder, keys, &b)];
        let (slots, other) = match found {
            [Ok(x), Ok(y)] => {
                if x.bytes.len() >= y.bytes.len() {
                    (x, b)
                } else {
                    (y, a)
                }
            }
            [Ok(x), Err(_)] => (x, b),
            [Err(_), Ok(y)] => (y, a),
            [Err(SlotsError::Newer), _] | [_, Err(SlotsError::Newer)] => return Err(SlotsError::Newer),
            [Err(SlotsError::OtherEpoch), Err(_)] | [Err(_), Err(SlotsError::OtherEpoch)] => {
                return Err(SlotsError::OtherEpoch);
            }
            [Err(error), Err(_)] => return Err(error),
        };
        let is_mended = other != slots.bytes || !is_one_length;
        if is_mended {
            slots.write()?;
        }
        Ok((slots, is_mended))
    }

    /// The key of a subject, when there is a slot and the user may open it.
    pub(crate) fn get(&self, subject: SubjectId) -> Option<SecretKey> {
        let index = *self.index.get(&subject)?;
        let at = HEAD + index as usize * SLOT;
        open_slot(
            &self.register,
            self.epoch,
            &self.keys,
            index,
            self.bytes.get(at..at + SLOT)?,
        )
        .ok()?
    }

    /// Says whether there is a slot.
    pub(crate) fn has(&self, subject: SubjectId) -> bool {
        self.index.contains_key(&subject)
    }

    /// How many slots there are.
    pub(crate) fn len(&self) -> usize {
        self.index.len()
    }

    /// The epoch of the slots.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Gives new subjects keys of their own; when this returns, both copies have them on the disk.
    ///
    /// # Errors
    ///
    /// When the user lacks a compartment's key or the disk refuses; no subject is new then.
    pub(crate) fn add_many(&mut self, new: &[(SubjectId, Compartment)]) -> Result<(), SlotsError> {
        let before = self.bytes.len();
        let mut bytes = Vec::with_capacity(new.len() * SLOT);
        for (index, (subject, compartment)) in (self.len()..).zip(new) {
            let (_, key) = self
                .keys
                .iter()
                .find(|(of, _)| of == compartment)
                .ok_or(SlotsError::NoKey)?;
            let index = u32::try_from(index).map_err(|_| SlotsError::Full)?;
            let place = SlotPlace {
                register: &self.register,
                epoch: self.epoch,
                index,
            };
            bytes.extend(place.slot(*subject, *compartment, key, &SecretKey::random()));
        }
        for path in copies(&self.folder, NAME) {
            if let Err(source) = append(&path, before as u64, &bytes) {
                return Err(disk(&path, source));
            }
        }
        for (index, (subject, _)) in (self.len()..).zip(new) {
            self.index
                .insert(*subject, u32::try_from(index).unwrap_or(u32::MAX));
        }
        self.bytes.extend(bytes);
        Ok(())
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
        let mut next = Self {
            folder: self.folder.clone(),
            register: self.register,
            epoch,
            keys: keys.slot_keys(epoch),
            bytes: head(&self.register, epoch).to_vec(),
            index: HashMap::new(),
        };
        for (index, slot) in (0..).zip(self.bytes[HEAD..].chunks_exact(SLOT)) {
            let (subject, compartment) = named(slot).ok_or(SlotsError::Damaged)?;
            if !stays(subject) {
                continue;
            }
            let key =
                open_slot(&self.register, self.epoch, &self.keys, index, slot)?.ok_or(SlotsError::NoKey)?;
            let (_, sealing_key) = next
                .keys
                .iter()
                .find(|(of, _)| *of == compartment)
                .ok_or(SlotsError::NoKey)?;
            let index = u32::try_from(next.index.len()).map_err(|_| SlotsError::Full)?;
            let place = SlotPlace {
                register: &self.register,
                epoch,
                index,
            };
            next.bytes
                .extend(place.slot(subject, compartment, sealing_key, &key));
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

    /// Takes a copy's bytes; a torn end is left out.
    fn read(folder: &Path, keys: &Keys, bytes: &[u8]) -> Result<Self, SlotsError> {
        if bytes.starts_with(&MAGIC[..7]) && bytes.get(7).is_some_and(|c| (b'2'..=b'9').contains(c)) {
            // A head that is sound but for its number was only damaged there.
            let ours = [&MAGIC[..], bytes.get(MAGIC.len()..).unwrap_or_default()].concat();
            let is_damaged = ours
                .get(24..32)
                .and_then(|epoch| epoch.try_into().ok())
                .is_some_and(|epoch| ours.starts_with(&head(&keys.register(), u64::from_be_bytes(epoch))));
            return Err(if is_damaged {
                SlotsError::Damaged
            } else {
                SlotsError::Newer
            });
        }
        let epoch = bytes
            .get(24..32)
            .and_then(|epoch| epoch.try_into().ok())
            .map(u64::from_be_bytes);
        let epoch = epoch.ok_or(SlotsError::Damaged)?;
        if !bytes.starts_with(&head(&keys.register(), epoch)) {
            return Err(SlotsError::Damaged);
        }
        let slot_keys = keys.slot_keys(epoch);
        if slot_keys.is_empty() {
            return Err(SlotsError::OtherEpoch);
        }
        let register = keys.register();
        let slots: Vec<&[u8]> = bytes[HEAD..].chunks(SLOT).collect();
        let subjects: Vec<Option<SubjectId>> = slots
            .par_iter()
            .enumerate()
            .map(|(index, slot)| checked(&register, epoch, &slot_keys, index, slot))
            .collect();
        let n_good = subjects
            .iter()
            .position(Option::is_none)
            .unwrap_or(subjects.len());
        if subjects[n_good..].iter().any(Option::is_some) {
            return Err(SlotsError::Damaged);
        }
        let index = subjects.iter().flatten().copied().zip(0..).collect();
        let bytes = bytes[..HEAD + n_good * SLOT].to_vec();
        Ok(Self {
            folder: folder.to_owned(),
            register,
            epoch,
            keys: slot_keys,
            bytes,
            index,
        })
    }
}

/// Where a slot stands: bound into its seal.
struct SlotPlace<'a> {
    register: &'a RegisterId,
    epoch: u64,
    index: u32,
}

impl SlotPlace<'_> {
    fn aad(&self, subject: SubjectId, compartment: u32) -> Vec<u8> {
        [
            b"esep/1 subject\0",
            &self.register.as_bytes()[..],
            &self.epoch.to_be_bytes(),
            &u64::from(self.index).to_be_bytes(),
            subject.as_bytes(),
            &compartment.to_be_bytes(),
        ]
        .concat()
    }

    fn slot(
        &self,
        subject: SubjectId,
        compartment: Compartment,
        key: &SecretKey,
        held: &SecretKey,
    ) -> Vec<u8> {
        let aad = self.aad(subject, compartment as u32);
        let sealed = seal(key, &aad, held.expose());
        [
            subject.as_bytes(),
            &(compartment as u32).to_be_bytes()[..],
            &[0; 4],
            &sealed,
        ]
        .concat()
    }
}

/// The subject of a slot that is whole and, where the user holds its key, opens.
fn checked(
    register: &RegisterId,
    epoch: u64,
    keys: &[(Compartment, SecretKey)],
    index: usize,
    slot: &[u8],
) -> Option<SubjectId> {
    let (subject, _) = named(slot)?;
    open_slot(register, epoch, keys, u32::try_from(index).ok()?, slot).ok()?;
    Some(subject)
}

/// Opens a slot; `None` where the user does not hold its key.
fn open_slot(
    register: &RegisterId,
    epoch: u64,
    keys: &[(Compartment, SecretKey)],
    index: u32,
    slot: &[u8],
) -> Result<Option<SecretKey>, SlotsError> {
    let (subject, compartment) = named(slot).ok_or(SlotsError::Damaged)?;
    let Some((_, key)) = keys.iter().find(|(of, _)| *of == compartment) else {
        return Ok(None);
    };
    let aad = SlotPlace {
        register,
        epoch,
        index,
    }
    .aad(subject, compartment as u32);
    let held = open(key, &aad, &slot[24..]).map_err(|_| SlotsError::Damaged)?;
    let held: [u8; 32] = held.try_into().map_err(|_| SlotsError::Damaged)?;
    Ok(Some(SecretKey::from_bytes(held)))
}

/// What a whole slot says in the open.
fn named(slot: &[u8]) -> Option<(SubjectId, Compartment)> {
    let id: [u8; 16] = slot.get(..16)?.try_into().ok()?;
    let compartment = u32::from_be_bytes(slot.get(16..20)?.try_into().ok()?);
    let is_whole = slot.len() == SLOT && slot[20..24] == [0; 4];
    let compartment = Compartment::from_number(compartment)?;
    is_whole.then_some((SubjectId::from_bytes(id), compartment))
}

fn head(register: &RegisterId, epoch: u64) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..8].copy_from_slice(MAGIC);
    head[8..24].copy_from_slice(register.as_bytes());
    head[24..32].copy_from_slice(&epoch.to_be_bytes());
    let check = hash("esep/1 subjects", &[&head[..32]]);
    head[32..].copy_from_slice(&check[..16]);
    head
}

fn append(path: &Path, length: u64, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    // A failed attempt may have left something behind the end.
    file.set_len(length)?;
    file.seek(SeekFrom::Start(length))?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn read_copy(path: &Path) -> Result<Vec<u8>, SlotsError> {
    let bytes = read_bounded(path, MAX_FILE).map_err(|source| disk(path, source))?;
    Ok(bytes.unwrap_or_default())
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
