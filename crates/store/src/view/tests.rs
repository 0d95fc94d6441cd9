//! The view and `State` follow the same rules, in whatever order entries come.

use proptest::prelude::*;

use super::{View, ViewKey};
use crate::act::{Act, RegisterAct, Words};
use crate::contents::Contents;
use crate::dot::Dot;
use crate::entry::{Header, NONE_BEFORE};
use crate::sealing::SecretKey;
use crate::state::State;
use crate::value::{Code, Value};
use crate::{DeviceId, RecordId, RegisterId, SubjectId};

/// Few of each, so that acts meet.
fn dot() -> impl Strategy<Value = Dot> {
    (0..3_u8, 1..6_u64, 1..3_u32, 0..3_u32).prop_map(|(device, number, part, n)| Dot {
        device: DeviceId::from_bytes([device; 16]),
        number,
        n: part * 65_536 + n,
    })
}

fn act() -> impl Strategy<Value = Act> {
    let over = || prop::collection::vec(dot(), 0..4);
    (0..7_u8, 0..3_u8, 0..2_u8, 0..4_u8, over()).prop_map(|(act, record, field, value, over)| {
        let record = RecordId::from_bytes([record; 16]);
        let field = Code::new(["name", "phone"][usize::from(field)]).expect("a code");
        let value = Value::Text(format!("текст {value}"));
        let reason = Words("себеп".to_owned());
        match act {
            0 => {
                let kind = Code::new("person").expect("a code");
                Act::Put {
                    record,
                    kind,
                    fields: vec![(field, value)],
                }
            }
            1 => Act::Set {
                record,
                field,
                value,
                over,
            },
            2 => Act::Add { record, field, value },
            3 => Act::Remove { record, field, over },
            4 => Act::Note { record, text: reason },
            5 => Act::Withdraw { record, over, reason },
            _ => Act::Resolve {
                record,
                field,
                value,
                over,
                reason,
            },
        }
    })
}

fn contents() -> impl Strategy<Value = Contents> {
    let part = (
        0..4_u8,
        prop::option::weighted(0.9, prop::collection::vec(act(), 0..3)),
    )
        .prop_map(|(subject, acts)| (SubjectId::from_bytes([subject; 16]), acts));
    let register_act = prop_oneof![
        1 => (0..4_u8).prop_map(|subject| RegisterAct::Forget {
            subject: SubjectId::from_bytes([subject; 16]),
            reason: Words::default(),
        }),
        1 => (0..2_u8).prop_map(|mark| RegisterAct::Tombstone { mark: [mark; 32] }),
    ];
    let register_acts = prop::collection::vec(register_act, 0..2).prop_flat_map(|acts| {
        prop::bool::weighted(0.15).prop_map(move |keep| if keep { acts.clone() } else { Vec::new() })
    });
    (register_acts, prop::collection::vec(part, 0..3))
        .prop_map(|(register_acts, parts)| Contents { register_acts, parts })
}

fn header(at: usize) -> Header {
    let device = DeviceId::from_bytes([u8::try_from(at % 3).expect("few devices"); 16]);
    Header {
        device,
        number: at as u64 / 3 + 1,
        previous: NONE_BEFORE,
        heads: Vec::new(),
        clock: Default::default(),
        signer: [0; 32],
        group_first: 1,
        closes: true,
        compartment: 1,
        epoch: 1,
        grant: None,
        parts: Vec::new(),
    }
}

fn entries_and_orders() -> impl Strategy<Value = (Vec<Contents>, Vec<usize>, Vec<usize>)> {
    prop::collection::vec(contents(), 1..15).prop_flat_map(|entries| {
        let order: Vec<usize> = (0..entries.len()).collect();
        (
            Just(entries),
            Just(order.clone()).prop_shuffle(),
            Just(order).prop_shuffle(),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn view_and_state_say_the_same((entries, here, there) in entries_and_orders()) {
        let folder = tempfile::tempdir().expect("a folder");
        let key = ViewKey { key: SecretKey::random(), salt: [1; 16] };
        let path = folder.path().join("view.db");
        let mut view = View::create(&path, &key, &RegisterId::from_bytes([1; 16])).expect("a view");
        let mut state = State::default();
        let work = view.begin().expect("a change");
        for at in &here {
            work.apply(&header(*at), &entries[*at]).expect("it applies");
        }
        work.commit().expect("it commits");
        for at in there.iter().chain(&there) {
            let header = header(*at);
            state.insert(header.device, header.number, &entries[*at]);
        }
        prop_assert_eq!(view.digest().expect("a digest"), state.digest());
        for record in state.records() {
            prop_assert_eq!(view.record(record).expect("it reads"), state.record(record));
        }
        prop_assert_eq!(view.examine(), Ok(()));
    }
}
