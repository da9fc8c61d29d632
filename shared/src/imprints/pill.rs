//! A pill as a table describes it.

use serde::{Deserialize, Serialize};

use super::{Colour, Shape};
use crate::catalogue::{IngredientId, MedicineId};

/// Where a description of a pill comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum PillSource {
    /// Invented for demonstration.
    Demonstration,
    /// The operator's own table.
    Operator,
    /// The US National Library of Medicine's Computational Photography Project for Pill Identification.
    C3pi,
}

/// A pill as a table describes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pill {
    /// What it is: substance, strength and form, perhaps a brand, as the table names it.
    pub name: String,
    /// US National Drug Codes of the packs that hold it, as written; may be empty.
    pub codes: Vec<String>,
    /// The catalogue's medicine, where the table names one.
    pub medicine: Option<MedicineId>,
    /// What acts in it, as far as the catalogue knows the names; empty where nothing was understood.
    pub ingredients: Vec<IngredientId>,
    /// The strengths as the name gives them, such as `0.5 MG`.
    pub strength: String,
    /// The parts of the imprint of both sides, normalised; empty for a pill that bears nothing.
    pub imprint: Vec<String>,
    /// Its outline, where the table says one.
    pub shape: Option<Shape>,
    /// Its colours, one or two.
    pub colours: Vec<Colour>,
    /// Its length in millimetres, where the table says it.
    pub size_mm: Option<f32>,
    /// Which table.
    pub source: PillSource,
}

impl Pill {
    /// What makes two rows the same medicine: the catalogue's id, or the name without the brand in brackets.
    pub fn identity(&self) -> &str {
        match &self.medicine {
            Some(medicine) => medicine.as_str(),
            None => generic(&self.name),
        }
    }

    /// Whether another row is the same thing to look at and the same medicine: another pack of it.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        self.name == other.name
            && self.medicine == other.medicine
            && self.imprint == other.imprint
            && self.shape == other.shape
            && self.colours == other.colours
            && self.source == other.source
    }

    /// The imprint as people write it: parts with a blank between.
    pub fn imprint_text(&self) -> String {
        self.imprint.join(" ")
    }
}

/// A name up to the brand in brackets.
fn generic(name: &str) -> &str {
    name.split(" [").next().unwrap_or(name).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_and_its_generic_are_one_medicine() {
        assert_eq!(
            generic("FEBUXOSTAT 80 MG ORAL TABLET [ULORIC]"),
            generic("FEBUXOSTAT 80 MG ORAL TABLET")
        );
    }
}
