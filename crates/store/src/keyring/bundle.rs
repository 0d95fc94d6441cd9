//! What a user's box holds: the register's keys, as far as the user may have them.

use ciborium::Value as Cbor;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use super::Compartment;
use crate::cbor::{self, Malformed};
use crate::sealing::SecretKey;

type X25519 = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Cipher = hpke::aead::ChaCha20Poly1305;

const MAX_BUNDLE: usize = 1 << 20;
const ENCAPSULATED: usize = 32;

/// A key of a compartment, of one epoch.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) compartment: Compartment,
    pub(crate) epoch: u64,
    pub(crate) key: SecretKey,
}

/// The register's keys, as far as a user may have them.
#[derive(Clone)]
pub(crate) struct Bundle {
    pub(crate) register_key: SecretKey,
    pub(crate) view_key: SecretKey,
    pub(crate) view_salt: [u8; 16],
    pub(crate) compartments: Vec<Held>,
    pub(crate) slots: Vec<Held>,
}

impl Bundle {
    /// `BOX` to a user's opening key.
    pub(crate) fn boxed(&self, opening_public: &[u8; 32], info: &[u8]) -> Option<Vec<u8>> {
        let public = <X25519 as Kem>::PublicKey::from_bytes(opening_public).ok()?;
        let plain = Zeroizing::new(self.encode());
        let (encapsulated, sealed) =
            hpke::single_shot_seal::<Cipher, Kdf, X25519>(&OpModeS::Base, &public, info, &plain, &[]).ok()?;
        Some([&encapsulated.to_bytes()[..], &sealed].concat())
    }

    /// Opens such a box.
    pub(crate) fn unbox(opening: &SecretKey, info: &[u8], boxed: &[u8]) -> Option<Self> {
        let (encapsulated, sealed) = boxed.split_at_checked(ENCAPSULATED)?;
        let private = <X25519 as Kem>::PrivateKey::from_bytes(opening.expose()).ok()?;
        let encapsulated = <X25519 as Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
        let plain = hpke::single_shot_open::<Cipher, Kdf, X25519>(
            &OpModeR::Base,
            &private,
            &encapsulated,
            info,
            sealed,
            &[],
        );
        Self::decode(&Zeroizing::new(plain.ok()?)).ok()
    }

    /// Only what opens these compartments.
    pub(crate) fn limited_to(&self, compartments: &[Compartment]) -> Self {
        let mut bundle = self.clone();
        bundle
            .compartments
            .retain(|held| compartments.contains(&held.compartment));
        bundle
            .slots
            .retain(|held| compartments.contains(&held.compartment));
        bundle
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        cbor::encode(&cbor::array([
            cbor::bytes(self.register_key.expose()),
            cbor::bytes(self.view_key.expose()),
            cbor::bytes(&self.view_salt),
            held_to_cbor(&self.compartments),
            held_to_cbor(&self.slots),
        ]))
    }

    fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let [register_key, view_key, view_salt, compartments, slots] =
            cbor::items(cbor::decode(bytes, MAX_BUNDLE)?)?;
        Ok(Self {
            register_key: SecretKey::from_bytes(cbor::fixed(register_key)?),
            view_key: SecretKey::from_bytes(cbor::fixed(view_key)?),
            view_salt: cbor::fixed(view_salt)?,
            compartments: held_from_cbor(compartments)?,
            slots: held_from_cbor(slots)?,
        })
    }
}

/// The public half of an opening key.
pub(crate) fn opening_public(opening: &SecretKey) -> [u8; 32] {
    let private = <X25519 as Kem>::PrivateKey::from_bytes(opening.expose())
        .expect("any 32 bytes are a private key of X25519");
    let mut public = [0; 32];
    public.copy_from_slice(&X25519::sk_to_pk(&private).to_bytes());
    public
}

fn held_to_cbor(held: &[Held]) -> Cbor {
    let held = held.iter().map(|held| {
        cbor::array([
            cbor::uint(held.compartment as u64),
            cbor::uint(held.epoch),
            cbor::bytes(held.key.expose()),
        ])
    });
    Cbor::Array(held.collect())
}

fn held_from_cbor(value: Cbor) -> Result<Vec<Held>, Malformed> {
    let held = |held| {
        let [compartment, epoch, key] = cbor::items(held)?;
        Ok(Held {
            compartment: Compartment::from_number(cbor::small_number(compartment)?).ok_or(Malformed)?,
            epoch: cbor::number(epoch)?,
            key: SecretKey::from_bytes(cbor::fixed(key)?),
        })
    };
    cbor::list(value)?.into_iter().map(held).collect()
}
