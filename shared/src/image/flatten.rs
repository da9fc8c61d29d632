//! A picture of any kind as opaque RGB at working size.

use std::borrow::Cow;

use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage, RgbaImage};

use super::shrink::shrink;

/// The longest side of the picture that ink is looked for in.
pub(super) const WORKING_SIDE: u32 = 256;
/// Smaller pictures are enlarged to about this, so that a stroke is several pixels wide.
const SMALL_SIDE: u32 = 150;

/// Opaque, at working size.
pub(super) fn flatten(picture: &DynamicImage) -> RgbImage {
    let opaque = if picture.color().has_alpha() {
        compose(&picture.to_rgba8())
    } else {
        None
    };
    let source = opaque.as_ref().unwrap_or(picture);
    let pixels = match source {
        DynamicImage::ImageRgb8(pixels) => Cow::Borrowed(pixels),
        other => Cow::Owned(other.to_rgb8()),
    };
    let (width, height) = pixels.dimensions();
    let longest = width.max(height);
    if longest > WORKING_SIDE {
        return shrink(
            &pixels,
            scaled(width, WORKING_SIDE, longest),
            scaled(height, WORKING_SIDE, longest),
        );
    }
    if longest >= SMALL_SIDE {
        return pixels.into_owned();
    }
    let factor = SMALL_SIDE.div_ceil(longest);
    image::imageops::resize(
        pixels.as_ref(),
        width * factor,
        height * factor,
        FilterType::Triangle,
    )
}

/// A side of a picture whose longest side becomes `target`, rounded, at least 1.
fn scaled(side: u32, target: u32, longest: u32) -> u32 {
    let (side, target, longest) = (u64::from(side), u64::from(target), u64::from(longest));
    let rounded = (side * target + longest / 2) / longest;
    // At most `target`, since no side is longer than the longest.
    (rounded as u32).max(1)
}

/// Lays a picture with holes on a ground that its ink stands out from; `None` when nothing shines through.
///
/// Where most is transparent, what is opaque is the ink, and the ground is its opposite. Where most is opaque, it is
/// paper with holes, and the ground continues the paper.
fn compose(picture: &RgbaImage) -> Option<DynamicImage> {
    let mut sum = 0_u64;
    let mut opaque = 0_u64;
    for pixel in picture.pixels() {
        let alpha = u64::from(pixel[3]);
        opaque += alpha;
        sum += alpha * luma(pixel[0], pixel[1], pixel[2]);
    }
    let whole = 255 * u64::from(picture.width()) * u64::from(picture.height());
    if opaque == whole {
        return None;
    }
    let mean = sum.checked_div(opaque).unwrap_or(0);
    let ink_alone = opaque * 2 < whole;
    let bright_ground = if ink_alone { mean < 128 } else { mean >= 128 };
    let ground = if bright_ground { 255_u32 } else { 0 };
    let flat = RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let pixel = picture.get_pixel(x, y);
        let alpha = u32::from(pixel[3]);
        let mix =
            |level: u8| ((u32::from(level) * alpha + ground * (255 - alpha) + 127) / 255) as u8;
        Rgb([mix(pixel[0]), mix(pixel[1]), mix(pixel[2])])
    });
    Some(DynamicImage::ImageRgb8(flat))
}

fn luma(red: u8, green: u8, blue: u8) -> u64 {
    (u64::from(red) * 299 + u64::from(green) * 587 + u64::from(blue) * 114) / 1000
}
