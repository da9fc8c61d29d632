//! Laying a drawing over the reference.
//!
//! A similarity (moved, enlarged, a little turned) is what a hand may do without writing worse; it is found first, and all
//! differences are measured under it. From there a lean and a stretch are looked for, which are faults to be named.

mod cost;
mod pose;
mod refine;
mod start;

pub(super) use pose::Pose;

use self::cost::{Effort, Forms};
use self::refine::{Reach, refine};
use self::start::starts;
use super::shape::Shape;

/// How many beginnings are followed.
const STARTS: usize = 7;
const ROUGH: Effort = Effort {
    points: 240,
    limit: 8.0,
};
const EXACT: Effort = Effort {
    points: 900,
    limit: 7.0,
};
const WIDE: Reach = Reach {
    pixels: 4.0,
    growth: 0.04,
    turn: 0.05,
    lean: 0.0,
    stretch: 0.0,
    pen: 2.0,
    halvings: 3,
};
const CLOSE: Reach = Reach {
    pixels: 1.0,
    growth: 0.01,
    turn: 0.0125,
    lean: 0.0,
    stretch: 0.0,
    pen: 1.0,
    halvings: 3,
};
const BENT: Reach = Reach {
    pixels: 2.0,
    growth: 0.04,
    turn: 0.04,
    lean: 0.08,
    stretch: 0.08,
    pen: 1.0,
    halvings: 3,
};
const BENDING: Reach = Reach {
    pixels: 1.0,
    growth: 0.01,
    turn: 0.0125,
    lean: 0.02,
    stretch: 0.02,
    pen: 1.0,
    halvings: 3,
};

/// How the drawing lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Aligned {
    /// The best similarity.
    pub(super) similar: Pose,
    /// The best pose with lean and stretch.
    pub(super) bent: Pose,
}

/// Finds how a drawing lies beside the reference.
pub(super) fn align(reference: &Shape, drawing: &Shape) -> Aligned {
    let forms = Forms::new(reference, drawing);
    let followed = starts(&forms, STARTS)
        .into_iter()
        .map(|start| refine(&forms, start, WIDE, ROUGH));
    let (_, rough) = best(followed).unwrap_or((0.0, Pose::SAME));
    // The pose of the reference once more, exactly: what fits there as well is left there.
    let exact = [rough, Pose::SAME].map(|start| refine(&forms, start, CLOSE, EXACT));
    let (_, similar) = best(exact).unwrap_or((0.0, rough));
    let bent = bent_starts(similar).map(|start| refine(&forms, start, BENT, ROUGH));
    let (_, bent) = best(bent).unwrap_or((0.0, similar));
    let exact = [bent, similar].map(|start| refine(&forms, start, BENDING, EXACT));
    let (_, bent) = best(exact).unwrap_or((0.0, similar));
    // Its pen is weighed elsewhere; here it only had to be kept from pulling at the rest.
    let under_any_pen = |pose| Pose { pen: 0.0, ..pose };
    Aligned {
        similar: under_any_pen(similar),
        bent: under_any_pen(bent),
    }
}

/// Where lean and stretch are looked for: at the similarity, turned back, and where a drawing that is much too narrow or too
/// wide would lie.
fn bent_starts(similar: Pose) -> [Pose; 4] {
    let stretched = |stretch: f32| Pose {
        stretch,
        growth: -stretch.abs() / 2.0,
        ..Pose::SAME
    };
    let level = Pose {
        turn: 0.0,
        ..similar
    };
    [similar, level, stretched(0.35), stretched(-0.35)]
}

/// The cheapest; of equals the first.
fn best(poses: impl IntoIterator<Item = (f32, Pose)>) -> Option<(f32, Pose)> {
    poses
        .into_iter()
        .reduce(|one, other| if other.0 < one.0 { other } else { one })
}
