//! Changes of grey pictures, in whole numbers and a row at a time.
//!
//! The crate `image` has these too, for pixels of every kind; for grey ones this is twenty times as fast, and making a variant
//! would otherwise cost more than looking at it.

use image::GrayImage;

/// Parts into which the distance between two pixels is cut.
const UNIT: u32 = 256;

/// The picture at this percentage of its sides, between the pixels by straight lines. Made smaller, it is smoothed first:
/// bars that come to lie between the new pixels would else be lost.
pub(super) fn scaled(picture: &GrayImage, percent: u32) -> GrayImage {
    if percent == 100 {
        return picture.clone();
    }
    let side = |length: u32| (length * percent / 100).max(1);
    let (width, height) = (side(picture.width()), side(picture.height()));
    let smoothed = (percent < 100).then(|| blurred(picture, 50 / percent));
    let source = smoothed.as_ref().unwrap_or(picture);

    let columns: Vec<Between> = (0..width)
        .map(|x| Between::of(x, percent, source.width()))
        .collect();
    let mut pixels = Vec::with_capacity(width as usize * height as usize);
    for y in 0..height {
        let rows = Between::of(y, percent, source.height());
        let (above, below) = (row(source, rows.first), row(source, rows.second));
        pixels.extend(columns.iter().map(|column| {
            let upper = column.mix(above[column.first], above[column.second]);
            let lower = column.mix(below[column.first], below[column.second]);
            let mixed = upper * (UNIT - rows.part) + lower * rows.part;
            byte(mixed / (UNIT * UNIT))
        }));
    }
    GrayImage::from_raw(width, height, pixels).unwrap_or_default()
}

/// Two neighbouring pixels, and how far from the first towards the second.
struct Between {
    first: usize,
    second: usize,
    part: u32,
}

impl Between {
    /// Where the middle of a new pixel falls among `count` old ones.
    fn of(place: u32, percent: u32, count: u32) -> Self {
        let middle = ((2 * place + 1) * 100 * UNIT / (2 * percent)).saturating_sub(UNIT / 2);
        let first = (middle / UNIT).min(count - 1);
        Self {
            first: first as usize,
            second: (first + 1).min(count - 1) as usize,
            part: middle % UNIT,
        }
    }

    fn mix(&self, one: u8, other: u8) -> u32 {
        u32::from(one) * (UNIT - self.part) + u32::from(other) * self.part
    }
}

/// Each pixel the mean of those at most `radius` away, twice over, which is close to a bell curve whose deviation is the
/// radius. 0 changes nothing.
pub(super) fn blurred(picture: &GrayImage, radius: u32) -> GrayImage {
    if radius == 0 {
        return picture.clone();
    }
    let mut blurred = picture.clone();
    for _ in 0..2 {
        blurred = mean_across(&mean_down(&blurred, radius as usize), radius as usize);
    }
    blurred
}

/// The picture with each pixel's difference to its surroundings added, which steepens edges.
pub(super) fn sharpened(picture: &GrayImage, radius: u32) -> GrayImage {
    if radius == 0 {
        return picture.clone();
    }
    let mut sharp = blurred(picture, radius);
    for (pixel, was) in sharp.iter_mut().zip(picture.iter()) {
        *pixel = byte((2 * u32::from(*was)).saturating_sub(u32::from(*pixel)));
    }
    sharp
}

fn mean_across(picture: &GrayImage, radius: usize) -> GrayImage {
    let mut out = picture.clone();
    let width = picture.width() as usize;
    let rows = picture.as_raw().chunks_exact(width);
    for (from, to) in rows.zip(out.chunks_exact_mut(width)) {
        let last = width - 1;
        let at = |place: usize| u32::from(from[place.min(last)]);
        // Beyond the edges the outermost pixel goes on.
        let mut sum: u32 = at(0) * to_u32(radius) + (0..=radius).map(at).sum::<u32>();
        for (place, pixel) in to.iter_mut().enumerate() {
            *pixel = byte(sum / to_u32(2 * radius + 1));
            sum += at(place + radius + 1);
            sum -= at(place.saturating_sub(radius));
        }
    }
    out
}

fn mean_down(picture: &GrayImage, radius: usize) -> GrayImage {
    let mut out = picture.clone();
    let width = picture.width() as usize;
    let last = picture.height() as usize - 1;
    let at = |place: usize| row(picture, place.min(last));
    let mut sums: Vec<u32> = at(0)
        .iter()
        .map(|pixel| u32::from(*pixel) * to_u32(radius))
        .collect();
    for place in 0..=radius {
        add(&mut sums, at(place));
    }
    for (place, to) in out.chunks_exact_mut(width).enumerate() {
        for (pixel, sum) in to.iter_mut().zip(&sums) {
            *pixel = byte(sum / to_u32(2 * radius + 1));
        }
        add(&mut sums, at(place + radius + 1));
        for (sum, pixel) in sums.iter_mut().zip(at(place.saturating_sub(radius))) {
            *sum -= u32::from(*pixel);
        }
    }
    out
}

fn add(sums: &mut [u32], row: &[u8]) {
    for (sum, pixel) in sums.iter_mut().zip(row) {
        *sum += u32::from(*pixel);
    }
}

fn row(picture: &GrayImage, place: usize) -> &[u8] {
    let width = picture.width() as usize;
    &picture.as_raw()[place * width..(place + 1) * width]
}

fn to_u32(small: usize) -> u32 {
    u32::try_from(small).unwrap_or(u32::MAX)
}

fn byte(value: u32) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use image::Luma;
    use proptest::prelude::*;

    use super::*;

    fn picture() -> impl Strategy<Value = GrayImage> {
        (1_u32..12, 1_u32..12).prop_flat_map(|(width, height)| {
            let count = (width * height) as usize;
            proptest::collection::vec(any::<u8>(), count)
                .prop_map(move |pixels| GrayImage::from_raw(width, height, pixels).unwrap())
        })
    }

    /// The definition that the running sums must agree with.
    fn plain_mean(picture: &GrayImage, radius: i32, x: i32, y: i32, down: bool) -> u8 {
        let (width, height) = (picture.width() as i32, picture.height() as i32);
        let sum: u32 = (-radius..=radius)
            .map(|by| {
                let (x, y) = if down { (x, y + by) } else { (x + by, y) };
                let (x, y) = (x.clamp(0, width - 1), y.clamp(0, height - 1));
                u32::from(picture.get_pixel(x as u32, y as u32).0[0])
            })
            .sum();
        (sum / (2 * radius as u32 + 1)) as u8
    }

    proptest! {
        #[test]
        fn running_means_are_means(picture in picture(), radius in 1_usize..5) {
            let (across, down) = (mean_across(&picture, radius), mean_down(&picture, radius));
            for (x, y, _) in picture.enumerate_pixels() {
                let (column, line) = (x as i32, y as i32);
                prop_assert_eq!(across.get_pixel(x, y).0[0], plain_mean(&picture, radius as i32, column, line, false));
                prop_assert_eq!(down.get_pixel(x, y).0[0], plain_mean(&picture, radius as i32, column, line, true));
            }
        }

        #[test]
        fn an_even_picture_stays_even(level: u8, width in 1_u32..20, height in 1_u32..20, percent in 20_u32..300) {
            let even = GrayImage::from_pixel(width, height, Luma([level]));
            for changed in [scaled(&even, percent), blurred(&even, 2), sharpened(&even, 3)] {
                prop_assert!(changed.iter().all(|pixel| *pixel == level));
            }
        }

        #[test]
        fn scaling_changes_the_size_alone(picture in picture(), percent in 20_u32..300) {
            let changed = scaled(&picture, percent);
            prop_assert_eq!(changed.width(), (picture.width() * percent / 100).max(1));
            let (least, most) = (picture.iter().min(), picture.iter().max());
            prop_assert!(changed.iter().all(|pixel| Some(pixel) >= least && Some(pixel) <= most));
        }
    }

    #[test]
    fn a_picture_made_twice_as_large_lies_where_it_lay() {
        let picture = GrayImage::from_raw(2, 1, vec![0, 200]).unwrap();
        assert_eq!(scaled(&picture, 200).as_raw()[..4], [0, 50, 150, 200]);
    }

    #[test]
    fn edges_become_steeper() {
        let edge = GrayImage::from_raw(6, 1, vec![60, 60, 90, 150, 180, 180]).unwrap();
        let sharp = sharpened(&edge, 1);
        let step = |picture: &GrayImage| picture.as_raw()[3] - picture.as_raw()[2];
        assert!(step(&sharp) > step(&edge));
    }
}
