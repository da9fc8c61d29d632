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
        for (value, span) in line.iter_mut().zip(&columns) {
            *value = span.sum(|x| if mask.at(x, y) { 1.0 } else { 0.0 });
        }
    }
    let per_pixel = 255.0 / (scale * scale);
    let mut pixels = Vec::with_capacity(side * side);
    for span in &rows {
        for x in 0..side {
            let covered = span.sum(|y| narrow[(y - bounds.top) * side + x]);
            pixels.push((covered * per_pixel).round().clamp(0.0, 255.0) as u8);
        }
    }
    pixels
}

/// The source pixels under one target pixel along one axis.
struct Span {
    start: f32,
    end: f32,
}

impl Span {
    /// The sum of a source value, each weighted by how much of it lies in the span.
    fn sum(&self, value: impl Fn(usize) -> f32) -> f32 {
        let mut total = 0.0;
        let mut at = self.start.floor();
        while at < self.end {
            let share = (at + 1.0).min(self.end) - at.max(self.start);
            if share > 0.0 {
                total += share * value(at as usize);
            }
            at += 1.0;
        }
        total
    }
}

fn spans(side: usize, origin: f32, scale: f32, first: usize, last: usize) -> Vec<Span> {
    (0..side)
        .map(|index| {
            let start = (origin + index as f32 * scale).max(first as f32);
            let end = (origin + (index + 1) as f32 * scale).min(last as f32);
            Span { start, end }
        })
        .collect()
}
