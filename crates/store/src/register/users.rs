//! Who may open the register: admitting, removing, changing what opens it.

use super::founding::told;
use super::mending::Mending;
use super::opening::OpenError;
use super::{CommitError, Register};
use crate::UserId;
use crate::clock::Moment;
use crate::entry::Grant;
use crate::keyring::{ChangeError, Changed, NewUser, Role};
use crate::passphrase::{Passphrase, StretchPlan};
use crate::words::RecoveryWords;

/// Why who may open the register is as it was, or, when it was begun, is finished at the next opening.
#[derive(Debug, thiserror::Error)]
pub enum KeyChangeError {
    /// It cannot be done.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// It could not be written down.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// It is written down, but the keyring could not be written.
    #[error(transparent)]
    Unfinished(#[from] OpenError),
}

/// Somebody who may open the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct User {
    /// The user.
    pub id: UserId,
    /// What the user may do with keys.
    pub role: Role,
    /// Whether the user may open sources.
    pub opens_sources: bool,
}

impl Register {
    /// Everybody who may open the register, in order of their identifiers.
    pub fn users(&self) -> Vec<User> {
        let user = |slot: &crate::keyring::Slot| User {
            id: slot.user,
            role: slot.role,
            opens_sources: slot.compartments.len() > 1,
        };
        self.keyring.slots.iter().map(user).collect()
    }

    /// Admits a user.
    ///
    /// # Errors
    ///
    /// When the acting user is no owner, the passphrase opens the register already, or the disk refuses.
    pub fn admit(&mut self, new: &NewUser<'_>, now: Moment) -> Result<UserId, KeyChangeError> {
        let (changed, user, key) = self.keyring.admit(&self.keys, new)?;
        let grant = Grant::Admit {
            key,
            role: new.role as u32,
        };
        self.commit_granting(vec![told("user-admitted")], Some(grant), now)?;
        self.keep_keyring(changed)?;
        Ok(user)
    }

    /// Removes a user and gives everybody else new keys: those that the user may have kept open neither slots nor view nor
    /// later entries. The view is made again, which takes a minute in a large register.
    ///
    /// # Errors
    ///
    /// When the acting user is no owner, the user is the last owner or the recovery sheet, or the disk refuses.
    pub fn remove(&mut self, user: UserId, now: Moment) -> Result<(), KeyChangeError> {
        let (changed, key) = self.keyring.without(&self.keys, user)?;
        self.commit_granting(vec![told("user-removed")], Some(Grant::Remove { key }), now)?;
        self.keep_keyring(changed)?;
        self.finish_key_change()
    }

    /// Gives everybody new keys, so that a keyring of the past opens nothing that is written from now on. The view is made
    /// again, which takes a minute in a large register.
    ///
    /// # Errors
    ///
    /// When the acting user is no owner, or the disk refuses.
    pub fn rotate(&mut self, now: Moment) -> Result<(), KeyChangeError> {
        let changed = self.keyring.rotated(&self.keys)?;
        self.commit(vec![told("keys-rotated")], now)?;
        self.keep_keyring(changed)?;
        self.finish_key_change()
    }

    /// Gives the acting user another passphrase.
    ///
    /// # Errors
    ///
    /// When another user has it, or the disk refuses.
    pub fn change_passphrase(
        &mut self,
        passphrase: &Passphrase,
        plan: StretchPlan,
        now: Moment,
    ) -> Result<(), KeyChangeError> {
        let changed = self.keyring.with_passphrase(&self.keys, passphrase, plan)?;
        self.commit(vec![told("passphrase-changed")], now)?;
        self.keep_keyring(changed)
    }

    /// Makes a new recovery sheet; the old one opens nothing from now on.
    ///
    /// # Errors
    ///
    /// When the acting user is no owner, or the disk refuses.
    pub fn replace_recovery(&mut self, now: Moment) -> Result<RecoveryWords, KeyChangeError> {
        let words = RecoveryWords::random();
        let (changed, old, new) = self.keyring.with_recovery(&self.keys, &words)?;
        let admit = Grant::Admit {
            key: new,
            role: Role::Recovery as u32,
        };
        self.commit_granting(vec![told("recovery-admitted")], Some(admit), now)?;
        if self.keys.verifying_key() != old {
            let remove = Grant::Remove { key: old };
            self.commit_granting(vec![told("recovery-removed")], Some(remove), now)?;
        }
        self.keep_keyring(changed)?;
        Ok(words)
    }

    /// Takes users out of the keyring whom the log says removed: a crash came between the two.
    pub(super) fn finish_removals(&mut self) -> Result<Option<Mending>, OpenError> {
        if self.chain.is_empty() || !self.keys.role().is_owner() {
            return Ok(None);
        }
        let mut mending = None;
        for slot in self.keyring.slots.clone() {
            let is_removed = self.chain.was_removed(&slot.signing_public);
            if is_removed && slot.role != Role::Recovery {
                let changed = self
                    .keyring
                    .without(&self.keys, slot.user)
                    .map(|(changed, _)| changed);
                self.take_keyring(changed)?;
                mending = Some(Mending::RemovalFinished);
            }
        }
        Ok(mending)
    }

    /// Slots and view go over to the new keys.
    fn finish_key_change(&mut self) -> Result<(), KeyChangeError> {
        self.finish_forgetting()?;
        Ok(())
    }

    fn keep_keyring(&mut self, changed: Changed) -> Result<(), KeyChangeError> {
        self.take_keyring(Ok(changed))?;
        self.bear_witness(true);
        Ok(())
    }
}
