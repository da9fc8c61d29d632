//! Drawings as a thinner pen would have drawn them.
//!
//! A thin pen goes the same way as a thick one: every stroke is narrower and none is broken. So the strokes' middle lines are
//! found, and each is drawn anew with a part of the width that it has there. (Wearing ink away from its edges, which
//! `Distortion::Worn` does, takes hairlines away altogether.)

use image::{Rgb, RgbImage};
use nazar::image::Nearest;

/// What the drawn picture's ink and paper look like.
const INK: Rgb<u8> = Rgb([30; 3]);
const PAPER: Rgb<u8> = Rgb([245; 3]);

/// The picture's dark ink, each stroke with `share` of its width.
pub(super) fn thinner(sheet: &RgbImage, share: f32) -> RgbImage {
    let (width, height) = (sheet.width() as usize, sheet.height() as usize);
    let paper: Vec<bool> = sheet.pixels().map(|pixel| pixel.0[0] >= 128).collect();
    let depths = Nearest::of(&paper, width).distances();
    let mut drawn = RgbImage::from_pixel(sheet.width(), sheet.height(), PAPER);
    let lines = middle_lines(paper.iter().map(|paper| !paper).collect(), width);
    for index in (0..lines.len()).filter(|&index| lines[index] && depths[index].is_finite()) {
        // From the middle of the pixel to the edge of the ink it is half a pixel less than to the middle of the paper's.
        let radius = share * (depths[index] - 0.5);
        dot(
            &mut drawn,
            (index % width, index / width),
            radius,
            (width, height),
        );
    }
    drawn
}

/// The middle lines of the ink, a pixel wide and joined as the strokes are: rims are peeled off until only lines are left,
/// after Zhang and Suen ("A fast parallel algorithm for thinning digital patterns", 1984).
fn middle_lines(mut ink: Vec<bool>, width: usize) -> Vec<bool> {
    loop {
        let before = ink.clone();
        for side in [Side::LowerRight, Side::UpperLeft] {
            let peeled: Vec<usize> = (0..ink.len())
                .filter(|&index| ink[index] && side.peels(&around(&ink, width, index)))
                .collect();
            for index in peeled {
                ink[index] = false;
            }
        }
        if ink == before {
            return ink;
        }
    }
}

/// From which side a pass peels.
#[derive(Clone, Copy)]
enum Side {
    LowerRight,
    UpperLeft,
}

impl Side {
    /// Whether the pixel with these neighbours is a rim of this side that neither ends nor joins lines.
    fn peels(self, around: &[bool; 8]) -> bool {
        let [up, _, right, _, down, _, left, _] = *around;
        let inked = around.iter().filter(|ink| **ink).count();
        let entered = (0..8)
            .filter(|&place| !around[place] && around[(place + 1) % 8])
            .count();
        let rim = match self {
            Self::LowerRight => !(right && down && (up || left)),
            Self::UpperLeft => !(up && left && (right || down)),
        };
        (2..=6).contains(&inked) && entered == 1 && rim
    }
}

/// The eight neighbours of a pixel, clockwise from the one above; beyond the picture there is paper.
fn around(ink: &[bool], width: usize, index: usize) -> [bool; 8] {
    const STEPS: [(isize, isize); 8] = [
        (0, -1),
        (1, -1),
        (1, 0),
        (1, 1),
        (0, 1),
        (-1, 1),
        (-1, 0),
        (-1, -1),
    ];
    let (x, y) = ((index % width) as isize, (index / width) as isize);
    STEPS.map(|(across, down)| {
        let (to_x, to_y) = (x + across, y + down);
        let inside = to_x >= 0 && to_y >= 0 && to_x < width as isize;
        inside && ink.get(to_y as usize * width + to_x as usize) == Some(&true)
    })
}

/// A round dot of ink; its middle pixel is always inked, so that a line of dots is never broken.
fn dot(drawn: &mut RgbImage, middle: (usize, usize), radius: f32, size: (usize, usize)) {
    let reach = radius.ceil() as usize;
    for y in middle.1.saturating_sub(reach)..=(middle.1 + reach).min(size.1 - 1) {
        for x in middle.0.saturating_sub(reach)..=(middle.0 + reach).min(size.0 - 1) {
            let away = (x.abs_diff(middle.0) as f32).hypot(y.abs_diff(middle.1) as f32);
            if away <= radius.max(0.5) {
                drawn.put_pixel(x as u32, y as u32, INK);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A broad upright stroke with a hairline across it.
    fn sheet() -> RgbImage {
        RgbImage::from_fn(90, 90, |x, y| {
            let broad = (39..51).contains(&x) && (10..80).contains(&y);
            let fine = (44..46).contains(&y) && (10..80).contains(&x);
            if broad || fine { INK } else { PAPER }
        })
    }

    fn inked(picture: &RgbImage, x: u32, y: u32) -> bool {
        *picture.get_pixel(x, y) == INK
    }

    #[test]
    fn a_broad_stroke_keeps_its_share_and_its_length() {
        let drawn = thinner(&sheet(), 2.0 / 3.0);
        let across = (0..90).filter(|&x| inked(&drawn, x, 25)).count();
        assert!((7..=9).contains(&across), "{across} of 12");
        let down = (0..90).filter(|&y| inked(&drawn, 45, y)).count();
        assert!((60..=70).contains(&down), "{down} of 70");
    }

    #[test]
    fn a_hairline_is_not_broken() {
        let drawn = thinner(&sheet(), 2.0 / 3.0);
        assert!((12..78).all(|x| inked(&drawn, x, 44) || inked(&drawn, x, 45)));
    }

    #[test]
    fn paper_stays_paper() {
        let blank = RgbImage::from_pixel(20, 10, PAPER);
        assert_eq!(thinner(&blank, 0.5), blank);
        let full = RgbImage::from_pixel(20, 10, INK);
        assert_eq!(thinner(&full, 0.5).dimensions(), (20, 10));
    }
}
