//! Who was forgotten is gone: from every page of the decrypted view, from the search tables, from every file. And no
//! name stands readable in any file, whatever happened.

use std::path::{Path, PathBuf};

use store::{RecordId, SubjectId};

use crate::Bench;
use crate::chance::Chance;
use crate::doing::{do_step, open, sound};
use crate::killing::in_parallel;
use crate::plain::{self, Plain};
use crate::plan::Trial;
use crate::report::Outcome;
use crate::scratch::{Files, Scratch, files};
use crate::script::{LIST, Put, Step, told};
use crate::shim::{self, Deed};
use crate::worker::{self, Worker};

/// People who come and are forgotten.
const FORGOTTEN: usize = 4;

/// Somebody with names that nothing else is called.
struct Canary {
    subject: SubjectId,
    put: Put,
    source: Put,
    other: Put,
    note: Put,
    row: String,
}

impl Canary {
    fn new(chance: &mut Chance) -> Self {
        let subject = SubjectId::from_bytes(chance.bytes());
        let record = RecordId::from_bytes(chance.bytes());
        let source = RecordId::from_bytes(chance.bytes());
        let mut put = |record| Put {
            record,
            subject,
            name: chance.canary(),
        };
        Self {
            subject,
            put: put(record),
            other: put(record),
            note: put(record),
            source: put(source),
            row: chance.canary(),
        }
    }

    fn words(&self) -> [&str; 5] {
        [
            &self.put.name,
            &self.source.name,
            &self.other.name,
            &self.note.name,
            &self.row,
        ]
    }

    /// Comes with a name, gets another one, a remark and a source.
    fn coming(&self) -> Vec<Step> {
        vec![
            Step::Put(self.put.clone()),
            Step::Set(self.other.clone()),
            Step::Note(self.note.clone()),
            Step::Source(self.source.clone()),
        ]
    }

    fn going(&self) -> Step {
        Step::Forget {
            subject: self.subject,
            row: self.row.clone(),
        }
    }
}

/// Makes the trials on all cores.
///
/// # Errors
///
/// When the system does not let them be made.
pub(crate) fn hold(bench: &Bench) -> Result<Outcome, String> {
    Ok(in_parallel(
        "forgetting",
        bench.plan.n(Trial::Forgetting),
        |number| {
            let mut outcome = Outcome::new("forgetting");
            let result = Flock::new(bench, number).and_then(|mut flock| flock.live(&mut outcome));
            outcome.trial(result.map_err(|error| format!("forgetting {number}: {error}")));
            outcome
        },
    ))
}

/// The people of one trial, and where they are.
struct Flock<'a> {
    bench: &'a Bench,
    chance: Chance,
    scratch: Scratch,
    root: PathBuf,
    /// Where the child's temporary files would go.
    temporary: PathBuf,
    staying: Canary,
    going: Vec<Canary>,
}

impl<'a> Flock<'a> {
    fn new(bench: &'a Bench, number: u64) -> Result<Self, String> {
        let mut chance = Chance::new(bench.plan.seed, "forgetting", number);
        let scratch = Scratch::new().map_err(told)?;
        let (root, temporary) = (scratch.path().join("root"), scratch.path().join("tmp"));
        std::fs::create_dir_all(&temporary).map_err(told)?;
        crate::scratch::lay_out(&root, &bench.specimen.files).map_err(told)?;
        let staying = Canary::new(&mut chance);
        let going = (0..FORGOTTEN).map(|_| Canary::new(&mut chance)).collect();
        Ok(Self {
            bench,
            chance,
            scratch,
            root,
            temporary,
            staying,
            going,
        })
    }

    fn live(&mut self, outcome: &mut Outcome) -> Result<(), String> {
        let mut coming = self.staying.coming();
        coming.extend(self.going.iter().flat_map(Canary::coming));
        self.work(&coming, None)?;
        self.nothing_readable("after use", outcome)?;
        let before = self.plain()?;
        outcome.add("in the view before", self.found_in(&before, &self.going));
        if self
            .going
            .iter()
            .any(|canary| count(&before.pages, &canary.other.name) == 0)
        {
            return Err("the search for names finds none where they are".to_owned());
        }
        let going: Vec<Step> = self.going.iter().map(Canary::going).collect();
        let call = 1 + self.chance.below(2_000) as u64;
        let is_killed = self.chance.one_in(2);
        self.work(&going, is_killed.then_some(call))?;
        self.nothing_readable("after a kill", outcome)?;
        self.finish(outcome)?;
        self.nothing_readable("after forgetting", outcome)?;
        let after = self.plain()?;
        let n = self.found_in(&after, &self.going);
        outcome.add("in the view after", n);
        if n > 0 {
            return Err(format!("{n} words of forgotten people stand in the view"));
        }
        match count(&after.pages, &self.staying.other.name) {
            0 => Err("somebody who was not forgotten is gone".to_owned()),
            _ => Ok(()),
        }
    }

    /// Lets a child do steps, and perhaps kills it at a call.
    fn work(&self, steps: &[Step], kill: Option<u64>) -> Result<(), String> {
        let mut command = worker::command(&self.root).map_err(told)?;
        command
            .env("TMPDIR", &self.temporary)
            .env("SQLITE_TMPDIR", &self.temporary);
        self.bench.shim.watch(&mut command, &self.root);
        if let Some(call) = kill {
            shim::at(&mut command, call, Deed::Kill);
        }
        let order = worker::order(&self.bench.specimen.words, steps);
        let (heard, status) = Worker::start(command, &order)
            .map_err(told)?
            .end()
            .map_err(told)?;
        match status.code() {
            Some(0) if heard.errors.is_empty() => Ok(()),
            None if kill.is_some() => Ok(()),
            _ => Err(format!(
                "the child ended with {status}: {} {:?}",
                heard.stray, heard.errors
            )),
        }
    }

    /// Opens the register after whatever happened, forgets who is still there, tries to bring everybody back, and makes
    /// the view again.
    fn finish(&self, outcome: &mut Outcome) -> Result<(), String> {
        let place = crate::scratch::place(&self.root);
        let _quiet = worker::keep_from_starting();
        let (mut register, mendings) = open(&place, &self.bench.specimen.words)?;
        mendings.iter().for_each(|mending| outcome.count(mending.code()));
        for canary in &self.going {
            if !register.is_barred(LIST, &canary.row).map_err(told)? {
                do_step(&mut register, &canary.going())?;
            }
        }
        for canary in &self.going {
            if !register.is_barred(LIST, &canary.row).map_err(told)? {
                return Err("a row of somebody forgotten may come back".to_owned());
            }
            if do_step(&mut register, &Step::Put(canary.put.clone())).is_ok() {
                return Err("somebody forgotten was written about".to_owned());
            }
            let hits = register.search(&canary.other.name, 5).map_err(told)?;
            let is_there = register.record(canary.put.record).map_err(told)?.is_some()
                || register.source(canary.source.record).is_some();
            if is_there || !hits.is_empty() {
                return Err("somebody forgotten is still there".to_owned());
            }
        }
        register.rebuild_view().map_err(told)?;
        sound(&register)?;
        register.close();
        Ok(())
    }

    fn plain(&self) -> Result<Plain, String> {
        plain::read(
            &crate::scratch::place(&self.root).folder,
            &self.bench.specimen.words,
        )
    }

    /// How many words of these people stand in the decrypted view, or leave a piece in its search tables.
    fn found_in(&self, plain: &Plain, canaries: &[Canary]) -> u64 {
        let staying: Vec<&str> = self.staying.words().to_vec();
        let in_pages = canaries
            .iter()
            .flat_map(Canary::words)
            .map(|word| count(&plain.pages, word))
            .sum::<u64>();
        let is_theirs = |term: &&String| {
            canaries
                .iter()
                .any(|canary| canary.words().iter().any(|word| word.contains(term.as_str())))
                && !staying.iter().any(|word| word.contains(term.as_str()))
        };
        in_pages + plain.terms.iter().filter(is_theirs).count() as u64
    }

    /// Looks for every name in every file of the register, its witness, and the folder for temporary files.
    fn nothing_readable(&self, when: &str, outcome: &mut Outcome) -> Result<(), String> {
        let mut all: Files = files(&self.root).map_err(told)?;
        all.extend(files(&self.temporary).map_err(told)?);
        let canaries = self.going.iter().chain([&self.staying]);
        let words: Vec<&str> = canaries.flat_map(Canary::words).collect();
        outcome.add("files searched", all.len() as u64);
        for (name, bytes) in &all {
            if let Some(hits) = words.iter().map(|word| count(bytes, word)).find(|n| *n > 0) {
                return Err(format!("{when}: a name stands {hits} times in {name}"));
            }
        }
        Ok(())
    }
}

/// How often a word stands in bytes, in UTF-8, UTF-16 of both orders, and as it is folded for the search.
fn count(bytes: &[u8], word: &str) -> u64 {
    let low: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let high: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let folded = names::fold(word).into_bytes();
    [word.as_bytes().to_vec(), low, high, folded]
        .iter()
        .map(|needle| {
            bytes
                .windows(needle.len())
                .filter(|window| window == needle)
                .count() as u64
        })
        .sum()
}

/// The folder that a trial works in, for whoever wants to look.
impl std::fmt::Debug for Flock<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path: &Path = self.scratch.path();
        write!(f, "Flock in {}", path.display())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], word: &str, expected: u64) {
        assert_eq!(count(bytes, word), expected, "{word}");
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        let word = Chance::new(1, "canary", 1).canary();
        check(format!("xx{word}yy").as_bytes(), &word, 1);
        let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&wide, &word, 1);
        check(names::fold(&word).as_bytes(), &word, 1);
        check(b"nothing", &word, 0);
    }
}
