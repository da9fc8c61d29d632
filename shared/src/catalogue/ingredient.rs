//! Active ingredients.

use serde::{Deserialize, Serialize};

use super::{Atc, IngredientId};

/// A name in the languages that Dori speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Names {
    /// English; for a substance its international nonproprietary name.
    pub en: String,
    /// Russian, when a source gives it.
    pub ru: Option<String>,
    /// Uzbek in Latin letters, when a source gives it.
    pub uz: Option<String>,
    /// Latin, as pharmacists write it (`Acidum acetylsalicylicum`), when a source gives it.
    pub latin: Option<String>,
}

impl Names {
    /// All that there are, English first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let others = [&self.ru, &self.uz, &self.latin];
        std::iter::once(self.en.as_str()).chain(others.into_iter().filter_map(Option::as_deref))
    }
}

/// A substance that acts, free of its salt: interactions, duplicates and alternatives are found by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ingredient {
    /// Names it everywhere.
    pub id: IngredientId,
    /// Its names.
    pub names: Names,
    /// Other names, salts and spellings by which sources and people know it.
    pub synonyms: Vec<String>,
    /// Codes of level 5 that are this substance alone; several where it has several uses.
    pub atc: Vec<Atc>,
}
