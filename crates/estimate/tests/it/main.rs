//! What the room says, from outside.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, also in functions that several tests share, and says what it skipped"
)]

mod averaging;
mod card;
mod card_laws;
mod coverage;
mod demo;
mod family;
mod glm;
mod heterogeneity;
mod integers;
mod latent;
mod laws;
mod published;
mod recommendation;
mod recovery;
mod reference;
mod refusals;
mod selection;
mod shared;
mod stepwise;
mod strata;
mod verdicts;
