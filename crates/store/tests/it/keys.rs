//! Who may open the register, and what they may open.

use store::{
    Act, Change, ChangeError, CommitError, Compartment, KeyChangeError, NewUser, OpenError, Passphrase,
    Register, Role, Secret, StretchPlan, UnlockError, unlock,
};

use crate::yard::{NOW, PHRASE, Yard, assert_sound, code, put, text, texts};

fn unlocked(yard: &Yard, phrase: &str) -> Result<store::Keys, UnlockError> {
    unlock(
        &yard.place().folder,
        &Secret::Passphrase(&Passphrase::new(phrase)),
    )
}

const OTHER: &str = "беш булут үй жолбарс кайык таң";

fn admit(register: &mut Register, role: Role, opens_sources: bool) -> store::UserId {
    let passphrase = Passphrase::new(OTHER);
    register
        .admit(
            &NewUser {
                passphrase: &passphrase,
                role,
                opens_sources,
            },
            NOW,
        )
        .expect("a sound register")
}

#[test]
fn a_member_works_and_a_removed_one_opens_nothing() {
    let (yard, mut register) = Yard::open_new();
    let member = admit(&mut register, Role::Member, false);
    register.close();

    let keys = unlocked(&yard, OTHER).unwrap();
    assert!(!keys.opens(Compartment::Sources) && keys.opens(Compartment::General));
    let (mut register, mendings) = Register::open(&yard.place(), keys.clone(), NOW).unwrap();
    assert_eq!(mendings, []);
    let somebody = put(&mut register, "Асан").unwrap();
    let refused = register.remove(member, NOW);
    assert!(
        matches!(refused, Err(KeyChangeError::Change(ChangeError::NotOwner))),
        "{refused:?}"
    );
    register.close();

    let mut register = yard.open_sound();
    register.remove(member, NOW).unwrap();
    let later = put(&mut register, "Үсөн").unwrap();
    assert_sound(&register);
    register.close();
    assert!(matches!(
        unlocked(&yard, OTHER),
        Err(UnlockError::WrongPassphrase)
    ));
    assert!(matches!(
        Register::open(&yard.place(), keys, NOW),
        Err(OpenError::OtherKeys)
    ));
    let register = yard.open_sound();
    assert_eq!(texts(&register, somebody.record, "name"), ["Асан"]);
    assert_eq!(texts(&register, later.record, "name"), ["Үсөн"]);
}

#[test]
fn sources_are_only_for_those_who_hold_their_key() {
    let (yard, mut register) = Yard::open_new();
    admit(&mut register, Role::Member, false);
    let (subject, record) = (register.new_subject(), register.new_record());
    let act = Act::Put {
        record,
        kind: code("source"),
        fields: vec![(code("name"), text("Булак"))],
    };
    let change = |acts: Vec<Act>, subject| Change {
        compartment: Compartment::Sources,
        about: vec![(subject, acts)],
        register_acts: Vec::new(),
    };
    register
        .commit(vec![change(vec![act.clone()], subject)], NOW)
        .unwrap();
    assert_eq!(
        register.record(record).unwrap(),
        None,
        "nothing of it is in the view"
    );
    assert_eq!(register.search("Булак", 9).unwrap(), []);
    let sealed = register.source(record).unwrap();
    assert_eq!(format!("{sealed:?}"), "Sealed");
    let opened = register.reveal(sealed, record, "сынак", NOW).unwrap();
    assert_eq!(opened.fields[&code("name")][0].1, text("Булак"));
    register.close();

    let (mut register, mendings) =
        Register::open(&yard.place(), unlocked(&yard, OTHER).unwrap(), NOW).unwrap();
    assert_eq!(mendings, []);
    assert!(register.source(record).is_none());
    let new = register.new_subject();
    assert!(matches!(
        register.commit(vec![change(vec![act], new)], NOW),
        Err(CommitError::Slots(_) | CommitError::NoKey)
    ));
    put(&mut register, "Асан").unwrap();
    assert_sound(&register);
    register.rebuild_view().unwrap();
    register.close();

    let mut register = yard.open_sound();
    assert!(register.source(record).is_some());
    register.forget(subject, &[], "", NOW).unwrap();
    assert!(register.source(record).is_none());
    assert_sound(&register);
}

#[test]
fn a_passphrase_is_changed_and_the_paper_lets_in_whoever_lost_it() {
    let (yard, mut register) = Yard::open_new();
    register.close();
    let (mut register2, _) = Register::open(&yard.place(), unlocked(&yard, PHRASE).unwrap(), NOW).unwrap();
    register2
        .change_passphrase(&Passphrase::new(OTHER), StretchPlan::FLOOR, NOW)
        .unwrap();
    put(&mut register2, "Асан").unwrap();
    register2.close();
    assert!(matches!(
        unlocked(&yard, PHRASE),
        Err(UnlockError::WrongPassphrase)
    ));
    unlocked(&yard, OTHER).unwrap();

    register = yard.open_sound();
    let passphrase = Passphrase::new("жаңы алты сөз жакшы сакталат");
    let taken = Passphrase::new(OTHER);
    let owner = |passphrase| NewUser {
        passphrase,
        role: Role::Owner,
        opens_sources: true,
    };
    let refused = register.admit(&owner(&taken), NOW);
    assert!(matches!(refused, Err(KeyChangeError::Change(ChangeError::Taken))));
    register.admit(&owner(&passphrase), NOW).unwrap();
    let words = register.replace_recovery(NOW).unwrap();
    register.close();
    assert!(matches!(
        unlock(&yard.place().folder, &Secret::Words(&yard.words)),
        Err(UnlockError::WrongWords)
    ));
    let keys = unlock(&yard.place().folder, &Secret::Words(&words)).unwrap();
    let (mut register, mendings) = Register::open(&yard.place(), keys, NOW).unwrap();
    assert_eq!(mendings, []);
    put(&mut register, "Үсөн").unwrap();
    assert_eq!(register.users().len(), 3);
    assert_sound(&register);
}

#[test]
fn the_last_owner_stays() {
    let (_yard, mut register) = Yard::open_new();
    let owner = register
        .users()
        .into_iter()
        .find(|user| user.role == Role::Owner)
        .unwrap();
    let refused = register.remove(owner.id, NOW);
    assert!(matches!(
        refused,
        Err(KeyChangeError::Change(ChangeError::LastOwner))
    ));
    register.rotate(NOW).unwrap();
    put(&mut register, "Асан").unwrap();
    assert_sound(&register);
}

/// What somebody has who kept the keys of the past, and gets hold of today's files.
#[test]
fn kept_keys_open_nothing_that_is_written_later() {
    let (yard, mut register) = Yard::open_new();
    let member = admit(&mut register, Role::Member, true);
    put(&mut register, "Асан").unwrap();
    register.close();
    let kept = ["keyring.a", "keyring.b"].map(|name| (name, std::fs::read(yard.file(name)).unwrap()));

    let mut register = yard.open_sound();
    register.remove(member, NOW).unwrap();
    put(&mut register, "Үсөн").unwrap();
    assert_sound(&register);
    register.close();
    for (name, bytes) in &kept {
        std::fs::write(yard.file(name), bytes).unwrap();
    }
    let keys = unlocked(&yard, OTHER).unwrap();
    match Register::open(&yard.place(), keys, NOW) {
        Err(refused) => assert!(matches!(refused, OpenError::Slots(_)), "{refused}"),
        Ok((register, _)) => panic!("opens: {:?}", register.search("Үсөн", 9)),
    }
}
