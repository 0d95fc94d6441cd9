//! What a child does to a register, step by step, and what the register must say afterwards. Both sides work it out
//! from the seed alone.

use std::collections::{BTreeMap, BTreeSet};

use store::{RecordId, Register, Role, SubjectId};

use crate::chance::Chance;

/// Records that a batch puts at once.
const BATCH: usize = 12;

/// The list that rows of forgotten people stand in.
pub(crate) const LIST: &str = "invented list";

/// Which kinds of steps a script is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    Edits,
    Batches,
    Rebuild,
    Forgetting,
    Keys,
    Mixed,
}

impl Flavour {
    /// All of them.
    pub(crate) const ALL: [Self; 6] = [
        Self::Edits,
        Self::Batches,
        Self::Rebuild,
        Self::Forgetting,
        Self::Keys,
        Self::Mixed,
    ];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Edits => "edits",
            Self::Batches => "batches",
            Self::Rebuild => "rebuild",
            Self::Forgetting => "forgetting",
            Self::Keys => "keys",
            Self::Mixed => "mixed",
        }
    }

    /// What the steps are drawn from.
    fn kinds(self) -> &'static [Kind] {
        use Kind::{Admit, Batch, Forget, Note, Put, Rebuild, Remove, Reopen, Rotate, Set, Source};
        match self {
            Self::Edits => &[Put, Put, Set, Set, Note, Source],
            Self::Batches => &[Batch, Batch, Put],
            Self::Rebuild => &[Rebuild, Rebuild, Put, Set],
            Self::Forgetting => &[Forget, Forget, Put, Set, Source],
            Self::Keys => &[Rotate, Admit, Remove, Remove, Put, Source],
            Self::Mixed => &[
                Put, Put, Set, Set, Note, Source, Batch, Rebuild, Forget, Rotate, Admit, Remove, Reopen,
            ],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Put,
    Set,
    Note,
    Source,
    Batch,
    Rebuild,
    Forget,
    Rotate,
    Admit,
    Remove,
    Reopen,
}

/// A record that is put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Put {
    pub(crate) record: RecordId,
    pub(crate) subject: SubjectId,
    pub(crate) name: String,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A new record of a new subject.
    Put(Put),
    /// A new record in the sources' compartment.
    Source(Put),
    /// Another name for a record.
    Set(Put),
    /// A remark.
    Note(Put),
    /// Many new records in one act.
    Batch(Vec<Put>),
    /// The view made again.
    Rebuild,
    /// A subject forgotten, with a row that must not come back.
    Forget { subject: SubjectId, row: String },
    /// New keys for everybody.
    Rotate,
    /// A member admitted, with this passphrase; there is one at most.
    Admit { phrase: String },
    /// The member removed.
    Remove,
    /// Closed and opened.
    Reopen,
}

/// What is known of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    subject: SubjectId,
    name: String,
    notes: BTreeSet<String>,
    is_source: bool,
}

/// What a register must say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expected {
    records: BTreeMap<RecordId, Known>,
    forgotten: BTreeSet<SubjectId>,
    gone: BTreeSet<RecordId>,
    rows: BTreeSet<String>,
    /// The passphrase of the member, while there is one.
    member: Option<String>,
}

/// Which of two expectations came true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing of the step that was under way is there.
    Before,
    /// All of it is there.
    After,
}

/// The steps of a script, from what was there before.
pub(crate) fn steps(seed: u64, flavour: Flavour, before: &Expected, n: usize) -> Vec<Step> {
    let mut chance = Chance::new(seed, flavour.name(), 0);
    let mut expected = before.clone();
    let mut steps = Vec::with_capacity(n);
    for _ in 0..n {
        let kind = *chance.of(flavour.kinds());
        let step = expected.step(kind, &mut chance);
        expected.take(&step);
        steps.push(step);
    }
    steps
}

fn put(chance: &mut Chance) -> Put {
    Put {
        record: RecordId::from_bytes(chance.bytes()),
        subject: SubjectId::from_bytes(chance.bytes()),
        name: chance.word(),
    }
}

impl Expected {
    /// Draws a step of a kind, or a put where there is nothing yet that it could be about.
    fn step(&self, kind: Kind, chance: &mut Chance) -> Step {
        let mut known = self.records.iter().filter(|(_, known)| !known.is_source);
        let at = chance.below(known.clone().count());
        let Some((record, old)) = known.nth(at) else {
            return Step::Put(put(chance));
        };
        let again = |chance: &mut Chance| Put {
            record: *record,
            subject: old.subject,
            name: chance.word(),
        };
        match kind {
            Kind::Put => Step::Put(put(chance)),
            Kind::Source => Step::Source(put(chance)),
            Kind::Set => Step::Set(again(chance)),
            Kind::Note => Step::Note(again(chance)),
            Kind::Batch => Step::Batch((0..BATCH).map(|_| put(chance)).collect()),
            Kind::Rebuild => Step::Rebuild,
            Kind::Forget => Step::Forget {
                subject: old.subject,
                row: chance.word(),
            },
            Kind::Rotate => Step::Rotate,
            Kind::Admit | Kind::Remove if self.member.is_none() => Step::Admit {
                phrase: chance.word(),
            },
            Kind::Admit | Kind::Remove => Step::Remove,
            Kind::Reopen => Step::Reopen,
        }
    }

    /// Takes a step that was acknowledged.
    pub(crate) fn take(&mut self, step: &Step) {
        match step {
            Step::Put(put) => self.put(put, false),
            Step::Source(put) => self.put(put, true),
            Step::Batch(puts) => puts.iter().for_each(|put| self.put(put, false)),
            Step::Set(put) => {
                if let Some(known) = self.records.get_mut(&put.record) {
                    known.name.clone_from(&put.name);
                }
            }
            Step::Note(put) => {
                if let Some(known) = self.records.get_mut(&put.record) {
                    known.notes.insert(put.name.clone());
                }
            }
            Step::Forget { subject, row } => {
                self.forgotten.insert(*subject);
                self.rows.insert(row.clone());
                let of_them = self.records.extract_if(.., |_, known| known.subject == *subject);
                self.gone.extend(of_them.map(|(record, _)| record));
            }
            Step::Admit { phrase } => self.member = Some(phrase.clone()),
            Step::Remove => self.member = None,
            Step::Rebuild | Step::Rotate | Step::Reopen => {}
        }
    }

    /// What opens the register beside the founder's passphrase and the sheet.
    pub(crate) fn member(&self) -> Option<&str> {
        self.member.as_deref()
    }

    fn put(&mut self, put: &Put, is_source: bool) {
        let known = Known {
            subject: put.subject,
            name: put.name.clone(),
            notes: BTreeSet::new(),
            is_source,
        };
        self.records.insert(put.record, known);
    }

    /// A name that a search must find, and where.
    pub(crate) fn any_name(&self, chance: &mut Chance) -> Option<(RecordId, String)> {
        let open: Vec<_> = self
            .records
            .iter()
            .filter(|(_, known)| !known.is_source)
            .collect();
        let at = chance.below(open.len());
        open.get(at).map(|(record, known)| (**record, known.name.clone()))
    }

    /// Holds a register to this, or to this and the step that was under way.
    ///
    /// # Errors
    ///
    /// With what is missing, or there in part; never with what somebody wrote.
    pub(crate) fn hold(&self, register: &Register, under_way: Option<&Step>) -> Result<Found, String> {
        let before = self.agrees(register);
        let Some(step) = under_way else {
            return before.map(|()| Found::Before);
        };
        let mut after = self.clone();
        after.take(step);
        if after == *self {
            return before.map(|()| Found::After);
        }
        match (before, after.agrees(register)) {
            (_, Ok(())) => Ok(Found::After),
            (Ok(()), _) => {
                self.lacks(register, step)?;
                Ok(Found::Before)
            }
            (Err(before), Err(after)) => Err(format!("neither before ({before}) nor after ({after})")),
        }
    }

    /// Makes sure that nothing of a step is there.
    fn lacks(&self, register: &Register, step: &Step) -> Result<(), String> {
        let puts: &[Put] = match step {
            Step::Put(put) | Step::Source(put) => std::slice::from_ref(put),
            Step::Batch(puts) => puts,
            _ => &[],
        };
        for put in puts {
            let is_there =
                register.record(put.record).map_err(told)?.is_some() || register.source(put.record).is_some();
            if is_there {
                return Err(format!("half of an act is there: record {}", put.record));
            }
        }
        Ok(())
    }

    fn agrees(&self, register: &Register) -> Result<(), String> {
        for (record, known) in &self.records {
            if known.is_source {
                if register.source(*record).is_none() {
                    return Err(format!("source {record} is lost"));
                }
                continue;
            }
            let found = register.record(*record).map_err(told)?;
            let found = found.ok_or_else(|| format!("record {record} is lost"))?;
            let names = found.fields.iter().filter(|(field, _)| field.as_str() == "name");
            let mut values = names.flat_map(|(_, values)| values).map(|(_, value)| value);
            let name = store::Value::Text(known.name.clone());
            if !values.clone().any(|value| *value == name) || !values.all(|value| *value == name) {
                return Err(format!("record {record} has another name"));
            }
            let notes: BTreeSet<&str> = found.notes.iter().map(|(_, words)| words.0.as_str()).collect();
            if !notes.iter().copied().eq(known.notes.iter().map(String::as_str)) {
                return Err(format!("record {record} has other remarks"));
            }
        }
        for record in &self.gone {
            let is_there =
                register.record(*record).map_err(told)?.is_some() || register.source(*record).is_some();
            if is_there {
                return Err(format!("record {record} was forgotten and is there"));
            }
        }
        if has_member(register) != self.member.is_some() {
            return Err("the users are not those that there should be".to_owned());
        }
        for row in &self.rows {
            if !register.is_barred(LIST, row).map_err(told)? {
                return Err("a row of somebody forgotten may come back".to_owned());
            }
        }
        Ok(())
    }
}

/// Says whether somebody can open the register beside its founder and the holder of the sheet.
pub(crate) fn has_member(register: &Register) -> bool {
    register.users().iter().any(|user| user.role == Role::Member)
}

/// An error as it tells itself, with what is behind it.
pub(crate) fn told(error: impl std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_work_out_the_same_steps() {
        for flavour in Flavour::ALL {
            let one = steps(5, flavour, &Expected::default(), 40);
            assert_eq!(one, steps(5, flavour, &Expected::default(), 40));
            assert_ne!(one, steps(6, flavour, &Expected::default(), 40));
        }
    }

    #[test]
    fn who_is_forgotten_is_not_expected() {
        let mut expected = Expected::default();
        let put = put(&mut Chance::new(1, "test", 1));
        expected.take(&Step::Put(put.clone()));
        assert_eq!(expected.records.len(), 1);
        expected.take(&Step::Forget {
            subject: put.subject,
            row: "1".to_owned(),
        });
        assert_eq!(expected.records.len(), 0);
        assert!(expected.gone.contains(&put.record));
    }
}
