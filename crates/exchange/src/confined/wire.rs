//! What parent and child say to each other: frames of a length and so many bytes, most of them CBOR.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{ReadError, ReadPlan, Row, Warning};

/// What the parent sends before the file's bytes, which are a frame of their own.
#[derive(Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) name: String,
    pub(super) plan: ReadPlan,
}

/// What the child sends back, in order: tables each followed by its rows, warnings, and an end.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    Table {
        file: String,
        sheet: Option<String>,
        header: Vec<String>,
    },
    Rows(Vec<Row>),
    Warnings(Vec<Warning>),
    Failed(ReadError),
    Done,
}

/// Rows in one frame, so that a frame of the longest cells stays below [`MAX_FRAME`].
pub(super) const ROWS_IN_FRAME: usize = 64;
/// Warnings in one frame.
pub(super) const WARNINGS_IN_FRAME: usize = 1024;

/// No honest frame is longer; room for a table's widest row many times over.
pub(super) const MAX_FRAME: u64 = 64 << 20;

pub(super) fn write_value(value: &impl Serialize, output: &mut impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_err(io::Error::other)?;
    write_bytes(&bytes, output)
}

pub(super) fn write_bytes(bytes: &[u8], output: &mut impl Write) -> io::Result<()> {
    output.write_all(&(bytes.len() as u64).to_le_bytes())?;
    output.write_all(bytes)
}

pub(super) fn read_value<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<T> {
    let bytes = read_bytes(input, MAX_FRAME)?;
    ciborium::from_reader(bytes.as_slice()).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Reads one frame; takes memory only as bytes arrive.
pub(super) fn read_bytes(input: &mut impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}
