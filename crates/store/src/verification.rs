//! Verifying a register's log without any key: chain, signatures, who was admitted.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::chain::{BrokenChain, Chain};
use crate::entry::{Entry, EntryError, Grant, Head};
use crate::log::{FrameFault, frames, read_segment};
use crate::{DeviceId, RegisterId};

/// The newest entry of a device, as somebody wrote it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownHead {
    /// The device.
    pub device: DeviceId,
    /// The entry's number, from 1.
    pub number: u64,
    /// The entry's hash.
    pub hash: [u8; 32],
}

/// A log in which everything fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The register that it belongs to.
    pub register: RegisterId,
    /// How many entries it has.
    pub n_entries: u64,
    /// The newest entry of each device, sorted by device.
    pub heads: Vec<KnownHead>,
    /// The public signing keys of all users who were ever admitted, in order, and whether they were removed.
    pub users: Vec<([u8; 32], bool)>,
    /// Bytes at the end that a crash left; they are no part of the log.
    pub n_torn: u64,
    /// Entries at the end whose act is not complete.
    pub n_unclosed: u64,
}

/// Why a log is not verified.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    /// There is no log.
    #[error("no log in {0}")]
    NoLog(PathBuf),
    /// A file that is no segment, or a segment is missing before it.
    #[error("{name} does not belong among the segments, or one is missing before it")]
    Stranger {
        /// The file's name.
        name: String,
    },
    /// Bytes that are no whole frame.
    #[error("segment {segment} is damaged at byte {offset}")]
    Damaged {
        /// Which file, `00000001.log` for 1.
        segment: u32,
        /// From its first byte.
        offset: u64,
    },
    /// An entry breaks a rule.
    #[error("segment {segment}, byte {offset}: {why}")]
    Broken {
        /// Which file, `00000001.log` for 1.
        segment: u32,
        /// From its first byte.
        offset: u64,
        /// Which rule.
        why: BrokenChain,
    },
    /// Written by a newer program.
    #[error("written by a newer program")]
    Newer,
    /// An entry that somebody wrote down is not there, or is another one.
    #[error("the log does not reach entry {number} of device {device} as it was written down")]
    NotReached {
        /// The device.
        device: DeviceId,
        /// The entry's number.
        number: u64,
    },
    /// The disk refuses.
    #[error("cannot read {path}")]
    Disk {
        /// What was read.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

/// Verifies the log of the register in `folder`, and that it reaches `known`.
///
/// # Errors
///
/// At the first thing that does not fit, with its place.
pub fn verify_log(folder: &Path, known: &[KnownHead]) -> Result<Verified, NotVerified> {
    let log = folder.join("log");
    check_names(&log)?;
    let register = register_of(&log)?;
    let mut verifier = Verifier {
        chain: Chain::new(register),
        n_entries: 0,
        users: Vec::new(),
        n_unclosed: 0,
    };
    let mut n_torn = 0;
    for number in 1.. {
        let Some(bytes) = segment(&log, number)? else {
            break;
        };
        if let Some(fault) = verifier.segment(&register, number, &bytes)? {
            n_torn = torn(&log, number, &bytes, fault)?;
            break;
        }
    }
    for head in known {
        let is_there = verifier.chain.has(&Head {
            device: head.device,
            number: head.number,
            hash: head.hash,
        });
        if !is_there {
            return Err(NotVerified::NotReached {
                device: head.device,
                number: head.number,
            });
        }
    }
    Ok(verifier.verdict(register, n_torn))
}

struct Verifier {
    chain: Chain,
    n_entries: u64,
    users: Vec<([u8; 32], bool)>,
    n_unclosed: u64,
}

impl Verifier {
    fn segment(
        &mut self,
        register: &RegisterId,
        number: u32,
        bytes: &[u8],
    ) -> Result<Option<FrameFault>, NotVerified> {
        let (frames, fault) = frames(register, number, bytes, 0);
        let entries: Vec<_> = frames
            .into_par_iter()
            .map(|frame| {
                let entry =
                    Entry::decode(register, frame.entry).and_then(|entry| entry.verify().map(|()| entry));
                (frame.offset as u64, entry)
            })
            .collect();
        for (offset, entry) in entries {
            let broken = |why| NotVerified::Broken {
                segment: number,
                offset,
                why,
            };
            let entry = entry.map_err(|error| match error {
                EntryError::Newer(_) => NotVerified::Newer,
                other => broken(BrokenChain::Entry(other.into())),
            })?;
            self.chain.follow(&entry).map_err(broken)?;
            self.note(&entry);
        }
        Ok(fault)
    }

    fn note(&mut self, entry: &Entry) {
        self.n_entries += 1;
        self.n_unclosed = if entry.header.closes {
            0
        } else {
            self.n_unclosed + 1
        };
        match entry.header.grant {
            Some(Grant::Found { key, .. } | Grant::Admit { key, .. }) => self.users.push((key, false)),
            Some(Grant::Remove { key }) => {
                let removed = self.users.iter_mut().filter(|(user, _)| *user == key);
                removed.for_each(|(_, is_removed)| *is_removed = true);
            }
            None => {}
        }
    }

    fn verdict(self, register: RegisterId, n_torn: u64) -> Verified {
        let known = |head: Head| KnownHead {
            device: head.device,
            number: head.number,
            hash: head.hash,
        };
        Verified {
            register,
            n_entries: self.n_entries,
            heads: self.chain.heads().into_iter().map(known).collect(),
            users: self.users,
            n_torn,
            n_unclosed: self.n_unclosed,
        }
    }
}

/// Nothing but segments, numbered without gaps, and files being written may stand beside each other.
fn check_names(log: &Path) -> Result<(), NotVerified> {
    let disk = |source| NotVerified::Disk {
        path: log.to_owned(),
        source,
    };
    let names = match std::fs::read_dir(log) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(NotVerified::NoLog(log.to_owned()));
        }
        other => other.map_err(disk)?,
    };
    let mut names: Vec<String> = names
        .map(|name| Ok(name.map_err(disk)?.file_name().to_string_lossy().into_owned()))
        .filter(|name| !name.as_ref().is_ok_and(|name| name.ends_with(".new")))
        .collect::<Result<_, _>>()?;
    names.sort();
    let expected = (1_u32..).map(|number| format!("{number:08}.log"));
    match names
        .into_iter()
        .zip(expected)
        .find(|(name, expected)| name != expected)
    {
        Some((name, _)) => Err(NotVerified::Stranger { name }),
        None => Ok(()),
    }
}

/// The register that the first segment names.
/// Says which register stands in `folder`, as its log says; nothing is verified.
///
/// # Errors
///
/// When there is no log or its first bytes cannot be read.
pub fn register_in(folder: &Path) -> Result<RegisterId, NotVerified> {
    register_of(&folder.join("log"))
}

fn register_of(log: &Path) -> Result<RegisterId, NotVerified> {
    let first = segment(log, 1)?.ok_or_else(|| NotVerified::NoLog(log.to_owned()))?;
    let id = first.get(8..24).and_then(|id| <[u8; 16]>::try_from(id).ok());
    id.map(RegisterId::from_bytes).ok_or(NotVerified::Damaged {
        segment: 1,
        offset: 0,
    })
}

/// How many bytes a crash left at the end; anywhere else, and anything else, is damage.
fn torn(log: &Path, number: u32, bytes: &[u8], fault: FrameFault) -> Result<u64, NotVerified> {
    let is_last = segment(log, number.saturating_add(1))?.is_none();
    match fault {
        FrameFault::Newer => Err(NotVerified::Newer),
        FrameFault::Frame {
            offset,
            is_inside: false,
        } if is_last => Ok((bytes.len() - offset) as u64),
        FrameFault::Frame { offset, .. } => Err(NotVerified::Damaged {
            segment: number,
            offset: offset as u64,
        }),
        FrameFault::Head { is_inside: false } if is_last && number > 1 => Ok(bytes.len() as u64),
        FrameFault::Head { .. } => Err(NotVerified::Damaged {
            segment: number,
            offset: 0,
        }),
    }
}

fn segment(log: &Path, number: u32) -> Result<Option<Vec<u8>>, NotVerified> {
    read_segment(log, number).map_err(|source| NotVerified::Disk {
        path: log.to_owned(),
        source,
    })
}
