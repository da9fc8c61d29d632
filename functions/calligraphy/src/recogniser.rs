//! Recognising one drawing: everything of a prediction that needs no network.

use std::path::Path;

use nazar::Zone;
use nazar::ids::RecordId;
use nazar::image::{self, Rejection};
use nazar::inference::{Candidate, Classification, Classifier, ModelIdentity};
use nazar::store::history::{ModelStamp, PredictionRecord, Ranked};
use thiserror::Error;

use crate::Picture;

/// The classifier, ready to look at drawings.
#[derive(Debug)]
pub struct Recogniser {
    classifier: Classifier,
}

/// What was seen in a drawing.
#[derive(Debug)]
pub struct Recognition {
    /// The type of the picture that was sent.
    pub content_type: &'static str,
    /// The 64x64 picture that the model saw, as PNG.
    pub processed: Vec<u8>,
    /// What the model said.
    pub classification: Classification,
    model: ModelStamp,
}

/// Why a drawing was not recognised.
#[derive(Debug, Error)]
pub enum RecogniserError {
    /// Something is wrong with the picture.
    #[error("picture refused: {0}")]
    Refused(#[from] Rejection),
    /// Something is wrong with us.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl Recogniser {
    /// Loads the classifier from a folder.
    ///
    /// # Errors
    /// When it is missing or not a model.
    pub fn load(models: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            classifier: Classifier::load(models)?,
        })
    }

    /// Admits a picture's bytes, prepares them, and asks the model. Blocks: call it where blocking is allowed.
    ///
    /// # Errors
    /// [`RecogniserError`].
    pub fn recognise(&self, picture: &Picture) -> Result<Recognition, RecogniserError> {
        let admitted = picture.admit()?;
        let glyph = image::preprocess(&admitted)?;
        let classification = self
            .classifier
            .classify(&glyph)
            .map_err(anyhow::Error::from)?;
        Ok(Recognition {
            content_type: admitted.format().content_type(),
            processed: glyph.png().map_err(anyhow::Error::from)?,
            classification,
            model: self.model(),
        })
    }

    /// The model itself.
    pub(crate) fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    /// Which model it is.
    pub(crate) fn model(&self) -> ModelStamp {
        let ModelIdentity { id, sha256 } = self.classifier.identity().clone();
        ModelStamp { id, sha256 }
    }
}

impl Recognition {
    /// The row of the history: `wanted` is the character that was meant, if that is known, and `zone` the person's.
    pub fn record(&self, id: RecordId, wanted: Option<u8>, zone: &Zone) -> PredictionRecord {
        let ranked = |candidate: &Candidate| Ranked {
            class_id: candidate.class_id,
            confidence: candidate.confidence,
        };
        PredictionRecord {
            id,
            top: self.classification.top.iter().map(ranked).collect(),
            abstained: self.classification.abstained,
            wanted,
            day: zone.day(id.created_at()),
            model: self.model.clone(),
            created_at: id.created_at(),
        }
    }
}
