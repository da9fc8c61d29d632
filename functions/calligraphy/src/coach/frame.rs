//! The square in which drawing and reference are compared.
//!
//! It is larger than the reference by a margin on every side, so that ink beside the character is seen too, and so that a
//! drawing that a missing part has made too large can be brought back.

use nazar::image::FineGlyph;

/// Pixels along each side.
pub(super) const SIDE: usize = 224;
/// Pixels in all.
pub(super) const AREA: usize = SIDE * SIDE;
/// Pixels around the glyph's own square.
const MARGIN: usize = (SIDE - FineGlyph::SIDE) / 2;
/// The middle, along both axes.
pub(super) const MIDDLE: f32 = SIDE as f32 / 2.0;
/// The longer side of the reference's ink in pixels: the unit of all shares of length.
pub(super) const UNIT: f32 = 150.0;

/// Where a pixel's middle is.
pub(super) fn middle_of(index: usize) -> [f32; 2] {
    [(index % SIDE) as f32 + 0.5, (index / SIDE) as f32 + 0.5]
}

/// The pixel that a place lies in; `None` outside the square.
pub(super) fn index_at([x, y]: [f32; 2]) -> Option<usize> {
    // Negative places and those that are no number become 0 by the cast, so they are asked for first.
    let inside = x >= 0.0 && y >= 0.0 && x < SIDE as f32 && y < SIDE as f32;
    inside.then(|| y as usize * SIDE + x as usize)
}

/// Grey levels in the square: white ink (255) on black (0).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layer {
    levels: Vec<u8>,
}

impl Layer {
    /// A glyph in the middle of the square.
    pub(super) fn of(glyph: &FineGlyph) -> Self {
        let mut levels = vec![0; AREA];
        let rows = glyph.pixels().chunks_exact(FineGlyph::SIDE);
        for (row, line) in rows.zip(levels.chunks_exact_mut(SIDE).skip(MARGIN)) {
            line[MARGIN..MARGIN + FineGlyph::SIDE].copy_from_slice(row);
        }
        Self { levels }
    }

    /// What `from` finds in this layer for each pixel's middle.
    pub(super) fn seen(&self, from: impl Fn([f32; 2]) -> [f32; 2]) -> Self {
        let level = |index| self.sample(from(middle_of(index))).round() as u8;
        Self {
            levels: (0..AREA).map(level).collect(),
        }
    }

    /// Which pixels are ink.
    pub(super) fn ink(&self) -> Vec<bool> {
        self.levels.iter().map(|&level| level > 127).collect()
    }

    /// The level at a place between pixels, 0 outside.
    pub(super) fn sample(&self, [x, y]: [f32; 2]) -> f32 {
        let (column, row) = ((x - 0.5).floor(), (y - 0.5).floor());
        let last = (SIDE - 1) as f32;
        if !(0.0..last).contains(&column) || !(0.0..last).contains(&row) {
            return 0.0;
        }
        let (across, down) = (x - 0.5 - column, y - 0.5 - row);
        let first = row as usize * SIDE + column as usize;
        let level = |index: usize| f32::from(self.levels[index]);
        let upper = level(first) + (level(first + 1) - level(first)) * across;
        let below = first + SIDE;
        let lower = level(below) + (level(below + 1) - level(below)) * across;
        upper + (lower - upper) * down
    }
}
