//! Foreign files in, tables and reports out.
#![expect(
    clippy::unwrap_used,
    reason = "a test whose fixture fails should stop at once"
)]
#![expect(clippy::print_stderr, reason = "a skipped test says so where people look")]

mod columnar;
mod confined;
mod fixtures;
mod frequencies;
mod hostile;
mod lists;
mod mapping;
mod matched;
mod readers;
mod seeds;
mod words;
mod writers;
