//! Ink that is not there.

use super::raster::{Raster, sign};

/// The radius of the largest piece that goes missing, as a share of the side.
const LARGEST: f32 = 0.26;
/// How much of the height counts as the top.
const HEAD: f32 = 0.2;

/// Takes away what lies around a place on the ink.
pub(super) fn part(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let Some((x, y)) = drawing.pick(seed, |index| drawing.pixels()[index] > 200) else {
        return drawing.clone();
    };
    let radius = strength * LARGEST * drawing.side() as f32;
    drawing.mapped(|to_x, to_y, level| {
        let kept = ((to_x - x).hypot(to_y - y) - radius + 0.5).clamp(0.0, 1.0);
        level.min(255.0 * kept)
    })
}

/// Takes away the top, from the left end or from the right end on.
pub(super) fn head(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let Some([left, top, right, bottom]) = drawing.bounds() else {
        return drawing.clone();
    };
    let floor = top + HEAD * (bottom - top);
    let reach = strength * (right - left);
    let from_left = sign(seed) < 0.0;
    drawing.mapped(|x, y, level| {
        let past = if from_left { x - left } else { right - x };
        let kept = (past - reach + 0.5).max(y - floor + 0.5).clamp(0.0, 1.0);
        level.min(255.0 * kept)
    })
}
