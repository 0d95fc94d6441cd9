//! Working with a register from one opening to the next.

use store::{
    Act, CommitError, Mending, Moment, OpenError, Passphrase, Register, Secret, UnlockError, Words, unlock,
};

use crate::yard::{NOW, PHRASE, Yard, assert_sound, code, commit, put, text, texts};

#[test]
fn what_was_put_on_record_is_there_tomorrow() {
    let (yard, mut register) = Yard::open_new();
    let somebody = put(&mut register, "Өмүрбек Сыналган").unwrap();
    let digest = register.digest().unwrap();
    register.close();

    let register = yard.open_sound();
    assert_eq!(texts(&register, somebody.record, "name"), ["Өмүрбек Сыналган"]);
    assert_eq!(register.digest().unwrap(), digest);
    assert_eq!(
        register.subject_of(somebody.record).unwrap(),
        Some(somebody.subject)
    );
    assert_sound(&register);
}

#[test]
fn a_name_is_found_however_it_is_typed() {
    let (_yard, mut register) = Yard::open_new();
    let somebody = put(&mut register, "Өмүрбек Сыналган").unwrap();
    put(&mut register, "Айгүл Ойдонова").unwrap();
    for typed in [
        "Өмүрбек",
        "өмүрбек",
        "мүрбе",
        "ӨМҮР сынал",
        "Омурбек",
        "омур",
        "omurbek сынал",
        "Omur SYNAL",
    ] {
        assert_eq!(register.search(typed, 10).unwrap(), [somebody.record], "{typed}");
    }
    for typed in ["", "Өм", "Өмүрбек Айгүл", "\" OR written : *", "NEAR(", "жок"] {
        assert_eq!(register.search(typed, 10).unwrap(), [], "{typed}");
    }
}

#[test]
fn a_new_value_replaces_what_was_seen_and_leaves_what_was_not() {
    let (_yard, mut register) = Yard::open_new();
    let somebody = put(&mut register, "Асан").unwrap();
    let seen = register
        .record(somebody.record)
        .unwrap()
        .unwrap()
        .seen(&code("name"));
    let set = |name: &str| Act::Set {
        record: somebody.record,
        field: code("name"),
        value: text(name),
        over: seen.clone(),
    };
    commit(&mut register, somebody.subject, vec![set("Асан Бакыт уулу")]).unwrap();
    assert_eq!(texts(&register, somebody.record, "name"), ["Асан Бакыт уулу"]);
    // Somebody else, who had seen only the first value, as after a merge.
    commit(&mut register, somebody.subject, vec![set("Хасан")]).unwrap();
    assert_eq!(
        texts(&register, somebody.record, "name"),
        ["Асан Бакыт уулу", "Хасан"]
    );
    let both = register
        .record(somebody.record)
        .unwrap()
        .unwrap()
        .seen(&code("name"));
    let resolve = Act::Resolve {
        record: somebody.record,
        field: code("name"),
        value: text("Асан Бакыт уулу"),
        over: both,
        reason: Words("паспорт".to_owned()),
    };
    commit(&mut register, somebody.subject, vec![resolve]).unwrap();
    assert_eq!(texts(&register, somebody.record, "name"), ["Асан Бакыт уулу"]);
    assert_eq!(register.search("Хасан", 10).unwrap(), []);
    assert_sound(&register);
}

#[test]
fn a_withdrawn_record_is_contested_by_what_it_had_not_seen() {
    let (_yard, mut register) = Yard::open_new();
    let somebody = put(&mut register, "Асан").unwrap();
    let over = register.record(somebody.record).unwrap().unwrap().live;
    let withdraw = Act::Withdraw {
        record: somebody.record,
        over,
        reason: Words("эки жолу".to_owned()),
    };
    commit(&mut register, somebody.subject, vec![withdraw]).unwrap();
    assert!(register.record(somebody.record).unwrap().unwrap().is_withdrawn());
    let add = Act::Add {
        record: somebody.record,
        field: code("phone"),
        value: text("0000"),
    };
    commit(&mut register, somebody.subject, vec![add]).unwrap();
    let record = register.record(somebody.record).unwrap().unwrap();
    assert!(record.is_contested() && !record.is_withdrawn());
    assert_eq!(record.sets[&code("phone")].len(), 1);
}

#[test]
fn only_one_process_has_it_open() {
    let (yard, register) = Yard::open_new();
    assert!(matches!(yard.open(), Err(OpenError::Locked)));
    register.close();
    yard.open_sound();
}

#[test]
fn three_refusals_are_told_apart() {
    let yard = Yard::new();
    let folder = yard.place().folder;
    let wrong = Passphrase::new("тоо алма көпүрө суу жол ат");
    assert!(matches!(
        unlock(&folder, &Secret::Passphrase(&wrong)),
        Err(UnlockError::WrongPassphrase)
    ));
    let right = Passphrase::new(&format!(" {PHRASE}  "));
    assert!(unlock(&folder, &Secret::Passphrase(&right)).is_ok());
    for copy in ["keyring.a", "keyring.b"] {
        let mut bytes = std::fs::read(yard.file(copy)).unwrap();
        bytes[7] = b'2';
        bytes[30] ^= 1;
        std::fs::write(yard.file(copy), bytes).unwrap();
    }
    let newer = unlock(&folder, &Secret::Passphrase(&right));
    assert!(matches!(
        newer,
        Err(UnlockError::Keyring(store::KeyringError::Newer))
    ));
    for copy in ["keyring.a", "keyring.b"] {
        std::fs::write(yard.file(copy), "???").unwrap();
    }
    let damaged = unlock(&folder, &Secret::Passphrase(&right));
    assert!(matches!(
        damaged,
        Err(UnlockError::Keyring(store::KeyringError::Damaged))
    ));
}

#[test]
fn a_copy_without_its_witness_is_another_device() {
    let (yard, mut register) = Yard::open_new();
    let device = register.device();
    put(&mut register, "Асан").unwrap();
    register.close();
    std::fs::remove_file(yard.place().witness).unwrap();
    let (mut register, mendings) = yard.open().unwrap();
    assert_eq!(mendings, [Mending::NoWitness]);
    assert_ne!(register.device(), device);
    put(&mut register, "Үсөн").unwrap();
    assert_sound(&register);
    let device = register.device();
    register.close();
    assert_eq!(yard.open_sound().device(), device);
}

#[test]
fn a_clock_that_went_back_stops_nobody() {
    let (yard, mut register) = Yard::open_new();
    put(&mut register, "Асан").unwrap();
    register.close();
    let (mut register, _) = Register::open(&yard.place(), yard.keys(), Moment(5)).unwrap();
    put(&mut register, "Үсөн").unwrap();
    assert_sound(&register);
}

#[test]
fn an_act_is_taken_whole_or_not_at_all() {
    let (_yard, mut register) = Yard::open_new();
    let somebody = put(&mut register, "Асан").unwrap();
    let before = register.digest().unwrap();
    let note = Act::Note {
        record: somebody.record,
        text: Words("x".repeat(70_000)),
    };
    assert!(matches!(
        commit(&mut register, somebody.subject, vec![note]),
        Err(CommitError::WrongSize)
    ));
    assert!(matches!(
        register.commit(Vec::new(), NOW),
        Err(CommitError::WrongSize)
    ));
    assert_eq!(register.digest().unwrap(), before);
    put(&mut register, "Үсөн").unwrap();
    assert_sound(&register);
}

#[test]
fn a_large_batch_is_one_act() {
    let (yard, mut register) = Yard::open_new();
    let changes = (0..3000).map(|n| {
        let record = register.new_record();
        let act = Act::Put {
            record,
            kind: code("report"),
            fields: vec![(code("name"), text(&format!("Сынак {n}")))],
        };
        store::Change {
            compartment: store::Compartment::General,
            about: vec![(register.new_subject(), vec![act])],
            register_acts: Vec::new(),
        }
    });
    let changes: Vec<_> = changes.collect();
    assert_eq!(register.commit(changes, NOW).unwrap().len(), 3000);
    assert_eq!(register.search("Сынак 2999", 10).unwrap().len(), 1);
    let (n_entries, n_records) = register.size().unwrap();
    assert_eq!((n_entries, n_records), (3002, 3000));
    assert_sound(&register);
    register.close();
    yard.open_sound();
}

#[test]
fn a_taken_place_is_left_alone() {
    let yard = Yard::new();
    let passphrase = Passphrase::new(PHRASE);
    let founder = store::Founder {
        passphrase: &passphrase,
        plan: store::StretchPlan::FLOOR,
    };
    let again = Register::found(&yard.place(), &founder, NOW);
    assert!(matches!(again, Err(store::FoundError::Taken(_))));
    yard.open_sound();
}
