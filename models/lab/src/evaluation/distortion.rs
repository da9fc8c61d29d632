//! Drawings as worse photographs would show them, at strengths that are fixed here.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, Rgb, RgbImage};

use super::pen::thinner;
use super::scene::{ink, turned};

/// One way in which a photograph is worse than a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distortion {
    /// Light from one corner: the other one has 55 % of it.
    Light,
    /// Blue rules, a ninth of the sheet apart, half as dark as the ink.
    Ruled,
    /// Red ink.
    Coloured,
    /// A pen that is two thirds as thick: the same strokes, narrower.
    Thin,
    /// Ink worn away at its edges until two thirds of it are left: hairlines break or vanish.
    Worn,
    /// Turned by ten degrees to the left.
    Left,
    /// Turned by ten degrees to the right.
    Right,
    /// JPEG at quality 40.
    Jpeg,
    /// White on black.
    Inverted,
}

impl Distortion {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Light,
        Self::Ruled,
        Self::Coloured,
        Self::Thin,
        Self::Worn,
        Self::Left,
        Self::Right,
        Self::Jpeg,
        Self::Inverted,
    ];

    /// Its name in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light gradient, 55 % in one corner",
            Self::Ruled => "ruled paper, rules half as dark as ink",
            Self::Coloured => "red ink",
            Self::Thin => "pen two thirds as thick",
            Self::Worn => "a third of the ink worn away, hairlines broken",
            Self::Left => "10 degrees to the left",
            Self::Right => "10 degrees to the right",
            Self::Jpeg => "JPEG at quality 40",
            Self::Inverted => "white on black",
        }
    }

    /// The drawing so photographed: brought to twice its size, with a margin of a tenth, then distorted.
    ///
    /// # Errors
    /// When the JPEG cannot be written or read again.
    pub fn apply(self, drawing: &DynamicImage) -> image::ImageResult<DynamicImage> {
        let sheet = sheet(drawing);
        let (width, height) = (sheet.width() as f32, sheet.height() as f32);
        let worse = match self {
            Self::Light => repainted(&sheet, |x, y, level| {
                let light = 1.0 - 0.45 * (x / width + y / height) / 2.0;
                [level * light; 3]
            }),
            Self::Ruled => {
                let step = (height / 9.0).max(8.0);
                repainted(&sheet, |_, y, level| {
                    let on_rule = y % step < 1.5;
                    let rule = if on_rule { [0.5, 0.55, 0.8] } else { [1.0; 3] };
                    rule.map(|paper: f32| paper.min(level))
                })
            }
            Self::Coloured => {
                let ink = [0.72_f32, 0.13, 0.18];
                repainted(&sheet, |_, _, level| {
                    ink.map(|own| own + (1.0 - own) * level)
                })
            }
            Self::Thin => thinner(&sheet, 2.0 / 3.0),
            Self::Worn => worn(&sheet),
            Self::Left => turned(&sheet, -10.0),
            Self::Right => turned(&sheet, 10.0),
            Self::Jpeg => return jpeg(&sheet, 40),
            Self::Inverted => repainted(&sheet, |_, _, level| [1.0 - level; 3]),
        };
        Ok(DynamicImage::ImageRgb8(worse))
    }
}

/// The drawing at twice its size on paper of its own corner's tone.
fn sheet(drawing: &DynamicImage) -> RgbImage {
    let grey = drawing.to_luma8();
    let (width, height) = (2 * grey.width(), 2 * grey.height());
    let grown = imageops::resize(&grey, width, height, FilterType::Triangle);
    let margin = width.max(height) / 10;
    let paper = grown.get_pixel(0, 0).0[0];
    RgbImage::from_fn(width + 2 * margin, height + 2 * margin, |x, y| {
        let inside = x >= margin && y >= margin && x < width + margin && y < height + margin;
        let level = if inside {
            grown.get_pixel(x - margin, y - margin).0[0]
        } else {
            paper
        };
        Rgb([level; 3])
    })
}

/// Every pixel anew, from its place and its brightness, 0 to 1.
fn repainted(sheet: &RgbImage, paint: impl Fn(f32, f32, f32) -> [f32; 3]) -> RgbImage {
    RgbImage::from_fn(sheet.width(), sheet.height(), |x, y| {
        let level = f32::from(sheet.get_pixel(x, y).0[0]) / 255.0;
        let painted = paint(x as f32, y as f32, level);
        Rgb(painted.map(|value| (value.clamp(0.0, 1.0) * 255.0) as u8))
    })
}

/// The ink worn away at its edges until two thirds of it are left, by the brightness of its blurred form.
fn worn(sheet: &RgbImage) -> RgbImage {
    let soft = imageops::fast_blur(sheet, sheet.width().max(sheet.height()) as f32 / 60.0);
    let dark = ink(sheet).count();
    let mut levels: Vec<u8> = soft.pixels().map(|pixel| pixel.0[0]).collect();
    levels.sort_unstable();
    let cut = levels.get(dark * 2 / 3).copied().unwrap_or(0);
    RgbImage::from_fn(sheet.width(), sheet.height(), |x, y| {
        let kept = soft.get_pixel(x, y).0[0] <= cut;
        Rgb(if kept { [30; 3] } else { [245; 3] })
    })
}

fn jpeg(sheet: &RgbImage, quality: u8) -> image::ImageResult<DynamicImage> {
    let mut bytes = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(sheet)?;
    image::load_from_memory(bytes.get_ref())
}

#[cfg(test)]
mod tests {
    use image::GrayImage;

    use super::*;

    fn drawing() -> DynamicImage {
        DynamicImage::ImageLuma8(GrayImage::from_fn(60, 70, |x, y| {
            let inked = (20..40).contains(&x) && (10..60).contains(&y);
            image::Luma([if inked { 20 } else { 240 }])
        }))
    }

    #[test]
    fn each_changes_the_picture_and_leaves_a_drawing_on_it() {
        let plain = sheet(&drawing());
        for distortion in Distortion::ALL {
            let worse = distortion.apply(&drawing()).unwrap();
            assert_ne!(worse.to_rgb8(), plain, "{distortion:?}");
            assert!(
                nazar::image::preprocess_image(&worse).is_ok(),
                "{distortion:?}"
            );
        }
    }

    #[test]
    fn worn_ink_is_two_thirds_of_the_ink() {
        let plain = sheet(&drawing());
        let thin = worn(&plain);
        let share = ink(&thin).count() as f32 / ink(&plain).count() as f32;
        assert!((0.55..0.75).contains(&share), "{share}");
    }
}
