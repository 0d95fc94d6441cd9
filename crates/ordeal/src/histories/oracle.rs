//! What a set of entries says, worked out anew from `docs/format.md` over all of them at once.
//!
//! Nothing here is taken in step by step, and nothing is asked of `State` but its answers. Only the shape of an answer,
//! [`Record`], is shared.

use std::collections::{BTreeMap, BTreeSet};

use ciborium::Value as Cbor;
use sha2::{Digest as _, Sha256};
use store::{Act, Code, Dot, Record, RecordId, RegisterAct, State, SubjectId, Value, Words};

use super::{Entry, device};

/// Values that a part has at most; dots of part `p` are counted from `p` times this.
const VALUES_OF_A_PART: u32 = 65_536;

/// One value that was written.
struct Written<'a> {
    dot: Dot,
    subject: SubjectId,
    record: RecordId,
    said: Said<'a>,
}

/// What was said, and by which act.
#[derive(Clone, Copy)]
enum Said<'a> {
    Begun(&'a Code),
    Field(&'a Code, &'a Value),
    Resolved(&'a Code, &'a Value),
    Element(&'a Code, &'a Value),
    Note(&'a Words),
    Withdrawn(&'a Words),
}

/// A set of entries, looked at as a whole.
pub(super) struct Oracle<'a> {
    /// Everything that was written about those who are not forgotten, sorted by dot.
    written: Vec<Written<'a>>,
    /// Every dot that somebody names who is not forgotten.
    covered: BTreeSet<Dot>,
    forgotten: BTreeSet<SubjectId>,
    tombstones: BTreeSet<[u8; 32]>,
}

impl<'a> Oracle<'a> {
    pub(super) fn of(entries: &[&'a Entry]) -> Self {
        let mut oracle = Self {
            written: Vec::new(),
            covered: BTreeSet::new(),
            forgotten: BTreeSet::new(),
            tombstones: BTreeSet::new(),
        };
        for act in entries.iter().flat_map(|entry| &entry.register_acts) {
            match act {
                RegisterAct::Forget { subject, .. } => drop(oracle.forgotten.insert(*subject)),
                RegisterAct::Tombstone { mark } => drop(oracle.tombstones.insert(*mark)),
                RegisterAct::Audit { .. } => {}
            }
        }
        for entry in entries {
            for ((subject, acts), part) in entry.about.iter().zip(1..) {
                if !oracle.forgotten.contains(subject) {
                    oracle.take_part(entry, part, *subject, acts);
                }
            }
        }
        oracle.written.sort_by_key(|written| written.dot);
        oracle
    }

    fn take_part(&mut self, entry: &Entry, part: u32, subject: SubjectId, acts: &'a [Act]) {
        let sayings = acts
            .iter()
            .flat_map(|act| sayings(act).into_iter().map(|said| (act.record(), said)));
        for ((record, said), n) in sayings.zip(part * VALUES_OF_A_PART..) {
            self.written.push(Written {
                dot: dot(entry, n),
                subject,
                record,
                said,
            });
        }
        self.covered.extend(acts.iter().flat_map(over));
    }

    /// Compares whatever a state can be asked.
    pub(super) fn compare(&self, state: &State, records: &[(RecordId, SubjectId)]) -> Result<(), String> {
        for (record, subject) in records {
            let (expected, found) = (self.record(*record), state.record(*record));
            if found != expected {
                return Err("a record does not say what its entries say".to_owned());
            }
            let is_live = |record: &Record| !record.withdrawals.is_empty() && record.live.is_empty();
            if found.as_ref().map(Record::is_withdrawn) != expected.as_ref().map(is_live) {
                return Err("a withdrawal is not told as it is".to_owned());
            }
            if state.is_forgotten(*subject) != self.forgotten.contains(subject) {
                return Err("who is forgotten is not told as it is".to_owned());
            }
            if state.is_forgotten(*subject) && !state.records_of(*subject).is_empty() {
                return Err("something is kept of somebody who was forgotten".to_owned());
            }
        }
        let marks = (0..=u8::MAX).map(|byte| [byte; 32]);
        if { marks }.any(|mark| state.has_tombstone(&mark) != self.tombstones.contains(&mark)) {
            return Err("a tombstone is missing, or one too many".to_owned());
        }
        if state.digest() != self.digest() {
            return Err("the digest is not that of the format".to_owned());
        }
        Ok(())
    }

    /// A record by the rules 1 to 6 of the format's *State*.
    fn record(&self, id: RecordId) -> Option<Record> {
        let of_record: Vec<&Written<'_>> = self.written.iter().filter(|w| w.record == id).collect();
        let (subject, kind) = of_record.iter().find_map(|written| match written.said {
            Said::Begun(kind) => Some((written.subject, kind.clone())),
            _ => None,
        })?;
        let live = |written: &&&Written<'_>| !self.covered.contains(&written.dot);
        let mut fields: BTreeMap<Code, Vec<(Dot, Value)>> = BTreeMap::new();
        let mut sets: BTreeMap<Code, Vec<(Dot, Value)>> = BTreeMap::new();
        for written in of_record.iter().filter(live) {
            let (of, field, value) = match written.said {
                Said::Field(field, value) | Said::Resolved(field, value) => (&mut fields, field, value),
                Said::Element(field, value) => (&mut sets, field, value),
                _ => continue,
            };
            of.entry(field.clone())
                .or_default()
                .push((written.dot, value.clone()));
        }
        let words = |of: fn(Said<'_>) -> Option<&Words>| {
            let said = of_record
                .iter()
                .filter_map(|written| Some((written.dot, of(written.said)?.clone())));
            said.collect()
        };
        Some(Record {
            id,
            subject,
            kind,
            fields,
            sets,
            notes: words(|said| match said {
                Said::Note(words) => Some(words),
                _ => None,
            }),
            withdrawals: words(|said| match said {
                Said::Withdrawn(words) => Some(words),
                _ => None,
            }),
            live: of_record
                .iter()
                .filter(|written| !matches!(written.said, Said::Note(_) | Said::Withdrawn(_)))
                .filter(live)
                .map(|written| written.dot)
                .collect(),
        })
    }

    /// The digest as `docs/format.md` describes it.
    pub(super) fn digest(&self) -> [u8; 32] {
        let text = |text: &str| Cbor::Text(text.to_owned());
        let of_dots = self.written.iter().map(|written| {
            let (number, field, said) = line(written.said);
            let is_covered = Cbor::Bool(self.covered.contains(&written.dot));
            let dot = Cbor::Array(vec![
                Cbor::Bytes(written.dot.device.as_bytes().to_vec()),
                written.dot.number.into(),
                written.dot.n.into(),
            ]);
            let record = Cbor::Bytes(written.record.as_bytes().to_vec());
            vec![
                text("dot"),
                dot,
                number.into(),
                record,
                text(field),
                said,
                is_covered,
            ]
        });
        let of_forgotten = self
            .forgotten
            .iter()
            .map(|subject| vec![text("forgotten"), Cbor::Bytes(subject.as_bytes().to_vec())]);
        let of_tombstones = self
            .tombstones
            .iter()
            .map(|mark| vec![text("tombstone"), Cbor::Bytes(mark.to_vec())]);
        let mut lines: Vec<Vec<u8>> = of_dots
            .chain(of_forgotten)
            .chain(of_tombstones)
            .map(|items| bytes(&Cbor::Array(items)))
            .collect();
        lines.sort();
        let mut hasher = Sha256::new_with_prefix(b"esep/1 state\0");
        for line in lines {
            let length = u32::try_from(line.len()).expect("lines are short");
            hasher.update(length.to_be_bytes());
            hasher.update(line);
        }
        hasher.finalize().into()
    }
}

/// What each value of an act says, in order.
fn sayings(act: &Act) -> Vec<Said<'_>> {
    match act {
        Act::Put { kind, fields, .. } => {
            let fields = fields.iter().map(|(field, value)| Said::Field(field, value));
            [Said::Begun(kind)].into_iter().chain(fields).collect()
        }
        Act::Set { field, value, .. } => vec![Said::Field(field, value)],
        Act::Resolve { field, value, .. } => vec![Said::Resolved(field, value)],
        Act::Add { field, value, .. } => vec![Said::Element(field, value)],
        Act::Note { text, .. } => vec![Said::Note(text)],
        Act::Withdraw { reason, .. } => vec![Said::Withdrawn(reason)],
        Act::Remove { .. } => Vec::new(),
    }
}

/// The dots that an act names.
fn over(act: &Act) -> &[Dot] {
    match act {
        Act::Put { .. } | Act::Add { .. } | Act::Note { .. } => &[],
        Act::Set { over, .. }
        | Act::Remove { over, .. }
        | Act::Withdraw { over, .. }
        | Act::Resolve { over, .. } => over,
    }
}

/// Number of the act, field, and what is said, as they stand in a line of the digest.
fn line(said: Said<'_>) -> (u8, &str, Cbor) {
    match said {
        Said::Begun(kind) => (1, "", Cbor::Text(kind.as_str().to_owned())),
        Said::Field(field, value) => (2, field.as_str(), cbor(value)),
        Said::Element(field, value) => (3, field.as_str(), cbor(value)),
        Said::Note(words) => (5, "", Cbor::Text(words.0.clone())),
        Said::Withdrawn(words) => (6, "", Cbor::Text(words.0.clone())),
        Said::Resolved(field, value) => (7, field.as_str(), cbor(value)),
    }
}

fn cbor(value: &Value) -> Cbor {
    match value {
        Value::Text(text) => Cbor::Text(text.clone()),
        Value::Number(number) => (*number).into(),
        Value::Flag(flag) => Cbor::Bool(*flag),
        Value::Days { first, last } => Cbor::Array(vec!["day".into(), (*first).into(), (*last).into()]),
        Value::Record(id) => Cbor::Array(vec!["record".into(), Cbor::Bytes(id.as_bytes().to_vec())]),
    }
}

fn bytes(value: &Cbor) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("memory takes all");
    bytes
}

fn dot(entry: &Entry, n: u32) -> Dot {
    Dot {
        device: device(entry.device),
        number: entry.number,
        n,
    }
}
