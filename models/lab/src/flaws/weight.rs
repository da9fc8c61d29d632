//! Strokes of the wrong thickness.

use super::raster::Raster;
use crate::sketch::Noise;

/// How far the edges move at full strength, as a share of the side.
const REACH: f32 = 0.035;

/// Every edge moves out.
pub(super) fn heavy(drawing: &Raster, strength: f32) -> Raster {
    moved(drawing, |_, _| strength * REACH)
}

/// Every edge moves in.
pub(super) fn light(drawing: &Raster, strength: f32) -> Raster {
    moved(drawing, |_, _| -strength * REACH)
}

/// Edges move out in some places and in in others.
pub(super) fn uneven(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let noise = Noise::new(seed);
    let side = drawing.side() as f32;
    // Pushed towards its ends, so that most places are either too thick or too thin.
    moved(drawing, |x, y| {
        strength * REACH * (3.0 * noise.smooth(5.0 * x / side, 5.0 * y / side)).tanh()
    })
}

/// Moves the edges by what `by` gives for a place, as a share of the side; levels keep their soft edge.
fn moved(drawing: &Raster, by: impl Fn(f32, f32) -> f32) -> Raster {
    let distances = drawing.edge_distances();
    let side = drawing.side();
    drawing.mapped(|x, y, level| {
        let distance = distances[y as usize * side + x as usize];
        let reach = by(x, y) * side as f32;
        let inked = 255.0 * (reach - distance + 0.5).clamp(0.0, 1.0);
        if reach > 0.0 {
            level.max(inked)
        } else {
            level.min(inked)
        }
    })
}
