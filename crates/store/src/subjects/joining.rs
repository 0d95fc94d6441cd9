//! What two copies of the slots say together.
//!
//! A slot that is bad in one copy is taken from the other. A crash leaves one copy as it was before, and the other with more
//! slots behind, whole or torn: torn ones are dropped, for no entry can use them yet. What is bad in both copies is damage.
//! Where both have good slots that are not the same, as when files of two histories were mixed, all are kept.
//! Where the copies differ in slots whose key the user does not hold, neither copy is touched.

use std::collections::HashSet;

use rayon::prelude::*;

use super::SlotsError;
use super::slot::{HEAD, MAGIC, Ring, SLOT, Soundness, head, named};
use crate::SubjectId;
use crate::copies::{Copies, is_of_newer_kind};
use crate::keyring::Keys;

/// How far two copies say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// They do.
    Same,
    /// They did not, and it is known what is right; both have to be written.
    Mended,
    /// They do not, and this user cannot tell what is right.
    Unsettled,
}

/// What two copies say together.
pub(super) struct Joined {
    pub(super) ring: Ring,
    pub(super) bytes: Vec<u8>,
    pub(super) subjects: Vec<SubjectId>,
    pub(super) agreement: Agreement,
}

/// What a copy's head says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Of(u64),
    Newer,
    /// It would be ours but for its number, as a flipped bit leaves it.
    Renumbered,
    Bad,
}

/// Puts two copies together.
///
/// # Errors
///
/// When they are bad in the same place, of another epoch than the keys, or of a newer program.
pub(super) fn join(keys: &Keys, copies: Copies) -> Result<Joined, SlotsError> {
    let [a, b] = copies.map(Option::unwrap_or_default);
    let heads = [&a, &b].map(|bytes| head_of(bytes, keys));
    let epoch = match heads {
        [Head::Newer, _] | [_, Head::Newer] => return Err(SlotsError::Newer),
        [Head::Bad, Head::Bad] => return Err(SlotsError::Damaged),
        [Head::Renumbered, Head::Renumbered | Head::Bad] | [Head::Bad, Head::Renumbered] => {
            return Err(SlotsError::Newer);
        }
        [Head::Of(x), Head::Of(y)] if x != y => return newer_of([(x, a), (y, b)], keys),
        [Head::Of(epoch), _] | [_, Head::Of(epoch)] => epoch,
    };
    let ring = Ring::new(keys.register(), epoch, keys);
    if ring.is_empty() {
        return Err(SlotsError::OtherEpoch);
    }
    if a == b {
        drop(b);
        return one(ring, a, Agreement::Same);
    }
    let has_head = heads.map(|head| matches!(head, Head::Of(_)));
    Joint::new(ring, [&a, &b], has_head).finish()
}

/// A rewriting was cut short between the copies: each is whole, the newer one is to stay.
fn newer_of(mut copies: [(u64, Vec<u8>); 2], keys: &Keys) -> Result<Joined, SlotsError> {
    copies.sort_by_key(|(epoch, _)| std::cmp::Reverse(*epoch));
    let mut refused = SlotsError::OtherEpoch;
    for (epoch, bytes) in copies {
        let ring = Ring::new(keys.register(), epoch, keys);
        if ring.is_empty() {
            continue;
        }
        match one(ring, bytes, Agreement::Mended) {
            Err(error) => refused = error,
            joined => return joined,
        }
    }
    Err(refused)
}

/// Takes the slots of one copy that has to be good by itself.
fn one(ring: Ring, bytes: Vec<u8>, agreement: Agreement) -> Result<Joined, SlotsError> {
    let mut subjects = Vec::new();
    let mut is_verified = true;
    for soundness in examined(&ring, &bytes) {
        is_verified &= matches!(soundness, Soundness::Opens(_));
        match soundness {
            Soundness::Opens(subject) | Soundness::Unverified(subject) => subjects.push(subject),
            Soundness::Bad => return Err(SlotsError::Damaged),
        }
    }
    let may_be_copied = is_verified || agreement == Agreement::Same;
    Ok(Joined {
        ring,
        bytes,
        subjects,
        agreement: if may_be_copied {
            agreement
        } else {
            Agreement::Unsettled
        },
    })
}

/// Two copies of one epoch that differ.
struct Joint<'b> {
    ring: Ring,
    copies: [&'b [u8]; 2],
    soundness: [Vec<Soundness>; 2],
    has_head: [bool; 2],
    bytes: Vec<u8>,
    subjects: Vec<SubjectId>,
    /// Good slots that stand in the place of other good ones.
    displaced: Vec<(usize, &'b [u8])>,
    is_unsettled: bool,
}

/// What becomes of a slot.
enum Verdict<'b> {
    /// It stays, as these bytes.
    Stays(SubjectId, &'b [u8]),
    /// A crash left it.
    Torn,
}

impl<'b> Joint<'b> {
    fn new(ring: Ring, copies: [&'b [u8]; 2], has_head: [bool; 2]) -> Self {
        Self {
            soundness: copies.map(|bytes| examined(&ring, bytes)),
            bytes: head(&ring.register, ring.epoch).to_vec(),
            ring,
            copies,
            has_head,
            subjects: Vec::new(),
            displaced: Vec::new(),
            is_unsettled: false,
        }
    }

    fn finish(mut self) -> Result<Joined, SlotsError> {
        let n_slots = self.soundness[0].len().max(self.soundness[1].len());
        for index in 0..n_slots {
            if let Verdict::Stays(subject, slot) = self.judge(index)? {
                self.take(index, subject, slot)?;
            }
        }
        let known: HashSet<SubjectId> = self.subjects.iter().copied().collect();
        for (index, slot) in std::mem::take(&mut self.displaced) {
            let (subject, _) = named(slot).ok_or(SlotsError::Damaged)?;
            if !known.contains(&subject) {
                self.move_up(index, subject, slot)?;
            }
        }
        let agreement = match self.is_unsettled {
            true => Agreement::Unsettled,
            false => Agreement::Mended,
        };
        Ok(Joined {
            ring: self.ring,
            bytes: self.bytes,
            subjects: self.subjects,
            agreement,
        })
    }

    fn judge(&mut self, index: usize) -> Result<Verdict<'b>, SlotsError> {
        let [a, b] = [0, 1].map(|copy| self.soundness[copy].get(index).copied());
        let [slot_a, slot_b] = self.copies.map(|bytes| slot(bytes, index));
        let verdict = match (a, b) {
            (Some(Soundness::Opens(subject)), Some(Soundness::Opens(_))) if slot_a != slot_b => {
                self.displaced.push((index, slot_b));
                Verdict::Stays(subject, slot_a)
            }
            (Some(Soundness::Opens(subject)), _) => Verdict::Stays(subject, slot_a),
            (_, Some(Soundness::Opens(subject))) => Verdict::Stays(subject, slot_b),
            (Some(Soundness::Unverified(subject)), other) => {
                self.is_unsettled |= other.is_none() || slot_a != slot_b;
                Verdict::Stays(subject, slot_a)
            }
            (other, Some(Soundness::Unverified(subject))) => {
                self.is_unsettled |= other.is_none() || slot_a != slot_b;
                Verdict::Stays(subject, slot_b)
            }
            // The other copy is as it was before: nobody can have used what is torn here.
            (Some(Soundness::Bad), None) if self.has_head[1] => Verdict::Torn,
            (None, Some(Soundness::Bad)) if self.has_head[0] => Verdict::Torn,
            _ => return Err(SlotsError::Damaged),
        };
        Ok(verdict)
    }

    fn take(&mut self, index: usize, subject: SubjectId, slot: &[u8]) -> Result<(), SlotsError> {
        if index != self.subjects.len() {
            return self.move_up(index, subject, slot);
        }
        self.bytes.extend(slot);
        self.subjects.push(subject);
        Ok(())
    }

    /// Takes a slot at another place, which needs a new seal.
    fn move_up(&mut self, index: usize, subject: SubjectId, slot: &[u8]) -> Result<(), SlotsError> {
        let number = |index: usize| u32::try_from(index).map_err(|_| SlotsError::Damaged);
        let (_, compartment) = named(slot).ok_or(SlotsError::Damaged)?;
        // One whose key the user does not hold stays where it is: in the copy that has it.
        let Some(key) = self.ring.open(number(index)?, slot)? else {
            self.is_unsettled = true;
            return Ok(());
        };
        let place = number(self.subjects.len())?;
        self.bytes
            .extend(self.ring.seal(place, subject, compartment, &key)?);
        self.subjects.push(subject);
        Ok(())
    }
}

/// Examines all slots of a copy; what is left at its end counts as one that is bad.
fn examined(ring: &Ring, bytes: &[u8]) -> Vec<Soundness> {
    let slots = bytes.get(HEAD..).unwrap_or_default();
    slots
        .par_chunks(SLOT)
        .enumerate()
        .map(|(index, slot)| ring.examine(index, slot))
        .collect()
}

/// The bytes of a slot, as far as they are there.
fn slot(bytes: &[u8], index: usize) -> &[u8] {
    let from = (HEAD + index * SLOT).min(bytes.len());
    &bytes[from..(from + SLOT).min(bytes.len())]
}

fn head_of(bytes: &[u8], keys: &Keys) -> Head {
    if is_of_newer_kind(bytes, MAGIC) {
        let as_ours = [&MAGIC[..], &bytes[MAGIC.len()..]].concat();
        return match head_of(&as_ours, keys) {
            Head::Of(_) => Head::Renumbered,
            _ => Head::Newer,
        };
    }
    let epoch = bytes.get(24..32).and_then(|epoch| epoch.try_into().ok());
    match epoch.map(u64::from_be_bytes) {
        Some(epoch) if bytes.starts_with(&head(&keys.register(), epoch)) => Head::Of(epoch),
        _ => Head::Bad,
    }
}
