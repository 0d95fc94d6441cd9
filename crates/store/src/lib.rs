//! Keeps the register: a signed log, an encrypted view of it, and the keys of both.
//!
//! The log is the truth, the view can be made again from it; `docs/format.md` tells both byte by byte.

mod cbor;
mod chain;
mod clock;
mod entry;
mod id;
mod log;
mod sealing;
mod view;

pub use chain::{BrokenChain, EntryFault};
pub use clock::Moment;
pub use id::{DeviceId, RecordId, RegisterId, SubjectId, UserId};
