//! Acts: what entries do (`docs/format.md`, *Parts*).

use ciborium::Value as Cbor;

use crate::cbor::{self, Malformed};
use crate::dot::{Dot, MAX_VALUES, over_from_cbor, over_to_cbor};
use crate::entry::{MAX_ENTRY, MAX_PARTS};
use crate::value::{Code, Value, long_text};
use crate::{RecordId, SubjectId};

/// Something done to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A new record with its first values.
    Put {
        /// The record.
        record: RecordId,
        /// What kind of record it is.
        kind: Code,
        /// Its first values.
        fields: Vec<(Code, Value)>,
    },
    /// The field has this value, instead of the values seen.
    Set {
        /// The record.
        record: RecordId,
        /// The field.
        field: Code,
        /// What it holds.
        value: Value,
        /// The values that this one replaces.
        over: Vec<Dot>,
    },
    /// The set has this element.
    Add {
        /// The record.
        record: RecordId,
        /// The set.
        field: Code,
        /// The element.
        value: Value,
    },
    /// These elements leave the set.
    Remove {
        /// The record.
        record: RecordId,
        /// The set.
        field: Code,
        /// The elements.
        over: Vec<Dot>,
    },
    /// A remark, kept for ever.
    Note {
        /// The record.
        record: RecordId,
        /// What is remarked.
        text: Words,
    },
    /// The record is taken back, as far as it was seen.
    Withdraw {
        /// The record.
        record: RecordId,
        /// What was seen of it.
        over: Vec<Dot>,
        /// Why.
        reason: Words,
    },
    /// Of the values seen, this one is taken.
    Resolve {
        /// The record.
        record: RecordId,
        /// The field.
        field: Code,
        /// What it holds.
        value: Value,
        /// The values seen.
        over: Vec<Dot>,
        /// Why.
        reason: Words,
    },
}

/// Something done to the register as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterAct {
    /// Whatever is sealed under this subject's key is gone.
    Forget {
        /// Who is forgotten.
        subject: SubjectId,
        /// Why.
        reason: Words,
    },
    /// A row with this mark does not come back.
    Tombstone {
        /// The row's mark.
        mark: [u8; 32],
    },
    /// Something was done that changes no record.
    Audit {
        /// What.
        code: Code,
        /// To what.
        object: Option<[u8; 16]>,
        /// Why.
        reason: Words,
    },
}

/// Free text of a person; its `Debug` says nothing.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words(pub String);

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

/// One value that an act writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Saying<'a> {
    /// The record.
    pub(crate) record: RecordId,
    /// The act's number in the format.
    pub(crate) act: u8,
    /// The field; empty where the act has none.
    pub(crate) field: &'a str,
    /// What is said.
    pub(crate) said: Said<'a>,
}

/// What an act says of a record or field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said<'a> {
    /// The kind of a new record.
    Kind(&'a Code),
    /// A value.
    Value(&'a Value),
    /// A remark or a reason.
    Words(&'a Words),
}

impl Said<'_> {
    /// As it stands in a line of the digest.
    pub(crate) fn to_cbor(self) -> Cbor {
        match self {
            Said::Kind(code) => code.to_cbor(),
            Said::Value(value) => value.to_cbor(),
            Said::Words(words) => Cbor::Text(words.0.clone()),
        }
    }
}

/// Numbers of the acts in the format.
pub(crate) mod number {
    pub(crate) const PUT: u8 = 1;
    pub(crate) const SET: u8 = 2;
    pub(crate) const ADD: u8 = 3;
    pub(crate) const REMOVE: u8 = 4;
    pub(crate) const NOTE: u8 = 5;
    pub(crate) const WITHDRAW: u8 = 6;
    pub(crate) const RESOLVE: u8 = 7;
    pub(crate) const FORGET: u8 = 8;
    pub(crate) const TOMBSTONE: u8 = 9;
    pub(crate) const AUDIT: u8 = 10;
}

impl Act {
    /// The record that it is about.
    pub fn record(&self) -> RecordId {
        match self {
            Self::Put { record, .. }
            | Self::Set { record, .. }
            | Self::Add { record, .. }
            | Self::Remove { record, .. }
            | Self::Note { record, .. }
            | Self::Withdraw { record, .. }
            | Self::Resolve { record, .. } => *record,
        }
    }

    /// The dots that it replaces.
    pub(crate) fn over(&self) -> &[Dot] {
        match self {
            Self::Set { over, .. }
            | Self::Remove { over, .. }
            | Self::Withdraw { over, .. }
            | Self::Resolve { over, .. } => over,
            Self::Put { .. } | Self::Add { .. } | Self::Note { .. } => &[],
        }
    }

    /// The values that it writes, each with a dot of its own, in order.
    pub(crate) fn sayings(&self) -> Vec<Saying<'_>> {
        let record = self.record();
        let one = |act, field, said| {
            vec![Saying {
                record,
                act,
                field,
                said,
            }]
        };
        match self {
            Self::Put { kind, fields, .. } => {
                let fields = fields.iter().map(|(field, value)| Saying {
                    record,
                    act: number::SET,
                    field: field.as_str(),
                    said: Said::Value(value),
                });
                one(number::PUT, "", Said::Kind(kind))
                    .into_iter()
                    .chain(fields)
                    .collect()
            }
            Self::Set { field, value, .. } => one(number::SET, field.as_str(), Said::Value(value)),
            Self::Add { field, value, .. } => one(number::ADD, field.as_str(), Said::Value(value)),
            Self::Resolve { field, value, .. } => one(number::RESOLVE, field.as_str(), Said::Value(value)),
            Self::Note { text, .. } => one(number::NOTE, "", Said::Words(text)),
            Self::Withdraw { reason, .. } => one(number::WITHDRAW, "", Said::Words(reason)),
            Self::Remove { .. } => Vec::new(),
        }
    }

    fn n_values(&self) -> usize {
        match self {
            Self::Put { fields, .. } => fields.len() + 1,
            Self::Remove { .. } => 0,
            _ => 1,
        }
    }

    fn to_cbor(&self) -> Cbor {
        let id = cbor::bytes(self.record().as_bytes());
        let act = |number: u8, rest: Vec<Cbor>| {
            Cbor::Array([cbor::uint(number.into()), id].into_iter().chain(rest).collect())
        };
        let words = |words: &Words| Cbor::Text(words.0.clone());
        match self {
            Self::Put { kind, fields, .. } => {
                let fields = fields
                    .iter()
                    .map(|(field, value)| cbor::array([field.to_cbor(), value.to_cbor()]));
                act(number::PUT, vec![kind.to_cbor(), Cbor::Array(fields.collect())])
            }
            Self::Set {
                field, value, over, ..
            } => act(
                number::SET,
                vec![field.to_cbor(), value.to_cbor(), over_to_cbor(over)],
            ),
            Self::Add { field, value, .. } => act(number::ADD, vec![field.to_cbor(), value.to_cbor()]),
            Self::Remove { field, over, .. } => {
                act(number::REMOVE, vec![field.to_cbor(), over_to_cbor(over)])
            }
            Self::Note { text, .. } => act(number::NOTE, vec![words(text)]),
            Self::Withdraw { over, reason, .. } => {
                act(number::WITHDRAW, vec![over_to_cbor(over), words(reason)])
            }
            Self::Resolve {
                field,
                value,
                over,
                reason,
                ..
            } => act(
                number::RESOLVE,
                vec![
                    field.to_cbor(),
                    value.to_cbor(),
                    over_to_cbor(over),
                    words(reason),
                ],
            ),
        }
    }

    fn from_cbor(value: Cbor) -> Result<Self, Malformed> {
        let mut items = cbor::list(value)?.into_iter();
        let mut next = || items.next().ok_or(Malformed);
        let number = u8::try_from(cbor::number(next()?)?).map_err(|_| Malformed)?;
        let record = RecordId::from_bytes(cbor::fixed(next()?)?);
        let act = match number {
            number::PUT => {
                let kind = Code::from_cbor(next()?)?;
                Self::Put {
                    record,
                    kind,
                    fields: fields_from_cbor(next()?)?,
                }
            }
            number::SET => {
                let (field, value) = (Code::from_cbor(next()?)?, Value::from_cbor(next()?)?);
                Self::Set {
                    record,
                    field,
                    value,
                    over: over_from_cbor(next()?)?,
                }
            }
            number::ADD => Self::Add {
                record,
                field: Code::from_cbor(next()?)?,
                value: Value::from_cbor(next()?)?,
            },
            number::REMOVE => Self::Remove {
                record,
                field: Code::from_cbor(next()?)?,
                over: over_from_cbor(next()?)?,
            },
            number::NOTE => Self::Note {
                record,
                text: words(next()?)?,
            },
            number::WITHDRAW => Self::Withdraw {
                record,
                over: over_from_cbor(next()?)?,
                reason: words(next()?)?,
            },
            number::RESOLVE => {
                let (field, value) = (Code::from_cbor(next()?)?, Value::from_cbor(next()?)?);
                let over = over_from_cbor(next()?)?;
                Self::Resolve {
                    record,
                    field,
                    value,
                    over,
                    reason: words(next()?)?,
                }
            }
            _ => return Err(Malformed),
        };
        items.next().is_none().then_some(act).ok_or(Malformed)
    }
}

fn fields_from_cbor(value: Cbor) -> Result<Vec<(Code, Value)>, Malformed> {
    let field = |field| {
        let [field, value] = cbor::items(field)?;
        Ok((Code::from_cbor(field)?, Value::from_cbor(value)?))
    };
    cbor::list(value)?.into_iter().map(field).collect()
}

fn words(value: Cbor) -> Result<Words, Malformed> {
    long_text(value).map(Words)
}

impl RegisterAct {
    fn to_cbor(&self) -> Cbor {
        match self {
            Self::Forget { subject, reason } => cbor::array([
                cbor::uint(number::FORGET.into()),
                cbor::bytes(subject.as_bytes()),
                Cbor::Text(reason.0.clone()),
            ]),
            Self::Tombstone { mark } => {
                cbor::array([cbor::uint(number::TOMBSTONE.into()), cbor::bytes(mark)])
            }
            Self::Audit { code, object, reason } => cbor::array([
                cbor::uint(number::AUDIT.into()),
                code.to_cbor(),
                object.map_or(Cbor::Null, |object| cbor::bytes(&object)),
                Cbor::Text(reason.0.clone()),
            ]),
        }
    }

    fn from_cbor(value: Cbor) -> Result<Self, Malformed> {
        let mut items = cbor::list(value)?.into_iter();
        let mut next = || items.next().ok_or(Malformed);
        let number = u8::try_from(cbor::number(next()?)?).map_err(|_| Malformed)?;
        let act = match number {
            number::FORGET => {
                let subject = SubjectId::from_bytes(cbor::fixed(next()?)?);
                Self::Forget {
                    subject,
                    reason: words(next()?)?,
                }
            }
            number::TOMBSTONE => Self::Tombstone {
                mark: cbor::fixed(next()?)?,
            },
            number::AUDIT => {
                let (code, object) = (Code::from_cbor(next()?)?, next()?);
                let object = if object.is_null() {
                    None
                } else {
                    Some(cbor::fixed(object)?)
                };
                Self::Audit {
                    code,
                    object,
                    reason: words(next()?)?,
                }
            }
            _ => return Err(Malformed),
        };
        items.next().is_none().then_some(act).ok_or(Malformed)
    }
}

/// The first part of an entry: whom the others are about, and acts about nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Routing {
    /// One subject for each further part, in order.
    pub(crate) subjects: Vec<SubjectId>,
    /// Acts about no subject.
    pub(crate) acts: Vec<RegisterAct>,
}

impl Routing {
    /// As the format writes it.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let subjects = self
            .subjects
            .iter()
            .map(|subject| cbor::bytes(subject.as_bytes()));
        let acts = self.acts.iter().map(RegisterAct::to_cbor);
        cbor::encode(&cbor::array([
            Cbor::Array(subjects.collect()),
            Cbor::Array(acts.collect()),
        ]))
    }

    /// As the format writes it, read back.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let [subjects, acts] = cbor::items(cbor::decode(bytes, MAX_ENTRY)?)?;
        let subject = |subject| Ok(SubjectId::from_bytes(cbor::fixed(subject)?));
        let subjects: Vec<SubjectId> = cbor::list(subjects)?
            .into_iter()
            .map(subject)
            .collect::<Result<_, Malformed>>()?;
        let acts = cbor::list(acts)?
            .into_iter()
            .map(RegisterAct::from_cbor)
            .collect::<Result<_, _>>()?;
        (subjects.len() < MAX_PARTS)
            .then_some(Self { subjects, acts })
            .ok_or(Malformed)
    }
}

/// The acts about one subject, as the format writes them.
pub(crate) fn encode_part(acts: &[Act]) -> Vec<u8> {
    cbor::encode(&Cbor::Array(acts.iter().map(Act::to_cbor).collect()))
}

/// The acts about one subject, read back.
pub(crate) fn decode_part(bytes: &[u8]) -> Result<Vec<Act>, Malformed> {
    let acts = cbor::list(cbor::decode(bytes, MAX_ENTRY)?)?;
    let acts: Vec<Act> = acts.into_iter().map(Act::from_cbor).collect::<Result<_, _>>()?;
    let n_values: usize = acts.iter().map(Act::n_values).sum();
    (n_values <= MAX_VALUES as usize).then_some(acts).ok_or(Malformed)
}
