//! The network that says what a pill looks like (models/pills).

use std::path::Path;

use image::RgbImage;

use super::super::frame::Frame;
use super::super::network::{Network, Output, Planes};
use super::cover::Cover;
use super::{Appearance, ColourSet, Distribution};
use crate::imprints::{Colour, Shape};
use crate::inference::{InferenceError, ModelIdentity};
use crate::pills::Area;

/// The side of a crop in pixels.
const SIDE: u32 = 96;
/// How much of the longer side is seen around a box, both ends together; training cuts with this margin (crops.py).
const MARGIN: f32 = 0.25;

/// The network's file.
#[derive(Debug)]
pub(crate) struct Observer {
    network: Network,
    shapes: Vec<Shape>,
    colours: Vec<Colour>,
}

impl Observer {
    /// The file within the models folder.
    pub(crate) const FILE: &str = "dori-appearance.onnx";

    pub(crate) fn load(folder: &Path) -> Result<Self, InferenceError> {
        let network = Network::load(&folder.join(Self::FILE))?;
        let unknown = |what: &str| InferenceError::Model(format!("its {what} are not known"));
        let words = |key: &str| {
            network
                .text(key)
                .map(|text| text.split(',').map(str::to_owned).collect())
        };
        let shapes: Vec<String> = words("nazar.shapes")?;
        let shapes: Option<Vec<Shape>> = shapes.iter().map(|word| Shape::from_word(word)).collect();
        let colours: Vec<String> = words("nazar.colours")?;
        let colours: Option<Vec<Colour>> =
            colours.iter().map(|word| Colour::from_word(word)).collect();
        Ok(Self {
            shapes: shapes.ok_or_else(|| unknown("shapes"))?,
            colours: colours.ok_or_else(|| unknown("colours"))?,
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
        let span = area.longest() * (1.0 + MARGIN);
        let frame = Frame {
            middle: (area.x + area.width / 2.0, area.y + area.height / 2.0),
            width: span,
            height: span,
            turn: 0.0,
        };
        let crop = frame.seen(picture, SIDE, SIDE);
        let outputs = self.network.run(&planes(&crop), 4)?;
        let [shapes, flags, colours, cells] = outputs.as_slice() else {
            return Err(InferenceError::Model("it has other outputs".to_owned()));
        };
        let traits = (
            self.shape(shapes),
            self.colour_sets(colours),
            flags.values.as_slice(),
        );
        let (Some(shape), Some(colours), &[scored, capsule]) = traits else {
            return Err(InferenceError::Model(
                "its outputs are of another form".to_owned(),
            ));
        };
        let Some(cover) = Cover::new(frame, cells.values.clone()) else {
            return Ok(None);
        };
        let lie = cover.lie();
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

    /// The single colours, then the pairs in the order of training.
    fn colour_sets(&self, output: &Output) -> Option<Distribution<ColourSet>> {
        let sets = sets(&self.colours);
        let fits = output.values.len() == sets.len();
        let weights = sets.into_iter().zip(output.values.iter().copied());
        fits.then(|| Distribution::from_weights(weights)).flatten()
    }
}

fn sets(colours: &[Colour]) -> Vec<ColourSet> {
    let single = colours.iter().map(|&first| ColourSet {
        first,
        second: None,
    });
    let pairs = colours.iter().enumerate().flat_map(|(index, &first)| {
        let others = colours[index + 1..].iter();
        others.map(move |&second| ColourSet {
            first,
            second: Some(second),
        })
    });
    single.chain(pairs).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_in_the_order_of_training() {
        let sets = sets(&[Colour::White, Colour::Red, Colour::Blue]);
        let names: Vec<String> = sets
            .iter()
            .map(|set| set.iter().map(Colour::as_str).collect::<Vec<_>>().join("+"))
            .collect();
        assert_eq!(
            names,
            [
                "white",
                "red",
                "blue",
                "white+red",
                "white+blue",
                "red+blue"
            ]
        );
    }
}
