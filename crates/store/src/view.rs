//! The view: what the log says, indexed in one encrypted file that can be thrown away and made again.
//!
//! It keeps every entry's bytes as well, which mends a damaged log.

mod connection;
mod entries;
mod reading;
#[cfg(test)]
mod tests;
mod writing;

use std::path::Path;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use crate::RegisterId;
use crate::sealing::SecretKey;

/// Changes whenever a view of an older program cannot be used, the keys of names included; it is made again then.
const VIEW_VERSION: i64 = (1 << 16) + names::KEYS_VERSION as i64;

const SCHEMA: &str = include_str!("view/schema.sql");

/// What went wrong with the view's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ViewFault {
    /// There is none.
    #[error("there is no view")]
    Missing,
    /// Not readable with this key: damaged, or of an earlier key.
    #[error("the view is damaged")]
    Damaged,
    /// Of another version of the program.
    #[error("the view is of another version")]
    OtherVersion,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk refuses to read or write.
    #[error("the disk refuses")]
    Disk,
    /// Anything else, by SQLite's extended number.
    #[error("the view failed with code {0}")]
    Other(i32),
}

impl From<rusqlite::Error> for ViewFault {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            // A value of another kind than the program wrote.
            return Self::Damaged;
        };
        match failure.code {
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly => Self::Disk,
            _ => Self::Other(failure.extended_code),
        }
    }
}

/// The view of a register, open.
#[derive(Debug)]
pub(crate) struct View {
    connection: Connection,
}

/// Changes of the view that come about together or not at all.
#[derive(Debug)]
pub(crate) struct Work<'v> {
    transaction: Transaction<'v>,
}

impl View {
    /// Makes an empty view.
    pub(crate) fn create(path: &Path, key: &ViewKey, register: &RegisterId) -> Result<Self, ViewFault> {
        let connection = connection::connect(path, key)?;
        connection.execute_batch(SCHEMA)?;
        // Filling a view goes through all of its pages again and again.
        connection.pragma_update(None, "cache_size", -64_000)?;
        connection.pragma_update(None, "user_version", VIEW_VERSION)?;
        let view = Self {
            connection: connection::guarded(connection)?,
        };
        view.set_meta("register", register.as_bytes())?;
        Ok(view)
    }

    /// Opens a view that is there.
    pub(crate) fn open(path: &Path, key: &ViewKey, register: &RegisterId) -> Result<Self, ViewFault> {
        if !path.exists() {
            return Err(ViewFault::Missing);
        }
        let connection = connection::connect(path, key)?;
        let version: i64 = connection.query_row("PRAGMA user_version", (), |row| row.get(0))?;
        if version != VIEW_VERSION {
            return Err(ViewFault::OtherVersion);
        }
        let view = Self {
            connection: connection::guarded(connection)?,
        };
        match view.meta("register")? {
            Some(id) if id == register.as_bytes() => Ok(view),
            _ => Err(ViewFault::Damaged),
        }
    }

    /// A view in no file, in the place of one that is being replaced.
    pub(crate) fn nowhere() -> Result<Self, ViewFault> {
        Ok(Self {
            connection: Connection::open_in_memory()?,
        })
    }

    /// Begins changes.
    pub(crate) fn begin(&mut self) -> Result<Work<'_>, ViewFault> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Work { transaction })
    }

    /// Moves what stands beside the file into it, so that nothing is left beside it.
    pub(crate) fn settle(&self) -> Result<(), ViewFault> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(()))?;
        Ok(())
    }

    /// Reads every page, and has the search tables look at themselves; says what is wrong, if anything.
    pub(crate) fn examine(&self) -> Result<(), ViewFault> {
        // The check of pages reads the file alone: a page that a crash tore while it was moved there is whole beside it.
        self.settle()?;
        let mut statement = self.connection.prepare("PRAGMA cipher_integrity_check")?;
        if statement.query(())?.next()?.is_some() {
            return Err(ViewFault::Damaged);
        }
        let answer: String = self
            .connection
            .query_row("PRAGMA integrity_check", (), |row| row.get(0))?;
        if answer != "ok" {
            return Err(ViewFault::Damaged);
        }
        self.connection.execute(
            "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)",
            (),
        )?;
        Ok(())
    }

    /// Closes the file; what is in it stays.
    pub(crate) fn close(self) -> Result<(), ViewFault> {
        self.settle()?;
        self.connection
            .close()
            .map_err(|(_, error)| ViewFault::from(error))
    }
}

impl Work<'_> {
    /// Makes the changes lasting.
    pub(crate) fn commit(self) -> Result<(), ViewFault> {
        Ok(self.transaction.commit()?)
    }
}

/// What opens the view's file.
#[derive(Clone, Debug)]
pub(crate) struct ViewKey {
    /// Encrypts and authenticates its pages.
    pub(crate) key: SecretKey,
    /// Stands in its first page.
    pub(crate) salt: [u8; 16],
}
