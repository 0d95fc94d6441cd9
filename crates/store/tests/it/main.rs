//! The register as its users have it: sessions on folders that are thrown away.

mod damage;
mod forgetting;
mod keys;
mod sessions;
mod yard;
