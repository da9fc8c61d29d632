//! The shape of the progress.

use jiff::civil::Date;
use nazar::Zone;
use nazar::glyphs::CHARACTERS;
use nazar::store::practice::{Practised, Streak};
use serde::Serialize;
use utoipa::ToSchema;

use super::character::CharacterProgress;
use super::forecast::{ForecastDay, forecast};
use super::totals::Totals;

/// How far a person has come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PracticeProgress)]
pub(crate) struct ProgressView {
    /// The day that it is for the person.
    #[schema(value_type = String, format = Date, example = "2026-01-31")]
    day: Date,
    /// The person's time zone: where their days begin and end.
    #[schema(value_type = String, example = "Asia/Kathmandu")]
    zone: Zone,
    /// All characters together.
    totals: Totals,
    /// Days in a row with a drawing.
    streak: StreakView,
    /// The coming days, today first.
    forecast: Vec<ForecastDay>,
    /// All 62, in the order of their classes.
    characters: Vec<CharacterProgress>,
}

/// Days in a row with a drawing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PracticeStreak)]
struct StreakView {
    /// The row that today belongs to or can still be added to; 0 when it is broken.
    #[schema(example = 4)]
    current: u32,
    /// The longest row ever.
    #[schema(example = 11)]
    longest: u32,
    /// Days with a drawing in all.
    #[schema(example = 29)]
    days: u32,
    /// Whether something was drawn today.
    #[schema(example = true)]
    drawn_today: bool,
}

impl ProgressView {
    /// The progress as of a day in the person's zone, with so many days of forecast.
    pub(super) fn new(practised: &Practised, zone: &Zone, today: Date, days: u8) -> Self {
        let cards = &practised.cards;
        let characters: Vec<CharacterProgress> = CHARACTERS
            .iter()
            .map(|character| {
                let card = cards
                    .iter()
                    .find(|card| card.class_id == character.class_id);
                CharacterProgress::new(character, card, today)
            })
            .collect();
        Self {
            day: today,
            zone: zone.clone(),
            totals: Totals::new(cards, &characters, today),
            streak: StreakView::new(practised.streak.as_ref(), today),
            forecast: forecast(cards, today, days),
            characters,
        }
    }
}

impl StreakView {
    fn new(streak: Option<&Streak>, today: Date) -> Self {
        Self {
            current: streak.map_or(0, |streak| streak.current(today)),
            longest: streak.map_or(0, |streak| streak.longest),
            days: streak.map_or(0, |streak| streak.days),
            drawn_today: streak.is_some_and(|streak| !streak.waits_for(today)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;
    use crate::practice::testing::{card, drawn};

    const TODAY: Date = date(2026, 3, 20);

    fn progress(practised: &Practised) -> serde_json::Value {
        let view = ProgressView::new(practised, &Zone::default(), TODAY, 3);
        serde_json::to_value(view).unwrap()
    }

    #[test]
    fn a_beginner_has_everything_before_them() {
        let body = progress(&Practised::default());
        assert_eq!(body["totals"]["new"], 62);
        assert_eq!(body["totals"]["mastery"], 0);
        assert_eq!(body["streak"]["current"], 0);
        assert_eq!(body["characters"].as_array().unwrap().len(), 62);
        assert_eq!(body["characters"][0]["level"], "new");
        assert_eq!(body["characters"][0].get("due_on"), None);
        assert_eq!(body["forecast"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn totals_are_those_of_the_characters() {
        let known = card(5, TODAY - 2.days()).after(&drawn(5, TODAY, 95.0));
        let practised = Practised {
            cards: vec![known, card(7, TODAY - 9.days())],
            confusions: vec![],
            streak: Streak::first(TODAY - 1.day()).after(TODAY),
        };
        let body = progress(&practised);
        let totals = &body["totals"];
        assert_eq!(
            (&totals["drawings"], &totals["reviews"]),
            (&3.into(), &3.into())
        );
        assert_eq!((&totals["new"], &totals["due"]), (&60.into(), &1.into()));
        let levels = ["new", "learning", "familiar", "strong", "mastered"];
        let counted: u64 = levels
            .iter()
            .map(|level| totals[level].as_u64().unwrap())
            .sum();
        assert_eq!(counted, 62);
        assert_eq!(body["streak"]["current"], 2);
        assert_eq!(body["streak"]["drawn_today"], true);
        assert_eq!(body["characters"][5]["drawings"], 2);
        assert_eq!(body["forecast"][0]["due"], 1);
    }
}
