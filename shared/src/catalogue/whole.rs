//! All medicines and ingredients of one version of the data, with the ways to find them.

use super::index::Indexes;
use super::{Atc, Gtin, Ingredient, IngredientId, Medicine, MedicineId};
use crate::snapshots::Records;

/// Why parts do not make a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Two entries have one identifier.
    #[error("there are two entries {0}")]
    Twice(String),
    /// A medicine names an ingredient that is not there.
    #[error("the medicine {medicine} names the ingredient {ingredient}, which is not there")]
    NoIngredient {
        /// The medicine.
        medicine: MedicineId,
        /// What it names.
        ingredient: IngredientId,
    },
    /// More entries than an index can number.
    #[error("there are more entries than a catalogue can hold")]
    TooMany,
}

/// Medicines that a catalogue can hold: as many as the search index has numbers for.
const MOST: usize = 1 << 24;

/// A loaded catalogue. Everything is sorted by identifier, so that looking up needs no table beside it.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub(super) ingredients: Records<Ingredient>,
    pub(super) medicines: Records<Medicine>,
    pub(super) indexes: Indexes,
}

impl Catalogue {
    /// Puts a catalogue together and indexes it.
    ///
    /// # Errors
    /// [`CatalogueError`] when the parts contradict each other.
    pub fn new(
        mut ingredients: Vec<Ingredient>,
        mut medicines: Vec<Medicine>,
    ) -> Result<Self, CatalogueError> {
        ingredients.sort_by(|one, other| one.id.cmp(&other.id));
        medicines.sort_by(|one, other| one.id.cmp(&other.id));
        for pair in ingredients.windows(2) {
            if pair[0].id == pair[1].id {
                return Err(CatalogueError::Twice(pair[0].id.to_string()));
            }
        }
        for pair in medicines.windows(2) {
            if pair[0].id == pair[1].id {
                return Err(CatalogueError::Twice(pair[0].id.to_string()));
            }
        }
        if medicines.len() > MOST {
            return Err(CatalogueError::TooMany);
        }
        let holders = holders(&ingredients, &medicines)?;
        let indexes = Indexes::build(&ingredients, &medicines, holders);
        Ok(Self {
            ingredients: ingredients.into(),
            medicines: medicines.into(),
            indexes,
        })
    }

    /// The medicine of this identifier.
    pub fn medicine(&self, id: &MedicineId) -> Option<&Medicine> {
        self.medicines.find(id.as_str())
    }

    /// Where a medicine stands in [`Catalogue::medicines`].
    pub fn place(&self, id: &MedicineId) -> Option<usize> {
        self.medicines.place(id.as_str())
    }

    /// The ingredient of this identifier.
    pub fn ingredient(&self, id: &IngredientId) -> Option<&Ingredient> {
        self.ingredients.find(id.as_str())
    }

    /// The medicine whose pack has this number.
    pub fn by_gtin(&self, gtin: Gtin) -> Option<&Medicine> {
        let place = self.indexes.gtins.at(gtin.number()).next()?;
        self.medicines.get(place as usize)
    }

    /// The medicines that hold this ingredient, alone or with others, in the order of their identifiers.
    pub fn holding(&self, id: &IngredientId) -> impl Iterator<Item = &Medicine> {
        let ingredient = self.ingredients.place(id.as_str()).into_iter();
        let places = ingredient.flat_map(|place| self.indexes.holders.at(place as u64));
        places.filter_map(|place| self.medicines.get(place as usize))
    }

    /// The medicines in the chemical group (level 4) that a code belongs to, in the order of their identifiers; none for a code
    /// above that level.
    pub fn in_group_of(&self, code: Atc) -> impl Iterator<Item = &Medicine> {
        let places = self.indexes.group(code);
        places.filter_map(|place| self.medicines.get(place as usize))
    }

    /// All medicines, in the order of their identifiers.
    pub fn medicines(&self) -> &Records<Medicine> {
        &self.medicines
    }

    /// All ingredients, in the order of their identifiers.
    pub fn ingredients(&self) -> &Records<Ingredient> {
        &self.ingredients
    }

    /// The ingredients of a medicine, in its order.
    pub fn ingredients_of<'a>(
        &'a self,
        medicine: &'a Medicine,
    ) -> impl Iterator<Item = &'a Ingredient> {
        medicine
            .ingredients
            .iter()
            .filter_map(|id| self.ingredient(id))
    }
}

/// Places of ingredients with those of the medicines that hold them.
fn holders(
    ingredients: &[Ingredient],
    medicines: &[Medicine],
) -> Result<Vec<(u64, u32)>, CatalogueError> {
    let mut holders = Vec::new();
    for (place, medicine) in (0_u32..).zip(medicines) {
        for id in &medicine.ingredients {
            let found = ingredients.binary_search_by(|ingredient| ingredient.id.cmp(id));
            let ingredient = found.map_err(|_| CatalogueError::NoIngredient {
                medicine: medicine.id.clone(),
                ingredient: id.clone(),
            })?;
            holders.push((ingredient as u64, place));
        }
    }
    Ok(holders)
}
