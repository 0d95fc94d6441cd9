//! Who is counted, and how sure each of them must be.

use serde::{Deserialize, Serialize};

/// The definition of who is counted, in the user's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Population(pub String);

/// How strongly a finding is held (DESIGN 2; definitions in `docs/ARCHITECTURE.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standard {
    /// Anonymous, hearsay, or a match of names only. Worked on, never counted.
    Lead,
    /// One weak source with an identity.
    Possible,
    /// One moderate source with a clear identity, or a strong one with identity not fully settled.
    Probable,
    /// A strong source or two independent moderate ones, identity settled, two reviewers.
    Confirmed,
}
