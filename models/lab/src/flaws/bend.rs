//! Ink in the wrong place.

use super::raster::{Raster, sign};
use crate::sketch::Noise;

/// The strongest lean: how far the top goes aside for each pixel of height (about 27 degrees).
const LEAN: f32 = 0.5;
/// How much narrower or lower the strongest squeeze makes it.
const SQUEEZE: f32 = 0.45;
/// How far the strongest tremble takes ink aside, as a share of the side.
const TREMBLE: f32 = 0.08;
/// The steepest head line: its rise for each pixel to the right (about 17 degrees).
const TILT: f32 = 0.3;
/// How far the strongest wave takes the head line up and down, as a share of the side.
const WAVE: f32 = 0.06;
/// How much of the height is the head, and how far below it what is bent goes over into what is not.
const HEAD: f32 = 0.2;
const FADE: f32 = 0.2;

/// Leans everything about its middle.
pub(super) fn slant(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let middle = drawing.side() as f32 / 2.0;
    let lean = strength * LEAN * sign(seed);
    drawing.bent(|x, y| (x + lean * (y - middle), y))
}

/// Makes everything narrower, or lower, towards its middle.
pub(super) fn squeeze(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let middle = drawing.side() as f32 / 2.0;
    let outwards = |position: f32| middle + (position - middle) / (1.0 - strength * SQUEEZE);
    if sign(seed) < 0.0 {
        drawing.bent(|x, y| (outwards(x), y))
    } else {
        drawing.bent(|x, y| (x, outwards(y)))
    }
}

/// Takes ink aside by smooth noise.
pub(super) fn wobble(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let (across, down) = (Noise::new(seed), Noise::new(seed ^ 0x5151));
    let side = drawing.side() as f32;
    let reach = strength * TREMBLE * side;
    drawing.bent(|x, y| {
        let (place_x, place_y) = (9.0 * x / side, 9.0 * y / side);
        (
            x + reach * across.smooth(place_x, place_y),
            y + reach * down.smooth(place_x, place_y),
        )
    })
}

/// Turns the top about its middle, less and less below it.
pub(super) fn head_tilt(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let rise = strength * TILT * sign(seed);
    bend_head(drawing, |from_middle, _| rise * from_middle)
}

/// Takes the top up and down.
pub(super) fn head_wave(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let reach = strength * WAVE * drawing.side() as f32;
    let phase = Noise::new(seed).at(2, 2) * std::f32::consts::PI;
    bend_head(drawing, |from_middle, width| {
        reach * (from_middle / width * 3.0 * std::f32::consts::TAU + phase).sin()
    })
}

/// Moves the top up by what `rise` gives for the distance from the middle and the width, and what is below it less.
fn bend_head(drawing: &Raster, rise: impl Fn(f32, f32) -> f32) -> Raster {
    let Some([left, top, right, bottom]) = drawing.bounds() else {
        return drawing.clone();
    };
    let middle = (left + right) / 2.0;
    let height = bottom - top;
    drawing.bent(|x, y| {
        let below = (y - top) / height - HEAD;
        let share = (1.0 - below / FADE).clamp(0.0, 1.0);
        (x, y + share * rise(x - middle, right - left))
    })
}
