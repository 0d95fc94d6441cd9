//! What the terminal shows: results on standard output, everything else on standard error.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

use actions::Warned;
use locale::{Language, Message};

use crate::failure::Failure;

/// Rows named in one line about warnings; the rest is only counted.
const ROWS_SHOWN: usize = 6;

/// The terminal and its language.
pub(crate) struct Screen {
    pub(crate) language: Language,
}

impl Screen {
    /// Makes a screen.
    pub(crate) fn new(language: Language) -> Self {
        Self { language }
    }

    /// Words a message.
    pub(crate) fn say(&self, message: &Message) -> String {
        locale::say(self.language, message)
    }

    /// Words a message without arguments.
    pub(crate) fn word(&self, id: &str) -> String {
        self.say(&Message::new(id))
    }

    /// Writes a result to standard output.
    ///
    /// # Errors
    /// When standard output is closed or full.
    pub(crate) fn show(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        let written = out
            .write_all(visible(text).as_bytes())
            .and_then(|()| out.write_all(b"\n"))
            .and_then(|()| out.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::failed("error-output")),
            _ => Ok(()),
        }
    }

    /// Writes a remark to standard error.
    pub(crate) fn remark(&self, text: &str) {
        // Nobody can be told when standard error itself is gone.
        let _ = writeln!(io::stderr().lock(), "{}", visible(text));
    }

    /// Says what was unclear in the files: place, rows, and a sentence for each kind.
    pub(crate) fn warn(&self, warnings: &[Warned]) {
        for warned in warnings {
            let rows: Vec<String> = warned.rows.iter().take(ROWS_SHOWN).map(u64::to_string).collect();
            let more = warned.rows.len().saturating_sub(ROWS_SHOWN);
            let mut place = warned.place.clone();
            if !rows.is_empty() {
                let message = Message::new("where-rows")
                    .text("rows", rows.join(", "))
                    .count("shown", rows.len() as u64)
                    .count("more", more as u64);
                place = format!("{place}: {}", self.say(&message));
            }
            let message = Message::new("warning-line")
                .text("place", place)
                .text("text", self.say(&warned.message));
            self.remark(&self.say(&message));
        }
    }

    /// Says what went wrong and gives the exit status.
    pub(crate) fn fail(&self, failure: &Failure) -> ExitCode {
        self.remark(&self.say(&Message::new("error-line").text("text", self.say(&failure.message))));
        for hint in &failure.hints {
            self.remark(&self.say(&Message::new("hint-line").text("text", self.say(hint))));
        }
        ExitCode::from(failure.status())
    }

    /// Warns before a file with names is written, and asks when somebody is there to answer.
    ///
    /// # Errors
    /// When the answer is no.
    pub(crate) fn warn_of_names(&self, agreed: bool) -> Result<(), Failure> {
        self.warn_and_ask("private-warning", "private-question", agreed)
    }

    /// Warns before a file with a secret is written, and asks when somebody is there to answer.
    ///
    /// # Errors
    /// When the answer is no.
    pub(crate) fn warn_of_sheet(&self, agreed: bool) -> Result<(), Failure> {
        self.warn_and_ask("sheet-warning", "private-question", agreed)
    }

    /// Warns before names are shown on the screen, and asks.
    ///
    /// # Errors
    /// When the answer is no.
    pub(crate) fn warn_of_showing(&self, agreed: bool) -> Result<(), Failure> {
        self.warn_and_ask("review-warning", "review-question", agreed)
    }

    /// Warns before a file of questions with names is written, and asks when somebody is there to answer.
    ///
    /// # Errors
    /// When the answer is no.
    pub(crate) fn warn_of_questions(&self, agreed: bool) -> Result<(), Failure> {
        self.warn_and_ask("review-file-warning", "private-question", agreed)
    }

    fn warn_and_ask(&self, warning: &str, question: &str, agreed: bool) -> Result<(), Failure> {
        self.remark(&self.word(warning));
        if agreed || !self.is_attended() {
            return Ok(());
        }
        self.remark(&self.word(question));
        let yes = self.word("answer-yes");
        let answer = self.answer()?.to_lowercase();
        if yes.split_whitespace().any(|word| word == answer) {
            Ok(())
        } else {
            Err(Failure::wrong_use(Message::new("private-declined")))
        }
    }

    /// Whether somebody is there to be asked.
    pub(crate) fn is_attended(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Reads what somebody typed, up to the end of the line.
    ///
    /// # Errors
    /// When nothing can be read.
    pub(crate) fn answer(&self) -> Result<String, Failure> {
        let mut answer = String::new();
        match io::stdin().lock().read_line(&mut answer) {
            Ok(n) if n > 0 => Ok(answer.trim().to_owned()),
            _ => Err(Failure::failed("error-nobody-answers")),
        }
    }
}

/// Replaces control characters, which could rewrite the terminal, and characters that turn its direction.
fn visible(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    text.chars()
        .map(|c| if hidden(c) { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_label_cannot_rewrite_the_terminal() {
        assert_eq!(visible("a\u{1b}[2Jb\u{202e}c\n"), "a\u{fffd}[2Jb\u{fffd}c\n");
    }
}
