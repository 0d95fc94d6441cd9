//! The building blocks of `docs/format.md`: hashes, derived keys, sealed bytes.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hkdf::hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::RegisterId;

/// A hash: SHA-256.
pub(crate) type Hash = [u8; 32];

/// A secret key of 32 bytes; wiped when dropped, never shown.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct SecretKey([u8; 32]);

impl SecretKey {
    /// A new key from the system's chance.
    pub(crate) fn random() -> Self {
        Self(random())
    }

    /// Takes bytes as a key.
    pub(crate) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for ciphers and for sealing under another key.
    pub(crate) const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// `KDF(self, register, label, 32)`.
    pub(crate) fn derive(&self, register: &RegisterId, label: &str) -> Self {
        let mut key = [0; 32];
        derive(&self.0, register, label.as_bytes(), &mut key);
        Self(key)
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey")
    }
}

/// What was sealed does not open: another key, another place, or damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("sealed bytes do not open")]
pub(crate) struct Unopened;

/// Bytes from the system's chance.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// `H(label, x)`.
pub(crate) fn hash(label: &str, parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(label.as_bytes());
    hasher.update([0]);
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finalize().into()
}

/// `MAC(key, x)`.
pub(crate) fn mac(key: &SecretKey, parts: &[&[u8]]) -> Hash {
    keyed(key, parts).finalize().into_bytes().into()
}

/// Says, in constant time, whether `tag` is `MAC(key, x)`.
pub(crate) fn mac_matches(key: &SecretKey, parts: &[&[u8]], tag: &[u8]) -> bool {
    keyed(key, parts).verify_slice(tag).is_ok()
}

fn keyed(key: &SecretKey, parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = <Hmac<Sha256> as hkdf::hmac::KeyInit>::new_from_slice(key.expose())
        .expect("HMAC takes keys of any length");
    parts.iter().for_each(|part| mac.update(part));
    mac
}

/// `KDF(secret, register, info, out.len())`.
pub(crate) fn derive(secret: &[u8], register: &RegisterId, info: &[u8], out: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(register.as_bytes()), secret)
        .expand(info, out)
        .expect("at most 255 hashes are asked for");
}

/// `SEAL(key, aad, plaintext)`.
pub(crate) fn seal(key: &SecretKey, aad: &[u8], plaintext: &[u8]) -> Vec<u8> {
    seal_with_nonce(key, random(), aad, plaintext)
}

/// As [`seal`], with a nonce that the test vectors prescribe; anything else takes a new one each time.
pub(crate) fn seal_with_nonce(key: &SecretKey, nonce: [u8; 24], aad: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let payload = Payload { msg: plaintext, aad };
    let ciphertext = cipher(key)
        .encrypt(&XNonce::from(nonce), payload)
        .expect("memory holds the ciphertext");
    [&nonce[..], &ciphertext].concat()
}

/// Opens what [`seal`] made.
///
/// # Errors
///
/// When key, `aad` or bytes are others.
pub(crate) fn open(key: &SecretKey, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
    let (nonce, ciphertext) = sealed.split_first_chunk::<24>().ok_or(Unopened)?;
    let payload = Payload { msg: ciphertext, aad };
    cipher(key)
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| Unopened)
}

fn cipher(key: &SecretKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(*key.expose()))
}

/// `pad(x)`: hides lengths in steps of 64 bytes.
pub(crate) fn pad(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.push(0x80);
    bytes.resize(bytes.len().next_multiple_of(64), 0);
    bytes
}

/// Undoes [`pad`].
pub(crate) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let end = padded.iter().rposition(|byte| *byte != 0)?;
    let is_canonical = padded[end] == 0x80 && padded.len() == (end + 1).next_multiple_of(64);
    is_canonical.then(|| &padded[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_bytes_open_only_with_key_and_place() {
        let key = SecretKey::random();
        let sealed = seal(&key, b"here", b"words");
        assert_eq!(sealed.len(), 5 + 24 + 16);
        assert_eq!(open(&key, b"here", &sealed).as_deref(), Ok(&b"words"[..]));
        assert_eq!(open(&key, b"there", &sealed), Err(Unopened));
        assert_eq!(open(&SecretKey::random(), b"here", &sealed), Err(Unopened));
        for at in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert_eq!(open(&key, b"here", &damaged), Err(Unopened), "byte {at}");
        }
        assert_eq!(open(&key, b"here", &sealed[..20]), Err(Unopened));
    }

    #[test]
    fn padding_goes_both_ways() {
        for n in 0..200 {
            let padded = pad(vec![0x80; n]);
            assert!(padded.len().is_multiple_of(64) && padded.len() > n);
            assert_eq!(unpad(&padded), Some(&vec![0x80; n][..]));
        }
        for wrong in [&[][..], &[0; 64], &[0x80], &[1; 64]] {
            assert_eq!(unpad(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn keys_are_not_shown() {
        assert_eq!(format!("{:?}", SecretKey::from_bytes([7; 32])), "SecretKey");
    }
}
