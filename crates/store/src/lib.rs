//! Keeps the register: a signed log, an encrypted view of it, and the keys of both.
//!
//! The log is the truth, the view can be made again from it; `docs/format.md` tells both byte by byte.

mod cbor;
mod id;
mod sealing;

pub use id::{DeviceId, RecordId, RegisterId, SubjectId, UserId};
