//! A picture of any size as the network takes it.

use image::imageops::{FilterType, resize};
use image::{GenericImageView, RgbImage};

use super::super::network::Planes;
use crate::image::shrink::shrink;
use crate::pills::Area;

/// What is left beside and below the picture is this grey, which is what training takes off every level.
const GREY: f32 = 0.45;

/// The network halves what it sees five times: its input has sides that can be.
const STEP: u32 = 32;

/// How a picture was scaled, its upper left corner in the input's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letterbox {
    width: u32,
    height: u32,
    across: f32,
    down: f32,
}

impl Letterbox {
    /// For a picture of this size, its longer side to be so long.
    pub(super) fn of(width: u32, height: u32, longest: u32) -> Self {
        let scale = longest as f32 / width.max(height).max(1) as f32;
        let fit = |length: u32| ((length as f32 * scale).round() as u32).clamp(1, longest);
        let (fitted_width, fitted_height) = (fit(width), fit(height));
        Self {
            width: fitted_width,
            height: fitted_height,
            across: width as f32 / fitted_width as f32,
            down: height as f32 / fitted_height as f32,
        }
    }

    /// The picture as the network's input, which is as much larger as it has to be.
    pub(super) fn planes(&self, picture: &RgbImage) -> Planes {
        // The dear filter on what a cheap mean has made at most twice too large.
        let near = if picture.width() > 4 * self.width {
            shrink(
                picture,
                2 * self.width,
                (2 * self.height).min(picture.height()),
            )
        } else {
            picture
                .view(0, 0, picture.width(), picture.height())
                .to_image()
        };
        let small = resize(&near, self.width, self.height, FilterType::Triangle);
        let side = |length: u32| length.next_multiple_of(STEP) as usize;
        let (width, height) = (side(self.width), side(self.height));
        let mut values = vec![GREY; 3 * width * height];
        for (x, y, pixel) in small.enumerate_pixels() {
            for (channel, level) in pixel.0.iter().enumerate() {
                let at = (channel * height + y as usize) * width + x as usize;
                values[at] = f32::from(*level) / 255.0;
            }
        }
        Planes {
            width,
            height,
            values,
        }
    }

    /// An area of the input in pixels of the picture.
    pub(super) fn back(&self, area: &Area) -> Area {
        Area {
            x: area.x * self.across,
            y: area.y * self.down,
            width: area.width * self.across,
            height: area.height * self.down,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_tall_picture_lies_in_the_upper_left_corner() {
        let letterbox = Letterbox::of(480, 640, 352);
        let planes = letterbox.planes(&RgbImage::from_pixel(480, 640, image::Rgb([255, 0, 255])));
        assert_eq!((planes.width, planes.height), (288, 352));
        assert_eq!(planes.values.len(), 3 * 288 * 352);
        assert_eq!((planes.values[0], planes.values[263]), (1.0, 1.0));
        assert_eq!(planes.values[264], GREY);
        assert_eq!(planes.values[288 * 352], 0.0);
    }

    proptest! {
        #[test]
        fn the_whole_part_goes_back_to_the_whole_picture(width in 1_u32..3000, height in 1_u32..3000) {
            let letterbox = Letterbox::of(width, height, 160);
            let part = Area {
                x: 0.0,
                y: 0.0,
                width: letterbox.width as f32,
                height: letterbox.height as f32,
            };
            let back = letterbox.back(&part);
            prop_assert!((back.width - width as f32).abs() < 0.5);
            prop_assert!((back.height - height as f32).abs() < 0.5);
        }
    }
}
