//! Opening a register: asking for what opens it, and telling what was mended.

use std::path::Path;

use actions::desk::{Desk, mending_message, needs_somebody};
use actions::{Mending, Place, Secret, Step};
use locale::Message;

use crate::cli::RegisterArgs;
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;
use crate::{clock, secrets, witness};

/// Where the register that the user named is.
pub(super) fn place(arguments: &RegisterArgs) -> Result<Place, Failure> {
    witness::place(&arguments.folder, arguments.witness.as_deref())
}

/// Opens the register with a passphrase and tells what was mended.
pub(super) fn open(
    screen: &Screen,
    gauge: &Gauge,
    arguments: &RegisterArgs,
) -> Result<(Desk, Vec<Mending>), Failure> {
    let place = place(arguments)?;
    let passphrase = secrets::passphrase(screen, arguments.passphrase_file.as_deref())?;
    let (desk, mendings) = during(gauge, Step::Opening, || {
        Desk::unlock(&place, &Secret::Passphrase(&passphrase), clock::now())
    })?;
    tell(screen, &mendings);
    Ok((desk, mendings))
}

/// Does something of which it is not known how far it is.
pub(super) fn during<T>(gauge: &Gauge, step: Step, work: impl FnOnce() -> T) -> T {
    gauge.hear(step, 0, 1);
    let done = work();
    gauge.hear(step, 1, 1);
    done
}

/// Says what was mended, and what somebody has to look after.
pub(super) fn tell(screen: &Screen, mendings: &[Mending]) {
    for mending in mendings {
        let line = if needs_somebody(mending) {
            "caution-line"
        } else {
            "mended-line"
        };
        let text = screen.say(&mending_message(mending));
        screen.remark(&screen.say(&Message::new(line).text("text", text)));
    }
}

/// What was mended, by code, for a result in JSON.
pub(super) fn codes(mendings: &[Mending]) -> Vec<&'static str> {
    mendings.iter().map(Mending::code).collect()
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A path as it is shown.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Shows a result as JSON.
pub(super) fn show_json(screen: &Screen, result: &impl serde::Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(result).map_err(|_| Failure::failed("error-output"))?;
    screen.show(&json)
}
