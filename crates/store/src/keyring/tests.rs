use std::path::Path;
use std::sync::OnceLock;

use tempfile::TempDir;

use super::changes::Founded;
use super::*;
use crate::copies::copies;

/// A new register's keyring; stretching a passphrase once is enough for all tests.
pub(crate) fn founded() -> &'static Founded {
    static FOUNDED: OnceLock<Founded> = OnceLock::new();
    FOUNDED.get_or_init(|| found(&Passphrase::new("тоо алма көпүрө суу"), StretchPlan::FLOOR))
}

/// The keys of a user who may not open sources.
pub(crate) fn without_sources(keys: &Keys) -> Keys {
    Keys {
        role: Role::Member,
        bundle: keys.bundle.limited_to(&[Compartment::General]),
        ..keys.clone()
    }
}

/// Keys that are the same each time, for the test vectors.
pub(crate) fn fixed(register: RegisterId, bundle: Bundle) -> Keys {
    Keys {
        register,
        version: 1,
        slots_epoch: 1,
        user: UserId::from_bytes([10; 16]),
        role: Role::Owner,
        signing: SigningKey::from_bytes(&[1; 32]),
        opening: SecretKey::from_bytes([1; 32]),
        bundle,
        saw_bad_copy: false,
    }
}

fn words() -> Secret<'static> {
    Secret::Words(&founded().words)
}

/// The keyring of [`founded`], in a folder of its own.
fn yard() -> (TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    founded().keyring.write(folder.path()).unwrap();
    (folder, founded().keyring.encode())
}

fn put(folder: &Path, which: usize, bytes: &[u8]) {
    std::fs::write(&copies(folder, NAME)[which], bytes).unwrap();
}

const NAME: &str = "keyring";

fn is_same(keys: &Keys, other: &Keys) -> bool {
    keys.register_key().expose() == other.register_key().expose()
        && keys.view_key().salt == other.view_key().salt
        && keys.version == other.version
}

/// Both copies are `whole` after opening, and unlocking had worked before.
fn assert_healed(folder: &Path, whole: &[u8], what: &str) {
    let keys = unlock(folder, &words()).unwrap_or_else(|error| panic!("{what}: {error}"));
    let (keyring, is_mended) = Keyring::load(folder, &keys).unwrap().unwrap();
    assert!(is_mended, "{what}");
    assert_eq!(keyring.encode(), whole, "{what}");
    for copy in copies(folder, NAME) {
        assert_eq!(std::fs::read(copy).unwrap(), whole, "{what}");
    }
}

#[test]
fn every_flipped_bit_is_noticed() {
    let (_folder, whole) = yard();
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << bit;
            match Keyring::decode(&damaged) {
                Err(KeyringError::Damaged) => assert!(at != 7 || !(b'2'..=b'9').contains(&damaged[7])),
                Err(KeyringError::Newer) => assert_eq!(at, 7),
                other => panic!("byte {at} bit {bit}: {other:?}"),
            }
        }
    }
    for end in 0..whole.len() {
        assert!(
            matches!(Keyring::decode(&whole[..end]), Err(KeyringError::Damaged)),
            "cut at {end}"
        );
    }
    assert!(Keyring::decode(&[&whole[..], &[0]].concat()).is_err());
    assert_eq!(Keyring::decode(&whole).unwrap(), founded().keyring);
}

#[test]
fn each_copy_mends_the_other() {
    let (folder, whole) = yard();
    let folder = folder.path();
    for which in [0, 1] {
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << (at % 8);
            put(folder, which, &damaged);
            assert_healed(folder, &whole, &format!("copy {which} byte {at}"));
        }
        for bit in 0..8 {
            let mut damaged = whole.clone();
            damaged[7] ^= 1 << bit;
            put(folder, which, &damaged);
            assert_healed(
                folder,
                &whole,
                &format!("copy {which} number of the format, bit {bit}"),
            );
        }
        for end in (0..whole.len()).step_by(29) {
            put(folder, which, &whole[..end]);
            assert_healed(folder, &whole, &format!("copy {which} cut at {end}"));
        }
        std::fs::remove_file(&copies(folder, NAME)[which]).unwrap();
        assert_healed(folder, &whole, &format!("copy {which} lost"));
    }
}

#[test]
fn what_cannot_be_mended_is_told_and_left_alone() {
    let check = |bytes: [Option<&[u8]>; 2], is_expected: fn(&KeyringError) -> bool| {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in copies(folder.path(), NAME).iter().zip(bytes) {
            if let Some(bytes) = bytes {
                std::fs::write(path, bytes).unwrap();
            }
        }
        match unlock(folder.path(), &words()) {
            Err(UnlockError::Keyring(error)) => assert!(is_expected(&error), "{error}"),
            other => panic!("{other:?}"),
        }
        for (path, bytes) in copies(folder.path(), NAME).iter().zip(bytes) {
            assert_eq!(std::fs::read(path).ok().as_deref(), bytes);
        }
    };
    let whole = founded().keyring.encode();
    let mut bad = whole.clone();
    bad[30] ^= 1;
    let newer = [b"ESEPKEY2", &[7; 300][..]].concat();
    check([Some(&bad), Some(&bad)], |error| {
        matches!(error, KeyringError::Damaged)
    });
    check([Some(&bad), None], |error| matches!(error, KeyringError::Damaged));
    check([None, None], |error| matches!(error, KeyringError::Missing(_)));
    check([Some(&whole), Some(&newer)], |error| {
        matches!(error, KeyringError::Newer)
    });
    let numbered = [b"ESEPKEY2", &whole[8..]].concat();
    check([Some(&numbered), Some(&numbered)], |error| {
        matches!(error, KeyringError::Newer)
    });
    check([Some(&newer), Some(&bad)], |error| {
        matches!(error, KeyringError::Newer)
    });
}

#[test]
fn a_crash_between_the_copies_leaves_the_newer_in_force() {
    let old = founded();
    let Changed { keyring, keys } = old.keyring.rotated(&old.keys).unwrap();
    for (which, other) in [(0, 1), (1, 0)] {
        let (folder, before) = yard();
        let folder = folder.path();
        // Before the first rename: the new file stands beside, torn or whole.
        std::fs::write(folder.join("keyring.a.new"), &keyring.encode()[..100]).unwrap();
        let unlocked = unlock(folder, &words()).unwrap();
        assert!(is_same(&unlocked, &old.keys));
        assert!(!Keyring::load(folder, &unlocked).unwrap().unwrap().1);
        // After it.
        put(folder, which, &keyring.encode());
        assert_healed(folder, &keyring.encode(), "between the copies");
        assert_ne!(keyring.encode(), before);
        assert!(is_same(&unlock(folder, &words()).unwrap(), &keys));
        // Keys of the version before are not in force any more, whatever the other copy is.
        put(folder, other, &before);
        assert!(Keyring::load(folder, &unlocked).unwrap().is_none());
        assert_eq!(std::fs::read(&copies(folder, NAME)[other]).unwrap(), before);
    }
}

#[test]
fn a_whole_copy_of_somebody_else_hides_nothing() {
    let (folder, whole) = yard();
    let folder = folder.path();
    let mut forged = founded().keyring.clone();
    forged.version += 5;
    put(folder, 0, &forged.encode());
    assert_healed(folder, &whole, "another version, without the key");
    forged.slots.clear();
    put(folder, 1, &forged.encode());
    assert_healed(folder, &whole, "no slots");
    let other = found(&Passphrase::new("башка сөз"), StretchPlan::FLOOR);
    put(folder, 0, &other.keyring.encode());
    assert!(Keyring::load(folder, &founded().keys).unwrap().is_some());
    assert!(
        Keyring::load(folder, &other.keys).unwrap().is_none(),
        "mended by the first"
    );
}

#[test]
fn hostile_plans_are_refused_before_stretching() {
    let check = |memory_kib, passes, lanes, is_good: bool| {
        let mut keyring = founded().keyring.clone();
        for slot in &mut keyring.slots {
            if let Some(stretch) = &mut slot.stretch {
                stretch.plan = StretchPlan {
                    memory_kib,
                    passes,
                    lanes,
                };
            }
        }
        let found = Keyring::decode(&keyring.encode());
        assert_eq!(found.is_ok(), is_good, "{memory_kib} {passes} {lanes}");
    };
    check(65_536, 3, 1, true);
    check(2_097_152, 16, 4, true);
    check(65_535, 3, 1, false);
    check(2_097_153, 3, 1, false);
    check(u32::MAX, 3, 1, false);
    check(65_536, 2, 1, false);
    check(65_536, 17, 1, false);
    check(65_536, 3, 0, false);
    check(65_536, 3, 5, false);
}

#[test]
fn removal_takes_every_key_that_later_writing_stands_on() {
    let Founded { keyring, keys, .. } = founded();
    let new = NewUser {
        passphrase: &Passphrase::new("беш булут үй жолбарс"),
        role: Role::Member,
        opens_sources: false,
    };
    let (admitted, user, _) = keyring.admit(keys, &new).unwrap();
    let theirs = admitted
        .keyring
        .unlock(&Secret::Passphrase(new.passphrase))
        .unwrap();
    assert!(!theirs.opens(Compartment::Sources) && theirs.slot_keys(1).len() == 1);
    assert!(matches!(
        admitted.keyring.without(&theirs, user),
        Err(ChangeError::NotOwner)
    ));

    let (removed, _) = admitted.keyring.without(&admitted.keys, user).unwrap();
    assert!(matches!(
        removed.keyring.unlock(&Secret::Passphrase(new.passphrase)),
        Err(UnlockError::WrongPassphrase)
    ));
    let done = removed.keyring.with_only_next_slots(&removed.keys).unwrap();
    let keys = done.keyring.unlock(&words()).unwrap();
    assert_eq!(keys.newest_slots_epoch(), keys.slots_epoch());
    assert!(keys.slots_epoch() > theirs.slots_epoch());
    let now = [
        keys.view_key().key.expose().to_vec(),
        keys.slot_keys(keys.slots_epoch())[0].1.expose().to_vec(),
        keys.compartment_key(Compartment::General, 2)
            .unwrap()
            .expose()
            .to_vec(),
    ];
    let known = [&theirs.bundle.slots[..], &theirs.bundle.compartments].concat();
    assert!(!known.iter().any(|held| now.contains(&held.key.expose().to_vec())));
    assert_ne!(theirs.view_key().key.expose(), keys.view_key().key.expose());
    // What was written before stays readable for those who stay.
    assert!(keys.compartment_key(Compartment::General, 1).is_some());
}

#[test]
fn a_change_of_keys_that_comes_upon_another_gives_keys_nobody_held() {
    let Founded { keyring, keys, .. } = founded();
    let begun = keyring.with_next_slots(keys).unwrap();
    let removed = begun.keyring.rotated(&begun.keys).unwrap();
    assert_eq!(removed.keys.newest_slots_epoch(), 3);
    assert_eq!(
        removed.keys.slot_keys(1).len(),
        2,
        "the files may be of the first epoch still"
    );
    assert_eq!(removed.keys.slot_keys(2).len(), 2, "or of the second");
    let done = removed.keyring.with_only_next_slots(&removed.keys).unwrap();
    assert_eq!((done.keys.slots_epoch(), done.keys.slot_keys(2).len()), (3, 0));
}

#[test]
fn nobody_seals_boxes_without_all_keys() {
    let Founded { keyring, keys, .. } = founded();
    let half = Keys {
        role: Role::Owner,
        ..without_sources(keys)
    };
    assert!(matches!(keyring.rotated(&half), Err(ChangeError::KeysMissing)));
    assert!(matches!(
        keyring.with_next_slots(&half),
        Err(ChangeError::KeysMissing)
    ));
}
