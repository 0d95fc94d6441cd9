//! All small histories: a record and up to three acts after it by up to three replicas, each act seeing any of what was
//! before it, delivered in every order there is.

use store::{Act, RecordId, RegisterAct, State, SubjectId, Value, Words};

use super::oracle::Oracle;
use super::{Entry, code, device, loss};
use crate::killing::in_parallel;
use crate::report::Outcome;

const RECORD: RecordId = RecordId::from_bytes([1; 16]);
const SUBJECT: SubjectId = SubjectId::from_bytes([2; 16]);

/// The most replicas; that they are alike keeps the histories few.
const REPLICAS: usize = 3;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Set,
    Add,
    Remove,
    Withdraw,
    Forget,
    Resolve,
    Note,
}

/// Every deed; the last two follow the rules of others, and are left out where there are many histories.
const ALL: [Deed; 7] = [
    Deed::Set,
    Deed::Add,
    Deed::Remove,
    Deed::Withdraw,
    Deed::Forget,
    Deed::Resolve,
    Deed::Note,
];

/// Goes through all histories of up to three acts after the first.
pub(super) fn hold() -> Outcome {
    let mut outcome = Outcome::new("histories");
    outcome.merge(histories(&ALL, 2));
    outcome.merge(histories(&ALL[..5], 3));
    outcome
}

/// All histories of `n_acts` of these deeds after a record was put.
fn histories(deeds: &[Deed], n_acts: usize) -> Outcome {
    in_parallel("histories", deeds.len() as u64, |first| {
        let mut tree = Tree {
            deeds,
            n_acts,
            outcome: Outcome::new("histories"),
        };
        let first = usize::try_from(first).unwrap_or(0);
        tree.act(&[put()], deeds[first]);
        tree.outcome
    })
}

struct Tree<'a> {
    deeds: &'a [Deed],
    n_acts: usize,
    outcome: Outcome,
}

impl Tree<'_> {
    /// Goes on with one deed, by every replica, having seen whatever it can have seen.
    fn act(&mut self, past: &[Entry], deed: Deed) {
        let n_replicas = past.iter().map(|entry| entry.device + 1).max().unwrap_or(0);
        for replica in 0..(n_replicas + 1).min(REPLICAS) {
            for seen in 0..1_usize << past.len() {
                let seen: Vec<usize> = (0..past.len()).filter(|at| seen >> at & 1 == 1).collect();
                if can_see(past, replica, &seen) {
                    let entry = entry(past, replica, deed, seen);
                    self.go_on(&[past, &[entry]].concat());
                }
            }
        }
    }

    fn go_on(&mut self, past: &[Entry]) {
        if past.len() <= self.n_acts {
            for deed in self.deeds {
                self.act(past, *deed);
            }
            return;
        }
        self.outcome.count("small histories");
        if let Err(problem) = self.check(past) {
            let told: Vec<String> = past
                .iter()
                .map(|entry| format!("{}{:?}", entry.device, entry.seen))
                .collect();
            self.outcome
                .failures
                .push(format!("small history {}: {problem}", told.join(" ")));
        }
    }

    fn check(&mut self, entries: &[Entry]) -> Result<(), String> {
        let all: Vec<&Entry> = entries.iter().collect();
        let oracle = Oracle::of(&all);
        let mut state = State::default();
        all.iter().for_each(|entry| take(&mut state, entry));
        oracle.compare(&state, &[(RECORD, SUBJECT)])?;
        loss::check(entries, &state)?;
        self.every_order(&State::default(), &all, &oracle.digest())
    }

    /// Takes the rest in every order.
    fn every_order(&mut self, state: &State, rest: &[&Entry], digest: &[u8; 32]) -> Result<(), String> {
        if rest.is_empty() {
            self.outcome.count("orders");
            let is_same = state.digest() == *digest;
            return is_same
                .then_some(())
                .ok_or("an order makes a difference".to_owned());
        }
        for at in 0..rest.len() {
            let mut after = state.clone();
            take(&mut after, rest[at]);
            let rest = [&rest[..at], &rest[at + 1..]].concat();
            self.every_order(&after, &rest, digest)?;
        }
        Ok(())
    }
}

/// Whoever has seen an entry has seen what its author had seen; and everybody their own.
fn can_see(past: &[Entry], replica: usize, seen: &[usize]) -> bool {
    let own = past
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.device == replica);
    let mut needed = own
        .map(|(at, _)| at)
        .chain(seen.iter().flat_map(|at| past[*at].seen.iter().copied()));
    needed.all(|at| seen.contains(&at))
}

fn put() -> Entry {
    let put = Act::Put {
        record: RECORD,
        kind: code("person"),
        fields: vec![(code("name"), Value::Number(0))],
    };
    Entry {
        device: 0,
        number: 1,
        register_acts: Vec::new(),
        about: vec![(SUBJECT, vec![put])],
        seen: Vec::new(),
    }
}

fn entry(past: &[Entry], replica: usize, deed: Deed, seen: Vec<usize>) -> Entry {
    let mut state = State::default();
    seen.iter().for_each(|at| take(&mut state, &past[*at]));
    let own = past.iter().filter(|entry| entry.device == replica).count() as u64;
    let (acts, register_acts) = match deed {
        Deed::Forget => {
            let forget = RegisterAct::Forget {
                subject: SUBJECT,
                reason: Words::default(),
            };
            (Vec::new(), vec![forget])
        }
        _ => (vec![act(&state, deed, past.len() as i64)], Vec::new()),
    };
    Entry {
        device: replica,
        number: own + 1,
        register_acts,
        about: acts.into_iter().map(|act| (SUBJECT, vec![act])).collect(),
        seen,
    }
}

fn act(state: &State, deed: Deed, value: i64) -> Act {
    let seen = state.record(RECORD);
    let (name, phone) = (code("name"), code("phone"));
    let of_field = seen.as_ref().map(|seen| seen.seen(&name)).unwrap_or_default();
    let value = Value::Number(value);
    match deed {
        Deed::Set => Act::Set {
            record: RECORD,
            field: name,
            value,
            over: of_field,
        },
        Deed::Resolve => Act::Resolve {
            record: RECORD,
            field: name,
            value,
            over: of_field,
            reason: Words::default(),
        },
        Deed::Add => Act::Add {
            record: RECORD,
            field: phone,
            value,
        },
        Deed::Remove => {
            let sets = seen.map(|seen| seen.sets).unwrap_or_default();
            Act::Remove {
                record: RECORD,
                over: sets.values().flatten().map(|(dot, _)| *dot).collect(),
                field: phone,
            }
        }
        Deed::Withdraw => Act::Withdraw {
            record: RECORD,
            over: seen.map(|seen| seen.live).unwrap_or_default(),
            reason: Words::default(),
        },
        Deed::Note | Deed::Forget => Act::Note {
            record: RECORD,
            text: Words::default(),
        },
    }
}

fn take(state: &mut State, entry: &Entry) {
    state.take(
        device(entry.device),
        entry.number,
        entry.register_acts.clone(),
        entry.about.clone(),
    );
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn all_small_histories_read_the_same_in_every_order() {
        let outcome = histories(&ALL, 2);
        assert_eq!(outcome.failures, Vec::<String>::new());
        let counts: BTreeMap<String, u64> = outcome.counts.into_iter().collect();
        assert_eq!(counts["orders"], 6 * counts["small histories"]);
    }
}
