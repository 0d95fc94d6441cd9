//! The child: builds walls around itself, reads one file, answers.

use std::io::{self, Read, Write};

use super::walls;
use super::wire::{Answer, ROWS_IN_FRAME, Request, WARNINGS_IN_FRAME, read_bytes, read_value, write_value};
use crate::{ReadError, reading};

/// Reads one request, answers it and returns; the calling process should then end.
///
/// The walls stay up: afterwards this process can open no file and no connection. For a hidden subcommand that
/// [`super::read_tables`] starts.
///
/// # Errors
///
/// When the request is none, the walls cannot be built, or the answer cannot be written.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let Request { name, plan } = read_value(&mut input)?;
    walls::build(&plan.limits)?;
    let bytes = match read_bytes(&mut input, plan.limits.file_bytes) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::OutOfMemory => {
            let answer = Answer::Failed(ReadError::OutOfMemory {
                allowed_mib: plan.limits.memory_bytes >> 20,
            });
            write_value(&answer, &mut output)?;
            return output.flush();
        }
        Err(error) => return Err(error),
    };
    match reading::read_tables(&name, &bytes, &plan) {
        Ok((tables, warnings)) => {
            drop(bytes);
            for table in tables {
                let head = Answer::Table {
                    file: table.file,
                    sheet: table.sheet,
                    header: table.header,
                };
                write_value(&head, &mut output)?;
                let mut rows = table.rows.into_iter();
                loop {
                    let some: Vec<_> = rows.by_ref().take(ROWS_IN_FRAME).collect();
                    if some.is_empty() {
                        break;
                    }
                    write_value(&Answer::Rows(some), &mut output)?;
                }
            }
            for some in warnings.chunks(WARNINGS_IN_FRAME) {
                write_value(&Answer::Warnings(some.to_vec()), &mut output)?;
            }
            write_value(&Answer::Done, &mut output)?;
        }
        Err(error) => write_value(&Answer::Failed(error), &mut output)?,
    }
    output.flush()
}
