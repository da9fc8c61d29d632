//! From a pose to the best one near it: a pattern search, which needs no gradient and always ends at the same place.

use super::cost::{Effort, Forms};
use super::pose::Pose;

/// The steps of the search at its widest: pixels, logarithms, radians, tangents.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    pub(super) pixels: f32,
    pub(super) growth: f32,
    pub(super) turn: f32,
    /// 0 where the drawing is not leant and not stretched.
    pub(super) lean: f32,
    pub(super) stretch: f32,
    /// In pixels, on either side of a stroke.
    pub(super) pen: f32,
    /// How often the steps are halved.
    pub(super) halvings: u8,
}

/// The farthest that a pose goes: sizes from 0.55 to 1.8 times, turns up to 10 degrees, leans up to 35, edges 8 pixels off.
const GROWTH_LIMIT: f32 = 0.6;
const TURN_LIMIT: f32 = 0.18;
const LEAN_LIMIT: f32 = 0.7;
const STRETCH_LIMIT: f32 = 0.75;
const PEN_LIMIT: f32 = 8.0;
/// Rounds of one step width; the search rarely needs more than four.
const ROUNDS: u8 = 12;

/// The best pose that the search comes to, with its cost.
pub(super) fn refine(forms: &Forms<'_>, start: Pose, reach: Reach, effort: Effort) -> (f32, Pose) {
    let mut best = (forms.cost(start, effort), start);
    let mut width = 1.0;
    for _ in 0..=reach.halvings {
        let moves = moves(reach, width);
        for _ in 0..ROUNDS {
            let before = best.0;
            for step in &moves {
                best = improved(forms, best, *step, effort);
            }
            if best.0 >= before {
                break;
            }
        }
        width /= 2.0;
    }
    best
}

/// Steps along a direction, or against it, as long as that is better.
fn improved(forms: &Forms<'_>, from: (f32, Pose), step: Pose, effort: Effort) -> (f32, Pose) {
    let mut best = from;
    for sign in [1.0, -1.0] {
        while let Some(pose) = stepped(best.1, step, sign) {
            let cost = forms.cost(pose, effort);
            if cost >= best.0 {
                break;
            }
            best = (cost, pose);
        }
    }
    best
}

/// A pose one step on; `None` beyond the limits.
fn stepped(pose: Pose, step: Pose, sign: f32) -> Option<Pose> {
    // Nearly 0 after steps there and back is 0.
    let clean = |value: f32| if value.abs() < 1e-5 { 0.0 } else { value };
    let next = Pose {
        right: clean(pose.right + sign * step.right),
        down: clean(pose.down + sign * step.down),
        growth: clean(pose.growth + sign * step.growth),
        turn: clean(pose.turn + sign * step.turn),
        lean: clean(pose.lean + sign * step.lean),
        stretch: clean(pose.stretch + sign * step.stretch),
        pen: clean(pose.pen + sign * step.pen),
    };
    let within = next.growth.abs() <= GROWTH_LIMIT
        && next.turn.abs() <= TURN_LIMIT
        && next.lean.abs() <= LEAN_LIMIT
        && next.stretch.abs() <= STRETCH_LIMIT
        && next.pen.abs() <= PEN_LIMIT;
    within.then_some(next)
}

/// One step along each axis, and along those pairs that undo a part of each other: a lean looks like a turn, and a
/// change of one side like a change of size.
fn moves(reach: Reach, width: f32) -> Vec<Pose> {
    let pixels = width * reach.pixels;
    let (growth, turn) = (width * reach.growth, width * reach.turn);
    let (lean, stretch) = (width * reach.lean, width * reach.stretch);
    let mut moves = vec![
        Pose {
            right: pixels,
            ..Pose::SAME
        },
        Pose {
            down: pixels,
            ..Pose::SAME
        },
        Pose {
            growth,
            ..Pose::SAME
        },
        Pose { turn, ..Pose::SAME },
        Pose {
            pen: width * reach.pen,
            ..Pose::SAME
        },
    ];
    if reach.lean > 0.0 {
        moves.extend([
            Pose { lean, ..Pose::SAME },
            Pose {
                lean,
                turn: lean / 2.0,
                ..Pose::SAME
            },
            Pose {
                lean,
                turn: lean,
                ..Pose::SAME
            },
        ]);
    }
    if reach.stretch > 0.0 {
        moves.extend([
            Pose {
                stretch,
                ..Pose::SAME
            },
            Pose {
                stretch,
                growth: stretch / 2.0,
                ..Pose::SAME
            },
            Pose {
                stretch,
                growth: -stretch / 2.0,
                ..Pose::SAME
            },
        ]);
    }
    moves
}
