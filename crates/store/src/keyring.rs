//! The keyring: who may open what (`docs/format.md`, *Keys*).

mod bundle;
mod changes;
mod file;
#[cfg(test)]
pub(crate) mod tests;

use std::io;
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

use crate::passphrase::{Passphrase, StretchPlan};
use crate::sealing::SecretKey;
use crate::view::ViewKey;
use crate::words::RecoveryWords;
use crate::{RegisterId, UserId, sealing};

pub(crate) use bundle::Bundle;
#[cfg(test)]
pub(crate) use bundle::{Held, opening_public};
pub use changes::{ChangeError, NewUser};
pub(crate) use changes::{Changed, found};

/// What has a key of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compartment {
    /// Everything but sources.
    General = 1,
    /// Who told, and how to reach them.
    Sources = 2,
}

impl Compartment {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::General, Self::Sources];

    /// By its number in the format.
    pub(crate) fn from_number(number: u32) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|compartment| *compartment as u32 == number)
    }
}

/// What a user may do with the register's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Admits and removes users, forgets, holds every key.
    Owner = 1,
    /// Reads and writes what the user's keys open.
    Member = 2,
    /// An owner whose secret is on paper.
    Recovery = 3,
}

impl Role {
    pub(crate) fn from_number(number: u32) -> Option<Self> {
        [Self::Owner, Self::Member, Self::Recovery]
            .into_iter()
            .find(|role| *role as u32 == number)
    }

    /// Says whether the role may change who holds keys.
    pub fn is_owner(self) -> bool {
        self != Self::Member
    }
}

/// What a user shows to be let in.
#[derive(Debug)]
pub enum Secret<'a> {
    /// A passphrase.
    Passphrase(&'a Passphrase),
    /// The words of the recovery sheet.
    Words(&'a RecoveryWords),
}

/// Why a keyring cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// There is none.
    #[error("no keyring in {0}")]
    Missing(PathBuf),
    /// Both copies are damaged.
    #[error("both copies of the keyring are damaged")]
    Damaged,
    /// Written by a newer program.
    #[error("the keyring was written by a newer program")]
    Newer,
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

/// Why a secret opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// The keyring cannot be read.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// No slot opens with this passphrase.
    #[error("no user has this passphrase")]
    WrongPassphrase,
    /// These are not the words of this register.
    #[error("these are not the recovery words of this register")]
    WrongWords,
}

/// How a passphrase is stretched for a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) plan: StretchPlan,
    pub(crate) salt: [u8; 16],
}

/// One user's place in the keyring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) user: UserId,
    pub(crate) role: Role,
    /// What the user's box opens.
    pub(crate) compartments: Vec<Compartment>,
    pub(crate) signing_public: [u8; 32],
    pub(crate) opening_public: [u8; 32],
    /// `None` for the recovery user.
    pub(crate) stretch: Option<Stretch>,
    pub(crate) check: [u8; 32],
    pub(crate) sealed: Vec<u8>,
    pub(crate) boxed: Vec<u8>,
}

/// A keyring as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keyring {
    pub(crate) register: RegisterId,
    pub(crate) version: u64,
    pub(crate) slots_epoch: u64,
    pub(crate) slots: Vec<Slot>,
    /// Proves that a holder of the register's key wrote it.
    pub(crate) tag: [u8; 32],
}

/// A user's keys, opened.
#[derive(Clone)]
pub struct Keys {
    register: RegisterId,
    version: u64,
    slots_epoch: u64,
    user: UserId,
    role: Role,
    signing: SigningKey,
    opening: SecretKey,
    bundle: Bundle,
    /// One copy of the keyring was not as it should be when it was unlocked.
    saw_bad_copy: bool,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys of {:?} {}", self.role, self.user)
    }
}

/// Opens the keyring of the register in `folder`; nothing is changed, and no lock is needed. Stretching a passphrase takes
/// about a second on purpose.
///
/// # Errors
///
/// When the secret opens nothing, or the keyring cannot be read; these are told apart.
pub fn unlock(folder: &Path, secret: &Secret<'_>) -> Result<Keys, UnlockError> {
    let mut passed: Vec<(Keyring, UnlockError)> = Vec::new();
    let (keyrings, is_one_bad) = Keyring::read_all(folder)?;
    for keyring in keyrings {
        match keyring.unlock(secret) {
            Err(error) => passed.push((keyring, error)),
            Ok(keys) => {
                let keys = Keys {
                    saw_bad_copy: is_one_bad,
                    ..keys
                };
                // A whole copy that nobody with the register's key wrote must not hide the one that somebody did; a true
                // one that is newer says what is in force.
                let register_key = keys.register_key();
                passed.retain(|(newer, _)| newer.expected_tag(register_key) == newer.tag);
                return passed
                    .into_iter()
                    .next()
                    .map_or(Ok(keys), |(_, error)| Err(error));
            }
        }
    }
    let first = passed.into_iter().next().map(|(_, error)| error);
    Err(first.unwrap_or(UnlockError::Keyring(KeyringError::Damaged)))
}

impl Keyring {
    /// Opens the slot that the secret fits.
    pub(crate) fn unlock(&self, secret: &Secret<'_>) -> Result<Keys, UnlockError> {
        match secret {
            Secret::Words(words) => {
                let secret = words.secret();
                let slots = self.slots.iter().filter(|slot| slot.stretch.is_none());
                self.fitting(slots, &secret)?.ok_or(UnlockError::WrongWords)
            }
            Secret::Passphrase(passphrase) => {
                // Users share one salt, so that one stretching finds the slot.
                let mut stretches: Vec<Stretch> = Vec::new();
                for slot in &self.slots {
                    stretches.extend(slot.stretch.filter(|stretch| !stretches.contains(stretch)));
                }
                for stretch in stretches {
                    let secret = passphrase.stretch(&stretch.plan, &stretch.salt);
                    let slots = self.slots.iter().filter(|slot| slot.stretch == Some(stretch));
                    if let Some(keys) = self.fitting(slots, &secret)? {
                        return Ok(keys);
                    }
                }
                Err(UnlockError::WrongPassphrase)
            }
        }
    }

    fn fitting<'s>(
        &self,
        slots: impl Iterator<Item = &'s Slot>,
        secret: &SecretKey,
    ) -> Result<Option<Keys>, KeyringError> {
        for slot in slots {
            let (key, check) = slot_key(secret, &self.register, slot.user);
            if check == slot.check {
                return self.opened(slot, &key).map(Some);
            }
        }
        Ok(None)
    }

    /// A slot whose secret is right: whatever does not open now is damaged.
    fn opened(&self, slot: &Slot, key: &SecretKey) -> Result<Keys, KeyringError> {
        let held = sealing::open(key, &slot_aad(&self.register, slot.user), &slot.sealed)
            .map_err(|_| KeyringError::Damaged)?;
        let held = Zeroizing::new(held);
        let (signing, opening) = held.split_first_chunk::<32>().ok_or(KeyringError::Damaged)?;
        let opening: [u8; 32] = opening.try_into().map_err(|_| KeyringError::Damaged)?;
        let opening = SecretKey::from_bytes(opening);
        let signing = SigningKey::from_bytes(signing);
        let bundle =
            Bundle::unbox(&opening, &self.box_info(slot.user), &slot.boxed).ok_or(KeyringError::Damaged)?;
        let is_theirs = signing.verifying_key().to_bytes() == slot.signing_public
            && bundle::opening_public(&opening) == slot.opening_public;
        if !is_theirs || self.expected_tag(&bundle.register_key) != self.tag {
            return Err(KeyringError::Damaged);
        }
        Ok(Keys {
            register: self.register,
            version: self.version,
            slots_epoch: self.slots_epoch,
            user: slot.user,
            role: slot.role,
            signing,
            opening,
            bundle,
            saw_bad_copy: false,
        })
    }

    fn box_info(&self, user: UserId) -> Vec<u8> {
        [b"esep/1 box\0", &self.register.as_bytes()[..], user.as_bytes()].concat()
    }
}

impl Keys {
    /// The register that they open.
    pub fn register(&self) -> RegisterId {
        self.register
    }

    /// Whose they are.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// What the user may do with keys.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Says whether they open a compartment.
    pub fn opens(&self, compartment: Compartment) -> bool {
        self.epoch(compartment).is_some()
    }

    /// The public key that the user's entries are signed with.
    pub fn verifying_key(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    pub(crate) fn slots_epoch(&self) -> u64 {
        self.slots_epoch
    }

    pub(crate) fn signing_key(&self) -> &SigningKey {
        &self.signing
    }

    pub(crate) fn register_key(&self) -> &SecretKey {
        &self.bundle.register_key
    }

    pub(crate) fn view_key(&self) -> ViewKey {
        ViewKey {
            key: self.bundle.view_key.clone(),
            salt: self.bundle.view_salt,
        }
    }

    /// The newest epoch of a compartment's key.
    pub(crate) fn epoch(&self, compartment: Compartment) -> Option<u32> {
        let epochs = self
            .bundle
            .compartments
            .iter()
            .filter(|held| held.compartment == compartment);
        epochs
            .map(|held| held.epoch)
            .max()
            .and_then(|epoch| u32::try_from(epoch).ok())
    }

    pub(crate) fn compartment_key(&self, compartment: Compartment, epoch: u32) -> Option<&SecretKey> {
        let mut held = self.bundle.compartments.iter();
        held.find(|held| held.compartment == compartment && held.epoch == u64::from(epoch))
            .map(|held| &held.key)
    }

    /// Keys of the slots of an epoch, by compartment.
    pub(crate) fn slot_keys(&self, epoch: u64) -> Vec<(Compartment, SecretKey)> {
        let held = self.bundle.slots.iter().filter(|held| held.epoch == epoch);
        held.map(|held| (held.compartment, held.key.clone())).collect()
    }

    /// The newest epoch of slots that there are keys for.
    pub(crate) fn newest_slots_epoch(&self) -> u64 {
        self.bundle
            .slots
            .iter()
            .map(|held| held.epoch)
            .max()
            .unwrap_or(self.slots_epoch)
    }
}

/// The key of a slot and its check value.
pub(crate) fn slot_key(secret: &SecretKey, register: &RegisterId, user: UserId) -> (SecretKey, [u8; 32]) {
    let mut both = Zeroizing::new([0; 64]);
    let info = [&b"esep/1 user"[..], user.as_bytes()].concat();
    sealing::derive(secret.expose(), register, &info, &mut both[..]);
    let (mut key, mut check) = ([0; 32], [0; 32]);
    key.copy_from_slice(&both[..32]);
    check.copy_from_slice(&both[32..]);
    (SecretKey::from_bytes(key), check)
}

pub(crate) fn slot_aad(register: &RegisterId, user: UserId) -> Vec<u8> {
    [b"esep/1 slot\0", &register.as_bytes()[..], user.as_bytes()].concat()
}
