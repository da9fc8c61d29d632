//! Whether the advice on a picture's quality is right: real photos as they are, and after something was done to them.

use image::imageops::{blur, resize};
use image::{Rgb, RgbImage, imageops::FilterType};
use nazar::pills::{Advice, Quality};
use serde::Serialize;

use crate::evaluation::Share;

/// Something that spoils a picture, and the advice that it calls for.
struct Defect {
    name: &'static str,
    advice: Advice,
    spoil: fn(&RgbImage) -> RgbImage,
}

const DEFECTS: [Defect; 9] = [
    Defect {
        name: "a fifth of the light",
        advice: Advice::TooDark,
        spoil: |picture| each(picture, |level| level * 0.2),
    },
    Defect {
        name: "a third of the light",
        advice: Advice::TooDark,
        spoil: |picture| each(picture, |level| level * 0.33),
    },
    Defect {
        name: "overexposed",
        advice: Advice::TooBright,
        spoil: |picture| each(picture, |level| level * 2.2 + 40.0),
    },
    Defect {
        name: "blurred by 2 pixels",
        advice: Advice::Blurred,
        spoil: |picture| blur(picture, 2.0),
    },
    Defect {
        name: "blurred by 4 pixels",
        advice: Advice::Blurred,
        spoil: |picture| blur(picture, 4.0),
    },
    Defect {
        name: "an eighth of the contrast",
        advice: Advice::LowContrast,
        spoil: |picture| each(picture, |level| 128.0 + (level - 128.0) * 0.12),
    },
    Defect {
        name: "a reflection",
        advice: Advice::Glare,
        spoil: reflection,
    },
    Defect {
        name: "150 pixels high or wide",
        advice: Advice::TooSmall,
        spoil: small,
    },
    Defect {
        name: "one even surface",
        advice: Advice::Blank,
        spoil: |picture| {
            RgbImage::from_pixel(picture.width(), picture.height(), Rgb([120, 110, 100]))
        },
    },
];

/// How often the advice was given.
#[derive(Debug, Clone, Serialize)]
pub struct Advised {
    /// What was done to the photos.
    pub done: String,
    /// The advice that it calls for; for photos as they are, none.
    pub advice: Option<Advice>,
    /// How often it was given; for photos as they are, how often none was.
    pub right: Share,
    /// The mean score.
    pub mean_score: f64,
}

/// Judges photos as they are and spoilt.
pub(super) fn judge(photos: &[&RgbImage]) -> Vec<Advised> {
    let whole: Vec<Quality> = photos.iter().map(|photo| Quality::of(photo)).collect();
    let mut found = vec![Advised {
        done: "nothing".to_owned(),
        advice: None,
        right: Share::count(&whole, |quality| quality.advice.is_empty()),
        mean_score: mean(&whole),
    }];
    for defect in &DEFECTS {
        let spoilt: Vec<Quality> = photos
            .iter()
            .map(|photo| Quality::of(&(defect.spoil)(photo)))
            .collect();
        found.push(Advised {
            done: defect.name.to_owned(),
            advice: Some(defect.advice),
            right: Share::count(&spoilt, |quality| quality.advice.contains(&defect.advice)),
            mean_score: mean(&spoilt),
        });
    }
    found
}

fn mean(found: &[Quality]) -> f64 {
    let sum: f64 = found.iter().map(|quality| f64::from(quality.score)).sum();
    sum / found.len().max(1) as f64
}

fn each(picture: &RgbImage, change: fn(f32) -> f32) -> RgbImage {
    let mut changed = picture.clone();
    for level in changed.iter_mut() {
        *level = change(f32::from(*level)).clamp(0.0, 255.0) as u8;
    }
    changed
}

/// A lamp in a glossy surface: a white spot a sixteenth of the longer side wide.
fn reflection(picture: &RgbImage) -> RgbImage {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let spread = 0.06 * width.max(height);
    let mut lit = picture.clone();
    for (x, y, pixel) in lit.enumerate_pixels_mut() {
        let (across, down) = (x as f32 - width * 0.4, y as f32 - height * 0.6);
        let light = 600.0 * (-(across * across + down * down) / (2.0 * spread * spread)).exp();
        pixel.0 = pixel
            .0
            .map(|level| (f32::from(level) + light).min(255.0) as u8);
    }
    lit
}

fn small(picture: &RgbImage) -> RgbImage {
    let scale = 150.0 / picture.width().min(picture.height()) as f32;
    let fit = |length: u32| ((length as f32 * scale) as u32).max(1);
    resize(
        picture,
        fit(picture.width()),
        fit(picture.height()),
        FilterType::Triangle,
    )
}
