//! `esep forget`: forgets somebody for good.

use actions::{Receipt, RecordId, Step};
use locale::Message;
use serde::Serialize;

use super::opening::{during, open, show_json};
use crate::cli::ForgetArgs;
use crate::clock;
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;

/// How many digits of the record have to be typed again.
const N_DIGITS: usize = 8;

/// What `--json` shows.
#[derive(Serialize)]
struct Forgotten {
    subject: String,
    records: u64,
    barred_rows: u64,
    /// Backups, exports and releases made before, which keep what they had: kind and number.
    taken_out: Vec<(&'static str, u64)>,
}

/// Asks whether it is meant, forgets, and shows the receipt.
pub(crate) fn run(screen: &Screen, arguments: &ForgetArgs) -> Result<(), Failure> {
    confirm(screen, arguments.record, arguments.yes)?;
    let gauge = Gauge::new(screen.language);
    let (mut desk, _) = open(screen, &gauge, &arguments.register)?;
    let rows: Vec<(&str, &str)> = arguments
        .rows
        .iter()
        .map(|(list, row)| (list.as_str(), row.as_str()))
        .collect();
    let receipt = during(&gauge, Step::Rebuilding, || {
        actions::desk::forget(
            &mut desk,
            arguments.record,
            &rows,
            &arguments.reason,
            clock::now(),
        )
    })?;
    desk.lock();
    if arguments.register.json {
        return show_json(screen, &forgotten(&receipt));
    }
    screen.show(&lines(screen, &receipt).join("\n"))
}

/// Nobody is forgotten by a slip: the record's first digits are typed once more.
fn confirm(screen: &Screen, record: RecordId, agreed: bool) -> Result<(), Failure> {
    if agreed {
        return Ok(());
    }
    if !screen.is_attended() {
        return Err(Failure::wrong_use(Message::new("usage-forget-yes")));
    }
    let digits = record.to_string();
    let digits = digits.get(..N_DIGITS).unwrap_or(&digits);
    screen.remark(&screen.say(&Message::new("forget-ask").count("digits", N_DIGITS as u64)));
    if screen.answer()?.to_lowercase() == digits {
        Ok(())
    } else {
        Err(Failure::wrong_use(Message::new("forget-declined")))
    }
}

fn forgotten(receipt: &Receipt) -> Forgotten {
    Forgotten {
        subject: receipt.subject.to_string(),
        records: receipt.n_records,
        barred_rows: receipt.n_tombstones,
        taken_out: receipt.taken_out.clone(),
    }
}

fn lines(screen: &Screen, receipt: &Receipt) -> Vec<String> {
    let done = Message::new("forget-done")
        .count("records", receipt.n_records)
        .count("rows", receipt.n_tombstones);
    let mut lines = vec![screen.say(&done)];
    for (code, number) in &receipt.taken_out {
        let kept = Message::new(format!("forget-keeps-{code}")).count("number", *number);
        lines.push(screen.say(&Message::new("caution-line").text("text", screen.say(&kept))));
    }
    lines.push(screen.word("forget-elsewhere"));
    lines
}
