//! What follows, and what does not.

use ed25519_dalek::SigningKey;

use super::*;
use crate::clock::{Clock, Moment};
use crate::entry::Header;

const NONCE: [u8; 16] = [9; 16];

fn key(n: u8) -> SigningKey {
    SigningKey::from_bytes(&[n; 32])
}

fn public(n: u8) -> [u8; 32] {
    key(n).verifying_key().to_bytes()
}

fn device(n: u8) -> DeviceId {
    DeviceId::from_bytes([n; 16])
}

/// A register that user 1 founded on device 1.
struct Yard {
    chain: Chain,
}

impl Yard {
    fn new() -> Self {
        let chain = Chain::new(register_id(&public(1), &NONCE));
        let mut yard = Self { chain };
        yard.follow(1, 1, |header| {
            header.grant = Some(Grant::Found {
                key: public(1),
                nonce: NONCE,
            })
        })
        .unwrap();
        yard
    }

    /// The next entry of a device, changed by `change` before it is signed.
    fn next(&self, of: u8, by: u8, change: impl FnOnce(&mut Header)) -> Entry {
        let head = self.chain.head(device(of));
        let number = head.map_or(1, |head| head.number + 1);
        let mut header = Header {
            device: device(of),
            number,
            previous: head.map_or(NONE_BEFORE, |head| head.hash),
            heads: self.chain.news_for(device(of)),
            clock: self.chain.clock().tick(Moment(5)),
            signer: public(by),
            group_first: number,
            closes: true,
            compartment: 1,
            epoch: 1,
            grant: None,
            parts: Vec::new(),
        };
        change(&mut header);
        Entry::sign(&self.chain.register, header, vec![vec![1; 104]], &key(by))
    }

    fn follow(&mut self, of: u8, by: u8, change: impl FnOnce(&mut Header)) -> Result<(), BrokenChain> {
        let entry = self.next(of, by, change);
        let decoded = Entry::decode(&self.chain.register, &entry.encode()).unwrap();
        decoded.verify().unwrap();
        assert_eq!(decoded.hash(), entry.hash());
        self.chain.follow(&decoded)
    }
}

#[test]
fn entries_follow_on_several_devices() {
    let mut yard = Yard::new();
    for (of, by) in [(1, 1), (2, 1), (2, 1), (1, 1), (3, 1), (2, 1)] {
        yard.follow(of, by, |_| {}).unwrap();
    }
    let numbers: Vec<u64> = yard.chain.heads().iter().map(|head| head.number).collect();
    assert_eq!(numbers, [3, 3, 1]);
    assert_eq!(
        yard.chain.news_for(device(3)).len(),
        1,
        "it has seen all but the last entry"
    );
}

#[test]
fn what_does_not_follow_is_refused() {
    fn check(expected: BrokenChain, change: impl FnOnce(&mut Header)) {
        let mut yard = Yard::new();
        yard.follow(2, 1, |_| {}).unwrap();
        let before = yard.chain.summary();
        assert_eq!(yard.follow(1, 1, change), Err(expected));
        assert_eq!(yard.chain.summary(), before, "a refused entry changes nothing");
    }
    check(BrokenChain::OutOfOrder, |header| {
        header.number = 3;
        header.group_first = 3;
    });
    check(BrokenChain::Fork, |header| {
        header.number = 1;
        header.group_first = 1;
        header.previous = NONE_BEFORE;
    });
    check(BrokenChain::WrongPrevious, |header| header.previous = [7; 32]);
    check(BrokenChain::UnknownHead, |header| header.heads[0].hash = [7; 32]);
    check(BrokenChain::UnknownHead, |header| header.heads[0].number = 9);
    check(BrokenChain::ClockWentBack, |header| {
        header.clock = Clock {
            millis: 5,
            counter: 0,
        }
    });
    check(BrokenChain::BrokenGroup, |header| header.group_first = 1);
    check(BrokenChain::WrongFounding, |header| {
        header.grant = Some(Grant::Found {
            key: public(1),
            nonce: NONCE,
        });
    });
}

#[test]
fn an_act_of_several_entries_is_kept_together() {
    let mut yard = Yard::new();
    yard.follow(1, 1, |header| header.closes = false).unwrap();
    assert_eq!(yard.follow(1, 1, |_| {}), Err(BrokenChain::BrokenGroup));
    yard.follow(1, 1, |header| header.group_first = 2).unwrap();
    yard.follow(1, 1, |_| {}).unwrap();
}

#[test]
fn only_admitted_users_sign() {
    let mut yard = Yard::new();
    assert_eq!(yard.follow(1, 2, |_| {}), Err(BrokenChain::NotAdmitted));
    let admit = |header: &mut Header| {
        header.grant = Some(Grant::Admit {
            key: public(2),
            role: 2,
        })
    };
    yard.follow(1, 1, admit).unwrap();
    yard.follow(1, 2, |_| {}).unwrap();
    assert_eq!(yard.follow(1, 2, admit), Err(BrokenChain::NotOwner));
    yard.follow(1, 1, |header| {
        header.grant = Some(Grant::Remove { key: public(2) })
    })
    .unwrap();
    assert_eq!(yard.follow(1, 2, |_| {}), Err(BrokenChain::NotAdmitted));
    assert_eq!(yard.chain.admits(&public(2)), None);
    assert_eq!(yard.chain.admits(&public(1)), Some(1));
}

#[test]
fn who_had_not_heard_of_a_removal_is_still_followed() {
    let mut yard = Yard::new();
    yard.follow(1, 1, |header| {
        header.grant = Some(Grant::Admit {
            key: public(2),
            role: 2,
        })
    })
    .unwrap();
    yard.follow(2, 2, |_| {}).unwrap();
    let seen = yard.chain.head(device(1)).unwrap();
    yard.follow(1, 1, |header| {
        header.grant = Some(Grant::Remove { key: public(2) })
    })
    .unwrap();
    yard.follow(2, 2, |header| header.heads.clear()).unwrap();
    assert_eq!(yard.follow(2, 2, |_| {}), Err(BrokenChain::NotAdmitted));
    assert_eq!(yard.follow(3, 2, |header| header.heads = vec![seen]), Ok(()));
}

#[test]
fn a_foreign_founder_founds_another_register() {
    let mut chain = Chain::new(register_id(&public(1), &NONCE));
    let yard = Yard::new();
    for (by, nonce) in [(2, NONCE), (1, [8; 16])] {
        let header = yard.next(5, by, |header| {
            header.heads.clear();
            header.grant = Some(Grant::Found {
                key: public(by),
                nonce,
            });
        });
        assert_eq!(chain.follow(&header), Err(BrokenChain::WrongFounding));
    }
}

#[test]
fn a_summary_goes_on_where_the_chain_was() {
    let mut yard = Yard::new();
    for (of, by) in [(1, 1), (2, 1), (2, 1), (1, 1)] {
        yard.follow(of, by, |_| {}).unwrap();
    }
    let hashes = yard
        .chain
        .lines
        .iter()
        .map(|(device, line)| (*device, line.hashes.clone()))
        .collect();
    let resumed = Chain::resume(yard.chain.register, &yard.chain.summary(), hashes).unwrap();
    assert_eq!(resumed.summary(), yard.chain.summary());
    assert_eq!(resumed.heads(), yard.chain.heads());
    let next = yard.next(2, 1, |_| {});
    for mut chain in [resumed, yard.chain.tips(), yard.chain.clone()] {
        chain.follow(&next).unwrap();
        assert!(chain.has(&next.head()));
    }
}

#[test]
fn every_flipped_byte_of_an_entry_is_seen() {
    let yard = Yard::new();
    let entry = yard.next(1, 1, |_| {}).encode();
    for at in 0..entry.len() {
        let mut damaged = entry.clone();
        damaged[at] ^= 1;
        let seen = Entry::decode(&yard.chain.register, &damaged).and_then(|entry| entry.verify());
        assert!(seen.is_err(), "byte {at}");
    }
}
