//! The witness: a file outside the register that remembers how far it was.

use std::fs::OpenOptions;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::cbor::{self, Malformed};
use crate::copies::read_bounded;
use crate::entry::Head;
use crate::sealing::{SecretKey, mac, mac_matches};
use crate::{DeviceId, RegisterId};

const MAGIC: &[u8; 8] = b"ESEPWIT1";
const HALF: usize = 8192;
const HEAD: usize = 20;
const TAG: usize = 32;

/// Heads that fit into a half: one takes at most 61 bytes, everything else 117.
const MAX_HEADS: usize = 132;

/// What a witness has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The device that this copy of the register writes as.
    pub(crate) device: DeviceId,
    /// The newest entry of each device.
    pub(crate) heads: Vec<Head>,
    /// Which keyring was in force.
    pub(crate) keyring_version: u64,
    /// Which epoch of slots was in force.
    pub(crate) slots_epoch: u64,
}

/// A witness's file and what is in it.
#[derive(Debug)]
pub(crate) struct Witness {
    path: PathBuf,
    register: RegisterId,
    key: SecretKey,
    counter: u64,
    seen: Option<Seen>,
}

impl Witness {
    /// Reads a witness; one that is missing, damaged, or of another register has seen nothing.
    pub(crate) fn read(path: &Path, register: RegisterId, register_key: &SecretKey) -> Self {
        let key = register_key.derive(&register, "esep/1 witness");
        let bytes = read_bounded(path, 2 * HALF as u64)
            .ok()
            .flatten()
            .unwrap_or_default();
        let newest = bytes
            .chunks(HALF)
            .filter_map(|half| read_half(half, &register, &key))
            .max_by_key(|(counter, _)| *counter);
        let (counter, seen) = match newest {
            Some((counter, seen)) => (counter, Some(seen)),
            None => (0, None),
        };
        Self {
            path: path.to_owned(),
            register,
            key,
            counter,
            seen,
        }
    }

    /// What it has seen, if anything.
    pub(crate) fn seen(&self) -> Option<&Seen> {
        self.seen.as_ref()
    }

    /// Remembers more: of heads, as many as a half holds, the own device's before all others.
    ///
    /// # Errors
    ///
    /// When the disk refuses; the older half is then still there.
    pub(crate) fn remember(&mut self, seen: Seen, waits_for_disk: bool) -> io::Result<()> {
        let counter = self.counter + 1;
        let half = self.half(counter, &seen)?;
        let is_new = !self.path.exists();
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(&self.path)?;
        file.seek(SeekFrom::Start((counter % 2) * HALF as u64))?;
        file.write_all(&half)?;
        if waits_for_disk || is_new {
            file.sync_all()?;
        }
        (self.counter, self.seen) = (counter, Some(seen));
        Ok(())
    }

    fn half(&self, counter: u64, seen: &Seen) -> io::Result<Vec<u8>> {
        let (own, others): (Vec<Head>, Vec<Head>) =
            seen.heads.iter().partition(|head| head.device == seen.device);
        let mut heads: Vec<Head> = own.into_iter().chain(others).take(MAX_HEADS).collect();
        heads.sort_by_key(|head| head.device);
        let heads = heads.into_iter().map(Head::to_cbor).collect();
        let body = cbor::encode(&cbor::array([
            cbor::uint(1),
            cbor::bytes(self.register.as_bytes()),
            cbor::bytes(seen.device.as_bytes()),
            ciborium::Value::Array(heads),
            cbor::uint(seen.keyring_version),
            cbor::uint(seen.slots_epoch),
        ]));
        let length = u32::try_from(body.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let mut half = [&MAGIC[..], &counter.to_be_bytes(), &length.to_be_bytes(), &body].concat();
        let tag = mac(&self.key, &[&half]);
        half.extend(tag);
        if half.len() > HALF {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        half.resize(HALF, 0);
        Ok(half)
    }
}

fn read_half(half: &[u8], register: &RegisterId, key: &SecretKey) -> Option<(u64, Seen)> {
    let counter = u64::from_be_bytes(half.get(8..16)?.try_into().ok()?);
    let length = u32::from_be_bytes(half.get(16..HEAD)?.try_into().ok()?) as usize;
    let end = HEAD.checked_add(length)?;
    let (signed, tag) = (half.get(..end)?, half.get(end..end.checked_add(TAG)?)?);
    let is_ours = half.starts_with(MAGIC) && mac_matches(key, &[signed], tag);
    let seen = read_body(&signed[HEAD..], register).ok()?;
    is_ours.then_some((counter, seen))
}

fn read_body(body: &[u8], register: &RegisterId) -> Result<Seen, Malformed> {
    let [format, id, device, heads, keyring_version, slots_epoch] = cbor::items(cbor::decode(body, HALF)?)?;
    if cbor::number(format)? != 1 || cbor::fixed(id)? != *register.as_bytes() {
        return Err(Malformed);
    }
    Ok(Seen {
        device: DeviceId::from_bytes(cbor::fixed(device)?),
        heads: cbor::list(heads)?
            .into_iter()
            .map(Head::from_cbor)
            .collect::<Result<_, _>>()?,
        keyring_version: cbor::number(keyring_version)?,
        slots_epoch: cbor::number(slots_epoch)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTER: RegisterId = RegisterId::from_bytes([3; 16]);

    fn seen(number: u64) -> Seen {
        let device = DeviceId::from_bytes([1; 16]);
        let heads = vec![Head {
            device,
            number,
            hash: [number as u8; 32],
        }];
        Seen {
            device,
            heads,
            keyring_version: 4,
            slots_epoch: 2,
        }
    }

    #[test]
    fn the_newest_is_remembered_and_any_damage_leaves_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        let key = SecretKey::random();
        let mut witness = Witness::read(&path, REGISTER, &key);
        assert_eq!(witness.seen(), None);
        for number in 1..=5 {
            witness.remember(seen(number), false).unwrap();
            assert_eq!(Witness::read(&path, REGISTER, &key).seen(), Some(&seen(number)));
        }
        let whole = std::fs::read(&path).unwrap();
        let length = 20 + u32::from_be_bytes(whole[HALF + 16..HALF + 20].try_into().unwrap()) as usize + TAG;
        for at in HALF..HALF + length {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << (at % 8);
            std::fs::write(&path, &damaged).unwrap();
            let found = Witness::read(&path, REGISTER, &key);
            assert_eq!(found.seen(), Some(&seen(4)), "byte {at}");
        }
        for at in 0..length {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << (at % 8);
            std::fs::write(&path, &damaged).unwrap();
            let found = Witness::read(&path, REGISTER, &key);
            assert_eq!(found.seen(), Some(&seen(5)), "byte {at} of the half before");
        }
        for end in 0..whole.len() {
            std::fs::write(&path, &whole[..end]).unwrap();
            let expected = match end {
                _ if end < length => None,
                _ if end < HALF + length => Some(seen(4)),
                _ => Some(seen(5)),
            };
            let found = Witness::read(&path, REGISTER, &key);
            assert_eq!(found.seen(), expected.as_ref(), "cut at {end}");
        }
    }

    #[test]
    fn the_own_device_is_remembered_however_many_there_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        let key = SecretKey::random();
        let heads = (0..500_u16).map(|number| Head {
            device: DeviceId::from_bytes([number.to_be_bytes(); 8].concat().try_into().unwrap()),
            number: u64::MAX,
            hash: [255; 32],
        });
        let heads: Vec<Head> = heads.collect();
        let many = Seen {
            device: heads[499].device,
            heads,
            keyring_version: u64::MAX,
            slots_epoch: u64::MAX,
        };
        Witness::read(&path, REGISTER, &key)
            .remember(many.clone(), false)
            .unwrap();
        let found = Witness::read(&path, REGISTER, &key);
        let found = &found.seen().unwrap().heads;
        assert_eq!(found.len(), MAX_HEADS);
        assert_eq!(found.last(), many.heads.last());
    }

    #[test]
    fn only_its_register_believes_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        let key = SecretKey::random();
        Witness::read(&path, REGISTER, &key)
            .remember(seen(1), true)
            .unwrap();
        let other = RegisterId::from_bytes([4; 16]);
        assert_eq!(Witness::read(&path, other, &key).seen(), None);
        assert_eq!(Witness::read(&path, REGISTER, &SecretKey::random()).seen(), None);
    }
}
