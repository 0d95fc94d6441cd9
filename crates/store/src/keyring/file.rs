//! The keyring's file, in two copies.

use std::io;
use std::path::{Path, PathBuf};

use ciborium::Value as Cbor;

use super::{Compartment, Keyring, KeyringError, Role, Slot, Stretch};
use crate::cbor::{self, Malformed};
use crate::copies::{copies, read_bounded, write_both};
use crate::passphrase::StretchPlan;
use crate::sealing::{SecretKey, hash, mac};
use crate::{RegisterId, UserId};

const MAGIC: &[u8; 8] = b"ESEPKEY1";
const HEAD: usize = 20;
const TAIL: usize = 64;
const MAX_BODY: usize = 16 << 20;
const NAME: &str = "keyring";

impl Keyring {
    /// Reads both copies and takes the newer good one; the other is made again from it, which the flag tells.
    ///
    /// # Errors
    ///
    /// When neither copy is good, or the disk refuses.
    pub(crate) fn load(folder: &Path) -> Result<(Self, bool), KeyringError> {
        let (newest, needs_mending) = Self::look(folder)?;
        if needs_mending {
            newest.write(folder)?;
        }
        Ok((newest, needs_mending))
    }

    /// Reads both copies and changes nothing; tells whether one of them is not as the newer one.
    ///
    /// # Errors
    ///
    /// When neither copy is good, or the disk refuses.
    pub(crate) fn look(folder: &Path) -> Result<(Self, bool), KeyringError> {
        let [a, b] = copies(folder, NAME);
        let (a, b) = (read_copy(&a)?, read_copy(&b)?);
        if a.is_none() && b.is_none() {
            return Err(KeyringError::Missing(folder.to_owned()));
        }
        let found = [a.as_deref(), b.as_deref()].map(|bytes| Self::decode(bytes.unwrap_or_default()));
        let newest = match found {
            [Ok(x), Ok(y)] => {
                if x.version >= y.version {
                    x
                } else {
                    y
                }
            }
            [Ok(x), Err(KeyringError::Damaged)] | [Err(KeyringError::Damaged), Ok(x)] => x,
            [Err(KeyringError::Newer), _] | [_, Err(KeyringError::Newer)] => return Err(KeyringError::Newer),
            [Err(error), _] | [_, Err(error)] => return Err(error),
        };
        let bytes = newest.encode();
        let needs_mending = a.as_ref() != Some(&bytes) || b.as_ref() != Some(&bytes);
        Ok((newest, needs_mending))
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
        if bytes.starts_with(&MAGIC[..7]) && bytes.get(7).is_some_and(|c| (b'2'..=b'9').contains(c)) {
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

fn read_copy(path: &Path) -> Result<Option<Vec<u8>>, KeyringError> {
    match read_bounded(path, MAX_BODY as u64 + 1024) {
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Ok(Some(Vec::new())),
        other => other.map_err(|source| disk(path.to_owned(), source)),
    }
}

fn disk(path: PathBuf, source: io::Error) -> KeyringError {
    match source.kind() {
        io::ErrorKind::StorageFull => KeyringError::Full,
        _ => KeyringError::Disk { path, source },
    }
}
