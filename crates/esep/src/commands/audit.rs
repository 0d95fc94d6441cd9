//! `esep audit verify`: chain and signatures of a register's log, without any key.

use actions::desk::verify_audit;
use actions::{Step, Verified};
use locale::Message;
use serde::Serialize;

use super::check::head;
use super::opening::{during, hex, show_json};
use crate::cli::VerifyArgs;
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;

/// What `--json` shows.
#[derive(Serialize)]
struct Audited {
    register: String,
    entries: u64,
    heads: Vec<String>,
    users: Vec<AuditedUser>,
    torn_bytes: u64,
    unclosed_entries: u64,
}

#[derive(Serialize)]
struct AuditedUser {
    key: String,
    removed: bool,
}

/// Verifies and shows what was verified.
pub(crate) fn run(screen: &Screen, arguments: &VerifyArgs) -> Result<(), Failure> {
    let gauge = Gauge::new(screen.language);
    let verified = during(&gauge, Step::Checking, || {
        verify_audit(&arguments.folder, &arguments.heads)
    })?;
    let audited = audited(&verified);
    if arguments.json {
        return show_json(screen, &audited);
    }
    let n_removed = audited.users.iter().filter(|user| user.removed).count();
    let size = Message::new("audit-verified")
        .text("register", audited.register.clone())
        .count("entries", audited.entries)
        .count("users", audited.users.len() as u64)
        .count("removed", n_removed as u64);
    let mut lines = vec![screen.say(&size)];
    if audited.torn_bytes > 0 || audited.unclosed_entries > 0 {
        let torn = Message::new("audit-torn")
            .count("bytes", audited.torn_bytes)
            .count("entries", audited.unclosed_entries);
        lines.push(screen.say(&torn));
    }
    if !arguments.heads.is_empty() {
        let reached = Message::new("audit-reached").count("heads", arguments.heads.len() as u64);
        lines.push(screen.say(&reached));
    }
    lines.push(screen.word("audit-heads"));
    lines.extend(audited.heads.iter().map(|head| format!("  {head}")));
    screen.show(&lines.join("\n"))
}

fn audited(verified: &Verified) -> Audited {
    let users = verified.users.iter().map(|(key, removed)| AuditedUser {
        key: hex(key),
        removed: *removed,
    });
    Audited {
        register: verified.register.to_string(),
        entries: verified.n_entries,
        heads: verified.heads.iter().map(head).collect(),
        users: users.collect(),
        torn_bytes: verified.n_torn,
        unclosed_entries: verified.n_unclosed,
    }
}
