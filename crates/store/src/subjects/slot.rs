//! One slot, and the keys that open it (`docs/format.md`, *Subject slots*).

use super::SlotsError;
use crate::keyring::{Compartment, Keys};
use crate::sealing::{SecretKey, hash, open, seal};
use crate::{RegisterId, SubjectId};

/// What the file begins with.
pub(super) const MAGIC: &[u8; 8] = b"ESEPSUB1";

/// Bytes of the file's head.
pub(super) const HEAD: usize = 48;

/// Bytes of a slot.
pub(super) const SLOT: usize = 96;

/// The keys that a user has for the slots of one epoch.
#[derive(Debug)]
pub(super) struct Ring {
    pub(super) register: RegisterId,
    pub(super) epoch: u64,
    keys: Vec<(Compartment, SecretKey)>,
}

/// How much of a slot is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Soundness {
    /// It opens.
    Opens(SubjectId),
    /// It looks like a slot, and the user does not hold its key.
    Unverified(SubjectId),
    /// It does not open, or is no slot.
    Bad,
}

impl Ring {
    /// Takes what the user holds for an epoch, which may be nothing.
    pub(super) fn new(register: RegisterId, epoch: u64, keys: &Keys) -> Self {
        Self {
            register,
            epoch,
            keys: keys.slot_keys(epoch),
        }
    }

    /// Says whether the user holds no key of this epoch.
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Makes the slot of a subject.
    ///
    /// # Errors
    ///
    /// When the user does not hold the compartment's key.
    pub(super) fn seal(
        &self,
        index: u32,
        subject: SubjectId,
        compartment: Compartment,
        held: &SecretKey,
    ) -> Result<Vec<u8>, SlotsError> {
        let key = self.key(compartment).ok_or(SlotsError::NoKey)?;
        let sealed = seal(key, &self.aad(index, subject, compartment), held.expose());
        let compartment = (compartment as u32).to_be_bytes();
        Ok([subject.as_bytes(), &compartment[..], &[0; 4], &sealed].concat())
    }

    /// Opens a slot; `None` where the user does not hold its key.
    ///
    /// # Errors
    ///
    /// [`SlotsError::Damaged`] when it does not open with its key, or is no slot.
    pub(super) fn open(&self, index: u32, slot: &[u8]) -> Result<Option<SecretKey>, SlotsError> {
        let (subject, compartment) = named(slot).ok_or(SlotsError::Damaged)?;
        let Some(key) = self.key(compartment) else {
            return Ok(None);
        };
        let aad = self.aad(index, subject, compartment);
        let held = zeroize::Zeroizing::new(open(key, &aad, &slot[24..]).map_err(|_| SlotsError::Damaged)?);
        let held: [u8; 32] = held[..].try_into().map_err(|_| SlotsError::Damaged)?;
        Ok(Some(SecretKey::from_bytes(held)))
    }

    /// Looks at a slot as closely as the user's keys allow.
    pub(super) fn examine(&self, index: usize, slot: &[u8]) -> Soundness {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        match (named(slot), self.open(index, slot)) {
            (Some((subject, _)), Ok(Some(_))) => Soundness::Opens(subject),
            (Some((subject, _)), Ok(None)) => Soundness::Unverified(subject),
            _ => Soundness::Bad,
        }
    }

    fn key(&self, compartment: Compartment) -> Option<&SecretKey> {
        let mut keys = self.keys.iter();
        keys.find(|(of, _)| *of == compartment).map(|(_, key)| key)
    }

    fn aad(&self, index: u32, subject: SubjectId, compartment: Compartment) -> Vec<u8> {
        [
            b"esep/1 subject\0",
            &self.register.as_bytes()[..],
            &self.epoch.to_be_bytes(),
            &u64::from(index).to_be_bytes(),
            subject.as_bytes(),
            &(compartment as u32).to_be_bytes(),
        ]
        .concat()
    }
}

/// What a whole slot says in the open.
pub(super) fn named(slot: &[u8]) -> Option<(SubjectId, Compartment)> {
    let id: [u8; 16] = slot.get(..16)?.try_into().ok()?;
    let compartment = u32::from_be_bytes(slot.get(16..20)?.try_into().ok()?);
    let is_whole = slot.len() == SLOT && slot[20..24] == [0; 4];
    let compartment = Compartment::from_number(compartment)?;
    is_whole.then_some((SubjectId::from_bytes(id), compartment))
}

/// The head of a file of this register and epoch.
pub(super) fn head(register: &RegisterId, epoch: u64) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..8].copy_from_slice(MAGIC);
    head[8..24].copy_from_slice(register.as_bytes());
    head[24..32].copy_from_slice(&epoch.to_be_bytes());
    let check = hash("esep/1 subjects", &[&head[..32]]);
    head[32..].copy_from_slice(&check[..16]);
    head
}
