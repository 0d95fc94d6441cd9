//! Other programs, run with their output shown as it comes.

use std::io::{self, BufRead, BufReader, PipeReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;

/// A program to be run.
pub(crate) struct Program {
    shown: String,
    command: Command,
}

impl Program {
    /// A program, to be run in a folder.
    pub(crate) fn new(name: &str, folder: &Path) -> Self {
        let mut command = Command::new(name);
        command.current_dir(folder).stdin(Stdio::null());
        Self {
            shown: name.to_owned(),
            command,
        }
    }

    /// Adds arguments.
    pub(crate) fn arguments(mut self, arguments: &[&str]) -> Self {
        for argument in arguments {
            self.shown.push(' ');
            self.shown.push_str(argument);
        }
        self.command.args(arguments);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn variable(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        say(&format!("$ {}", self.shown));
        let status = self
            .command
            .status()
            .map_err(|error| Failure::of_system(&self.shown, &error))?;
        ended(&self.shown, status)
    }

    /// Runs it and keeps the lines of its output that `wanted` chooses.
    pub(crate) fn run_and_keep(mut self, wanted: fn(&str) -> bool) -> Result<Vec<String>, Failure> {
        say(&format!("$ {}", self.shown));
        let failed = |error: io::Error| Failure::of_system(&self.shown, &error);
        let (mut child, output) = spawn(&mut self.command).map_err(failed)?;
        // The command holds the writing end; while it lives, the reading end never finishes.
        drop(self.command);
        let mut kept = Vec::new();
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(failed)?;
            let line = String::from_utf8_lossy(&line);
            say(&line);
            if wanted(&line) {
                kept.push(line.into_owned());
            }
        }
        ended(&self.shown, child.wait().map_err(failed)?)?;
        Ok(kept)
    }

    /// Runs it without showing anything; `None` when it is not there or fails.
    pub(crate) fn answer(mut self) -> Option<String> {
        let output = self.command.stderr(Stdio::null()).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

/// Starts a child whose output and errors come through one pipe, so that they keep their order.
fn spawn(command: &mut Command) -> io::Result<(Child, PipeReader)> {
    let (reader, writer) = io::pipe()?;
    let child = command.stdout(writer.try_clone()?).stderr(writer).spawn()?;
    Ok((child, reader))
}

fn ended(shown: &str, status: std::process::ExitStatus) -> Result<(), Failure> {
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{shown}` ended with {status}")))
    }
}

/// Prints a line. A reader who has gone away is no reason to stop.
pub(crate) fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_lines_are_kept_in_order() {
        let program =
            Program::new("sh", Path::new(".")).arguments(&["-c", "echo one; echo two >&2; echo three"]);
        assert_eq!(
            program.run_and_keep(|line| line != "one").unwrap(),
            ["two", "three"]
        );
    }

    #[test]
    fn a_bad_end_is_told() {
        let program = Program::new("sh", Path::new(".")).arguments(&["-c", "exit 3"]);
        assert!(program.run().unwrap_err().to_string().contains('3'));
        let program = Program::new("no-such-program", Path::new("."));
        assert!(
            program
                .run_and_keep(|_| true)
                .unwrap_err()
                .to_string()
                .contains("no-such-program")
        );
        assert_eq!(Program::new("no-such-program", Path::new(".")).answer(), None);
    }
}
