//! What opening found and mended, for the user to be told.

/// Something that was not as it should be, and is again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mending {
    /// One copy of the keyring was bad; it was made again from the other.
    KeyringCopy,
    /// One copy of the subject slots was bad; it was made again from the other.
    SubjectsCopy,
    /// A segment of the log was bad; it was made again from the view.
    LogSegment {
        /// Which file, `log/00000001.log` for 1.
        segment: u32,
    },
    /// The end of the log was no whole act, as a crash leaves it; nothing of it had been acknowledged.
    TailCut {
        /// How many bytes.
        n_bytes: u64,
    },
    /// The view lacked entries that the log has.
    ViewCaughtUp {
        /// How many.
        n_entries: u64,
    },
    /// The view was made again from the log.
    ViewRebuilt {
        /// Why.
        reason: ViewReason,
        /// How many entries it holds.
        n_entries: u64,
    },
    /// A forgetting, or a change of everybody's keys, that had been cut short was brought to its end.
    ForgettingFinished,
    /// A removal of a user that had been cut short was brought to its end.
    RemovalFinished,
    /// There was no witness: this copy goes on as a new device.
    NoWitness,
    /// The register was put back to an earlier state than its witness has seen; this copy goes on as a new device.
    RolledBack {
        /// How many entries of the witness's devices are missing.
        n_missing: u64,
    },
    /// The keyring is older than the one that the witness has seen: it was put back.
    KeyringRolledBack,
    /// Subjects who were not forgotten have no key: the slots were put back. What is known of them is still there, and
    /// cannot be made again from the log.
    KeysMissing {
        /// How many subjects.
        n_subjects: u64,
    },
}

/// Why a view had to be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewReason {
    /// It was not there.
    Missing,
    /// It was damaged, or of an earlier key.
    Damaged,
    /// It was of another version of the program.
    OtherVersion,
    /// Somebody asked for it.
    Asked,
}

impl Mending {
    /// What the words for it stand under.
    pub fn code(&self) -> &'static str {
        match self {
            Self::KeyringCopy => "keyring-copy-mended",
            Self::SubjectsCopy => "subjects-copy-mended",
            Self::LogSegment { .. } => "log-mended",
            Self::TailCut { .. } => "tail-cut",
            Self::ViewCaughtUp { .. } => "view-caught-up",
            Self::ViewRebuilt { .. } => "view-rebuilt",
            Self::ForgettingFinished => "forgetting-finished",
            Self::RemovalFinished => "removal-finished",
            Self::NoWitness => "no-witness",
            Self::RolledBack { .. } => "rolled-back",
            Self::KeyringRolledBack => "keyring-rolled-back",
            Self::KeysMissing { .. } => "keys-missing",
        }
    }
}
