//! A picture made smaller by exact area: each target pixel is the mean of what lies under it, parts of pixels by their
//! share.
//!
//! `image::imageops::thumbnail` does nearly the same and took half of preprocessing's time: it works on any kind of pixel,
//! this on 8-bit RGB in two passes of plain sums.

use image::RgbImage;

/// Makes a picture `width` by `height` pixels large, neither more than it has.
pub(super) fn shrink(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    let columns = spans(picture.width(), width);
    let rows = spans(picture.height(), height);
    let (source_line, line) = (picture.width() as usize * 3, width as usize * 3);
    let source = picture.as_raw();
    let mut pixels = Vec::with_capacity(line * height as usize);
    let mut sums = vec![0.0_f32; line];
    for row in &rows {
        sums.fill(0.0);
        for (y, share) in row.shares() {
            let levels = &source[y * source_line..(y + 1) * source_line];
            add_line(&mut sums, levels, &columns, share);
        }
        pixels.extend(sums.iter().map(|sum| (sum + 0.5) as u8));
    }
    RgbImage::from_raw(width, height, pixels).unwrap_or_default()
}

/// Adds one line of the source to the sums of a target line.
fn add_line(sums: &mut [f32], levels: &[u8], columns: &[Span], share: f32) {
    let (targets, _) = sums.as_chunks_mut::<3>();
    let (pixels, _) = levels.as_chunks::<3>();
    for (target, column) in targets.iter_mut().zip(columns) {
        for (x, part) in column.shares() {
            let weight = part * share;
            for (sum, level) in target.iter_mut().zip(pixels[x]) {
                *sum += weight * f32::from(level);
            }
        }
    }
}

/// The source pixels under one target pixel along one axis, and what the first and the last count for.
struct Span {
    first: usize,
    last: usize,
    first_share: f32,
    last_share: f32,
    whole: f32,
}

impl Span {
    /// Each source position and its share of the target; the shares add up to 1.
    fn shares(&self) -> impl Iterator<Item = (usize, f32)> {
        (self.first..=self.last).map(|position| {
            let share = if position == self.first {
                self.first_share
            } else if position == self.last {
                self.last_share
            } else {
                self.whole
            };
            (position, share)
        })
    }
}

/// Divides `from` source pixels into `to` target pixels. In units of 1/`to` of a source pixel every bound is a whole number.
fn spans(from: u32, to: u32) -> Vec<Span> {
    let (from, to) = (from as usize, to as usize);
    let span = |index: usize| {
        let (start, end) = (index * from, (index + 1) * from);
        let (first, last) = (start / to, (end - 1) / to);
        let share = |units: usize| units as f32 / from as f32;
        Span {
            first,
            last,
            first_share: share(end.min((first + 1) * to) - start),
            last_share: share(end - last * to),
            whole: share(to),
        }
    };
    (0..to).map(span).collect()
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn four_pixels_become_their_mean_channel_by_channel() {
        let picture = RgbImage::from_fn(2, 2, |x, y| Rgb([(10 * (x + 2 * y)) as u8, 200, 0]));
        assert_eq!(shrink(&picture, 1, 1).get_pixel(0, 0), &Rgb([15, 200, 0]));
    }

    #[test]
    fn a_pixel_on_a_border_counts_for_both_sides() {
        let picture = RgbImage::from_fn(3, 1, |x, _| Rgb([[0, 90, 255][x as usize]; 3]));
        let shrunk = shrink(&picture, 2, 1);
        assert_eq!(shrunk.get_pixel(0, 0)[0], 30);
        assert_eq!(shrunk.get_pixel(1, 0)[0], 200);
    }

    #[test]
    fn a_picture_of_the_same_size_stays_as_it_is() {
        let picture = RgbImage::from_fn(7, 5, |x, y| Rgb([(x * 31 + y * 7) as u8, x as u8, 9]));
        assert_eq!(shrink(&picture, 7, 5), picture);
    }

    proptest! {
        #[test]
        fn shares_cover_the_source_once(from in 1_u32..500, share in 0.01_f32..=1.0) {
            let to = ((from as f32 * share) as u32).max(1);
            let mut covered = vec![0.0_f32; from as usize];
            for span in spans(from, to) {
                let total: f32 = span.shares().map(|(_, share)| share).sum();
                prop_assert!((total - 1.0).abs() < 1e-3, "a target pixel of {total}");
                for (position, share) in span.shares() {
                    covered[position] += share * from as f32 / to as f32;
                }
            }
            for total in covered {
                prop_assert!((total - 1.0).abs() < 1e-3, "a source pixel counted {total} times");
            }
        }
    }
}
