//! Pages, pictures, tables and JSON from fixed figures.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod evidence;
mod json;
mod page;
mod picture;
mod sample;
mod table;
