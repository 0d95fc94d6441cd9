//! A register that somebody has opened, and what that user may do with it.
//!
//! Each act is a function: it asks for permission, does the work, and leaves a signed entry or an audit line, all in one.

mod checking;
mod forgetting;
mod keys;
mod records;
mod refusal;
mod sources;
mod told;

use store::{Compartment, Keys, Mending, Moment, Place, RecordId, Register, Role, Secret, SubjectId, User};

pub use checking::{check_register, rebuild, verify_audit, witness_name};
pub use forgetting::forget;
pub use keys::{
    Admission, admit, change_passphrase, drill, found_register, judge_passphrase, read_words, recover,
    remove, replace_recovery, rotate,
};
pub use records::{
    NewRecord, Placed, add_to_set, note, put_record, read_record, remove_from_set, resolve, set_field,
    withdraw,
};
pub use refusal::DeskError;
pub use sources::reveal_source;
pub(crate) use told::codes;
pub use told::{fault_message, mending_message, needs_somebody};

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// Read records, and check the register.
    Read,
    /// Put records and change them.
    Write,
    /// Read and write who told.
    Sources,
    /// Change who may open the register.
    Keys,
    /// Forget somebody.
    Forget,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Read, Self::Write, Self::Sources, Self::Keys, Self::Forget];

    /// What the words for it stand under.
    pub fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Sources => "sources",
            Self::Keys => "keys",
            Self::Forget => "forget",
        }
    }
}

/// A register that somebody has opened.
#[derive(Debug)]
pub struct Desk {
    register: Register,
}

impl Desk {
    /// Opens a register, and tells what had to be mended.
    ///
    /// # Errors
    ///
    /// When the secret opens nothing, somebody else has the register open, or it cannot be mended from what is there.
    pub fn unlock(
        place: &Place,
        secret: &Secret<'_>,
        now: Moment,
    ) -> Result<(Self, Vec<Mending>), DeskError> {
        let keys = store::unlock(&place.folder, secret)?;
        let (register, mendings) = Register::open(place, keys, now)?;
        Ok((Self { register }, mendings))
    }

    /// Closes the register and forgets its keys; whatever was acknowledged is on the disk already.
    pub fn lock(self) {
        self.register.close();
    }

    /// The register's identifier, which is no secret.
    pub fn register(&self) -> store::RegisterId {
        self.register.id()
    }

    /// The user who has opened it.
    pub fn keys(&self) -> &Keys {
        self.register.keys()
    }

    /// Everybody who may open it.
    pub fn users(&self) -> Vec<User> {
        self.register.users()
    }

    /// How often something was told in the audit lines, by its code.
    ///
    /// # Errors
    ///
    /// When the user may not read, or the view cannot be read.
    pub fn n_told(&self, code: &str) -> Result<u64, DeskError> {
        self.require(Permission::Read)?;
        Ok(self.register.n_told(code)?)
    }

    /// Says whether the user may do something.
    pub fn may(&self, permission: Permission) -> bool {
        let keys = self.register.keys();
        let is_open = |compartment| keys.opens(compartment);
        match (keys.role(), permission) {
            (_, Permission::Read) => is_open(Compartment::General),
            // The sheet lets somebody in; whoever works signs with a name of their own.
            (Role::Recovery, Permission::Write | Permission::Sources | Permission::Forget) => false,
            (_, Permission::Write) => is_open(Compartment::General),
            (_, Permission::Sources) => is_open(Compartment::Sources),
            (role, Permission::Keys | Permission::Forget) => role.is_owner(),
        }
    }

    /// Asks for a permission.
    ///
    /// # Errors
    ///
    /// When the user does not have it.
    pub fn require(&self, permission: Permission) -> Result<(), DeskError> {
        if self.may(permission) {
            Ok(())
        } else {
            Err(DeskError::NotAllowed(permission))
        }
    }

    /// Whom a record is about, and in which compartment it stands. A source's record is unknown to whoever may not
    /// know sources.
    fn placed(&self, record: RecordId) -> Result<(SubjectId, Compartment), DeskError> {
        if let Some(subject) = self.register.subject_of(record)? {
            return Ok((subject, Compartment::General));
        }
        let subject = self
            .may(Permission::Sources)
            .then(|| self.register.subject_of_source(record))
            .flatten();
        let subject = subject.ok_or(DeskError::UnknownRecord)?;
        Ok((subject, Compartment::Sources))
    }
}

/// A reason in words: acts that take something away, or open what is sealed, are not done without.
fn reason(text: &str) -> Result<&str, DeskError> {
    let text = text.trim();
    if text.is_empty() {
        Err(DeskError::NoReason)
    } else {
        Ok(text)
    }
}
