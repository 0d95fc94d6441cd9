//! Opening a register: mending what is damaged, catching up, and telling what was found.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::mending::{Mending, ViewReason};
use super::replaying::{Replay, Replayed};
use super::{CommitError, Place, Register};
use crate::DeviceId;
use crate::chain::{BrokenChain, Chain};
use crate::clock::Moment;
use crate::keyring::{Keyring, KeyringError, Keys};
use crate::log::{Log, inspect, mended};
use crate::sealing::random;
use crate::subjects::{SlotsError, SubjectSlots};
use crate::view::{View, ViewFault};
use crate::witness::Witness;

/// Why a register cannot be opened; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no register in this folder.
    #[error("no register in {0}")]
    NoRegister(PathBuf),
    /// Another process has it open.
    #[error("another process has the register open")]
    Locked,
    /// Written by a newer program.
    #[error("written by a newer program")]
    Newer,
    /// The keys are not, or no longer, those of the register.
    #[error("the keys are not those of the register as it is now")]
    OtherKeys,
    /// A key is missing that the user should hold.
    #[error("a key is missing")]
    KeyMissing,
    /// The keyring cannot be read.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The subject slots cannot be read.
    #[error(transparent)]
    Slots(#[from] SlotsError),
    /// The log is damaged where the view does not know it.
    #[error("segment {segment} of the log is damaged at byte {offset}")]
    LogDamaged {
        /// Which file, `log/00000001.log` for 1.
        segment: u32,
        /// From its first byte.
        offset: u64,
    },
    /// Something stands in the log that no user of the register wrote there.
    #[error("segment {segment} of the log was changed at byte {offset}: {why}")]
    Tampered {
        /// Which file, `log/00000001.log` for 1.
        segment: u32,
        /// From its first byte.
        offset: u64,
        /// Which rule is broken.
        why: BrokenChain,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk refuses.
    #[error("cannot read or write {path}")]
    Disk {
        /// What was read or written.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The view opens, and holds what cannot be; checking the register with a rebuild mends it.
    #[error("the view holds what cannot be")]
    ViewUnsound,
    /// What was found could not be written down.
    #[error("what was found could not be written down")]
    Untold(#[source] Box<CommitError>),
    /// The view failed in a way that is none of these; the number is SQLite's.
    #[error("the view failed with code {0}")]
    View(i32),
}

impl OpenError {
    /// Turns what the system says of `path` into an error.
    pub(super) fn disk(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |source| match source.kind() {
            io::ErrorKind::StorageFull => Self::Full,
            _ => Self::Disk {
                path: path.to_owned(),
                source,
            },
        }
    }

    /// Turns what could not be written down into an error.
    pub(super) fn from_commit(error: CommitError) -> Self {
        match error {
            CommitError::Full => Self::Full,
            other => Self::Untold(Box::new(other)),
        }
    }

    /// Turns what went wrong with the view into an error.
    pub(super) fn from_view(fault: ViewFault) -> Self {
        match fault {
            ViewFault::Full => Self::Full,
            ViewFault::Missing | ViewFault::Damaged | ViewFault::OtherVersion => Self::ViewUnsound,
            ViewFault::Disk => {
                let source = io::Error::other(fault);
                Self::Disk {
                    path: PathBuf::from("view.db"),
                    source,
                }
            }
            ViewFault::Other(code) => Self::View(code),
        }
    }
}

impl Register {
    /// Opens a register with its keys, mends what it can, and tells what it mended.
    ///
    /// # Errors
    ///
    /// When something is wrong that cannot be mended from what is there; the register is then as it was.
    pub fn open(place: &Place, keys: Keys, now: Moment) -> Result<(Self, Vec<Mending>), OpenError> {
        let lock = lock(place)?;
        sweep(place)?;
        match Self::open_locked(place, &keys, &lock, now, None) {
            // Damage in a page that is read only now, or in what the pages hold.
            Err(OpenError::ViewUnsound) => {
                Self::open_locked(place, &keys, &lock, now, Some(ViewReason::Damaged))
            }
            other => other,
        }
    }

    fn open_locked(
        place: &Place,
        keys: &Keys,
        lock: &File,
        now: Moment,
        unusable: Option<ViewReason>,
    ) -> Result<(Self, Vec<Mending>), OpenError> {
        let keys = keys.clone();
        let lock = lock.try_clone().map_err(OpenError::disk(&place.lock()))?;
        let mut mendings = Vec::new();
        let loaded = Keyring::load(&place.folder, &keys)?;
        let (keyring, was_mended) = loaded.ok_or(OpenError::OtherKeys)?;
        if was_mended {
            mendings.push(Mending::KeyringCopy);
        }
        let (subjects, was_mended) = SubjectSlots::open(&place.folder, &keys)?;
        if was_mended {
            mendings.push(Mending::SubjectsCopy);
        }
        let witness = Witness::read(&place.witness, keys.register(), keys.register_key());
        let opened = open_view(place, &keys, &subjects, &witness, unusable, &mut mendings)?;
        let n_subjects = n_without_key(&opened.view, &subjects)?;
        if n_subjects > 0 {
            mendings.push(Mending::KeysMissing { n_subjects });
        }
        if witness
            .seen()
            .is_some_and(|seen| seen.keyring_version > keyring.version)
        {
            mendings.push(Mending::KeyringRolledBack);
        }
        let log = end_of_log(place, &keys, &opened.view)?;
        let device = device_of(&witness, &opened.chain, &mut mendings);
        let mut register = Self {
            place: place.clone(),
            _lock: lock,
            log,
            chain: opened.chain,
            view: opened.view,
            subjects,
            sources: None,
            device,
            keyring,
            witness,
            keys,
            is_broken: false,
        };
        register.load_sources()?;
        mendings.extend(register.finish_removals()?);
        mendings.extend(register.finish_forgetting()?);
        register.tell_rollback(&mendings, now)?;
        register.bear_witness(true);
        Ok((register, mendings))
    }
}

/// A view that knows what the log knows.
struct Opened {
    view: View,
    chain: Chain,
}

/// Why a view has to be made again.
enum Unusable {
    Because(ViewReason),
    Failed(OpenError),
}

impl From<OpenError> for Unusable {
    fn from(error: OpenError) -> Self {
        Self::Failed(error)
    }
}

impl From<ViewFault> for Unusable {
    fn from(fault: ViewFault) -> Self {
        match fault {
            ViewFault::Missing => Self::Because(ViewReason::Missing),
            ViewFault::Damaged => Self::Because(ViewReason::Damaged),
            ViewFault::OtherVersion => Self::Because(ViewReason::OtherVersion),
            other => Self::Failed(OpenError::from_view(other)),
        }
    }
}

fn open_view(
    place: &Place,
    keys: &Keys,
    subjects: &SubjectSlots,
    witness: &Witness,
    unusable: Option<ViewReason>,
    mendings: &mut Vec<Mending>,
) -> Result<Opened, OpenError> {
    let log = place.log();
    let witnessed = |chain: &Chain| n_missing(witness, chain) == 0;
    let replay = Replay {
        log: &log,
        keys,
        subjects,
        witnessed: &witnessed,
    };
    let caught_up = match unusable {
        Some(reason) => Err(Unusable::Because(reason)),
        None => catch_up(place, keys, &replay, mendings),
    };
    match caught_up {
        Ok(opened) => Ok(opened),
        Err(Unusable::Failed(error)) => Err(error),
        Err(Unusable::Because(reason)) => {
            let (opened, replayed) = rebuild(place, keys, &replay)?;
            mendings.push(Mending::ViewRebuilt {
                reason,
                n_entries: replayed.n_applied,
            });
            mendings.extend(cut(replayed));
            Ok(opened)
        }
    }
}

/// Opens the view that is there, mends the log from it, and it from the log.
fn catch_up(
    place: &Place,
    keys: &Keys,
    replay: &Replay<'_>,
    mendings: &mut Vec<Mending>,
) -> Result<Opened, Unusable> {
    let register = keys.register();
    let mut view = View::open(&place.view(), &keys.view_key(), &register)?;
    let resumed = view.resume()?;
    let mut chain = Chain::resume(register, &resumed.chain, resumed.hashes)
        .map_err(|_| Unusable::Because(ViewReason::Damaged))?;
    let inspection = inspect(replay.log, &resumed.marks).map_err(OpenError::disk(replay.log))?;
    for number in &inspection.damaged {
        let Some(mark) = resumed.marks.iter().find(|mark| mark.number == *number) else {
            continue;
        };
        let entries = view.entries_of_segment(*number)?;
        let bytes = match mended(replay.log, &register, mark, &entries) {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(Unusable::Because(ViewReason::Damaged));
            }
            other => other.map_err(OpenError::disk(replay.log))?,
        };
        let path = crate::log::segment_path(replay.log, *number);
        crate::copies::write_whole(&path, &bytes).map_err(OpenError::disk(&path))?;
        mendings.push(Mending::LogSegment { segment: *number });
    }
    let replayed = replay.run(&mut view, &mut chain)?;
    if replayed.n_applied > 0 {
        mendings.push(Mending::ViewCaughtUp {
            n_entries: replayed.n_applied,
        });
    }
    mendings.extend(cut(replayed));
    Ok(Opened { view, chain })
}

/// Makes the view again beside the old one and puts it in its place.
fn rebuild(place: &Place, keys: &Keys, replay: &Replay<'_>) -> Result<(Opened, Replayed), OpenError> {
    let (chain, replayed) = make_beside(place, keys, replay)?;
    put_in_place(place).map_err(OpenError::disk(&place.view()))?;
    let view = View::open(&place.view(), &keys.view_key(), &keys.register()).map_err(OpenError::from_view)?;
    Ok((Opened { view, chain }, replayed))
}

/// Makes a view beside the one that there may be.
fn make_beside(place: &Place, keys: &Keys, replay: &Replay<'_>) -> Result<(Chain, Replayed), OpenError> {
    let register = keys.register();
    for left in ["view.db.new", "view.db.new-wal"] {
        remove_if_there(&place.folder.join(left)).map_err(OpenError::disk(&place.folder))?;
    }
    let mut view =
        View::create(&place.new_view(), &keys.view_key(), &register).map_err(OpenError::from_view)?;
    let mut chain = Chain::new(register);
    let replayed = replay.run(&mut view, &mut chain)?;
    view.close().map_err(OpenError::from_view)?;
    Ok((chain, replayed))
}

/// Makes the view of an open register again; tells how many entries it holds.
pub(super) fn make_again(register: &mut Register) -> Result<u64, OpenError> {
    let log = register.place.log();
    let witnessed = |_: &Chain| true;
    let replay = Replay {
        log: &log,
        keys: &register.keys,
        subjects: &register.subjects,
        witnessed: &witnessed,
    };
    let (chain, replayed) = make_beside(&register.place, &register.keys, &replay)?;
    // The old view must be closed before another stands under its name.
    let nowhere = View::nowhere().map_err(OpenError::from_view)?;
    // What it could not settle is in the new one, which was made from the log.
    let _ = std::mem::replace(&mut register.view, nowhere).close();
    put_in_place(&register.place).map_err(OpenError::disk(&register.place.view()))?;
    register.view = View::open(
        &register.place.view(),
        &register.keys.view_key(),
        &register.keys.register(),
    )
    .map_err(OpenError::from_view)?;
    register.chain = chain;
    register.log = end_of_log(&register.place, &register.keys, &register.view)?;
    Ok(replayed.n_applied)
}

/// How many subjects of the view have no slot.
fn n_without_key(view: &View, subjects: &SubjectSlots) -> Result<u64, OpenError> {
    let in_view = view
        .n_subjects_but(|subject| subjects.has(subject))
        .map_err(OpenError::from_view)?;
    Ok(in_view.max(view.n_keyless().map_err(OpenError::from_view)?))
}

/// Puts the new view in the old one's place. What stood beside the old one goes first: it must not be taken for the
/// new one's.
fn put_in_place(place: &Place) -> io::Result<()> {
    for beside in ["view.db-wal", "view.db-shm"] {
        remove_if_there(&place.folder.join(beside))?;
    }
    std::fs::rename(place.new_view(), place.view())?;
    crate::log::sync_folder(&place.folder)
}

fn cut(replayed: Replayed) -> Option<Mending> {
    (replayed.n_cut > 0).then_some(Mending::TailCut {
        n_bytes: replayed.n_cut,
    })
}

fn end_of_log(place: &Place, keys: &Keys, view: &View) -> Result<Log, OpenError> {
    let marks = view.marks().map_err(OpenError::from_view)?;
    let folder = place.log();
    Log::ending(folder.clone(), keys.register(), marks.last()).map_err(OpenError::disk(&folder))
}

/// The device that this copy writes as: the one of its witness, unless the witness has seen more than there is.
fn device_of(witness: &Witness, chain: &Chain, mendings: &mut Vec<Mending>) -> DeviceId {
    let n_missing = n_missing(witness, chain);
    match witness.seen() {
        Some(seen) if n_missing == 0 => return seen.device,
        Some(_) => mendings.push(Mending::RolledBack { n_missing }),
        None => mendings.push(Mending::NoWitness),
    }
    DeviceId::from_bytes(random())
}

/// How many entries the witness has seen that are not there.
fn n_missing(witness: &Witness, chain: &Chain) -> u64 {
    let heads = witness.seen().into_iter().flat_map(|seen| &seen.heads);
    let missing = heads.filter(|head| !chain.has(head)).map(|head| {
        let there = chain.head(head.device).map_or(0, |there| there.number);
        head.number.saturating_sub(there).max(1)
    });
    missing.sum()
}

/// Takes the lock that keeps other processes out.
fn lock(place: &Place) -> Result<File, OpenError> {
    if !place.folder.join("keyring.a").exists() && !place.folder.join("keyring.b").exists() {
        return Err(OpenError::NoRegister(place.folder.clone()));
    }
    let path = place.lock();
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(OpenError::disk(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::Locked),
        Err(TryLockError::Error(error)) => Err(OpenError::disk(&path)(error)),
    }
}

/// Removes what was being written when an earlier process ended.
fn sweep(place: &Place) -> Result<(), OpenError> {
    for folder in [place.folder.clone(), place.log()] {
        let names = std::fs::read_dir(&folder).map_err(OpenError::disk(&folder))?;
        for name in names {
            let path = name.map_err(OpenError::disk(&folder))?.path();
            let is_new = path
                .to_str()
                .is_some_and(|name| name.ends_with(".new") || name.ends_with(".new-wal"));
            if is_new {
                remove_if_there(&path).map_err(OpenError::disk(&path))?;
            }
        }
    }
    Ok(())
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
