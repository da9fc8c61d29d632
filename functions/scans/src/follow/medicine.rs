//! A medicine in short.

use nazar::catalogue::{Catalogue, IngredientId, Medicine, MedicineId, Prescription};
use nazar::checks::ingredient_name;
use nazar::http::Locale;
use serde::Serialize;
use utoipa::ToSchema;

/// A medicine of the catalogue in short; `link` has all of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScanMedicine)]
pub(crate) struct MedicineView {
    /// Names it.
    id: MedicineId,
    /// Its name.
    #[schema(example = "Nurofen Forte 400 mg")]
    name: String,
    /// What acts in it.
    ingredients: Vec<IngredientView>,
    /// Its strengths.
    #[schema(example = json!(["400 mg"]))]
    strengths: Vec<String>,
    /// Who makes it.
    maker: String,
    /// Whether it is sold by prescription.
    prescription: Prescription,
    /// Whether it is invented for demonstration.
    demonstration: bool,
    /// All of it.
    #[schema(example = "/api/v1/medications/demo-nurofen-forte-400-mg")]
    link: String,
}

/// An ingredient.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScanIngredient)]
pub(crate) struct IngredientView {
    /// Names it.
    id: IngredientId,
    /// In the reader's language.
    name: String,
}

impl MedicineView {
    pub(crate) fn new(medicine: &Medicine, catalogue: &Catalogue, locale: Locale) -> Self {
        let ingredients = medicine.ingredients.iter().map(|id| IngredientView {
            name: ingredient_name(catalogue, id, locale),
            id: id.clone(),
        });
        Self {
            id: medicine.id.clone(),
            name: medicine.name.clone(),
            ingredients: ingredients.collect(),
            strengths: medicine.strengths.iter().map(ToString::to_string).collect(),
            maker: medicine.maker.to_string(),
            prescription: medicine.prescription,
            demonstration: medicine.is_demonstration(),
            link: format!("/api/v1/medications/{}", medicine.id),
        }
    }
}
