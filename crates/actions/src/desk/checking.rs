//! Checking a register, with keys and without.

use std::path::Path;

use sha2::{Digest as _, Sha256};
use store::{Check, KnownHead, Mending, Moment, RegisterId, Verified, verify_log};

use super::{Desk, DeskError, Permission};

/// Checks every page, entry and signature, and that log and view say the same; changes nothing but the audit line.
///
/// # Errors
///
/// When the user may not read, or it cannot be written down that somebody checked. What is found to be wrong is no
/// error: it stands in the result.
pub fn check_register(desk: &mut Desk, now: Moment) -> Result<Check, DeskError> {
    desk.require(Permission::Read)?;
    desk.register.tell("checked", None, "", now)?;
    Ok(desk.register.check())
}

/// Makes the view again from the log.
///
/// # Errors
///
/// When the user may not read, or the disk refuses; the old view is then still there.
pub fn rebuild(desk: &mut Desk, now: Moment) -> Result<Mending, DeskError> {
    desk.require(Permission::Read)?;
    let mending = desk.register.rebuild_view()?;
    desk.register.tell("view-rebuilt", None, "", now)?;
    Ok(mending)
}

/// Verifies chain and signatures of a register's log, and that it reaches heads that somebody wrote down. Needs no key
/// and tells nothing that is sealed.
///
/// # Errors
///
/// At the first thing that does not fit, with its place.
pub fn verify_audit(folder: &Path, known: &[KnownHead]) -> Result<Verified, DeskError> {
    Ok(verify_log(folder, known)?)
}

/// What the file of a register's witness is called: it does not show which register it belongs to.
pub fn witness_name(register: RegisterId) -> String {
    let hash = Sha256::digest(register.as_bytes());
    let digits: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{digits}.witness")
}
