//! The rows of the history.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
    /// Who answered.
    pub model: ModelStamp,
    /// When.
    pub created_at: Timestamp,
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
    /// 0-100, 100 is equal.
    pub score: f32,
    /// Calibrated distance of both embeddings, from 0.
    pub distance: f32,
    /// Distance below which both count as the same character.
    pub threshold: f32,
    /// Whether the distance is below the threshold.
    pub is_same_character: bool,
    /// Who compared.
    pub model: ModelStamp,
    /// When.
    pub created_at: Timestamp,
}
