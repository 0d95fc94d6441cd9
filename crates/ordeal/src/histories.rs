//! Merging: random histories of several replicas, that exchange entries late, twice, out of order, or not for long.
//!
//! What a replica says, now and then on the way and in the end, is compared with an [`oracle`] that looks at all entries at
//! once; and nothing that was written may be [lost](loss). Beside the random histories all small ones are gone through,
//! [in every order](interleavings).

mod interleavings;
mod loss;
mod oracle;

use std::collections::BTreeSet;

use store::{Act, Code, DeviceId, RecordId, RegisterAct, State, SubjectId, Value, Words};

use crate::Bench;
use crate::chance::Chance;
use crate::killing::in_parallel;
use crate::plan::Trial;
use crate::report::Outcome;

use self::oracle::Oracle;

/// The most acts of a history.
const MOST_ACTS: usize = 200;

/// An entry, as it travels.
#[derive(Clone)]
struct Entry {
    device: usize,
    number: u64,
    register_acts: Vec<RegisterAct>,
    about: Vec<(SubjectId, Vec<Act>)>,
    /// Entries that its author had seen, sorted.
    seen: Vec<usize>,
}

/// One copy of the register, with what has reached it.
struct Replica {
    state: State,
    has: BTreeSet<usize>,
    number: u64,
}

/// A history in the making.
struct History {
    chance: Chance,
    replicas: Vec<Replica>,
    entries: Vec<Entry>,
    records: Vec<(RecordId, SubjectId)>,
    /// Which replica cannot be reached for the time being.
    cut_off: Option<usize>,
    /// What the oracle found wrong on the way.
    problem: Result<(), String>,
}

/// Makes histories and counts where replicas disagree or something is lost.
pub(crate) fn hold(bench: &Bench) -> Outcome {
    let seed = bench.plan.seed;
    let mut outcome = in_parallel("histories", bench.plan.n(Trial::Histories), |number| {
        one(seed, number)
    });
    outcome.merge(interleavings::hold());
    outcome
}

/// One history.
fn one(seed: u64, number: u64) -> Outcome {
    let mut outcome = Outcome::new("histories");
    let history = History::make(Chance::new(seed, "histories", number));
    outcome.add("entries", history.entries.len() as u64);
    outcome.add("replicas", history.replicas.len() as u64);
    outcome.trial(
        history
            .check()
            .map_err(|problem| format!("history {number}: {problem}")),
    );
    outcome
}

impl History {
    fn make(chance: Chance) -> Self {
        let mut history = Self {
            chance,
            replicas: Vec::new(),
            entries: Vec::new(),
            records: Vec::new(),
            cut_off: None,
            problem: Ok(()),
        };
        let n_replicas = 2 + history.chance.below(7);
        history.replicas.resize_with(n_replicas, Replica::new);
        // Most histories are short, so that many kinds of them are seen; some are long.
        let n_acts = if history.chance.one_in(20) {
            MOST_ACTS
        } else {
            4 + history.chance.below(36)
        };
        while history.entries.len() < n_acts {
            match history.chance.below(10) {
                0..6 => history.act(),
                6..9 => history.exchange(),
                _ => {
                    history.cut_off =
                        Some(history.chance.below(n_replicas)).filter(|_| history.chance.one_in(2))
                }
            }
        }
        history.exchange_all();
        history
    }

    /// Somebody does something, knowing what has reached the replica.
    fn act(&mut self) {
        let at = self.chance.below(self.replicas.len());
        let n_parts = if self.chance.one_in(8) { 2 } else { 1 };
        let about = (0..n_parts).map(|_| self.part(at)).collect();
        let register_acts = self.register_acts();
        let replica = &mut self.replicas[at];
        replica.number += 1;
        let entry = Entry {
            device: at,
            number: replica.number,
            register_acts,
            about,
            seen: replica.has.iter().copied().collect(),
        };
        self.entries.push(entry);
        self.deliver(self.entries.len() - 1, at);
    }

    fn register_acts(&mut self) -> Vec<RegisterAct> {
        if self.records.is_empty() || !self.chance.one_in(25) {
            return Vec::new();
        }
        match self.chance.below(4) {
            0 => {
                let mark = [self.chance.bytes::<1>()[0] % 4; 32];
                return vec![RegisterAct::Tombstone { mark }];
            }
            1 => {
                return vec![RegisterAct::Audit {
                    code: code("looked"),
                    object: None,
                    reason: Words::default(),
                }];
            }
            _ => {}
        }
        let (_, subject) = self.records[self.chance.below(self.records.len())];
        vec![RegisterAct::Forget {
            subject,
            reason: Words::default(),
        }]
    }

    /// Acts about one subject.
    fn part(&mut self, at: usize) -> (SubjectId, Vec<Act>) {
        if self.records.is_empty() || self.chance.one_in(6) {
            return self.put();
        }
        let (record, subject) = self.records[self.chance.below(self.records.len())];
        // Now and then an act about one person changes a record of another.
        let other = self.chance.one_in(30);
        let subject = if other {
            self.records[self.chance.below(self.records.len())].1
        } else {
            subject
        };
        let n_acts = 1 + self.chance.below(2);
        let acts = (0..n_acts).map(|_| self.act_on(at, record)).collect();
        (subject, acts)
    }

    fn put(&mut self) -> (SubjectId, Vec<Act>) {
        let known = self.records.last().filter(|_| self.chance.one_in(40));
        let record = known.map_or(RecordId::from_bytes(self.chance.bytes()), |(record, _)| *record);
        let kind = code(["person", "case"][self.chance.below(2)]);
        let subject = match self.records.last() {
            Some((_, subject)) if self.chance.one_in(4) => *subject,
            _ => SubjectId::from_bytes(self.chance.bytes()),
        };
        self.records.push((record, subject));
        let fields = vec![(code("name"), self.value())];
        (subject, vec![Act::Put { record, kind, fields }])
    }

    fn act_on(&mut self, at: usize, record: RecordId) -> Act {
        let seen = self.replicas[at].state.record(record);
        let field = code(["name", "place"][self.chance.below(2)]);
        let over = |field: &Code| seen.as_ref().map(|seen| seen.seen(field)).unwrap_or_default();
        let value = self.value();
        let reason = Words("because".to_owned());
        match self.chance.below(12) {
            0..4 => Act::Set {
                record,
                over: over(&field),
                field,
                value,
            },
            4..6 => Act::Add {
                record,
                field: code("phone"),
                value,
            },
            6 => {
                let elements = seen
                    .as_ref()
                    .and_then(|seen| seen.sets.get(&code("phone")).cloned());
                let over = elements
                    .unwrap_or_default()
                    .into_iter()
                    .map(|(dot, _)| dot)
                    .collect();
                Act::Remove {
                    record,
                    field: code("phone"),
                    over,
                }
            }
            7..9 => Act::Note {
                record,
                text: Words(format!("note {}", self.chance.below(9))),
            },
            9 => Act::Withdraw {
                record,
                over: seen.map(|seen| seen.live).unwrap_or_default(),
                reason,
            },
            _ => Act::Resolve {
                record,
                over: over(&field),
                field,
                value,
                reason,
            },
        }
    }

    fn value(&mut self) -> Value {
        match self.chance.below(5) {
            0 => Value::Number(self.chance.below(5) as i64 - 2),
            1 => Value::Flag(self.chance.one_in(2)),
            2 => Value::Days {
                first: -3,
                last: self.chance.below(9) as i64,
            },
            3 => Value::Record(RecordId::from_bytes([7; 16])),
            _ => Value::Text(format!("value {}", self.chance.below(9))),
        }
    }

    /// Some of what one replica has reaches another, in any order, now and then twice.
    fn exchange(&mut self) {
        let (from, to) = (
            self.chance.below(self.replicas.len()),
            self.chance.below(self.replicas.len()),
        );
        if self.cut_off == Some(from) || self.cut_off == Some(to) {
            return;
        }
        let mut travels: Vec<usize> = self.replicas[from].has.iter().copied().collect();
        self.shuffle(&mut travels);
        let lost = self.chance.below(4);
        for entry in travels {
            if self.chance.below(4) >= lost {
                self.deliver(entry, to);
            }
        }
        if self.problem.is_ok() && self.chance.one_in(8) {
            self.problem = self.compare(to);
        }
    }

    /// Compares what a replica says with what has reached it, however incomplete that is.
    fn compare(&self, at: usize) -> Result<(), String> {
        let Replica { state, has, .. } = &self.replicas[at];
        let entries: Vec<&Entry> = has.iter().map(|entry| &self.entries[*entry]).collect();
        Oracle::of(&entries).compare(state, &self.records)
    }

    /// In the end everything reaches everybody, in an order of each replica's own.
    fn exchange_all(&mut self) {
        for to in 0..self.replicas.len() {
            let mut all: Vec<usize> = (0..self.entries.len()).collect();
            self.shuffle(&mut all);
            for entry in all {
                if !self.replicas[to].has.contains(&entry) || self.chance.one_in(10) {
                    self.deliver(entry, to);
                }
            }
        }
    }

    fn deliver(&mut self, entry: usize, to: usize) {
        let replica = &mut self.replicas[to];
        replica.has.insert(entry);
        let entry = self.entries[entry].clone();
        replica.state.take(
            device(entry.device),
            entry.number,
            entry.register_acts,
            entry.about,
        );
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.chance.below(at + 1));
        }
    }

    fn check(&self) -> Result<(), String> {
        self.problem.clone()?;
        self.compare(0)?;
        let state = &self.replicas[0].state;
        let digest = state.digest();
        if { &self.replicas }
            .iter()
            .any(|replica| replica.state.digest() != digest)
        {
            return Err("replicas with the same entries say different things".to_owned());
        }
        loss::check(&self.entries, state)
    }
}

impl Replica {
    fn new() -> Self {
        Self {
            state: State::default(),
            has: BTreeSet::new(),
            number: 0,
        }
    }
}

fn device(at: usize) -> DeviceId {
    DeviceId::from_bytes([u8::try_from(at).unwrap_or(u8::MAX); 16])
}

fn code(text: &str) -> Code {
    Code::new(text).expect("a code of this program")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn histories_converge_and_lose_nothing() {
        for number in 0..300 {
            assert_eq!(one(3, number).failures, Vec::<String>::new());
        }
    }
}
