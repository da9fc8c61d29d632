//! Where pills lie: our own detector (models/pills), one class, no anchors.
//!
//! The network gives a map at a quarter of its input: how likely a pill's middle lies in a cell, and how far from there
//! its four sides are. A cell counts where none around it is likelier; of boxes that overlap the surer one stays.

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
/// Two boxes that overlap by more are one pill.
const SAME_PILL: f32 = 0.5;
/// Nobody needs more pills of one picture.
const MOST: usize = 60;

/// A pill that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// Where it lies, in pixels of the picture.
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

    /// The pills of a picture, the surest first: one forward pass.
    ///
    /// # Errors
    /// [`InferenceError::Run`] when ONNX Runtime fails, [`InferenceError::Model`] when its answer has another form.
    pub fn detect(&self, picture: &RgbImage) -> Result<Vec<Detection>, InferenceError> {
        let letterbox = Letterbox::of(picture.width(), picture.height(), self.side);
        let outputs = self.network.run(&letterbox.planes(picture), 2)?;
        let found = decode(&outputs[0], &outputs[1], LEAST_SCORE)
            .ok_or_else(|| InferenceError::Model("its outputs are no maps".to_owned()))?;
        let (width, height) = (picture.width(), picture.height());
        let placed = found.into_iter().map(|detection| Detection {
            area: letterbox.back(&detection.area).clipped(width, height),
            ..detection
        });
        let seen = placed.filter(|detection| detection.area.size() > 0.0);
        Ok(suppress(seen.collect(), SAME_PILL, MOST))
    }
}
