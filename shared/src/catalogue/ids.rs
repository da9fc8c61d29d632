//! Names that stay the same from one import to the next, so that rules, stock and lists can point at them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::fold::fold;

/// Longer than any name we make.
const MAX_LENGTH: usize = 96;

/// The text is not a slug: small ASCII letters and digits, single hyphens between them, at most 96 of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a catalogue identifier")]
pub struct SlugError;

fn check(text: &str) -> Result<(), SlugError> {
    if is_slug(text) {
        Ok(())
    } else {
        Err(SlugError)
    }
}

/// Whether a text can be an identifier.
pub(crate) fn is_slug(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    !text.is_empty()
        && text.len() <= MAX_LENGTH
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(is_letter))
}

/// A slug of any text; `None` when it has no letter or digit.
fn slug(text: &str) -> Option<String> {
    let mut made = fold(text).replace([' ', '.'], "-");
    made.truncate(MAX_LENGTH);
    let made = made.trim_matches('-').to_owned();
    (!made.is_empty()).then_some(made)
}

macro_rules! slug_type {
    ($(#[$doc:meta])* $name:ident, $example:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier that a name gives, or `None` when it has no letter and no digit.
            pub fn of(name: &str) -> Option<Self> {
                slug(name).map(|made| Self(made.into()))
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = SlugError;

            fn from_str(text: &str) -> Result<Self, SlugError> {
                check(text)?;
                Ok(Self(text.into()))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "http")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some("^[a-z0-9]+(-[a-z0-9]+)*$"))
                    .max_length(Some(MAX_LENGTH))
                    .examples([serde_json::json!($example)])
                    .build()
                    .into()
            }
        }

        #[cfg(feature = "http")]
        impl utoipa::ToSchema for $name {}
    };
}

slug_type! {
    /// An active ingredient, by its international name in English: `acetylsalicylic-acid`.
    IngredientId, "acetylsalicylic-acid"
}
slug_type! {
    /// A medicine: `demo-aspirin-cardio-100`, or made of its registration number (`uz-dv-x-04535-06-18`).
    MedicineId, "demo-aspirin-100"
}
slug_type! {
    /// A pharmacy: `demo-chilonzor-1`.
    PharmacyId, "demo-chilonzor-1"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_give_slugs() {
        let of = |name: &str| IngredientId::of(name).map(|id| id.to_string());
        assert_eq!(
            of("Acetylsalicylic acid").as_deref(),
            Some("acetylsalicylic-acid")
        );
        assert_eq!(of("α-tocopherol").as_deref(), Some("alpha-tocopherol"));
        assert_eq!(of("*"), None);
    }

    #[test]
    fn only_slugs_are_identifiers() {
        assert!("vitamin-b12".parse::<IngredientId>().is_ok());
        for text in ["", "-a", "a-", "a--b", "A", "a b", "а"] {
            assert_eq!(text.parse::<IngredientId>(), Err(SlugError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_made_can_be_read(name in ".{0,120}") {
            if let Some(id) = MedicineId::of(&name) {
                prop_assert_eq!(id.as_str().parse::<MedicineId>(), Ok(id));
            }
        }
    }
}
