//! Which character a glyph is.

use std::path::Path;

use super::InferenceError;
use super::activation::Activation;
use super::model::{Model, ModelIdentity};
use crate::glyphs::CHARACTERS;
use crate::image::Glyph;

/// How many candidates an answer names.
const TOP: usize = 5;

/// The classifier's file and its abstention threshold. The temperature is part of the network: its outputs are calibrated.
#[derive(Debug)]
pub struct Classifier {
    model: Model,
    abstain_below: f32,
}

/// One candidate of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The class, 0 to 61.
    pub class_id: u8,
    /// The calibrated probability, 0 to 1.
    pub confidence: f32,
}

/// What the classifier says of a glyph.
#[derive(Debug, Clone, PartialEq)]
pub struct Classification {
    /// The five likeliest classes, likeliest first.
    pub top: Vec<Candidate>,
    /// The first candidate's probability.
    pub confidence: f32,
    /// Whether that is too low to name a character: the glyph may be none of the 62.
    pub abstained: bool,
}

impl Classifier {
    /// The file within the models folder.
    pub const FILE: &str = "lipi-classifier.onnx";

    /// Loads the classifier from the models folder and runs it once, so that the first request finds it warm.
    ///
    /// # Errors
    /// [`InferenceError::NoRuntime`] before [`super::init_runtime`]; [`InferenceError::Missing`] or
    /// [`InferenceError::Model`] for a file that is absent or is something else.
    pub fn load(folder: &Path) -> Result<Self, InferenceError> {
        let model = Model::load(&folder.join(Self::FILE))?;
        let abstain_below = model.number("nazar.abstain_below")?;
        let classifier = Self {
            model,
            abstain_below,
        };
        if let Some(blank) = Glyph::from_pixels(&[0; Glyph::AREA]) {
            classifier.classify(&blank)?;
        }
        Ok(classifier)
    }

    /// Which model this is.
    pub fn identity(&self) -> &ModelIdentity {
        self.model.identity()
    }

    /// The confidence below which it abstains.
    pub fn abstain_below(&self) -> f32 {
        self.abstain_below
    }

    /// Classifies one glyph: one forward pass.
    ///
    /// # Errors
    /// [`InferenceError::Run`] when ONNX Runtime fails.
    pub fn classify(&self, glyph: &Glyph) -> Result<Classification, InferenceError> {
        let logits = self.logits(glyph)?;
        Ok(answer(&logits, self.abstain_below))
    }

    /// What each part of a glyph added to a character's logit: one forward pass.
    ///
    /// # Errors
    /// [`InferenceError::UnknownCharacter`] for a class from 62 on, [`InferenceError::Run`] when ONNX Runtime fails.
    pub fn activation(&self, glyph: &Glyph, class_id: u8) -> Result<Activation, InferenceError> {
        if usize::from(class_id) >= CHARACTERS.len() {
            return Err(InferenceError::UnknownCharacter(class_id));
        }
        let plane = self.model.outputs(glyph, |outputs| {
            let (shape, values) = outputs[1].try_extract_tensor::<f32>()?;
            Ok(Activation::plane(shape, values, class_id))
        })?;
        plane.ok_or_else(|| InferenceError::Model("its second output is no map".to_owned()))
    }

    /// The calibrated logits of one glyph by class: [`Self::classify`] gives their softmax.
    ///
    /// # Errors
    /// [`InferenceError::Run`] when ONNX Runtime fails.
    pub fn logits(&self, glyph: &Glyph) -> Result<Vec<f32>, InferenceError> {
        self.model.run(glyph, CHARACTERS.len())
    }
}

fn answer(logits: &[f32], abstain_below: f32) -> Classification {
    let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let weights: Vec<f32> = logits.iter().map(|logit| (logit - highest).exp()).collect();
    let total: f32 = weights.iter().sum();
    let mut top: Vec<Candidate> = (0_u8..)
        .zip(&weights)
        .map(|(class_id, weight)| Candidate {
            class_id,
            confidence: weight / total,
        })
        .collect();
    top.sort_by(|first, second| second.confidence.total_cmp(&first.confidence));
    top.truncate(TOP);
    let confidence = top.first().map_or(0.0, |candidate| candidate.confidence);
    Classification {
        top,
        confidence,
        abstained: confidence < abstain_below,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_likeliest_comes_first_and_a_tie_abstains() {
        let mut logits = vec![0.0; 62];
        logits[7] = 8.0;
        logits[3] = 5.0;
        let sure = answer(&logits, 0.5);
        assert_eq!(
            (sure.top[0].class_id, sure.top[1].class_id, sure.top.len()),
            (7, 3, 5)
        );
        assert!(!sure.abstained);
        assert!(answer(&[1.0; 62], 0.5).abstained);
    }

    proptest! {
        #[test]
        fn confidences_are_probabilities_in_falling_order(logits in proptest::collection::vec(-60.0_f32..60.0, 62)) {
            let found = answer(&logits, 0.5);
            prop_assert!(found.top.windows(2).all(|pair| pair[0].confidence >= pair[1].confidence));
            prop_assert!(found.top.iter().all(|candidate| (0.0..=1.0).contains(&candidate.confidence)));
            prop_assert!(found.confidence >= 1.0 / 62.0 - 1e-6);
        }
    }
}
