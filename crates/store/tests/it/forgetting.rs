//! Forgetting reaches every place of the register.

use store::{
    Act, Change, CommitError, Compartment, ForgetError, Mending, NewUser, Passphrase, RegisterAct, Role,
    Secret, Words, unlock,
};

use crate::yard::{NOW, Yard, assert_sound, code, commit, put, text, texts};

const CANARY: &str = "Канарейканын Аты";

#[test]
fn whoever_is_forgotten_is_in_no_answer_and_does_not_come_back() {
    let (yard, mut register) = Yard::open_new();
    let somebody = put(&mut register, CANARY).unwrap();
    let other = put(&mut register, "Үсөн").unwrap();
    register.tell("backup", None, "", NOW).unwrap();
    let receipt = register
        .forget(somebody.subject, &[("MOZHEM", "17")], "өзү сурады", NOW)
        .unwrap();
    assert_eq!((receipt.n_records, receipt.n_tombstones), (1, 1));
    assert_eq!(receipt.taken_out, [("backup", 1)]);

    for again in 0..2 {
        assert_eq!(register.record(somebody.record).unwrap(), None, "{again}");
        assert_eq!(register.search("Канарейканын", 9).unwrap(), []);
        assert_eq!(texts(&register, other.record, "name"), ["Үсөн"]);
        assert!(register.is_barred("MOZHEM", "17").unwrap());
        assert!(!register.is_barred("MOZHEM", "18").unwrap());
        let back = commit(
            &mut register,
            somebody.subject,
            vec![Act::Note {
                record: somebody.record,
                text: Words("x".to_owned()),
            }],
        );
        assert!(matches!(back, Err(CommitError::Forgotten)));
        assert!(matches!(
            register.forget(somebody.subject, &[], "", NOW),
            Err(ForgetError::Unknown)
        ));
        assert_sound(&register);
        register.rebuild_view().unwrap();
    }
    register.close();
    assert_sound(&yard.open_sound());
}

#[test]
fn an_old_copy_of_the_log_tells_nothing_about_the_forgotten() {
    let (yard, mut register) = Yard::open_new();
    let somebody = put(&mut register, CANARY).unwrap();
    register.forget(somebody.subject, &[], "", NOW).unwrap();
    register.close();
    std::fs::remove_file(yard.file("view.db")).unwrap();
    let (register, mendings) = yard.open().unwrap();
    assert!(
        matches!(mendings[..], [Mending::ViewRebuilt { n_entries: 4, .. }]),
        "{mendings:?}"
    );
    assert_eq!(register.record(somebody.record).unwrap(), None);
    assert_sound(&register);
}

#[test]
fn others_in_the_same_entry_stay() {
    let (_yard, mut register) = Yard::open_new();
    let (a, b) = (register.new_subject(), register.new_subject());
    let (x, y) = (register.new_record(), register.new_record());
    let put = |record, name: &str| Act::Put {
        record,
        kind: code("person"),
        fields: vec![(code("name"), text(name))],
    };
    let change = Change {
        compartment: Compartment::General,
        about: vec![(a, vec![put(x, CANARY)]), (b, vec![put(y, "Үсөн")])],
        register_acts: Vec::new(),
    };
    register.commit(vec![change], NOW).unwrap();
    let seen = register.record(y).unwrap().unwrap().seen(&code("name"));
    register.forget(a, &[], "", NOW).unwrap();
    assert_eq!(register.record(y).unwrap().unwrap().seen(&code("name")), seen);
    assert_sound(&register);
}

#[test]
fn what_the_forgotten_had_covered_is_live_again() {
    let (_yard, mut register) = Yard::open_new();
    let somebody = put(&mut register, "Асан").unwrap();
    let over = register
        .record(somebody.record)
        .unwrap()
        .unwrap()
        .seen(&code("name"));
    let other = register.new_subject();
    let set = Act::Set {
        record: somebody.record,
        field: code("name"),
        value: text(CANARY),
        over,
    };
    commit(&mut register, other, vec![set]).unwrap();
    assert_eq!(texts(&register, somebody.record, "name"), [CANARY]);
    register.forget(other, &[], "", NOW).unwrap();
    assert_eq!(texts(&register, somebody.record, "name"), ["Асан"]);
    assert_eq!(register.search("Асан", 9).unwrap(), [somebody.record]);
    assert_sound(&register);
}

#[test]
fn only_owners_forget_and_what_they_begin_is_brought_to_its_end() {
    let (yard, mut register) = Yard::open_new();
    let somebody = put(&mut register, CANARY).unwrap();
    let phrase = Passphrase::new("беш булут үй жолбарс кайык таң");
    let member = NewUser {
        passphrase: &phrase,
        role: Role::Member,
        opens_sources: false,
    };
    register.admit(&member, NOW).unwrap();
    // What a crash right after the first step leaves.
    let forget = RegisterAct::Forget {
        subject: somebody.subject,
        reason: Words::default(),
    };
    let change = Change {
        compartment: Compartment::General,
        about: Vec::new(),
        register_acts: vec![forget],
    };
    register.commit(vec![change], NOW).unwrap();
    register.close();

    let keys = unlock(&yard.place().folder, &Secret::Passphrase(&phrase)).unwrap();
    let (mut register, mendings) = store::Register::open(&yard.place(), keys, NOW).unwrap();
    assert_eq!(mendings, []);
    assert_eq!(register.record(somebody.record).unwrap(), None);
    assert!(matches!(
        register.forget(somebody.subject, &[], "", NOW),
        Err(ForgetError::NotOwner)
    ));
    register.close();

    let (register, mendings) = yard.open().unwrap();
    assert_eq!(mendings, [Mending::ForgettingFinished]);
    assert_sound(&register);
    register.close();
    yard.open_sound();
}
