//! Forgetting a subject: its slot is destroyed in every copy, under new keys, and the view is made again.

use super::founding::row_mark;
use super::mending::{Mending, ViewReason};
use super::opening::OpenError;
use super::{Change, CommitError, Register};
use crate::SubjectId;
use crate::act::{RegisterAct, Words};
use crate::clock::Moment;
use crate::keyring::{ChangeError, Changed, Compartment, KeyringError};

/// Codes of acts that take words out of the register.
const TAKEN_OUT: [&str; 3] = ["backup", "export", "release"];

/// What was forgotten, and what forgetting does not reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Who was forgotten.
    pub subject: SubjectId,
    /// How many records.
    pub n_records: u64,
    /// How many rows of lists will not come back.
    pub n_tombstones: u64,
    /// Copies, exports and releases that were made before and keep what they had, by code.
    pub taken_out: Vec<(&'static str, u64)>,
}

/// Why nothing was forgotten, or not yet everywhere.
#[derive(Debug, thiserror::Error)]
pub enum ForgetError {
    /// Nobody is known under this identifier.
    #[error("nobody is known under this identifier")]
    Unknown,
    /// Only owners may do this.
    #[error("only an owner may do this")]
    NotOwner,
    /// It could not be written down; nothing was forgotten.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// It is written down, but not done everywhere; opening the register anew goes on with it.
    #[error("it was begun, and goes on when the register is opened again")]
    Unfinished(#[source] OpenError),
}

impl Register {
    /// Forgets a subject, and lets none of these rows (list, row's own identifier) come back.
    ///
    /// # Errors
    ///
    /// When it cannot be begun, or not be brought to its end now; see [`ForgetError`].
    pub fn forget(
        &mut self,
        subject: SubjectId,
        rows: &[(&str, &str)],
        reason: &str,
        now: Moment,
    ) -> Result<Receipt, ForgetError> {
        if !self.keys.role().is_owner() {
            return Err(ForgetError::NotOwner);
        }
        if !self.subjects.has(subject) {
            return Err(ForgetError::Unknown);
        }
        let receipt = self.receipt(subject, rows.len() as u64)?;
        let mut register_acts = vec![RegisterAct::Forget {
            subject,
            reason: Words(reason.to_owned()),
        }];
        for (list, row) in rows {
            register_acts.push(RegisterAct::Tombstone {
                mark: row_mark(&self.keys, list, row),
            });
        }
        let change = Change {
            compartment: Compartment::General,
            about: Vec::new(),
            register_acts,
        };
        self.commit(vec![change], now)?;
        self.finish_forgetting().map_err(ForgetError::Unfinished)?;
        Ok(receipt)
    }

    /// Says whether a row must not come back.
    ///
    /// # Errors
    ///
    /// When the view cannot be read.
    pub fn is_barred(&self, list: &str, row: &str) -> Result<bool, CommitError> {
        Ok(self.view.has_tombstone(&row_mark(&self.keys, list, row))?)
    }

    /// Does whatever a forgetting, or a change of everybody's keys, has not done yet. A user who is no owner leaves it to
    /// one.
    pub(super) fn finish_forgetting(&mut self) -> Result<Option<Mending>, OpenError> {
        let forgotten = self.view.forgotten().map_err(OpenError::from_view)?;
        let is_begun = self.keys.newest_slots_epoch() != self.keys.slots_epoch();
        let is_due = is_begun || forgotten.iter().any(|subject| self.subjects.has(*subject));
        if !is_due || !self.keys.role().is_owner() {
            return Ok(None);
        }
        if !is_begun {
            let changed = self.keyring.with_next_slots(&self.keys);
            self.take_keyring(changed)?;
        }
        let epoch = self.keys.newest_slots_epoch();
        if self.subjects.epoch() != epoch {
            let stays = |subject| forgotten.binary_search(&subject).is_err();
            // One copy may be of the new epoch already when the other cannot be written: nothing may be added then.
            self.is_broken = true;
            self.subjects = self.subjects.rewrite(&self.keys, epoch, stays)?;
            self.is_broken = false;
        }
        let changed = self.keyring.with_only_next_slots(&self.keys);
        self.take_keyring(changed)?;
        self.make_view_again(ViewReason::Asked)?;
        self.bear_witness(true);
        Ok(Some(Mending::ForgettingFinished))
    }

    /// Writes a keyring and goes on with its keys.
    pub(super) fn take_keyring(&mut self, changed: Result<Changed, ChangeError>) -> Result<(), OpenError> {
        let Changed { keyring, keys } = changed.map_err(|_| OpenError::KeyMissing)?;
        self.is_broken = true;
        keyring.write(&self.place.folder).map_err(|error| match error {
            KeyringError::Full => OpenError::Full,
            other => OpenError::Keyring(other),
        })?;
        self.is_broken = false;
        (self.keyring, self.keys) = (keyring, keys);
        Ok(())
    }

    fn receipt(&self, subject: SubjectId, n_tombstones: u64) -> Result<Receipt, CommitError> {
        let mut taken_out = Vec::new();
        for code in TAKEN_OUT {
            let n = self.view.n_audited(code)?;
            if n > 0 {
                taken_out.push((code, n));
            }
        }
        let in_view = self.view.records_of(subject)?.len();
        let in_sources = self
            .sources
            .as_ref()
            .map_or(0, |sources| sources.records_of(subject).len());
        Ok(Receipt {
            subject,
            n_records: (in_view + in_sources) as u64,
            n_tombstones,
            taken_out,
        })
    }
}
