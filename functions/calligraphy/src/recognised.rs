//! What was recognised in a drawing, as an answer and as an item of the history.

use jiff::Timestamp;
use nazar::glyphs;
use nazar::http::{Code, Problem};
use nazar::ids::RecordId;
use nazar::store::history::{ModelStamp, PredictionRecord, Ranked};
use serde::Serialize;
use utoipa::ToSchema;

/// What was recognised.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recognised {
    /// Its id in the history.
    id: RecordId,
    /// The most probable character.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    class_id: u8,
    /// The same in Devanagari.
    #[schema(example = "क")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST).
    #[schema(example = "ka")]
    iast: &'static str,
    /// `consonant`, `vowel` or `digit`.
    #[schema(example = "consonant")]
    group: &'static str,
    /// How probable, 0-1.
    #[schema(minimum = 0.0, maximum = 1.0, example = 0.97)]
    confidence: f32,
    /// Whether that is too little to be called an answer: then `class_id` is a guess.
    #[schema(example = false)]
    abstained: bool,
    /// The character that was meant, if the request named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 61, example = 0)]
    target_class: Option<u8>,
    /// Whether that is the most probable one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = true)]
    matched: Option<bool>,
    /// The five most probable characters, best first.
    #[schema(max_items = 5)]
    top: Vec<Candidate>,
    /// Which model answered.
    model: ModelStamp,
    /// When it was sent.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:30:00.123Z")]
    created_at: Timestamp,
}

/// A character that it could be.
#[derive(Debug, Serialize, ToSchema)]
pub struct Candidate {
    /// The character's class.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    class_id: u8,
    /// The same in Devanagari.
    #[schema(example = "क")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST).
    #[schema(example = "ka")]
    iast: &'static str,
    /// How probable, 0-1.
    #[schema(minimum = 0.0, maximum = 1.0, example = 0.97)]
    confidence: f32,
}

impl Recognised {
    /// What a record says.
    ///
    /// # Errors
    /// `internal` when it names a character that there is none of.
    pub fn new(record: PredictionRecord) -> Result<Self, Problem> {
        let best = record
            .top
            .first()
            .and_then(|best| Some((best, glyphs::character(best.class_id)?)));
        let (best, character) = best.ok_or(Problem::new(Code::Internal))?;
        Ok(Self {
            id: record.id,
            class_id: best.class_id,
            letter: character.letter,
            iast: character.iast,
            group: character.group.name(),
            confidence: best.confidence,
            abstained: record.abstained,
            target_class: record.wanted,
            matched: record.matched(),
            top: record.top.iter().filter_map(Candidate::new).collect(),
            model: record.model,
            created_at: record.created_at,
        })
    }
}

impl Candidate {
    fn new(ranked: &Ranked) -> Option<Self> {
        let character = glyphs::character(ranked.class_id)?;
        Some(Self {
            class_id: ranked.class_id,
            letter: character.letter,
            iast: character.iast,
            confidence: ranked.confidence,
        })
    }
}
