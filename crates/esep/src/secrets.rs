//! Passphrases and recovery words: asked for without showing what is typed, or read from a file for scripts.

use std::io::Read as _;
use std::path::Path;

use actions::desk::{judge_passphrase, read_words};
use actions::{ErrorKind, N_RECOVERY_WORDS, Passphrase, RecoveryWords, WordList};
use locale::{Language, Message};
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::screen::Screen;

/// The most that is read of a file with a secret, in bytes.
const LARGEST: u64 = 64 * 1024;

/// The passphrase of a user who is known to the register.
pub(crate) fn passphrase(screen: &Screen, file: Option<&Path>) -> Result<Passphrase, Failure> {
    if let Some(path) = file {
        return first_line(path);
    }
    attended(screen, "usage-passphrase-file")?;
    Ok(Passphrase::new(&hidden(screen, "ask-passphrase")?))
}

/// The passphrase of a user who is to be known: six words are offered, an own phrase is judged.
pub(crate) fn new_passphrase(screen: &Screen, file: Option<&Path>) -> Result<Passphrase, Failure> {
    if let Some(path) = file {
        let passphrase = first_line(path)?;
        judge_passphrase(&passphrase)?;
        return Ok(passphrase);
    }
    attended(screen, "usage-passphrase-file")?;
    let offered = Passphrase::offer(word_list(screen.language));
    let offer = Message::new("offer-passphrase").text("words", offered.expose());
    screen.remark(&screen.say(&offer));
    loop {
        let typed = hidden(screen, "ask-new-passphrase")?;
        if typed.trim().is_empty() {
            return Ok(offered);
        }
        let passphrase = Passphrase::new(&typed);
        if let Err(weak) = judge_passphrase(&passphrase) {
            screen.remark(&screen.say(&Failure::from(weak).message));
            continue;
        }
        let again = Passphrase::new(&hidden(screen, "ask-passphrase-again")?);
        if again.expose() == passphrase.expose() {
            return Ok(passphrase);
        }
        screen.remark(&screen.word("passphrase-differs"));
    }
}

/// The words of a recovery sheet, typed in as many lines as somebody likes.
pub(crate) fn recovery_words(screen: &Screen, file: Option<&Path>) -> Result<RecoveryWords, Failure> {
    if let Some(path) = file {
        return Ok(read_words(&whole(path)?)?);
    }
    attended(screen, "usage-words-file")?;
    screen.remark(&screen.word("ask-words"));
    let mut typed = Zeroizing::new(String::new());
    let mut n_words = 0;
    while n_words < N_RECOVERY_WORDS {
        let next = Message::new("ask-next-words").count("number", n_words as u64 + 1);
        screen.remark(&screen.say(&next));
        let line = read_hidden()?;
        if line.trim().is_empty() {
            break;
        }
        typed.push_str(&line);
        typed.push(' ');
        n_words = typed.split_whitespace().count();
    }
    Ok(read_words(&typed)?)
}

/// The list of words in the language of the screen.
pub(crate) fn word_list(language: Language) -> WordList {
    match language {
        Language::English => WordList::English,
        Language::Kyrgyz => WordList::Kyrgyz,
        Language::Russian => WordList::Russian,
    }
}

fn attended(screen: &Screen, usage: &str) -> Result<(), Failure> {
    if screen.is_attended() {
        Ok(())
    } else {
        Err(Failure::wrong_use(Message::new(usage)))
    }
}

/// Asks a question and reads the answer without showing it.
fn hidden(screen: &Screen, question: &str) -> Result<Zeroizing<String>, Failure> {
    screen.remark(&screen.word(question));
    read_hidden()
}

fn read_hidden() -> Result<Zeroizing<String>, Failure> {
    rpassword::read_password()
        .map(Zeroizing::new)
        .map_err(|_| Failure::failed("error-nobody-answers"))
}

fn first_line(path: &Path) -> Result<Passphrase, Failure> {
    let text = whole(path)?;
    let line = text.lines().next().unwrap_or_default();
    Ok(Passphrase::new(line.trim_start_matches('\u{feff}')))
}

fn whole(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::of_path("error-unreadable-path", ErrorKind::BadInput, path, &error);
    let mut text = Zeroizing::new(String::new());
    if path == Path::new("-") {
        let read = std::io::stdin().lock().take(LARGEST).read_to_string(&mut text);
        read.map_err(unreadable)?;
    } else {
        let file = std::fs::File::open(path).map_err(unreadable)?;
        file.take(LARGEST).read_to_string(&mut text).map_err(unreadable)?;
    }
    Ok(text)
}
