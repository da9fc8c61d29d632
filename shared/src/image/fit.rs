//! Ink brought to one size and place.

use super::mask::{Bounds, Mask};

/// Of the square's side, what the longer side of the ink's box fills: 60 of 64 pixels.
const FILL: f32 = 60.0 / 64.0;

/// Draws the ink within `bounds` on a black square of `side` pixels, centred, its aspect kept, by the share of each
/// target pixel that the ink covers. The result is row-major grey levels.
pub(crate) fn fit(mask: &Mask, bounds: Bounds, side: usize) -> Vec<u8> {
    let scale = bounds.longest() as f32 / (side as f32 * FILL);
    let left = (bounds.left + bounds.right) as f32 / 2.0 - side as f32 / 2.0 * scale;
    let top = (bounds.top + bounds.bottom) as f32 / 2.0 - side as f32 / 2.0 * scale;
    let columns = spans(side, left, scale, bounds.left, bounds.right);
    let rows = spans(side, top, scale, bounds.top, bounds.bottom);
    let mut narrow = vec![0.0_f32; bounds.height() * side];
    for (line, y) in narrow.chunks_exact_mut(side).zip(bounds.top..) {
        let ink = &mask.ink[y * mask.width..(y + 1) * mask.width];
        for (value, span) in line.iter_mut().zip(&columns) {
            let under = ink[span.first..].iter().zip(&span.shares);
            *value = under
                .map(|(&ink, share)| share * f32::from(u8::from(ink)))
                .sum();
        }
    }
    let per_pixel = 255.0 / (scale * scale);
    let mut pixels = Vec::with_capacity(side * side);
    for span in &rows {
        for x in 0..side {
            let lines = (span.first - bounds.top..).zip(&span.shares);
            let covered: f32 = lines
                .map(|(line, share)| share * narrow[line * side + x])
                .sum();
            pixels.push((covered * per_pixel).round().clamp(0.0, 255.0) as u8);
        }
    }
    pixels
}

/// The source pixels under one target pixel along one axis: the first of them, and how much of it and of those after it
/// is covered.
struct Span {
    first: usize,
    shares: Vec<f32>,
}

impl Span {
    /// What lies between two positions, both within the picture.
    fn between(start: f32, end: f32) -> Self {
        // No position is negative, so that cutting off the fraction is the floor, without a call.
        let first = start as usize;
        let mut shares = Vec::new();
        let mut at = first as f32;
        while at < end {
            shares.push(((at + 1.0).min(end) - at.max(start)).max(0.0));
            at += 1.0;
        }
        Self { first, shares }
    }
}

fn spans(side: usize, origin: f32, scale: f32, first: usize, last: usize) -> Vec<Span> {
    (0..side)
        .map(|index| {
            // Beside the ink both bounds meet at its edge, and the span is empty.
            let start = (origin + index as f32 * scale).clamp(first as f32, last as f32);
            let end = (origin + (index + 1) as f32 * scale).min(last as f32);
            Span::between(start, end)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Wherever the ink lies, at an edge too: it is centred, and as much of the square is covered as of its box.
        #[test]
        fn a_full_box_becomes_a_centred_box_of_the_same_shape(
            (width, height) in (8_usize..80, 8_usize..80),
            (left, top) in (0_usize..40, 0_usize..40),
            (right, bottom) in (0_usize..3, 0_usize..3),
        ) {
            let bounds = Bounds { left, top, right: left + width, bottom: top + height };
            let mask = Mask {
                width: left + width + right,
                height: top + height + bottom,
                ink: vec![true; (left + width + right) * (top + height + bottom)],
            };
            let pixels = fit(&mask, bounds, 64);
            let total: f32 = pixels.iter().map(|&level| f32::from(level) / 255.0).sum();
            let longest = width.max(height) as f32;
            let expected = (60.0 * width as f32 / longest) * (60.0 * height as f32 / longest);
            prop_assert!((total - expected).abs() < expected * 0.02 + 2.0, "{total}, not {expected}");
            let mirrored: Vec<u8> = pixels.iter().rev().copied().collect();
            let unequal = pixels.iter().zip(&mirrored).filter(|(one, other)| one.abs_diff(**other) > 2);
            prop_assert_eq!(unequal.count(), 0, "not centred");
        }
    }
}
