//! Merging: random histories of several replicas, that exchange entries late, twice, out of order, or not for long.
//!
//! What every replica says in the end is compared with an oracle that looks at all entries at once and knows nothing
//! of `State` but its answers. Nothing that was written may be lost: it is live, or covered by somebody who had seen it,
//! or somebody was forgotten.

use std::collections::{BTreeMap, BTreeSet};

use store::{Act, Code, DeviceId, Dot, RecordId, RegisterAct, State, SubjectId, Value, Words};

use crate::Bench;
use crate::chance::Chance;
use crate::killing::in_parallel;
use crate::plan::Trial;
use crate::report::Outcome;

/// The most acts of a history.
const MOST_ACTS: usize = 200;

/// Values that a part has at most; dots of part `p` are counted from `p` times this.
const VALUES_OF_A_PART: u32 = 65_536;

/// An entry, as it travels.
#[derive(Clone)]
struct Entry {
    device: usize,
    number: u64,
    register_acts: Vec<RegisterAct>,
    about: Vec<(SubjectId, Vec<Act>)>,
    /// Entries that its author had seen.
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
}

/// Makes histories and counts where replicas disagree or something is lost.
pub(crate) fn hold(bench: &Bench) -> Outcome {
    let seed = bench.plan.seed;
    in_parallel("histories", bench.plan.n(Trial::Histories), |number| {
        one(seed, number)
    })
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
        if self.chance.one_in(3) {
            return vec![RegisterAct::Tombstone {
                mark: [self.chance.bytes::<1>()[0] % 4; 32],
            }];
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
        let record = RecordId::from_bytes(self.chance.bytes());
        let subject = match self.records.last() {
            Some((_, subject)) if self.chance.one_in(4) => *subject,
            _ => SubjectId::from_bytes(self.chance.bytes()),
        };
        self.records.push((record, subject));
        let fields = vec![(code("name"), self.value())];
        (
            subject,
            vec![Act::Put {
                record,
                kind: code("person"),
                fields,
            }],
        )
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
        match self.chance.below(3) {
            0 => Value::Number(self.chance.below(5) as i64),
            1 => Value::Flag(self.chance.one_in(2)),
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
        let digest = self.replicas[0].state.digest();
        if self
            .replicas
            .iter()
            .any(|replica| replica.state.digest() != digest)
        {
            return Err("replicas with the same entries say different things".to_owned());
        }
        let oracle = Oracle::of(&self.entries);
        oracle.check_nothing_lost(&self.entries)?;
        let state = &self.replicas[0].state;
        self.records
            .iter()
            .try_for_each(|(record, _)| oracle.compare(state, *record))
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

/// One value that was written.
struct Written {
    dot: Dot,
    entry: usize,
    subject: SubjectId,
    record: RecordId,
    /// The field, and the value when it is one of a field or set.
    said: Option<(Code, Value)>,
    is_note: bool,
    is_withdrawal: bool,
}

/// All entries at once.
struct Oracle {
    written: Vec<Written>,
    /// Which entries name a dot, for which subject.
    covered: BTreeMap<Dot, Vec<(usize, SubjectId)>>,
    forgotten: BTreeSet<SubjectId>,
}

impl Oracle {
    fn of(entries: &[Entry]) -> Self {
        let mut oracle = Self {
            written: Vec::new(),
            covered: BTreeMap::new(),
            forgotten: BTreeSet::new(),
        };
        for (at, entry) in entries.iter().enumerate() {
            for act in &entry.register_acts {
                if let RegisterAct::Forget { subject, .. } = act {
                    oracle.forgotten.insert(*subject);
                }
            }
            for ((subject, acts), part) in entry.about.iter().zip(1..) {
                let mut n = part * VALUES_OF_A_PART;
                for act in acts {
                    oracle.note(at, entry, *subject, act, &mut n);
                }
            }
        }
        oracle
    }

    fn note(&mut self, at: usize, entry: &Entry, subject: SubjectId, act: &Act, n: &mut u32) {
        let record = act.record();
        let mut write = |said, is_note, is_withdrawal| {
            let dot = Dot {
                device: device(entry.device),
                number: entry.number,
                n: *n,
            };
            *n += 1;
            self.written.push(Written {
                dot,
                entry: at,
                subject,
                record,
                said,
                is_note,
                is_withdrawal,
            });
        };
        let over: &[Dot] = match act {
            Act::Put { fields, .. } => {
                write(None, false, false);
                for (field, value) in fields {
                    write(Some((field.clone(), value.clone())), false, false);
                }
                &[]
            }
            Act::Set {
                field, value, over, ..
            }
            | Act::Resolve {
                field, value, over, ..
            } => {
                write(Some((field.clone(), value.clone())), false, false);
                over
            }
            Act::Add { field, value, .. } => {
                write(Some((field.clone(), value.clone())), false, false);
                &[]
            }
            Act::Note { .. } => {
                write(None, true, false);
                &[]
            }
            Act::Withdraw { over, .. } => {
                write(None, false, true);
                over
            }
            Act::Remove { over, .. } => over,
        };
        for dot in over {
            self.covered.entry(*dot).or_default().push((at, subject));
        }
    }

    fn is_covered(&self, dot: &Dot) -> bool {
        let by = self.covered.get(dot).into_iter().flatten();
        by.into_iter()
            .any(|(_, subject)| !self.forgotten.contains(subject))
    }

    /// Each value is live, or covered by somebody who had seen it.
    fn check_nothing_lost(&self, entries: &[Entry]) -> Result<(), String> {
        for written in &self.written {
            let by = self.covered.get(&written.dot).into_iter().flatten();
            for (covering, _) in by {
                let had_seen = *covering == written.entry || entries[*covering].seen.contains(&written.entry);
                if !had_seen {
                    return Err("a value was covered by somebody who had not seen it".to_owned());
                }
            }
        }
        Ok(())
    }

    /// Compares a record with what the entries say of it.
    fn compare(&self, state: &State, record: RecordId) -> Result<(), String> {
        let of_record =
            |written: &&Written| written.record == record && !self.forgotten.contains(&written.subject);
        let all: Vec<&Written> = self.written.iter().filter(of_record).collect();
        let Some(found) = state.record(record) else {
            let begins = all
                .iter()
                .any(|written| written.said.is_none() && !written.is_note && !written.is_withdrawal);
            return if begins {
                Err("a record is missing".to_owned())
            } else {
                Ok(())
            };
        };
        let mut expected: Vec<(Dot, Code, Value)> = all
            .iter()
            .filter(|written| !self.is_covered(&written.dot))
            .filter_map(|written| {
                written
                    .said
                    .clone()
                    .map(|(field, value)| (written.dot, field, value))
            })
            .collect();
        expected.sort();
        let fields = found.fields.iter().chain(&found.sets);
        let mut values: Vec<(Dot, Code, Value)> = fields
            .flat_map(|(field, values)| {
                values
                    .iter()
                    .map(|(dot, value)| (*dot, field.clone(), value.clone()))
            })
            .collect();
        values.sort();
        let n_notes = all.iter().filter(|written| written.is_note).count();
        let n_withdrawals = all.iter().filter(|written| written.is_withdrawal).count();
        let is_live = |written: &&&Written| {
            !written.is_note && !written.is_withdrawal && !self.is_covered(&written.dot)
        };
        let is_withdrawn = n_withdrawals > 0 && !all.iter().any(|written| is_live(&written));
        if values != expected {
            return Err("a record does not hold the values that are live".to_owned());
        }
        if (found.notes.len(), found.withdrawals.len()) != (n_notes, n_withdrawals) {
            return Err("remarks or withdrawals are missing".to_owned());
        }
        if found.is_withdrawn() != is_withdrawn
            || found.is_contested() != (n_withdrawals > 0 && !is_withdrawn)
        {
            return Err("a withdrawal is not told as it is".to_owned());
        }
        Ok(())
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
