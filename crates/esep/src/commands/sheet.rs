//! The recovery sheet: printed once, kept nowhere, and tried out at once when somebody is there.

use std::path::Path;

use actions::desk::Desk;
use actions::{RecoveryWords, RegisterId};
use locale::Message;

use crate::failure::Failure;
use crate::screen::Screen;
use crate::secrets::word_list;
use crate::{clock, folder};

/// How many words are asked back.
const N_ASKED: usize = 3;

/// Refuses a place for the sheet before the long work, and warns of what will lie there.
pub(super) fn check(screen: &Screen, path: Option<&Path>, agreed: bool) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    folder::check_file(path)?;
    screen.warn_of_sheet(agreed)
}

/// The words for a result in JSON; none when they go to a file.
pub(super) fn for_json(
    screen: &Screen,
    words: &RecoveryWords,
    path: Option<&Path>,
) -> Option<Vec<&'static str>> {
    path.is_none().then(|| words.words(word_list(screen.language)))
}

/// Writes the sheet to its file, or shows it unless the words are part of a result in JSON. The words exist nowhere
/// else: when the file cannot be written, they are shown after all.
pub(super) fn hand_over(
    screen: &Screen,
    (words, register): (&RecoveryWords, RegisterId),
    path: Option<&Path>,
    is_json: bool,
) -> Result<(), Failure> {
    let text = text(screen, words, register);
    match path {
        Some(path) => folder::write_file(path, format!("{text}\n").as_bytes()).or_else(|failure| {
            screen.show(&text)?;
            Err(failure)
        }),
        None if is_json => Ok(()),
        None => screen.show(&text),
    }
}

/// Asks for three of the words, so that the sheet is known to be on paper.
pub(super) fn ask_back(screen: &Screen, words: &RecoveryWords) -> Result<(), Failure> {
    if !screen.is_attended() {
        return Ok(());
    }
    screen.remark(&screen.word("sheet-ask"));
    let words = words.words(word_list(screen.language));
    for at in asked(clock::now().0) {
        loop {
            screen.remark(&screen.say(&Message::new("sheet-ask-word").count("number", at as u64 + 1)));
            if screen.answer()?.to_lowercase() == words[at].to_lowercase() {
                break;
            }
            screen.remark(&screen.word("sheet-wrong-word"));
        }
    }
    screen.remark(&screen.word("sheet-right"));
    Ok(())
}

/// Which words are asked, from the clock: nothing secret hangs on it.
fn asked(now: u64) -> [usize; N_ASKED] {
    let n = actions::N_RECOVERY_WORDS;
    let part = n / N_ASKED;
    std::array::from_fn(|third| third * part + (now as usize / (third + 1)) % part)
}

fn text(screen: &Screen, words: &RecoveryWords, register: RegisterId) -> String {
    let head = Message::new("sheet-head").text("register", register.to_string());
    let mut lines = vec![screen.say(&head), String::new()];
    for (at, word) in words.words(word_list(screen.language)).iter().enumerate() {
        lines.push(format!("{:>4}. {word}", at + 1));
    }
    lines.push(String::new());
    lines.push(screen.word("sheet-foot"));
    lines.join("\n")
}

/// Makes a new sheet and hands it over; the old one opens nothing from then on.
pub(super) fn replace(
    screen: &Screen,
    desk: &mut Desk,
    path: Option<&Path>,
    is_json: bool,
) -> Result<RecoveryWords, Failure> {
    let words = actions::desk::replace_recovery(desk, clock::now())?;
    hand_over(screen, (&words, desk.register()), path, is_json)?;
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_different_words_are_asked() {
        for now in [0, 7, 1_790_000_000_123, u64::MAX] {
            let [first, second, third] = asked(now);
            assert!(first < 8 && (8..16).contains(&second) && (16..24).contains(&third));
        }
    }
}
