//! The parent: starts the child, sends the file, counts what comes back.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::wire::{Answer, Request, read_value, write_bytes, write_value};
use crate::limits::{Limits, Measure};
use crate::read_error::within;
use crate::{Cell, ReadError, ReadPlan, Table, Warning};

type Tables = (Vec<Table>, Vec<Warning>);

/// Reads every table of a file in a child process, which is `program` with the one argument `arg`.
///
/// The child must call [`super::serve`] with its standard input and output. It gets no environment and ends
/// with this call, whatever it does.
///
/// # Errors
///
/// As [`crate::read_tables`]; and when the child cannot be started, dies, runs out of memory or time, or gives
/// an answer that is none.
pub fn read_tables(
    program: &Path,
    arg: &str,
    name: &str,
    bytes: &[u8],
    plan: &ReadPlan,
) -> Result<Tables, ReadError> {
    within(Measure::FileBytes, bytes.len() as u64, plan.limits.file_bytes)?;
    let mut child = Command::new(program)
        .arg(arg)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|_| ReadError::NotStarted)?;
    let (Some(mut to_child), Some(from_child), Some(complaints)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(ReadError::NotStarted);
    };
    thread::scope(|scope| {
        let complaints = scope.spawn(move || first_words(complaints));
        scope.spawn(move || {
            let request = Request {
                name: name.to_owned(),
                plan: plan.clone(),
            };
            // A child that dies early closes the pipe; its end says why.
            let _ = write_value(&request, &mut to_child).and_then(|()| write_bytes(bytes, &mut to_child));
        });
        let (sender, answer) = mpsc::channel();
        scope.spawn(move || {
            // Nobody listens any more when time is up.
            let _ = sender.send(receive(io::BufReader::new(from_child), name, &plan.limits));
        });
        let answer = answer.recv_timeout(Duration::from_secs(plan.limits.wall_seconds));
        let killed = match &answer {
            Ok(Err(_)) => end_when_dead(&mut child),
            // Answered, or out of time: whatever it still does is of no use.
            Ok(Ok(_)) | Err(_) => child.kill().is_ok(),
        };
        let status = child.wait().map_err(|_| ReadError::Crashed)?;
        let complaints = complaints.join().unwrap_or_default();
        match answer {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) if killed => Err(ReadError::BadAnswer),
            Ok(Err(_)) => Err(cause_of_death(status, &complaints, &plan.limits)),
            Err(_) => Err(ReadError::TookTooLong {
                allowed_seconds: plan.limits.wall_seconds,
            }),
        }
    })
}

/// Waits for a child whose answer broke off, to learn how it dies; says whether it had to be killed.
fn end_when_dead(child: &mut Child) -> bool {
    // A second is plenty for a process that has closed its output.
    for _ in 0..200 {
        if !matches!(child.try_wait(), Ok(None)) {
            return false;
        }
        thread::park_timeout(Duration::from_millis(5));
    }
    child.kill().is_ok()
}

/// The beginning of what the child says on standard error; the rest is read and dropped.
fn first_words(mut complaints: impl Read) -> String {
    let mut first = Vec::new();
    // Nothing more can be learnt when reading fails.
    let _ = complaints.by_ref().take(4096).read_to_end(&mut first);
    let _ = io::copy(&mut complaints, &mut io::sink());
    String::from_utf8_lossy(&first).into_owned()
}

fn cause_of_death(status: ExitStatus, complaints: &str, limits: &Limits) -> ReadError {
    let out_of_memory = ReadError::OutOfMemory {
        allowed_mib: limits.memory_bytes >> 20,
    };
    // What Rust's runtime says before it ends the process.
    if complaints.contains("memory allocation of") {
        return out_of_memory;
    }
    match signal(status) {
        // SIGXCPU, and SIGKILL, which the kernel sends at the hard limit of processor time.
        Some(24 | 9) => ReadError::TookTooLong {
            allowed_seconds: limits.cpu_seconds,
        },
        _ if status.success() => ReadError::BadAnswer,
        _ => ReadError::Crashed,
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<i32> {
    None
}

/// Receives the answer, counting against the limits as if the child were hostile itself.
fn receive(mut from_child: impl Read, name: &str, limits: &Limits) -> io::Result<Result<Tables, ReadError>> {
    let mut received = Received {
        name,
        limits,
        tables: Vec::new(),
        warnings: Vec::new(),
        cells: 0,
    };
    loop {
        let checked = match read_value(&mut from_child)? {
            Answer::Table { file, sheet, header } => received.table(file, sheet, header),
            Answer::Rows(rows) => rows.into_iter().try_for_each(|row| received.row(row)),
            Answer::Warnings(warnings) => received.add_warnings(warnings),
            Answer::Failed(error) => return Ok(Err(error)),
            Answer::Done => return Ok(Ok((received.tables, received.warnings))),
        };
        if let Err(error) = checked {
            return Ok(Err(error));
        }
    }
}

struct Received<'a> {
    name: &'a str,
    limits: &'a Limits,
    tables: Vec<Table>,
    warnings: Vec<Warning>,
    cells: u64,
}

impl Received<'_> {
    fn table(&mut self, file: String, sheet: Option<String>, header: Vec<String>) -> Result<(), ReadError> {
        if file != self.name {
            return Err(ReadError::BadAnswer);
        }
        within(Measure::Sheets, self.tables.len() as u64 + 1, self.limits.sheets)?;
        within(Measure::Columns, header.len() as u64, self.limits.columns)?;
        self.tables.push(Table {
            file,
            sheet,
            header,
            rows: Vec::new(),
        });
        Ok(())
    }

    fn row(&mut self, row: crate::Row) -> Result<(), ReadError> {
        let table = self.tables.last_mut().ok_or(ReadError::BadAnswer)?;
        if row.cells.len() > table.header.len() {
            return Err(ReadError::BadAnswer);
        }
        for cell in &row.cells {
            if let Cell::Text(text) = cell {
                within(Measure::CellBytes, text.len() as u64, self.limits.cell_bytes)?;
            }
        }
        self.cells += row.cells.len() as u64;
        within(Measure::Cells, self.cells, self.limits.cells)?;
        table.rows.push(row);
        within(Measure::Rows, table.rows.len() as u64, self.limits.rows)
    }

    fn add_warnings(&mut self, warnings: Vec<Warning>) -> Result<(), ReadError> {
        self.warnings.extend(warnings);
        // One more than are kept says how many were left out.
        if self.warnings.len() as u64 > self.limits.warnings + 1 {
            return Err(ReadError::BadAnswer);
        }
        Ok(())
    }
}
