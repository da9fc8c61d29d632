//! How good a picture is, and what would make it better.
//!
//! It never decides what is recognised: a code that can be read is read from the poorest picture. The advice is for the
//! person who will take the next one.

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

/// What was measured in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Measures {
    /// The shorter side in pixels, as it was sent.
    pub shorter_side: u32,
    /// The mean lightness, 0 to 1.
    pub brightness: f32,
    /// How steep the steepest edges are against the contrast that they cross, from 0 (none) to 1 (within a pixel).
    pub sharpness: f32,
    /// The distance of the 2nd and 98th percentile of lightness, 0 to 1.
    pub contrast: f32,
    /// The share of pixels that are washed out beside others that are not, 0 to 1.
    pub glare: f32,
}
