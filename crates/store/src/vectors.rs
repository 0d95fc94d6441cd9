//! The test vectors of `docs/format.md`: what stands there is what this program makes.

use ed25519_dalek::SigningKey;

use crate::act::{Act, RegisterAct, Routing, Words, encode_part};
use crate::chain::register_id;
use crate::clock::Clock;
use crate::entry::{Entry, Grant, Header, NONE_BEFORE};
use crate::sealing::{SecretKey, derive, hash, mac, pad, seal_with_nonce};
use crate::state::State;
use crate::value::{Code, Value};
use crate::words::{RecoveryWords, WordList};
use crate::{DeviceId, RecordId, RegisterId, SubjectId};

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

#[test]
fn the_page_shows_what_the_program_makes() {
    let page = include_str!("../../../docs/format.md");
    let rows: Vec<String> = vectors()
        .into_iter()
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
