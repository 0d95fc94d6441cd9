//! Keeps the register.
