//! Pharmacies: where they are, when they are open, and which are near.
//!
//! The directory is reference data: the importer makes it from lists, functions load it whole and answer from memory.
//! What a pharmacy has and asks for it changes by the hour and stands in a table (`nazar::store::inventory`).

mod cells;
mod directory;
mod holidays;
mod hours;
mod pharmacy;
mod place;
mod snapshot;
#[cfg(test)]
mod testing;

pub use directory::{Area, Directory, Near};
pub use holidays::{Holiday, HolidayName};
pub use hours::{DayHours, Hours, HoursError, Opening, Span};
pub use pharmacy::{Pharmacy, PharmacySource};
pub use place::{Place, PlaceError};
pub use snapshot::{KIND, decode, encode};
