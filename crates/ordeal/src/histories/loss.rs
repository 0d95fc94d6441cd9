//! Whether anything that was written is lost: judged by who had seen what, without a look at the dots that acts name.

use std::collections::BTreeMap;

use store::{Act, Code, Dot, RecordId, RegisterAct, State, SubjectId};

use super::{Entry, device};

/// What a value belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place<'a> {
    Record,
    Field(&'a Code),
    Set(&'a Code),
}

/// Each value is live unless somebody wrote instead of it, removed it, or withdrew its record, having seen it; and it is
/// not live then.
///
/// Records that an act about somebody else has changed are left out: once that person is forgotten, so is who had
/// replaced what. The oracle holds these.
///
/// # Errors
///
/// In words, with what is wrong.
pub(super) fn check(entries: &[Entry], state: &State) -> Result<(), String> {
    let beginnings = beginnings(entries);
    for (record, (subject, begun)) in beginnings {
        let acts: Vec<(usize, SubjectId, &Act)> = acts_on(entries, record).collect();
        let is_plain = acts.iter().all(|(_, of, _)| *of == subject);
        if !is_plain || is_forgotten(entries, subject) {
            continue;
        }
        let live = state.record(record).ok_or("a record is missing".to_owned())?.live;
        for (at, dot, place) in written(entries, record) {
            let had_seen = |by: usize| {
                let seen = &entries[by].seen;
                by != at && seen.binary_search(&at).is_ok() && seen.binary_search(&begun).is_ok()
            };
            let is_replaced = acts
                .iter()
                .any(|(by, _, act)| replaces(act, place) && had_seen(*by));
            match (is_replaced, live.binary_search(&dot).is_ok()) {
                (false, false) => return Err("a value is lost that nobody had seen and replaced".to_owned()),
                (true, true) => return Err("a value lives on that somebody had seen and replaced".to_owned()),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Whom each record is about, and the entry that begins it; records that begin twice are left out.
fn beginnings(entries: &[Entry]) -> BTreeMap<RecordId, (SubjectId, usize)> {
    let mut beginnings = BTreeMap::new();
    let mut twice = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        for (subject, act) in acts_of(entry) {
            if let Act::Put { record, .. } = act
                && beginnings.insert(*record, (subject, at)).is_some()
            {
                twice.push(*record);
            }
        }
    }
    beginnings.retain(|record, _| !twice.contains(record));
    beginnings
}

fn acts_of(entry: &Entry) -> impl Iterator<Item = (SubjectId, &Act)> {
    entry
        .about
        .iter()
        .flat_map(|(subject, acts)| acts.iter().map(|act| (*subject, act)))
}

fn acts_on(entries: &[Entry], record: RecordId) -> impl Iterator<Item = (usize, SubjectId, &Act)> {
    let acts = entries
        .iter()
        .enumerate()
        .flat_map(|(at, entry)| acts_of(entry).map(move |(subject, act)| (at, subject, act)));
    acts.filter(move |(_, _, act)| act.record() == record)
}

fn is_forgotten(entries: &[Entry], subject: SubjectId) -> bool {
    entries
        .iter()
        .flat_map(|entry| &entry.register_acts)
        .any(|act| matches!(act, RegisterAct::Forget { subject: of, .. } if *of == subject))
}

/// What was written of a record and can be replaced: the entry, the dot, and what it belongs to.
fn written(entries: &[Entry], record: RecordId) -> Vec<(usize, Dot, Place<'_>)> {
    let mut written = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        for ((_, acts), part) in entry.about.iter().zip(1_u32..) {
            let mut n = part << 16;
            for act in acts {
                for place in places(act) {
                    let (device, number) = (device(entry.device), entry.number);
                    if let Some(place) = place.filter(|_| act.record() == record) {
                        written.push((at, Dot { device, number, n }, place));
                    }
                    n += 1;
                }
            }
        }
    }
    written
}

/// What each value of an act belongs to; `None` for those that stay for ever.
fn places(act: &Act) -> Vec<Option<Place<'_>>> {
    match act {
        Act::Put { fields, .. } => {
            let fields = fields.iter().map(|(field, _)| Some(Place::Field(field)));
            [Some(Place::Record)].into_iter().chain(fields).collect()
        }
        Act::Set { field, .. } | Act::Resolve { field, .. } => vec![Some(Place::Field(field))],
        Act::Add { field, .. } => vec![Some(Place::Set(field))],
        Act::Note { .. } | Act::Withdraw { .. } => vec![None],
        Act::Remove { .. } => Vec::new(),
    }
}

/// Says whether an act takes the place of what its author saw there.
fn replaces(act: &Act, place: Place<'_>) -> bool {
    match act {
        Act::Set { field, .. } | Act::Resolve { field, .. } => place == Place::Field(field),
        Act::Remove { field, .. } => place == Place::Set(field),
        Act::Withdraw { .. } => true,
        Act::Put { .. } | Act::Add { .. } | Act::Note { .. } => false,
    }
}
