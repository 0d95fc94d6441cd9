//! A disk that remembers what it was told to keep and what it only heard: from a trace it makes the states that a power
//! loss can leave (after Pillai and others 2014, *All file systems are not created equal*).
//!
//! What was written and not synced may be there in part: any of the writes, and of each any sectors. What was
//! done to names and not synced by the folder may be undone, the last first or, on an unkind file system, any of it.

use std::collections::BTreeMap;

use crate::chance::Chance;
use crate::scratch::Files;
use crate::trace::Event;

/// What a disk writes whole or not at all, in bytes.
const SECTOR: usize = 512;

/// A change of a file that the disk has heard of.
#[derive(Clone, Debug)]
enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Cut(usize),
}

/// A file, whatever its names.
#[derive(Clone, Debug, Default)]
struct Body {
    kept: Vec<u8>,
    heard: Vec<Change>,
}

/// A change of names.
#[derive(Clone, Debug)]
enum Naming {
    Name(String, usize),
    Rename { from: String, to: String, body: usize },
    Remove(String),
}

/// What a handle stands for.
#[derive(Clone, Debug)]
enum Opened {
    File(usize),
    Folder(String),
}

/// The disk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    bodies: Vec<Body>,
    /// Names as the program sees them.
    now: BTreeMap<String, usize>,
    /// Names that outlive a power loss.
    kept: BTreeMap<String, usize>,
    heard: Vec<Naming>,
    opened: BTreeMap<u32, Opened>,
}

/// How unkind a power loss is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Everything that was heard is there.
    Nothing,
    /// Nothing is there but what was synced.
    All,
    /// Writes and names are lost from some moment on.
    Behind,
    /// Any writes are lost or torn; names from some moment on.
    Scattered,
    /// Any writes are lost or torn, and any changes of names.
    Unkind,
}

impl Loss {
    /// All of them.
    pub(crate) const ALL: [Self; 5] = [
        Self::Nothing,
        Self::All,
        Self::Behind,
        Self::Scattered,
        Self::Unkind,
    ];
}

impl Disk {
    /// A disk that holds these files, all synced.
    pub(crate) fn new(files: &Files) -> Self {
        let mut disk = Self::default();
        for (name, bytes) in files {
            disk.kept.insert(name.clone(), disk.bodies.len());
            disk.bodies.push(Body {
                kept: bytes.clone(),
                heard: Vec::new(),
            });
        }
        disk.now = disk.kept.clone();
        disk
    }

    /// Takes the next call.
    pub(crate) fn take(&mut self, event: &Event) {
        match event {
            Event::Open {
                handle,
                path,
                is_folder: true,
                ..
            } => {
                self.opened.insert(*handle, Opened::Folder(path.clone()));
            }
            Event::Open {
                handle,
                path,
                was_cut,
                ..
            } => {
                let body = self.named(path);
                if *was_cut {
                    self.bodies[body].heard.push(Change::Cut(0));
                }
                self.opened.insert(*handle, Opened::File(body));
            }
            Event::Write {
                handle,
                offset,
                bytes,
            } => {
                let offset = usize::try_from(*offset).unwrap_or(usize::MAX);
                self.change(
                    *handle,
                    Change::Write {
                        offset,
                        bytes: bytes.clone(),
                    },
                );
            }
            Event::Cut { handle, length } => {
                self.change(
                    *handle,
                    Change::Cut(usize::try_from(*length).unwrap_or(usize::MAX)),
                );
            }
            Event::Sync { handle } => self.sync(*handle),
            Event::Rename { from, to } => self.rename(from, to),
            Event::Remove { path } => {
                self.now.remove(path);
                self.heard.push(Naming::Remove(path.clone()));
            }
            // Folders are made once, when a register is founded, which begins beside its place.
            Event::Folder { .. } | Event::Said { .. } => {}
        }
    }

    /// What is there after a power loss now.
    pub(crate) fn after(&self, loss: Loss, chance: &mut Chance) -> Files {
        let mut names = self.kept.clone();
        let n_names = self.heard.len();
        let end = match loss {
            Loss::Nothing | Loss::Unkind => n_names,
            Loss::All => 0,
            Loss::Behind | Loss::Scattered => chance.below(n_names + 1),
        };
        for naming in &self.heard[..end] {
            if loss != Loss::Unkind || chance.one_in(2) {
                naming.apply(&mut names);
            }
        }
        let mut bodies: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        names
            .into_iter()
            .map(|(name, body)| {
                let bytes = bodies
                    .entry(body)
                    .or_insert_with(|| self.bodies[body].after(loss, chance));
                (name, bytes.clone())
            })
            .collect()
    }

    /// The file of a name, a new one where there is none.
    fn named(&mut self, path: &str) -> usize {
        if let Some(body) = self.now.get(path) {
            return *body;
        }
        let body = self.bodies.len();
        self.bodies.push(Body::default());
        self.now.insert(path.to_owned(), body);
        self.heard.push(Naming::Name(path.to_owned(), body));
        body
    }

    fn change(&mut self, handle: u32, change: Change) {
        if let Some(Opened::File(body)) = self.opened.get(&handle) {
            self.bodies[*body].heard.push(change);
        }
    }

    fn sync(&mut self, handle: u32) {
        match self.opened.get(&handle) {
            Some(Opened::File(body)) => {
                let body = &mut self.bodies[*body];
                for change in std::mem::take(&mut body.heard) {
                    change.apply(&mut body.kept, |_| true);
                }
            }
            Some(Opened::Folder(folder)) => {
                let (of_it, others) = std::mem::take(&mut self.heard)
                    .into_iter()
                    .partition(|naming| naming.is_in(folder));
                self.heard = others;
                let of_it: Vec<Naming> = of_it;
                of_it.iter().for_each(|naming| naming.apply(&mut self.kept));
            }
            None => {}
        }
    }

    /// A file or a whole folder under another name.
    fn rename(&mut self, from: &str, to: &str) {
        let inside = format!("{from}/");
        let all: Vec<String> = self
            .now
            .keys()
            .filter(|name| *name == from || name.starts_with(&inside))
            .cloned()
            .collect();
        for name in all {
            if let Some(body) = self.now.remove(&name) {
                let to = format!("{to}{}", &name[from.len()..]);
                self.now.insert(to.clone(), body);
                self.heard.push(Naming::Rename { from: name, to, body });
            }
        }
    }
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Name(name, body) => {
                names.insert(name.clone(), *body);
            }
            Self::Rename { from, to, body } => {
                names.remove(from);
                names.insert(to.clone(), *body);
            }
            Self::Remove(name) => {
                names.remove(name);
            }
        }
    }

    fn is_in(&self, folder: &str) -> bool {
        let name = match self {
            Self::Name(name, _) | Self::Remove(name) | Self::Rename { to: name, .. } => name,
        };
        name.rsplit_once('/').map_or("", |(parent, _)| parent) == folder
    }
}

impl Body {
    fn after(&self, loss: Loss, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.kept.clone();
        let end = match loss {
            Loss::All => 0,
            Loss::Behind => chance.below(self.heard.len() + 1),
            Loss::Nothing | Loss::Scattered | Loss::Unkind => self.heard.len(),
        };
        let is_torn = matches!(loss, Loss::Scattered | Loss::Unkind);
        for change in &self.heard[..end] {
            match chance.below(4) {
                0 if is_torn => {}
                1 if is_torn => change.apply(&mut bytes, |_| chance.one_in(2)),
                _ => change.apply(&mut bytes, |_| true),
            }
        }
        bytes
    }
}

impl Change {
    /// Writes the sectors that `is_kept` lets through, by their number on the file.
    fn apply(&self, file: &mut Vec<u8>, mut is_kept: impl FnMut(usize) -> bool) {
        match self {
            Self::Cut(length) => {
                if is_kept(length / SECTOR) {
                    file.resize(*length, 0);
                }
            }
            Self::Write { offset, bytes } => {
                let mut at = 0;
                while at < bytes.len() {
                    let sector = (offset + at) / SECTOR;
                    let end = bytes.len().min((sector + 1) * SECTOR - offset);
                    if is_kept(sector) {
                        let place = offset + at..offset + end;
                        file.resize(file.len().max(place.end), 0);
                        file[place].copy_from_slice(&bytes[at..end]);
                    }
                    at = end;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(handle: u32, path: &str, is_folder: bool) -> Event {
        Event::Open {
            handle,
            path: path.to_owned(),
            was_cut: false,
            is_folder,
        }
    }

    fn write(handle: u32, offset: u64, bytes: &[u8]) -> Event {
        Event::Write {
            handle,
            offset,
            bytes: bytes.to_vec(),
        }
    }

    /// All states that some hundred power losses leave.
    fn states(events: &[Event], loss: Loss) -> std::collections::BTreeSet<Files> {
        let mut disk = Disk::new(&Files::from([("d/old".to_owned(), b"old".to_vec())]));
        events.iter().for_each(|event| disk.take(event));
        (0..300)
            .map(|n| disk.after(loss, &mut Chance::new(1, "disk", n)))
            .collect()
    }

    fn files(all: &[(&str, &[u8])]) -> Files {
        all.iter()
            .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
            .collect()
    }

    #[test]
    fn what_was_synced_is_kept() {
        let events = [
            open(1, "d/old", false),
            write(1, 3, b"er"),
            Event::Sync { handle: 1 },
            write(1, 5, b"!"),
        ];
        assert_eq!(states(&events, Loss::All), [files(&[("d/old", b"older")])].into());
        assert_eq!(
            states(&events, Loss::Nothing),
            [files(&[("d/old", b"older!")])].into()
        );
        let both = [files(&[("d/old", b"older")]), files(&[("d/old", b"older!")])];
        assert_eq!(states(&events, Loss::Behind), both.clone().into());
        assert_eq!(states(&events, Loss::Scattered), both.into());
    }

    #[test]
    fn names_need_their_folder_synced() {
        let before = [
            open(1, "d/new", false),
            write(1, 0, b"new"),
            Event::Sync { handle: 1 },
            Event::Rename {
                from: "d/new".to_owned(),
                to: "d/old".to_owned(),
            },
        ];
        assert_eq!(states(&before, Loss::All), [files(&[("d/old", b"old")])].into());
        let states_behind = states(&before, Loss::Behind);
        assert!(states_behind.contains(&files(&[("d/new", b"new"), ("d/old", b"old")])));
        assert!(states_behind.contains(&files(&[("d/old", b"new")])));
        let mut after = before.to_vec();
        after.extend([open(2, "d", true), Event::Sync { handle: 2 }]);
        for loss in Loss::ALL {
            assert_eq!(states(&after, loss), [files(&[("d/old", b"new")])].into());
        }
    }

    #[test]
    fn writes_tear_at_sectors() {
        let events = [open(1, "d/old", false), write(1, 0, &[7; 1024])];
        let torn = states(&events, Loss::Scattered);
        let second_only = [&b"old"[..], &[0; 509], &[7; 512]].concat();
        assert!(torn.contains(&files(&[("d/old", &second_only)])));
        assert!(torn.contains(&files(&[("d/old", &[7; 512])])));
        assert!(torn.contains(&files(&[("d/old", b"old")])));
        assert_eq!(torn.len(), 4);
    }
}
