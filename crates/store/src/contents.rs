//! What an entry says once its parts are opened, and the other way round.

use zeroize::Zeroizing;

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
        let key = part_key(register, key, compartment_key);
        parts.push(seal_part(register, header, part, &key, plain));
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
                let key = part_key(register, &key, compartment_key);
                let plain = open_part(register, &entry.header, part, &key, sealed)?;
                Some(act::decode_part(&plain)?)
            }
        };
        contents.parts.push((subject, acts));
    }
    Ok(contents)
}

/// What the acts about a subject are sealed under: whoever lacks the subject's key or that of the compartment and its
/// epoch opens nothing.
pub(crate) fn part_key(
    register: &RegisterId,
    subject_key: &SecretKey,
    compartment_key: &SecretKey,
) -> SecretKey {
    let both = Zeroizing::new([&subject_key.expose()[..], compartment_key.expose()].concat());
    let mut key = [0; 32];
    sealing::derive(&both, register, b"esep/1 part", &mut key);
    SecretKey::from_bytes(key)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::Words;
    use crate::entry::NONE_BEFORE;
    use crate::keyring::Compartment;
    use crate::{DeviceId, RecordId};
    use ed25519_dalek::SigningKey;

    const REGISTER: RegisterId = RegisterId::from_bytes([3; 16]);

    fn header(compartment: Compartment) -> Header {
        Header {
            device: DeviceId::from_bytes([1; 16]),
            number: 1,
            previous: NONE_BEFORE,
            heads: Vec::new(),
            clock: crate::clock::Clock {
                millis: 1,
                counter: 0,
            },
            signer: [0; 32],
            group_first: 1,
            closes: true,
            compartment: compartment as u32,
            epoch: 1,
            grant: None,
            parts: Vec::new(),
        }
    }

    /// A subject's key is known to whoever may read about the subject in the general compartment, and to whoever
    /// could once: neither opens what is written about the subject among sources, or under later keys.
    #[test]
    fn acts_open_with_both_keys_alone() {
        let [subject_key, compartment_key, other] = [(); 3].map(|()| SecretKey::random());
        let subject = SubjectId::from_bytes([2; 16]);
        let note = vec![Act::Note {
            record: RecordId::from_bytes([4; 16]),
            text: Words("x".to_owned()),
        }];
        let header = header(Compartment::Sources);
        let about = std::iter::once((subject, &subject_key, &note[..]));
        let parts = seal(&REGISTER, &header, &compartment_key, &[], about).unwrap();
        let signing = SigningKey::from_bytes(&[7; 32]);
        let entry = Entry::sign(&REGISTER, header, parts, &signing);
        let opened = |compartment_key: &SecretKey, subject_key: Option<&SecretKey>| {
            open(&REGISTER, &entry, compartment_key, |_| subject_key.cloned())
                .map(|contents| contents.parts[0].1.clone())
        };
        assert_eq!(
            opened(&compartment_key, Some(&subject_key)),
            Ok(Some(note.clone()))
        );
        assert_eq!(opened(&compartment_key, None), Ok(None));
        assert_eq!(opened(&compartment_key, Some(&other)), Err(BadPart));
        assert_eq!(opened(&other, Some(&subject_key)), Err(BadPart));
        let aad = Entry::part_aad(&REGISTER, &entry.header, 1);
        for key in [&subject_key, &compartment_key] {
            assert!(sealing::open(key, &aad, &entry.parts[1]).is_err());
        }
        let key = part_key(&REGISTER, &subject_key, &compartment_key);
        assert!(sealing::open(&key, &aad, &entry.parts[1]).is_ok());
    }
}
