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

/// How a list compares with a pack.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compared {
    /// What the pack doubles, in the list's order.
    pub(super) duplicates: Vec<Duplicate>,
    /// Names of what could not be compared with it.
    pub(super) not_compared: Vec<String>,
}

/// Holds the entries that are taken today against the medicine of a pack; nothing can be compared with one that is not known.
pub(super) fn compared(
    list: &[Entry],
    medicine: Option<&Medicine>,
    catalogue: &Catalogue,
    today: Date,
) -> Compared {
    let mut compared = Compared::default();
    for entry in list.iter().filter(|entry| entry.is_taken_on(today)) {
        let found = medicine.map(|medicine| one(entry, medicine, catalogue));
        match found.unwrap_or(One::NotCompared) {
            One::Duplicate(duplicate) => compared.duplicates.push(duplicate),
            One::Different => {}
            One::NotCompared => compared.not_compared.push(entry.medication.name.clone()),
        }
    }
    compared
}

/// What one entry is to a pack.
enum One {
    Duplicate(Duplicate),
    Different,
    NotCompared,
}

fn one(entry: &Entry, medicine: &Medicine, catalogue: &Catalogue) -> One {
    let medication = &entry.medication;
    let named = medication.medicine.as_deref().unwrap_or(&medication.name);
    let (is_same, holds) = match catalogue.resolve(named) {
        Resolution::Medicine(id) => {
            let other = catalogue.medicine(&id);
            let holds = other.map(|other| other.ingredients.clone());
            (id == medicine.id, holds.unwrap_or_default())
        }
        Resolution::Ingredient(id) => (false, vec![id]),
        Resolution::Several(_) | Resolution::Unknown => (false, Vec::new()),
    };
    let shared: Vec<IngredientId> = medicine
        .ingredients
        .iter()
        .filter(|id| holds.contains(id))
        .cloned()
        .collect();
    if shared.is_empty() && !is_same {
        let is_known = !holds.is_empty() && !medicine.ingredients.is_empty();
        return if is_known {
            One::Different
        } else {
            One::NotCompared
        };
    }
    One::Duplicate(Duplicate {
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
