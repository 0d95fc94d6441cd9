//! How much of a foreign file is believed.

use serde::{Deserialize, Serialize};

/// The most that a file may hold before it is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Entries of a packed file (a workbook is one).
    pub zip_entries: u64,
    /// Bytes of all entries of a packed file, unpacked.
    pub zip_bytes: u64,
    /// How many times larger an entry of a packed file may be when unpacked.
    pub zip_ratio: u64,
    /// Sheets of a workbook.
    pub sheets: u64,
    /// Rows of one table, its heading included.
    pub rows: u64,
    /// Columns of one table.
    pub columns: u64,
    /// Cells of all tables of a file.
    pub cells: u64,
    /// Bytes of the text of one cell.
    pub cell_bytes: u64,
    /// Different texts that a workbook keeps apart from its cells.
    pub shared_strings: u64,
    /// Warnings that are kept; how many more there were is said.
    pub warnings: u64,
    /// Address space of the process that reads.
    pub memory_bytes: u64,
    /// Processor time of the process that reads.
    pub cpu_seconds: u64,
    /// Time on the wall until the process that reads is ended.
    pub wall_seconds: u64,
}

impl Limits {
    /// The limits for everyday use.
    ///
    /// All but the last two kinds are the project's published import limits: 200 MiB a file, 2,000 entries,
    /// 512 MiB unpacked, ratio 200 (DEFLATE itself ends at 1032), 64 sheets, 200,000 rows, 512 columns,
    /// 5 million cells, 32 KiB a cell, 1 million shared strings, 512 MiB of address space, 60 s of processor.
    /// The wall gets three times the processor's time, for a laptop that does other things too. Of warnings
    /// nobody reads more than some hundreds; 100,000 keeps one for every second row of the largest table.
    pub const STANDARD: Self = Self {
        file_bytes: 200 << 20,
        zip_entries: 2_000,
        zip_bytes: 512 << 20,
        zip_ratio: 200,
        sheets: 64,
        rows: 200_000,
        columns: 512,
        cells: 5_000_000,
        cell_bytes: 32 << 10,
        shared_strings: 1_000_000,
        warnings: 100_000,
        memory_bytes: 512 << 20,
        cpu_seconds: 60,
        wall_seconds: 180,
    };
}

/// Things that are counted against a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Measure {
    /// Bytes of the file.
    FileBytes,
    /// Entries of a packed file.
    ZipEntries,
    /// Bytes unpacked.
    ZipBytes,
    /// Unpacked bytes for one packed byte.
    ZipRatio,
    /// Sheets of a workbook.
    Sheets,
    /// Rows of a table.
    Rows,
    /// Columns of a table.
    Columns,
    /// Cells of a file.
    Cells,
    /// Bytes of a cell.
    CellBytes,
    /// Shared strings of a workbook.
    SharedStrings,
}
