//! Medicines that a question is about: as they were written, and as the catalogue has them.

use nazar::catalogue::fold::{fold, sound};
use nazar::catalogue::{Catalogue, IngredientId, Medicine, MedicineId, Resolution};
use nazar::checks::ingredient_name;
use nazar::http::Locale;
use serde::Serialize;
use utoipa::ToSchema;

use crate::nlu::{Certainty, Mention};

/// A medicine that a question is about.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Subject {
    /// As it was written; absent for one that an earlier question named.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "aspirinni")]
    pub(crate) text: Option<String>,
    /// A medicine of the catalogue. Where a name stands for a substance, the first medicine that holds it alone, one of
    /// the written name before others. Null for what the catalogue does not have.
    #[schema(value_type = Option<String>, example = "demo-aspirin-500-mg")]
    pub(crate) medication_id: Option<MedicineId>,
    /// The catalogue's name. Null for what it does not have.
    #[schema(example = "Aspirin")]
    pub(crate) name: Option<String>,
    /// The substance, where a substance or everything under one name is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "acetylsalicylic-acid")]
    pub(crate) ingredient_id: Option<IngredientId>,
    /// `guess` when the name was misspelt and one name is near: nothing is checked before it was said that it is meant.
    pub(crate) certainty: Certainty,
    /// What [`nazar::checks::find`] is asked by: an identifier, or the text where several medicines have the name.
    #[serde(skip)]
    pub(crate) key: String,
}

impl Subject {
    /// What a text's mention stands for.
    pub(crate) fn of(catalogue: &Catalogue, text: &str, mention: &Mention, locale: Locale) -> Self {
        let written = text.get(mention.place.clone()).unwrap_or_default();
        let mut subject = Self::resolved(catalogue, &mention.resolution, written, locale);
        subject.certainty = mention.certainty;
        subject
    }

    /// One that was kept from an earlier question, by its key.
    pub(crate) fn kept(catalogue: &Catalogue, key: &str, locale: Locale) -> Option<Self> {
        let resolution = catalogue.resolve(key);
        if resolution == Resolution::Unknown {
            return None;
        }
        let subject = Self::resolved(catalogue, &resolution, key, locale);
        Some(Self {
            text: None,
            ..subject
        })
    }

    /// One that the catalogue does not have.
    pub(crate) fn unknown(written: &str) -> Self {
        Self {
            text: Some(written.to_owned()),
            medication_id: None,
            name: None,
            ingredient_id: None,
            certainty: Certainty::Exact,
            key: written.to_owned(),
        }
    }

    fn resolved(
        catalogue: &Catalogue,
        resolution: &Resolution,
        written: &str,
        locale: Locale,
    ) -> Self {
        let unknown = Self::unknown(written);
        match resolution {
            Resolution::Medicine(id) => Self {
                medication_id: Some(id.clone()),
                name: catalogue.medicine(id).map(|found| shown(found, locale)),
                key: id.to_string(),
                ..unknown
            },
            Resolution::Ingredient(id) => {
                let (medicine, name) = of_substance(catalogue, id, written, locale);
                Self {
                    medication_id: medicine,
                    name: Some(name),
                    ingredient_id: Some(id.clone()),
                    key: id.to_string(),
                    ..unknown
                }
            }
            Resolution::Several(ids) => {
                let first = ids.first().and_then(|id| catalogue.medicine(id));
                Self {
                    medication_id: ids.first().cloned(),
                    name: first.map(|found| found.brand.clone()),
                    key: first.map_or(unknown.key.clone(), |found| found.brand.clone()),
                    ..unknown
                }
            }
            Resolution::Unknown => unknown,
        }
    }

    /// Its name, or what was written.
    pub(crate) fn shown(&self) -> String {
        let name = self.name.as_deref().or(self.text.as_deref());
        name.unwrap_or(&self.key).to_owned()
    }

    /// Whether the catalogue has it.
    pub(crate) fn is_known(&self) -> bool {
        self.medication_id.is_some() || self.ingredient_id.is_some()
    }
}

/// The medicine that stands for a substance, and the name to call it by: the brand that was written, or the substance's.
fn of_substance(
    catalogue: &Catalogue,
    id: &IngredientId,
    written: &str,
    locale: Locale,
) -> (Option<MedicineId>, String) {
    let alone: Vec<&Medicine> = catalogue
        .holding(id)
        .filter(|medicine| medicine.ingredients.iter().all(|held| held == id))
        .collect();
    let said = sound(&fold(written));
    let branded = alone.iter().find(|medicine| {
        let brand = sound(&fold(&medicine.brand));
        brand.len() >= 3 && said.starts_with(&brand)
    });
    match branded {
        Some(medicine) => (Some(medicine.id.clone()), brand(medicine, locale)),
        None => {
            let any = alone
                .first()
                .copied()
                .or_else(|| catalogue.holding(id).next());
            (
                any.map(|medicine| medicine.id.clone()),
                ingredient_name(catalogue, id, locale),
            )
        }
    }
}

/// A brand in the reader's letters: the first words of the Cyrillic name are the brand's.
fn brand(medicine: &Medicine, locale: Locale) -> String {
    let words = medicine.brand.split_whitespace().count();
    let cyrillic = medicine
        .name_cyrillic
        .as_deref()
        .filter(|_| is_cyrillic(locale));
    cyrillic.map_or_else(
        || medicine.brand.clone(),
        |name| {
            let first: Vec<&str> = name.split_whitespace().take(words).collect();
            first.join(" ")
        },
    )
}

/// A medicine's name in the reader's letters.
pub(crate) fn shown(medicine: &Medicine, locale: Locale) -> String {
    let cyrillic = medicine
        .name_cyrillic
        .as_ref()
        .filter(|_| is_cyrillic(locale));
    cyrillic.unwrap_or(&medicine.name).clone()
}

fn is_cyrillic(locale: Locale) -> bool {
    matches!(locale, Locale::Russian | Locale::UzbekCyrillic)
}
