//! Comparing one drawing with one reference: everything that needs no network.

use std::path::Path;

use jiff::Timestamp;
use nazar::code::Code;
use nazar::glyphs;
use nazar::ids::RecordId;
use nazar::image;
use nazar::inference::{self, Encoder, THRESHOLD};
use nazar::store::history::{ModelStamp, SimilarityRecord};

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
    /// Euclidean distance of both embeddings, 0-2.
    pub distance: f32,
    /// 0-100; 100 is equal.
    pub score: f32,
    /// The three pictures.
    pub pictures: Pictures,
    letter: &'static str,
    model: ModelStamp,
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
    /// When inference fails, which is not the picture's fault; what is, is the inner code.
    pub fn compare(&self, original: &[u8], target: u8) -> anyhow::Result<Result<Comparison, Code>> {
        let Some(character) = glyphs::character(target) else {
            return Ok(Err(Code::UnknownCharacter));
        };
        let drawing = match image::admit(original).and_then(|admitted| image::preprocess(&admitted))
        {
            Ok(glyph) => glyph,
            Err(rejection) => return Ok(Err(rejection.into())),
        };
        let reference = glyphs::reference_glyph(target);
        let distance = inference::distance(
            &self.encoder.embed(&reference)?,
            &self.encoder.embed(&drawing)?,
        );
        Ok(Ok(Comparison {
            distance,
            score: inference::score(distance),
            pictures: Pictures {
                reference: image::glyph_png(&reference)?,
                user: image::glyph_png(&drawing)?,
                overlay: image::overlay(&reference, &drawing)?,
            },
            letter: character.letter,
            model: self.model(),
        }))
    }

    fn model(&self) -> ModelStamp {
        ModelStamp {
            id: self.encoder.id().to_owned(),
            sha256: self.encoder.sha256().to_owned(),
        }
    }
}

impl Comparison {
    /// The row of the history.
    pub fn record(self, id: RecordId, target_class: u8) -> SimilarityRecord {
        SimilarityRecord {
            id,
            target_class,
            letter: self.letter.to_owned(),
            score: self.score,
            distance: self.distance,
            threshold: THRESHOLD,
            is_same_character: self.distance < THRESHOLD,
            model: self.model,
            created_at: Timestamp::now(),
        }
    }
}
