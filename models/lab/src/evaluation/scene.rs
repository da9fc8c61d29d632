//! Small pictures, made for the trials.

use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};

use crate::flaws::Raster;
use crate::sketch::Noise;

/// The dark pixels of a picture on light paper.
pub(super) fn ink(picture: &RgbImage) -> impl Iterator<Item = &Rgb<u8>> {
    picture.pixels().filter(|pixel| pixel.0[0] < 128)
}

/// The picture turned about its middle by degrees to the right; paper of its first pixel's tone comes in.
pub(super) fn turned(picture: &RgbImage, degrees: f32) -> RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (middle_x, middle_y) = (
        picture.width() as f32 / 2.0 - 0.5,
        picture.height() as f32 / 2.0 - 0.5,
    );
    let paper = *picture.get_pixel(0, 0);
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let (dx, dy) = (x as f32 - middle_x, y as f32 - middle_y);
        let from_x = middle_x + dx * cos + dy * sin;
        let from_y = middle_y - dx * sin + dy * cos;
        image::imageops::interpolate_bilinear(picture, from_x, from_y).unwrap_or(paper)
    })
}

/// A raster's white ink as dark ink on light paper, with a margin of an eighth.
pub(super) fn on_paper(raster: &Raster) -> DynamicImage {
    let margin = raster.side() / 8;
    let whole = (raster.side() + 2 * margin) as u32;
    let level = |x: usize, y: usize| {
        let inside = margin..margin + raster.side();
        if !inside.contains(&x) || !inside.contains(&y) {
            return 0;
        }
        raster.pixels()[(y - margin) * raster.side() + x - margin]
    };
    DynamicImage::ImageLuma8(GrayImage::from_fn(whole, whole, |x, y| {
        Luma([250 - (u16::from(level(x as usize, y as usize)) * 225 / 255) as u8])
    }))
}

/// Dark discs on light paper: a path of a round pen.
pub(super) fn path(side: u32, points: &[(f32, f32)], radius: f32) -> DynamicImage {
    let touched = |x: u32, y: u32| {
        let near = |point: &(f32, f32)| (point.0 - x as f32).hypot(point.1 - y as f32) <= radius;
        points.iter().any(near)
    };
    DynamicImage::ImageLuma8(GrayImage::from_fn(side, side, |x, y| {
        Luma([if touched(x, y) { 30 } else { 245 }])
    }))
}

/// Grey levels by a function of the place, with the grain of a camera.
pub(super) fn surface(side: u32, seed: u64, level: impl Fn(f32, f32) -> f32) -> DynamicImage {
    let grain = Noise::new(seed);
    DynamicImage::ImageLuma8(GrayImage::from_fn(side, side, |x, y| {
        let clean = level(x as f32, y as f32);
        let noise = grain.at(i64::from(x), i64::from(y)) * 3.0;
        Luma([(clean + noise).clamp(0.0, 255.0) as u8])
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_turn_to_the_right_takes_the_top_to_the_right() {
        let mut picture = RgbImage::from_pixel(21, 21, Rgb([250; 3]));
        picture.put_pixel(10, 2, Rgb([10; 3]));
        let quarter = turned(&picture, 90.0);
        assert!(quarter.get_pixel(18, 10).0[0] < 40);
    }
}
