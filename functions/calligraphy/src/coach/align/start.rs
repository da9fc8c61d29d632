//! Where the search begins: every size and turn in reach, with edges or middles of both boxes laid on each other.
//!
//! A drawing fills its square by the box around its ink. Where a part is missing the rest is too large and off its place,
//! but the edges of the box that do not belong to the missing part still are those of the reference; so are they when
//! a stroke too much has made the rest too small.

use super::cost::{Effort, Forms};
use super::pose::Pose;
use crate::coach::frame::MIDDLE;

/// The logarithms of the sizes that are tried: 0.6 to 1.7 times.
const GROWTHS: std::ops::RangeInclusive<i8> = -7..=7;
const GROWTH_STEP: f32 = 0.075;
/// The turns that are tried, in radians.
const TURNS: [f32; 3] = [0.0, -0.1, 0.1];
const EFFORT: Effort = Effort {
    points: 130,
    limit: 10.0,
};

/// The best places to begin from, no two of nearly the same size and turn; the pose of the reference is always among them.
pub(super) fn starts(forms: &Forms<'_>, count: usize) -> Vec<Pose> {
    let mut tried = Vec::new();
    for turn in TURNS {
        for growth in GROWTHS {
            let loose = Pose {
                growth: f32::from(growth) * GROWTH_STEP,
                turn,
                ..Pose::SAME
            };
            tried.push(best_placed(forms, loose));
        }
    }
    tried.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mut poses = vec![Pose::SAME];
    for (_, pose) in tried {
        if poses.len() > count {
            break;
        }
        poses.push(pose);
    }
    poses
}

/// The best of the nine ways in which the boxes of both can be laid on each other.
fn best_placed(forms: &Forms<'_>, loose: Pose) -> (f32, Pose) {
    let map = loose.to_drawing();
    let wanted = Extent::of(&forms.reference_edge, |point| map.at(point));
    let drawn = Extent::of(&forms.drawing_edge, |point| point);
    let mut best = (f32::INFINITY, loose);
    for right in moves(wanted.across, drawn.across) {
        for down in moves(wanted.down, drawn.down) {
            let pose = Pose {
                right,
                down,
                ..loose
            };
            let cost = forms.cost(pose, EFFORT);
            if cost < best.0 {
                best = (cost, pose);
            }
        }
    }
    best
}

/// What lays first ends, middles and last ends on each other.
fn moves(wanted: [f32; 2], drawn: [f32; 2]) -> [f32; 3] {
    let (first, last) = (drawn[0] - wanted[0], drawn[1] - wanted[1]);
    [(first + last) / 2.0, first, last]
}

/// The box around places, as first and last along each axis.
struct Extent {
    across: [f32; 2],
    down: [f32; 2],
}

impl Extent {
    fn of(points: &[[f32; 2]], place: impl Fn([f32; 2]) -> [f32; 2]) -> Self {
        let mut found = Self {
            across: [MIDDLE, MIDDLE],
            down: [MIDDLE, MIDDLE],
        };
        let Some(&first) = points.first() else {
            return found;
        };
        let [x, y] = place(first);
        (found.across, found.down) = ([x, x], [y, y]);
        for &point in points {
            let [x, y] = place(point);
            found.across = [found.across[0].min(x), found.across[1].max(x)];
            found.down = [found.down[0].min(y), found.down[1].max(y)];
        }
        found
    }
}
