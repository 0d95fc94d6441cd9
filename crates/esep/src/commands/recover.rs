//! `esep recover`: in with the words of the recovery sheet.

use actions::desk::{drill, recover};
use actions::{Mending, RecoveryWords, Step};
use locale::Message;
use serde::Serialize;

use super::opening::{codes, during, open, place, show_json, tell};
use super::sheet;
use crate::cli::RecoverArgs;
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;
use crate::{clock, secrets};

/// What `--json` shows.
#[derive(Serialize)]
struct Recovered {
    register: String,
    /// The new owner; nobody after a drill, or when only the sheet was replaced.
    user: Option<String>,
    mended: Vec<&'static str>,
    /// The words of the new sheet, unless a file was named.
    recovery_words: Option<Vec<&'static str>>,
}

/// Tries the words, lets a new owner in, or replaces a lost sheet.
pub(crate) fn run(screen: &Screen, arguments: &RecoverArgs) -> Result<(), Failure> {
    let is_stdin =
        |path: &Option<std::path::PathBuf>| path.as_deref().is_some_and(|path| path.as_os_str() == "-");
    if is_stdin(&arguments.words_file) && is_stdin(&arguments.register.passphrase_file) {
        return Err(Failure::wrong_use(Message::new("usage-two-stdin")));
    }
    sheet::check(screen, arguments.sheet.as_deref(), arguments.yes)?;
    if arguments.sheet_lost {
        replace_lost(screen, arguments)
    } else if arguments.drill {
        try_words(screen, arguments)
    } else {
        let_in(screen, arguments)
    }
}

fn try_words(screen: &Screen, arguments: &RecoverArgs) -> Result<(), Failure> {
    let place = place(&arguments.register)?;
    let words = secrets::recovery_words(screen, arguments.words_file.as_deref())?;
    let gauge = Gauge::new(screen.language);
    let (desk, mendings) = during(&gauge, Step::Opening, || drill(&place, &words, clock::now()))?;
    tell(screen, &mendings);
    let recovered = recovered(&desk, None, &mendings);
    desk.lock();
    finish(screen, arguments, recovered, "recover-drill")
}

fn let_in(screen: &Screen, arguments: &RecoverArgs) -> Result<(), Failure> {
    let place = place(&arguments.register)?;
    let words = secrets::recovery_words(screen, arguments.words_file.as_deref())?;
    let passphrase = secrets::new_passphrase(screen, arguments.register.passphrase_file.as_deref())?;
    let gauge = Gauge::new(screen.language);
    let (mut desk, user, mendings) = during(&gauge, Step::Opening, || {
        recover(&place, &words, &passphrase, clock::now())
    })?;
    tell(screen, &mendings);
    let mut recovered = recovered(&desk, Some(user.to_string()), &mendings);
    let new_words = renewed(screen, arguments, &mut desk)?;
    recovered.recovery_words = for_json(screen, arguments, new_words.as_ref());
    desk.lock();
    finish(screen, arguments, recovered, "recover-done")?;
    new_words.map_or(Ok(()), |words| sheet::ask_back(screen, &words))
}

fn replace_lost(screen: &Screen, arguments: &RecoverArgs) -> Result<(), Failure> {
    let gauge = Gauge::new(screen.language);
    let (mut desk, mendings) = open(screen, &gauge, &arguments.register)?;
    let mut recovered = recovered(&desk, None, &mendings);
    let new_words = renewed(screen, arguments, &mut desk)?;
    recovered.recovery_words = for_json(screen, arguments, new_words.as_ref());
    desk.lock();
    finish(screen, arguments, recovered, "recover-sheet")?;
    new_words.map_or(Ok(()), |words| sheet::ask_back(screen, &words))
}

fn renewed(
    screen: &Screen,
    arguments: &RecoverArgs,
    desk: &mut actions::desk::Desk,
) -> Result<Option<RecoveryWords>, Failure> {
    if !arguments.new_sheet {
        return Ok(None);
    }
    let path = arguments.sheet.as_deref();
    sheet::replace(screen, desk, path, arguments.register.json).map(Some)
}

fn for_json(
    screen: &Screen,
    arguments: &RecoverArgs,
    words: Option<&RecoveryWords>,
) -> Option<Vec<&'static str>> {
    words.and_then(|words| sheet::for_json(screen, words, arguments.sheet.as_deref()))
}

fn recovered(desk: &actions::desk::Desk, user: Option<String>, mendings: &[Mending]) -> Recovered {
    Recovered {
        register: desk.register().to_string(),
        user,
        mended: codes(mendings),
        recovery_words: None,
    }
}

fn finish(screen: &Screen, arguments: &RecoverArgs, recovered: Recovered, said: &str) -> Result<(), Failure> {
    if arguments.register.json {
        return show_json(screen, &recovered);
    }
    screen.remark(&screen.word(said));
    Ok(())
}
