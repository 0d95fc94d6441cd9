//! The header of an entry: who, on which device, when, after what.

use ciborium::Value as Cbor;

use super::{EntryError, MAX_PARTS};
use crate::cbor::{self, Malformed};
use crate::clock::Clock;
use crate::sealing::Hash;
use crate::{DeviceId, RegisterId};

/// The format that this program writes.
pub(crate) const FORMAT: u64 = 1;

/// What stands for the previous entry in a device's first one.
pub(crate) const NONE_BEFORE: Hash = [0; 32];

/// The longest header, in bytes: enough for the hashes of all parts.
const MAX_HEADER: usize = 64 * 1024;

/// The newest entry known of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Head {
    /// The device.
    pub(crate) device: DeviceId,
    /// The entry's number, from 1.
    pub(crate) number: u64,
    /// The entry's hash.
    pub(crate) hash: Hash,
}

/// A change of who may sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grant {
    /// Founds the register.
    Found {
        /// The founder's public signing key.
        key: [u8; 32],
        /// Makes the register's identifier one of its own.
        nonce: [u8; 16],
    },
    /// Admits a user.
    Admit {
        /// The user's public signing key.
        key: [u8; 32],
        /// 1 owner, 2 member, 3 recovery.
        role: u32,
    },
    /// Removes a user.
    Remove {
        /// The user's public signing key.
        key: [u8; 32],
    },
}

/// Who, on which device, when, after what; nothing of what was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// The device that wrote it.
    pub(crate) device: DeviceId,
    /// From 1, one more each.
    pub(crate) number: u64,
    /// Hash of the device's previous entry.
    pub(crate) previous: Hash,
    /// What the device came to know of others since then, sorted by device.
    pub(crate) heads: Vec<Head>,
    /// When.
    pub(crate) clock: Clock,
    /// The acting user's public signing key.
    pub(crate) signer: [u8; 32],
    /// Number of the first entry of the act.
    pub(crate) group_first: u64,
    /// Whether the act ends here.
    pub(crate) closes: bool,
    /// 1 general, 2 sources.
    pub(crate) compartment: u32,
    /// Which of the compartment's keys sealed the routing.
    pub(crate) epoch: u32,
    /// A change of who may sign.
    pub(crate) grant: Option<Grant>,
    /// Hashes of the sealed parts.
    pub(crate) parts: Vec<Hash>,
}

impl Header {
    /// The header's bytes.
    pub(crate) fn encode(&self, register: &RegisterId) -> Vec<u8> {
        let heads = self.heads.iter().copied().map(Head::to_cbor).collect();
        let parts = self.parts.iter().map(|part| cbor::bytes(part)).collect();
        cbor::encode(&cbor::array([
            cbor::uint(FORMAT),
            cbor::bytes(register.as_bytes()),
            cbor::bytes(self.device.as_bytes()),
            cbor::uint(self.number),
            cbor::bytes(&self.previous),
            Cbor::Array(heads),
            cbor::array([cbor::uint(self.clock.millis), cbor::uint(self.clock.counter)]),
            cbor::bytes(&self.signer),
            cbor::array([cbor::uint(self.group_first), Cbor::Bool(self.closes)]),
            cbor::uint(self.compartment.into()),
            cbor::uint(self.epoch.into()),
            self.grant.map_or(Cbor::Null, Grant::to_cbor),
            Cbor::Array(parts),
        ]))
    }

    /// Reads a header of `register`.
    ///
    /// # Errors
    ///
    /// When it is malformed, of a newer format, or of another register.
    pub(crate) fn decode(register: &RegisterId, bytes: &[u8]) -> Result<Self, EntryError> {
        let mut items = cbor::list(cbor::decode(bytes, MAX_HEADER)?)?.into_iter();
        let mut next = || items.next().ok_or(Malformed);
        match cbor::number(next()?)? {
            FORMAT => {}
            0 => return Err(EntryError::Malformed),
            newer => return Err(EntryError::Newer(newer)),
        }
        if cbor::fixed(next()?)? != *register.as_bytes() {
            return Err(EntryError::Foreign);
        }
        let device = DeviceId::from_bytes(cbor::fixed(next()?)?);
        let number = cbor::number(next()?)?;
        let previous = cbor::fixed(next()?)?;
        let heads = cbor::list(next()?)?
            .into_iter()
            .map(Head::from_cbor)
            .collect::<Result<Vec<_>, _>>()?;
        let [millis, counter] = cbor::items(next()?)?;
        let clock = Clock {
            millis: cbor::number(millis)?,
            counter: cbor::number(counter)?,
        };
        let signer = cbor::fixed(next()?)?;
        let [group_first, closes] = cbor::items(next()?)?;
        let header = Self {
            device,
            number,
            previous,
            heads,
            clock,
            signer,
            group_first: cbor::number(group_first)?,
            closes: cbor::flag(closes)?,
            compartment: cbor::small_number(next()?)?,
            epoch: cbor::small_number(next()?)?,
            grant: Grant::from_cbor(next()?)?,
            parts: cbor::list(next()?)?
                .into_iter()
                .map(cbor::fixed)
                .collect::<Result<_, _>>()?,
        };
        let is_sound = items.next().is_none() && header.is_sound();
        is_sound.then_some(header).ok_or(EntryError::Malformed)
    }

    /// Says whether the numbers agree with each other.
    fn is_sound(&self) -> bool {
        self.number >= 1
            && (1..=self.number).contains(&self.group_first)
            && self.heads.is_sorted_by(|a, b| a.device < b.device)
            && self
                .heads
                .iter()
                .all(|head| head.device != self.device && head.number >= 1)
            && (1..=2).contains(&self.compartment)
            && self.epoch >= 1
            && (1..=MAX_PARTS).contains(&self.parts.len())
            && (self.number == 1) == (self.previous == NONE_BEFORE)
    }
}

impl Head {
    /// As an array of three.
    pub(crate) fn to_cbor(self) -> Cbor {
        cbor::array([
            cbor::bytes(self.device.as_bytes()),
            cbor::uint(self.number),
            cbor::bytes(&self.hash),
        ])
    }

    /// From an array of three.
    pub(crate) fn from_cbor(value: Cbor) -> Result<Self, Malformed> {
        let [device, number, hash] = cbor::items(value)?;
        Ok(Self {
            device: DeviceId::from_bytes(cbor::fixed(device)?),
            number: cbor::number(number)?,
            hash: cbor::fixed(hash)?,
        })
    }
}

impl Grant {
    /// As an array that begins with its verb.
    pub(crate) fn to_cbor(self) -> Cbor {
        match self {
            Self::Found { key, nonce } => {
                cbor::array([cbor::uint(0), cbor::bytes(&key), cbor::bytes(&nonce)])
            }
            Self::Admit { key, role } => {
                cbor::array([cbor::uint(1), cbor::bytes(&key), cbor::uint(role.into())])
            }
            Self::Remove { key } => cbor::array([cbor::uint(2), cbor::bytes(&key)]),
        }
    }

    /// From such an array, or from `null`.
    pub(crate) fn from_cbor(value: Cbor) -> Result<Option<Self>, Malformed> {
        if value.is_null() {
            return Ok(None);
        }
        let mut items = cbor::list(value)?.into_iter();
        let mut next = || items.next().ok_or(Malformed);
        let verb = cbor::number(next()?)?;
        let key = cbor::fixed(next()?)?;
        let grant = match verb {
            0 => Self::Found {
                key,
                nonce: cbor::fixed(next()?)?,
            },
            1 => Self::Admit {
                key,
                role: cbor::small_number(next()?)?,
            },
            2 => Self::Remove { key },
            _ => return Err(Malformed),
        };
        let is_known_role = !matches!(grant, Self::Admit { role, .. } if !(1..=3).contains(&role));
        (items.next().is_none() && is_known_role)
            .then_some(Some(grant))
            .ok_or(Malformed)
    }
}
