//! Keeps the register: a signed log, an encrypted view of it, and the keys of both.
//!
//! The log is the truth, the view can be made again from it; `docs/format.md` tells both byte by byte.

mod act;
mod cbor;
mod chain;
mod clock;
mod contents;
mod copies;
mod dot;
mod entry;
mod id;
mod keyring;
mod log;
mod passphrase;
mod record;
mod register;
mod sealing;
mod state;
mod subjects;
mod value;
#[cfg(test)]
mod vectors;
mod verification;
mod view;
mod witness;
mod words;

pub use act::{Act, RegisterAct, Words};
pub use chain::{BrokenChain, EntryFault};
pub use clock::Moment;
pub use dot::Dot;
pub use id::{DeviceId, RecordId, RegisterId, SubjectId, UserId};
pub use keyring::{ChangeError, Compartment, KeyringError, Keys, NewUser, Role, Secret, UnlockError, unlock};
pub use passphrase::{Passphrase, StretchPlan, WeakPassphrase};
pub use record::Record;
pub use register::{
    Change, Check, CheckFault, CommitError, EntryId, ForgetError, FoundError, Founder, KeyChangeError,
    Mending, OpenError, Place, ReadError, Receipt, Register, Sealed, User, ViewReason,
};
pub use state::State;
pub use subjects::SlotsError;
pub use value::{Code, Value};
pub use verification::{KnownHead, NotVerified, Verified, register_in, verify_log};
pub use words::{N_RECOVERY_WORDS, RecoveryWords, UnreadableWords, WordList};
