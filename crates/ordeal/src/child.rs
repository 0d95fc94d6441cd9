//! The child: does the steps it is told to a register and says what was acknowledged, until it ends or is ended.

use std::io::{self, Read as _, Write as _};
use std::path::Path;

use store::{RecordId, Register, SubjectId, WordList};

use crate::doing::{self, do_step, is_done};
use crate::scratch::place;
use crate::script::{Put, Step};

/// The child gave up after an error that did not go away.
pub(crate) const GAVE_UP: u8 = 3;

/// Runs the child in a folder; gives its exit status. What it shall do comes through standard input: the recovery words on the
/// first line, or `found`, then a step a line.
pub(crate) fn run(folder: &Path) -> u8 {
    let mut order = String::new();
    if io::stdin().read_to_string(&mut order).is_err() {
        return 2;
    }
    let mut lines = order.lines();
    let words = lines.next().unwrap_or_default().to_owned();
    let steps: Option<Vec<Step>> = lines.map(read_step).collect();
    let Some(steps) = steps else {
        return 2;
    };
    let done = if words == "found" {
        found(folder)
    } else {
        work(folder, &words, &steps)
    };
    if done.is_some() { 0 } else { GAVE_UP }
}

/// Founds a register; when it fails, once more.
fn found(folder: &Path) -> Option<()> {
    for _ in 0..2 {
        match doing::found(&place(folder)) {
            Ok((register, words, mendings)) => {
                say_opened(&mendings);
                say(&format!("founded {}", words.words(WordList::English).join(" ")));
                register.close();
                return Some(());
            }
            Err(error) => say(&format!("err found {error}")),
        }
    }
    None
}

fn work(folder: &Path, words: &str, steps: &[Step]) -> Option<()> {
    let mut register = open(folder, words)?;
    for (number, step) in steps.iter().enumerate() {
        if *step == Step::Reopen {
            register.close();
            register = open(folder, words)?;
            say(&format!("ack {number}"));
            continue;
        }
        if let Err(error) = do_step(&mut register, step) {
            say(&format!("err {number} {error}"));
            register = again(register, folder, words, number, step)?;
        }
        say(&format!("ack {number}"));
    }
    register.close();
    say("closed");
    Some(())
}

/// Tries a step that failed once more as it is, then once more after opening the register anew.
fn again(mut register: Register, folder: &Path, words: &str, number: usize, step: &Step) -> Option<Register> {
    match do_step(&mut register, step) {
        Ok(()) => return Some(register),
        Err(error) => say(&format!("err {number} {error}")),
    }
    drop(register);
    let mut register = open(folder, words)?;
    if is_done(&register, step) {
        return Some(register);
    }
    match do_step(&mut register, step) {
        Ok(()) => Some(register),
        Err(error) => {
            say(&format!("err {number} {error}"));
            None
        }
    }
}

/// Opens the register; when it fails, twice more.
fn open(folder: &Path, words: &str) -> Option<Register> {
    for _ in 0..3 {
        match doing::open(&place(folder), words) {
            Ok((register, mendings)) => {
                say_opened(&mendings);
                return Some(register);
            }
            Err(error) => say(&format!("err open {error}")),
        }
    }
    None
}

fn say_opened(mendings: &[store::Mending]) {
    let codes: Vec<&str> = mendings.iter().map(store::Mending::code).collect();
    say(&format!("open {}", codes.join(" ")));
}

/// Says a line in one piece, so that whoever reads it knows that everything before has happened.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = out
        .write_all(format!("{line}\n").as_bytes())
        .and_then(|()| out.flush());
}

/// A step as a line.
pub(crate) fn write_step(step: &Step) -> String {
    let put = |put: &Put| format!("{} {} {}", put.record, put.subject, put.name);
    match step {
        Step::Put(one) => format!("put {}", put(one)),
        Step::Source(one) => format!("source {}", put(one)),
        Step::Set(one) => format!("set {}", put(one)),
        Step::Note(one) => format!("note {}", put(one)),
        Step::Batch(all) => format!("batch {}", all.iter().map(put).collect::<Vec<_>>().join(" ")),
        Step::Rebuild => "rebuild".to_owned(),
        Step::Forget { subject, row } => format!("forget {subject} {row}"),
        Step::Rotate => "rotate".to_owned(),
        Step::Admit { phrase } => format!("admit {phrase}"),
        Step::Remove => "remove".to_owned(),
        Step::Reopen => "reopen".to_owned(),
    }
}

fn read_step(line: &str) -> Option<Step> {
    let words: Vec<&str> = line.split(' ').collect();
    let (verb, rest) = words.split_first()?;
    let puts = || rest.chunks(3).map(read_put).collect::<Option<Vec<Put>>>();
    let one = || puts()?.into_iter().next();
    Some(match *verb {
        "put" => Step::Put(one()?),
        "source" => Step::Source(one()?),
        "set" => Step::Set(one()?),
        "note" => Step::Note(one()?),
        "batch" => Step::Batch(puts()?),
        "rebuild" => Step::Rebuild,
        "rotate" => Step::Rotate,
        "admit" => Step::Admit {
            phrase: (*rest.first()?).to_owned(),
        },
        "remove" => Step::Remove,
        "reopen" => Step::Reopen,
        "forget" => Step::Forget {
            subject: SubjectId::from_hex(rest.first()?)?,
            row: (*rest.get(1)?).to_owned(),
        },
        _ => return None,
    })
}

fn read_put(words: &[&str]) -> Option<Put> {
    let [record, subject, name] = words else {
        return None;
    };
    Some(Put {
        record: RecordId::from_hex(record)?,
        subject: SubjectId::from_hex(subject)?,
        name: (*name).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Expected, Flavour, steps};

    #[test]
    fn steps_are_read_as_they_were_written() {
        for step in steps(3, Flavour::Mixed, &Expected::default(), 60) {
            assert_eq!(read_step(&write_step(&step)), Some(step));
        }
        assert_eq!(read_step("put 1 2"), None);
        assert_eq!(read_step("sing"), None);
    }
}
