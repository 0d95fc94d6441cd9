//! What each user may do with a register, and what is written down of it.

use actions::desk::Permission::{Forget, Keys, Read, Sources, Write};
use actions::desk::{
    Admission, Desk, DeskError, NewRecord, Placed, add_to_set, admit, change_passphrase, check_register,
    drill, forget, found_register, note, put_record, read_record, rebuild, recover, remove, remove_from_set,
    replace_recovery, resolve, reveal_source, rotate, set_field, verify_audit, withdraw,
};
use actions::{
    ActionError, Code, Compartment, ErrorKind, Moment, Passphrase, Place, RecordId, RecoveryWords, Role,
    Secret, StretchPlan, UserId, Value,
};
use tempfile::TempDir;

const NOW: Moment = Moment(1_790_000_000_000);
const OWNER: &str = "тоо алма көпүрө суу жол китеп";
const MEMBER: &str = "жел булут күзгү темир нан көл";
const KEEPER: &str = "кар бороон үкү таш бийик өзөн";

/// A register in a folder that is thrown away.
struct Office {
    folder: TempDir,
    words: RecoveryWords,
}

impl Office {
    fn found() -> (Self, Desk) {
        let folder = tempfile::tempdir().unwrap();
        let place = place(&folder);
        let (desk, words, _) =
            found_register(&place, &Passphrase::new(OWNER), StretchPlan::FLOOR, NOW).unwrap();
        (Self { folder, words }, desk)
    }

    fn place(&self) -> Place {
        place(&self.folder)
    }

    fn enter(&self, phrase: &str) -> Desk {
        let passphrase = Passphrase::new(phrase);
        let (desk, mendings) = Desk::unlock(&self.place(), &Secret::Passphrase(&passphrase), NOW).unwrap();
        assert_eq!(mendings, []);
        desk
    }

    fn enter_with_sheet(&self) -> Desk {
        let (desk, _) = Desk::unlock(&self.place(), &Secret::Words(&self.words), NOW).unwrap();
        desk
    }
}

fn place(folder: &TempDir) -> Place {
    Place {
        folder: folder.path().join("union.esep"),
        witness: folder.path().join("witness"),
    }
}

fn let_in(desk: &mut Desk, phrase: &str, opens_sources: bool) -> UserId {
    let passphrase = Passphrase::new(phrase);
    let new = Admission {
        passphrase: &passphrase,
        role: Role::Member,
        opens_sources,
    };
    admit(desk, new, NOW).unwrap()
}

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn new_record(compartment: Compartment) -> NewRecord {
    NewRecord {
        subject: None,
        compartment,
        kind: code("person"),
        fields: vec![(code("name"), text("Сыналган Ойдон"))],
    }
}

fn put(desk: &mut Desk) -> Placed {
    put_record(desk, new_record(Compartment::General), NOW).unwrap()
}

fn values(desk: &Desk, record: RecordId) -> Vec<Value> {
    let record = read_record(desk, record).unwrap().unwrap();
    let values = record.fields.get(&code("name")).into_iter().flatten();
    values.map(|(_, value)| value.clone()).collect()
}

/// The code that users are told.
fn told<T: std::fmt::Debug>(result: Result<T, DeskError>) -> &'static str {
    ActionError::from(result.unwrap_err()).code()
}

#[test]
fn each_role_may_what_it_may_and_nothing_else() {
    let (office, mut desk) = Office::found();
    let_in(&mut desk, MEMBER, false);
    let_in(&mut desk, KEEPER, true);
    let source = put_record(&mut desk, new_record(Compartment::Sources), NOW)
        .unwrap()
        .record;
    let known = put(&mut desk).record;
    desk.lock();

    let check = |mut desk: Desk, may: &[actions::desk::Permission]| {
        let role = desk.keys().role();
        for permission in actions::desk::Permission::ALL {
            let allowed = may.contains(&permission);
            assert_eq!(desk.may(permission), allowed, "{role:?} {permission:?}");
            assert_eq!(desk.require(permission).is_ok(), allowed);
            let done = match permission {
                Read => check_register(&mut desk, NOW).map(drop),
                Write => put_record(&mut desk, new_record(Compartment::General), NOW).map(drop),
                Sources => reveal_source(&mut desk, source, "чалуу", NOW).map(drop),
                Keys => rotate(&mut desk, NOW),
                // Only the owner gets as far as an unknown record.
                Forget => forget(&mut desk, RecordId::from_bytes([7; 16]), &[], "суранды", NOW).map(drop),
            };
            match (permission, allowed, done) {
                (Forget, true, done) => assert_eq!(told(done), "unknown-record"),
                (_, true, done) => done.unwrap(),
                (permission, false, done) => {
                    assert!(matches!(&done, Err(DeskError::NotAllowed(asked)) if *asked == permission));
                    assert_eq!(told(done), format!("not-allowed-{}", permission.code()));
                }
            }
        }
        desk.lock();
    };
    check(office.enter(OWNER), &[Read, Write, Sources, Keys, Forget]);
    check(office.enter(KEEPER), &[Read, Write, Sources]);
    check(office.enter(MEMBER), &[Read, Write]);
    check(office.enter_with_sheet(), &[Read, Keys]);

    let mut desk = office.enter(MEMBER);
    assert_eq!(
        told(put_record(&mut desk, new_record(Compartment::Sources), NOW)),
        "not-allowed-sources"
    );
    assert_eq!(values(&desk, known), [text("Сыналган Ойдон")]);
}

#[test]
fn every_change_of_keys_asks_for_the_right_to_keys() {
    let (office, mut desk) = Office::found();
    let member = let_in(&mut desk, MEMBER, false);
    desk.lock();
    let mut desk = office.enter(MEMBER);
    let passphrase = Passphrase::new(KEEPER);
    let new = Admission {
        passphrase: &passphrase,
        role: Role::Owner,
        opens_sources: true,
    };
    assert_eq!(told(admit(&mut desk, new, NOW)), "not-allowed-keys");
    assert_eq!(told(remove(&mut desk, member, NOW)), "not-allowed-keys");
    assert_eq!(told(rotate(&mut desk, NOW)), "not-allowed-keys");
    assert_eq!(told(replace_recovery(&mut desk, NOW)), "not-allowed-keys");
    // One's own passphrase is everybody's own affair.
    change_passphrase(&mut desk, &passphrase, StretchPlan::FLOOR, NOW).unwrap();
    desk.lock();
    office.enter(KEEPER).lock();
    let mut sheet = office.enter_with_sheet();
    let changed = change_passphrase(&mut sheet, &Passphrase::new(MEMBER), StretchPlan::FLOOR, NOW);
    assert_eq!(told(changed), "sheet-no-passphrase");
    let as_sheet = Admission {
        passphrase: &passphrase,
        role: Role::Recovery,
        opens_sources: true,
    };
    assert_eq!(told(admit(&mut sheet, as_sheet, NOW)), "sheet-not-admitted");
}

#[test]
fn whoever_was_removed_opens_nothing() {
    let (office, mut desk) = Office::found();
    let member = let_in(&mut desk, MEMBER, false);
    assert_eq!(desk.users().len(), 3);
    remove(&mut desk, member, NOW).unwrap();
    assert_eq!(desk.users().len(), 2);
    let own = desk.keys().user();
    assert_eq!(told(remove(&mut desk, own, NOW)), "last-owner");
    assert_eq!(told(remove(&mut desk, member, NOW)), "no-user");
    desk.lock();
    let passphrase = Passphrase::new(MEMBER);
    let refused = Desk::unlock(&office.place(), &Secret::Passphrase(&passphrase), NOW);
    assert_eq!(told(refused), "passphrase-wrong");
}

#[test]
fn records_are_changed_as_the_caller_saw_them() {
    let (_office, mut desk) = Office::found();
    let record = put(&mut desk).record;
    let name = code("name");
    let seen = read_record(&desk, record).unwrap().unwrap().seen(&name);
    set_field(&mut desk, record, (name.clone(), text("Асан")), seen.clone(), NOW).unwrap();
    assert_eq!(values(&desk, record), [text("Асан")]);
    // Somebody who had seen only the first value.
    set_field(&mut desk, record, (name.clone(), text("Үсөн")), seen, NOW).unwrap();
    assert_eq!(values(&desk, record), [text("Асан"), text("Үсөн")]);
    let both = read_record(&desk, record).unwrap().unwrap().seen(&name);
    resolve(&mut desk, record, (name, text("Үсөн")), both, ("паспорт", NOW)).unwrap();
    assert_eq!(values(&desk, record), [text("Үсөн")]);

    let phone = code("phone");
    add_to_set(&mut desk, record, (phone.clone(), text("0000")), NOW).unwrap();
    let set = read_record(&desk, record).unwrap().unwrap().sets[&phone].clone();
    remove_from_set(&mut desk, record, phone, vec![set[0].0], NOW).unwrap();
    note(&mut desk, record, "энеси чалды", NOW).unwrap();
    let read = read_record(&desk, record).unwrap().unwrap();
    assert!(read.sets.values().all(Vec::is_empty) && read.notes.len() == 1);
    withdraw(&mut desk, record, read.live, "эки жолу", NOW).unwrap();
    assert!(read_record(&desk, record).unwrap().unwrap().is_withdrawn());
}

#[test]
fn what_takes_away_needs_a_reason() {
    let (_office, mut desk) = Office::found();
    let record = put(&mut desk).record;
    let source = put_record(&mut desk, new_record(Compartment::Sources), NOW)
        .unwrap()
        .record;
    let read = read_record(&desk, record).unwrap().unwrap();
    let name = code("name");
    for empty in ["", "  \n"] {
        assert_eq!(told(forget(&mut desk, record, &[], empty, NOW)), "no-reason");
        assert_eq!(told(reveal_source(&mut desk, source, empty, NOW)), "no-reason");
        assert_eq!(
            told(withdraw(&mut desk, record, read.live.clone(), empty, NOW)),
            "no-reason"
        );
        let value = (name.clone(), text("Үсөн"));
        assert_eq!(
            told(resolve(&mut desk, record, value, read.seen(&name), (empty, NOW))),
            "no-reason"
        );
    }
    assert_eq!(read_record(&desk, record).unwrap(), Some(read));
    assert_eq!(desk.n_told("source-opened").unwrap(), 0);
}

#[test]
fn an_opened_source_leaves_an_audit_line() {
    let (_office, mut desk) = Office::found();
    let source = put_record(&mut desk, new_record(Compartment::Sources), NOW)
        .unwrap()
        .record;
    assert_eq!(read_record(&desk, source).unwrap(), None, "it is no plain record");
    for n_opened in 1..=2 {
        let read = reveal_source(&mut desk, source, "кайра чалуу", NOW).unwrap();
        assert_eq!(read.fields[&code("name")][0].1, text("Сыналган Ойдон"));
        assert_eq!(desk.n_told("source-opened").unwrap(), n_opened);
    }
    note(&mut desk, source, "ишеничтүү", NOW).unwrap();
    let read = reveal_source(&mut desk, source, "кайра чалуу", NOW).unwrap();
    assert_eq!(
        read.notes.len(),
        1,
        "what is changed of a source stays among sources"
    );
}

#[test]
fn a_refused_look_at_a_source_tells_nothing() {
    let (office, mut desk) = Office::found();
    let source = put_record(&mut desk, new_record(Compartment::Sources), NOW)
        .unwrap()
        .record;
    let_in(&mut desk, MEMBER, false);
    desk.lock();
    let mut desk = office.enter(MEMBER);
    let nothing = RecordId::from_bytes([7; 16]);
    let refusal = |desk: &mut Desk, record| {
        let error = reveal_source(desk, record, "кызык", NOW).unwrap_err();
        let plain = format!("{error} {error:?}");
        (plain, ActionError::from(error).message())
    };
    assert_eq!(refusal(&mut desk, source), refusal(&mut desk, nothing));
    for record in [source, nothing] {
        assert_eq!(told(note(&mut desk, record, "кызык", NOW)), "unknown-record");
        assert_eq!(read_record(&desk, record).unwrap(), None);
    }
    assert_eq!(desk.n_told("source-opened").unwrap(), 0);
}

#[test]
fn whoever_was_forgotten_cannot_be_written_about() {
    let (_office, mut desk) = Office::found();
    let Placed { subject, record } = put(&mut desk);
    let stays = put(&mut desk).record;
    let receipt = forget(&mut desk, record, &[("union", "17")], "суранды", NOW).unwrap();
    assert_eq!(
        (receipt.subject, receipt.n_records, receipt.n_tombstones),
        (subject, 1, 1)
    );
    assert_eq!(read_record(&desk, record).unwrap(), None);
    assert!(read_record(&desk, stays).unwrap().is_some());
    let again = NewRecord {
        subject: Some(subject),
        ..new_record(Compartment::General)
    };
    assert_eq!(told(put_record(&mut desk, again, NOW)), "forgotten");
    assert_eq!(told(note(&mut desk, record, "кайра", NOW)), "unknown-record");
    assert_eq!(
        told(forget(&mut desk, record, &[], "дагы", NOW)),
        "unknown-record"
    );
    assert!(check_register(&mut desk, NOW).unwrap().faults.is_empty());
}

#[test]
fn checking_and_rebuilding_are_written_down() {
    let (_office, mut desk) = Office::found();
    let record = put(&mut desk).record;
    let before = check_register(&mut desk, NOW).unwrap();
    assert!(before.faults.is_empty() && before.n_records == 1);
    rebuild(&mut desk, NOW).unwrap();
    let after = check_register(&mut desk, NOW).unwrap();
    assert_eq!((after.digest, after.faults.len()), (before.digest, 0));
    assert!(read_record(&desk, record).unwrap().is_some());
    assert_eq!(desk.n_told("checked").unwrap(), 2);
    assert_eq!(desk.n_told("view-rebuilt").unwrap(), 1);
}

#[test]
fn a_log_is_verified_without_any_key() {
    let (office, mut desk) = Office::found();
    put(&mut desk);
    let check = check_register(&mut desk, NOW).unwrap();
    desk.lock();
    let verified = verify_audit(&office.place().folder, &check.heads).unwrap();
    assert_eq!(verified.heads, check.heads);
    let mut never = check.heads;
    never[0].number += 1;
    assert_eq!(told(verify_audit(&office.place().folder, &never)), "log-short");
    assert_eq!(told(verify_audit(office.folder.path(), &[])), "log-none");
}

#[test]
fn a_drill_changes_nothing_and_is_written_down() {
    let (office, mut desk) = Office::found();
    let digest = check_register(&mut desk, NOW).unwrap().digest;
    desk.lock();
    let keyring = std::fs::read(office.place().folder.join("keyring.a")).unwrap();
    let (mut desk, mendings) = drill(&office.place(), &office.words, NOW).unwrap();
    assert_eq!(mendings, []);
    assert_eq!(desk.n_told("drill").unwrap(), 1);
    assert_eq!(check_register(&mut desk, NOW).unwrap().digest, digest);
    desk.lock();
    let after = std::fs::read(office.place().folder.join("keyring.a")).unwrap();
    assert!(keyring == after, "nobody was let in");
    let other = RecoveryWords::random();
    assert_eq!(told(drill(&office.place(), &other, NOW)), "words-wrong");
}

#[test]
fn the_sheet_lets_a_new_owner_in() {
    let (office, mut desk) = Office::found();
    let record = put(&mut desk).record;
    desk.lock();
    let taken = recover(&office.place(), &office.words, &Passphrase::new(OWNER), NOW);
    assert_eq!(told(taken), "passphrase-taken");
    let (mut desk, user, _) = recover(&office.place(), &office.words, &Passphrase::new(KEEPER), NOW).unwrap();
    assert_eq!(desk.n_told("recovered").unwrap(), 1);
    let new_words = replace_recovery(&mut desk, NOW).unwrap();
    desk.lock();
    assert_eq!(told(drill(&office.place(), &office.words, NOW)), "words-wrong");
    drill(&office.place(), &new_words, NOW).unwrap().0.lock();
    let mut desk = office.enter(KEEPER);
    assert_eq!((desk.keys().user(), desk.keys().role()), (user, Role::Owner));
    assert!(read_record(&desk, record).unwrap().is_some());
    forget(&mut desk, record, &[], "суранды", NOW).unwrap();
}

#[test]
fn weak_phrases_are_refused_wherever_they_come_from() {
    let (office, mut desk) = Office::found();
    let weak = Passphrase::new("passwordpassword");
    let short = Passphrase::new("кыска");
    let new = |passphrase| Admission {
        passphrase,
        role: Role::Member,
        opens_sources: false,
    };
    assert_eq!(told(admit(&mut desk, new(&weak), NOW)), "passphrase-guessable");
    assert_eq!(
        told(change_passphrase(&mut desk, &short, StretchPlan::FLOOR, NOW)),
        "passphrase-short"
    );
    assert_eq!(
        told(recover(&office.place(), &office.words, &short, NOW).map(drop)),
        "passphrase-short"
    );
    let elsewhere = Place {
        folder: office.folder.path().join("other.esep"),
        witness: office.folder.path().join("other"),
    };
    let founded = found_register(&elsewhere, &weak, StretchPlan::FLOOR, NOW).map(drop);
    assert_eq!(told(founded), "passphrase-guessable");
    assert!(!elsewhere.folder.exists());
}

#[test]
fn situations_that_need_another_answer_have_another_code() {
    let (office, desk) = Office::found();
    let passphrase = Passphrase::new(OWNER);
    let unlock = |office: &Office| {
        Desk::unlock(&office.place(), &Secret::Passphrase(&passphrase), NOW).map(|(desk, _)| desk.lock())
    };
    let check = |expected: (&str, ErrorKind)| {
        let error = ActionError::from(unlock(&office).unwrap_err());
        assert_eq!((error.code(), error.kind()), expected);
    };
    check(("register-locked", ErrorKind::Failed));
    desk.lock();
    let keyring = |bytes: &[u8]| {
        for copy in ["keyring.a", "keyring.b"] {
            std::fs::write(office.place().folder.join(copy), bytes).unwrap();
        }
    };
    let sound = std::fs::read(office.place().folder.join("keyring.a")).unwrap();
    let mut newer = sound.clone();
    newer[7] = b'2';
    newer[30] ^= 1;
    keyring(&newer);
    check(("register-newer", ErrorKind::BadInput));
    keyring(b"???");
    check(("keyring-damaged", ErrorKind::BadInput));
    keyring(&sound);
    unlock(&office).unwrap();
    let found = found_register(&office.place(), &passphrase, StretchPlan::FLOOR, NOW).map(drop);
    assert_eq!(told(found), "register-taken");
    let nowhere = Place {
        folder: office.folder.path().to_owned(),
        ..office.place()
    };
    let unlocked = Desk::unlock(&nowhere, &Secret::Passphrase(&passphrase), NOW);
    assert_eq!(told(unlocked), "register-none");
}
