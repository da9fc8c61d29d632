//! One term, and the vocabularies that terms belong to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A list of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Vocabulary {
    /// International nonproprietary names of substances.
    Inn,
    /// Forms in which a medicine is given.
    DoseForm,
    /// What people are allergic to: plants, animals, foods, single proteins of them. No medicines.
    Allergen,
}

/// The name is that of no vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such vocabulary")]
pub struct UnknownVocabulary;

impl Vocabulary {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Inn, Self::DoseForm, Self::Allergen];

    /// Its place in [`Vocabulary::ALL`].
    pub(super) fn place(self) -> usize {
        match self {
            Self::Inn => 0,
            Self::DoseForm => 1,
            Self::Allergen => 2,
        }
    }

    /// Its name in paths.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inn => "inn",
            Self::DoseForm => "dose-forms",
            Self::Allergen => "allergens",
        }
    }
}

impl fmt::Display for Vocabulary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Vocabulary {
    type Err = UnknownVocabulary;

    fn from_str(text: &str) -> Result<Self, UnknownVocabulary> {
        Self::ALL
            .into_iter()
            .find(|vocabulary| vocabulary.as_str() == text)
            .ok_or(UnknownVocabulary)
    }
}

/// A term. At least one of its names is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Term {
    /// Names it for good.
    #[cfg_attr(feature = "http", schema(example = "aller-0010-00116"))]
    pub code: String,
    /// Its name in Uzbek, Latin letters.
    #[cfg_attr(feature = "http", schema(example = "No'xat (Pis s)"))]
    pub uz: Option<String>,
    /// Its name in Russian.
    #[cfg_attr(feature = "http", schema(example = "Горох (Pis s)"))]
    pub ru: Option<String>,
    /// Its name in English.
    #[cfg_attr(feature = "http", schema(example = "Peas (Pis s)"))]
    pub en: Option<String>,
}

impl Term {
    /// All its names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.uz, &self.ru, &self.en]
            .into_iter()
            .filter_map(Option::as_deref)
    }

    /// Its name in a language, or else in the nearest that there is.
    #[cfg(feature = "http")]
    pub fn name(&self, locale: crate::i18n::Locale) -> &str {
        use crate::i18n::Locale;
        let order = match locale {
            Locale::English | Locale::Nepali => [&self.en, &self.ru, &self.uz],
            Locale::Russian => [&self.ru, &self.uz, &self.en],
            Locale::Uzbek => [&self.uz, &self.ru, &self.en],
            // Uzbek in Cyrillic letters is not in the source: Russian is nearer to its readers than Latin.
            Locale::UzbekCyrillic => [&self.ru, &self.uz, &self.en],
        };
        let first = order.into_iter().find_map(Option::as_deref);
        first.unwrap_or(&self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vocabularies_read_back_and_stand_at_their_places() {
        for (place, vocabulary) in Vocabulary::ALL.into_iter().enumerate() {
            assert_eq!(vocabulary.as_str().parse(), Ok(vocabulary));
            assert_eq!(vocabulary.place(), place);
        }
        assert_eq!("medicines".parse::<Vocabulary>(), Err(UnknownVocabulary));
    }
}
