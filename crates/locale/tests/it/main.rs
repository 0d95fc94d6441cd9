//! What holds for all messages together.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod completeness;
mod plurals;
