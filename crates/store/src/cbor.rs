//! Deterministic CBOR (RFC 8949, section 4.2.1) with bounded size and depth.
//!
//! Whatever is read is written again and compared, so that each value has one spelling and nothing signed can be
//! read in two ways.

use ciborium::Value;

/// How deeply arrays may be nested.
const MAX_DEPTH: usize = 16;

/// Foreign bytes that are not in just the one form that we would write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not in the form that the format prescribes")]
pub(crate) struct Malformed;

/// Writes a value.
pub(crate) fn encode(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("writing to memory does not fail");
    bytes
}

/// Reads a value of at most `limit` bytes.
///
/// # Errors
///
/// When the bytes are not deterministic CBOR of the kinds that the format uses, are too long or too deep, or are
/// followed by more.
pub(crate) fn decode(bytes: &[u8], limit: usize) -> Result<Value, Malformed> {
    if bytes.len() > limit {
        return Err(Malformed);
    }
    let value: Value =
        ciborium::de::from_reader_with_recursion_limit(bytes, MAX_DEPTH).map_err(|_| Malformed)?;
    if !is_plain(&value) || encode(&value) != bytes {
        return Err(Malformed);
    }
    Ok(value)
}

/// Says whether only kinds occur that the format uses.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::Integer(_) | Value::Bytes(_) | Value::Text(_) | Value::Bool(_) | Value::Null => true,
        Value::Array(items) => items.iter().all(is_plain),
        _ => false,
    }
}

/// An array.
pub(crate) fn array(items: impl IntoIterator<Item = Value>) -> Value {
    Value::Array(items.into_iter().collect())
}

/// A byte string.
pub(crate) fn bytes(bytes: &[u8]) -> Value {
    Value::Bytes(bytes.to_vec())
}

/// A number from 0.
pub(crate) fn uint(number: u64) -> Value {
    Value::Integer(number.into())
}

/// Takes an array of just `N` elements.
pub(crate) fn items<const N: usize>(value: Value) -> Result<[Value; N], Malformed> {
    list(value)?.try_into().map_err(|_| Malformed)
}

/// Takes an array of any length.
pub(crate) fn list(value: Value) -> Result<Vec<Value>, Malformed> {
    value.into_array().map_err(|_| Malformed)
}

/// Takes a byte string of any length.
pub(crate) fn byte_string(value: Value) -> Result<Vec<u8>, Malformed> {
    value.into_bytes().map_err(|_| Malformed)
}

/// Takes a byte string of just `N` bytes.
pub(crate) fn fixed<const N: usize>(value: Value) -> Result<[u8; N], Malformed> {
    byte_string(value)?.try_into().map_err(|_| Malformed)
}

/// Takes a number from 0.
pub(crate) fn number(value: Value) -> Result<u64, Malformed> {
    let integer = value.into_integer().map_err(|_| Malformed)?;
    u64::try_from(integer).map_err(|_| Malformed)
}

/// Takes a number from 0 that fits 32 bits.
pub(crate) fn small_number(value: Value) -> Result<u32, Malformed> {
    u32::try_from(number(value)?).map_err(|_| Malformed)
}

/// Takes text.
pub(crate) fn text(value: Value) -> Result<String, Malformed> {
    value.into_text().map_err(|_| Malformed)
}

/// Takes `true` or `false`.
pub(crate) fn flag(value: Value) -> Result<bool, Malformed> {
    value.into_bool().map_err(|_| Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], is_good: bool) {
        assert_eq!(decode(bytes, 1000).is_ok(), is_good, "{bytes:02x?}");
    }

    #[test]
    fn only_one_spelling_is_read() {
        check(&[0x82, 0x01, 0x41, 0xff], true);
        check(&[0x20], true);
        check(&[0x18, 0x05], false); // 5, longer than it needs to be
        check(&[0x9f, 0x01, 0xff], false); // an array of unknown length
        check(&[0x01, 0x02], false); // something follows
        check(&[0xa1, 0x01, 0x02], false); // a map
        check(&[0xf9, 0x3c, 0x00], false); // a float
        check(&[0xc0, 0x61, 0x61], false); // a tag
        check(&[0xc2, 0x41, 0x01], false); // a big number
        check(&[0x61, 0xff], false); // text that is no UTF-8
        check(&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], false); // an array of everything
        check(&[], false);
        check(&[0x81; 40], false); // too deep
    }

    #[test]
    fn size_is_bounded() {
        assert!(decode(&[0x43, 1, 2, 3], 4).is_ok());
        assert_eq!(decode(&[0x43, 1, 2, 3], 3), Err(Malformed));
    }
}
