//! Names through their front door.

#![expect(clippy::print_stderr, reason = "a test that cannot run says so")]

mod forms;
mod laws;
mod lookups;
mod properties;
mod schemes;
mod seeds;
mod spellings;
mod variants;
mod weights;
