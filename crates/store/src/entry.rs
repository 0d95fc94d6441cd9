//! Entries: the signed lines of the log (`docs/format.md`, *Entries*).

mod header;

use ciborium::Value as Cbor;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::RegisterId;
use crate::cbor::{self, Malformed};
use crate::sealing::{Hash, hash};

pub(crate) use header::{Grant, Head, Header, NONE_BEFORE};

/// The longest entry, in bytes.
pub(crate) const MAX_ENTRY: usize = 1 << 20;

/// The most parts of an entry.
pub(crate) const MAX_PARTS: usize = 1000;

const SIGNED: &[u8] = b"esep/1 entry\0";

/// One signed line of the log.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Who, when, where in the chain.
    pub(crate) header: Header,
    /// The sealed parts: the routing, then one a subject.
    pub(crate) parts: Vec<Vec<u8>>,
    header_bytes: Vec<u8>,
    signature: [u8; 64],
}

/// Why bytes are no entry of this register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EntryError {
    /// Not the form that the format prescribes.
    #[error("not in the form of an entry")]
    Malformed,
    /// Written by a newer program.
    #[error("written in format {0}, which is newer")]
    Newer(u64),
    /// It belongs to another register.
    #[error("an entry of another register")]
    Foreign,
    /// A part is not the one that was signed.
    #[error("a part is not the one that was signed")]
    WrongPart,
    /// The signature does not fit.
    #[error("the signature does not fit")]
    WrongSignature,
}

impl From<Malformed> for EntryError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl Entry {
    /// Signs an entry; `header.parts` is filled in from `parts`.
    pub(crate) fn sign(
        register: &RegisterId,
        mut header: Header,
        parts: Vec<Vec<u8>>,
        key: &SigningKey,
    ) -> Self {
        header.parts = parts.iter().map(|part| part_hash(part)).collect();
        header.signer = key.verifying_key().to_bytes();
        let header_bytes = header.encode(register);
        let signature = key.sign(&[SIGNED, &header_bytes].concat()).to_bytes();
        Self {
            header,
            parts,
            header_bytes,
            signature,
        }
    }

    /// Reads an entry; the signature is not looked at, see [`Entry::verify`].
    ///
    /// # Errors
    ///
    /// When the bytes are not an entry of `register` in format 1, or a part is not the signed one.
    pub(crate) fn decode(register: &RegisterId, bytes: &[u8]) -> Result<Self, EntryError> {
        let [header, parts, signature] = cbor::items(cbor::decode(bytes, MAX_ENTRY)?)?;
        let header_bytes = cbor::byte_string(header)?;
        let header = Header::decode(register, &header_bytes)?;
        let parts = cbor::list(parts)?
            .into_iter()
            .map(cbor::byte_string)
            .collect::<Result<Vec<_>, _>>()?;
        let are_signed_ones = parts.len() == header.parts.len()
            && parts
                .iter()
                .zip(&header.parts)
                .all(|(part, hash)| part_hash(part) == *hash);
        if !are_signed_ones {
            return Err(EntryError::WrongPart);
        }
        if !parts.iter().all(|part| is_padded_length(part.len())) {
            return Err(EntryError::Malformed);
        }
        Ok(Self {
            header,
            parts,
            header_bytes,
            signature: cbor::fixed(signature)?,
        })
    }

    /// The entry's bytes.
    pub(crate) fn encode(&self) -> Vec<u8> {
        cbor::encode(&cbor::array([
            cbor::bytes(&self.header_bytes),
            Cbor::Array(self.parts.iter().map(|part| cbor::bytes(part)).collect()),
            cbor::bytes(&self.signature),
        ]))
    }

    /// Checks the signature.
    ///
    /// # Errors
    ///
    /// [`EntryError::WrongSignature`] when the signer of the header did not sign it.
    pub(crate) fn verify(&self) -> Result<(), EntryError> {
        let key = VerifyingKey::from_bytes(&self.header.signer).map_err(|_| EntryError::WrongSignature)?;
        let message = [SIGNED, &self.header_bytes].concat();
        key.verify_strict(&message, &Signature::from_bytes(&self.signature))
            .map_err(|_| EntryError::WrongSignature)
    }

    /// The hash that the device's next entry names.
    pub(crate) fn hash(&self) -> Hash {
        hash("esep/1 entry", &[&self.header_bytes, &self.signature])
    }

    /// What the entry's part number `part` is sealed with, beside its key.
    pub(crate) fn part_aad(register: &RegisterId, header: &Header, part: u32) -> Vec<u8> {
        [
            b"esep/1 part\0",
            &register.as_bytes()[..],
            header.device.as_bytes(),
            &header.number.to_be_bytes(),
            &part.to_be_bytes(),
        ]
        .concat()
    }

    /// This entry as the head of its device.
    #[cfg(test)]
    pub(crate) fn head(&self) -> Head {
        Head {
            device: self.header.device,
            number: self.header.number,
            hash: self.hash(),
        }
    }
}

/// A sealed part is a nonce of 24 bytes, padded plaintext and a tag of 16.
fn is_padded_length(length: usize) -> bool {
    length > 40 && (length - 40).is_multiple_of(64)
}

fn part_hash(part: &[u8]) -> Hash {
    hash("esep/1 part", &[part])
}
