//! How good a picture is, and what would make it better.
//!
//! It never decides what is recognised: a code that can be read is read from the poorest picture. The advice is for the
//! person who will take the next one.

mod measure;
mod sharpness;
mod verdict;

use image::RgbImage;
use serde::{Deserialize, Serialize};

/// What would make the next picture better. The texts stand in the catalogue of messages under the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Advice {
    /// Nothing is seen in it: one even surface.
    Blank,
    /// Too few pixels: go nearer, send the picture as it was taken.
    TooSmall,
    /// Too dark: more light.
    TooDark,
    /// Too bright: less light, no flash.
    TooBright,
    /// Not sharp: hold still, let the camera focus.
    Blurred,
    /// Everything looks alike: another ground, more light.
    LowContrast,
    /// Parts are washed out by reflected light: tilt it, no flash.
    Glare,
}

/// How good a picture is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Quality {
    /// 0 to 100; below 60 a reading is to be doubted, from 80 on there is nothing to improve.
    pub score: u8,
    /// What to do better, the most important first; empty for a good picture.
    pub advice: Vec<Advice>,
    /// What was measured.
    pub measures: Measures,
}

impl Quality {
    /// Judges a picture of any size.
    pub fn of(picture: &RgbImage) -> Self {
        verdict::judge(measure::measure(picture))
    }
}

/// What was measured in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Measures {
    /// The shorter side in pixels, as it was sent.
    pub shorter_side: u32,
    /// The mean lightness, 0 to 1.
    pub brightness: f32,
    /// The lightness that all but the lightest half percent of pixels stay below, 0 to 1.
    pub lightest: f32,
    /// How steep edges are against all that they cross, from 0 to 1 (all of it within a pixel); absent where there is no
    /// edge to judge by.
    pub sharpness: Option<f32>,
    /// The distance of the darkest and lightest levels, half a percent of pixels left aside at both ends, 0 to 1.
    pub contrast: f32,
    /// The share of pixels in which nothing of a surface is left, 0 to 1.
    pub washed_out: f32,
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn pictures_of_nothing_are_blank_whatever_their_size() {
        for (width, height) in [(1, 1), (1, 400), (640, 480), (3000, 2)] {
            for level in [0, 128, 255] {
                let picture = RgbImage::from_pixel(width, height, Rgb([level; 3]));
                assert_eq!(Quality::of(&picture).advice, [Advice::Blank]);
            }
        }
        assert_eq!(Quality::of(&RgbImage::new(0, 0)).score, 0);
    }

    #[test]
    fn a_blurred_picture_is_told_from_the_same_sharp_one() {
        let sharp = RgbImage::from_fn(640, 640, |x, y| {
            let inside = (x % 160).abs_diff(80).pow(2) + (y % 160).abs_diff(80).pow(2) < 2500;
            Rgb(if inside {
                [230, 220, 215]
            } else {
                [90, 110, 100]
            })
        });
        let blurred = image::imageops::blur(&sharp, 4.0);
        assert_eq!(Quality::of(&sharp).advice, []);
        assert_eq!(Quality::of(&blurred).advice, [Advice::Blurred]);
    }
}
