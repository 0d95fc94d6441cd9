//! What opening and checking a register found, as messages.

use publish::Message;
use store::{CheckFault, Mending, NotVerified, ViewReason};

use super::DeskError;
use crate::worded;

/// Codes of everything that opening can mend or find.
const MENDING_CODES: &[&str] = &[
    "keyring-copy-mended",
    "subjects-copy-mended",
    "log-mended",
    "tail-cut",
    "view-caught-up",
    "view-rebuilt-missing",
    "view-rebuilt-damaged",
    "view-rebuilt-other-version",
    "view-rebuilt-asked",
    "forgetting-finished",
    "removal-finished",
    "no-witness",
    "rolled-back",
    "keyring-rolled-back",
    "keys-missing",
];

/// Codes of everything that checking can find, besides what stands in an error of its own.
const FAULT_CODES: &[&str] = &["segment", "view", "differs", "keyless", "disk"];

/// Says what opening found or mended.
pub fn mending_message(mending: &Mending) -> Message {
    let code = match mending {
        Mending::ViewRebuilt { reason, .. } => match reason {
            ViewReason::Missing => "view-rebuilt-missing",
            ViewReason::Damaged => "view-rebuilt-damaged",
            ViewReason::OtherVersion => "view-rebuilt-other-version",
            ViewReason::Asked => "view-rebuilt-asked",
        },
        other => other.code(),
    };
    let message = Message::new(format!("mending-{code}"));
    match mending {
        Mending::LogSegment { segment } => message.text("file", format!("log/{segment:08}.log")),
        Mending::TailCut { n_bytes } => message.count("found", *n_bytes),
        Mending::ViewCaughtUp { n_entries } | Mending::ViewRebuilt { n_entries, .. } => {
            message.count("found", *n_entries)
        }
        Mending::RolledBack { n_missing } => message.count("found", *n_missing),
        Mending::KeysMissing { n_subjects } => message.count("found", *n_subjects),
        _ => message,
    }
}

/// Whether somebody has to do something about it; the rest is mended and done with.
pub fn needs_somebody(mending: &Mending) -> bool {
    matches!(
        mending,
        Mending::NoWitness
            | Mending::RolledBack { .. }
            | Mending::KeyringRolledBack
            | Mending::KeysMissing { .. }
    )
}

/// Says what checking found.
pub fn fault_message(fault: &CheckFault) -> Message {
    match fault {
        CheckFault::Log(source) => of_log(source),
        CheckFault::Segment(number) => {
            Message::new("fault-segment").text("file", format!("log/{number:08}.log"))
        }
        CheckFault::View => Message::new("fault-view"),
        CheckFault::Differs => Message::new("fault-differs"),
        CheckFault::Keyless(found) => Message::new("fault-keyless").count("found", *found),
        CheckFault::Disk => Message::new("fault-disk"),
    }
}

fn of_log(source: &NotVerified) -> Message {
    let told = super::refusal::of_log(source);
    worded::message(format!("error-{}", told.code), told.args)
}

/// Identifiers of every message about a register.
pub(crate) fn codes() -> Vec<String> {
    let with = |prefix: &str, codes: &[&str]| -> Vec<String> {
        codes.iter().map(|code| format!("{prefix}-{code}")).collect()
    };
    [
        with("mending", MENDING_CODES),
        with("fault", FAULT_CODES),
        with("forget-keeps", &["backup", "export", "release"]),
        with("error", DeskError::ALL_CODES),
    ]
    .concat()
}
