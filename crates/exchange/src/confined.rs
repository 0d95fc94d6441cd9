//! Reading in a process of its own, which may hardly do anything.
//!
//! A hostile file can make a reader ask for all memory there is; a program written in Rust then ends at once.
//! So the reader runs in a child process with little memory and time, without files or network: the parent
//! sends the bytes, counts what comes back, and lives on whatever happens.

mod child;
mod parent;
mod walls;
mod wire;

pub use child::serve;
pub use parent::read_tables;
