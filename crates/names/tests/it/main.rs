//! Names through their front door.

mod forms;
mod laws;
mod lookups;
mod properties;
mod schemes;
mod spellings;
mod variants;
mod weights;
