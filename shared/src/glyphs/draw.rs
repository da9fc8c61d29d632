//! Reference forms as pictures.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use tiny_skia::{FillRule, Mask, Path, Transform};

use super::font::{GlyphError, outline};
use super::table::character;
use crate::image::{Glyph, preprocess_image, raster};

/// Of the square, what the longer side of the character's box fills; the rest is margin.
const FILL: f32 = 0.84;
/// Pixels along each side of the drawing from which the reference glyph is made.
const DRAWING_SIDE: u32 = 256;
/// The largest picture that is drawn.
const MAX_SIDE: u32 = 2048;

/// A character as black ink on white paper, `side` pixels along each side (16 to 2048, others are brought into that range),
/// as a grey PNG.
///
/// # Errors
/// [`GlyphError::UnknownCharacter`] for a class from 62 on.
pub fn reference_png(class_id: u8, side: u32) -> Result<Vec<u8>, GlyphError> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageLuma8(drawing(class_id, side.clamp(16, MAX_SIDE))?);
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(|_| GlyphError::Raster)?;
    Ok(bytes.into_inner())
}

/// A character as the models would see it, through the same preprocessing as a learner's drawing.
///
/// # Errors
/// [`GlyphError::UnknownCharacter`] for a class from 62 on.
pub fn reference_glyph(class_id: u8) -> Result<Glyph, GlyphError> {
    let picture = DynamicImage::ImageLuma8(drawing(class_id, DRAWING_SIDE)?);
    preprocess_image(&picture).map_err(|_| GlyphError::Raster)
}

/// As [`reference_glyph`], on a square of `side` pixels: row-major grey levels, for training.
///
/// # Errors
/// [`GlyphError::UnknownCharacter`] for a class from 62 on.
pub fn reference_raster(class_id: u8, side: usize) -> Result<Vec<u8>, GlyphError> {
    let picture = DynamicImage::ImageLuma8(drawing(class_id, DRAWING_SIDE)?);
    raster(&picture, side).map_err(|_| GlyphError::Raster)
}

fn drawing(class_id: u8, side: u32) -> Result<GrayImage, GlyphError> {
    let character = character(class_id).ok_or(GlyphError::UnknownCharacter(class_id))?;
    let path = outline(character.letter)?;
    let mut ink = Mask::new(side, side).ok_or(GlyphError::Raster)?;
    let place = placement(&path, side as f32);
    ink.fill_path(&path, FillRule::Winding, true, place);
    let coverage = ink.data();
    Ok(GrayImage::from_fn(side, side, |x, y| {
        Luma([255 - coverage[(y * side + x) as usize]])
    }))
}

/// From font units to a square of `side`: the character's box in the middle, its longer side filling most of it.
pub(super) fn placement(path: &Path, side: f32) -> Transform {
    let bounds = path.bounds();
    let longest = bounds.width().max(bounds.height());
    let scale = side * FILL / longest;
    let (middle_x, middle_y) = (
        (bounds.left() + bounds.right()) / 2.0,
        (bounds.top() + bounds.bottom()) / 2.0,
    );
    let half = side / 2.0;
    // Font units grow upwards, pixels downwards.
    Transform::from_row(
        scale,
        0.0,
        0.0,
        -scale,
        half - middle_x * scale,
        half + middle_y * scale,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyphs::CHARACTERS;

    #[test]
    fn every_character_has_ink_of_its_own() {
        let glyphs: Vec<Glyph> = CHARACTERS
            .iter()
            .map(|character| reference_glyph(character.class_id).unwrap())
            .collect();
        for (index, glyph) in glyphs.iter().enumerate() {
            assert!(glyph.coverage() > 0.03, "character {index} is nearly blank");
            assert!(
                !glyphs[..index].contains(glyph),
                "character {index} looks like an earlier one"
            );
        }
    }

    #[test]
    fn a_conjunct_is_one_ligature_and_not_three_letters_in_a_row() {
        for class_id in [33, 34, 35] {
            let glyph = reference_glyph(class_id).unwrap();
            let columns = (0..Glyph::SIDE)
                .filter(|&x| (0..Glyph::SIDE).any(|y| glyph.at(x, y) > 127))
                .count();
            let rows = (0..Glyph::SIDE)
                .filter(|&y| (0..Glyph::SIDE).any(|x| glyph.at(x, y) > 127))
                .count();
            assert!(
                columns <= rows + 6,
                "character {class_id} is {columns} wide and {rows} high"
            );
        }
    }

    #[test]
    fn the_picture_is_a_png_of_the_side_asked_for() {
        let picture = image::load_from_memory(&reference_png(0, 200).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (200, 200));
        assert_eq!(
            image::load_from_memory(&reference_png(0, 1).unwrap())
                .unwrap()
                .width(),
            16
        );
    }

    #[test]
    fn an_unknown_class_has_no_picture() {
        assert!(matches!(
            reference_png(62, 64),
            Err(GlyphError::UnknownCharacter(62))
        ));
    }
}
