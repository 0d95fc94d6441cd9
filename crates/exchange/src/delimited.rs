//! Text with a delimiter: CSV and its relatives.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use crate::grid::{Budget, RawRow, RawTable, text_cell};
use crate::read_error::ReadError;

/// Delimiters that are tried, likelier first where the text leaves it open.
const DELIMITERS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// Records that are looked at to find the delimiter.
const SAMPLE: usize = 50;

/// What was read, and the row where a quotation mark was opened and never closed.
pub(crate) struct Delimited {
    pub(crate) table: RawTable,
    pub(crate) unclosed_quote: Option<u64>,
}

/// Reads text whose delimiter is stated, is said in a first line `sep=;`, or shows itself.
pub(crate) fn read(
    text: &str,
    stated: Option<char>,
    budget: &mut Budget<'_>,
) -> Result<Delimited, ReadError> {
    let text = one_kind_of_line_end(text);
    let (said, body, first_row) = said_delimiter(&text);
    let delimiter = match (stated, said) {
        (Some(stated), _) => u8::try_from(stated)
            .ok()
            .filter(|byte| byte.is_ascii() && !b"\"\r\n\0".contains(byte))
            .ok_or(ReadError::BadDelimiter)?,
        (None, Some(said)) => said,
        (None, None) => found_delimiter(body),
    };
    let mut fresh = Budget::new(budget.limits);
    let records = Records::new(body, delimiter, true, first_row).all(&mut fresh);
    match records {
        Ok((rows, None)) => {
            *budget = fresh;
            Ok(Delimited {
                table: table(rows),
                unclosed_quote: None,
            })
        }
        // An opened quotation mark swallows the rest of the file; better a stray mark in a cell than a lost row.
        Ok((_, Some(row))) => {
            let (rows, _) = Records::new(body, delimiter, false, first_row).all(budget)?;
            Ok(Delimited {
                table: table(rows),
                unclosed_quote: Some(row),
            })
        }
        Err(error) => Err(error),
    }
}

fn table(rows: Vec<RawRow>) -> RawTable {
    RawTable {
        sheet: None,
        rows,
        rows_have_width: true,
    }
}

/// Files of old Macintoshes end lines with a carriage return alone.
fn one_kind_of_line_end(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') {
        text.replace('\r', "\n").into()
    } else {
        text.into()
    }
}

/// The delimiter of a first line such as `sep=;`, which spreadsheets write, the text after it, and its row.
fn said_delimiter(text: &str) -> (Option<u8>, &str, u64) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = line
        .trim_end_matches('\r')
        .strip_prefix("sep=")
        .map(str::as_bytes);
    match said {
        Some([delimiter]) if DELIMITERS.contains(delimiter) => (Some(*delimiter), rest, 2),
        _ => (None, text, 1),
    }
}

/// The delimiter that cuts most of the first records into one same number of cells, the larger the better.
fn found_delimiter(text: &str) -> u8 {
    let mut best = (b',', 0, 0);
    for delimiter in DELIMITERS {
        let widths = Records::new(text, delimiter, true, 1).widths();
        for width in widths.iter().copied().filter(|width| *width > 1) {
            let agreeing = widths.iter().filter(|other| **other == width).count();
            if (agreeing, width) > (best.1, best.2) {
                best = (delimiter, agreeing, width);
            }
        }
    }
    best.0
}

/// The records of a text, cell by cell, so that no line can ask for more than the limits allow.
struct Records<'a> {
    reader: Box<Reader>,
    text: &'a str,
    rest: &'a [u8],
    quotes: bool,
    first_row: u64,
}

/// One step of reading.
enum Step {
    Cell { end: usize, last_of_row: bool },
    TooLong,
    End,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, delimiter: u8, quotes: bool, first_row: u64) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).quoting(quotes).build();
        Self {
            reader: Box::new(reader),
            text,
            rest: text.as_bytes(),
            quotes,
            first_row,
        }
    }

    /// Reads one cell into the buffer.
    fn step(&mut self, buffer: &mut [u8]) -> Step {
        let mut end = 0;
        loop {
            let (result, n_in, n_out) = self.reader.read_field(self.rest, &mut buffer[end..]);
            self.rest = &self.rest[n_in..];
            end += n_out;
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => return Step::TooLong,
                ReadFieldResult::Field { record_end } => {
                    return Step::Cell {
                        end,
                        last_of_row: record_end,
                    };
                }
                ReadFieldResult::End => return Step::End,
            }
        }
    }

    /// The number of cells of each of the first records; a record past a thousand cells counts as that.
    fn widths(&mut self) -> Vec<usize> {
        let mut buffer = vec![0; 64 << 10];
        let (mut widths, mut width) = (Vec::new(), 0);
        while widths.len() < SAMPLE && width < 1000 {
            match self.step(&mut buffer) {
                Step::Cell { last_of_row, .. } => {
                    width += 1;
                    if last_of_row {
                        widths.push(std::mem::take(&mut width));
                    }
                }
                Step::TooLong | Step::End => break,
            }
        }
        widths
    }

    /// All rows, and the row of a quotation mark that was never closed.
    fn all(mut self, budget: &mut Budget<'_>) -> Result<(Vec<RawRow>, Option<u64>), ReadError> {
        let allowed = usize::try_from(budget.limits.cell_bytes)
            .unwrap_or(usize::MAX)
            .min(1 << 30);
        // One byte more than allowed tells a full cell from one that is too long.
        let mut buffer = vec![0; allowed + 1];
        let mut rows = Vec::new();
        let mut counter = RowCounter {
            next_row: self.first_row,
            last_line: self.reader.line(),
        };
        let (mut cells, mut line_ends_inside) = (Vec::new(), 0);
        loop {
            let row = counter.next_row;
            match self.step(&mut buffer) {
                Step::Cell { end, last_of_row } => {
                    budget.cells(None, row, cells.len() as u64 + 1, 1)?;
                    budget.text(None, row, cells.len(), end)?;
                    let cell = &buffer[..end];
                    line_ends_inside += cell.iter().filter(|byte| **byte == b'\n').count() as u64;
                    cells.push(text_cell(&String::from_utf8_lossy(cell)));
                    if last_of_row {
                        let number = counter.row(self.reader.line(), line_ends_inside);
                        rows.push(RawRow {
                            number,
                            cells: std::mem::take(&mut cells),
                        });
                        let inside = std::mem::take(&mut line_ends_inside);
                        if inside > 0 && self.rest.is_empty() && self.ends_inside_quotes() {
                            return Ok((Vec::new(), Some(number)));
                        }
                    }
                }
                Step::TooLong if self.ends_inside_quotes() => return Ok((Vec::new(), Some(row))),
                Step::TooLong => budget.text(None, row, cells.len(), buffer.len())?,
                Step::End => return Ok((rows, None)),
            }
        }
    }

    /// A file in order has an even number of quotation marks.
    fn ends_inside_quotes(&self) -> bool {
        self.quotes && self.text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
    }
}

/// Counts rows as a spreadsheet does: blank lines are rows, line ends inside a cell are not.
struct RowCounter {
    next_row: u64,
    last_line: u64,
}

impl RowCounter {
    fn row(&mut self, line: u64, line_ends_inside: u64) -> u64 {
        let line_ends = line.saturating_sub(self.last_line);
        let blank = line_ends.saturating_sub(line_ends_inside).saturating_sub(1);
        let number = self.next_row + blank;
        self.next_row = number + 1;
        self.last_line = line;
        number
    }
}
