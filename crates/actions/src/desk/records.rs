//! Records: putting, changing, taking back.

use store::{
    Act, Change, Code, Compartment, Dot, EntryId, Moment, Record, RecordId, SubjectId, Value, Words,
};

use super::{Desk, DeskError, Permission, reason};

/// A record to be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecord {
    /// Whom it is about; somebody new when nobody is named.
    pub subject: Option<SubjectId>,
    /// Who may read it.
    pub compartment: Compartment,
    /// What kind of record it is.
    pub kind: Code,
    /// Its first values.
    pub fields: Vec<(Code, Value)>,
}

/// A record that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Whom it is about.
    pub subject: SubjectId,
    /// The record.
    pub record: RecordId,
}

/// A record as it reads now; `None` when it is unknown, was forgotten, or is a source's.
///
/// # Errors
///
/// When the user may not read, or the view cannot be read.
pub fn read_record(desk: &Desk, record: RecordId) -> Result<Option<Record>, DeskError> {
    desk.require(Permission::Read)?;
    Ok(desk.register.record(record)?)
}

/// Puts a record.
///
/// # Errors
///
/// When the user may not write it, the subject was forgotten, or it cannot be written down.
pub fn put_record(desk: &mut Desk, new: NewRecord, now: Moment) -> Result<Placed, DeskError> {
    require_write(desk, new.compartment)?;
    let subject = new.subject.unwrap_or_else(|| desk.register.new_subject());
    let record = desk.register.new_record();
    let act = Act::Put {
        record,
        kind: new.kind,
        fields: new.fields,
    };
    commit(desk, (subject, new.compartment), act, now)?;
    Ok(Placed { subject, record })
}

/// Gives a field a value in place of those in `over`, which the caller saw; others stay beside it.
///
/// # Errors
///
/// When the user may not write, the record is unknown, or it cannot be written down.
pub fn set_field(
    desk: &mut Desk,
    record: RecordId,
    (field, value): (Code, Value),
    over: Vec<Dot>,
    now: Moment,
) -> Result<EntryId, DeskError> {
    let place = writable(desk, record)?;
    let act = Act::Set {
        record,
        field,
        value,
        over,
    };
    commit(desk, place, act, now)
}

/// Adds an element to a set.
///
/// # Errors
///
/// As [`set_field`].
pub fn add_to_set(
    desk: &mut Desk,
    record: RecordId,
    (field, value): (Code, Value),
    now: Moment,
) -> Result<EntryId, DeskError> {
    let place = writable(desk, record)?;
    let act = Act::Add { record, field, value };
    commit(desk, place, act, now)
}

/// Takes the elements that the caller saw out of a set.
///
/// # Errors
///
/// As [`set_field`].
pub fn remove_from_set(
    desk: &mut Desk,
    record: RecordId,
    field: Code,
    over: Vec<Dot>,
    now: Moment,
) -> Result<EntryId, DeskError> {
    let place = writable(desk, record)?;
    commit(desk, place, Act::Remove { record, field, over }, now)
}

/// Adds a remark, which stays for ever.
///
/// # Errors
///
/// As [`set_field`].
pub fn note(desk: &mut Desk, record: RecordId, text: &str, now: Moment) -> Result<EntryId, DeskError> {
    let place = writable(desk, record)?;
    let text = Words(text.to_owned());
    commit(desk, place, Act::Note { record, text }, now)
}

/// Takes a record back, as far as the caller saw it (`over`, from [`Record::live`]).
///
/// # Errors
///
/// As [`set_field`], and when no reason is given.
pub fn withdraw(
    desk: &mut Desk,
    record: RecordId,
    over: Vec<Dot>,
    why: &str,
    now: Moment,
) -> Result<EntryId, DeskError> {
    let place = writable(desk, record)?;
    let reason = Words(reason(why)?.to_owned());
    let act = Act::Withdraw { record, over, reason };
    commit(desk, place, act, now)
}

/// Chooses a value among those that contradict each other and that the caller saw.
///
/// # Errors
///
/// As [`set_field`], and when no reason is given.
pub fn resolve(
    desk: &mut Desk,
    record: RecordId,
    (field, value): (Code, Value),
    over: Vec<Dot>,
    (why, now): (&str, Moment),
) -> Result<EntryId, DeskError> {
    let place = writable(desk, record)?;
    let reason = Words(reason(why)?.to_owned());
    let act = Act::Resolve {
        record,
        field,
        value,
        over,
        reason,
    };
    commit(desk, place, act, now)
}

fn require_write(desk: &Desk, compartment: Compartment) -> Result<(), DeskError> {
    desk.require(Permission::Write)?;
    match compartment {
        Compartment::General => Ok(()),
        Compartment::Sources => desk.require(Permission::Sources),
    }
}

/// Where a record stands that the user may change.
fn writable(desk: &Desk, record: RecordId) -> Result<(SubjectId, Compartment), DeskError> {
    desk.require(Permission::Write)?;
    desk.placed(record)
}

fn commit(
    desk: &mut Desk,
    (subject, compartment): (SubjectId, Compartment),
    act: Act,
    now: Moment,
) -> Result<EntryId, DeskError> {
    let change = Change {
        compartment,
        about: vec![(subject, vec![act])],
        register_acts: Vec::new(),
    };
    let entries = desk.register.commit(vec![change], now)?;
    Ok(entries[0])
}
