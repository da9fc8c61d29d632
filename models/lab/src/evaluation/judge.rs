//! The models on the path that production runs: admission, preprocessing, ONNX Runtime.

use std::path::Path;
use std::time::Instant;

use image::DynamicImage;
use nazar::glyphs::CHARACTERS;
use nazar::image::{Glyph, Rejection, admit, preprocess_image};
use nazar::inference::{Classifier, Encoder, ModelIdentity};

use super::outcome::Outcome;
use crate::corpus::Drawing;

/// Both models.
#[derive(Debug)]
pub struct Judge {
    classifier: Classifier,
    encoder: Encoder,
}

impl Judge {
    /// Loads both models from a folder; ONNX Runtime has to be loaded.
    ///
    /// # Errors
    /// When a model cannot be loaded.
    pub fn load(models: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            classifier: Classifier::load(models)?,
            encoder: Encoder::load(models)?,
        })
    }

    /// Which models these are.
    pub fn identities(&self) -> Vec<ModelIdentity> {
        vec![
            self.classifier.identity().clone(),
            self.encoder.identity().clone(),
        ]
    }

    /// What the models say of a drawing, or why it is refused.
    ///
    /// # Errors
    /// When ONNX Runtime fails.
    pub fn drawing(&self, drawing: &Drawing) -> anyhow::Result<Result<Outcome, Rejection>> {
        match admit(&drawing.bytes) {
            Ok(admitted) => self.picture(drawing.class_id, admitted.picture()),
            Err(rejection) => Ok(Err(rejection)),
        }
    }

    /// What the models say of a picture that shows a character, or why it is refused.
    ///
    /// # Errors
    /// When ONNX Runtime fails.
    pub fn picture(
        &self,
        class_id: u8,
        picture: &DynamicImage,
    ) -> anyhow::Result<Result<Outcome, Rejection>> {
        let began = Instant::now();
        let glyph = match preprocess_image(picture) {
            Ok(glyph) => glyph,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let found = self.classifier.classify(&glyph)?;
        let milliseconds = began.elapsed().as_secs_f64() * 1000.0;
        Ok(Ok(Outcome {
            class_id,
            found,
            distances: self.distances(&glyph)?,
            milliseconds,
        }))
    }

    /// Whether no character is named: the classifier abstains, or preprocessing finds nothing.
    ///
    /// # Errors
    /// When ONNX Runtime fails.
    pub fn refuses(&self, picture: &DynamicImage) -> anyhow::Result<bool> {
        match preprocess_image(picture) {
            Ok(glyph) => Ok(self.classifier.classify(&glyph)?.abstained),
            Err(_) => Ok(true),
        }
    }

    /// The score, 0 to 100, of a picture against a character's reference; `None` when nothing is on it.
    ///
    /// # Errors
    /// When ONNX Runtime fails or there is no such character.
    pub fn score(&self, class_id: u8, picture: &DynamicImage) -> anyhow::Result<Option<f32>> {
        let Ok(glyph) = preprocess_image(picture) else {
            return Ok(None);
        };
        Ok(Some(self.encoder.similarity(&glyph, class_id)?.score))
    }

    fn distances(&self, glyph: &Glyph) -> anyhow::Result<Vec<f32>> {
        let embedding = self.encoder.embed(glyph)?;
        CHARACTERS
            .iter()
            .map(|character| {
                let compared = self.encoder.compare(&embedding, character.class_id)?;
                Ok(compared.distance)
            })
            .collect()
    }
}
