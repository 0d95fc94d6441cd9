//! Everything a user can do.
