//! What a field of a record can hold.

use std::fmt;

use ciborium::Value as Cbor;

use crate::RecordId;
use crate::cbor::{self, Malformed};

/// The longest text, in bytes of UTF-8.
const MAX_TEXT: usize = 65_536;

/// A value of a field; its `Debug` says of which kind it is and never what it says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A day known to lie between two, both included: days since 1970-01-01.
    Days {
        /// The earliest possible day.
        first: i64,
        /// The latest possible day.
        last: i64,
    },
    /// Another record.
    Record(RecordId),
}

impl Value {
    /// As the format writes it.
    pub(crate) fn to_cbor(&self) -> Cbor {
        match self {
            Self::Text(text) => Cbor::Text(text.clone()),
            Self::Number(number) => Cbor::Integer((*number).into()),
            Self::Flag(flag) => Cbor::Bool(*flag),
            Self::Days { first, last } => cbor::array([
                Cbor::Text("day".to_owned()),
                Cbor::Integer((*first).into()),
                Cbor::Integer((*last).into()),
            ]),
            Self::Record(id) => cbor::array([Cbor::Text("record".to_owned()), cbor::bytes(id.as_bytes())]),
        }
    }

    /// As the format writes it, read back.
    pub(crate) fn from_cbor(value: Cbor) -> Result<Self, Malformed> {
        match value {
            Cbor::Text(_) => Ok(Self::Text(long_text(value)?)),
            Cbor::Integer(_) => Ok(Self::Number(integer(value)?)),
            Cbor::Bool(flag) => Ok(Self::Flag(flag)),
            Cbor::Array(items) => Self::from_items(items),
            _ => Err(Malformed),
        }
    }

    fn from_items(items: Vec<Cbor>) -> Result<Self, Malformed> {
        let mut items = items.into_iter();
        let mut next = || items.next().ok_or(Malformed);
        let value = match cbor::text(next()?)?.as_str() {
            "day" => {
                let (first, last) = (integer(next()?)?, integer(next()?)?);
                if first > last {
                    return Err(Malformed);
                }
                Self::Days { first, last }
            }
            "record" => Self::Record(RecordId::from_bytes(cbor::fixed(next()?)?)),
            _ => return Err(Malformed),
        };
        items.next().is_none().then_some(value).ok_or(Malformed)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text",
            Self::Number(_) => "Number",
            Self::Flag(_) => "Flag",
            Self::Days { .. } => "Days",
            Self::Record(_) => "Record",
        })
    }
}

/// A kind of record, a field, or the code of an act: 1 to 64 of `a-z 0-9 - .`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(String);

impl Code {
    /// Accepts 1 to 64 of `a-z 0-9 - .`.
    pub fn new(text: &str) -> Option<Self> {
        let is_plain = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-' | '.');
        let is_code = (1..=64).contains(&text.len()) && text.chars().all(is_plain);
        is_code.then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As the format writes it.
    pub(crate) fn to_cbor(&self) -> Cbor {
        Cbor::Text(self.0.clone())
    }

    /// As the format writes it, read back.
    pub(crate) fn from_cbor(value: Cbor) -> Result<Self, Malformed> {
        Self::new(&cbor::text(value)?).ok_or(Malformed)
    }
}

/// Takes text of bounded length.
pub(crate) fn long_text(value: Cbor) -> Result<String, Malformed> {
    let text = cbor::text(value)?;
    (text.len() <= MAX_TEXT).then_some(text).ok_or(Malformed)
}

fn integer(value: Cbor) -> Result<i64, Malformed> {
    let integer = value.into_integer().map_err(|_| Malformed)?;
    i64::try_from(integer).map_err(|_| Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: Value) {
        let bytes = cbor::encode(&value.to_cbor());
        let read = Value::from_cbor(cbor::decode(&bytes, 100_000).unwrap());
        assert_eq!(read.as_ref(), Ok(&value), "{value:?}");
    }

    #[test]
    fn values_go_both_ways() {
        check(Value::Text("Өмүрбек".to_owned()));
        check(Value::Number(i64::MIN));
        check(Value::Number(i64::MAX));
        check(Value::Flag(false));
        check(Value::Days { first: -5, last: 9 });
        check(Value::Record(RecordId::from_bytes([4; 16])));
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for wrong in [
            cbor::array([]),
            cbor::array([Cbor::Text("day".to_owned()), cbor::uint(3), cbor::uint(2)]),
            cbor::array([Cbor::Text("day".to_owned()), cbor::uint(3)]),
            cbor::array([Cbor::Text("else".to_owned()), cbor::uint(3)]),
            cbor::uint(u64::MAX),
            cbor::bytes(b"x"),
            Cbor::Null,
            Cbor::Text("a".repeat(65_537)),
        ] {
            assert_eq!(Value::from_cbor(wrong), Err(Malformed));
        }
    }

    #[test]
    fn nothing_is_told_by_debug() {
        assert_eq!(format!("{:?}", Value::Text("Бакыт".to_owned())), "Text");
    }

    #[test]
    fn codes_are_plain() {
        assert!(Code::new("date-of-birth.1").is_some());
        for wrong in ["", "Name", "имя", "a b", &"a".repeat(65)] {
            assert_eq!(Code::new(wrong), None);
        }
    }
}
