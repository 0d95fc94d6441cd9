//! Checking everything: each page, each entry, each signature, and that log and view say the same.

use super::Register;
use super::mending::{Mending, ViewReason};
use super::opening::{OpenError, make_again};
use crate::contents;
use crate::entry::Entry;
use crate::keyring::Compartment;
use crate::log::inspect;
use crate::state::State;
use crate::verification::{KnownHead, NotVerified, verify_log};

/// What checking found.
#[derive(Debug)]
pub struct Check {
    /// How many entries the log has.
    pub n_entries: u64,
    /// How many records the view has.
    pub n_records: u64,
    /// What everybody with the same entries gets.
    pub digest: [u8; 32],
    /// The newest entry of each device.
    pub heads: Vec<KnownHead>,
    /// What is wrong.
    pub faults: Vec<CheckFault>,
}

/// Something that is not as it should be.
#[derive(Debug, thiserror::Error)]
pub enum CheckFault {
    /// The log is not what its users wrote.
    #[error(transparent)]
    Log(#[from] NotVerified),
    /// Segments of the log differ from what the view remembers of them.
    #[error("segment {0} of the log is not what it was")]
    Segment(u32),
    /// A page of the view is damaged, or its tables do not fit together.
    #[error("the view is damaged")]
    View,
    /// View and log do not say the same.
    #[error("view and log do not say the same")]
    Differs,
    /// Subjects who were not forgotten have no key.
    #[error("{0} subjects have no key")]
    Keyless(u64),
    /// A file cannot be read.
    #[error("the disk refuses")]
    Disk,
}

impl Register {
    /// Checks everything; nothing is changed. Takes minutes for a large register.
    pub fn check(&self) -> Check {
        let mut check = Check {
            n_entries: 0,
            n_records: 0,
            digest: [0; 32],
            heads: Vec::new(),
            faults: Vec::new(),
        };
        match verify_log(&self.place.folder, &self.known_heads()) {
            Ok(verified) => (check.n_entries, check.heads) = (verified.n_entries, verified.heads),
            Err(fault) => check.faults.push(CheckFault::Log(fault)),
        }
        let marks = self.view.marks().map_err(|_| CheckFault::View);
        let inspection =
            marks.and_then(|marks| inspect(&self.place.log(), &marks).map_err(|_| CheckFault::Disk));
        match inspection {
            Ok(inspection) => check
                .faults
                .extend(inspection.damaged.into_iter().map(CheckFault::Segment)),
            Err(fault) => check.faults.push(fault),
        }
        if self.view.examine().is_err() {
            check.faults.push(CheckFault::View);
        }
        match self.compare() {
            Ok((digest, is_same)) => {
                check.digest = digest;
                check.faults.extend((!is_same).then_some(CheckFault::Differs));
            }
            Err(fault) => check.faults.push(fault),
        }
        check.n_records = self.view.n_records().unwrap_or(0);
        check.faults.extend(
            self.view
                .n_keyless()
                .ok()
                .filter(|n| *n > 0)
                .map(CheckFault::Keyless),
        );
        check
    }

    /// Makes the view again from the log.
    ///
    /// # Errors
    ///
    /// When the log cannot be read or the disk refuses; the old view is then still there.
    pub fn rebuild_view(&mut self) -> Result<Mending, OpenError> {
        self.make_view_again(ViewReason::Asked)
    }

    pub(super) fn make_view_again(&mut self, reason: ViewReason) -> Result<Mending, OpenError> {
        // Until the new view is in its place, nothing may be added.
        self.is_broken = true;
        let n_entries = make_again(self)?;
        self.is_broken = false;
        Ok(Mending::ViewRebuilt { reason, n_entries })
    }

    fn known_heads(&self) -> Vec<KnownHead> {
        let known = |head: crate::entry::Head| KnownHead {
            device: head.device,
            number: head.number,
            hash: head.hash,
        };
        self.chain.heads().into_iter().map(known).collect()
    }

    /// Works out from the entries in the log what the view should say.
    fn compare(&self) -> Result<([u8; 32], bool), CheckFault> {
        let register = self.keys.register();
        let mut state = State::default();
        for number in 1.. {
            let bytes = crate::log::read_segment(&self.place.log(), number).map_err(|_| CheckFault::Disk)?;
            let Some(bytes) = bytes else { break };
            let (frames, _) = crate::log::frames(&register, number, &bytes, 0);
            for frame in frames {
                let Ok(entry) = Entry::decode(&register, frame.entry) else {
                    continue;
                };
                if entry.header.compartment != Compartment::General as u32 {
                    continue;
                }
                let key = self
                    .keys
                    .compartment_key(Compartment::General, entry.header.epoch);
                let key = key.ok_or(CheckFault::Differs)?;
                let contents = contents::open(&register, &entry, key, |subject| self.subjects.get(subject))
                    .map_err(|_| CheckFault::Differs)?;
                state.insert(entry.header.device, entry.header.number, &contents);
            }
        }
        let digest = self.view.digest().map_err(|_| CheckFault::View)?;
        Ok((digest, state.digest() == digest))
    }
}
