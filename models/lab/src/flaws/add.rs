//! Ink that does not belong.

use super::raster::Raster;
use crate::sketch::Noise;

/// The length of the longest stroke, as a share of the side.
const LONGEST: f32 = 0.45;
/// Half the thickness of a stroke, as a share of the side.
const HALF_THICKNESS: f32 = 0.03;
/// The radius of the largest drop, as a share of the side.
const LARGEST: f32 = 0.16;
/// How many directions a stroke can take.
const DIRECTIONS: u8 = 16;

/// A straight stroke from the ink into where there is most paper.
pub(super) fn stroke(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let Some((x, y)) = drawing.pick(seed, |index| drawing.pixels()[index] > 200) else {
        return drawing.clone();
    };
    let side = drawing.side() as f32;
    let (across, down) = emptiest(drawing, x, y);
    let length = strength * LONGEST * side;
    drawing.mapped(|to_x, to_y, level| {
        let along = ((to_x - x) * across + (to_y - y) * down).clamp(0.0, length);
        let aside = (to_x - x - along * across).hypot(to_y - y - along * down);
        level.max(255.0 * (HALF_THICKNESS * side - aside + 0.5).clamp(0.0, 1.0))
    })
}

/// The direction in which a stroke from a place covers the least ink and stays on the paper.
fn emptiest(drawing: &Raster, x: f32, y: f32) -> (f32, f32) {
    let side = drawing.side() as f32;
    let directions = (0..DIRECTIONS).map(|number| {
        let angle = f32::from(number) / f32::from(DIRECTIONS) * std::f32::consts::TAU;
        (angle.cos(), angle.sin())
    });
    let covered = |(across, down): &(f32, f32)| {
        let steps = (1..=20).map(|step| {
            let along = step as f32 / 20.0 * LONGEST * side;
            let (to_x, to_y) = (x + along * across, y + along * down);
            let on_paper = (0.0..side).contains(&to_x) && (0.0..side).contains(&to_y);
            if on_paper {
                drawing.sample(to_x, to_y)
            } else {
                300.0
            }
        });
        steps.sum::<f32>()
    };
    directions
        .min_by(|one, other| covered(one).total_cmp(&covered(other)))
        .unwrap_or((1.0, 0.0))
}

/// A drop beside the ink.
pub(super) fn blot(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let distances = drawing.edge_distances();
    let side = drawing.side() as f32;
    let beside = |index: usize| (0.04..0.12).contains(&(distances[index] / side));
    let Some((x, y)) = drawing.pick(seed, beside) else {
        return drawing.clone();
    };
    let rough = Noise::new(seed);
    let radius = strength * LARGEST * side;
    drawing.mapped(|to_x, to_y, level| {
        let away = (to_x - x).hypot(to_y - y);
        let angle = (to_y - y).atan2(to_x - x);
        let reach = radius * (1.0 + 0.2 * rough.smooth(3.0 * angle.cos(), 3.0 * angle.sin()));
        level.max(255.0 * (reach - away + 0.5).clamp(0.0, 1.0))
    })
}
