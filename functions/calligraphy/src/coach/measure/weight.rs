//! How thick the strokes are, against the reference's at the same places.
//!
//! Widths are compared where both have a stroke: the middle of a stroke of the drawing with the stroke of the reference
//! that it lies within. So neither a missing part nor ink that does not belong counts for weight.

use super::statistics::{mean, quantile, spread};
use crate::coach::analysis::Weight;
use crate::coach::frame::{UNIT, middle_of};
use crate::coach::reference::Reference;
use crate::coach::shape::Shape;

/// How far beside a stroke's own ink its middle may be found, in pixels.
const ASIDE: f32 = 1.5;
/// The least number of places that say something.
const LEAST: usize = 12;
/// The distance between the quartiles of a normal distribution, in standard deviations.
const QUARTILES: f32 = 1.349;

/// Widths at one place.
struct Pair {
    reference: f32,
    drawn: f32,
}

/// Weighs the drawing's strokes.
pub(super) fn weigh(reference: &Reference, drawing: &Shape) -> Weight {
    let all: Vec<f32> = reference
        .ridge
        .iter()
        .map(|&index| width(&reference.shape, index))
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
        .map(|pair| ((pair.drawn / pair.reference).ln(), pair.reference))
        .collect();
    let [low, middle, high] =
        [0.25, 0.5, 0.75].map(|share| quantile(&mut ratios, share).unwrap_or(0.0));
    let widths = |of: fn(&Pair) -> f32| spread(&pairs.iter().map(of).collect::<Vec<f32>>());
    Weight {
        reference: own / UNIT,
        drawn: own * middle.exp() / UNIT,
        reference_spread: widths(|pair| pair.reference),
        drawn_spread: widths(|pair| pair.drawn),
        unevenness: (high - low) / QUARTILES,
    }
}

fn pairs(reference: &Reference, drawing: &Shape) -> Vec<Pair> {
    let pair = |index: usize| {
        let nearest = reference.nearest_ridge.index(index)?;
        let ([x, y], [to_x, to_y]) = (middle_of(index), middle_of(nearest));
        let within = (x - to_x).hypot(y - to_y) <= reference.shape.inside[nearest] + ASIDE;
        within.then(|| Pair {
            reference: width(&reference.shape, nearest),
            drawn: width(drawing, index),
        })
    };
    drawing.ridge().into_iter().filter_map(pair).collect()
}

/// The width of the stroke whose middle a pixel is.
fn width(shape: &Shape, index: usize) -> f32 {
    2.0 * shape.inside[index] - 1.0
}
