//! Adding to a register: into the log, synced, and into the view, together or not at all.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use super::Register;
use crate::act::{Act, RegisterAct};
use crate::clock::Moment;
use crate::contents::{self, Contents};
use crate::entry::{Entry, Grant, Header, MAX_ENTRY, NONE_BEFORE};
use crate::keyring::Compartment;
use crate::log::Addition;
use crate::subjects::SlotsError;
use crate::view::ViewFault;
use crate::{DeviceId, SubjectId};

/// One entry's worth of acts.
#[derive(Clone, Debug)]
pub struct Change {
    /// Who may read it.
    pub compartment: Compartment,
    /// Acts by the subject they are about.
    pub about: Vec<(SubjectId, Vec<Act>)>,
    /// Acts about no subject.
    pub register_acts: Vec<RegisterAct>,
}

/// Where an entry stands in the history: its dots are counted from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryId {
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its number, from 1.
    pub number: u64,
}

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A change holds nothing, or more than an entry takes.
    #[error("a change holds nothing, or more than one entry takes")]
    WrongSize,
    /// A subject was forgotten.
    #[error("somebody who was forgotten cannot be written about")]
    Forgotten,
    /// The user does not hold the key of this compartment.
    #[error("the user may not write here")]
    NoKey,
    /// The user was removed.
    #[error("the user may not sign any more")]
    NotAdmitted,
    /// An earlier failure could not be undone; the register has to be opened anew.
    #[error("the register has to be opened again first")]
    Broken,
    /// The subject slots cannot be written.
    #[error(transparent)]
    Slots(#[from] SlotsError),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk refuses.
    #[error("cannot write {path}")]
    Disk {
        /// What was written.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The view is damaged; opening the register anew mends it.
    #[error("the view is damaged")]
    ViewDamaged,
    /// The view failed in a way that is none of these; the number is SQLite's.
    #[error("the view failed with code {0}")]
    View(i32),
}

impl From<ViewFault> for CommitError {
    fn from(fault: ViewFault) -> Self {
        match fault {
            ViewFault::Full => Self::Full,
            ViewFault::Disk => Self::Disk {
                path: PathBuf::from("view.db"),
                source: io::Error::other(fault),
            },
            ViewFault::Damaged | ViewFault::Missing | ViewFault::OtherVersion => Self::ViewDamaged,
            ViewFault::Other(code) => Self::View(code),
        }
    }
}

/// A signed entry with its bytes and what it says.
struct Made {
    entry: Entry,
    bytes: Vec<u8>,
    contents: Contents,
}

impl Register {
    /// Adds one act of the user, of as many entries as it needs; when this returns, the disk has all of it.
    ///
    /// # Errors
    ///
    /// When it cannot be added; nothing of it is in the register then, or, when the disk failed at the very end and the
    /// register says that it has to be opened again, either all of it or nothing.
    pub fn commit(&mut self, changes: Vec<Change>, now: Moment) -> Result<Vec<EntryId>, CommitError> {
        self.commit_granting(changes, None, now)
    }

    pub(super) fn commit_granting(
        &mut self,
        changes: Vec<Change>,
        grant: Option<Grant>,
        now: Moment,
    ) -> Result<Vec<EntryId>, CommitError> {
        if self.is_broken {
            return Err(CommitError::Broken);
        }
        if !self.chain.is_empty() && self.chain.admits(&self.keys.verifying_key()).is_none() {
            return Err(CommitError::NotAdmitted);
        }
        self.open_slots(&changes)?;
        let made = self.make(changes, grant, now)?;
        self.keep(&made)?;
        for made in &made {
            self.chain
                .follow(&made.entry)
                .expect("what was just made follows");
            self.note_sources(made);
        }
        self.bear_witness(false);
        Ok(made.iter().map(|made| id_of(&made.entry)).collect())
    }

    /// Gives every new subject a key that is on the disk before anything is sealed with it.
    fn open_slots(&mut self, changes: &[Change]) -> Result<(), CommitError> {
        let mut new = BTreeSet::new();
        for change in changes {
            for (subject, _) in &change.about {
                if self.subjects.get(*subject).is_some() || new.contains(&(*subject, change.compartment)) {
                    continue;
                }
                if self.view.is_forgotten(*subject)? {
                    return Err(CommitError::Forgotten);
                }
                // Its slot was lost: a new key would make what was written before unreadable for good.
                if self.view.knows_subject(*subject)? {
                    return Err(CommitError::NoKey);
                }
                new.insert((*subject, change.compartment));
            }
        }
        if !new.is_empty() {
            self.subjects.add_many(&new.into_iter().collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// Signs and seals the entries of an act.
    fn make(
        &self,
        changes: Vec<Change>,
        grant: Option<Grant>,
        now: Moment,
    ) -> Result<Vec<Made>, CommitError> {
        let n = changes.len();
        let head = self.chain.head(self.device);
        let (mut number, mut previous) = head.map_or((0, NONE_BEFORE), |head| (head.number, head.hash));
        let group_first = number + 1;
        let mut clock = self.chain.clock();
        let mut heads = self.chain.news_for(self.device);
        let mut made = Vec::with_capacity(n);
        for (at, change) in changes.into_iter().enumerate() {
            number += 1;
            clock = clock.tick(now);
            let header = Header {
                device: self.device,
                number,
                previous,
                heads: std::mem::take(&mut heads),
                clock,
                signer: self.keys.verifying_key(),
                group_first,
                closes: at + 1 == n,
                compartment: change.compartment as u32,
                epoch: self.keys.epoch(change.compartment).ok_or(CommitError::NoKey)?,
                grant: grant.filter(|_| at == 0),
                parts: Vec::new(),
            };
            let one = self.make_one(header, change)?;
            previous = one.entry.hash();
            made.push(one);
        }
        if made.is_empty() {
            Err(CommitError::WrongSize)
        } else {
            Ok(made)
        }
    }

    fn make_one(&self, header: Header, change: Change) -> Result<Made, CommitError> {
        let register = self.keys.register();
        let key = self
            .keys
            .compartment_key(change.compartment, header.epoch)
            .ok_or(CommitError::NoKey)?;
        let keys = change
            .about
            .iter()
            .map(|(subject, _)| self.subjects.get(*subject).ok_or(CommitError::NoKey))
            .collect::<Result<Vec<_>, _>>()?;
        let about = change
            .about
            .iter()
            .zip(&keys)
            .map(|((subject, acts), key)| (*subject, key, &acts[..]));
        let parts = contents::seal(&register, &header, key, &change.register_acts, about)
            .map_err(|_| CommitError::WrongSize)?;
        let entry = Entry::sign(&register, header, parts, self.keys.signing_key());
        let bytes = entry.encode();
        if bytes.len() > MAX_ENTRY || Entry::decode(&register, &bytes).is_err() {
            return Err(CommitError::WrongSize);
        }
        let parts = change
            .about
            .into_iter()
            .map(|(subject, acts)| (subject, Some(acts)))
            .collect();
        let contents = Contents {
            register_acts: change.register_acts,
            parts,
        };
        Ok(Made {
            entry,
            bytes,
            contents,
        })
    }

    /// Takes note of what an entry says about sources.
    fn note_sources(&mut self, made: &Made) {
        let header = &made.entry.header;
        let Some(sources) = &mut self.sources else { return };
        if header.compartment == Compartment::Sources as u32 {
            sources.insert(header.device, header.number, &made.contents);
        }
        for act in &made.contents.register_acts {
            if let RegisterAct::Forget { subject, .. } = act {
                sources.forget(*subject);
            }
        }
    }

    /// Writes the entries into log and view.
    fn keep(&mut self, made: &[Made]) -> Result<(), CommitError> {
        let end = self.log.end();
        let bytes: Vec<Vec<u8>> = made.iter().map(|made| made.bytes.clone()).collect();
        let addition = self.log.lay_out(&bytes);
        let mut chain = self.chain.tips();
        for made in made {
            chain.follow(&made.entry).map_err(|_| CommitError::NotAdmitted)?;
        }
        let summary = chain.summary();
        let work = self.view.begin()?;
        for (made, segment) in made.iter().zip(&addition.segments) {
            work.add_entry(&made.entry, &made.bytes, *segment)?;
            if made.entry.header.compartment == Compartment::General as u32 {
                work.apply(&made.entry.header, &made.contents)?;
            }
        }
        work.set_marks(&addition.marks)?;
        work.set_chain(&summary)?;
        let kept = append(&mut self.log, &addition, &self.place.log())
            .and_then(|()| work.commit().map_err(CommitError::from));
        if kept.is_err() && self.log.cut_back(&end).is_err() {
            self.is_broken = true;
        }
        kept
    }
}

fn append(
    log: &mut crate::log::Log,
    addition: &Addition,
    folder: &std::path::Path,
) -> Result<(), CommitError> {
    log.append(addition).map_err(|source| match source.kind() {
        io::ErrorKind::StorageFull => CommitError::Full,
        _ => CommitError::Disk {
            path: folder.to_owned(),
            source,
        },
    })
}

fn id_of(entry: &Entry) -> EntryId {
    EntryId {
        device: entry.header.device,
        number: entry.header.number,
    }
}
