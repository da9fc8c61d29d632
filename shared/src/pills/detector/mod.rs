//! Where pills lie: our own detector (models/pills), one class, no anchors.
//!
//! The network gives a map at a quarter of its input: how likely a pill's middle lies in a cell, and how far from there
//! its four sides are. A cell counts where none around it is likelier; of boxes that overlap, and of boxes one inside the other, the
//! surer one stays. A picture is
//! looked at twice: whole, and small, for pills that fill it.

mod decode;
mod letterbox;
mod suppress;

use std::path::Path;

use image::RgbImage;

use super::Area;
use super::network::Network;
use crate::inference::{InferenceError, ModelIdentity};
use decode::decode;
use letterbox::Letterbox;
use suppress::suppress;

/// No pill is named below this chance; what is between it and what a caller believes in is for the caller to judge.
const LEAST_SCORE: f32 = 0.05;
/// Pills that fill a picture are larger than any that the network saw: it looks at the picture a second time, its longer side
/// so long in pixels...
const COARSE: u32 = 160;
/// ...where only what is longer than this counts...
const LEAST_COARSE: f32 = 14.0;
/// ...while at the first look only what is shorter than this does: what the network says of larger ones is a guess that shuts two
/// pills into one box.
const LARGEST_FINE: f32 = 200.0;
/// How much free space a box has around its pill, both ends together, as a share of its longer side. The network's boxes
/// are as tight as drawn scenes can say; the boxes that people draw around pills are longer by a seventh at the median.
pub(super) const AIR: f32 = 0.1;
/// Nobody needs more pills of one picture.
const MOST: usize = 60;

/// A pill that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// Where it lies, in pixels of the picture, with a little free space around it.
    pub area: Area,
    /// How sure the detector is, 0 to 1.
    pub score: f32,
}

/// The detector's file.
#[derive(Debug)]
pub struct Detector {
    network: Network,
    side: u32,
}

impl Detector {
    /// The file within the models folder.
    pub const FILE: &str = "dori-detector.onnx";

    /// Loads the detector from the models folder.
    ///
    /// # Errors
    /// As [`super::Eyes::load`].
    pub fn load(folder: &Path) -> Result<Self, InferenceError> {
        let network = Network::load(&folder.join(Self::FILE))?;
        let side = network.text("nazar.side")?;
        let side = side
            .parse()
            .map_err(|_| InferenceError::Model("its nazar.side is not a number".to_owned()))?;
        Ok(Self { network, side })
    }

    /// Which model this is.
    pub fn identity(&self) -> &ModelIdentity {
        self.network.identity()
    }

    /// The pills of a picture, the surest first: two forward passes.
    ///
    /// # Errors
    /// [`InferenceError::Run`] when ONNX Runtime fails, [`InferenceError::Model`] when its answer has another form.
    pub fn detect(&self, picture: &RgbImage) -> Result<Vec<Detection>, InferenceError> {
        let mut seen = self.pass(picture, self.side)?;
        seen.extend(self.pass(picture, COARSE)?);
        let (width, height) = picture.dimensions();
        let airy = |detection: Detection| Detection {
            area: detection.area.grown(AIR).clipped(width, height),
            ..detection
        };
        Ok(suppress(seen, MOST).into_iter().map(airy).collect())
    }

    /// What is found with the picture's longer side so long on the network's square.
    fn pass(&self, picture: &RgbImage, longest: u32) -> Result<Vec<Detection>, InferenceError> {
        let (width, height) = picture.dimensions();
        if width == 0 || height == 0 {
            return Ok(Vec::new());
        }
        let letterbox = Letterbox::of(width, height, longest);
        let outputs = self.network.run(&letterbox.planes(picture), 2)?;
        let found = decode(&outputs[0], &outputs[1], LEAST_SCORE)
            .ok_or_else(|| InferenceError::Model("its outputs are no maps".to_owned()))?;
        let placed = found.into_iter().map(|detection| Detection {
            area: letterbox.back(&detection.area).clipped(width, height),
            ..detection
        });
        let scale = longest as f32 / width.max(height) as f32;
        let is_seen = |detection: &Detection| {
            let length = detection.area.longest() * scale;
            let fits = if longest == self.side {
                length < LARGEST_FINE
            } else {
                length > LEAST_COARSE
            };
            detection.area.size() > 0.0 && fits
        };
        Ok(placed.filter(is_seen).collect())
    }
}
