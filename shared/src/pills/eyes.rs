//! The models of Dori's eyes, loaded once.

use std::path::Path;

use image::RgbImage;

use super::appearance::{Cover, Observer};
use super::detector::{Detection, Detector};
use super::imprint::Reader;
use super::scale::{Plane, plane_of_card};
use super::{Look, Quality, Sighting};
use crate::imprints::{LEGIBLE, Lattice};
use crate::inference::{InferenceError, ModelIdentity};

/// So many of the surest pills are looked at more closely...
const CLOSELY: usize = 12;
/// ...and so many of these are read: reading takes most of the time.
const READ: usize = 3;
/// What is longer, in millimetres, is no pill: the card itself, or its picture.
const LONGEST: f32 = 35.0;
/// What the detector is less sure of is not looked at more closely.
const WORTH_A_LOOK: f32 = 0.2;

/// The models of Dori's eyes: detector, appearance, and the two that read imprints. Sessions run on one thread each, one
/// picture at a time.
#[derive(Debug)]
pub struct Eyes {
    detector: Detector,
    observer: Observer,
    reader: Reader,
    models: Vec<ModelIdentity>,
}

impl Eyes {
    /// Loads the models from the models folder and looks at an empty picture, so that the first scan finds them warm.
    ///
    /// # Errors
    /// [`InferenceError::NoRuntime`] before [`crate::inference::init_runtime`]; [`InferenceError::Missing`] or
    /// [`InferenceError::Model`] for a file that is absent or is something else.
    pub fn load(folder: &Path) -> Result<Self, InferenceError> {
        let detector = Detector::load(folder)?;
        let observer = Observer::load(folder)?;
        let reader = Reader::load(folder)?;
        let own = [detector.identity(), observer.identity()];
        let models = own
            .into_iter()
            .chain(reader.identities())
            .cloned()
            .collect();
        let eyes = Self {
            detector,
            observer,
            reader,
            models,
        };
        eyes.look(&RgbImage::new(64, 64))?;
        Ok(eyes)
    }

    /// Which models these are: part of every answer.
    pub fn models(&self) -> &[ModelIdentity] {
        &self.models
    }

    /// Looks at a picture, of whatever size. Of many pills the twelve surest are looked at more closely, and the three
    /// surest of those that are large enough are read.
    ///
    /// # Errors
    /// [`InferenceError::Run`] when ONNX Runtime fails.
    pub fn look(&self, picture: &RgbImage) -> Result<Look, InferenceError> {
        self.look_on(picture, None)
    }

    /// The same where a card of the size ID-1 lies beside the pills, as somebody says: they are measured by it.
    ///
    /// # Errors
    /// [`InferenceError::Run`] when ONNX Runtime fails.
    pub fn look_beside_card(&self, picture: &RgbImage) -> Result<Look, InferenceError> {
        self.look_on(picture, plane_of_card(picture))
    }

    fn look_on(&self, picture: &RgbImage, plane: Option<Plane>) -> Result<Look, InferenceError> {
        let mut pills = Vec::new();
        let mut read = 0;
        for (rank, detection) in self.detector.detect(picture)?.iter().enumerate() {
            let is_read = read < READ && detection.area.longest() >= LEGIBLE;
            read += usize::from(is_read);
            let (mut sighting, cover) = self.sighting(picture, detection, (rank, is_read))?;
            sighting.size_mm = cover
                .zip(plane)
                .and_then(|(cover, plane)| cover.length_mm(&plane));
            if sighting.size_mm.is_none_or(|size| size < LONGEST) {
                pills.push(sighting);
            }
        }
        Ok(Look {
            quality: Quality::of(picture),
            pills,
            is_measured: plane.is_some(),
        })
    }

    fn sighting(
        &self,
        picture: &RgbImage,
        detection: &Detection,
        (rank, is_read): (usize, bool),
    ) -> Result<(Sighting, Option<Cover>), InferenceError> {
        let mut sighting = Sighting {
            area: detection.area,
            score: detection.score,
            appearance: None,
            imprint: Lattice::default(),
            size_mm: None,
        };
        if rank >= CLOSELY || detection.score < WORTH_A_LOOK {
            return Ok((sighting, None));
        }
        let Some((appearance, cover)) = self.observer.observe(picture, &detection.area)? else {
            return Ok((sighting, None));
        };
        sighting.appearance = Some(appearance);
        if is_read {
            sighting.imprint = self.reader.read(picture, &cover)?;
        }
        Ok((sighting, Some(cover)))
    }
}
