//! What is measured in a picture.

use image::RgbImage;

use super::Measures;
use super::sharpness::sharpness;
use crate::image::shrink::shrink;

/// Pictures are measured at no more than this length: finer detail is seen by no model here.
const LONGEST: u32 = 1024;
/// From this level of all three channels on nothing of a surface is left.
const WASHED_OUT: u8 = 250;
/// What lies below and above these shares of pixels is counted as dust and sparkle.
const DARKEST: f32 = 0.005;
const LIGHTEST: f32 = 0.995;

/// Measures a picture.
pub(super) fn measure(picture: &RgbImage) -> Measures {
    let (width, height) = picture.dimensions();
    let longest = width.max(height);
    if longest <= LONGEST {
        return of(picture, width.min(height));
    }
    let fit = |length: u32| (u64::from(length) * u64::from(LONGEST) / u64::from(longest)) as u32;
    let small = shrink(picture, fit(width).max(1), fit(height).max(1));
    of(&small, width.min(height))
}

fn of(picture: &RgbImage, shorter_side: u32) -> Measures {
    let lightness: Vec<f32> = picture.pixels().map(|pixel| light(pixel.0)).collect();
    let pixels = lightness.len().max(1) as f32;
    let washed_out = picture
        .pixels()
        .filter(|pixel| pixel.0.iter().all(|level| *level >= WASHED_OUT));
    let (dark, bright) = (
        quantile(&lightness, DARKEST),
        quantile(&lightness, LIGHTEST),
    );
    let contrast = (bright - dark).max(0.0);
    Measures {
        shorter_side,
        brightness: lightness.iter().sum::<f32>() / pixels,
        lightest: bright,
        sharpness: sharpness(&lightness, picture.width() as usize, contrast),
        contrast,
        washed_out: washed_out.count() as f32 / pixels,
    }
}

/// Lightness as the eye weighs the channels (ITU-R BT.601), 0 to 1.
fn light([red, green, blue]: [u8; 3]) -> f32 {
    (0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)) / 255.0
}

/// The level below which this share of pixels lies, to an eighth of a percent of the range.
fn quantile(lightness: &[f32], share: f32) -> f32 {
    const LEVELS: usize = 1024;
    let mut counts = vec![0_usize; LEVELS];
    for level in lightness {
        counts[((level * LEVELS as f32) as usize).min(LEVELS - 1)] += 1;
    }
    let rank = (lightness.len() as f32 * share) as usize;
    let mut seen = 0;
    for (level, count) in counts.iter().enumerate() {
        seen += count;
        if seen > rank {
            return level as f32 / LEVELS as f32;
        }
    }
    0.0
}
