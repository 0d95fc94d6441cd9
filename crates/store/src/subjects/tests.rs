use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::keyring::tests::{founded, without_sources};

fn subject(number: u8) -> SubjectId {
    SubjectId::from_bytes([number; 16])
}

/// Four subjects, the third a source, in a folder of their own.
fn yard() -> (TempDir, SubjectSlots, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let mut slots = SubjectSlots::new(folder.path(), &founded().keys);
    slots.write().unwrap();
    let general = |number| (subject(number), Compartment::General);
    slots.add_many(&[general(1), general(2)]).unwrap();
    slots
        .add_many(&[(subject(3), Compartment::Sources), general(4)])
        .unwrap();
    let whole = slots.bytes.clone();
    assert_eq!(files(folder.path()), [whole.clone(), whole.clone()]);
    (folder, slots, whole)
}

fn files(folder: &Path) -> [Vec<u8>; 2] {
    copies(folder, NAME).map(|path| std::fs::read(path).unwrap_or_default())
}

fn put(folder: &Path, which: usize, bytes: &[u8]) {
    std::fs::write(&copies(folder, NAME)[which], bytes).unwrap();
}

fn open(folder: &Path) -> Result<(SubjectSlots, bool), SlotsError> {
    SubjectSlots::open(folder, &founded().keys)
}

/// Opening mends whatever it is, and every subject has the key that it had.
fn assert_healed(folder: &Path, whole: &SubjectSlots, what: &str) {
    let (slots, is_mended) = open(folder).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(is_mended, "{what}");
    assert_eq!(
        files(folder),
        [whole.bytes.clone(), whole.bytes.clone()],
        "{what}"
    );
    assert_eq!(slots.index, whole.index, "{what}");
    assert!(!open(folder).unwrap().1, "{what}");
}

#[test]
fn each_copy_mends_the_other() {
    let (folder, slots, whole) = yard();
    let folder = folder.path();
    for which in [0, 1] {
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << (at % 8);
            put(folder, which, &damaged);
            assert_healed(folder, &slots, &format!("copy {which} byte {at}"));
        }
        for end in 0..whole.len() {
            put(folder, which, &whole[..end]);
            assert_healed(folder, &slots, &format!("copy {which} cut at {end}"));
        }
        for bit in 0..8 {
            let mut damaged = whole.clone();
            damaged[7] ^= 1 << bit;
            put(folder, which, &damaged);
            assert_healed(
                folder,
                &slots,
                &format!("copy {which} number of the format, bit {bit}"),
            );
        }
        std::fs::remove_file(&copies(folder, NAME)[which]).unwrap();
        assert_healed(folder, &slots, &format!("copy {which} lost"));
    }
}

#[test]
fn different_slots_bad_in_each_copy_are_mended_from_each_other() {
    let (folder, slots, whole) = yard();
    for (a, b) in [(0, 1), (1, 2), (3, 0), (2, 3)] {
        for (which, index) in [(0, a), (1, b)] {
            let mut damaged = whole.clone();
            damaged[HEAD + index * SLOT + 40] ^= 2;
            put(folder.path(), which, &damaged);
        }
        assert_healed(folder.path(), &slots, &format!("slots {a} and {b}"));
    }
}

#[test]
fn what_is_bad_in_both_copies_is_told_and_left_alone() {
    let check = |a: &[u8], b: &[u8], is_expected: fn(&SlotsError) -> bool| {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), 0, a);
        put(folder.path(), 1, b);
        match open(folder.path()) {
            Err(error) => assert!(is_expected(&error), "{error}"),
            Ok(_) => panic!("opens"),
        }
        assert_eq!(files(folder.path()), [a.to_vec(), b.to_vec()]);
    };
    let (_folder, _, whole) = yard();
    for at in [30, 60, 150, 300, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        check(&damaged, &damaged, |error| matches!(error, SlotsError::Damaged));
        check(&damaged, &[], |error| matches!(error, SlotsError::Damaged));
    }
    check(&whole[..400], &whole[..400], |error| {
        matches!(error, SlotsError::Damaged)
    });
    check(&[], &[], |error| matches!(error, SlotsError::Damaged));
    let newer = [b"ESEPSUB2", &whole[8..]].concat();
    let newer = [&newer[..32], &[9; 16], &newer[48..]].concat();
    check(&whole, &newer, |error| matches!(error, SlotsError::Newer));
    check(&newer, &newer, |error| matches!(error, SlotsError::Newer));
}

#[test]
fn a_crash_while_adding_leaves_what_was_there_before_or_after() {
    let (folder, after, whole) = yard();
    let folder = folder.path();
    let before = &whole[..HEAD + 2 * SLOT];
    for end in before.len()..=whole.len() {
        // While the first copy is written: in any length, and with anything at its end.
        let n_slots = (end - HEAD) / SLOT;
        let kept = &whole[..HEAD + n_slots * SLOT];
        put(folder, 0, &whole[..end]);
        put(folder, 1, before);
        let (slots, _) = open(folder).unwrap();
        assert_eq!(slots.bytes, kept, "cut at {end}");
        assert_eq!(files(folder), [kept.to_vec(), kept.to_vec()]);
        put(
            folder,
            0,
            &[&whole[..end], &vec![0; whole.len() - end][..]].concat(),
        );
        put(folder, 1, before);
        assert_eq!(open(folder).unwrap().0.bytes, kept, "zeros from {end}");
        // While the second is.
        if end < whole.len() {
            put(folder, 0, &whole);
            put(folder, 1, &whole[..end]);
            assert_healed(folder, &after, &format!("second cut at {end}"));
        }
    }
}

#[test]
fn what_the_disk_wrote_behind_a_torn_slot_is_kept() {
    let (folder, slots, whole) = yard();
    let mut torn = whole.clone();
    torn[HEAD + 2 * SLOT..HEAD + 3 * SLOT].fill(0);
    put(folder.path(), 0, &torn);
    put(folder.path(), 1, &whole[..HEAD + 2 * SLOT]);
    let (mended, _) = open(folder.path()).unwrap();
    assert!(!mended.has(subject(3)));
    let key = |slots: &SubjectSlots, number| slots.get(subject(number)).unwrap().expose().to_vec();
    assert_eq!(key(&mended, 4), key(&slots, 4));
    assert!(!open(folder.path()).unwrap().1);
}

#[test]
fn slots_of_mixed_histories_are_all_kept() {
    let (folder, mut slots, whole) = yard();
    slots.add_many(&[(subject(5), Compartment::General)]).unwrap();
    let one = slots.bytes.clone();
    for which in [0, 1] {
        put(folder.path(), which, &whole);
    }
    let (mut slots, _) = open(folder.path()).unwrap();
    slots
        .add_many(&[
            (subject(6), Compartment::Sources),
            (subject(7), Compartment::General),
        ])
        .unwrap();
    put(folder.path(), 0, &one);
    let (both, is_mended) = open(folder.path()).unwrap();
    assert!(is_mended);
    assert!((1..=7).all(|number| both.get(subject(number)).is_some()));
    assert!(!open(folder.path()).unwrap().1);
}

#[test]
fn whoever_lacks_a_key_harms_nothing() {
    let (folder, slots, whole) = yard();
    let folder = folder.path();
    let member = without_sources(&founded().keys);
    let (theirs, is_mended) = SubjectSlots::open(folder, &member).unwrap();
    assert!(!is_mended && theirs.has(subject(3)));
    assert!(theirs.get(subject(3)).is_none() && theirs.get(subject(4)).is_some());

    // A slot that the member cannot check is bad in one copy: which one cannot be told.
    for which in [0, 1] {
        let mut damaged = whole.clone();
        damaged[HEAD + 2 * SLOT + 50] ^= 1;
        put(folder, which, &damaged);
        let left = files(folder);
        let (mut theirs, is_mended) = SubjectSlots::open(folder, &member).unwrap();
        assert!(!is_mended && theirs.get(subject(4)).is_some());
        let new = [(subject(9), Compartment::General)];
        assert!(matches!(theirs.add_many(&new), Err(SlotsError::NoKey)));
        assert_eq!(files(folder), left);
        assert_healed(folder, &slots, "by one who has the key");
    }
    // One copy is longer by such a slot: it may be torn, or the other may be cut.
    put(folder, 1, &whole[..HEAD + 2 * SLOT]);
    put(folder, 0, &whole[..HEAD + 3 * SLOT]);
    let left = files(folder);
    assert!(!SubjectSlots::open(folder, &member).unwrap().1);
    assert_eq!(files(folder), left);
    // What the member can check is mended.
    let mut damaged = whole.clone();
    damaged[HEAD + 5] ^= 1;
    put(folder, 0, &damaged);
    put(folder, 1, &whole);
    assert!(SubjectSlots::open(folder, &member).unwrap().1);
    assert_eq!(files(folder), [whole.clone(), whole.clone()]);

    let (mut theirs, _) = SubjectSlots::open(folder, &member).unwrap();
    let source = [(subject(9), Compartment::Sources)];
    assert!(matches!(theirs.add_many(&source), Err(SlotsError::NoKey)));
    theirs.add_many(&[(subject(9), Compartment::General)]).unwrap();
    let (all, _) = open(folder).unwrap();
    assert!(all.get(subject(3)).is_some() && all.get(subject(9)).is_some());
}

#[test]
fn a_subject_has_one_slot() {
    let (_folder, mut slots, whole) = yard();
    let again = slots.add_many(&[(subject(3), Compartment::General)]);
    assert!(matches!(again, Err(SlotsError::NoKey)));
    assert_eq!(slots.bytes, whole);
    let both = [Compartment::Sources, Compartment::General].map(|compartment| (subject(5), compartment));
    slots.add_many(&both).unwrap();
    assert_eq!(slots.bytes.len(), whole.len() + SLOT);
    let (folder, member) = (slots.folder.clone(), without_sources(&founded().keys));
    let (theirs, _) = SubjectSlots::open(&folder, &member).unwrap();
    assert!(theirs.get(subject(5)).is_some());
}

#[test]
fn forgetting_goes_on_from_wherever_it_stopped() {
    let (folder, slots, whole) = yard();
    let folder = folder.path();
    let founded = founded();
    let begun = founded.keyring.with_next_slots(&founded.keys).unwrap();
    let rewritten = slots.rewrite(&begun.keys, 2, |id| id != subject(1)).unwrap();
    let new = rewritten.bytes.clone();
    let held = |slots: &SubjectSlots, number| slots.get(subject(number)).map(|key| key.expose().to_vec());
    for number in 1..=4 {
        let expected = held(&slots, number).filter(|_| number != 1);
        assert_eq!(held(&rewritten, number), expected);
    }
    // A crash between the copies: the new one is in force, whichever it is.
    for (a, b) in [(&new, &whole), (&whole, &new)] {
        put(folder, 0, a);
        put(folder, 1, b);
        let (opened, is_mended) = SubjectSlots::open(folder, &begun.keys).unwrap();
        assert!(is_mended && opened.epoch() == 2 && !opened.has(subject(1)));
        assert_eq!(files(folder), [new.clone(), new.clone()]);
    }
    // The new one is damaged: the old one is still whole.
    let mut damaged = new.clone();
    damaged[200] ^= 1;
    put(folder, 0, &damaged);
    put(folder, 1, &whole);
    assert_eq!(SubjectSlots::open(folder, &begun.keys).unwrap().0.epoch(), 1);
    // A member cannot check all of it, and leaves both.
    put(folder, 0, &new);
    put(folder, 1, &whole);
    let member = without_sources(&begun.keys);
    assert!(!SubjectSlots::open(folder, &member).unwrap().1);
    assert_eq!(files(folder), [new.clone(), whole.clone()]);
    // Slots of the past do not open with the keys of today.
    let done = begun.keyring.with_only_next_slots(&begun.keys).unwrap();
    put(folder, 0, &whole);
    let refused = SubjectSlots::open(folder, &done.keys).map(drop);
    assert!(matches!(refused, Err(SlotsError::OtherEpoch)), "{refused:?}");
    put(folder, 1, &new);
    assert!(SubjectSlots::open(folder, &done.keys).unwrap().1);
}

#[test]
fn a_failed_addition_is_cut_back() {
    let (folder, mut slots, whole) = yard();
    let b = copies(folder.path(), NAME)[1].clone();
    std::fs::remove_file(&b).unwrap();
    let new = [(subject(9), Compartment::General)];
    assert!(matches!(slots.add_many(&new), Err(SlotsError::Disk { .. })));
    assert_eq!(files(folder.path())[0], whole);
    // A copy is gone, so that nothing may be added before it was mended.
    std::fs::write(&b, &whole).unwrap();
    assert!(slots.add_many(&new).is_err());
    let (mut slots, _) = open(folder.path()).unwrap();
    slots.add_many(&new).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever happens to one copy, the other brings it back.
    #[test]
    fn one_good_copy_is_enough(
        which in 0..2_usize,
        flips in proptest::collection::vec((0..432_usize, 1..=255_u8), 0..6),
        end in 0..=432_usize,
        tail in proptest::collection::vec(any::<u8>(), 0..100),
    ) {
        let (folder, slots, whole) = yard();
        let mut damaged = whole.clone();
        for (at, mask) in flips {
            damaged[at] ^= mask;
        }
        damaged.truncate(end);
        damaged.extend(tail);
        put(folder.path(), which, &damaged);
        let (opened, is_mended) = open(folder.path()).unwrap();
        prop_assert_eq!(is_mended, damaged != whole);
        prop_assert_eq!(&opened.index, &slots.index);
        prop_assert_eq!(files(folder.path()), [whole.clone(), whole]);
    }
}
