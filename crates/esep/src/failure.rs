//! The one kind of error that users meet.

use std::path::Path;

use actions::desk::DeskError;
use actions::{ActionError, ErrorKind};
use clap::error::{ContextKind, ContextValue};
use locale::Message;

use crate::cli::Allowed;

/// Something that went wrong, ready to be worded.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Decides the exit status.
    pub(crate) kind: ErrorKind,
    /// What happened.
    pub(crate) message: Message,
    /// What to do.
    pub(crate) hints: Vec<Message>,
}

impl Failure {
    /// The work failed.
    pub(crate) fn failed(id: &str) -> Self {
        Self {
            kind: ErrorKind::Failed,
            message: Message::new(id),
            hints: Vec::new(),
        }
    }

    /// The command was used wrongly.
    pub(crate) fn wrong_use(message: Message) -> Self {
        Self {
            kind: ErrorKind::WrongUse,
            message,
            hints: Vec::new(),
        }
    }

    /// A path cannot be read or written.
    pub(crate) fn of_path(id: &str, kind: ErrorKind, path: &Path, error: &std::io::Error) -> Self {
        let message = Message::new(id).text("path", path.display().to_string());
        let hint = match error.kind() {
            std::io::ErrorKind::NotFound => "hint-not-found",
            std::io::ErrorKind::PermissionDenied => "hint-not-allowed",
            std::io::ErrorKind::StorageFull => "hint-disk-full",
            _ => "hint-other",
        };
        let hint = Message::new(hint).text("reason", error.kind().to_string());
        Self {
            kind,
            message,
            hints: vec![hint],
        }
    }

    /// The arguments cannot be understood.
    pub(crate) fn of_arguments(error: &clap::Error) -> Self {
        use clap::error::ErrorKind as Clap;
        let fact = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(", "),
            _ => String::new(),
        };
        let named = fact(ContextKind::InvalidArg);
        let other = fact(ContextKind::PriorArg);
        let clashes = !other.is_empty() && other != named;
        let id = match error.kind() {
            Clap::UnknownArgument => "usage-unknown-argument",
            Clap::InvalidSubcommand => "usage-unknown-command",
            Clap::MissingRequiredArgument => "usage-missing-argument",
            Clap::InvalidValue | Clap::ValueValidation => "usage-bad-value",
            Clap::ArgumentConflict if clashes => "usage-conflict",
            Clap::ArgumentConflict => "usage-repeated-argument",
            Clap::MissingSubcommand | Clap::DisplayHelpOnMissingArgumentOrSubcommand => "usage-no-command",
            _ => "usage-other",
        };
        let named = if named.is_empty() {
            fact(ContextKind::InvalidSubcommand)
        } else {
            named
        };
        let allowed = std::error::Error::source(error)
            .and_then(|source| source.downcast_ref::<Allowed>())
            .map_or_else(|| fact(ContextKind::ValidValue), |allowed| allowed.0.to_owned());
        let id = if id == "usage-bad-value" && !allowed.is_empty() {
            "usage-bad-value-of"
        } else {
            id
        };
        let message = Message::new(id)
            .text("argument", named)
            .text("other", other)
            .text("value", fact(ContextKind::InvalidValue))
            .text("allowed", allowed);
        Self {
            kind: ErrorKind::WrongUse,
            message,
            hints: vec![Message::new("hint-help")],
        }
    }

    /// The exit status: 1 failed, 2 wrong use, 3 bad input.
    pub(crate) fn status(&self) -> u8 {
        match self.kind {
            ErrorKind::Failed => 1,
            ErrorKind::WrongUse => 2,
            ErrorKind::BadInput => 3,
        }
    }
}

impl From<ActionError> for Failure {
    fn from(error: ActionError) -> Self {
        let message = error.message();
        Self {
            kind: error.kind(),
            message,
            hints: Vec::new(),
        }
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        ActionError::from(error).into()
    }
}
