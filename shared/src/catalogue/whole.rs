//! All medicines and ingredients of one version of the data, with the ways to find them.

use super::index::NameIndex;
use super::{Gtin, Ingredient, IngredientId, Medicine, MedicineId};

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

/// A loaded catalogue. Everything is sorted by identifier, so that looking up needs no table beside it.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub(super) ingredients: Vec<Ingredient>,
    pub(super) medicines: Vec<Medicine>,
    pub(super) names: NameIndex,
    gtins: Vec<(Gtin, u32)>,
    /// For each ingredient, the medicines that hold it.
    holders: Vec<Vec<u32>>,
}

impl Catalogue {
    /// Puts a catalogue together and indexes its names.
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
        let names = NameIndex::build(&ingredients, &medicines);
        Self::assembled(ingredients, medicines, names)
    }

    /// From parts that are sorted and indexed already.
    pub(super) fn assembled(
        ingredients: Vec<Ingredient>,
        medicines: Vec<Medicine>,
        names: NameIndex,
    ) -> Result<Self, CatalogueError> {
        let mut holders = vec![Vec::new(); ingredients.len()];
        let mut gtins = Vec::new();
        for (place, medicine) in medicines.iter().enumerate() {
            let place = u32::try_from(place).map_err(|_| CatalogueError::TooMany)?;
            gtins.extend(medicine.gtins.iter().map(|gtin| (*gtin, place)));
            for id in &medicine.ingredients {
                let found = ingredients.binary_search_by(|ingredient| ingredient.id.cmp(id));
                let ingredient = found.map_err(|_| CatalogueError::NoIngredient {
                    medicine: medicine.id.clone(),
                    ingredient: id.clone(),
                })?;
                holders[ingredient].push(place);
            }
        }
        gtins.sort_unstable();
        Ok(Self {
            ingredients,
            medicines,
            names,
            gtins,
            holders,
        })
    }

    /// The medicine of this identifier.
    pub fn medicine(&self, id: &MedicineId) -> Option<&Medicine> {
        let place = self.place(id)?;
        self.medicines.get(place)
    }

    /// Where a medicine stands in [`Catalogue::medicines`].
    pub fn place(&self, id: &MedicineId) -> Option<usize> {
        self.medicines
            .binary_search_by(|medicine| medicine.id.cmp(id))
            .ok()
    }

    /// The ingredient of this identifier.
    pub fn ingredient(&self, id: &IngredientId) -> Option<&Ingredient> {
        let place = self
            .ingredients
            .binary_search_by(|ingredient| ingredient.id.cmp(id))
            .ok()?;
        self.ingredients.get(place)
    }

    /// The medicine whose pack has this number.
    pub fn by_gtin(&self, gtin: Gtin) -> Option<&Medicine> {
        let place = self
            .gtins
            .binary_search_by(|(number, _)| number.cmp(&gtin))
            .ok()?;
        self.medicines.get(self.gtins[place].1 as usize)
    }

    /// The medicines that hold this ingredient, alone or with others, in the order of their identifiers.
    pub fn holding(&self, id: &IngredientId) -> impl Iterator<Item = &Medicine> {
        let found = self
            .ingredients
            .binary_search_by(|ingredient| ingredient.id.cmp(id));
        let places = found.map_or(&[][..], |place| self.holders[place].as_slice());
        places.iter().map(|place| &self.medicines[*place as usize])
    }

    /// All medicines, in the order of their identifiers.
    pub fn medicines(&self) -> &[Medicine] {
        &self.medicines
    }

    /// All ingredients, in the order of their identifiers.
    pub fn ingredients(&self) -> &[Ingredient] {
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
