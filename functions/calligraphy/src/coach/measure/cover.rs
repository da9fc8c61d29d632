//! What of the reference is not covered by the drawing, and what of the drawing lies beside the reference.
//!
//! A thin pen leaves a rind of every stroke uncovered, and a thick one covers paper along every stroke. Both are one fault,
//! of weight, and are weighed once: a stroke that is thinner by some factor may be so on all its length before anything
//! of it is missing.

use crate::coach::reference::Reference;
use crate::coach::shape::Shape;

/// No stroke counts as heavier than this many times the reference's: beyond it, it is extra ink.
pub(super) const HEAVIEST: f32 = 1.5;

/// Two forms over each other, and how far apart they may be.
#[derive(Debug, Clone, Copy)]
pub(in crate::coach) struct Cover<'a> {
    reference: &'a Reference,
    drawing: &'a Shape,
    tolerance: f32,
    /// How much of each stroke's half width may be uncovered.
    thinner: f32,
    /// How far ink may go beyond the reference because strokes are thicker, in pixels.
    thicker: f32,
}

impl<'a> Cover<'a> {
    /// `tolerance` in pixels, `weight` the drawing's stroke width divided by the reference's.
    pub(in crate::coach) fn new(
        reference: &'a Reference,
        drawing: &'a Shape,
        tolerance: f32,
        weight: f32,
    ) -> Self {
        Self {
            reference,
            drawing,
            tolerance,
            thinner: (1.0 - weight).clamp(0.0, 1.0),
            thicker: (weight.min(HEAVIEST) - 1.0).max(0.0) * reference.mean_half_width(),
        }
    }

    /// How far a pixel of the reference is from the drawing's ink, beyond what is allowed; 0 where it is covered or
    /// is no ink.
    pub(in crate::coach) fn missing_depth(&self, index: usize) -> f32 {
        if !self.reference.shape.ink[index] {
            return 0.0;
        }
        let allowed = self.tolerance + self.thinner * self.reference.half_width(index);
        (self.drawing.outside[index] - allowed).max(0.0)
    }

    /// How far a pixel of the drawing is from the reference's ink, beyond what is allowed; 0 where it is on it or is no ink.
    pub(in crate::coach) fn extra_depth(&self, index: usize) -> f32 {
        if !self.drawing.ink[index] {
            return 0.0;
        }
        (self.reference.shape.outside[index] - self.tolerance - self.thicker).max(0.0)
    }

    /// The missing share of the reference's ink. A pixel counts in part within one more tolerance, so that nothing jumps.
    pub(in crate::coach) fn missing(&self) -> f32 {
        self.share(
            self.reference
                .shape
                .pixels()
                .map(|index| self.missing_depth(index)),
        )
    }

    /// Ink beside the reference, as a share of the reference's ink.
    pub(in crate::coach) fn extra(&self) -> f32 {
        self.share(self.drawing.pixels().map(|index| self.extra_depth(index)))
    }

    fn share(&self, depths: impl Iterator<Item = f32>) -> f32 {
        let counted = depths.map(|depth| f64::from((depth / self.tolerance).min(1.0)));
        (counted.sum::<f64>() / f64::from(self.reference.area.max(1.0))) as f32
    }
}
