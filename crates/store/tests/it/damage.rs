//! Damage: everything is noticed, and mended where anything is left to mend it from.

use std::path::Path;

use store::{Mending, OpenError, ViewReason};

use crate::yard::{Yard, assert_sound, put, texts};

fn flip(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).expect("a sound register");
    bytes[at] ^= 0x20;
    std::fs::write(path, bytes).expect("a sound register");
}

/// A register with three people, closed.
fn filled() -> (Yard, Vec<store::RecordId>, [u8; 32]) {
    let (yard, mut register) = Yard::open_new();
    let records =
        ["Асан", "Үсөн", "Чоро"].map(|name| put(&mut register, name).expect("a sound register").record);
    let digest = register.digest().expect("a sound register");
    register.close();
    (yard, records.to_vec(), digest)
}

#[test]
fn a_damaged_log_is_mended_from_the_view() {
    let (yard, _, digest) = filled();
    let log = yard.file("log/00000001.log");
    let whole = std::fs::read(&log).unwrap();
    for at in (0..whole.len()).step_by(101) {
        flip(&log, at);
        let (register, mendings) = yard.open().unwrap();
        assert_eq!(mendings, [Mending::LogSegment { segment: 1 }], "byte {at}");
        assert_eq!(register.digest().unwrap(), digest);
        register.close();
        assert_eq!(std::fs::read(&log).unwrap(), whole);
    }
    for end in [0, 20, 32, 100, whole.len() - 1] {
        std::fs::write(&log, &whole[..end]).unwrap();
        let (_, mendings) = yard.open().unwrap();
        assert_eq!(mendings, [Mending::LogSegment { segment: 1 }], "cut at {end}");
    }
    std::fs::remove_file(&log).unwrap();
    assert_sound(&yard.open().unwrap().0);
}

#[test]
fn a_torn_end_is_cut_and_told() {
    let (yard, records, _) = filled();
    let log = yard.file("log/00000001.log");
    let mut bytes = std::fs::read(&log).unwrap();
    bytes.extend([0, 0, 1, 7, 9, 9]);
    std::fs::write(&log, bytes).unwrap();
    let (register, mendings) = yard.open().unwrap();
    assert_eq!(mendings, [Mending::TailCut { n_bytes: 6 }]);
    assert_eq!(texts(&register, records[2], "name"), ["Чоро"]);
    assert_sound(&register);
}

#[test]
fn a_view_that_is_lost_damaged_or_old_is_made_again() {
    let (yard, records, digest) = filled();
    let view = yard.file("view.db");
    let old = std::fs::read(&view).unwrap();
    let mut register = yard.open_sound();
    let later = put(&mut register, "Кожо").unwrap().record;
    let newest = register.digest().unwrap();
    register.close();

    std::fs::write(&view, &old).unwrap();
    let (register, mendings) = yard.open().unwrap();
    assert_eq!(mendings, [Mending::ViewCaughtUp { n_entries: 1 }]);
    assert_eq!(texts(&register, later, "name"), ["Кожо"]);
    assert_eq!(register.digest().unwrap(), newest);
    assert_ne!(newest, digest);
    register.close();

    flip(&view, 60);
    let (register, mendings) = yard.open().unwrap();
    assert_eq!(
        mendings,
        [Mending::ViewRebuilt {
            reason: ViewReason::Damaged,
            n_entries: 6
        }]
    );
    assert_eq!(texts(&register, records[0], "name"), ["Асан"]);
    register.close();

    std::fs::remove_file(&view).unwrap();
    let (register, mendings) = yard.open().unwrap();
    assert_eq!(
        mendings,
        [Mending::ViewRebuilt {
            reason: ViewReason::Missing,
            n_entries: 6
        }]
    );
    assert_eq!(register.digest().unwrap(), newest);
    assert_sound(&register);
}

#[test]
fn every_page_of_the_view_is_checked() {
    let (yard, _, digest) = filled();
    let view = yard.file("view.db");
    let whole = std::fs::read(&view).unwrap();
    for page in 0..whole.len() / 4096 {
        flip(&view, page * 4096 + 100 + page % 3000);
        match yard.open() {
            Ok((mut register, mendings)) => {
                let is_noticed = !mendings.is_empty() || !register.check().faults.is_empty();
                assert!(is_noticed, "page {page}");
                register.rebuild_view().unwrap();
                assert_eq!(register.digest().unwrap(), digest, "page {page}");
                assert_sound(&register);
                register.close();
            }
            Err(error) => panic!("page {page}: {error}"),
        }
        std::fs::write(&view, &whole).unwrap();
    }
}

#[test]
fn a_copy_of_keyring_or_slots_mends_the_other() {
    let (yard, _, _) = filled();
    for name in ["keyring.a", "keyring.b", "subjects.a", "subjects.b"] {
        let path = yard.file(name);
        let whole = std::fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(7) {
            flip(&path, at);
            let (register, mendings) = yard.open().unwrap();
            let is_keyring = name.starts_with("keyring");
            let expected = [if is_keyring {
                Mending::KeyringCopy
            } else {
                Mending::SubjectsCopy
            }];
            assert_eq!(mendings, expected, "{name} byte {at}");
            register.close();
            assert_eq!(std::fs::read(&path).unwrap(), whole, "{name} byte {at}");
        }
        std::fs::remove_file(&path).unwrap();
        yard.open().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), whole, "{name}");
    }
    for name in ["subjects.a", "subjects.b"] {
        flip(&yard.file(name), 30);
    }
    assert!(matches!(
        yard.open(),
        Err(OpenError::Slots(store::SlotsError::Damaged))
    ));
}

#[test]
fn an_earlier_state_is_noticed() {
    let (yard, _, _) = filled();
    let earlier = copy_of(&yard);
    let mut register = yard.open_sound();
    let device = register.device();
    put(&mut register, "Кожо").unwrap();
    register.close();
    for (name, bytes) in &earlier {
        std::fs::write(yard.file(name), bytes).unwrap();
    }
    let (register, mendings) = yard.open().unwrap();
    assert_eq!(
        mendings.last(),
        Some(&Mending::RolledBack { n_missing: 1 }),
        "{mendings:?}"
    );
    assert_ne!(register.device(), device);
    assert_sound(&register);
    register.close();
    yard.open_sound();
}

#[test]
fn damage_behind_what_the_view_knows_is_no_torn_end() {
    let (yard, _, _) = filled();
    let view = std::fs::read(yard.file("view.db")).unwrap();
    let log = yard.file("log/00000001.log");
    let known = std::fs::metadata(&log).unwrap().len() as usize;
    let mut register = yard.open_sound();
    put(&mut register, "Кожо").unwrap();
    put(&mut register, "Сабыр").unwrap();
    register.close();
    std::fs::write(yard.file("view.db"), view).unwrap();
    flip(&log, known + 20);
    let before = std::fs::read(&log).unwrap();
    assert!(matches!(
        yard.open(),
        Err(OpenError::LogDamaged { segment: 1, .. })
    ));
    assert_eq!(std::fs::read(&log).unwrap(), before, "nothing was cut");
}

fn copy_of(yard: &Yard) -> Vec<(String, Vec<u8>)> {
    [
        "log/00000001.log",
        "view.db",
        "keyring.a",
        "keyring.b",
        "subjects.a",
        "subjects.b",
    ]
    .map(|name| {
        (
            name.to_owned(),
            std::fs::read(yard.file(name)).expect("a sound register"),
        )
    })
    .to_vec()
}
