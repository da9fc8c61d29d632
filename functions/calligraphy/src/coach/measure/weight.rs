//! How thick the strokes are, against the reference's at the same places.
//!
//! Widths are compared along the middle of the reference's strokes: there the deepest ink of the drawing nearby tells how
//! wide its stroke is. So neither a missing part nor ink that does not belong counts for weight, and a little more or less
//! ink never changes the widths by much.

use super::statistics::{mean, middle_mean, quantile, spread};
use crate::coach::analysis::Weight;
use crate::coach::frame::{SIDE, UNIT};
use crate::coach::reference::Reference;
use crate::coach::shape::Shape;

/// How far beside the middle of the reference's stroke the drawing's is looked for, as a share of its half width, and in
/// pixels at least.
const ASIDE: f32 = 0.6;
const LEAST_ASIDE: f32 = 3.0;
/// Of the middle of the strokes every so manieth pixel is enough.
const EVERY: usize = 2;
/// The least number of places that say something.
const LEAST: usize = 12;
/// The logarithm of a ratio beyond which a place is no more unlike: it may be a part that is missing.
const UNLIKE: f32 = 0.7;
/// No stroke counts as thinner than this share of the reference's.
const THINNEST: f32 = 0.15;
/// What makes a mean distance from the middle a standard deviation, in a normal distribution.
const DEVIATIONS: f32 = 1.2533;

/// Widths at one place; the drawn one is 0 where a thin pen has left nothing of the stroke.
#[derive(Debug, Clone, Copy)]
struct Pair {
    reference: f32,
    drawn: f32,
}

impl Pair {
    /// The logarithm of how much wider the drawing's stroke is.
    fn ratio(self) -> f32 {
        (self.drawn / self.reference).max(THINNEST).ln()
    }
}

/// Weighs the drawing's strokes.
pub(super) fn weigh(reference: &Reference, drawing: &Shape) -> Weight {
    let all: Vec<f32> = reference
        .ridge
        .iter()
        .map(|&index| width(reference.shape.inside[index]))
        .collect();
    let own = mean(all.iter().copied()).unwrap_or(0.0);
    let pairs = pairs(reference, drawing);
    if pairs.len() < LEAST {
        return Weight {
            reference: own / UNIT,
            drawn: own / UNIT,
            reference_spread: spread(&all),
            drawn_spread: spread(&all),
            unevenness: 0.0,
        };
    }
    // Wide strokes are seen more than thin ones.
    let mut ratios: Vec<(f32, f32)> = pairs
        .iter()
        .map(|pair| (pair.ratio(), pair.reference))
        .collect();
    let middle = middle_mean(&mut ratios).unwrap_or(0.0);
    let whole: f32 = ratios.iter().map(|(_, weight)| weight).sum();
    let astray = ratios
        .iter()
        .map(|(ratio, weight)| (ratio - middle).abs().min(UNLIKE) * weight);
    let widths = |of: fn(&Pair) -> f32| spread(&pairs.iter().map(of).collect::<Vec<f32>>());
    Weight {
        reference: own / UNIT,
        drawn: own * middle.exp() / UNIT,
        reference_spread: widths(|pair| pair.reference),
        drawn_spread: widths(|pair| pair.drawn),
        unevenness: astray.sum::<f32>() / whole * DEVIATIONS,
    }
}

/// The places where both have a stroke, and those where the drawing has none because its pen is thin: where the others have lost as
/// much as the whole stroke is wide. Where they have not, a part is missing.
fn pairs(reference: &Reference, drawing: &Shape) -> Vec<Pair> {
    let pair = |&index: &usize| {
        // Both are looked at in the same way, so that the reference is as wide as itself.
        let half_width = reference.shape.inside[index];
        Pair {
            reference: width(deepest(&reference.shape, index, half_width)),
            drawn: width(deepest(drawing, index, half_width)).max(0.0),
        }
    };
    let places = reference.ridge.iter().step_by(EVERY).map(pair);
    let (mut pairs, vanished): (Vec<Pair>, Vec<Pair>) = places.partition(|pair| pair.drawn > 0.0);
    let mut losses: Vec<(f32, f32)> = pairs
        .iter()
        .map(|pair| (pair.reference - pair.drawn, 1.0))
        .collect();
    let loss = quantile(&mut losses, 0.5).unwrap_or(0.0);
    pairs.extend(vanished.iter().filter(|pair| pair.reference <= loss));
    pairs
}

/// How deep a form's ink is at most around a pixel of the reference with this half width.
fn deepest(shape: &Shape, index: usize, half_width: f32) -> f32 {
    let reach = (ASIDE * half_width).max(LEAST_ASIDE) as usize;
    let (x, y) = (index % SIDE, index / SIDE);
    let columns = x.saturating_sub(reach)..(x + reach + 1).min(SIDE);
    let rows = y.saturating_sub(reach)..(y + reach + 1).min(SIDE);
    let lines = rows.map(|row| &shape.inside[row * SIDE + columns.start..row * SIDE + columns.end]);
    lines.flatten().copied().fold(0.0, f32::max)
}

/// The width of a stroke that is this deep at its middle.
fn width(depth: f32) -> f32 {
    2.0 * depth - 1.0
}
