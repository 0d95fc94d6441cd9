//! The entries' bytes and the places where they stand in the log.

use std::collections::HashMap;

use rusqlite::{OptionalExtension as _, params};

use super::{View, ViewFault, Work};
use crate::entry::Entry;
use crate::log::SegmentMark;
use crate::sealing::Hash;
use crate::{DeviceId, SubjectId};

/// What the view remembers of the chain.
#[derive(Debug, Default)]
pub(crate) struct Resumed {
    /// The chain's own summary, as it wrote it.
    pub(crate) chain: Vec<u8>,
    /// Hashes of all entries of each device, in order.
    pub(crate) hashes: HashMap<DeviceId, Vec<Hash>>,
    /// The segments, in order.
    pub(crate) marks: Vec<SegmentMark>,
}

impl View {
    /// What the view remembers of log and chain.
    pub(crate) fn resume(&self) -> Result<Resumed, ViewFault> {
        Ok(Resumed {
            chain: self.meta("chain")?.unwrap_or_default(),
            hashes: self.hashes()?,
            marks: self.marks()?,
        })
    }

    /// The bytes of the entries of a segment, in order.
    pub(crate) fn entries_of_segment(&self, segment: u32) -> Result<Vec<Vec<u8>>, ViewFault> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT bytes FROM entry WHERE segment = ? ORDER BY position")?;
        let rows = statement.query_map([segment], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Goes through the entries of the sources' compartment.
    pub(crate) fn entries_of_sources(&self) -> Result<Vec<Vec<u8>>, ViewFault> {
        let mut statement = self
            .connection
            .prepare("SELECT bytes FROM entry WHERE compartment = 2 ORDER BY position")?;
        let rows = statement.query_map((), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many entries there are.
    pub(crate) fn n_entries(&self) -> Result<u64, ViewFault> {
        Ok(self
            .connection
            .query_row("SELECT count(*) FROM entry", (), |row| row.get(0))?)
    }

    /// Says whether a subject was forgotten.
    pub(crate) fn is_forgotten(&self, subject: SubjectId) -> Result<bool, ViewFault> {
        let sql = "SELECT EXISTS (SELECT 1 FROM forgotten WHERE subject = ?)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([subject.as_bytes()], |row| row.get(0))?)
    }

    /// Says whether a row with this mark must not come back.
    pub(crate) fn has_tombstone(&self, mark: &[u8; 32]) -> Result<bool, ViewFault> {
        let sql = "SELECT EXISTS (SELECT 1 FROM tombstone WHERE mark = ?)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([mark], |row| row.get(0))?)
    }

    pub(super) fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, ViewFault> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT value FROM meta WHERE name = ?")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    pub(super) fn set_meta(&self, name: &str, value: &[u8]) -> Result<(), ViewFault> {
        let sql = "INSERT INTO meta (name, value) VALUES (?, ?)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.connection
            .prepare_cached(sql)?
            .execute(params![name, value])?;
        Ok(())
    }

    fn hashes(&self) -> Result<HashMap<DeviceId, Vec<Hash>>, ViewFault> {
        let mut devices = self.connection.prepare("SELECT id, device FROM device")?;
        let devices: Vec<(i64, [u8; 16])> = devices
            .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let sql = "SELECT hash FROM entry INDEXED BY entry_of_device WHERE device = ? ORDER BY number";
        let mut statement = self.connection.prepare(sql)?;
        let mut hashes = HashMap::new();
        for (id, device) in devices {
            let of_device: Vec<Hash> = statement
                .query_map([id], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            if !of_device.is_empty() {
                hashes.insert(DeviceId::from_bytes(device), of_device);
            }
        }
        Ok(hashes)
    }

    /// The segments as they were when the view last changed, in order.
    pub(crate) fn marks(&self) -> Result<Vec<SegmentMark>, ViewFault> {
        let mut statement = self
            .connection
            .prepare("SELECT number, length, hash FROM segment ORDER BY number")?;
        let rows = statement.query_map((), |row| {
            Ok(SegmentMark {
                number: row.get(0)?,
                length: row.get(1)?,
                hash: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Work<'_> {
    /// Keeps an entry that stands in `segment`.
    pub(crate) fn add_entry(&self, entry: &Entry, bytes: &[u8], segment: u32) -> Result<(), ViewFault> {
        let device = self.device(entry.header.device)?;
        let sql = "INSERT INTO entry (device, number, hash, segment, compartment, bytes)
                   VALUES (?, ?, ?, ?, ?, ?)";
        self.transaction.prepare_cached(sql)?.execute(params![
            device,
            entry.header.number,
            entry.hash(),
            segment,
            entry.header.compartment,
            bytes
        ])?;
        Ok(())
    }

    /// Keeps how the segments are now.
    pub(crate) fn set_marks(&self, marks: &[SegmentMark]) -> Result<(), ViewFault> {
        let sql = "INSERT INTO segment (number, length, hash) VALUES (?, ?, ?)
                   ON CONFLICT (number) DO UPDATE SET length = excluded.length, hash = excluded.hash";
        let mut statement = self.transaction.prepare_cached(sql)?;
        for mark in marks {
            statement.execute(params![mark.number, mark.length, mark.hash])?;
        }
        Ok(())
    }

    /// Keeps the chain's summary.
    pub(crate) fn set_chain(&self, summary: &[u8]) -> Result<(), ViewFault> {
        let sql = "INSERT INTO meta (name, value) VALUES ('chain', ?)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.transaction.prepare_cached(sql)?.execute([summary])?;
        Ok(())
    }

    /// The row of a device, made when it is new.
    pub(super) fn device(&self, device: DeviceId) -> Result<i64, ViewFault> {
        let mut known = self
            .transaction
            .prepare_cached("SELECT id FROM device WHERE device = ?")?;
        if let Some(id) = known
            .query_row([device.as_bytes()], |row| row.get(0))
            .optional()?
        {
            return Ok(id);
        }
        self.transaction
            .prepare_cached("INSERT INTO device (device) VALUES (?)")?
            .execute([device.as_bytes()])?;
        Ok(self.transaction.last_insert_rowid())
    }
}
