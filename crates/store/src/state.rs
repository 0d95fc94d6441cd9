//! State: what a set of entries says, in whatever order they came (`docs/format.md`, *State*).

use std::collections::{BTreeMap, BTreeSet};

use ciborium::Value as Cbor;

use crate::act::{Act, RegisterAct, Said, Saying};
use crate::cbor;
use crate::contents::Contents;
use crate::dot::{Dot, first_of_part};
use crate::record::{Kept, KeptDot, Record, record};
use crate::sealing::{Hash, hash};
use crate::value::Code;
use crate::{DeviceId, RecordId, SubjectId};

/// What a set of entries says.
#[derive(Clone, Default)]
pub struct State {
    records: BTreeMap<RecordId, BTreeMap<Dot, Remembered>>,
    /// What covers a dot: the subjects whose acts do.
    coverings: BTreeMap<Dot, BTreeSet<SubjectId>>,
    /// Where each subject's dots are.
    subjects: BTreeMap<SubjectId, BTreeSet<(RecordId, Dot)>>,
    forgotten: BTreeSet<SubjectId>,
    tombstones: BTreeSet<[u8; 32]>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "State of {} records", self.records.len())
    }
}

#[derive(Clone)]
struct Remembered {
    subject: SubjectId,
    act: u8,
    field: Option<Code>,
    said: Kept,
}

impl State {
    /// Takes what an entry says, as [`State::insert`] does; for whoever has the acts already.
    pub fn take(
        &mut self,
        device: DeviceId,
        number: u64,
        register_acts: Vec<RegisterAct>,
        about: Vec<(SubjectId, Vec<Act>)>,
    ) {
        let parts = about
            .into_iter()
            .map(|(subject, acts)| (subject, Some(acts)))
            .collect();
        self.insert(device, number, &Contents { register_acts, parts });
    }

    /// Takes an entry; taking it again, or in another order, makes no difference.
    pub(crate) fn insert(&mut self, device: DeviceId, number: u64, contents: &Contents) {
        for act in &contents.register_acts {
            match act {
                RegisterAct::Forget { subject, .. } => self.forget(*subject),
                RegisterAct::Tombstone { mark } => {
                    self.tombstones.insert(*mark);
                }
                RegisterAct::Audit { .. } => {}
            }
        }
        for ((subject, acts), part) in contents.parts.iter().zip(1..) {
            if self.forgotten.contains(subject) {
                continue;
            }
            let acts = acts.iter().flatten();
            for (saying, n) in acts.clone().flat_map(Act::sayings).zip(first_of_part(part)..) {
                self.remember(Dot { device, number, n }, *subject, &saying);
            }
            for dot in acts.flat_map(Act::over) {
                self.coverings.entry(*dot).or_default().insert(*subject);
            }
        }
    }

    /// A record as it reads now; `None` when its beginning is unknown or it was forgotten.
    pub fn record(&self, id: RecordId) -> Option<Record> {
        let dots = self.records.get(&id)?.iter().map(|(dot, remembered)| KeptDot {
            dot: *dot,
            subject: remembered.subject,
            act: remembered.act,
            field: remembered.field.clone(),
            said: remembered.said.clone(),
            is_covered: self.is_covered(dot),
        });
        record(id, dots)
    }

    /// All records of which anything is known, sorted.
    pub fn records(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.records.keys().copied()
    }

    /// Records written about a subject, sorted.
    pub fn records_of(&self, subject: SubjectId) -> Vec<RecordId> {
        let dots = self.subjects.get(&subject).into_iter().flatten();
        let mut records: Vec<RecordId> = dots.map(|(record, _)| *record).collect();
        records.dedup();
        records
    }

    /// Says whether a subject was forgotten.
    pub fn is_forgotten(&self, subject: SubjectId) -> bool {
        self.forgotten.contains(&subject)
    }

    /// Says whether a row with this mark must not come back.
    pub fn has_tombstone(&self, mark: &[u8; 32]) -> bool {
        self.tombstones.contains(mark)
    }

    /// The same for all who have the same entries.
    pub fn digest(&self) -> Hash {
        let mut lines = Vec::new();
        for (record, dots) in &self.records {
            for (dot, remembered) in dots {
                let saying = Saying {
                    record: *record,
                    act: remembered.act,
                    field: remembered.field.as_ref().map_or("", Code::as_str),
                    said: match &remembered.said {
                        Kept::Kind(code) => Said::Kind(code),
                        Kept::Value(value) => Said::Value(value),
                        Kept::Words(words) => Said::Words(words),
                    },
                };
                let said = cbor::encode(&saying.said.to_cbor());
                lines.push(line_of_dot(
                    *dot,
                    saying.act,
                    *record,
                    saying.field,
                    &said,
                    self.is_covered(dot),
                ));
            }
        }
        lines.extend(self.forgotten.iter().map(line_of_forgotten));
        lines.extend(self.tombstones.iter().map(line_of_tombstone));
        digest(lines)
    }

    fn remember(&mut self, dot: Dot, subject: SubjectId, saying: &Saying<'_>) {
        let said = match saying.said {
            Said::Kind(code) => Kept::Kind(code.clone()),
            Said::Value(value) => Kept::Value(value.clone()),
            Said::Words(words) => Kept::Words(words.clone()),
        };
        let field = Code::new(saying.field);
        let remembered = Remembered {
            subject,
            act: saying.act,
            field,
            said,
        };
        self.records
            .entry(saying.record)
            .or_default()
            .insert(dot, remembered);
        self.subjects
            .entry(subject)
            .or_default()
            .insert((saying.record, dot));
    }

    fn is_covered(&self, dot: &Dot) -> bool {
        self.coverings.contains_key(dot)
    }

    /// Drops whatever is known of a subject; what its acts had covered is live again.
    pub(crate) fn forget(&mut self, subject: SubjectId) {
        self.forgotten.insert(subject);
        for (record, dot) in self.subjects.remove(&subject).unwrap_or_default() {
            if let Some(dots) = self.records.get_mut(&record) {
                dots.remove(&dot);
                if dots.is_empty() {
                    self.records.remove(&record);
                }
            }
        }
        self.coverings.retain(|_, by| {
            by.remove(&subject);
            !by.is_empty()
        });
    }
}

/// The line of a dot; `said` is the CBOR of what it says.
pub(crate) fn line_of_dot(
    dot: Dot,
    act: u8,
    record: RecordId,
    field: &str,
    said: &[u8],
    is_covered: bool,
) -> Vec<u8> {
    let said = cbor::decode(said, crate::entry::MAX_ENTRY).unwrap_or(Cbor::Null);
    cbor::encode(&cbor::array([
        Cbor::Text("dot".to_owned()),
        dot.to_cbor(),
        cbor::uint(act.into()),
        cbor::bytes(record.as_bytes()),
        Cbor::Text(field.to_owned()),
        said,
        Cbor::Bool(is_covered),
    ]))
}

/// The line of somebody who was forgotten.
pub(crate) fn line_of_forgotten(subject: &SubjectId) -> Vec<u8> {
    cbor::encode(&cbor::array([
        Cbor::Text("forgotten".to_owned()),
        cbor::bytes(subject.as_bytes()),
    ]))
}

/// The line of a row that does not come back.
pub(crate) fn line_of_tombstone(mark: &[u8; 32]) -> Vec<u8> {
    cbor::encode(&cbor::array([
        Cbor::Text("tombstone".to_owned()),
        cbor::bytes(mark),
    ]))
}

/// The digest of these lines, in whatever order they come.
pub(crate) fn digest(mut lines: Vec<Vec<u8>>) -> Hash {
    lines.sort_unstable();
    let parts: Vec<Vec<u8>> = lines
        .into_iter()
        .map(|line| {
            let length = u32::try_from(line.len()).unwrap_or(u32::MAX).to_be_bytes();
            [&length[..], &line].concat()
        })
        .collect();
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    hash("esep/1 state", &parts)
}
