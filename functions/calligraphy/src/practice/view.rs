//! The shape of the progress.

use jiff::civil::Date;
use nazar::Zone;
use nazar::glyphs::{CHARACTERS, Character};
use nazar::store::practice::{Card, Practised, Streak};
use serde::Serialize;
use utoipa::ToSchema;

use super::forecast::{ForecastDay, forecast};
use super::mastery::{Level, mastery};

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

/// All characters together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PracticeTotals)]
struct Totals {
    /// Mean of the masteries of all 62 characters, 0-100.
    #[schema(minimum = 0, maximum = 100, example = 23)]
    mastery: u8,
    /// Characters that were never drawn.
    #[schema(example = 40)]
    new: usize,
    /// Characters of each of the other levels.
    #[schema(example = 10)]
    learning: usize,
    #[schema(example = 7)]
    familiar: usize,
    #[schema(example = 4)]
    strong: usize,
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

/// One character.
#[derive(Debug, Serialize, ToSchema)]
struct CharacterProgress {
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
    mastery: u8,
    /// The same in a word.
    level: Level,
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

impl Totals {
    fn new(cards: &[Card], characters: &[CharacterProgress], today: Date) -> Self {
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

impl CharacterProgress {
    fn new(character: &Character, card: Option<&Card>, today: Date) -> Self {
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
            last_score: card.last_score,
            mean_score: (card.mean_score * 10.0).round() / 10.0,
            drawings: card.drawings,
            reviews: card.reviews,
            lapses: card.lapses,
            practised_on: card.practised_on,
            due_on: card.due_on,
        }
    }
}

/// More decimals would say more than anybody knows of a memory.
pub(super) fn decimals(number: f64, places: i32) -> f64 {
    let scale = 10_f64.powi(places);
    (number * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::super::plan::testing::{card, drawn};
    use super::*;

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
