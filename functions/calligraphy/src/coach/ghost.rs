//! The drawing, laid over the reference.

use nazar::image::FineGlyph;

use super::align::{Aligned, Pose, align};
use super::analysis::Alignment;
use super::frame::{Layer, UNIT, index_at, middle_of};
use super::reference::Reference;
use super::shape::Shape;

/// A drawing as it was sent, and as it lies over the reference.
#[derive(Debug)]
pub(super) struct Ghost {
    /// How it lies.
    pub(super) aligned: Aligned,
    /// Its ink where it was drawn.
    pub(super) own: Shape,
    /// Its ink over the reference.
    pub(super) shape: Shape,
}

impl Ghost {
    /// Lays a drawing over a reference.
    pub(super) fn lay(reference: &Reference, drawing: &FineGlyph) -> Self {
        let layer = Layer::of(drawing);
        let own = Shape::of(layer.ink());
        let aligned = align(&reference.shape, &own);
        let shape = Shape::of(laid(&layer, aligned.similar).ink());
        Self {
            aligned,
            own,
            shape,
        }
    }

    /// Whether a pixel of the reference is drawn, or nearly, once lean and stretch are taken into account too.
    pub(super) fn is_drawn_bent(&self, index: usize, tolerance: f32) -> bool {
        let place = self.aligned.bent.to_drawing().at(middle_of(index));
        index_at(place).is_some_and(|own| self.own.outside[own] <= tolerance)
    }

    /// Whether a pixel of the drawing belongs to the reference, or nearly, once its lean and stretch are taken back.
    pub(super) fn belongs_bent(&self, reference: &Shape, index: usize, tolerance: f32) -> bool {
        let own = self.aligned.similar.to_drawing().at(middle_of(index));
        let place = self.aligned.bent.to_drawing().inverse().at(own);
        index_at(place).is_some_and(|straight| reference.outside[straight] <= tolerance)
    }
}

/// A drawing's levels over the reference, under a pose.
pub(super) fn laid(drawing: &Layer, pose: Pose) -> Layer {
    if pose == Pose::SAME {
        return drawing.clone();
    }
    let map = pose.to_drawing();
    drawing.seen(|place| map.at(place))
}

impl Alignment {
    /// What brings a drawing back from a pose.
    pub(super) fn undoing(pose: Pose) -> Self {
        Self {
            scale: (-pose.growth).exp(),
            turn_degrees: -pose.turn.to_degrees(),
            shift_x: -pose.right / UNIT,
            shift_y: -pose.down / UNIT,
        }
    }

    /// The pose that is undone.
    pub(super) fn pose(self) -> Pose {
        Pose {
            right: -self.shift_x * UNIT,
            down: -self.shift_y * UNIT,
            growth: -self.scale.ln(),
            turn: -self.turn_degrees.to_radians(),
            ..Pose::SAME
        }
    }
}
