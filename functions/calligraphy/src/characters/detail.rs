//! A character on its own: how it is drawn, and what it is mixed up with.

use nazar::glyphs::{self, Character, Confusable, OUTLINE_SIDE, confusables};
use nazar::http::{Locale, Problem};
use nazar::i18n;
use serde::Serialize;
use utoipa::ToSchema;

use super::view::{CharacterView, named};

/// A character with its form and its look-alikes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CharacterDetail {
    #[serde(flatten)]
    character: CharacterView,
    /// Its form, to be drawn at any size.
    outline: Outline,
    /// The characters that it is most easily taken for, most easily first.
    #[schema(max_items = 4)]
    confusables: Vec<ConfusableView>,
}

/// A form as a path of SVG.
#[derive(Debug, Serialize, ToSchema)]
struct Outline {
    /// The square that the path lies in as it lies in the reference picture.
    #[schema(example = "0 0 1000 1000")]
    view_box: String,
    /// The path's data: absolute commands, to be filled by the non-zero rule.
    #[schema(example = "M120.5 80.0L880.0 80.0L880.0 152.3Z")]
    path: String,
}

/// A character that another one is taken for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Confusable)]
struct ConfusableView {
    #[serde(flatten)]
    character: CharacterView,
    /// How much of its probability the model gives to this one on average when it sees the other, 0-1, on drawings that training
    /// never saw.
    #[schema(minimum = 0.0, maximum = 1.0, example = 0.0372)]
    share: f32,
    /// Why to mind it, in the language of `Accept-Language`.
    #[schema(
        example = "उ (u) is among the characters that the model most easily takes ड (ḍa) for: mind what tells them apart."
    )]
    text: String,
}

impl CharacterDetail {
    /// A character with sentences in a language.
    ///
    /// # Errors
    /// `internal` when the font, which is part of the program, cannot draw it.
    pub(super) fn new(character: &Character, locale: Locale) -> Result<Self, Problem> {
        let path = glyphs::reference_outline(character.class_id).map_err(Problem::internal)?;
        let confusables = confusables(character.class_id)
            .iter()
            .filter_map(|other| ConfusableView::new(character, other, locale))
            .collect();
        Ok(Self {
            character: CharacterView::from(character),
            outline: Outline {
                view_box: format!("0 0 {OUTLINE_SIDE} {OUTLINE_SIDE}"),
                path,
            },
            confusables,
        })
    }
}

impl ConfusableView {
    /// `None` when there is no character of that class.
    fn new(character: &Character, confusable: &Confusable, locale: Locale) -> Option<Self> {
        let other = glyphs::character(confusable.class_id)?;
        let arguments = [("character", named(character)), ("partner", named(other))];
        Some(Self {
            character: CharacterView::from(other),
            share: confusable.share,
            text: i18n::text(locale, "practice-taken-for", None, &arguments),
        })
    }
}
