//! The picture, changed so that the library sees what it missed.

use image::{GrayImage, Luma};

use super::{Code, Corner, pixels};

/// A change of the picture; what is named first is done first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Variant {
    /// Whether every three lines become one, their mean: bars go on from line to line and noise does not, and a third of the lines is
    /// searched in a third of the time. Of bars that do not stand nearly upright it leaves little.
    pub(super) merged: bool,
    /// The sides' length, in hundredths of what it was.
    pub(super) percent: u32,
    /// How far light is spread, in pixels, which takes noise and the raster of a screen away.
    pub(super) blurred: u32,
    /// From how far around the difference to the surroundings is taken that is added, which steepens edges.
    pub(super) sharpened: u32,
    /// Degrees, clockwise.
    pub(super) turned: u32,
}

impl Variant {
    pub(super) const AS_IS: Self = Self {
        merged: false,
        percent: 100,
        blurred: 0,
        sharpened: 0,
        turned: 0,
    };

    /// The picture's size after the change.
    pub(super) fn size(self, picture: &GrayImage) -> (u32, u32) {
        let scaled = |side: u32| (side * self.percent / 100).max(1);
        let lines = if self.merged {
            (picture.height() / pixels::MERGED).max(1)
        } else {
            picture.height()
        };
        (scaled(picture.width()), scaled(lines))
    }

    /// What the change costs, in hundredths of a full attempt at a pixel: measured beside one, as [`Effort::cost`] is.
    ///
    /// [`Effort::cost`]: super::decoder::Effort::cost
    pub(super) fn cost(self, picture: &GrayImage) -> u64 {
        let pixels = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
        let once = |is_done: bool, cost: u64| if is_done { cost } else { 0 };
        let each = once(self.percent != 100, 7)
            + once(self.blurred > 0, 7)
            + once(self.sharpened > 0, 7)
            + once(self.turned > 0, 14);
        let whole = once(self.percent <= 50, 5) + once(self.merged, 2);
        pixels(self.size(picture)) * each + pixels(picture.dimensions()) * whole
    }

    /// Changes a picture.
    pub(super) fn of(self, picture: &GrayImage) -> GrayImage {
        let merged = self.merged.then(|| pixels::merged(picture));
        let scaled = pixels::scaled(merged.as_ref().unwrap_or(picture), self.percent);
        let even = pixels::blurred(&scaled, self.blurred);
        let sharp = pixels::sharpened(&even, self.sharpened);
        match self.turned {
            0 => sharp,
            degrees => turn(&sharp, degrees),
        }
    }

    /// Puts a code's corners back into the picture as it was.
    pub(super) fn undo(self, picture: &GrayImage, mut code: Code) -> Code {
        let (width, height) = self.size(picture);
        let scale = f64::from(self.percent) / 100.0;
        let lines = if self.merged { pixels::MERGED } else { 1 };
        for corner in &mut code.corners {
            let (x, y) = (f64::from(corner.x), f64::from(corner.y));
            let (x, y) = around_middle(width, height, f64::from(self.turned), x, y);
            *corner = Corner {
                x: whole(x / scale),
                y: whole(y / scale * f64::from(lines)),
            };
        }
        code
    }
}

/// Turns a picture about its middle; what comes in from outside is white.
fn turn(picture: &GrayImage, degrees: u32) -> GrayImage {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let degrees = f64::from(degrees);
    let (sine, cosine) = degrees.to_radians().sin_cos();
    // From pixel to pixel the place goes on by the same step: in whole numbers, of which the upper half are pixels.
    let (step_x, step_y) = (fixed(cosine), fixed(-sine));
    let mut turned = GrayImage::from_pixel(picture.width(), picture.height(), Luma([u8::MAX]));
    for (y, row) in (0_u32..).zip(turned.chunks_exact_mut(width)) {
        let (left, top) = around_middle(picture.width(), picture.height(), degrees, 0.0, y.into());
        let (mut from_x, mut from_y) = (fixed(left + 0.5), fixed(top + 0.5));
        for pixel in row {
            // What lies before the first pixel is negative, and becomes larger than any picture.
            let (column, line) = ((from_x >> 32) as usize, (from_y >> 32) as usize);
            if column < width && line < height {
                *pixel = picture.as_raw()[line * width + column];
            }
            from_x += step_x;
            from_y += step_y;
        }
    }
    turned
}

/// A number of pixels in parts of 2^-32.
fn fixed(pixels: f64) -> i64 {
    (pixels * f64::from(1_u32 << 16) * f64::from(1_u32 << 16)) as i64
}

/// Where a place of the turned picture was before.
fn around_middle(width: u32, height: u32, degrees: f64, x: f64, y: f64) -> (f64, f64) {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (middle_x, middle_y) = (f64::from(width) / 2.0, f64::from(height) / 2.0);
    let (right, down) = (x - middle_x, y - middle_y);
    (
        middle_x + right * cosine + down * sine,
        middle_y - right * sine + down * cosine,
    )
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a conversion to a whole number keeps to its range, and no picture is as wide"
)]
fn whole(value: f64) -> i32 {
    value.round() as i32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codes::Symbology;

    proptest! {
        #[test]
        fn what_fills_the_changed_picture_filled_the_picture(
            (width, height) in (30_u32..900, 30_u32..900),
            merged: bool,
            percent in prop::sample::select(vec![30_u32, 50, 75, 100, 125, 150, 200]),
        ) {
            let picture = GrayImage::new(width, height);
            let variant = Variant { merged, percent, ..Variant::AS_IS };
            prop_assert_eq!(variant.of(&picture).dimensions(), variant.size(&picture));
            let (right, below) = variant.size(&picture);
            let (right, below) = (right as i32, below as i32);
            let corners = [(0, 0), (right, 0), (right, below), (0, below)];
            let code = Code {
                format: Symbology::Ean13,
                text: String::new(),
                bytes: Vec::new(),
                identifier: String::new(),
                corners: corners.map(|(x, y)| Corner { x, y }),
            };
            let (width, height) = (width as i32, height as i32);
            let expected = [(0, 0), (width, 0), (width, height), (0, height)];
            // Pixels and lines that are left over, and half a pixel each for rounding.
            let slack = 300 / percent as i32 + 4;
            for (corner, (x, y)) in variant.undo(&picture, code).corners.iter().zip(expected) {
                prop_assert!((corner.x - x).abs() <= slack && (corner.y - y).abs() <= slack, "{corner:?}");
            }
        }
    }
}
