//! Changes of grey pictures, in whole numbers and a row at a time.
//!
//! The crate `image` has these too, for pixels of every kind; for grey ones this is twenty times as fast, and making a variant
//! would otherwise cost more than looking at it.

use image::GrayImage;

/// Parts into which the distance between two pixels is cut.
const UNIT: u32 = 256;

/// How many lines [`merged`] makes one.
pub(super) const MERGED: u32 = 3;

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
    let mut mixed = vec![0_u32; source.width() as usize];
    for y in 0..height {
        let rows = Between::of(y, percent, source.height());
        let (above, below) = (row(source, rows.first), row(source, rows.second));
        // Down first: a whole row at once, which the compiler makes wide.
        for ((mixed, upper), lower) in mixed.iter_mut().zip(above).zip(below) {
            *mixed = rows.mix(u32::from(*upper), u32::from(*lower));
        }
        pixels.extend(columns.iter().map(|column| {
            let level = column.mix(mixed[column.first], mixed[column.second]);
            byte(level / (UNIT * UNIT))
        }));
    }
    GrayImage::from_raw(width, height, pixels).unwrap_or_default()
}

/// Every three lines become one, their mean; a line or two that are left over below are dropped. A picture of fewer lines becomes its first.
pub(super) fn merged(picture: &GrayImage) -> GrayImage {
    let width = picture.width() as usize;
    let mut pixels = Vec::with_capacity(picture.len() / MERGED as usize);
    for lines in picture.chunks_exact(width * MERGED as usize) {
        let (first, others) = lines.split_at(width);
        let (second, third) = others.split_at(width);
        let together = first.iter().zip(second).zip(third);
        pixels.extend(together.map(|((first, second), third)| {
            let sum = u16::from(*first) + u16::from(*second) + u16::from(*third);
            (sum / MERGED as u16) as u8
        }));
    }
    if pixels.is_empty() {
        pixels.extend_from_slice(row(picture, 0));
    }
    let height = (picture.height() / MERGED).max(1);
    GrayImage::from_raw(picture.width(), height, pixels).unwrap_or_default()
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

    fn mix(&self, one: u32, other: u32) -> u32 {
        one * (UNIT - self.part) + other * self.part
    }
}

/// Each pixel the mean of those at most `radius` away, twice over, which is close to a bell curve whose deviation is the
/// radius. 0 changes nothing; nothing asks for more than 3.
pub(super) fn blurred(picture: &GrayImage, radius: u32) -> GrayImage {
    match radius {
        0 => picture.clone(),
        1 => mean::<3>(&mean::<3>(picture)),
        2 => mean::<5>(&mean::<5>(picture)),
        _ => mean::<7>(&mean::<7>(picture)),
    }
}

/// The picture with each pixel's difference to its surroundings added, which steepens edges.
pub(super) fn sharpened(picture: &GrayImage, radius: u32) -> GrayImage {
    if radius == 0 {
        return picture.clone();
    }
    let mut sharp = blurred(picture, radius);
    for (pixel, was) in sharp.iter_mut().zip(picture.iter()) {
        let steeper = (2 * u16::from(*was)).saturating_sub(u16::from(*pixel));
        *pixel = steeper.min(255) as u8;
    }
    sharp
}

/// Each pixel the mean of those in a square around it, `SIDE` (an odd number) across: first down, then across. Beyond the edges the
/// outermost pixel goes on.
///
/// The side is known when this is compiled, so that the sums and the divisions of a row are made wide; a running sum across a row would go
/// pixel by pixel.
fn mean<const SIDE: usize>(picture: &GrayImage) -> GrayImage {
    let (width, radius) = (picture.width() as usize, SIDE / 2);
    let (last, side) = (picture.height() as usize - 1, SIDE as u16);
    let at = |place: usize| row(picture, place.saturating_sub(radius).min(last));
    let mut sums = vec![0_u16; width];
    for place in 0..SIDE - 1 {
        change(&mut sums, at(place), |sum, pixel| sum + pixel);
    }
    let mut line = vec![0_u8; width + 2 * radius];
    let mut pixels = vec![0_u8; width * (last + 1)];
    for (place, to) in pixels.chunks_exact_mut(width).enumerate() {
        change(&mut sums, at(place + SIDE - 1), |sum, pixel| sum + pixel);
        for (pixel, sum) in line[radius..].iter_mut().zip(&sums) {
            *pixel = (sum / side) as u8;
        }
        let (first, end) = (line[radius], line[radius + width - 1]);
        line[..radius].fill(first);
        line[radius + width..].fill(end);
        for (pixel, around) in to.iter_mut().zip(line.array_windows::<SIDE>()) {
            let sum: u16 = around.iter().map(|level| u16::from(*level)).sum();
            *pixel = (sum / side) as u8;
        }
        change(&mut sums, at(place), |sum, pixel| sum - pixel);
    }
    GrayImage::from_raw(picture.width(), picture.height(), pixels).unwrap_or_default()
}

fn change(sums: &mut [u16], row: &[u8], by: impl Fn(u16, u16) -> u16) {
    for (sum, pixel) in sums.iter_mut().zip(row) {
        *sum = by(*sum, u16::from(*pixel));
    }
}

fn row(picture: &GrayImage, place: usize) -> &[u8] {
    let width = picture.width() as usize;
    &picture.as_raw()[place * width..(place + 1) * width]
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

    /// The definition that the sums of whole rows must agree with.
    fn plain_mean(picture: &GrayImage, radius: i32, x: i32, y: i32) -> u8 {
        let (width, height) = (picture.width() as i32, picture.height() as i32);
        let level = |x: i32, y: i32| {
            let (x, y) = (x.clamp(0, width - 1), y.clamp(0, height - 1));
            u32::from(picture.get_pixel(x as u32, y as u32).0[0])
        };
        let side = 2 * radius as u32 + 1;
        let down = |x: i32| (-radius..=radius).map(|by| level(x, y + by)).sum::<u32>() / side;
        let across = (-radius..=radius).map(|by| down((x + by).clamp(0, width - 1)));
        (across.sum::<u32>() / side) as u8
    }

    proptest! {
        #[test]
        fn means_are_means(picture in picture()) {
            let means = [mean::<3>(&picture), mean::<5>(&picture), mean::<7>(&picture)];
            for (radius, mean) in (1..).zip(&means) {
                for (x, y, pixel) in mean.enumerate_pixels() {
                    prop_assert_eq!(pixel.0[0], plain_mean(&picture, radius, x as i32, y as i32));
                }
            }
        }

        #[test]
        fn merged_lines_are_the_mean_of_three(picture in picture()) {
            let merged = merged(&picture);
            prop_assert_eq!(merged.dimensions(), (picture.width(), (picture.height() / 3).max(1)));
            for (x, y, pixel) in merged.enumerate_pixels() {
                let lines = if picture.height() < 3 { 1 } else { 3 };
                let sum: u32 = (0..lines).map(|line| u32::from(picture.get_pixel(x, 3 * y + line).0[0])).sum();
                prop_assert_eq!(u32::from(pixel.0[0]), sum / lines);
            }
        }

        #[test]
        fn an_even_picture_stays_even(level: u8, width in 1_u32..20, height in 1_u32..20, percent in 20_u32..300) {
            let even = GrayImage::from_pixel(width, height, Luma([level]));
            for changed in [scaled(&even, percent), blurred(&even, 2), sharpened(&even, 3), merged(&even)] {
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
