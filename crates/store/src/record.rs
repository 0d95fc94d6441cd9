//! A record as it reads now: live values side by side, remarks, and whether it was withdrawn.

use std::collections::BTreeMap;

use crate::act::{Words, number};
use crate::dot::Dot;
use crate::value::{Code, Value};
use crate::{RecordId, SubjectId};

/// A record as it reads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The record.
    pub id: RecordId,
    /// Whom it is about.
    pub subject: SubjectId,
    /// What kind of record it is.
    pub kind: Code,
    /// Live values by field; several in one field contradict each other until somebody resolves them.
    pub fields: BTreeMap<Code, Vec<(Dot, Value)>>,
    /// Elements by set.
    pub sets: BTreeMap<Code, Vec<(Dot, Value)>>,
    /// Remarks, in the order of their dots.
    pub notes: Vec<(Dot, Words)>,
    /// Reasons why it was taken back.
    pub withdrawals: Vec<(Dot, Words)>,
    /// Everything of it that is live and can be covered, sorted: what a withdrawal names.
    pub live: Vec<Dot>,
}

impl Record {
    /// Says whether it was taken back, and nothing written that the withdrawal had not seen.
    pub fn is_withdrawn(&self) -> bool {
        !self.withdrawals.is_empty() && self.live.is_empty()
    }

    /// Says whether it was taken back by somebody who had not seen all of it.
    pub fn is_contested(&self) -> bool {
        !self.withdrawals.is_empty() && !self.live.is_empty()
    }

    /// The live values of a field: what a new value replaces.
    pub fn seen(&self, field: &Code) -> Vec<Dot> {
        self.fields
            .get(field)
            .into_iter()
            .flatten()
            .map(|(dot, _)| *dot)
            .collect()
    }
}

/// What a dot says, as it was kept.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The kind of a new record.
    Kind(Code),
    /// A value.
    Value(Value),
    /// A remark or a reason.
    Words(Words),
}

/// A dot with what it says.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct KeptDot {
    pub(crate) dot: Dot,
    pub(crate) subject: SubjectId,
    pub(crate) act: u8,
    pub(crate) field: Option<Code>,
    pub(crate) said: Kept,
    pub(crate) is_covered: bool,
}

/// Puts a record together from its dots, in their order; `None` while its beginning is unknown.
pub(crate) fn record(id: RecordId, dots: impl IntoIterator<Item = KeptDot>) -> Option<Record> {
    let mut begun = None;
    let mut record = Record {
        id,
        subject: SubjectId::from_bytes([0; 16]),
        kind: Code::new("unknown")?,
        fields: BTreeMap::new(),
        sets: BTreeMap::new(),
        notes: Vec::new(),
        withdrawals: Vec::new(),
        live: Vec::new(),
    };
    for kept in dots {
        let dot = kept.dot;
        match (kept.act, kept.field, kept.said) {
            (number::PUT, _, Kept::Kind(kind)) => {
                begun.get_or_insert((kept.subject, kind));
            }
            (number::NOTE, _, Kept::Words(words)) => {
                record.notes.push((dot, words));
                continue;
            }
            (number::WITHDRAW, _, Kept::Words(words)) => {
                record.withdrawals.push((dot, words));
                continue;
            }
            (number::ADD, Some(field), Kept::Value(value)) if !kept.is_covered => {
                record.sets.entry(field).or_default().push((dot, value));
            }
            (number::SET | number::RESOLVE, Some(field), Kept::Value(value)) if !kept.is_covered => {
                record.fields.entry(field).or_default().push((dot, value));
            }
            _ => {}
        }
        if !kept.is_covered {
            record.live.push(dot);
        }
    }
    (record.subject, record.kind) = begun?;
    Some(record)
}
