//! The parts of the library that answer Dori's questions from memory, by their own files.
#![allow(
    unreachable_pub,
    dead_code,
    reason = "the library uses more of these files than a benchmark does"
)]

#[path = "../../../shared/src/catalogue/mod.rs"]
pub mod catalogue;
#[path = "../../../shared/src/interactions/mod.rs"]
pub mod interactions;
#[path = "../../../shared/src/pharmacies/mod.rs"]
pub mod pharmacies;
pub mod recalls;
pub mod snapshots;
#[path = "../../../shared/src/terminology/mod.rs"]
pub mod terminology;
#[path = "../../../shared/src/zone.rs"]
mod zone;

pub use zone::{UnknownZone, Zone};
