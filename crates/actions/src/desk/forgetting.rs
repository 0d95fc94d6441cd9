//! Forgetting somebody for good.

use store::{Moment, Receipt, RecordId};

use super::{Desk, DeskError, Permission, reason};

/// Forgets whoever a record is about, everything written about them, and bars rows (list, row's own identifier) from
/// coming back.
///
/// # Errors
///
/// When the user may not forget, no reason is given, the record is unknown, or it cannot be written down. Once it is
/// written down, the next opening goes on with it.
pub fn forget(
    desk: &mut Desk,
    record: RecordId,
    rows: &[(&str, &str)],
    why: &str,
    now: Moment,
) -> Result<Receipt, DeskError> {
    desk.require(Permission::Forget)?;
    let why = reason(why)?;
    let (subject, _) = desk.placed(record)?;
    Ok(desk.register.forget(subject, rows, why, now)?)
}
