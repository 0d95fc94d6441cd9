//! `esep check`: everything in a register, looked at once.

use actions::desk::{Desk, check_register, fault_message, rebuild};
use actions::{Check, ErrorKind, KnownHead, Step};
use locale::Message;
use serde::Serialize;

use super::opening::{codes, during, hex, open, show_json, tell};
use crate::cli::CheckArgs;
use crate::clock;
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;

/// What `--json` shows.
#[derive(Serialize)]
struct Checked {
    register: String,
    entries: u64,
    records: u64,
    digest: String,
    /// The newest entry of each device, as `esep audit verify --head` takes it.
    heads: Vec<String>,
    mended: Vec<&'static str>,
    /// In words; empty when all is well.
    faults: Vec<String>,
}

/// Opens, makes the view again when asked, checks, and closes.
pub(crate) fn run(screen: &Screen, arguments: &CheckArgs) -> Result<(), Failure> {
    let gauge = Gauge::new(screen.language);
    let (mut desk, mut mendings) = open(screen, &gauge, &arguments.register)?;
    if arguments.rebuild {
        let mending = during(&gauge, Step::Rebuilding, || rebuild(&mut desk, clock::now()))?;
        tell(screen, &[mending]);
        mendings.push(mending);
    }
    let check = during(&gauge, Step::Checking, || check_register(&mut desk, clock::now()))?;
    let checked = Checked {
        mended: codes(&mendings),
        ..checked(screen, &desk, &check)
    };
    desk.lock();
    if arguments.register.json {
        show_json(screen, &checked)?;
    } else {
        screen.show(&summary(screen, &checked).join("\n"))?;
    }
    if checked.faults.is_empty() {
        return Ok(());
    }
    Err(Failure {
        kind: ErrorKind::BadInput,
        message: Message::new("error-check-faults").count("found", checked.faults.len() as u64),
        hints: vec![Message::new("hint-check-faults")],
    })
}

fn checked(screen: &Screen, desk: &Desk, check: &Check) -> Checked {
    let faults = check.faults.iter().map(|fault| screen.say(&fault_message(fault)));
    Checked {
        register: desk.register().to_string(),
        entries: check.n_entries,
        records: check.n_records,
        digest: hex(&check.digest),
        heads: check.heads.iter().map(head).collect(),
        mended: Vec::new(),
        faults: faults.collect(),
    }
}

/// A head as `esep audit verify --head` takes it.
pub(super) fn head(head: &KnownHead) -> String {
    format!("{}:{}:{}", head.device, head.number, hex(&head.hash))
}

fn summary(screen: &Screen, checked: &Checked) -> Vec<String> {
    let size = Message::new("check-size")
        .text("register", checked.register.clone())
        .count("entries", checked.entries)
        .count("records", checked.records);
    let mut lines = vec![screen.say(&size)];
    lines.push(screen.say(&Message::new("check-digest").text("digest", checked.digest.clone())));
    lines.push(screen.word("audit-heads"));
    lines.extend(checked.heads.iter().map(|head| format!("  {head}")));
    if checked.faults.is_empty() {
        lines.push(screen.word("check-sound"));
    }
    for fault in &checked.faults {
        lines.push(screen.say(&Message::new("caution-line").text("text", fault.clone())));
    }
    lines
}
