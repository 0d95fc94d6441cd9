//! What users can do, as plain values.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

mod desk;
mod draws;
