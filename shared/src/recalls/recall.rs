//! One recall of one product, whichever source it comes from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Lots, RecallClass, RecallSource, RecallStatus};
use crate::catalogue::{Gtin, IngredientId, MedicineId};

/// A recall as its source tells it, with what could be recognised of our catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// Where it comes from.
    pub source: RecallSource,
    /// Its number at the source: `D-0115-2026`.
    pub number: String,
    /// The event that it is part of, where the source groups recalls.
    pub event: Option<String>,
    /// How dangerous the product is; `None` while nobody has classified it.
    pub class: Option<RecallClass>,
    /// How far it has come.
    pub status: RecallStatus,
    /// The product in the source's words.
    pub product: String,
    /// Why, in the source's words.
    pub reason: String,
    /// Who recalls it.
    pub firm: String,
    /// Others that the source names as makers.
    pub makers: Vec<String>,
    /// Ingredients of our catalogue that were recognised, in the order of their identifiers.
    pub ingredients: Vec<IngredientId>,
    /// Whether medicines of every maker are meant.
    pub any_maker: bool,
    /// Medicines of our catalogue that the source names.
    pub medicines: Vec<MedicineId>,
    /// Numbers of the packs: as the source gives them, and those that US drug codes stand for.
    pub gtins: Vec<Gtin>,
    /// The lots.
    pub lots: Lots,
    /// The source's words about lots.
    pub lots_text: String,
    /// When it began, or else was reported.
    pub date: Option<Date>,
    /// Where more is said of it.
    pub link: Option<String>,
    /// Whether it is invented for demonstration.
    pub demonstration: bool,
}

impl Recall {
    /// All firms that may be the maker.
    pub fn firms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.firm.as_str()).chain(self.makers.iter().map(String::as_str))
    }
}
