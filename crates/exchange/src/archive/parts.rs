//! What the parts of a workbook declare about their size.

use super::xml::{Tags, attribute, name};
use crate::limits::{Limits, Measure};
use crate::read_error::{FileKind, ReadError, within};

/// A part of a workbook while it goes by.
pub(super) struct Part {
    tags: Tags,
    role: Role,
    kind: FileKind,
    started: bool,
}

enum Role {
    Sheet,
    SharedStrings { found: u64 },
    OdsContent(OdsSize),
    Other,
}

/// The size of the tables of an OpenDocument spreadsheet so far.
///
/// A cell or row says how often it is repeated; only what comes before something written has to be spelled out.
#[derive(Default)]
struct OdsSize {
    sheets: u64,
    rows: u64,
    row_repeats: u64,
    columns: u64,
    columns_written: u64,
    cells: u64,
}

impl Part {
    /// A part that is XML by its name.
    pub(super) fn of(path: &str, kind: FileKind) -> Option<Self> {
        let lower = path.to_lowercase();
        if ![".xml", ".rels", ".vml", ".rdf"]
            .iter()
            .any(|ending| lower.ends_with(ending))
        {
            return None;
        }
        let role = match kind {
            FileKind::Xlsx if lower.contains("worksheets/") => Role::Sheet,
            FileKind::Xlsx if lower.ends_with("sharedstrings.xml") => Role::SharedStrings { found: 0 },
            FileKind::Ods if lower == "content.xml" => Role::OdsContent(OdsSize::default()),
            _ => Role::Other,
        };
        Some(Self {
            tags: Tags::default(),
            role,
            kind,
            started: false,
        })
    }

    pub(super) fn feed(&mut self, bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
        // Such bytes are UTF-16, in which tags would go by unseen; no known program writes it in workbooks.
        if !self.started
            && (matches!(bytes, [0xff | 0xfe, ..]) || bytes.get(..2).is_some_and(|b| b.contains(&0)))
        {
            return Err(ReadError::Damaged { kind: self.kind });
        }
        self.started = true;
        let role = &mut self.role;
        self.tags.feed(bytes, |tag| {
            if tag.starts_with("!DOCTYPE") || tag.starts_with("!ENTITY") {
                return Err(ReadError::XmlDoctype);
            }
            match role {
                Role::Sheet => sheet_tag(tag, limits),
                Role::SharedStrings { found } => shared_string_tag(tag, found, limits),
                Role::OdsContent(size) => size.tag(tag, limits),
                Role::Other => Ok(()),
            }
        })
    }
}

/// `<dimension ref="A1:XFD1048576"/>` is how much a reader would make room for.
fn sheet_tag(tag: &str, limits: &Limits) -> Result<(), ReadError> {
    if name(tag) != "dimension" {
        return Ok(());
    }
    let corner = attribute(tag, "ref")
        .and_then(|range| range.rsplit(':').next())
        .and_then(place);
    let Some((column, row)) = corner else {
        return Ok(());
    };
    within(Measure::Rows, row, limits.rows)?;
    within(Measure::Columns, column, limits.columns)
}

/// Column and row, from 1, of a cell's name such as `AB12`.
fn place(cell: &str) -> Option<(u64, u64)> {
    let cell: String = cell.chars().filter(|letter| *letter != '$').collect();
    let letters = cell.find(|letter: char| letter.is_ascii_digit())?;
    let mut column: u64 = 0;
    for letter in cell.get(..letters)?.bytes() {
        let digit = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|digit| *digit < 26)?;
        column = column.checked_mul(26)?.checked_add(u64::from(digit) + 1)?;
    }
    Some((column, cell.get(letters..)?.parse().ok()?))
}

fn shared_string_tag(tag: &str, found: &mut u64, limits: &Limits) -> Result<(), ReadError> {
    let stated = match name(tag) {
        "si" => {
            *found += 1;
            *found
        }
        // A count that is no number is left to the reader, which does not believe it either.
        "sst" => attribute(tag, "uniqueCount")
            .and_then(|count| count.trim().parse().ok())
            .unwrap_or(0),
        _ => 0,
    };
    within(Measure::SharedStrings, stated, limits.shared_strings)
}

impl OdsSize {
    fn tag(&mut self, tag: &str, limits: &Limits) -> Result<(), ReadError> {
        let repeats = |key| attribute(tag, key).map_or(1, |count| count.trim().parse().unwrap_or(u64::MAX));
        match tag
            .split(|letter: char| letter.is_whitespace())
            .next()
            .unwrap_or(tag)
            .trim_end_matches('/')
        {
            "table:table" => {
                self.sheets += 1;
                self.rows = 0;
                within(Measure::Sheets, self.sheets, limits.sheets)?;
            }
            "table:table-row" => {
                self.row_repeats = repeats("table:number-rows-repeated");
                (self.columns, self.columns_written) = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.columns = self
                    .columns
                    .saturating_add(repeats("table:number-columns-repeated"));
                let written = !tag.ends_with('/') || tag.contains("office:") || tag.contains("table:formula");
                if written {
                    self.columns_written = self.columns;
                    within(Measure::Columns, self.columns_written, limits.columns)?;
                }
            }
            "/table:table-row" => self.end_row(limits)?,
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, limits: &Limits) -> Result<(), ReadError> {
        self.rows = self.rows.saturating_add(self.row_repeats);
        if self.columns_written == 0 {
            return Ok(());
        }
        within(Measure::Rows, self.rows, limits.rows)?;
        self.cells = self
            .cells
            .saturating_add(self.columns_written.saturating_mul(self.row_repeats));
        within(Measure::Cells, self.cells, limits.cells)
    }
}
