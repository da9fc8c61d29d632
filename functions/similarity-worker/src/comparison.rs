//! Comparing one drawing with one reference: everything that needs no network.

use std::path::Path;

use nazar::code::Code;
use nazar::glyphs;
use nazar::image::{Glyph, admit, glyph_png, overlay, preprocess};
use nazar::inference::{Encoder, ModelIdentity, Similarity, THRESHOLD, recognised};
use nazar::jobs::Job;
use nazar::store::history::{ModelStamp, Score, SimilarityRecord};
use thiserror::Error;

/// The encoder, ready to compare.
#[derive(Debug)]
pub struct Comparer {
    encoder: Encoder,
}

/// Three PNG files of 256x256 pixels, drawn from what the model saw: what a person sees is what was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictures {
    /// The reference, dark on white.
    pub reference: Vec<u8>,
    /// The drawing, dark on white.
    pub user: Vec<u8>,
    /// One over the other, in colours.
    pub overlay: Vec<u8>,
}

/// How far a drawing is from its reference, and the pictures that show it.
#[derive(Debug)]
pub struct Comparison {
    /// Distance, score and verdict.
    pub similarity: Similarity,
    /// The three pictures.
    pub pictures: Pictures,
    recognised: Option<u8>,
    letter: &'static str,
    model: ModelStamp,
}

/// Why a drawing was not compared.
#[derive(Debug, Error)]
pub enum ComparerError {
    /// Something is wrong with the drawing; it will be at the next try too.
    #[error("drawing refused: {0}")]
    Refused(Code),
    /// Something is wrong with us.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<Code> for ComparerError {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}

impl Comparer {
    /// Loads the encoder from a folder.
    ///
    /// # Errors
    /// When it is missing or not a model.
    pub fn load(models: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            encoder: Encoder::load(models)?,
        })
    }

    /// Compares a picture's bytes with the reference of a character. The reference goes through the same steps as
    /// the drawing, so that what differs is the writing.
    ///
    /// # Errors
    /// [`ComparerError`].
    pub fn compare(&self, original: &[u8], target: u8) -> Result<Comparison, ComparerError> {
        let character =
            glyphs::character(target).ok_or(ComparerError::Refused(Code::UnknownCharacter))?;
        let drawing = admit(original)
            .and_then(|admitted| preprocess(&admitted))
            .map_err(Code::from)?;
        let reference = glyphs::reference_glyph(target).map_err(anyhow::Error::from)?;
        let embedding = self.encoder.embed(&drawing).map_err(anyhow::Error::from)?;
        let similarity = self
            .encoder
            .compare(&embedding, target)
            .map_err(anyhow::Error::from)?;
        let nearest = self.encoder.nearest(&embedding);
        Ok(Comparison {
            similarity,
            recognised: recognised(target, similarity.distance, nearest),
            pictures: Pictures::draw(&reference, &drawing)?,
            letter: character.letter,
            model: self.model(),
        })
    }

    fn model(&self) -> ModelStamp {
        let ModelIdentity { id, sha256 } = self.encoder.identity().clone();
        ModelStamp { id, sha256 }
    }
}

impl Pictures {
    fn draw(reference: &Glyph, drawing: &Glyph) -> anyhow::Result<Self> {
        Ok(Self {
            reference: glyph_png(reference)?,
            user: glyph_png(drawing)?,
            overlay: overlay(reference, drawing)?,
        })
    }
}

impl Comparison {
    /// The row of the history: the job's record.
    pub fn record(self, job: &Job, target_class: u8) -> SimilarityRecord {
        let id = job.record_id();
        SimilarityRecord {
            id,
            target_class,
            letter: self.letter.to_owned(),
            score: Score::nearest(self.similarity.score),
            distance: self.similarity.distance,
            threshold: THRESHOLD,
            is_same_character: self.similarity.is_same_character,
            recognised: self.recognised,
            has_feedback: false,
            day: job.day(),
            model: self.model,
            created_at: id.created_at(),
        }
    }
}
