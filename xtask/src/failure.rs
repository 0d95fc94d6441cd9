//! Why a phase stopped.

use std::fmt;

/// What went wrong and what to do, in one or a few sentences.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Failure {
    /// A sentence.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The system refused something.
    pub(crate) fn of_system(what: &str, error: &std::io::Error) -> Self {
        Self(format!("{what}: {error}"))
    }
}
