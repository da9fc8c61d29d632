//! Ink with what is asked of it again and again: how far everything lies from it, and how deep inside.

use nazar::image::Nearest;

use super::frame::{AREA, SIDE, middle_of};

/// Ink in the square.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// Which pixels are ink.
    pub(super) ink: Vec<bool>,
    /// How far each pixel is from the nearest ink, in pixels, 0 on it; infinite without any.
    pub(super) outside: Vec<f32>,
    /// How far each pixel is from the nearest paper, 0 on paper.
    pub(super) inside: Vec<f32>,
}

impl Shape {
    pub(super) fn of(ink: Vec<bool>) -> Self {
        let paper: Vec<bool> = ink.iter().map(|ink| !ink).collect();
        Self {
            outside: Nearest::of(&ink, SIDE).distances(),
            inside: Nearest::of(&paper, SIDE).distances(),
            ink,
        }
    }

    /// The pixels of ink, from the top and from the left.
    pub(super) fn pixels(&self) -> impl Iterator<Item = usize> {
        (0..AREA).filter(|&index| self.ink[index])
    }

    /// How many pixels are ink.
    pub(super) fn area(&self) -> f32 {
        self.pixels().count() as f32
    }

    /// How far a pixel is from the nearest pixel of the edge; the edge is of ink.
    pub(super) fn edge_distance(&self, index: usize) -> f32 {
        if self.ink[index] {
            self.inside[index] - 1.0
        } else {
            self.outside[index]
        }
    }

    /// The pixels of ink that touch paper.
    pub(super) fn edge(&self) -> impl Iterator<Item = usize> {
        self.pixels().filter(|&index| self.inside[index] <= 1.0)
    }

    /// The middle of all ink; `None` without any.
    pub(super) fn centre(&self) -> Option<[f32; 2]> {
        let mut sum = [0.0_f64; 2];
        let mut count = 0_u32;
        for index in self.pixels() {
            let [x, y] = middle_of(index);
            sum = [sum[0] + f64::from(x), sum[1] + f64::from(y)];
            count += 1;
        }
        (count > 0).then(|| sum.map(|total| (total / f64::from(count)) as f32))
    }

    /// The pixels along the middle of strokes: nowhere beside them is deeper inside.
    pub(super) fn ridge(&self) -> Vec<usize> {
        let deepest = |index: usize| {
            let (x, y) = (index % SIDE, index / SIDE);
            // Ink at the square's rim has no paper beyond it to be measured from.
            if x == 0 || y == 0 || x + 1 == SIDE || y + 1 == SIDE || self.inside[index] < 1.2 {
                return false;
            }
            let rows = [index - SIDE, index, index + SIDE];
            rows.iter()
                .flat_map(|&row| [row - 1, row, row + 1])
                .all(|beside| self.inside[beside] <= self.inside[index])
        };
        self.pixels().filter(|&index| deepest(index)).collect()
    }
}
