//! What the room says, from outside.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, also in functions that several tests share, and says what it skipped"
)]

mod averaging;
mod demo;
mod glm;
mod laws;
mod published;
mod recovery;
mod reference;
mod shared;
mod verdicts;
