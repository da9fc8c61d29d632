//! From an admitted picture to the glyph, after the replaced system's recipe (threshold, pieces near the largest, square,
//! 64x64) with three differences that its drawings called for: the paper is estimated place by place instead of by one
//! threshold for the sheet; the ink is not eroded, because a thin pen does not survive it; and the aspect is kept, which
//! tells a narrow character from a wide one.

use image::{DynamicImage, RgbImage};

use super::components::character;
use super::fit::fit;
use super::flatten::{WORKING_SIDE, flatten};
use super::mask::{Bounds, Mask};
use super::{Admitted, Glyph, Rejection, ink, rules};

/// A character that is smaller than this share of the working picture is looked at again at a finer scale.
const FINE: f32 = 0.45;

/// The glyph of an admitted picture.
///
/// # Errors
/// [`Rejection::Blank`] when nothing stands out from the paper, [`Rejection::Several`] when two drawings do.
pub fn preprocess(admitted: &Admitted) -> Result<Glyph, Rejection> {
    preprocess_image(admitted.picture())
}

/// The glyph of a picture that was made here and needs no admission.
///
/// # Errors
/// [`Rejection::Blank`] when nothing stands out from the paper, [`Rejection::Several`] when two drawings do.
pub fn preprocess_image(picture: &DynamicImage) -> Result<Glyph, Rejection> {
    let pixels = raster(picture, Glyph::SIDE)?;
    Glyph::from_pixels(&pixels).ok_or(Rejection::Blank)
}

/// The same steps as [`preprocess_image`] onto a square of `side` pixels, row-major grey levels: training distorts a finer
/// raster and brings it down to the glyph's size afterwards.
///
/// # Errors
/// [`Rejection::Blank`] when nothing stands out from the paper, [`Rejection::Several`] when two drawings do.
pub fn raster(picture: &DynamicImage, side: usize) -> Result<Vec<u8>, Rejection> {
    if picture.width() == 0 || picture.height() == 0 {
        return Err(Rejection::Blank);
    }
    let working = flatten(picture);
    let (mask, bounds) = drawing(&working)?;
    if let Some(close) = closer(picture, &working, bounds)
        && let Ok((fine_mask, fine_bounds)) = drawing(&flatten(&close))
    {
        return Ok(fit(&fine_mask, fine_bounds, side));
    }
    Ok(fit(&mask, bounds, side))
}

/// The character's ink: without rules where that leaves a character, else with them, else whatever ink there is.
fn drawing(working: &RgbImage) -> Result<(Mask, Bounds), Rejection> {
    let found = ink::find(working).ok_or(Rejection::Blank)?;
    let unruled = rules::remove(&found);
    let had_rules = unruled != found;
    if let Some(found) = character(&unruled) {
        if found.accompanied {
            return Err(Rejection::Several);
        }
        return Ok((found.mask, found.bounds));
    }
    if had_rules {
        // What remains beside the rules is dust: a ruled sheet with nothing on it.
        return Err(Rejection::Blank);
    }
    let least = found.ink.len() / 2000;
    if found.count() <= least {
        return Err(Rejection::Blank);
    }
    let bounds = found.bounds().ok_or(Rejection::Blank)?;
    Ok((found, bounds))
}

/// The part of a large picture around a small character, half its size added on every side.
fn closer(picture: &DynamicImage, working: &RgbImage, bounds: Bounds) -> Option<DynamicImage> {
    let longest = picture.width().max(picture.height());
    if longest <= WORKING_SIDE || bounds.longest() as f32 >= FINE * WORKING_SIDE as f32 {
        return None;
    }
    let scale = picture.width() as f32 / working.width() as f32;
    let margin = bounds.longest() as f32 * 0.5;
    let start = |position: usize| ((position as f32 - margin).max(0.0) * scale) as u32;
    let (left, top) = (start(bounds.left), start(bounds.top));
    let length = |position: usize, from: u32, whole: u32| {
        let end = ((position as f32 + margin) * scale) as u32;
        end.min(whole).saturating_sub(from).max(1)
    };
    let width = length(bounds.right, left, picture.width());
    let height = length(bounds.bottom, top, picture.height());
    Some(picture.crop_imm(left, top, width, height))
}

#[cfg(test)]
mod tests;
