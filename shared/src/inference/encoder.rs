//! How near a glyph is to a character's reference.
//!
//! The same network encodes both; the references are fixed, so their embeddings were computed when the model was exported
//! and lie in its file. A similarity costs one forward pass.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::InferenceError;
use super::model::{Model, ModelIdentity};
use super::score::{ScoreTable, THRESHOLD};
use crate::glyphs::CHARACTERS;
use crate::image::Glyph;

/// Numbers in an embedding.
pub const EMBEDDING_LENGTH: usize = 128;

/// A point on the unit sphere.
pub type Embedding = [f32; EMBEDDING_LENGTH];

/// The encoder's file with its references, distance scale and score table.
#[derive(Debug)]
pub struct Encoder {
    model: Model,
    references: Vec<Embedding>,
    scale: f32,
    scores: ScoreTable,
}

/// How a glyph compares with a character's reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similarity {
    /// The calibrated distance, from 0.
    pub distance: f32,
    /// 0 to 100, falling with the distance.
    pub score: f32,
    /// Whether the distance is below [`THRESHOLD`].
    pub is_same_character: bool,
}

impl Encoder {
    /// The file within the models folder.
    pub const FILE: &str = "lipi-encoder.onnx";

    /// Loads the encoder from the models folder and runs it once, so that the first message finds it warm.
    ///
    /// # Errors
    /// As [`super::Classifier::load`].
    pub fn load(folder: &Path) -> Result<Self, InferenceError> {
        let model = Model::load(&folder.join(Self::FILE))?;
        let scale = model.number("nazar.distance_scale")?;
        let unusable = |what: &str| InferenceError::Model(format!("its {what} cannot be read"));
        let scores = ScoreTable::parse(&model.text("nazar.score_table")?)
            .ok_or_else(|| unusable("score table"))?;
        let references =
            embeddings(&model.text("nazar.references")?).ok_or_else(|| unusable("references"))?;
        let encoder = Self {
            model,
            references,
            scale,
            scores,
        };
        if let Some(blank) = Glyph::from_pixels(&[0; Glyph::AREA]) {
            encoder.embed(&blank)?;
        }
        Ok(encoder)
    }

    /// Which model this is.
    pub fn identity(&self) -> &ModelIdentity {
        self.model.identity()
    }

    /// The embedding of one glyph: one forward pass.
    ///
    /// # Errors
    /// [`InferenceError::Run`] when ONNX Runtime fails.
    pub fn embed(&self, glyph: &Glyph) -> Result<Embedding, InferenceError> {
        let values = self.model.run(glyph, EMBEDDING_LENGTH)?;
        let wrong = |_| InferenceError::Model("its output is no embedding".to_owned());
        values.as_slice().try_into().map_err(wrong)
    }

    /// The embedding of a character's reference glyph.
    ///
    /// # Errors
    /// [`InferenceError::UnknownCharacter`] for a class from 62 on.
    pub fn reference(&self, class_id: u8) -> Result<&Embedding, InferenceError> {
        self.references
            .get(usize::from(class_id))
            .ok_or(InferenceError::UnknownCharacter(class_id))
    }

    /// The calibrated distance of two embeddings: Euclidean, times the scale that puts the best dividing point
    /// at [`THRESHOLD`].
    pub fn distance(&self, first: &Embedding, second: &Embedding) -> f32 {
        distance_between(first, second) * self.scale
    }

    /// The score of a calibrated distance, 0 to 100.
    pub fn score(&self, distance: f32) -> f32 {
        self.scores.score(distance)
    }

    /// Compares an embedding with a character's reference.
    ///
    /// # Errors
    /// [`InferenceError::UnknownCharacter`] for a class from 62 on.
    pub fn compare(
        &self,
        embedding: &Embedding,
        class_id: u8,
    ) -> Result<Similarity, InferenceError> {
        let distance = self.distance(embedding, self.reference(class_id)?);
        Ok(Similarity {
            distance,
            score: self.score(distance),
            is_same_character: distance < THRESHOLD,
        })
    }

    /// The character whose reference is nearest to an embedding, with the calibrated distance to it.
    pub fn nearest(&self, embedding: &Embedding) -> (u8, f32) {
        let distances = self
            .references
            .iter()
            .map(|reference| self.distance(embedding, reference));
        (0..)
            .zip(distances)
            .min_by(|(_, one), (_, other)| one.total_cmp(other))
            .unwrap_or((0, f32::INFINITY))
    }

    /// Compares a glyph with a character's reference: one forward pass.
    ///
    /// # Errors
    /// [`InferenceError::UnknownCharacter`] for a class from 62 on, [`InferenceError::Run`] when ONNX Runtime fails.
    pub fn similarity(&self, glyph: &Glyph, class_id: u8) -> Result<Similarity, InferenceError> {
        self.reference(class_id)?;
        self.compare(&self.embed(glyph)?, class_id)
    }
}

/// The plain Euclidean distance, 0 to 2 on the unit sphere.
pub fn distance_between(first: &Embedding, second: &Embedding) -> f32 {
    first
        .iter()
        .zip(second)
        .map(|(one, other)| (one - other).powi(2))
        .sum::<f32>()
        .sqrt()
}

/// Base64 of little-endian floats, one embedding per character.
fn embeddings(text: &str) -> Option<Vec<Embedding>> {
    let bytes = STANDARD.decode(text).ok()?;
    let values: Vec<f32> = bytes
        .chunks_exact(4)
        .filter_map(|four| four.try_into().ok())
        .map(f32::from_le_bytes)
        .collect();
    if bytes.len() != CHARACTERS.len() * EMBEDDING_LENGTH * 4 {
        return None;
    }
    values
        .chunks_exact(EMBEDDING_LENGTH)
        .map(|chunk| chunk.try_into().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_whole_or_not_at_all() {
        let values = (0..CHARACTERS.len() * EMBEDDING_LENGTH).map(|index| index as f32);
        let bytes: Vec<u8> = values.flat_map(f32::to_le_bytes).collect();
        let read = embeddings(&STANDARD.encode(&bytes)).unwrap();
        assert_eq!((read.len(), read[1][2]), (62, 130.0));
        assert_eq!(embeddings(&STANDARD.encode(&bytes[4..])), None);
        assert_eq!(embeddings("not base64!"), None);
    }

    #[test]
    fn opposite_points_are_two_apart() {
        let mut pole = [0.0; EMBEDDING_LENGTH];
        pole[5] = 1.0;
        assert_eq!(distance_between(&pole, &pole), 0.0);
        assert_eq!(distance_between(&pole, &pole.map(|value| -value)), 2.0);
    }
}
