//! The pictures of a similarity, for people.
//!
//! Blue and orange (from Okabe and Ito's palette) stay apart for every common kind of colour blindness, and the two
//! differ in lightness too, so they also stay apart in grey. Where learner and reference agree, the ink is nearly black:
//! a good drawing looks like ink, and a flaw is what shines.

use std::io::Cursor;

use image::imageops::FilterType;
use image::{DynamicImage, GrayImage, ImageError, ImageFormat, Rgb, RgbImage};

use super::Glyph;

/// Pixels along each side of a similarity's pictures.
pub const PICTURE_SIDE: u32 = 256;
/// What only the reference has: ink that is missing.
pub const REFERENCE_COLOUR: [u8; 3] = [86, 180, 233];
/// What only the learner's drawing has: ink too much.
pub const INK_COLOUR: [u8; 3] = [213, 94, 0];
/// What both have.
pub const SHARED_COLOUR: [u8; 3] = [33, 37, 41];

const PAPER: [f32; 3] = [255.0, 255.0, 255.0];

/// Reference and drawing laid over each other, as a 256x256 RGB PNG.
///
/// # Errors
/// When the encoder fails, which it does not for memory.
pub fn overlay(reference: &Glyph, drawing: &Glyph) -> Result<Vec<u8>, ImageError> {
    let wanted = enlarged(reference);
    let drawn = enlarged(drawing);
    let picture = RgbImage::from_fn(PICTURE_SIDE, PICTURE_SIDE, |x, y| {
        blend(share(&wanted, x, y), share(&drawn, x, y))
    });
    encode(&DynamicImage::ImageRgb8(picture))
}

/// One glyph as dark ink on white, as a 256x256 grey PNG.
///
/// # Errors
/// When the encoder fails, which it does not for memory.
pub fn glyph_png(glyph: &Glyph) -> Result<Vec<u8>, ImageError> {
    let mut picture = enlarged(glyph);
    for pixel in picture.pixels_mut() {
        pixel[0] = 255 - pixel[0];
    }
    encode(&DynamicImage::ImageLuma8(picture))
}

fn enlarged(glyph: &Glyph) -> GrayImage {
    image::imageops::resize(
        &glyph.image(),
        PICTURE_SIDE,
        PICTURE_SIDE,
        FilterType::CatmullRom,
    )
}

fn share(picture: &GrayImage, x: u32, y: u32) -> f32 {
    f32::from(picture.get_pixel(x, y)[0]) / 255.0
}

/// Each pixel is paper, missing ink, surplus ink and shared ink in the shares that the two coverages give.
fn blend(wanted: f32, drawn: f32) -> Rgb<u8> {
    let shared = wanted.min(drawn);
    let missing = wanted - shared;
    let surplus = drawn - shared;
    let paper = 1.0 - shared - missing - surplus;
    Rgb(std::array::from_fn(|channel| {
        let inked = shared * f32::from(SHARED_COLOUR[channel])
            + missing * f32::from(REFERENCE_COLOUR[channel])
            + surplus * f32::from(INK_COLOUR[channel]);
        (paper * PAPER[channel] + inked).round().clamp(0.0, 255.0) as u8
    }))
}

fn encode(picture: &DynamicImage) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ink in the columns from `left` to `right`.
    fn stripe(left: usize, right: usize) -> Glyph {
        let ink = |index: usize| (left..right).contains(&(index % Glyph::SIDE));
        let pixels: Vec<u8> = (0..Glyph::AREA)
            .map(|index| if ink(index) { 255 } else { 0 })
            .collect();
        Glyph::from_pixels(&pixels).unwrap()
    }

    #[test]
    fn missing_surplus_and_shared_ink_have_their_colours() {
        let png = overlay(&stripe(8, 32), &stripe(20, 48)).unwrap();
        let picture = image::load_from_memory(&png).unwrap().into_rgb8();
        assert_eq!(picture.dimensions(), (PICTURE_SIDE, PICTURE_SIDE));
        let colour = |column: u32| picture.get_pixel(column * 4, 128).0;
        assert_eq!(colour(14), REFERENCE_COLOUR);
        assert_eq!(colour(26), SHARED_COLOUR);
        assert_eq!(colour(40), INK_COLOUR);
        assert_eq!(colour(56), [255; 3]);
    }

    #[test]
    fn a_glyph_for_people_is_dark_on_white() {
        let picture = image::load_from_memory(&glyph_png(&stripe(8, 32)).unwrap())
            .unwrap()
            .into_luma8();
        assert_eq!(
            (
                picture.get_pixel(80, 128)[0],
                picture.get_pixel(200, 128)[0]
            ),
            (0, 255)
        );
    }
}
