//! Which medicines are asked about, and what acts in them.

use crate::catalogue::{Alike, Catalogue, Gtin, IngredientId, Medicine, MedicineId, Resolution};
use crate::http::{FieldCode, Problem};
use crate::interactions::Taken;
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A medicine, by exactly one of the three.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"name": "Панадол"}))]
pub struct MedicineRef {
    /// Its id in the catalogue; an ingredient's id is taken too.
    #[garde(inner(length(chars, min = 1, max = 96)))]
    #[schema(example = "demo-panadol-500-mg")]
    pub id: Option<String>,
    /// The number under its barcode: 8, 12, 13 or 14 digits.
    #[garde(inner(length(chars, min = 8, max = 20)))]
    #[schema(example = "2999000000074")]
    pub gtin: Option<String>,
    /// Its name or that of its ingredient, in any script.
    #[garde(inner(length(chars, min = 2, max = 200)))]
    #[schema(example = "Warfarin")]
    pub name: Option<String>,
}

/// Why a medicine was not checked, or not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotChecked {
    /// The catalogue does not have it.
    UnknownMedicine,
    /// The catalogue has no such name, and some that sound like it: see `did_you_mean`, and ask again.
    Misspelt,
    /// Several medicines of this name hold different ingredients: ask by id or barcode.
    SeveralMedicines,
    /// It is not known, or not wholly, what acts in it.
    IngredientsUnknown,
    /// No source has a single rule about one of its ingredients.
    NoSource,
}

/// What was found for a reference.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The medicine's id, where it is one.
    pub id: Option<MedicineId>,
    /// Its name; for what is unknown, as it was asked.
    pub name: String,
    /// What acts in it.
    pub taken: Taken,
    /// Why it cannot be checked.
    pub problem: Option<NotChecked>,
    /// Medicines that the name may mean.
    pub candidates: Vec<MedicineId>,
    /// What sounds like a name that the catalogue does not have. Never checked in its place.
    pub alike: Vec<Alike>,
}

/// Most candidates that an answer names.
const MAX_CANDIDATES: usize = 10;

impl MedicineRef {
    /// The text that names it.
    ///
    /// # Errors
    /// `validation-failed` when there is none or more than one, or the number is no GTIN.
    pub fn text(&self, pointer: &str) -> Result<&str, Problem> {
        match (&self.id, &self.gtin, &self.name) {
            (Some(text), None, None) | (None, None, Some(text)) => Ok(text),
            (None, Some(number), None) if number.parse::<Gtin>().is_ok() => Ok(number),
            (None, Some(_), None) => {
                let pointer = format!("{pointer}/gtin");
                Err(Problem::field(pointer, FieldCode::InvalidFormat))
            }
            _ => Err(Problem::field(pointer, FieldCode::Required)),
        }
    }
}

/// What a text stands for in the catalogue.
pub fn find(catalogue: &Catalogue, text: &str) -> Found {
    match catalogue.resolve(text) {
        Resolution::Medicine(id) => match catalogue.medicine(&id) {
            Some(medicine) => of_medicine(medicine),
            None => unknown(text),
        },
        Resolution::Ingredient(id) => of_ingredient(catalogue, &id),
        Resolution::Several(candidates) => Found {
            problem: Some(NotChecked::SeveralMedicines),
            candidates: candidates.into_iter().take(MAX_CANDIDATES).collect(),
            ..unknown(text)
        },
        Resolution::Unknown => misspelt(catalogue, text),
    }
}

fn of_medicine(medicine: &Medicine) -> Found {
    let is_known = medicine.is_whole && !medicine.ingredients.is_empty();
    Found {
        id: Some(medicine.id.clone()),
        name: medicine.name.clone(),
        taken: Taken {
            ingredients: medicine.ingredients.clone(),
            complete: is_known,
        },
        problem: (!is_known).then_some(NotChecked::IngredientsUnknown),
        ..Found::default()
    }
}

fn of_ingredient(catalogue: &Catalogue, id: &IngredientId) -> Found {
    let name = catalogue.ingredient(id).map(|known| known.names.en.clone());
    Found {
        name: name.unwrap_or_else(|| id.to_string()),
        taken: Taken {
            ingredients: vec![id.clone()],
            complete: true,
        },
        ..Found::default()
    }
}

/// A name that is unknown, with those that it may have been meant for.
fn misspelt(catalogue: &Catalogue, text: &str) -> Found {
    let mut alike = catalogue.alike(text);
    if alike.is_empty() {
        return unknown(text);
    }
    alike.truncate(MAX_CANDIDATES);
    Found {
        problem: Some(NotChecked::Misspelt),
        alike,
        ..unknown(text)
    }
}

fn unknown(text: &str) -> Found {
    Found {
        name: text.to_owned(),
        problem: Some(NotChecked::UnknownMedicine),
        ..Found::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: serde_json::Value) -> MedicineRef {
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn a_medicine_is_named_in_exactly_one_way() {
        let good = [
            serde_json::json!({"id": "demo-panadol-500-mg"}),
            serde_json::json!({"name": "Панадол"}),
            serde_json::json!({"gtin": "2999000000074"}),
        ];
        for body in good {
            assert!(of(body).text("/medicines/0").is_ok());
        }
        let bad = [
            serde_json::json!({}),
            serde_json::json!({"id": "a", "name": "b"}),
            serde_json::json!({"gtin": "2999000000075"}),
        ];
        for body in bad {
            assert!(of(body.clone()).text("/medicines/0").is_err(), "{body}");
        }
    }

    #[test]
    fn what_the_catalogue_does_not_have_is_not_checked() {
        let found = find(&Catalogue::default(), "moonstone");
        assert_eq!(found.problem, Some(NotChecked::UnknownMedicine));
        assert!(found.taken.ingredients.is_empty() && !found.taken.complete);
        assert_eq!(found.name, "moonstone");
    }
}
