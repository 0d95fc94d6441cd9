//! The view decrypted, as somebody reads it who has the recovery words and `docs/format.md` and nothing of `store`.

use std::path::Path;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ciborium::Value as Cbor;
use hkdf::Hkdf;
use hpke::{Deserializable as _, Kem, OpModeR};
use rusqlite::{Connection, OpenFlags};
use sha2::Sha256;

use crate::script::told;

type X25519 = hpke::kem::X25519HkdfSha256;

/// What stands in the decrypted view.
pub(crate) struct Plain {
    /// Every page, free ones and what is left in them included.
    pub(crate) pages: Vec<u8>,
    /// Every term of the search tables.
    pub(crate) terms: Vec<String>,
}

/// Decrypts the view of the register in `folder`; nobody may have it open.
///
/// # Errors
///
/// When the format is not what its page says, or the words are not the register's.
pub(crate) fn read(folder: &Path, words: &str) -> Result<Plain, String> {
    let keyring = std::fs::read(folder.join("keyring.a")).map_err(told)?;
    let key = view_key(&keyring, &secret(words).ok_or("these are no recovery words")?)
        .ok_or("the keyring is not as the format says, or these are not its words")?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(folder.join("view.db"), flags).map_err(told)?;
    let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    connection
        .execute_batch(&format!(
            "PRAGMA key = \"x'{digits}'\"; PRAGMA cipher_page_size = 4096; PRAGMA locking_mode = EXCLUSIVE;
             PRAGMA temp_store = MEMORY;
             CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, words, 'row');"
        ))
        .map_err(told)?;
    let terms = connection
        .prepare("SELECT term FROM temp.terms")
        .and_then(|mut statement| statement.query_map((), |row| row.get(0))?.collect())
        .map_err(told)?;
    let pages = connection.serialize("main").map_err(told)?.to_vec();
    Ok(Plain { pages, terms })
}

/// What 24 words spell: 256 bits, 11 a word.
fn secret(words: &str) -> Option<[u8; 32]> {
    let list: Vec<&str> = include_str!("../../store/src/words/en.txt").lines().collect();
    let mut bits = Vec::new();
    for word in words.split_whitespace() {
        let number = list.binary_search(&word).ok()?;
        bits.extend((0..11).rev().map(|bit| number >> bit & 1 == 1));
    }
    let byte = |bits: &[bool]| bits.iter().fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit));
    let bytes: Vec<u8> = bits.chunks_exact(8).map(byte).collect();
    bytes.get(..32)?.try_into().ok()
}

/// The view's key and salt, from the recovery user's slot.
fn view_key(keyring: &[u8], secret: &[u8; 32]) -> Option<[u8; 48]> {
    let length = u32::from_be_bytes(keyring.get(16..20)?.try_into().ok()?) as usize;
    let body: Cbor = ciborium::from_reader(keyring.get(20..20 + length)?).ok()?;
    let body = body.into_array().ok()?;
    let register: [u8; 16] = body.get(1)?.as_bytes()?.as_slice().try_into().ok()?;
    let slots = body.get(3)?.as_array()?;
    let slot = slots
        .iter()
        .filter_map(Cbor::as_array)
        .find(|slot| slot.get(5).is_some_and(Cbor::is_null))?;
    let user = slot.first()?.as_bytes()?;
    let mut both = [0; 64];
    Hkdf::<Sha256>::new(Some(&register), secret)
        .expand(&[b"esep/1 user", user.as_slice()].concat(), &mut both)
        .ok()?;
    if slot.get(6)?.as_bytes()? != &both[32..] {
        return None;
    }
    let aad = [b"esep/1 slot\0", &register[..], user].concat();
    let held = open(&both[..32], &aad, slot.get(7)?.as_bytes()?)?;
    let info = [b"esep/1 box\0", &register[..], user].concat();
    let bundle = unbox(held.get(32..64)?, &info, slot.get(8)?.as_bytes()?)?;
    let bundle: Cbor = ciborium::from_reader(&bundle[..]).ok()?;
    let bundle = bundle.into_array().ok()?;
    let both = [bundle.get(1)?.as_bytes()?.as_slice(), bundle.get(2)?.as_bytes()?].concat();
    both.try_into().ok()
}

fn open(key: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, msg) = sealed.split_first_chunk::<24>()?;
    let cipher = XChaCha20Poly1305::new_from_slice(key).ok()?;
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg, aad }).ok()
}

fn unbox(private: &[u8], info: &[u8], boxed: &[u8]) -> Option<Vec<u8>> {
    let (encapsulated, sealed) = boxed.split_at_checked(32)?;
    let private = <X25519 as Kem>::PrivateKey::from_bytes(private).ok()?;
    let encapsulated = <X25519 as Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
    hpke::single_shot_open::<hpke::aead::ChaCha20Poly1305, hpke::kdf::HkdfSha256, X25519>(
        &OpModeR::Base,
        &private,
        &encapsulated,
        info,
        sealed,
        &[],
    )
    .ok()
}
