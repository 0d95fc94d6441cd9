//! Keeps the register: a signed log, an encrypted view of it, and the keys of both.
//!
//! The log is the truth, the view can be made again from it; `docs/format.md` tells both byte by byte.

mod act;
mod cbor;
mod chain;
mod clock;
mod contents;
mod dot;
mod entry;
mod id;
mod log;
mod record;
mod sealing;
mod state;
mod value;
mod verification;
mod view;

pub use act::{Act, RegisterAct, Words};
pub use chain::{BrokenChain, EntryFault};
pub use clock::Moment;
pub use dot::Dot;
pub use id::{DeviceId, RecordId, RegisterId, SubjectId, UserId};
pub use record::Record;
pub use state::State;
pub use value::{Code, Value};
pub use verification::{KnownHead, NotVerified, Verified, verify_log};
