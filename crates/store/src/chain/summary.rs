//! The chain in few bytes, so that opening a register need not follow every entry again.

use std::collections::HashMap;

use ciborium::Value as Cbor;

use super::{Chain, Granted, Line, Past};
use crate::cbor::{self, Malformed};
use crate::clock::Clock;
use crate::entry::{Grant, NONE_BEFORE};
use crate::sealing::Hash;
use crate::{DeviceId, RegisterId};

/// The longest summary that is read, in bytes.
const MAX_SUMMARY: usize = 16 << 20;

impl Chain {
    /// The chain without its hashes.
    pub(crate) fn summary(&self) -> Vec<u8> {
        let lines = self
            .lines
            .iter()
            .map(|(device, line)| line_to_cbor(*device, line))
            .collect();
        let grants = self.grants.iter().map(granted_to_cbor).collect();
        cbor::encode(&cbor::array([Cbor::Array(lines), Cbor::Array(grants)]))
    }

    /// Goes on from a summary and the hashes of all entries.
    ///
    /// # Errors
    ///
    /// When summary and hashes do not fit together; an empty summary is a chain before its first entry.
    pub(crate) fn resume(
        register: RegisterId,
        summary: &[u8],
        mut hashes: HashMap<DeviceId, Vec<Hash>>,
    ) -> Result<Self, Malformed> {
        let mut chain = Self::new(register);
        if summary.is_empty() {
            return hashes.is_empty().then_some(chain).ok_or(Malformed);
        }
        let [lines, grants] = cbor::items(cbor::decode(summary, MAX_SUMMARY)?)?;
        for line in cbor::list(lines)? {
            let (device, line) = line_from_cbor(line, &mut hashes)?;
            chain.lines.insert(device, line);
        }
        for granted in cbor::list(grants)? {
            chain.grants.push(granted_from_cbor(granted)?);
        }
        hashes.is_empty().then_some(chain).ok_or(Malformed)
    }
}

fn line_to_cbor(device: DeviceId, line: &Line) -> Cbor {
    let pasts = line.pasts.iter().map(|(from, past)| {
        let past = past
            .iter()
            .map(|(device, number)| cbor::array([cbor::bytes(device.as_bytes()), cbor::uint(*number)]))
            .collect();
        cbor::array([cbor::uint(*from), Cbor::Array(past)])
    });
    cbor::array([
        cbor::bytes(device.as_bytes()),
        cbor::uint(line.number),
        cbor::uint(line.clock.millis),
        cbor::uint(line.clock.counter),
        line.open_group.map_or(Cbor::Null, cbor::uint),
        cbor::bytes(&line.signer),
        Cbor::Array(pasts.collect()),
    ])
}

fn line_from_cbor(
    value: Cbor,
    hashes: &mut HashMap<DeviceId, Vec<Hash>>,
) -> Result<(DeviceId, Line), Malformed> {
    let [device, number, millis, counter, open_group, signer, pasts] = cbor::items(value)?;
    let device = DeviceId::from_bytes(cbor::fixed(device)?);
    let number = cbor::number(number)?;
    let hashes = hashes.remove(&device).unwrap_or_default();
    if hashes.len() as u64 != number {
        return Err(Malformed);
    }
    let open_group = if open_group.is_null() {
        None
    } else {
        Some(cbor::number(open_group)?)
    };
    let pasts = cbor::list(pasts)?
        .into_iter()
        .map(past_from_cbor)
        .collect::<Result<_, _>>()?;
    let line = Line {
        head: hashes.last().copied().unwrap_or(NONE_BEFORE),
        number,
        clock: Clock {
            millis: cbor::number(millis)?,
            counter: cbor::number(counter)?,
        },
        open_group,
        signer: cbor::fixed(signer)?,
        n_skipped: 0,
        hashes,
        pasts,
    };
    Ok((device, line))
}

fn past_from_cbor(value: Cbor) -> Result<(u64, Past), Malformed> {
    let [from, past] = cbor::items(value)?;
    let past = cbor::list(past)?
        .into_iter()
        .map(|seen| {
            let [device, number] = cbor::items(seen)?;
            Ok((DeviceId::from_bytes(cbor::fixed(device)?), cbor::number(number)?))
        })
        .collect::<Result<_, Malformed>>()?;
    Ok((cbor::number(from)?, past))
}

fn granted_to_cbor(granted: &Granted) -> Cbor {
    cbor::array([
        cbor::bytes(granted.device.as_bytes()),
        cbor::uint(granted.number),
        granted.grant.to_cbor(),
    ])
}

fn granted_from_cbor(value: Cbor) -> Result<Granted, Malformed> {
    let [device, number, grant] = cbor::items(value)?;
    Ok(Granted {
        device: DeviceId::from_bytes(cbor::fixed(device)?),
        number: cbor::number(number)?,
        grant: Grant::from_cbor(grant)?.ok_or(Malformed)?,
    })
}
