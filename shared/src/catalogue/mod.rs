//! Medicines and what acts in them.
//!
//! The catalogue is reference data: the importer makes it, functions load it whole at cold start and look things up
//! in memory. What people ask for by name is resolved to ingredients, because interactions, duplicates and
//! alternatives are about substances and not about boxes: Panadol and Парацетамол are one thing here.

mod atc;
mod form;
mod gtin;
mod ids;
mod index;
mod ingredient;
mod medicine;
mod resolve;
mod snapshot;
mod strength;
#[cfg(test)]
mod tests;
mod whole;

pub mod fold;
pub mod market;
pub mod search;

pub use atc::{Atc, AtcError};
pub use form::{Form, Route, UnknownForm};
pub(crate) use ids::is_slug;

pub use gtin::{Gtin, GtinError, check_digit};
pub use ids::{IngredientId, MedicineId, PharmacyId, SlugError};
pub use ingredient::{Ingredient, Names};
pub use medicine::{Medicine, Pack, Pregnancy, Prescription, Registration, Source};
pub use resolve::{Alike, Resolution};
pub use snapshot::{KIND, decode, encode};
pub use strength::{Dose, Per, Strength, StrengthError, Unit};
pub use whole::{Catalogue, CatalogueError};
