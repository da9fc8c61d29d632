//! Reads a pill: finds text, tries the ways of turning it, reads it twice.

use std::path::Path;

use image::RgbImage;

use super::super::appearance::Cover;
use super::super::network::Network;
use super::canvas::Canvas;
use super::ctc::Alphabet;
use super::reading::{Reading, lattice};
use super::regions::{Region, regions};
use super::strip::{Quarters, order};
use super::surface::Surface;
use super::turn::slant;
use crate::imprints::Lattice;
use crate::inference::{InferenceError, ModelIdentity};
use crate::pills::Area;

/// A pill so much longer than broad bears its lines along its length.
const LONG: f32 = 1.25;
/// Of more regions only the largest are read: nobody prints more on one side.
const MOST_REGIONS: usize = 8;
/// The middle of a pill is read as one line besides: letters that stand alone are no text to the detection. What it says
/// counts when it is as sure as this.
const BAND_SURE: f32 = 0.8;
/// How much of the pill's length and breadth that line has.
const BAND: (f32, f32) = (0.86, 0.5);

/// So much of a line's length is added to its sides for the second cut, half at each end.
const ROOMY: f32 = 0.06;

/// The two networks of PP-OCR.
#[derive(Debug)]
pub(crate) struct Reader {
    detection: Network,
    recognition: Network,
    alphabet: Alphabet,
}

impl Reader {
    /// The files within the models folder; models/assets.toml says where they come from.
    pub(crate) const FILES: [&str; 2] = ["pp-ocrv4-detection.onnx", "pp-ocrv4-recognition.onnx"];

    pub(crate) fn load(folder: &Path) -> Result<Self, InferenceError> {
        let [detection, recognition] = Self::FILES;
        let recognition = Network::load_named(&folder.join(recognition), "pp-ocrv4-recognition")?;
        let alphabet = Alphabet::new(&recognition.text("character")?)
            .ok_or_else(|| InferenceError::Model("its list of characters lacks some".to_owned()))?;
        Ok(Self {
            detection: Network::load_named(&folder.join(detection), "pp-ocrv4-detection")?,
            recognition,
            alphabet,
        })
    }

    pub(crate) fn identities(&self) -> [&ModelIdentity; 2] {
        [self.detection.identity(), self.recognition.identity()]
    }

    /// Reads the side of a pill that is seen.
    pub(crate) fn read(
        &self,
        picture: &RgbImage,
        cover: &Cover,
    ) -> Result<Lattice, InferenceError> {
        let lie = cover.lie();
        let is_long = lie.length > LONG * lie.breadth;
        let first_turn = if is_long { lie.turn } else { 0.0 };
        let mut canvas = Canvas::of(picture, cover, &lie, first_turn);
        let mut found = self.text(&canvas.relief)?;
        if let Some(slant) = slant(&found).filter(|_| !is_long) {
            canvas = Canvas::of(picture, cover, &lie, first_turn + slant);
            found = self.text(&canvas.relief)?;
        }
        let ways: &[Quarters] = if is_long { &[0, 2] } else { &[0, 1, 2, 3] };
        let mut best: (f32, Vec<Reading>) = (0.0, Vec::new());
        for quarters in ways {
            let lines = self.lines(&canvas, &found, *quarters)?;
            let weight = lines.iter().map(Reading::weight).sum();
            if weight > best.0 {
                best = (weight, lines);
            }
        }
        Ok(lattice(best.1))
    }

    /// Regions with text, the largest ones.
    fn text(&self, surface: &Surface) -> Result<Vec<Region>, InferenceError> {
        let map = self.detection.run(&surface.planes(), 1)?;
        let values = map
            .first()
            .map_or(&[][..], |output| output.values.as_slice());
        let mut found = regions(values, surface.width);
        found.sort_by_key(|region| std::cmp::Reverse(region.pixels));
        found.truncate(MOST_REGIONS);
        Ok(found)
    }

    /// Everything that is read one way round, from the first line to the last.
    fn lines(
        &self,
        canvas: &Canvas,
        found: &[Region],
        quarters: Quarters,
    ) -> Result<Vec<Reading>, InferenceError> {
        let mut lines = Vec::new();
        for region in found {
            lines.push(self.twice(canvas, &region.area, quarters)?);
        }
        lines.retain(|line| is_written(canvas, line));
        lines.sort_by(|one, other| {
            let (one, other) = (order(&one.area, quarters), order(&other.area, quarters));
            one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
        });
        let band = self.twice(canvas, &band(canvas, quarters), quarters)?;
        if is_written(canvas, &band) {
            lines = with_band(lines, band);
        }
        Ok(lines)
    }

    /// A place read by its relief and by its edges.
    fn twice(
        &self,
        canvas: &Canvas,
        area: &Area,
        quarters: Quarters,
    ) -> Result<Reading, InferenceError> {
        let relief = self.steadied(&canvas.relief, area, quarters)?;
        let slopes = self.steadied(&canvas.slopes, area, quarters)?;
        Ok(relief.joined(slopes))
    }

    /// A place read twice, cut out tightly and with some room: an E and an F differ by less than the cut does.
    fn steadied(
        &self,
        surface: &Surface,
        area: &Area,
        quarters: Quarters,
    ) -> Result<Reading, InferenceError> {
        let tight = self.once(surface, area, quarters)?;
        let roomy = self.once(surface, &area.grown(ROOMY), quarters)?;
        Ok(Reading {
            area: *area,
            // Both cuts are of one picture: whether the other one says so too is not known yet.
            twice: false,
            ..tight.joined(roomy)
        })
    }

    fn once(
        &self,
        surface: &Surface,
        area: &Area,
        quarters: Quarters,
    ) -> Result<Reading, InferenceError> {
        let mut reading = Reading {
            area: *area,
            positions: Vec::new(),
            twice: false,
        };
        let Some(strip) = surface.strip(area, quarters) else {
            return Ok(reading);
        };
        let outputs = self.recognition.run(&strip, 1)?;
        if let Some(output) = outputs.first() {
            let classes = output.shape.last().copied().unwrap_or(0);
            reading.positions = self.alphabet.positions(&output.values, classes);
        }
        Ok(reading)
    }
}

/// Whether something is written in a place, by what was read and by the strokes there.
fn is_written(canvas: &Canvas, reading: &Reading) -> bool {
    reading.is_line() && reading.is_written(canvas.strokes.within(&reading.area))
}

/// The middle of the pill, along the lines.
fn band(canvas: &Canvas, quarters: Quarters) -> Area {
    let (long, high) = canvas.size;
    let (width, height) = if quarters.is_multiple_of(2) {
        (long * BAND.0, high * BAND.1)
    } else {
        (long * BAND.1, high * BAND.0)
    };
    Area {
        x: (canvas.relief.width as f32 - width) / 2.0,
        y: (canvas.relief.height as f32 - height) / 2.0,
        width,
        height,
    }
}

/// The lines, or the band in their place: where it is sure, has more characters, and all lines lie within it.
fn with_band(lines: Vec<Reading>, band: Reading) -> Vec<Reading> {
    let characters: usize = lines.iter().map(Reading::characters).sum();
    let covers_all = lines.iter().all(|line| line.area.within(&band.area) > 0.5);
    let is_better = band.sureness() >= BAND_SURE && band.characters() > characters;
    if is_better && covers_all {
        vec![band]
    } else {
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imprints::Position;

    fn reading(text: &str, probability: f32, left: f32) -> Reading {
        Reading {
            area: Area::between((left, 10.0), (left + 40.0, 30.0)),
            positions: text
                .chars()
                .map(|one| Position::new([(one, probability)]))
                .collect(),
            twice: true,
        }
    }

    fn whole(text: &str, probability: f32) -> Reading {
        Reading {
            area: Area::between((0.0, 0.0), (100.0, 40.0)),
            ..reading(text, probability, 0.0)
        }
    }

    #[test]
    fn a_lone_letter_beside_a_word_comes_from_the_band() {
        let found = with_band(vec![reading("WAR", 0.99, 5.0)], whole("WAR4", 0.95));
        assert_eq!((found.len(), found[0].characters()), (1, 4));
    }

    #[test]
    fn the_band_does_not_replace_what_lies_beyond_it_or_is_as_good() {
        let beyond = vec![reading("93", 0.99, 90.0)];
        assert_eq!(with_band(beyond.clone(), whole("9376", 0.95)), beyond);
        let good = vec![reading("7542", 0.99, 5.0)];
        assert_eq!(with_band(good.clone(), whole("7542", 0.99)), good);
        assert_eq!(with_band(good.clone(), whole("75421", 0.6)), good);
    }
}
