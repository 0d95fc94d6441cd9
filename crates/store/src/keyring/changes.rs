//! Changes of the keyring: each gives a keyring one version on, sealed anew to everybody who stays.

use super::bundle::{Bundle, Held, opening_public};
use super::{Compartment, Keyring, Keys, Role, Secret, Slot, Stretch, slot_aad, slot_key};
use crate::chain::register_id;
use crate::passphrase::{Passphrase, StretchPlan};
use crate::sealing::{SecretKey, random, seal};
use crate::words::RecoveryWords;
use crate::{RegisterId, UserId};
use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

/// Why the keyring cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// Only owners change who holds keys.
    #[error("only an owner may do this")]
    NotOwner,
    /// Another user has this passphrase already.
    #[error("this passphrase cannot be used")]
    Taken,
    /// There is no such user.
    #[error("there is no such user")]
    NoUser,
    /// The last owner cannot be removed.
    #[error("the last owner cannot be removed")]
    LastOwner,
    /// The user does not hold every key that has to be sealed anew.
    #[error("not every key is at hand")]
    KeysMissing,
}

/// Somebody who is to be admitted.
#[derive(Debug)]
pub struct NewUser<'a> {
    /// What opens the user's slot.
    pub passphrase: &'a Passphrase,
    /// What the user may do with keys.
    pub role: Role,
    /// Whether the user may open sources.
    pub opens_sources: bool,
}

/// A user's own keys, new.
struct Own {
    user: UserId,
    signing: SigningKey,
    opening: SecretKey,
}

impl Own {
    fn random() -> Self {
        Self {
            user: UserId::from_bytes(random()),
            signing: SigningKey::from_bytes(&random()),
            opening: SecretKey::random(),
        }
    }

    fn slot(&self, register: &RegisterId, role: Role, secret: &SecretKey, stretch: Option<Stretch>) -> Slot {
        let (key, check) = slot_key(secret, register, self.user);
        let held = Zeroizing::new([&self.signing.to_bytes()[..], self.opening.expose()].concat());
        Slot {
            user: self.user,
            role,
            compartments: Compartment::ALL.to_vec(),
            signing_public: self.signing.verifying_key().to_bytes(),
            opening_public: opening_public(&self.opening),
            stretch,
            check,
            sealed: seal(&key, &slot_aad(register, self.user), &held),
            boxed: Vec::new(),
        }
    }
}

/// A new register's keyring.
pub(crate) struct Founded {
    pub(crate) keyring: Keyring,
    pub(crate) keys: Keys,
    pub(crate) nonce: [u8; 16],
    /// The recovery user's public signing key.
    pub(crate) recovery: [u8; 32],
    pub(crate) words: RecoveryWords,
}

/// Makes the keyring of a new register with one owner and a recovery sheet.
pub(crate) fn found(passphrase: &Passphrase, plan: StretchPlan) -> Founded {
    let (owner, recovery) = (Own::random(), Own::random());
    let nonce = random();
    let register = register_id(&owner.signing.verifying_key().to_bytes(), &nonce);
    let stretch = Stretch { plan, salt: random() };
    let words = RecoveryWords::random();
    let secret = passphrase.stretch(&plan, &stretch.salt);
    let mut slots = vec![
        owner.slot(&register, Role::Owner, &secret, Some(stretch)),
        recovery.slot(&register, Role::Recovery, &words.secret(), None),
    ];
    slots.sort_by_key(|slot| slot.user);
    let held = |compartment| Held {
        compartment,
        epoch: 1,
        key: SecretKey::random(),
    };
    let bundle = Bundle {
        register_key: SecretKey::random(),
        view_key: SecretKey::random(),
        view_salt: random(),
        compartments: Compartment::ALL.map(held).to_vec(),
        slots: Compartment::ALL.map(held).to_vec(),
    };
    let keyring = Keyring {
        register,
        version: 0,
        slots_epoch: 1,
        slots,
        tag: [0; 32],
    };
    let keys = Keys {
        register,
        version: 0,
        slots_epoch: 1,
        user: owner.user,
        role: Role::Owner,
        signing: owner.signing,
        opening: owner.opening,
        bundle: bundle.clone(),
        saw_bad_copy: false,
    };
    let Changed { keyring, keys } = keyring.sealed_anew(&keys, bundle).expect("every key is at hand");
    Founded {
        keyring,
        keys,
        nonce,
        recovery: recovery.signing.verifying_key().to_bytes(),
        words,
    }
}

/// A keyring one version on, and the keys of the user who changed it.
pub(crate) struct Changed {
    pub(crate) keyring: Keyring,
    pub(crate) keys: Keys,
}

impl Keyring {
    /// Admits a user; gives the user's public signing key as well.
    pub(crate) fn admit(
        &self,
        keys: &Keys,
        new: &NewUser<'_>,
    ) -> Result<(Changed, UserId, [u8; 32]), ChangeError> {
        let stretch = self.shared_stretch(keys)?;
        if self.unlock(&Secret::Passphrase(new.passphrase)).is_ok() {
            return Err(ChangeError::Taken);
        }
        let own = Own::random();
        let secret = new.passphrase.stretch(&stretch.plan, &stretch.salt);
        let mut next = self.clone();
        let opens_all = new.opens_sources || new.role.is_owner();
        let mut slot = own.slot(&self.register, new.role, &secret, Some(stretch));
        slot.compartments
            .truncate(if opens_all { Compartment::ALL.len() } else { 1 });
        next.slots.push(slot);
        next.slots.sort_by_key(|slot| slot.user);
        let public = own.signing.verifying_key().to_bytes();
        Ok((next.sealed_anew(keys, keys.bundle.clone())?, own.user, public))
    }

    /// Gives the acting user another passphrase, and the register another salt for that user.
    pub(crate) fn with_passphrase(
        &self,
        keys: &Keys,
        passphrase: &Passphrase,
        plan: StretchPlan,
    ) -> Result<Changed, ChangeError> {
        if self
            .unlock(&Secret::Passphrase(passphrase))
            .is_ok_and(|found| found.user != keys.user)
        {
            return Err(ChangeError::Taken);
        }
        let mut stretch = self
            .slots
            .iter()
            .find_map(|slot| slot.stretch)
            .ok_or(ChangeError::NoUser)?;
        if stretch.plan != plan {
            stretch = Stretch { plan, salt: random() };
        }
        let secret = passphrase.stretch(&stretch.plan, &stretch.salt);
        let own = Own {
            user: keys.user,
            signing: keys.signing.clone(),
            opening: keys.opening.clone(),
        };
        let mut next = self.clone();
        let slot = next
            .slots
            .iter_mut()
            .find(|slot| slot.user == keys.user)
            .ok_or(ChangeError::NoUser)?;
        if slot.stretch.is_none() {
            return Err(ChangeError::NoUser);
        }
        let (boxed, compartments) = (
            std::mem::take(&mut slot.boxed),
            std::mem::take(&mut slot.compartments),
        );
        *slot = Slot {
            boxed,
            compartments,
            ..own.slot(&self.register, slot.role, &secret, Some(stretch))
        };
        Ok(next.tagged_anew(keys))
    }

    /// Removes a user and begins to give everybody else new keys, as [`Keyring::rotated`] does; gives the removed user's
    /// public signing key as well.
    pub(crate) fn without(&self, keys: &Keys, user: UserId) -> Result<(Changed, [u8; 32]), ChangeError> {
        let slot = self
            .slots
            .iter()
            .find(|slot| slot.user == user)
            .ok_or(ChangeError::NoUser)?;
        let owners = self
            .slots
            .iter()
            .filter(|slot| slot.role == Role::Owner && slot.user != user);
        if slot.role == Role::Recovery || owners.count() == 0 {
            return Err(ChangeError::LastOwner);
        }
        let mut next = self.clone();
        next.slots.retain(|slot| slot.user != user);
        let bundle = with_next_slot_keys(&with_new_compartment_keys(&keys.bundle));
        let public = slot.signing_public;
        Ok((next.sealed_anew(keys, bundle)?, public))
    }

    /// Gives everybody new keys of the compartments, and those of the next epoch of slots beside the present ones. What
    /// follows is what follows [`Keyring::with_next_slots`]: keys of the past then open neither slots nor view.
    pub(crate) fn rotated(&self, keys: &Keys) -> Result<Changed, ChangeError> {
        let bundle = with_next_slot_keys(&with_new_compartment_keys(&keys.bundle));
        self.clone().sealed_anew(keys, bundle)
    }

    /// A new recovery sheet in the place of the old one.
    pub(crate) fn with_recovery(
        &self,
        keys: &Keys,
        words: &RecoveryWords,
    ) -> Result<(Changed, [u8; 32], [u8; 32]), ChangeError> {
        let own = Own::random();
        let mut next = self.clone();
        let old = self
            .slots
            .iter()
            .find(|slot| slot.role == Role::Recovery)
            .ok_or(ChangeError::NoUser)?;
        next.slots.retain(|slot| slot.role != Role::Recovery);
        next.slots
            .push(own.slot(&self.register, Role::Recovery, &words.secret(), None));
        next.slots.sort_by_key(|slot| slot.user);
        let changed = next.sealed_anew(keys, keys.bundle.clone())?;
        Ok((
            changed,
            old.signing_public,
            own.signing.verifying_key().to_bytes(),
        ))
    }

    /// The first step of forgetting: keys of the next epoch of slots stand beside the present ones.
    pub(crate) fn with_next_slots(&self, keys: &Keys) -> Result<Changed, ChangeError> {
        self.clone().sealed_anew(keys, with_next_slot_keys(&keys.bundle))
    }

    /// The last step of forgetting: only the next epoch of slots is left, and the view has another key.
    pub(crate) fn with_only_next_slots(&self, keys: &Keys) -> Result<Changed, ChangeError> {
        let mut bundle = keys.bundle.clone();
        let epoch = keys.newest_slots_epoch();
        bundle.slots.retain(|held| held.epoch == epoch);
        bundle.view_key = SecretKey::random();
        bundle.view_salt = random();
        let mut next = self.clone();
        next.slots_epoch = epoch;
        next.sealed_anew(keys, bundle)
    }

    /// How passphrases of this register are stretched.
    fn shared_stretch(&self, keys: &Keys) -> Result<Stretch, ChangeError> {
        if !keys.role.is_owner() {
            return Err(ChangeError::NotOwner);
        }
        self.slots
            .iter()
            .find_map(|slot| slot.stretch)
            .ok_or(ChangeError::NoUser)
    }

    /// One version on, with a bundle sealed anew to everybody.
    fn sealed_anew(mut self, keys: &Keys, bundle: Bundle) -> Result<Changed, ChangeError> {
        if !keys.role.is_owner() {
            return Err(ChangeError::NotOwner);
        }
        // Whoever lacks a compartment's keys would take them from everybody.
        let mut opened = self.slots.iter().flat_map(|slot| &slot.compartments);
        if !opened.all(|compartment| keys.opens(*compartment)) {
            return Err(ChangeError::KeysMissing);
        }
        for at in 0..self.slots.len() {
            let slot = &self.slots[at];
            let theirs = bundle.limited_to(&slot.compartments);
            let boxed = theirs.boxed(&slot.opening_public, &self.box_info(slot.user));
            self.slots[at].boxed = boxed.ok_or(ChangeError::KeysMissing)?;
        }
        Ok(self.tagged_anew(&Keys {
            bundle,
            ..keys.clone()
        }))
    }

    /// One version on, as the file says it.
    fn tagged_anew(mut self, keys: &Keys) -> Changed {
        self.version += 1;
        self.tag = self.expected_tag(&keys.bundle.register_key);
        let keys = Keys {
            version: self.version,
            slots_epoch: self.slots_epoch,
            ..keys.clone()
        };
        Changed { keyring: self, keys }
    }
}

fn with_new_compartment_keys(bundle: &Bundle) -> Bundle {
    let mut bundle = bundle.clone();
    for compartment in Compartment::ALL {
        let epochs = bundle
            .compartments
            .iter()
            .filter(|held| held.compartment == compartment);
        let epoch = epochs.map(|held| held.epoch).max().unwrap_or(0) + 1;
        bundle.compartments.push(Held {
            compartment,
            epoch,
            key: SecretKey::random(),
        });
    }
    bundle
}

/// Keys of an epoch of slots that nobody has held before; those of a change that was begun earlier stay until it is done.
fn with_next_slot_keys(bundle: &Bundle) -> Bundle {
    let mut bundle = bundle.clone();
    let epoch = bundle.slots.iter().map(|held| held.epoch).max().unwrap_or(0) + 1;
    bundle.slots.extend(Compartment::ALL.map(|compartment| Held {
        compartment,
        epoch,
        key: SecretKey::random(),
    }));
    bundle
}
