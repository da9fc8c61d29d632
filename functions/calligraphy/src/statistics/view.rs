//! Statistics as their person sees them.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use nazar::Zone;
use nazar::glyphs;
use nazar::ids::RecordId;
use nazar::store::history::{Score, SimilarityRecord, Tally};
use serde::Serialize;
use utoipa::ToSchema;

use super::figures::Figures;
use super::range::Range;

/// How well a person draws. An analysis is a similarity that was computed and not deleted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Statistics {
    /// The character that they are of; absent when of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 61, example = 0)]
    target_class: Option<u8>,
    /// The first day that counts; absent when all time does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date, example = "2026-01-01")]
    from: Option<Date>,
    /// The last day that counts; absent when all time does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date, example = "2026-01-31")]
    to: Option<Date>,
    /// The zone in which today is reckoned.
    #[schema(example = "Asia/Kathmandu")]
    zone: String,
    /// Analyses.
    #[schema(example = 42)]
    total_analyses: u64,
    /// Those that were the wanted character.
    #[schema(example = 33)]
    total_matches: u64,
    /// Those that were not.
    #[schema(example = 9)]
    total_mismatches: u64,
    /// Matches in a hundred analyses; null when there are none.
    #[schema(minimum = 0.0, maximum = 100.0, example = 78.57)]
    match_rate: Option<f64>,
    /// Mean score, 0-100; null without analyses.
    #[schema(minimum = 0.0, maximum = 100.0, example = 71.34)]
    average_score: Option<f64>,
    /// The best score, 0-100; null without analyses.
    #[schema(value_type = Option<f32>, minimum = 0.0, maximum = 100.0, example = 96.1)]
    best_score: Option<Score>,
    /// The character that was practised most often; null without analyses.
    most_practiced_character: Option<MostPracticed>,
    /// How many characters were practised.
    #[schema(example = 5)]
    characters_attempted: usize,
    /// Scores of 90 and above.
    #[schema(example = 6)]
    high_scores: u64,
    /// Scores from 75 to below 90.
    #[schema(example = 15)]
    good_scores: u64,
    /// Scores below 75.
    #[schema(example = 21)]
    needs_practice: u64,
    /// The newest analyses, at most five.
    recent_activity: Vec<Activity>,
    /// Each day, oldest first, those without analyses too. Of all time these are the last 30.
    days: Vec<DayFigures>,
    /// Each character that was practised, in the alphabet's order.
    characters: Vec<CharacterFigures>,
}

/// The character that was practised most often; of several, the first in the alphabet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MostPracticed {
    /// Its class.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    class_id: u8,
    /// The same in Devanagari.
    #[schema(example = "क")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST).
    #[schema(example = "ka")]
    iast: &'static str,
    /// How often.
    #[schema(example = 17)]
    analyses: u64,
}

/// An analysis in short.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Activity {
    /// Its id in the history.
    id: RecordId,
    /// The character that was wanted.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    target_class: u8,
    /// The same in Devanagari.
    #[schema(example = "क")]
    letter: String,
    /// 0-100.
    #[schema(value_type = f32, minimum = 0.0, maximum = 100.0, example = 81.5)]
    score: Score,
    /// Whether it is that character.
    #[schema(example = true)]
    is_same_character: bool,
    /// When it was sent.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:30:00.123Z")]
    created_at: Timestamp,
}

/// One day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayFigures {
    /// The day in the person's zone.
    #[schema(value_type = String, format = Date, example = "2026-01-31")]
    day: Date,
    #[serde(flatten)]
    figures: Short,
}

/// One character.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CharacterFigures {
    /// Its class.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    class_id: u8,
    /// The same in Devanagari.
    #[schema(example = "क")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST).
    #[schema(example = "ka")]
    iast: &'static str,
    #[serde(flatten)]
    figures: Short,
}

/// A few figures.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ShortFigures)]
pub(crate) struct Short {
    /// Analyses.
    #[schema(example = 7)]
    analyses: u64,
    /// Those that were the wanted character.
    #[schema(example = 5)]
    matches: u64,
    /// Mean score, 0-100; null without analyses.
    #[schema(minimum = 0.0, maximum = 100.0, example = 71.34)]
    average_score: Option<f64>,
    /// The best score, 0-100; null without analyses.
    #[schema(value_type = Option<f32>, minimum = 0.0, maximum = 100.0, example = 96.1)]
    best_score: Option<Score>,
}

impl Statistics {
    /// The figures in words that the reference uses for them.
    pub(super) fn new(
        figures: &Figures,
        range: Range,
        target_class: Option<u8>,
        zone: &Zone,
        recent: &[SimilarityRecord],
    ) -> Self {
        let whole = &figures.whole;
        let (first, last) = range.series;
        Self {
            target_class,
            from: (!range.all_time).then_some(first),
            to: (!range.all_time).then_some(last),
            zone: zone.name().to_owned(),
            total_analyses: whole.count(),
            total_matches: whole.matches(),
            total_mismatches: whole.mismatches(),
            match_rate: whole.match_share().map(|share| hundredths(share * 100.0)),
            average_score: whole.average().map(hundredths),
            best_score: whole.best(),
            most_practiced_character: figures.most_practised().and_then(MostPracticed::new),
            characters_attempted: figures.characters.len(),
            high_scores: whole.high(),
            good_scores: whole.good(),
            needs_practice: whole.needs_practice(),
            recent_activity: recent.iter().map(Activity::new).collect(),
            days: series(figures, first, last),
            characters: figures
                .characters
                .iter()
                .filter_map(|(class, tally)| CharacterFigures::new(*class, tally))
                .collect(),
        }
    }
}

fn series(figures: &Figures, first: Date, last: Date) -> Vec<DayFigures> {
    let nothing = Tally::default();
    let days = first.series(1.day()).take_while(|day| *day <= last);
    days.map(|day| DayFigures {
        day,
        figures: Short::of(figures.days.get(&day).unwrap_or(&nothing)),
    })
    .collect()
}

impl MostPracticed {
    fn new((class_id, analyses): (u8, u64)) -> Option<Self> {
        let character = glyphs::character(class_id)?;
        Some(Self {
            class_id,
            letter: character.letter,
            iast: character.iast,
            analyses,
        })
    }
}

impl Activity {
    fn new(record: &SimilarityRecord) -> Self {
        Self {
            id: record.id,
            target_class: record.target_class,
            letter: record.letter.clone(),
            score: record.score,
            is_same_character: record.is_same_character,
            created_at: record.created_at,
        }
    }
}

impl CharacterFigures {
    fn new(class_id: u8, tally: &Tally) -> Option<Self> {
        let character = glyphs::character(class_id)?;
        Some(Self {
            class_id,
            letter: character.letter,
            iast: character.iast,
            figures: Short::of(tally),
        })
    }
}

impl Short {
    fn of(tally: &Tally) -> Self {
        Self {
            analyses: tally.count(),
            matches: tally.matches(),
            average_score: tally.average().map(hundredths),
            best_score: tally.best(),
        }
    }
}

/// Two decimals are as many as anybody reads.
fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
