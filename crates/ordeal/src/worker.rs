//! Children as their parent sees them: started, told what to do, listened to, killed.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use crate::child::write_step;
use crate::script::Step;

/// Between its start and its own program a child holds whatever its parent holds, the lock of a register too.
static STARTING: RwLock<()> = RwLock::new(());

/// Keeps children from being started as long as this process has a register open.
pub(crate) fn keep_from_starting() -> RwLockReadGuard<'static, ()> {
    STARTING.read().unwrap_or_else(PoisonError::into_inner)
}

/// A child at work.
pub(crate) struct Worker {
    child: Child,
    lines: BufReader<ChildStdout>,
    heard: Heard,
}

/// What a child said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Heard {
    /// How many steps were acknowledged.
    pub(crate) n_acknowledged: usize,
    /// How often the register was opened.
    pub(crate) n_opened: usize,
    /// Errors that the register's calls gave, in words.
    pub(crate) errors: Vec<String>,
    /// The recovery words of a register that was founded.
    pub(crate) founded: Option<String>,
    /// What opening mended, by code.
    pub(crate) mended: Vec<String>,
    /// The child came to the end of its steps.
    pub(crate) is_closed: bool,
    /// What it wrote to standard error.
    pub(crate) stray: String,
}

/// The command of a child that works in a folder.
pub(crate) fn command(folder: &Path) -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg("child")
        .arg(folder)
        .env_remove("LD_PRELOAD")
        .env("RAYON_NUM_THREADS", "1");
    Ok(command)
}

/// What a child reads: the words that open the register, then its steps.
pub(crate) fn order(words: &str, steps: &[Step]) -> String {
    let lines: Vec<String> = steps.iter().map(write_step).collect();
    format!("{words}\n{}\n", lines.join("\n")).trim_end().to_owned() + "\n"
}

impl Worker {
    /// Starts a child and tells it what to do.
    pub(crate) fn start(mut command: Command, order: &str) -> io::Result<Self> {
        let starting = STARTING.write().unwrap_or_else(PoisonError::into_inner);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        drop(starting);
        if let Some(mut stdin) = child.stdin.take() {
            // A child that is gone already has said why, or its end says it.
            let _ = stdin.write_all(order.as_bytes());
        }
        let stdout = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self {
            child,
            lines: BufReader::new(stdout),
            heard: Heard::default(),
        })
    }

    /// Waits for the acknowledgement of this many steps; false when the child ended before.
    pub(crate) fn wait_for(&mut self, n_acknowledged: usize) -> io::Result<bool> {
        while self.heard.n_acknowledged < n_acknowledged {
            if !self.listen()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Waits until the child has opened the register; false when it ended before.
    pub(crate) fn wait_for_open(&mut self) -> io::Result<bool> {
        while self.heard.n_opened == 0 {
            if !self.listen()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Kills the child after a delay in which nothing else happens.
    pub(crate) fn kill_after(&mut self, delay: Duration) -> io::Result<()> {
        let start = Instant::now();
        while start.elapsed() < delay {
            std::hint::spin_loop();
        }
        self.child.kill()
    }

    /// Listens until the child is gone.
    pub(crate) fn end(mut self) -> io::Result<(Heard, ExitStatus)> {
        while self.listen()? {}
        if let Some(mut stderr) = self.child.stderr.take() {
            stderr.read_to_string(&mut self.heard.stray)?;
        }
        let status = self.child.wait()?;
        Ok((self.heard, status))
    }

    fn listen(&mut self) -> io::Result<bool> {
        let mut line = String::new();
        if self.lines.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        self.heard.take(&line);
        Ok(true)
    }
}

impl Heard {
    /// Takes one line of a child.
    pub(crate) fn take(&mut self, line: &str) {
        // A line without its end was cut off by the child's.
        let Some(line) = line.strip_suffix('\n') else {
            return;
        };
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb {
            "ack" => self.n_acknowledged += 1,
            "open" => {
                self.n_opened += 1;
                self.mended.extend(rest.split_whitespace().map(str::to_owned));
            }
            "err" => self.errors.push(rest.to_owned()),
            "founded" => self.founded = Some(rest.to_owned()),
            "closed" => self.is_closed = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood() {
        let mut heard = Heard::default();
        for line in [
            "open tail-cut\n",
            "ack 0\n",
            "err 1 the disk is full\n",
            "ack 1\n",
            "ack 2",
        ] {
            heard.take(line);
        }
        assert_eq!((heard.n_acknowledged, heard.n_opened), (2, 1));
        assert_eq!(heard.errors, ["1 the disk is full"]);
        assert_eq!(heard.mended, ["tail-cut"]);
        assert!(!heard.is_closed);
    }
}
