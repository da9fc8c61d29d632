//! The rows of the history.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Score;
use crate::ids::RecordId;

/// Which model gave an answer: enough to tell answers of two versions apart, years later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct ModelStamp {
    /// Name and version.
    #[cfg_attr(feature = "http", schema(example = "lipi-classifier-1"))]
    pub id: String,
    /// SHA-256 of the model's file, in hex.
    #[cfg_attr(
        feature = "http",
        schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    )]
    pub sha256: String,
}

/// One of the classes that a classifier considered.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// The character, 0-61.
    pub class_id: u8,
    /// Probability, 0-1.
    pub confidence: f32,
}

/// A drawing that was recognised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PredictionRecord {
    /// Its id.
    pub id: RecordId,
    /// The most probable classes, best first; never empty.
    pub top: Vec<Ranked>,
    /// Whether the best one is too uncertain to be called an answer.
    pub abstained: bool,
    /// The character that the person meant to draw, 0-61, when they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<u8>,
    /// The day in the person's zone.
    pub day: Date,
    /// Who answered.
    pub model: ModelStamp,
    /// When it was sent: the time of its id, so that the order of a list is the order of these.
    pub created_at: Timestamp,
}

impl PredictionRecord {
    /// The character that was recognised; `None` only of a record without classes, which is never written.
    pub fn recognised(&self) -> Option<u8> {
        self.top.first().map(|best| best.class_id)
    }

    /// Whether that is the one that was meant; `None` when nobody said which.
    pub fn matched(&self) -> Option<bool> {
        Some(self.recognised() == Some(self.wanted?))
    }

    /// The characters that were mixed up: wanted and recognised. What the model itself was unsure of is no confusion of the
    /// person's.
    pub fn confusion(&self) -> Option<(u8, u8)> {
        if self.abstained {
            return None;
        }
        self.wanted
            .zip(self.recognised())
            .filter(|(wanted, recognised)| wanted != recognised)
    }
}

/// A drawing that was compared with its reference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimilarityRecord {
    /// Its id, which is also its job's.
    pub id: RecordId,
    /// The character that was wanted, 0-61.
    pub target_class: u8,
    /// The same in Devanagari, so that whoever shows a result need not carry the alphabet.
    pub letter: String,
    /// 100 is equal.
    pub score: Score,
    /// Calibrated distance of both embeddings, from 0.
    pub distance: f32,
    /// Distance below which both count as the same character.
    pub threshold: f32,
    /// Whether the distance is below the threshold.
    pub is_same_character: bool,
    /// The character that it looks like, 0-61: the wanted one when it is that character, else the one whose reference is
    /// clearly nearer, if there is such a one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognised: Option<u8>,
    /// Whether there is feedback to it.
    #[serde(default)]
    pub has_feedback: bool,
    /// The day in the person's zone.
    pub day: Date,
    /// Who compared.
    pub model: ModelStamp,
    /// When it was sent: the time of its id, so that the order of a list is the order of these.
    pub created_at: Timestamp,
}

impl SimilarityRecord {
    /// The characters that were mixed up: wanted and recognised.
    pub fn confusion(&self) -> Option<(u8, u8)> {
        let recognised = self
            .recognised
            .filter(|class| *class != self.target_class)?;
        Some((self.target_class, recognised))
    }
}
