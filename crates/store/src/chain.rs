//! The chain: which entries are accepted, and after which others (`docs/format.md`, *Entries*).

mod summary;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::clock::Clock;
use crate::entry::{Entry, EntryError, Grant, Head, NONE_BEFORE};
use crate::sealing::{Hash, hash};
use crate::{DeviceId, RegisterId};

/// What an entry had seen: for each device, the number of its newest entry in the past.
type Past = BTreeMap<DeviceId, u64>;

/// Why an entry does not follow from what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenChain {
    /// The entry itself is no good.
    #[error(transparent)]
    Entry(#[from] EntryFault),
    /// A number is missing or out of order.
    #[error("numbers of the device do not follow each other")]
    OutOfOrder,
    /// The previous entry is another one than the entry names.
    #[error("the previous entry is not the one that was signed after")]
    WrongPrevious,
    /// Two entries of one device have one number.
    #[error("two entries with one number")]
    Fork,
    /// It names an entry of another device that does not stand before it.
    #[error("an entry is named that does not stand before")]
    UnknownHead,
    /// It names an entry of another device that it had seen before.
    #[error("an entry is named that had been seen before")]
    StaleHead,
    /// Its clock is not later than those it had seen.
    #[error("the clock went back")]
    ClockWentBack,
    /// The act's entries do not belong together.
    #[error("entries of one act do not belong together")]
    BrokenGroup,
    /// The signer was not admitted, or had been removed.
    #[error("the signer was not admitted")]
    NotAdmitted,
    /// Only owners change who may sign.
    #[error("only an owner may change who signs")]
    NotOwner,
    /// The register was not founded by this entry, or twice.
    #[error("not the founding entry of this register")]
    WrongFounding,
}

/// What is wrong with an entry by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// Not the form that the format prescribes.
    #[error("not in the form of an entry")]
    Malformed,
    /// Written by a newer program.
    #[error("written in a newer format")]
    Newer,
    /// It belongs to another register.
    #[error("an entry of another register")]
    Foreign,
    /// A part or the signature does not fit.
    #[error("the signature does not fit")]
    NotAsSigned,
}

impl From<EntryError> for EntryFault {
    fn from(error: EntryError) -> Self {
        match error {
            EntryError::Malformed => Self::Malformed,
            EntryError::Newer(_) => Self::Newer,
            EntryError::Foreign => Self::Foreign,
            EntryError::WrongPart | EntryError::WrongSignature => Self::NotAsSigned,
        }
    }
}

/// What is known of one device.
#[derive(Clone, Debug)]
struct Line {
    head: Hash,
    number: u64,
    clock: Clock,
    /// First number of an act that is still open.
    open_group: Option<u64>,
    /// Who signed its newest entry.
    signer: [u8; 32],
    /// How many of its first entries' hashes are not kept here.
    n_skipped: u64,
    /// Hashes of its further entries, in order.
    hashes: Vec<Hash>,
    /// What entries from a number on had seen of other devices.
    pasts: Vec<(u64, Past)>,
}

/// Roles in the format.
const OWNER: u32 = 1;
const MEMBER: u32 = 2;

/// Stands for the end of an act that is still open.
const NOT_YET: u64 = u64::MAX;

/// One change of who may sign, and the entry that closed its act.
#[derive(Clone, Copy, Debug)]
struct Granted {
    device: DeviceId,
    number: u64,
    grant: Grant,
}

/// Follows the entries of a register one after another.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    register: RegisterId,
    lines: BTreeMap<DeviceId, Line>,
    grants: Vec<Granted>,
}

impl Chain {
    /// Before the first entry.
    pub(crate) fn new(register: RegisterId) -> Self {
        Self {
            register,
            lines: BTreeMap::new(),
            grants: Vec::new(),
        }
    }

    /// Says whether nothing was followed yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// A copy that knows only the newest entry of each device: enough for what follows on this device.
    pub(crate) fn tips(&self) -> Self {
        let tip = |(device, line): (&DeviceId, &Line)| {
            let tip = Line {
                n_skipped: line.number.saturating_sub(1),
                hashes: vec![line.head],
                pasts: line.pasts.clone(),
                ..*line
            };
            (*device, tip)
        };
        Self {
            register: self.register,
            lines: self.lines.iter().map(tip).collect(),
            grants: self.grants.clone(),
        }
    }

    /// The newest entry of each device, sorted by device.
    pub(crate) fn heads(&self) -> Vec<Head> {
        self.lines
            .iter()
            .map(|(device, line)| Head {
                device: *device,
                number: line.number,
                hash: line.head,
            })
            .collect()
    }

    /// The newest entry of a device.
    pub(crate) fn head(&self, device: DeviceId) -> Option<Head> {
        let line = self.lines.get(&device)?;
        Some(Head {
            device,
            number: line.number,
            hash: line.head,
        })
    }

    /// The number that the next act of a device begins with, or that its open one began with.
    pub(crate) fn next_act(&self, device: DeviceId) -> u64 {
        let after = |line: &Line| line.open_group.unwrap_or(line.number + 1);
        self.lines.get(&device).map_or(1, after)
    }

    /// Says whether an entry is in the chain.
    pub(crate) fn has(&self, head: &Head) -> bool {
        self.hash_of(head.device, head.number) == Some(head.hash)
    }

    /// The latest clock of all devices.
    pub(crate) fn clock(&self) -> Clock {
        self.lines
            .values()
            .map(|line| line.clock)
            .max()
            .unwrap_or_default()
    }

    /// Says whether a user may sign now, knowing everything.
    pub(crate) fn admits(&self, signer: &[u8; 32]) -> Option<u32> {
        let all = self
            .lines
            .iter()
            .map(|(device, line)| (*device, line.number))
            .collect();
        self.role(signer, &all)
    }

    /// Says whether a user was removed.
    pub(crate) fn was_removed(&self, signer: &[u8; 32]) -> bool {
        let is_removal = |granted: &Granted| matches!(granted.grant, Grant::Remove { key } if key == *signer);
        self.grants.iter().any(is_removal)
    }

    /// What a new entry of `device` has to name: others' heads that its last entry had not seen.
    pub(crate) fn news_for(&self, device: DeviceId) -> Vec<Head> {
        let seen = self.lines.get(&device).and_then(|line| line.pasts.last());
        let is_news = |head: &Head| {
            let known = seen
                .and_then(|(_, past)| past.get(&head.device))
                .copied()
                .unwrap_or(0);
            head.device != device && head.number > known
        };
        self.heads().into_iter().filter(is_news).collect()
    }

    /// Takes the next entry, whose signature has been checked.
    ///
    /// # Errors
    ///
    /// When it does not follow; the chain is then as it was.
    pub(crate) fn follow(&mut self, entry: &Entry) -> Result<(), BrokenChain> {
        let header = &entry.header;
        self.check_place(entry)?;
        let past = self.past_of(entry)?;
        self.check_clock(entry, &past)?;
        self.check_signer(entry, &past)?;
        if let Some(grant) = header.grant {
            self.grants.push(Granted {
                device: header.device,
                number: NOT_YET,
                grant,
            });
        }
        if header.closes {
            let closed =
                |granted: &&mut Granted| granted.device == header.device && granted.number == NOT_YET;
            self.grants
                .iter_mut()
                .filter(closed)
                .for_each(|granted| granted.number = header.number);
        }
        let hash = entry.hash();
        let line = self.lines.entry(header.device).or_insert_with(Line::new);
        line.hashes.push(hash);
        line.head = hash;
        line.number = header.number;
        line.clock = header.clock;
        line.open_group = (!header.closes).then_some(header.group_first);
        line.signer = header.signer;
        if line.pasts.is_empty() || !header.heads.is_empty() {
            line.pasts.push((header.number, past));
        }
        Ok(())
    }

    fn hash_of(&self, device: DeviceId, number: u64) -> Option<Hash> {
        let line = self.lines.get(&device)?;
        let at = number.checked_sub(1)?.checked_sub(line.n_skipped)?;
        line.hashes.get(usize::try_from(at).ok()?).copied()
    }

    /// Number, previous entry and group.
    fn check_place(&self, entry: &Entry) -> Result<(), BrokenChain> {
        let header = &entry.header;
        let line = self.lines.get(&header.device);
        let (number, head) = line.map_or((0, NONE_BEFORE), |line| (line.number, line.head));
        if header.number <= number {
            return Err(BrokenChain::Fork);
        }
        if header.number != number + 1 {
            return Err(BrokenChain::OutOfOrder);
        }
        if header.previous != head {
            return Err(BrokenChain::WrongPrevious);
        }
        let group = line.and_then(|line| line.open_group).unwrap_or(header.number);
        let goes_on = line.filter(|line| line.open_group.is_some());
        let has_one_signer = goes_on.is_none_or(|line| line.signer == header.signer);
        if header.group_first != group || !has_one_signer {
            return Err(BrokenChain::BrokenGroup);
        }
        Ok(())
    }

    /// What the entry had seen of other devices.
    fn past_of(&self, entry: &Entry) -> Result<Past, BrokenChain> {
        let header = &entry.header;
        let mut past = self
            .seen_by(header.device, header.number - 1)
            .cloned()
            .unwrap_or_default();
        let before = past.clone();
        for head in &header.heads {
            if !self.has(head) {
                return Err(BrokenChain::UnknownHead);
            }
            if before
                .get(&head.device)
                .is_some_and(|number| head.number <= *number)
            {
                return Err(BrokenChain::StaleHead);
            }
            raise(&mut past, head.device, head.number);
            if let Some(further) = self.seen_by(head.device, head.number) {
                further
                    .iter()
                    .for_each(|(device, number)| raise(&mut past, *device, *number));
            }
        }
        past.remove(&header.device);
        Ok(past)
    }

    fn seen_by(&self, device: DeviceId, number: u64) -> Option<&Past> {
        let pasts = &self.lines.get(&device)?.pasts;
        let after = pasts.partition_point(|(from, _)| *from <= number);
        Some(&pasts[after.checked_sub(1)?].1)
    }

    fn check_clock(&self, entry: &Entry, past: &Past) -> Result<(), BrokenChain> {
        let own = self.lines.get(&entry.header.device).map(|line| line.clock);
        let is_newest = |device: &DeviceId, number: u64| {
            self.lines
                .get(device)
                .filter(|line| line.number == number)
                .map(|line| line.clock)
        };
        let others = past
            .iter()
            .filter_map(|(device, number)| is_newest(device, *number));
        match own.into_iter().chain(others).max() {
            Some(latest) if entry.header.clock <= latest => Err(BrokenChain::ClockWentBack),
            _ => Ok(()),
        }
    }

    fn check_signer(&self, entry: &Entry, past: &Past) -> Result<(), BrokenChain> {
        let header = &entry.header;
        if self.lines.is_empty() {
            return self.check_founding(entry);
        }
        let mut past = past.clone();
        past.insert(header.device, header.number - 1);
        let role = self.role(&header.signer, &past).ok_or(BrokenChain::NotAdmitted)?;
        match header.grant {
            Some(Grant::Found { .. }) => Err(BrokenChain::WrongFounding),
            Some(_) if role == MEMBER => Err(BrokenChain::NotOwner),
            _ => Ok(()),
        }
    }

    fn check_founding(&self, entry: &Entry) -> Result<(), BrokenChain> {
        let Some(Grant::Found { key, nonce }) = entry.header.grant else {
            return Err(BrokenChain::WrongFounding);
        };
        let is_founder = entry.header.signer == key && entry.header.number == 1;
        (is_founder && register_id(&key, &nonce) == self.register)
            .then_some(())
            .ok_or(BrokenChain::WrongFounding)
    }

    /// The role of a signer as far as `past` tells; a removal in the past ends it.
    fn role(&self, signer: &[u8; 32], past: &Past) -> Option<u32> {
        let mut role = None;
        for granted in &self.grants {
            if past
                .get(&granted.device)
                .is_none_or(|number| granted.number > *number)
            {
                continue;
            }
            match granted.grant {
                Grant::Found { key, .. } if key == *signer => role = Some(OWNER),
                Grant::Admit { key, role: admitted } if key == *signer => {
                    // Whoever was ever admitted as an owner acts as one.
                    role = role.filter(|role| *role != MEMBER).or(Some(admitted));
                }
                Grant::Remove { key } if key == *signer => return None,
                _ => {}
            }
        }
        role
    }
}

impl Line {
    fn new() -> Self {
        Self {
            head: NONE_BEFORE,
            number: 0,
            clock: Clock::default(),
            open_group: None,
            signer: [0; 32],
            n_skipped: 0,
            hashes: Vec::new(),
            pasts: Vec::new(),
        }
    }
}

/// The identifier of the register that `key` founds.
pub(crate) fn register_id(key: &[u8; 32], nonce: &[u8; 16]) -> RegisterId {
    let hash = hash("esep/1 register", &[key, nonce]);
    let (first, _) = hash.split_first_chunk().expect("a hash has 32 bytes");
    RegisterId::from_bytes(*first)
}

fn raise(past: &mut Past, device: DeviceId, number: u64) {
    let known = past.entry(device).or_default();
    *known = number.max(*known);
}
