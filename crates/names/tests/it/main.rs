//! Names through their front door.

mod forms;
mod laws;
mod spellings;
