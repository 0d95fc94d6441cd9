//! `esep new`: founds a register.

use std::path::{Path, PathBuf};
use std::time::Duration;

use actions::desk::found_register;
use actions::{Place, Step, StretchPlan};
use locale::Message;
use serde::Serialize;

use super::opening::{during, show_json, shown, tell};
use super::sheet;
use crate::cli::NewArgs;
use crate::clock::{self, Meter};
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;
use crate::{secrets, witness};

/// How long one guess of a passphrase shall take on this machine.
const TARGET: Duration = Duration::from_secs(1);

/// What `--json` shows.
#[derive(Serialize)]
struct Founded {
    register: String,
    folder: String,
    witness: String,
    stretch_memory_mib: u32,
    stretch_passes: u32,
    /// The only place where the words are, unless a file was named.
    recovery_words: Option<Vec<&'static str>>,
}

/// Founds a register, and hands over the recovery sheet.
pub(crate) fn run(screen: &Screen, arguments: &NewArgs) -> Result<(), Failure> {
    let folder = &arguments.register.folder;
    check_place(folder)?;
    let path = arguments.sheet.as_deref();
    sheet::check(screen, path, arguments.yes)?;
    let passphrase = secrets::new_passphrase(screen, arguments.register.passphrase_file.as_deref())?;
    let gauge = Gauge::new(screen.language);
    let plan = during(&gauge, Step::Stretching, || {
        stretch_plan(arguments.stretch_memory)
    });
    let unnamed = match &arguments.register.witness {
        Some(path) => path.clone(),
        None => witness::unnamed()?,
    };
    let place = Place {
        folder: folder.clone(),
        witness: unnamed,
    };
    let (desk, words, mendings) = during(&gauge, Step::Opening, || {
        found_register(&place, &passphrase, plan, clock::now())
    })?;
    let register = desk.register();
    desk.lock();
    // The words come first: whatever fails from here on, they are in somebody's hands.
    let is_json = arguments.register.json;
    let handed_over = sheet::hand_over(screen, (&words, register), path, is_json);
    tell(screen, &mendings);
    let named = named(arguments, &place.witness, register);
    let witness = named.as_ref().unwrap_or(&place.witness);
    if is_json {
        let founded = Founded {
            register: register.to_string(),
            folder: shown(folder),
            witness: shown(witness),
            stretch_memory_mib: plan.memory_kib / 1024,
            stretch_passes: plan.passes,
            recovery_words: sheet::for_json(screen, &words, path),
        };
        show_json(screen, &founded)?;
    } else {
        let founded = Message::new("new-founded")
            .text("path", shown(folder))
            .text("witness", shown(witness));
        screen.remark(&screen.say(&founded));
    }
    handed_over?;
    named?;
    sheet::ask_back(screen, &words)
}

/// Refuses a place before anybody is asked for anything.
fn check_place(folder: &Path) -> Result<(), Failure> {
    if folder.extension().is_none_or(|ending| ending != "esep") {
        let message = Message::new("usage-not-esep").text("path", shown(folder));
        return Err(Failure::wrong_use(message));
    }
    if folder.exists() {
        let message = Message::new("error-register-taken").text("path", shown(folder));
        return Err(Failure::wrong_use(message));
    }
    Ok(())
}

/// The witness under the name of its register, unless the user has named it.
fn named(arguments: &NewArgs, unnamed: &Path, register: actions::RegisterId) -> Result<PathBuf, Failure> {
    if arguments.register.witness.is_some() {
        return Ok(unnamed.to_owned());
    }
    witness::name(unnamed, register)
}

/// What the user asked for, or what takes this machine about a second.
fn stretch_plan(memory_mib: Option<u32>) -> StretchPlan {
    match memory_mib {
        Some(mib) => StretchPlan {
            memory_kib: mib * 1024,
            ..StretchPlan::FLOOR
        },
        None => StretchPlan::calibrated(TARGET, |plan| {
            let meter = Meter::start();
            plan.try_once();
            Duration::from_secs_f64(meter.spent().wall)
        }),
    }
}
