//! A turned rectangle of a picture, and what is seen in it.

use image::{Rgb, RgbImage};

/// A rectangle in pixels of a picture, turned around its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) middle: (f32, f32),
    pub(super) width: f32,
    pub(super) height: f32,
    /// The angle of its upper side in radians, clockwise as pictures are looked at.
    pub(super) turn: f32,
}

/// More points than this along one side of a pixel are not asked for: a mean of sixteen is smooth enough.
const MOST_POINTS: f32 = 4.0;

impl Frame {
    /// The point at these shares of its sides (0, 0 is its first corner), in pixels of the picture.
    pub(super) fn point(&self, across: f32, down: f32) -> (f32, f32) {
        let (sine, cosine) = self.turn.sin_cos();
        let (x, y) = ((across - 0.5) * self.width, (down - 0.5) * self.height);
        (
            self.middle.0 + x * cosine - y * sine,
            self.middle.1 + x * sine + y * cosine,
        )
    }

    /// The shares of its sides at which a point of the picture lies; outside of 0 to 1 for one beyond it.
    pub(super) fn share(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (sine, cosine) = self.turn.sin_cos();
        let (x, y) = (x - self.middle.0, y - self.middle.1);
        (
            (x * cosine + y * sine) / self.width + 0.5,
            (y * cosine - x * sine) / self.height + 0.5,
        )
    }

    /// What is seen in it, on so many pixels. Beyond the picture its edge goes on. A picture without pixels is black.
    pub(super) fn seen(&self, picture: &RgbImage, width: u32, height: u32) -> RgbImage {
        if picture.width() == 0 || picture.height() == 0 {
            return RgbImage::new(width, height);
        }
        let step = (self.width / width as f32).max(self.height / height as f32);
        let points = step.ceil().clamp(1.0, MOST_POINTS) as u32;
        RgbImage::from_fn(width, height, |x, y| {
            let mut sum = [0.0_f32; 3];
            for index in 0..points * points {
                let part = |which: u32| (which as f32 + 0.5) / points as f32;
                let across = (x as f32 + part(index % points)) / width as f32;
                let down = (y as f32 + part(index / points)) / height as f32;
                let level = between_pixels(picture, self.point(across, down));
                for (sum, level) in sum.iter_mut().zip(level) {
                    *sum += level;
                }
            }
            Rgb(sum.map(|level| (level / (points * points) as f32).round() as u8))
        })
    }
}

/// The levels at a point, from the four pixels around it.
fn between_pixels(picture: &RgbImage, (x, y): (f32, f32)) -> [f32; 3] {
    let (right, bottom) = ((picture.width() - 1) as f32, (picture.height() - 1) as f32);
    let (x, y) = ((x - 0.5).clamp(0.0, right), (y - 0.5).clamp(0.0, bottom));
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (x - left, y - top);
    let pixel = |x: f32, y: f32| {
        picture
            .get_pixel(x.min(right) as u32, y.min(bottom) as u32)
            .0
    };
    let corners = [
        (pixel(left, top), (1.0 - across) * (1.0 - down)),
        (pixel(left + 1.0, top), across * (1.0 - down)),
        (pixel(left, top + 1.0), (1.0 - across) * down),
        (pixel(left + 1.0, top + 1.0), across * down),
    ];
    std::array::from_fn(|channel| {
        corners
            .iter()
            .map(|(levels, weight)| f32::from(levels[channel]) * weight)
            .sum()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_quarter_turn_brings_the_left_side_to_the_top() {
        let picture =
            RgbImage::from_fn(40, 40, |x, _| Rgb(if x < 20 { [200; 3] } else { [10; 3] }));
        let frame = Frame {
            middle: (20.0, 20.0),
            width: 20.0,
            height: 20.0,
            turn: -std::f32::consts::FRAC_PI_2,
        };
        let seen = frame.seen(&picture, 10, 10);
        assert_eq!(
            (seen.get_pixel(5, 1).0[0], seen.get_pixel(5, 8).0[0]),
            (200, 10)
        );
    }

    proptest! {
        #[test]
        fn a_point_lies_where_its_shares_say(
            middle in (-100.0_f32..100.0, -100.0_f32..100.0),
            width in 1.0_f32..300.0,
            height in 1.0_f32..300.0,
            turn in -7.0_f32..7.0,
            share in (0.0_f32..1.0, 0.0_f32..1.0),
        ) {
            let frame = Frame { middle, width, height, turn };
            let back = frame.share(frame.point(share.0, share.1));
            prop_assert!((back.0 - share.0).abs() < 1e-2 && (back.1 - share.1).abs() < 1e-2);
        }

        #[test]
        fn any_frame_of_any_picture_is_seen(
            (width, height) in (0_u32..9, 0_u32..9),
            middle in (-1e4_f32..1e4, -1e4_f32..1e4),
            span in 0.0_f32..1e4,
        ) {
            let frame = Frame { middle, width: span, height: span, turn: 0.3 };
            prop_assert_eq!(frame.seen(&RgbImage::new(width, height), 4, 3).dimensions(), (4, 3));
        }
    }
}
