//! How badly a pose fits.
//!
//! From every sampled pixel of ink of one form, the distance to the ink of the other, both ways. A distance counts up to a
//! limit: a part that is missing, or a stroke too much, costs the same wherever the rest lies, and so does not pull at it
//! (a truncated chamfer distance).
//!
//! One fault is likelier than two. Where all that is drawn lies on the reference, something is missing and that is all; to slide up
//! into the place of what is missing would cover some of it at the price of ink beside the reference. So what both ways cost
//! together counts for more than their sum: they are added as the squares of roots, and one alone is half as dear.

use crate::coach::align::Pose;
use crate::coach::frame::{index_at, middle_of};
use crate::coach::shape::Shape;

/// How much a pose is believed less the farther it is from none, so that what is not needed stays exactly 0. Each is the
/// cost of one pixel, of 100 %, of one radian and so on. The pen is the dearest, because ink that fills a round form from within
/// can be had as a larger form under a thicker pen too.
const MOVE: f32 = 0.001;
const GROWTH: f32 = 0.07;
const TURN: f32 = 0.1;
const LEAN: f32 = 0.07;
const STRETCH: f32 = 0.15;
const PEN: f32 = 0.01;

/// Both forms, ready to be compared under any pose.
#[derive(Debug)]
pub(super) struct Forms<'a> {
    pub(super) reference: &'a Shape,
    pub(super) drawing: &'a Shape,
    pub(super) reference_points: Vec<[f32; 2]>,
    pub(super) drawing_points: Vec<[f32; 2]>,
    pub(super) reference_edge: Vec<[f32; 2]>,
    pub(super) drawing_edge: Vec<[f32; 2]>,
}

/// How thoroughly it is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// Of each form about this many pixels are looked at.
    pub(super) points: usize,
    /// The distance, in pixels, beyond which nothing counts more.
    pub(super) limit: f32,
}

impl<'a> Forms<'a> {
    pub(super) fn new(reference: &'a Shape, drawing: &'a Shape) -> Self {
        let points = |shape: &Shape| shape.pixels().map(middle_of).collect();
        let edge = |shape: &Shape| shape.edge().map(middle_of).collect();
        Self {
            reference_points: points(reference),
            drawing_points: points(drawing),
            reference_edge: edge(reference),
            drawing_edge: edge(drawing),
            reference,
            drawing,
        }
    }

    /// 0 where both cover each other under this pose, at most about 2.
    pub(super) fn cost(&self, pose: Pose, effort: Effort) -> f32 {
        let to_drawing = pose.to_drawing();
        let to_reference = to_drawing.inverse();
        let scale = pose.growth.exp();
        // Under a thicker pen the drawing's edges lie further out than they would, and the other way round.
        let missing = mean(&self.reference_points, effort, |point| {
            beyond(self.drawing, to_drawing.at(point)) / scale + pose.pen
        });
        let extra = mean(&self.drawing_points, effort, |point| {
            beyond(self.reference, to_reference.at(point)) - pose.pen
        });
        (missing + extra) / 2.0 + (missing * extra).sqrt() + strangeness(pose)
    }
}

/// How far a place is beyond the edge of a form; below 0 inside it.
fn beyond(shape: &Shape, place: [f32; 2]) -> f32 {
    index_at(place).map_or(f32::INFINITY, |index| match shape.outside[index] {
        0.0 => 1.0 - shape.inside[index],
        outside => outside,
    })
}

fn mean(points: &[[f32; 2]], effort: Effort, distance: impl Fn([f32; 2]) -> f32) -> f32 {
    let step = (points.len() / effort.points).max(1);
    let (mut sum, mut count) = (0.0, 0.0);
    for &point in points.iter().step_by(step) {
        sum += distance(point).clamp(0.0, effort.limit);
        count += 1.0;
    }
    sum / (effort.limit * f32::max(count, 1.0))
}

fn strangeness(pose: Pose) -> f32 {
    MOVE * (pose.right.abs() + pose.down.abs())
        + GROWTH * pose.growth.abs()
        + TURN * pose.turn.abs()
        + LEAN * pose.lean.abs()
        + STRETCH * pose.stretch.abs()
        + PEN * pose.pen.abs()
}
