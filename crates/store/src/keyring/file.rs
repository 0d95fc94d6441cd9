//! The keyring's file, in two copies.

use std::io;
use std::path::{Path, PathBuf};

use ciborium::Value as Cbor;

use super::{Compartment, Keyring, KeyringError, Keys, Role, Slot, Stretch};
use crate::cbor::{self, Malformed};
use crate::copies::{Copies, is_of_newer_kind, read_both, write_both};
use crate::passphrase::StretchPlan;
use crate::sealing::{SecretKey, hash, mac};
use crate::{RegisterId, UserId};

const MAGIC: &[u8; 8] = b"ESEPKEY1";
const HEAD: usize = 20;
const TAIL: usize = 64;
const MAX_BODY: usize = 16 << 20;
const NAME: &str = "keyring";

impl Keyring {
    /// Reads both copies and gives the whole ones, the newest first, and whether the copies are not twice the same; who wrote
    /// them is not known yet. Nothing is changed.
    ///
    /// # Errors
    ///
    /// When neither copy is whole, one is of a newer program, or the disk refuses.
    pub(crate) fn read_all(folder: &Path) -> Result<(Vec<Self>, bool), KeyringError> {
        let copies = read(folder)?;
        let is_one_bad = copies[0] != copies[1];
        Ok((Self::whole(&copies, folder)?, is_one_bad))
    }

    /// Reads both copies, takes the newest that a holder of the register's key wrote, and makes the other again from it,
    /// which the flag tells. `None` when these keys are not of the register, or no longer. The register's lock must be held:
    /// whoever changes the keyring writes two files.
    ///
    /// # Errors
    ///
    /// When neither copy is whole, one is of a newer program, or the disk refuses.
    pub(crate) fn load(folder: &Path, keys: &Keys) -> Result<Option<(Self, bool)>, KeyringError> {
        let copies = read(folder)?;
        let is_theirs = |keyring: &Self| {
            keyring.register == keys.register() && keyring.expected_tag(keys.register_key()) == keyring.tag
        };
        let Some(newest) = Self::whole(&copies, folder)?.into_iter().find(is_theirs) else {
            return Ok(None);
        };
        if newest.version != keys.version() {
            return Ok(None);
        }
        let bytes = newest.encode();
        // A copy that the disk gave back only now is written anew as well, and told of.
        let is_mended = keys.saw_bad_copy || copies.iter().any(|copy| copy.as_ref() != Some(&bytes));
        if is_mended {
            newest.write(folder)?;
        }
        Ok(Some((newest, is_mended)))
    }

    fn whole(copies: &Copies, folder: &Path) -> Result<Vec<Self>, KeyringError> {
        let mut whole = Vec::new();
        let mut newer = None;
        for bytes in copies.iter().flatten() {
            match Self::decode(bytes) {
                Ok(keyring) => whole.push(keyring),
                Err(KeyringError::Newer) => newer = Some(bytes),
                Err(_) => {}
            }
        }
        // Beside a whole copy, one that only a flipped bit numbers as newer is damaged like any other.
        if newer.is_some_and(|bytes| whole.is_empty() || Self::read(&as_ours(bytes)).is_err()) {
            return Err(KeyringError::Newer);
        }
        whole.sort_by_key(|keyring| std::cmp::Reverse(keyring.version));
        whole.dedup();
        match (whole.is_empty(), copies) {
            (false, _) => Ok(whole),
            (true, [None, None]) => Err(KeyringError::Missing(folder.to_owned())),
            (true, _) => Err(KeyringError::Damaged),
        }
    }

    /// Writes both copies.
    ///
    /// # Errors
    ///
    /// When the disk refuses; at least one copy is whole then, of this keyring or the one before.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), KeyringError> {
        write_both(folder, NAME, &self.encode()).map_err(|(path, source)| disk(path, source))
    }

    /// The file's bytes.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = self.tagged_bytes();
        bytes.extend(self.tag);
        let check = hash("esep/1 keyring", &[&bytes]);
        bytes.extend(check);
        bytes
    }

    /// Reads a file's bytes.
    ///
    /// # Errors
    ///
    /// [`KeyringError::Damaged`] or [`KeyringError::Newer`].
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, KeyringError> {
        if is_of_newer_kind(bytes, MAGIC) {
            return Err(KeyringError::Newer);
        }
        Self::read(bytes).map_err(|_| KeyringError::Damaged)
    }

    fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let (body, check) = bytes.split_last_chunk::<32>().ok_or(Malformed)?;
        let is_whole = bytes.len() >= HEAD + TAIL
            && bytes.starts_with(MAGIC)
            && hash("esep/1 keyring", &[body]) == *check;
        if !is_whole {
            return Err(Malformed);
        }
        let (body, tag) = body.split_last_chunk::<32>().ok_or(Malformed)?;
        let version = u64::from_be_bytes(body[8..16].try_into().map_err(|_| Malformed)?);
        let length = u32::from_be_bytes(body[16..HEAD].try_into().map_err(|_| Malformed)?);
        let body = &body[HEAD..];
        if body.len() as u64 != u64::from(length) {
            return Err(Malformed);
        }
        let [format, register, slots_epoch, slots] = cbor::items(cbor::decode(body, MAX_BODY)?)?;
        if cbor::number(format)? != 1 {
            return Err(Malformed);
        }
        let slots: Vec<Slot> = cbor::list(slots)?
            .into_iter()
            .map(slot_from_cbor)
            .collect::<Result<_, _>>()?;
        if !slots.is_sorted_by(|a, b| a.user < b.user) {
            return Err(Malformed);
        }
        Ok(Self {
            register: RegisterId::from_bytes(cbor::fixed(register)?),
            version,
            slots_epoch: cbor::number(slots_epoch)?,
            slots,
            tag: *tag,
        })
    }

    /// The tag that a holder of the register's key gives.
    pub(crate) fn expected_tag(&self, register_key: &SecretKey) -> [u8; 32] {
        mac(
            &register_key.derive(&self.register, "esep/1 keyring"),
            &[&self.tagged_bytes()],
        )
    }

    fn tagged_bytes(&self) -> Vec<u8> {
        let body = cbor::encode(&cbor::array([
            cbor::uint(1),
            cbor::bytes(self.register.as_bytes()),
            cbor::uint(self.slots_epoch),
            Cbor::Array(self.slots.iter().map(slot_to_cbor).collect()),
        ]));
        let length = u32::try_from(body.len()).expect("a keyring is some kilobytes");
        [
            &MAGIC[..],
            &self.version.to_be_bytes(),
            &length.to_be_bytes(),
            &body,
        ]
        .concat()
    }
}

fn slot_to_cbor(slot: &Slot) -> Cbor {
    let stretch = slot.stretch.map_or(Cbor::Null, |stretch| {
        cbor::array([
            cbor::uint(stretch.plan.memory_kib.into()),
            cbor::uint(stretch.plan.passes.into()),
            cbor::uint(stretch.plan.lanes.into()),
            cbor::bytes(&stretch.salt),
        ])
    });
    cbor::array([
        cbor::bytes(slot.user.as_bytes()),
        cbor::uint(slot.role as u64),
        Cbor::Array(
            slot.compartments
                .iter()
                .map(|opens| cbor::uint(*opens as u64))
                .collect(),
        ),
        cbor::bytes(&slot.signing_public),
        cbor::bytes(&slot.opening_public),
        stretch,
        cbor::bytes(&slot.check),
        cbor::bytes(&slot.sealed),
        cbor::bytes(&slot.boxed),
    ])
}

fn slot_from_cbor(value: Cbor) -> Result<Slot, Malformed> {
    let [
        user,
        role,
        compartments,
        signing,
        opening,
        stretch,
        check,
        sealed,
        boxed,
    ] = cbor::items(value)?;
    let stretch = if stretch.is_null() {
        None
    } else {
        Some(stretch_from_cbor(stretch)?)
    };
    Ok(Slot {
        user: UserId::from_bytes(cbor::fixed(user)?),
        role: Role::from_number(cbor::small_number(role)?).ok_or(Malformed)?,
        compartments: compartments_from_cbor(compartments)?,
        signing_public: cbor::fixed(signing)?,
        opening_public: cbor::fixed(opening)?,
        stretch,
        check: cbor::fixed(check)?,
        sealed: cbor::byte_string(sealed)?,
        boxed: cbor::byte_string(boxed)?,
    })
}

fn compartments_from_cbor(value: Cbor) -> Result<Vec<Compartment>, Malformed> {
    let compartment = |number| Compartment::from_number(cbor::small_number(number)?).ok_or(Malformed);
    let compartments: Vec<Compartment> = cbor::list(value)?
        .into_iter()
        .map(compartment)
        .collect::<Result<_, _>>()?;
    compartments
        .is_sorted_by(|a, b| a < b)
        .then_some(compartments)
        .ok_or(Malformed)
}

fn stretch_from_cbor(value: Cbor) -> Result<Stretch, Malformed> {
    let [memory_kib, passes, lanes, salt] = cbor::items(value)?;
    let plan = StretchPlan {
        memory_kib: cbor::small_number(memory_kib)?,
        passes: cbor::small_number(passes)?,
        lanes: cbor::small_number(lanes)?,
    };
    // A hostile file must not make the program use all memory, nor make guessing cheap.
    plan.is_within_limits().then_some(()).ok_or(Malformed)?;
    Ok(Stretch {
        plan,
        salt: cbor::fixed(salt)?,
    })
}

/// The file with our own number of the format.
fn as_ours(bytes: &[u8]) -> Vec<u8> {
    [MAGIC, bytes.get(MAGIC.len()..).unwrap_or_default()].concat()
}

fn read(folder: &Path) -> Result<Copies, KeyringError> {
    read_both(folder, NAME, MAX_BODY as u64 + 1024).map_err(|(path, source)| disk(path, source))
}

fn disk(path: PathBuf, source: io::Error) -> KeyringError {
    match source.kind() {
        io::ErrorKind::StorageFull => KeyringError::Full,
        _ => KeyringError::Disk { path, source },
    }
}
