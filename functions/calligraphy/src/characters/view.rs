//! A character as lists show it.

use nazar::glyphs::Character;
use serde::Serialize;
use utoipa::ToSchema;

/// A character of the Ranjana script.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Character)]
pub(crate) struct CharacterView {
    /// Its class, 0-61: consonants 0-35, vowels 36-51, digits 52-61.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    id: u8,
    /// The character in Devanagari, on whose code points fonts draw Ranjana.
    #[schema(example = "क")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST, ISO 15919).
    #[schema(example = "ka")]
    iast: &'static str,
    /// `consonant`, `vowel` or `digit`.
    #[schema(example = "consonant")]
    group: &'static str,
    /// Its picture.
    #[schema(example = "/api/v1/calligraphy/characters/0/reference")]
    reference_url: String,
}

impl From<&Character> for CharacterView {
    fn from(character: &Character) -> Self {
        Self {
            id: character.class_id,
            letter: character.letter,
            iast: character.iast,
            group: character.group.name(),
            reference_url: reference_url(character.class_id),
        }
    }
}

/// Where a character's picture is.
pub(crate) fn reference_url(class_id: u8) -> String {
    format!("/api/v1/calligraphy/characters/{class_id}/reference")
}

/// A character as sentences name it: `क (ka)`.
pub(crate) fn named(character: &Character) -> String {
    format!("{} ({})", character.letter, character.iast)
}
