//! What an entry says once its parts are opened, and the other way round.

use crate::act::{self, Act, RegisterAct, Routing};
use crate::cbor::Malformed;
use crate::entry::{Entry, Header};
use crate::sealing::{self, SecretKey};
use crate::{RegisterId, SubjectId};

/// What one entry does: acts about subjects, and acts about the register as a whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Contents {
    /// Acts about no subject.
    pub(crate) register_acts: Vec<RegisterAct>,
    /// Acts by subject, in the order of parts; `None` where the subject's key is gone.
    pub(crate) parts: Vec<(SubjectId, Option<Vec<Act>>)>,
}

/// A part that should open and does not say what the format asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed part does not hold what it should")]
pub(crate) struct BadPart;

impl From<Malformed> for BadPart {
    fn from(_: Malformed) -> Self {
        Self
    }
}

/// Seals the routing and each subject's acts.
///
/// # Errors
///
/// When acts are not what the format takes: too long, too many.
pub(crate) fn seal<'k>(
    register: &RegisterId,
    header: &Header,
    compartment_key: &SecretKey,
    register_acts: &[RegisterAct],
    about: impl Iterator<Item = (SubjectId, &'k SecretKey, &'k [Act])>,
) -> Result<Vec<Vec<u8>>, BadPart> {
    let mut subjects = Vec::new();
    let mut parts = vec![Vec::new()];
    for ((subject, key, acts), part) in about.zip(1..) {
        let plain = act::encode_part(acts);
        act::decode_part(&plain)?;
        subjects.push(subject);
        parts.push(seal_part(register, header, part, key, plain));
    }
    let routing = Routing {
        subjects,
        acts: register_acts.to_vec(),
    }
    .encode();
    Routing::decode(&routing)?;
    parts[0] = seal_part(register, header, 0, compartment_key, routing);
    Ok(parts)
}

/// Opens what `key_of` gives keys for.
///
/// # Errors
///
/// When a part does not open with its key, or holds something else than acts.
pub(crate) fn open(
    register: &RegisterId,
    entry: &Entry,
    compartment_key: &SecretKey,
    mut key_of: impl FnMut(SubjectId) -> Option<SecretKey>,
) -> Result<Contents, BadPart> {
    let (routing, parts) = entry.parts.split_first().ok_or(BadPart)?;
    let routing = open_part(register, &entry.header, 0, compartment_key, routing)?;
    let routing = Routing::decode(&routing)?;
    if routing.subjects.len() != parts.len() {
        return Err(BadPart);
    }
    let mut contents = Contents {
        register_acts: routing.acts,
        parts: Vec::new(),
    };
    for ((subject, sealed), part) in routing.subjects.into_iter().zip(parts).zip(1..) {
        let acts = match key_of(subject) {
            None => None,
            Some(key) => {
                let plain = open_part(register, &entry.header, part, &key, sealed)?;
                Some(act::decode_part(&plain)?)
            }
        };
        contents.parts.push((subject, acts));
    }
    Ok(contents)
}

fn seal_part(register: &RegisterId, header: &Header, part: u32, key: &SecretKey, plain: Vec<u8>) -> Vec<u8> {
    let aad = Entry::part_aad(register, header, part);
    sealing::seal(key, &aad, &sealing::pad(plain))
}

fn open_part(
    register: &RegisterId,
    header: &Header,
    part: u32,
    key: &SecretKey,
    sealed: &[u8],
) -> Result<Vec<u8>, BadPart> {
    let aad = Entry::part_aad(register, header, part);
    let padded = sealing::open(key, &aad, sealed).map_err(|_| BadPart)?;
    Ok(sealing::unpad(&padded).ok_or(BadPart)?.to_vec())
}
