//! The command line as its users meet it: what they type, what they read, what lies in the folder afterwards.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

mod count;
mod demo;
mod errors;
mod estimate;
mod find;
mod house;
mod interrupt;
mod link;
mod messages;
mod names;
mod register;
#[cfg(target_os = "linux")]
mod review;
