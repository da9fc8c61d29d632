//! What somebody can be allergic to.
//!
//! Medicines are named as the rules name them, by ingredient or by class of ingredients, because that is what a check can
//! compare. Everything else (pollen, food, animals, latex) is named by the code of the allergens' terminology: it is
//! kept and shown, and since nobody publishes the inactive ingredients of medicines, checks say that they did not
//! look at it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::catalogue::IngredientId;
use crate::interactions::{ClassId, Subject, UnknownWord};

/// The beginning of an allergen's word.
const ALLERGEN: &str = "allergen:";
/// Characters in an allergen's code.
const MAX_CODE: usize = 40;

/// What somebody is allergic to. As a word: `amoxicillin` (an ingredient), `class:penicillins`, `allergen:aller-0010-00002`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Allergy {
    /// An ingredient of medicines.
    Ingredient(IngredientId),
    /// Every ingredient of a class.
    Class(ClassId),
    /// Something that is no medicine, by its code in the terminology.
    Allergen(String),
}

impl Allergy {
    /// What a check compares ingredients with; `None` for what it cannot look at.
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::Ingredient(id) => Some(Subject::Ingredient(id.clone())),
            Self::Class(id) => Some(Subject::Class(id.clone())),
            Self::Allergen(_) => None,
        }
    }
}

impl fmt::Display for Allergy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ingredient(id) => formatter.write_str(id.as_str()),
            Self::Class(id) => write!(formatter, "class:{id}"),
            Self::Allergen(code) => write!(formatter, "{ALLERGEN}{code}"),
        }
    }
}

impl FromStr for Allergy {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        if let Some(code) = text.strip_prefix(ALLERGEN) {
            let is_code =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            let fits = (1..=MAX_CODE).contains(&code.len()) && code.bytes().all(is_code);
            return fits
                .then(|| Self::Allergen(code.to_owned()))
                .ok_or(UnknownWord("allergen"));
        }
        match text.parse()? {
            Subject::Ingredient(id) => Ok(Self::Ingredient(id)),
            Subject::Class(id) => Ok(Self::Class(id)),
            _ => Err(UnknownWord("allergy")),
        }
    }
}

impl Serialize for Allergy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Allergy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl utoipa::PartialSchema for Allergy {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "An ingredient's id, `class:` and a class's id, or `allergen:` and a code of the allergens' terminology.",
            ))
            .examples(["class:penicillins"])
            .build()
            .into()
    }
}

impl utoipa::ToSchema for Allergy {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_read_back_and_nothing_else_is_one() {
        for text in [
            "amoxicillin",
            "class:penicillins",
            "allergen:aller-0010-00002",
        ] {
            assert_eq!(text.parse::<Allergy>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "allergen:",
            "allergen:A",
            "condition:asthma",
            "alcohol",
            "class:",
            "a b",
        ] {
            assert!(text.parse::<Allergy>().is_err(), "{text}");
        }
        let pollen: Allergy = "allergen:aller-0010-00002".parse().unwrap();
        assert_eq!(pollen.subject(), None);
    }

    proptest! {
        #[test]
        fn whatever_reads_reads_back(text in "(class:|allergen:)?[a-z0-9-]{0,12}") {
            if let Ok(allergy) = text.parse::<Allergy>() {
                prop_assert_eq!(allergy.to_string(), text);
            }
        }
    }
}
