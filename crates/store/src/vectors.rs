//! The test vectors of `docs/format.md`: what stands there is what this program makes.

use ed25519_dalek::SigningKey;

use crate::act::{Act, RegisterAct, Routing, Words, encode_part};
use crate::chain::register_id;
use crate::clock::Clock;
use crate::contents::part_key;
use crate::entry::{Entry, Grant, Head, Header, NONE_BEFORE};
use crate::keyring::{
    Bundle, Compartment, Held, Keyring, Role, Secret, Slot, opening_public, slot_aad, slot_key, unlock,
};
use crate::sealing::{SecretKey, derive, hash, mac, pad, seal_with_nonce};
use crate::state::State;
use crate::subjects::SubjectSlots;
use crate::value::{Code, Value};
use crate::witness::{Seen, Witness};
use crate::words::{RecoveryWords, WordList};
use crate::{DeviceId, RecordId, RegisterId, SubjectId, UserId};

const FOUNDER: [u8; 32] = [1; 32];
const NONCE: [u8; 16] = [2; 16];
const DEVICE: DeviceId = DeviceId::from_bytes([3; 16]);

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn register() -> RegisterId {
    register_id(
        &SigningKey::from_bytes(&FOUNDER).verifying_key().to_bytes(),
        &NONCE,
    )
}

/// The founding entry, with the nonce of its one part fixed.
fn founding_entry() -> Entry {
    let signing = SigningKey::from_bytes(&FOUNDER);
    let header = Header {
        device: DEVICE,
        number: 1,
        previous: NONE_BEFORE,
        heads: Vec::new(),
        clock: Clock {
            millis: 1_790_000_000_000,
            counter: 0,
        },
        signer: signing.verifying_key().to_bytes(),
        group_first: 1,
        closes: true,
        compartment: 1,
        epoch: 1,
        grant: Some(Grant::Found {
            key: signing.verifying_key().to_bytes(),
            nonce: NONCE,
        }),
        parts: Vec::new(),
    };
    let founded = RegisterAct::Audit {
        code: Code::new("founded").expect("a code"),
        object: None,
        reason: Words::default(),
    };
    let routing = Routing {
        subjects: Vec::new(),
        acts: vec![founded],
    }
    .encode();
    let aad = Entry::part_aad(&register(), &header, 0);
    let part = seal_with_nonce(&SecretKey::from_bytes([4; 32]), [5; 24], &aad, &pad(routing));
    Entry::sign(&register(), header, vec![part], &signing)
}

fn put() -> Act {
    Act::Put {
        record: RecordId::from_bytes([8; 16]),
        kind: Code::new("person").expect("a code"),
        fields: vec![
            (Code::new("name").expect("a code"), Value::Text("Өмүр".to_owned())),
            (
                Code::new("born").expect("a code"),
                Value::Days { first: -31, last: 0 },
            ),
        ],
    }
}

fn state() -> State {
    let mut state = State::default();
    let subject = SubjectId::from_bytes([7; 16]);
    state.take(
        DEVICE,
        3,
        vec![RegisterAct::Tombstone { mark: [9; 32] }],
        vec![(subject, vec![put()])],
    );
    state
}

/// BOX of the bundle with the ephemeral private key 32 × 18, made after RFC 9180 by another program.
const BOXED: &str = "72caf0575187341305b0350744395862aebe978b3b2cd7963575251a0ee4e466d66662b3cdbfc2a23e25855cf15b48225fc763f16a5ef9ea7f7d955fe192d5094b58634b73bffc4babc96b8d63d76a51ed97e0f8f7548e7bfca2b92300a411636f3ab24fa92fe182fa191e1724be77c88bf807db9c463e6d7b3dbbb8cedec2f0dd73ab94ebad2ad150dac24b5ca30fe3b893df816b3e32da1c68c110360e392e201ebdff3756602b64f1daa5598ff13f33f6fef15ed110ad9b584d602238297d490f163dc8ad063de883d312f23d7ecd36e2724b0ddf8907a10be2adc0243627ced84e19866f93a4358546036b82552465dc6e46d8929e19a2ee14f8c8ee307fe12dd5a88ee255788a1850bcf5608267eec665321129d275951dffeb";

fn unhex(text: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
    (0..text.len()).step_by(2).map(digit).collect()
}

/// Keys of which each is 32 times one byte.
fn bundle() -> Bundle {
    let held = |compartment, byte| Held {
        compartment,
        epoch: 1,
        key: SecretKey::from_bytes([byte; 32]),
    };
    Bundle {
        register_key: SecretKey::from_bytes([6; 32]),
        view_key: SecretKey::from_bytes([0x11; 32]),
        view_salt: [0x12; 16],
        compartments: vec![held(Compartment::General, 4), held(Compartment::Sources, 0x13)],
        slots: vec![held(Compartment::General, 0x14), held(Compartment::Sources, 0x15)],
    }
}

/// A keyring of the recovery user alone, whose secret is 32 × 06.
fn keyring() -> Keyring {
    let register = register();
    let user = UserId::from_bytes([10; 16]);
    let (key, check) = slot_key(&SecretKey::from_bytes([6; 32]), &register, user);
    let own = [FOUNDER, [0x16; 32]].concat();
    let slot = Slot {
        user,
        role: Role::Recovery,
        compartments: Compartment::ALL.to_vec(),
        signing_public: SigningKey::from_bytes(&FOUNDER).verifying_key().to_bytes(),
        opening_public: opening_public(&SecretKey::from_bytes([0x16; 32])),
        stretch: None,
        check,
        sealed: seal_with_nonce(&key, [5; 24], &slot_aad(&register, user), &own),
        boxed: unhex(BOXED),
    };
    let mut keyring = Keyring {
        register,
        version: 1,
        slots_epoch: 1,
        slots: vec![slot],
        tag: [0; 32],
    };
    keyring.tag = keyring.expected_tag(&SecretKey::from_bytes([6; 32]));
    keyring
}

/// Slots of one subject, written down here anew so that two spellings of the format meet.
fn slots() -> Vec<u8> {
    let register = register();
    let (subject, compartment) = ([7_u8; 16], 1_u32.to_be_bytes());
    let epoch = 1_u64.to_be_bytes();
    let head = [&b"ESEPSUB1"[..], register.as_bytes(), &epoch].concat();
    let check = hash("esep/1 subjects", &[&head]);
    let index = 0_u64.to_be_bytes();
    let label = &b"esep/1 subject\0"[..];
    let aad = [label, register.as_bytes(), &epoch, &index, &subject, &compartment].concat();
    let sealed = seal_with_nonce(&SecretKey::from_bytes([0x14; 32]), [5; 24], &aad, &[0x17; 32]);
    [&head, &check[..16], &subject, &compartment, &[0; 4], &sealed].concat()
}

fn half() -> Vec<u8> {
    let seen = Seen {
        device: DEVICE,
        heads: vec![Head {
            device: DEVICE,
            number: 1,
            hash: founding_entry().hash(),
        }],
        keyring_version: 1,
        slots_epoch: 1,
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("w");
    let mut witness = Witness::read(&path, register(), &SecretKey::from_bytes([6; 32]));
    witness.remember(seen, false).expect("a disk");
    let bytes = std::fs::read(path).expect("a disk");
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    bytes[8192..end].to_vec()
}

/// The files of the page are read as any others are.
#[test]
fn what_the_page_shows_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    keyring().write(folder.path()).expect("a disk");
    for name in ["subjects.a", "subjects.b"] {
        std::fs::write(folder.path().join(name), slots()).expect("a disk");
    }
    let words = RecoveryWords::spelling([6; 32]);
    let keys = unlock(folder.path(), &Secret::Words(&words)).expect("the secret is 32 times 6");
    let (slots, _) = SubjectSlots::open(folder.path(), &keys).expect("one good slot");
    let key = slots
        .get(SubjectId::from_bytes([7; 16]))
        .expect("the one subject");
    assert_eq!(key.expose(), &[0x17; 32]);
    assert_eq!(keys.view_key().salt, [0x12; 16]);
}

/// Makes another box for the page, should the bundle change.
#[test]
fn a_box_of_the_bundle_opens() {
    let opening = SecretKey::from_bytes([0x16; 32]);
    let boxed = bundle()
        .boxed(&opening_public(&opening), b"info")
        .expect("a public key");
    let opened = Bundle::unbox(&opening, b"info", &boxed).expect("its own box");
    assert_eq!(opened.encode(), bundle().encode());
    assert!(Bundle::unbox(&opening, b"other", &boxed).is_none());
    assert!(Bundle::unbox(&SecretKey::from_bytes([1; 32]), b"info", &boxed).is_none());
}

/// What the page shows: a name, and bytes or words.
fn vectors() -> Vec<(&'static str, String)> {
    let register = register();
    let entry = founding_entry();
    let frame_check = hash("esep/1 frame", &[&5_u32.to_be_bytes(), b"entry"]);
    let key = SecretKey::from_bytes([6; 32]);
    let mut both = [0; 64];
    derive(
        &[6; 32],
        &register,
        &[&b"esep/1 user"[..], &[10; 16]].concat(),
        &mut both,
    );
    let row = [0x82, 0x61, b'L', 0x62, b'1', b'7'];
    let mark = mac(
        &key.derive(&register, "esep/1 tombstone"),
        &[&hash("esep/1 row", &[&row])],
    );
    let sheet = RecoveryWords::spelling([6; 32]);
    let ends = |list| {
        let words = sheet.words(list);
        format!("{} {} … {}", words[0], words[1], words[23])
    };
    vec![
        ("`H(\"esep/1 frame\", u32 5 ‖ \"entry\")`", hex(&frame_check)),
        (
            "register of the founder with seed 32 × 01 and nonce 16 × 02",
            hex(register.as_bytes()),
        ),
        (
            "founding entry of device 16 × 03 at clock [1790000000000, 0]; compartment key 32 × 04, nonce of the part 24 × 05; routing `[[], [[10, \"founded\", null, \"\"]]]`",
            hex(&entry.encode()),
        ),
        ("its hash", hex(&entry.hash())),
        (
            "`[put]` of record 16 × 08, kind `person`, `name` \"Өмүр\", `born` from day −31 to day 0",
            hex(&encode_part(&[put()])),
        ),
        (
            "digest of a state of two things: this act in part 1 of entry 3 of device 16 × 03, about subject 16 × 07, and the tombstone 32 × 09",
            hex(&state().digest()),
        ),
        (
            "slot key ‖ check value of secret 32 × 06, this register, user 16 × 0a",
            hex(&both),
        ),
        (
            "mark of row \"17\" of list \"L\", register key 32 × 06, this register",
            hex(&mark),
        ),
        (
            "recovery words of secret 32 × 06, English: 1, 2, 24",
            ends(WordList::English),
        ),
        ("the same, Kyrgyz", ends(WordList::Kyrgyz)),
        ("the same, Russian", ends(WordList::Russian)),
    ]
}

/// The same of what stands in files beside the log.
fn vectors_of_keys() -> Vec<(&'static str, String)> {
    let register = register();
    vec![
        (
            "key of a part: subject key 32 × 17, compartment key 32 × 04, this register",
            hex(part_key(
                &register,
                &SecretKey::from_bytes([0x17; 32]),
                &SecretKey::from_bytes([4; 32]),
            )
            .expose()),
        ),
        (
            "bundle: register key 32 × 06, view key 32 × 11, salt 16 × 12, compartment keys of epoch 1 32 × 04 and 32 × 13, slot keys of epoch 1 32 × 14 and 32 × 15",
            hex(&bundle().encode()),
        ),
        (
            "keyring of version 1 with the recovery user 16 × 0a alone: secret 32 × 06, signing seed 32 × 01, opening private key 32 × 16, nonce 24 × 05, a box of this bundle",
            hex(&keyring().encode()),
        ),
        (
            "subject slots of epoch 1 with subject 16 × 07, general, its key 32 × 17, nonce 24 × 05",
            hex(&slots()),
        ),
        (
            "half of the witness with counter 1, without its zeros: this keyring, device and founding entry",
            hex(&half()),
        ),
    ]
}

#[test]
fn the_page_shows_what_the_program_makes() {
    let page = include_str!("../../../docs/format.md");
    let rows: Vec<String> = vectors()
        .into_iter()
        .chain(vectors_of_keys())
        .map(|(name, value)| format!("| {name} | `{value}` |"))
        .collect();
    let missing: Vec<&String> = rows.iter().filter(|row| !page.contains(*row)).collect();
    assert!(
        missing.is_empty(),
        "the page lacks:\n{}",
        missing
            .iter()
            .map(|row| row.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    );
}
