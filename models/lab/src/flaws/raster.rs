//! A square drawing of grey levels.

use nazar::glyphs::{GlyphError, reference_raster};
use nazar::image::Nearest;

use crate::sketch::Noise;

/// A square of grey levels: white ink (255) on black (0), as preprocessing makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    side: usize,
    pixels: Vec<u8>,
}

impl Raster {
    /// The square of these row-major levels; `None` unless their number is a square.
    pub fn new(pixels: Vec<u8>) -> Option<Self> {
        let side = pixels.len().isqrt();
        (side * side == pixels.len()).then_some(Self { side, pixels })
    }

    /// The reference of a character, `side` pixels along each side.
    ///
    /// # Errors
    /// When there is no such character.
    pub fn reference(class_id: u8, side: usize) -> Result<Self, GlyphError> {
        let pixels = reference_raster(class_id, side)?;
        Ok(Self { side, pixels })
    }

    /// Pixels along each side.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Row-major grey levels.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Which pixels are ink.
    pub fn ink(&self) -> Vec<bool> {
        self.pixels.iter().map(|&level| level > 127).collect()
    }

    /// The box around the ink: left, top, right, bottom, the last two behind it. `None` without ink.
    pub(super) fn bounds(&self) -> Option<[f32; 4]> {
        let side = self.side;
        let inked = |index: &usize| self.pixels[*index] > 127;
        let top = (0..side * side).find(inked)? / side;
        let bottom = (0..side * side).rfind(inked)? / side + 1;
        let column = |x: &usize| (0..side).any(|y| inked(&(y * side + x)));
        let left = (0..side).find(column)?;
        let right = (0..side).rfind(column)? + 1;
        Some([left, top, right, bottom].map(|edge| edge as f32))
    }

    /// The level at a place between pixels, 0 outside; pixel middles lie at halves.
    pub(super) fn sample(&self, x: f32, y: f32) -> f32 {
        let (column, row) = ((x - 0.5).floor(), (y - 0.5).floor());
        let (across, down) = (x - 0.5 - column, y - 0.5 - row);
        let level = |dx: i64, dy: i64| {
            let (x, y) = (column as i64 + dx, row as i64 + dy);
            let inside = 0..self.side as i64;
            if !inside.contains(&x) || !inside.contains(&y) {
                return 0.0;
            }
            f32::from(self.pixels[y as usize * self.side + x as usize])
        };
        let upper = level(0, 0) + (level(1, 0) - level(0, 0)) * across;
        let lower = level(0, 1) + (level(1, 1) - level(0, 1)) * across;
        upper + (lower - upper) * down
    }

    /// The drawing in which every pixel shows what `from` of it lies at in this one.
    pub(super) fn bent(&self, from: impl Fn(f32, f32) -> (f32, f32)) -> Self {
        self.mapped(|x, y, _| {
            let (x, y) = from(x, y);
            self.sample(x, y)
        })
    }

    /// Every level anew, from the pixel's middle and the level that it has.
    pub(super) fn mapped(&self, level: impl Fn(f32, f32, f32) -> f32) -> Self {
        let new = |(index, &old): (usize, &u8)| {
            let x = (index % self.side) as f32 + 0.5;
            let y = (index / self.side) as f32 + 0.5;
            level(x, y, f32::from(old)).round().clamp(0.0, 255.0) as u8
        };
        Self {
            side: self.side,
            pixels: self.pixels.iter().enumerate().map(new).collect(),
        }
    }

    /// How far the edge of the ink is from each pixel: above 0 outside, below 0 inside.
    pub(super) fn edge_distances(&self) -> Vec<f32> {
        let ink = self.ink();
        let paper: Vec<bool> = ink.iter().map(|ink| !ink).collect();
        let outside = Nearest::of(&ink, self.side).distances();
        let inside = Nearest::of(&paper, self.side).distances();
        outside
            .iter()
            .zip(&inside)
            .map(|(out, within)| if *out > 0.0 { out - 0.5 } else { 0.5 - within })
            .collect()
    }

    /// One of the pixels that `wanted` holds for, by a seed; its middle. `None` where there is none.
    pub(super) fn pick(&self, seed: u64, wanted: impl Fn(usize) -> bool) -> Option<(f32, f32)> {
        let all: Vec<usize> = (0..self.pixels.len())
            .filter(|&index| wanted(index))
            .collect();
        let share = Noise::new(seed).at(1, 7) / 2.0 + 0.5;
        let chosen =
            *all.get(((all.len() as f32 * share) as usize).min(all.len().checked_sub(1)?))?;
        let middle = |position: usize| position as f32 + 0.5;
        Some((middle(chosen % self.side), middle(chosen / self.side)))
    }
}

/// 1 or -1, by a seed.
pub(super) fn sign(seed: u64) -> f32 {
    if Noise::new(seed).at(3, 5) < 0.0 {
        -1.0
    } else {
        1.0
    }
}
