//! All characters of the progress together.

use jiff::civil::Date;
use nazar::glyphs::CHARACTERS;
use nazar::store::practice::Card;
use serde::Serialize;
use utoipa::ToSchema;

use super::character::CharacterProgress;
use super::mastery::Level;

/// All characters together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PracticeTotals)]
pub(super) struct Totals {
    /// Mean of the masteries of all 62 characters, 0-100.
    #[schema(minimum = 0, maximum = 100, example = 23)]
    mastery: u8,
    /// Characters that were never drawn.
    #[schema(example = 40)]
    new: usize,
    /// Characters of the level `learning`.
    #[schema(example = 10)]
    learning: usize,
    /// Characters of the level `familiar`.
    #[schema(example = 7)]
    familiar: usize,
    /// Characters of the level `strong`.
    #[schema(example = 4)]
    strong: usize,
    /// Characters of the level `mastered`.
    #[schema(example = 1)]
    mastered: usize,
    /// Characters that are due today.
    #[schema(example = 7)]
    due: usize,
    /// Drawings that were compared.
    #[schema(example = 132)]
    drawings: u64,
    /// Those of them that moved the schedule: the first of each character and day.
    #[schema(example = 61)]
    reviews: u64,
    /// Reviews of a character that failed after it had been known.
    #[schema(example = 5)]
    lapses: u64,
}

impl Totals {
    /// The sums over all characters as of a day.
    pub(super) fn new(cards: &[Card], characters: &[CharacterProgress], today: Date) -> Self {
        let masteries: usize = characters.iter().map(|one| usize::from(one.mastery)).sum();
        let mean = (masteries + CHARACTERS.len() / 2) / CHARACTERS.len();
        let of = |level| characters.iter().filter(|one| one.level == level).count();
        let sum = |count: fn(&Card) -> u32| cards.iter().map(|card| u64::from(count(card))).sum();
        Self {
            mastery: u8::try_from(mean).unwrap_or(100),
            new: of(Level::New),
            learning: of(Level::Learning),
            familiar: of(Level::Familiar),
            strong: of(Level::Strong),
            mastered: of(Level::Mastered),
            due: cards.iter().filter(|card| card.due_on <= today).count(),
            drawings: sum(|card| card.drawings),
            reviews: sum(|card| card.reviews),
            lapses: sum(|card| card.lapses),
        }
    }
}
