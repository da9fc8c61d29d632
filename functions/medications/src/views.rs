//! Medicines as clients see them.

use nazar::catalogue::{
    Catalogue, Form, Ingredient, Medicine, MedicineId, Names, Pack, Pregnancy, Prescription,
    Registration, Source,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A medicine in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct MedicineSummary {
    /// Its identifier.
    pub(crate) id: MedicineId,
    /// Trade name in Latin letters.
    #[schema(example = "No-Shpa 40 mg")]
    pub(crate) name: String,
    /// Trade name in Cyrillic letters.
    #[schema(example = "Но-шпа 40 мг")]
    pub(crate) name_cyrillic: Option<String>,
    /// International names of what acts, in English.
    #[schema(example = json!(["drotaverine"]))]
    pub(crate) ingredients: Vec<String>,
    /// Dose form.
    pub(crate) form: Form,
    /// What one piece or millilitre holds, for each strength that is sold.
    #[schema(example = json!(["40 mg"]))]
    pub(crate) strengths: Vec<String>,
    /// Who makes it.
    #[schema(example = "Chinoin")]
    pub(crate) maker: String,
    /// Place in the ATC classification.
    #[schema(example = "A03AD02")]
    pub(crate) atc: Option<String>,
    /// Whether a prescription is needed.
    pub(crate) prescription: Prescription,
    /// Whether the entry is invented for demonstration and must not be relied on.
    pub(crate) demonstration: bool,
}

impl MedicineSummary {
    pub(crate) fn of(catalogue: &Catalogue, medicine: &Medicine) -> Self {
        Self {
            id: medicine.id.clone(),
            name: medicine.name.clone(),
            name_cyrillic: medicine.name_cyrillic.clone(),
            ingredients: catalogue
                .ingredients_of(medicine)
                .map(|ingredient| ingredient.names.en.clone())
                .collect(),
            form: medicine.form,
            strengths: medicine.strengths.iter().map(ToString::to_string).collect(),
            maker: medicine.maker.to_string(),
            atc: medicine.atc.map(|code| code.to_string()),
            prescription: medicine.prescription,
            demonstration: medicine.is_demonstration(),
        }
    }
}

/// A substance that acts.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct IngredientView {
    /// Its identifier.
    #[schema(example = "drotaverine")]
    id: String,
    /// Its names.
    names: Names,
    /// Codes that are this substance alone.
    #[schema(example = json!(["A03AD02"]))]
    atc: Vec<String>,
}

impl IngredientView {
    fn of(ingredient: &Ingredient) -> Self {
        Self {
            id: ingredient.id.to_string(),
            names: ingredient.names.clone(),
            atc: ingredient.atc.iter().map(ToString::to_string).collect(),
        }
    }
}

/// All that is known of a medicine.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct MedicineView {
    #[serde(flatten)]
    summary: MedicineSummary,
    /// The trade name without strength.
    brand: String,
    /// What acts, with names and codes; empty when no source says it in a way that was understood.
    active_ingredients: Vec<IngredientView>,
    /// Dose form in the source's words.
    form_text: String,
    /// What a pack holds.
    pack: Pack,
    /// Country of the maker in the source's words.
    country: String,
    /// What is said about pregnancy. Absent when nothing is said, which is not the same as safe.
    pregnancy: Option<Pregnancy>,
    /// Numbers on its packs, as 14 digits.
    #[schema(example = json!(["02999000002313"]))]
    gtins: Vec<String>,
    /// Its registration.
    registration: Option<Registration>,
    /// Where this entry comes from.
    source: Source,
}

impl MedicineView {
    pub(crate) fn of(catalogue: &Catalogue, medicine: &Medicine) -> Self {
        Self {
            summary: MedicineSummary::of(catalogue, medicine),
            brand: medicine.brand.clone(),
            active_ingredients: catalogue
                .ingredients_of(medicine)
                .map(IngredientView::of)
                .collect(),
            form_text: medicine.form_text.to_string(),
            pack: medicine.pack.clone(),
            country: medicine.country.to_string(),
            pregnancy: medicine.pregnancy,
            gtins: medicine.gtins.iter().map(ToString::to_string).collect(),
            registration: medicine.registration.clone(),
            source: medicine.source,
        }
    }
}
