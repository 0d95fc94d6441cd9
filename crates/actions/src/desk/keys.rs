//! Who may open a register: founding it, letting in, putting out, and the recovery sheet.

use store::{
    Founder, Mending, Moment, NewUser, Passphrase, Place, RecoveryWords, Register, Role, Secret, StretchPlan,
    UserId,
};

use super::{Desk, DeskError, Permission};

/// Whoever is to be let in.
#[derive(Clone, Copy, Debug)]
pub struct Admission<'a> {
    /// What opens the register for this user.
    pub passphrase: &'a Passphrase,
    /// Owner or member; the sheet is made by [`replace_recovery`] alone.
    pub role: Role,
    /// Whether the user may know sources.
    pub opens_sources: bool,
}

/// Founds a register; gives the recovery words, which are kept nowhere, and what had to be mended already.
///
/// # Errors
///
/// When the passphrase is weak, the place is taken, or the disk refuses; nothing is left behind then.
pub fn found_register(
    place: &Place,
    passphrase: &Passphrase,
    plan: StretchPlan,
    now: Moment,
) -> Result<(Desk, RecoveryWords, Vec<Mending>), DeskError> {
    judge_passphrase(passphrase)?;
    let (register, words, mendings) = Register::found(place, &Founder { passphrase, plan }, now)?;
    Ok((Desk { register }, words, mendings))
}

/// Judges a passphrase of the user's own.
///
/// # Errors
///
/// When it is short or easily guessed.
pub fn judge_passphrase(passphrase: &Passphrase) -> Result<(), DeskError> {
    Ok(passphrase.judge()?)
}

/// Reads the words of a recovery sheet.
///
/// # Errors
///
/// With the number of the word that is wrong, never the word.
pub fn read_words(typed: &str) -> Result<RecoveryWords, DeskError> {
    Ok(RecoveryWords::read(typed)?)
}

/// Admits a user.
///
/// # Errors
///
/// When the acting user may not, the passphrase is weak or taken, a sheet is asked for, or the disk refuses.
pub fn admit(desk: &mut Desk, new: Admission<'_>, now: Moment) -> Result<UserId, DeskError> {
    desk.require(Permission::Keys)?;
    if new.role == Role::Recovery {
        return Err(DeskError::NotAdmittable);
    }
    judge_passphrase(new.passphrase)?;
    let new = NewUser {
        passphrase: new.passphrase,
        role: new.role,
        opens_sources: new.opens_sources,
    };
    Ok(desk.register.admit(&new, now)?)
}

/// Removes a user and gives everybody else new keys.
///
/// # Errors
///
/// When the acting user may not, the user is unknown, the last owner or the sheet, or the disk refuses.
pub fn remove(desk: &mut Desk, user: UserId, now: Moment) -> Result<(), DeskError> {
    desk.require(Permission::Keys)?;
    Ok(desk.register.remove(user, now)?)
}

/// Gives everybody new keys for what will be written from now on.
///
/// # Errors
///
/// When the acting user may not, or the disk refuses.
pub fn rotate(desk: &mut Desk, now: Moment) -> Result<(), DeskError> {
    desk.require(Permission::Keys)?;
    Ok(desk.register.rotate(now)?)
}

/// Gives the acting user another passphrase. Every user may, but the sheet, which has none.
///
/// # Errors
///
/// When the passphrase is weak or taken, or the disk refuses.
pub fn change_passphrase(
    desk: &mut Desk,
    passphrase: &Passphrase,
    plan: StretchPlan,
    now: Moment,
) -> Result<(), DeskError> {
    if desk.keys().role() == Role::Recovery {
        return Err(DeskError::SheetHasNone);
    }
    judge_passphrase(passphrase)?;
    Ok(desk.register.change_passphrase(passphrase, plan, now)?)
}

/// Makes a new recovery sheet; the old one opens nothing from now on.
///
/// # Errors
///
/// When the acting user may not, or the disk refuses.
pub fn replace_recovery(desk: &mut Desk, now: Moment) -> Result<RecoveryWords, DeskError> {
    desk.require(Permission::Keys)?;
    Ok(desk.register.replace_recovery(now)?)
}

/// Lets somebody in with the recovery words: a new owner with a passphrase of their own.
///
/// # Errors
///
/// When the words are not those of the register, the passphrase is weak or taken, or the disk refuses.
pub fn recover(
    place: &Place,
    words: &RecoveryWords,
    passphrase: &Passphrase,
    now: Moment,
) -> Result<(Desk, UserId, Vec<Mending>), DeskError> {
    judge_passphrase(passphrase)?;
    let (mut desk, mendings) = Desk::unlock(place, &Secret::Words(words), now)?;
    let owner = Admission {
        passphrase,
        role: Role::Owner,
        opens_sources: true,
    };
    let user = admit(&mut desk, owner, now)?;
    desk.register.tell("recovered", None, "", now)?;
    Ok((desk, user, mendings))
}

/// Tries whether the recovery words open the register; nothing is changed but the audit line that says so.
///
/// # Errors
///
/// When they do not, or the register cannot be opened.
pub fn drill(place: &Place, words: &RecoveryWords, now: Moment) -> Result<(Desk, Vec<Mending>), DeskError> {
    let (mut desk, mendings) = Desk::unlock(place, &Secret::Words(words), now)?;
    desk.register.tell("drill", None, "", now)?;
    Ok((desk, mendings))
}
