//! The ghost: reference and drawing over each other, in colours.
//!
//! The colours are Okabe and Ito's, which the common kinds of colour blindness tell apart, and they differ in lightness
//! too. Where both agree the ink is nearly black, so that a good drawing looks like ink. What strays less than a hand may
//! is drawn pale: it is seen, and does not shout.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use nazar::image::FineGlyph;

use super::PictureError;
use crate::coach::analysis::Analysis;
use crate::coach::frame::{AREA, Layer, SIDE, UNIT};
use crate::coach::ghost::laid;
use crate::coach::measure::{Cover, TOLERANCE};
use crate::coach::reference::Reference;
use crate::coach::shape::Shape;

/// Pixels along each side of the overlay.
pub const OVERLAY_SIDE: u32 = 2 * SIDE as u32;
/// Ink of both: nearly black.
pub const MATCH_COLOUR: [u8; 3] = [33, 37, 41];
/// Ink of the reference that is missing: vermilion.
pub const MISSING_COLOUR: [u8; 3] = [213, 94, 0];
/// Ink of the drawing that is too much: blue.
pub const EXTRA_COLOUR: [u8; 3] = [0, 114, 178];
/// Ink of the reference that a normal hand's drawing leaves out: grey.
pub const REFERENCE_COLOUR: [u8; 3] = [200, 204, 208];
/// Ink of the drawing that a normal hand's drawing has beside it: pale blue.
const LEARNER_COLOUR: [u8; 3] = [152, 201, 232];
const PAPER: [u8; 3] = [255, 255, 255];
/// Pixels of the picture for each pixel that was measured.
const ZOOM: u32 = OVERLAY_SIDE / SIDE as u32;

/// Draws the overlay of an analysis and the drawing that it was made from, as a 448x448 RGB PNG.
///
/// # Errors
/// [`PictureError`].
pub fn overlay_png(analysis: &Analysis, drawing: &FineGlyph) -> Result<Vec<u8>, PictureError> {
    let reference = Reference::of(analysis.target)?;
    let layer = laid(&Layer::of(drawing), analysis.facts.alignment.pose());
    let shape = Shape::of(layer.ink());
    let tolerance = TOLERANCE * UNIT * analysis.leniency.factor();
    let cover = Cover::new(reference, &shape, tolerance, analysis.facts.weight.ratio());
    let tints = Tints::of(&cover);
    let picture = RgbImage::from_fn(OVERLAY_SIDE, OVERLAY_SIDE, |x, y| {
        let place = [x, y].map(|value| (value as f32 + 0.5) / ZOOM as f32);
        let wanted = coverage(&reference.layer, place);
        let drawn = coverage(&layer, place);
        let index = (y / ZOOM) as usize * SIDE + (x / ZOOM) as usize;
        blend(wanted, drawn, tints.missing[index], tints.extra[index])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

/// The colour of missing and of extra ink at each pixel.
struct Tints {
    missing: Vec<[u8; 3]>,
    extra: Vec<[u8; 3]>,
}

impl Tints {
    fn of(cover: &Cover<'_>) -> Self {
        let choose = |deep: bool, strong, pale| if deep { strong } else { pale };
        let missing = |index| {
            choose(
                cover.missing_depth(index) > 0.0,
                MISSING_COLOUR,
                REFERENCE_COLOUR,
            )
        };
        let extra = |index| choose(cover.extra_depth(index) > 0.0, EXTRA_COLOUR, LEARNER_COLOUR);
        Self {
            missing: (0..AREA).map(missing).collect(),
            extra: (0..AREA).map(extra).collect(),
        }
    }
}

fn coverage(layer: &Layer, place: [f32; 2]) -> f32 {
    // Sharper than the levels are: the edge of ink enlarged twice would look soft.
    ((layer.sample(place) / 255.0 - 0.5) * 2.0 + 0.5).clamp(0.0, 1.0)
}

/// Each pixel is paper, ink of both, missing ink and extra ink in the shares that the two coverages give.
fn blend(wanted: f32, drawn: f32, missing_tint: [u8; 3], extra_tint: [u8; 3]) -> Rgb<u8> {
    let shared = wanted.min(drawn);
    let (missing, extra) = (wanted - shared, drawn - shared);
    let paper = 1.0 - shared - missing - extra;
    let parts = [
        (shared, MATCH_COLOUR),
        (missing, missing_tint),
        (extra, extra_tint),
        (paper, PAPER),
    ];
    Rgb(std::array::from_fn(|channel| {
        let level: f32 = parts
            .iter()
            .map(|(share, colour)| share * f32::from(colour[channel]))
            .sum();
        level.round().clamp(0.0, 255.0) as u8
    }))
}
