//! Linkage through its front door.

#![expect(clippy::print_stderr, reason = "a test that cannot run says so")]

mod hostile;
mod index;
mod judgement;
mod laws;
mod sets;
mod small;
mod stability;
mod table;
