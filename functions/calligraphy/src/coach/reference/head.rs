//! Where a letter's head line is: the longest level edge with paper above it, in the upper half.

use crate::coach::frame::SIDE;
use crate::coach::shape::Shape;

/// The least length of a head line, as a share of the character's width.
const LEAST_LENGTH: f32 = 0.4;
/// How much of the height a head line is looked for in, and the most of it that one is thick.
const UPPER: f32 = 0.45;
const THICKEST: f32 = 0.2;
/// Of the columns' thicknesses, sorted, which one is the line's own: where a stroke goes on below it, the column is thicker.
const OWN_THICKNESS: f32 = 0.3;

/// A head line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::coach) struct Head {
    /// The row of its upper edge.
    pub(in crate::coach) top: usize,
    /// The row below it.
    pub(in crate::coach) bottom: usize,
    /// The columns whose topmost ink is its upper edge, from left to right.
    pub(in crate::coach) columns: Vec<usize>,
}

impl Head {
    /// `None` where no level edge is long enough.
    pub(super) fn find(shape: &Shape) -> Option<Self> {
        let first = shape.pixels().next()? / SIDE;
        let last = shape.pixels().last()? / SIDE;
        let height = last + 1 - first;
        let width = width(shape);
        let rows = first..first + (height as f32 * UPPER) as usize;
        let top = rows.max_by_key(|&row| (columns(shape, row).len(), SIDE - row))?;
        let columns = columns(shape, top);
        if (columns.len() as f32) < LEAST_LENGTH * width {
            return None;
        }
        let thickness = thickness(shape, top, &columns).min((height as f32 * THICKEST) as usize);
        Some(Self {
            top,
            bottom: top + thickness,
            columns,
        })
    }
}

fn width(shape: &Shape) -> f32 {
    let columns = |&x: &usize| (0..SIDE).any(|y| shape.ink[y * SIDE + x]);
    (0..SIDE).filter(columns).count() as f32
}

/// The columns in which ink begins in a row, or in the row below or above: an edge drawn by curves is not quite level.
fn columns(shape: &Shape, row: usize) -> Vec<usize> {
    let begins =
        |x: usize, y: usize| y > 0 && shape.ink[y * SIDE + x] && !shape.ink[(y - 1) * SIDE + x];
    (0..SIDE)
        .filter(|&x| (row.saturating_sub(1)..=row + 1).any(|y| begins(x, y)))
        .filter(|&x| (0..row.saturating_sub(1)).all(|y| !shape.ink[y * SIDE + x]))
        .collect()
}

fn thickness(shape: &Shape, top: usize, columns: &[usize]) -> usize {
    let below = |x: usize| {
        let first = top + usize::from(!shape.ink[top * SIDE + x]);
        (first..SIDE)
            .take_while(|&y| shape.ink[y * SIDE + x])
            .count()
    };
    let mut heights: Vec<usize> = columns.iter().map(|&x| below(x)).collect();
    heights.sort_unstable();
    let own = (heights.len() as f32 * OWN_THICKNESS) as usize;
    heights.get(own).copied().unwrap_or(0)
}
