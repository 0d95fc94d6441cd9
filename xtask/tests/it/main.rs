//! Rules of the house that a machine can check, kept by plain `cargo test`.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, also in functions that several tests share"
)]

mod absences;
mod arrows;
mod dependencies;
mod files;
mod invariants;
mod licences;
mod links;
mod word_lists;
mod workspace;
