//! Who told: opened only with a reason, which is written down first.

use store::{Moment, Record, RecordId};

use super::{Desk, DeskError, Permission, reason};

/// Opens a source's record. That it was opened, by whom and why, is written down before anything is shown.
///
/// # Errors
///
/// When the user may not know sources (whether or not there is such a record), no reason is given, the record is
/// unknown, or that it was opened cannot be written down; nothing is told then.
pub fn reveal_source(desk: &mut Desk, record: RecordId, why: &str, now: Moment) -> Result<Record, DeskError> {
    desk.require(Permission::Sources)?;
    let why = reason(why)?;
    let sealed = desk.register.source(record).ok_or(DeskError::UnknownRecord)?;
    Ok(desk.register.reveal(sealed, record, why, now)?)
}
