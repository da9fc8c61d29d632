//! One character of the progress.

use jiff::civil::Date;
use nazar::glyphs::Character;
use nazar::store::practice::Card;
use serde::Serialize;
use utoipa::ToSchema;

use super::mastery::{Level, mastery};
use crate::practice::decimals;

/// One character.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CharacterProgress {
    /// Its class.
    #[schema(minimum = 0, maximum = 61, example = 12)]
    class_id: u8,
    /// The same in Devanagari.
    #[schema(example = "ड")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST).
    #[schema(example = "ḍa")]
    iast: &'static str,
    /// 0-100: how well it is drawn, how firmly it stands in memory, and how fresh it is.
    #[schema(minimum = 0, maximum = 100, example = 52)]
    pub(super) mastery: u8,
    /// The same in a word.
    pub(super) level: Level,
    /// What is known of it; absent before the first drawing.
    #[serde(flatten)]
    card: Option<CardView>,
}

/// What is known of a character that was drawn.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PracticeCard)]
struct CardView {
    /// Days after which the chance that it is remembered has fallen to nine in ten.
    #[schema(example = 10.9)]
    stability: f64,
    /// The chance that it is remembered today, 0-1.
    #[schema(minimum = 0.0, maximum = 1.0, example = 0.93)]
    retrievability: f64,
    /// The score of its last drawing, 0-100.
    #[schema(minimum = 0, maximum = 100, example = 81.4)]
    last_score: f32,
    /// Mean of its scores, the newer the more they count, 0-100.
    #[schema(minimum = 0, maximum = 100, example = 78.9)]
    mean_score: f32,
    /// Its drawings that were compared.
    #[schema(example = 9)]
    drawings: u32,
    /// Those of them that moved the schedule.
    #[schema(example = 4)]
    reviews: u32,
    /// Reviews that failed after it had been known.
    #[schema(example = 0)]
    lapses: u32,
    /// The day of its last drawing.
    #[schema(value_type = String, format = Date, example = "2026-01-25")]
    practised_on: Date,
    /// The first day on which it is due.
    #[schema(value_type = String, format = Date, example = "2026-02-05")]
    due_on: Date,
}

impl CharacterProgress {
    /// A character with its card, if it was ever drawn, as of a day.
    pub(super) fn new(character: &Character, card: Option<&Card>, today: Date) -> Self {
        let mastery = card.map_or(0, |card| mastery(card, today));
        Self {
            class_id: character.class_id,
            letter: character.letter,
            iast: character.iast,
            mastery,
            level: if card.is_some() {
                Level::of(mastery)
            } else {
                Level::New
            },
            card: card.map(|card| CardView::new(card, today)),
        }
    }
}

impl CardView {
    fn new(card: &Card, today: Date) -> Self {
        Self {
            stability: decimals(card.memory.stability, 1),
            retrievability: decimals(card.retrievability(today), 2),
            last_score: card.last_score.value(),
            mean_score: (card.mean_score * 10.0).round() / 10.0,
            drawings: card.drawings,
            reviews: card.reviews,
            lapses: card.lapses,
            practised_on: card.practised_on,
            due_on: card.due_on,
        }
    }
}
