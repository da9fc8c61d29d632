//! Whether the medicine in a pack is taken already.

use jiff::civil::Date;
use serde::Serialize;

use crate::catalogue::{Catalogue, IngredientId, Medicine, Resolution};
use crate::ids::{MemberId, RecordId};
use crate::store::medicine_list::Entry;

/// An entry of the list that the pack doubles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Duplicate {
    /// The entry.
    pub entry: RecordId,
    /// Whose entry it is within the family; nobody's means the owner's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// The name under which it is on the list.
    pub name: String,
    /// Whether it is the same medicine or another one with the same substance.
    pub overlap: Overlap,
    /// The substances that are in both.
    pub ingredients: Vec<IngredientId>,
}

/// In what an entry and a pack agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Overlap {
    /// It is the medicine on the list: a new pack of it.
    SameMedicine,
    /// Another medicine with a substance that is on the list: taken together, it would be taken twice.
    SameIngredient,
}

/// The entries that are taken today and hold something of the medicine, in the list's order.
pub(super) fn among(
    list: &[Entry],
    medicine: &Medicine,
    catalogue: &Catalogue,
    today: Date,
) -> Vec<Duplicate> {
    let taken = list.iter().filter(|entry| entry.is_taken_on(today));
    taken
        .filter_map(|entry| duplicate(entry, medicine, catalogue))
        .collect()
}

fn duplicate(entry: &Entry, medicine: &Medicine, catalogue: &Catalogue) -> Option<Duplicate> {
    let medication = &entry.medication;
    let named = medication.medicine.as_deref().unwrap_or(&medication.name);
    let (is_same, holds) = match catalogue.resolve(named) {
        Resolution::Medicine(id) => {
            let other = catalogue.medicine(&id)?;
            (other.id == medicine.id, other.ingredients.as_slice())
        }
        Resolution::Ingredient(id) => {
            let ingredient = catalogue.ingredient(&id)?;
            (false, std::slice::from_ref(&ingredient.id))
        }
        Resolution::Several(_) | Resolution::Unknown => return None,
    };
    let shared: Vec<IngredientId> = medicine
        .ingredients
        .iter()
        .filter(|id| holds.contains(id))
        .cloned()
        .collect();
    if shared.is_empty() && !is_same {
        return None;
    }
    Some(Duplicate {
        entry: entry.id,
        member: entry.member,
        name: medication.name.clone(),
        overlap: if is_same {
            Overlap::SameMedicine
        } else {
            Overlap::SameIngredient
        },
        ingredients: shared,
    })
}
