//! How far the work is.

use serde::Serialize;

/// Hears how far a step is: the step, how much is done, and of how much.
///
/// It is called with 0 when a step begins and with the whole when it ends, so that a caller with a clock
/// can tell what each step costs.
pub type Progress<'a> = &'a (dyn Fn(Step, u64, u64) + Sync);

/// Steps of the work, in the order in which they are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Files read.
    Reading,
    /// Names read and values folded.
    Preparing,
    /// Candidate pairs found.
    Blocking,
    /// Weights learned.
    Training,
    /// Candidate pairs weighed.
    Scoring,
    /// Pairs brought together into persons.
    Clustering,
    /// Models fitted.
    Estimating,
    /// Report written.
    Reporting,
    /// Tried how dear a guess of a passphrase can be made.
    Stretching,
    /// Register opened.
    Opening,
    /// View of a register made again.
    Rebuilding,
    /// Register checked.
    Checking,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 12] = [
        Self::Reading,
        Self::Preparing,
        Self::Blocking,
        Self::Training,
        Self::Scoring,
        Self::Clustering,
        Self::Estimating,
        Self::Reporting,
        Self::Stretching,
        Self::Opening,
        Self::Rebuilding,
        Self::Checking,
    ];

    /// The stable code that names the step in messages, `step-` and the code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Preparing => "preparing",
            Self::Blocking => "blocking",
            Self::Training => "training",
            Self::Scoring => "scoring",
            Self::Clustering => "clustering",
            Self::Estimating => "estimating",
            Self::Reporting => "reporting",
            Self::Stretching => "stretching",
            Self::Opening => "opening",
            Self::Rebuilding => "rebuilding",
            Self::Checking => "checking",
        }
    }
}

impl From<linkage::Phase> for Step {
    fn from(phase: linkage::Phase) -> Self {
        match phase {
            linkage::Phase::Preparing => Self::Preparing,
            linkage::Phase::Blocking => Self::Blocking,
            linkage::Phase::Training => Self::Training,
            linkage::Phase::Scoring => Self::Scoring,
            linkage::Phase::Clustering => Self::Clustering,
        }
    }
}
