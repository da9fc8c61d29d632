//! Heat maps: where on the drawing the classifier saw a character.
//!
//! Each cell of the classifier's last feature map adds an exact part to a class's logit. The parts that speak for the class
//! are drawn as colours over the drawing, what speaks against it as nothing; two maps of one drawing share one scale, so that
//! the character that was wanted and the one that was seen can be compared.

mod ramp;

use std::io::Cursor;

use image::imageops::FilterType;
use image::{GrayImage, ImageError, ImageFormat, Rgb, RgbImage};
use nazar::image::{Glyph, PICTURE_SIDE};
use nazar::inference::Activation;

/// How much of the colour shows on paper: the rest is white, so that dark ink stays readable on the coldest place.
const ON_PAPER: f32 = 0.65;
/// How much of it shows through ink.
const ON_INK: f32 = 0.35;
const PAPER: f32 = 255.0;
const INK: [f32; 3] = [16.0, 18.0, 20.0];

/// What each place of a grid adds to a class's logit, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Evidence {
    /// Cells of a row.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    /// `width * height` parts, in logits; negative where a place speaks against the class.
    pub(super) cells: Vec<f32>,
}

impl From<Activation> for Evidence {
    fn from(activation: Activation) -> Self {
        Self {
            width: activation.width,
            height: activation.height,
            cells: activation.values,
        }
    }
}

impl Evidence {
    /// The strongest part that speaks for the class, 0 where none does.
    pub(super) fn peak(&self) -> f32 {
        self.cells.iter().copied().fold(0.0, f32::max)
    }

    /// The part at a place of the picture, between the cells' middles in straight lines; x and y are 0-1.
    fn at(&self, x: f32, y: f32) -> f32 {
        let (left, right, along) = between(x, self.width);
        let (top, bottom, down) = between(y, self.height);
        let cell = |column: usize, row: usize| self.cells[row * self.width + column];
        let upper = mix(cell(left, top), cell(right, top), along);
        let lower = mix(cell(left, bottom), cell(right, bottom), along);
        mix(upper, lower, down)
    }

    fn is_whole(&self) -> bool {
        self.width > 0 && self.height > 0 && self.cells.len() == self.width * self.height
    }
}

/// The drawing under the evidence for one class, as a 256x256 RGB PNG. `peak` is the evidence that gets the brightest colour.
///
/// # Errors
/// When the encoder fails, which it does not for memory.
pub(super) fn heat_map(
    glyph: &Glyph,
    evidence: &Evidence,
    peak: f32,
) -> Result<Vec<u8>, ImageError> {
    let drawing = enlarged(glyph);
    let side = PICTURE_SIDE as f32;
    let picture = RgbImage::from_fn(PICTURE_SIDE, PICTURE_SIDE, |x, y| {
        let (along, down) = ((x as f32 + 0.5) / side, (y as f32 + 0.5) / side);
        let warmth = if peak > 0.0 && evidence.is_whole() {
            evidence.at(along, down) / peak
        } else {
            0.0
        };
        let ink = f32::from(drawing.get_pixel(x, y)[0]) / 255.0;
        pixel(ink, ramp::colour(warmth))
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

fn pixel(ink: f32, heat: [f32; 3]) -> Rgb<u8> {
    Rgb(std::array::from_fn(|channel| {
        let paper = mix(PAPER, heat[channel], ON_PAPER);
        let inked = mix(INK[channel], heat[channel], ON_INK);
        mix(paper, inked, ink).round().clamp(0.0, 255.0) as u8
    }))
}

fn enlarged(glyph: &Glyph) -> GrayImage {
    let filter = FilterType::CatmullRom;
    image::imageops::resize(&glyph.image(), PICTURE_SIDE, PICTURE_SIDE, filter)
}

/// The cells before and after a place along one side, and how far it is from the one to the other. Beyond the outer cells'
/// middles there is one cell only.
fn between(place: f32, cells: usize) -> (usize, usize, f32) {
    let last = cells.saturating_sub(1);
    let position = (place * cells as f32 - 0.5).clamp(0.0, last as f32);
    let before = position as usize;
    (before, (before + 1).min(last), position - before as f32)
}

fn mix(from: f32, to: f32, share: f32) -> f32 {
    from + (to - from) * share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blank() -> Glyph {
        Glyph::from_pixels(&[0; Glyph::AREA]).unwrap()
    }

    fn drawn(glyph: &Glyph, evidence: &Evidence, peak: f32) -> RgbImage {
        let png = heat_map(glyph, evidence, peak).unwrap();
        image::load_from_memory(&png).unwrap().into_rgb8()
    }

    /// A grid of 2x2 cells whose right upper one speaks for the class and whose left lower one against it.
    fn corner() -> Evidence {
        Evidence {
            width: 2,
            height: 2,
            cells: vec![0.0, 4.0, -9.0, 0.0],
        }
    }

    #[test]
    fn warm_is_where_the_evidence_is() {
        let picture = drawn(&blank(), &corner(), corner().peak());
        assert_eq!(picture.dimensions(), (PICTURE_SIDE, PICTURE_SIDE));
        let warm = pixel(0.0, ramp::colour(1.0));
        let cold = pixel(0.0, ramp::colour(0.0));
        assert_eq!(*picture.get_pixel(230, 20), warm);
        assert_eq!(*picture.get_pixel(20, 20), cold);
        assert_eq!(
            *picture.get_pixel(20, 230),
            cold,
            "against is drawn as nothing"
        );
        let between = picture.get_pixel(128, 20)[0];
        assert!(between > cold[0] && between < warm[0]);
    }

    #[test]
    fn two_maps_share_the_scale_that_they_are_given() {
        let weak = drawn(&blank(), &corner(), 2.0 * corner().peak());
        assert_eq!(*weak.get_pixel(230, 20), pixel(0.0, ramp::colour(0.5)));
    }

    #[test]
    fn ink_stays_readable_on_every_warmth() {
        let black = |colour: Rgb<u8>| colour.0.iter().map(|&level| u32::from(level)).sum::<u32>();
        for step in 0..=10 {
            let heat = ramp::colour(step as f32 / 10.0);
            assert!(
                black(pixel(0.0, heat)) > black(pixel(1.0, heat)) + 150,
                "{step}"
            );
        }
        let full = Glyph::from_pixels(&[255; Glyph::AREA]).unwrap();
        let picture = drawn(&full, &corner(), 1.0);
        assert!(black(*picture.get_pixel(20, 20)) < 150);
    }

    #[test]
    fn without_evidence_everything_is_cold() {
        let none = Evidence {
            width: 2,
            height: 2,
            cells: vec![-1.0; 4],
        };
        assert_eq!(none.peak(), 0.0);
        let broken = Evidence {
            width: 3,
            height: 3,
            cells: vec![1.0],
        };
        for evidence in [none, broken] {
            let picture = drawn(&blank(), &evidence, evidence.peak());
            let cold = pixel(0.0, ramp::colour(0.0));
            assert!(picture.pixels().all(|found| *found == cold));
        }
    }
}
