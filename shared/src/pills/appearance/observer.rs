//! What a pill looks like: outline, score line, kind and extent by a network (models/pills), colours by their shades.
//!
//! The network names colours too, but less often right than the shades do: what it says of them is not used.

use std::path::Path;

use image::RgbImage;

use super::super::detector::AIR;
use super::super::frame::Frame;
use super::super::network::{Network, Output, Planes};
use super::colours::colours;
use super::cover::Cover;
use super::shades::Shades;
use super::{Appearance, Distribution};
use crate::imprints::Shape;
use crate::inference::{InferenceError, ModelIdentity};
use crate::pills::Area;

/// The side of a crop in pixels.
const SIDE: u32 = 96;
/// How much of the longer side is seen around a pill, both ends together; training cuts with this margin (crops.py).
const MARGIN: f32 = 0.25;

/// The network's file, and the table of shades.
#[derive(Debug)]
pub(crate) struct Observer {
    network: Network,
    shapes: Vec<Shape>,
    shades: Shades,
}

impl Observer {
    /// The file within the models folder.
    pub(crate) const FILE: &str = "dori-appearance.onnx";

    pub(crate) fn load(folder: &Path) -> Result<Self, InferenceError> {
        let network = Network::load(&folder.join(Self::FILE))?;
        let words = network.text("nazar.shapes")?;
        let shapes: Option<Vec<Shape>> = words.split(',').map(Shape::from_word).collect();
        let unknown = || InferenceError::Model("its shapes are not known".to_owned());
        Ok(Self {
            shapes: shapes.ok_or_else(unknown)?,
            shades: Shades::load()?,
            network,
        })
    }

    pub(crate) fn identity(&self) -> &ModelIdentity {
        self.network.identity()
    }

    /// Looks at the pill in an area: one forward pass. `None` where no pill stands out from what it lies on.
    pub(crate) fn observe(
        &self,
        picture: &RgbImage,
        area: &Area,
    ) -> Result<Option<(Appearance, Cover)>, InferenceError> {
        let span = area.longest() / (1.0 + AIR) * (1.0 + MARGIN);
        let frame = Frame {
            middle: (area.x + area.width / 2.0, area.y + area.height / 2.0),
            width: span,
            height: span,
            turn: 0.0,
        };
        let crop = frame.seen(picture, SIDE, SIDE);
        let outputs = self.network.run(&planes(&crop), 4)?;
        let [shapes, flags, _, cells] = outputs.as_slice() else {
            return Err(InferenceError::Model("it has other outputs".to_owned()));
        };
        let (Some(shape), &[scored, capsule]) = (self.shape(shapes), flags.values.as_slice())
        else {
            return Err(InferenceError::Model(
                "its outputs are of another form".to_owned(),
            ));
        };
        let Some(cover) = Cover::new(frame, &cells.values) else {
            return Ok(None);
        };
        let lie = cover.lie();
        let Some(colours) = colours(picture, &cover, &lie, &self.shades) else {
            return Ok(None);
        };
        let appearance = Appearance {
            shape,
            colours,
            scored: scored.clamp(0.0, 1.0),
            capsule: capsule.clamp(0.0, 1.0),
            elongation: (lie.length / lie.breadth.max(1e-3)).clamp(1.0, 100.0),
            length: lie.length,
        };
        Ok(Some((appearance, cover)))
    }

    fn shape(&self, output: &Output) -> Option<Distribution<Shape>> {
        let fits = output.values.len() == self.shapes.len();
        let weights = self
            .shapes
            .iter()
            .copied()
            .zip(output.values.iter().copied());
        fits.then(|| Distribution::from_weights(weights)).flatten()
    }
}

fn planes(crop: &RgbImage) -> Planes {
    let (width, height) = (crop.width() as usize, crop.height() as usize);
    let level = |channel: usize| {
        crop.pixels()
            .map(move |pixel| f32::from(pixel.0[channel]) / 255.0)
    };
    Planes {
        width,
        height,
        values: (0..3).flat_map(level).collect(),
    }
}
