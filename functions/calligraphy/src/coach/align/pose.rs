//! How a drawing lies beside the reference.

use crate::coach::frame::MIDDLE;

/// What makes the reference into the drawing's form: stretched, leant, turned, enlarged and moved, in this order, about
/// the middle of the square. Taken apart in this order, the turn is that of the horizontal strokes and the lean is what
/// the upright ones deviate from it, as one sees them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::coach) struct Pose {
    /// Moved to the right, in pixels.
    pub(in crate::coach) right: f32,
    /// Moved down, in pixels.
    pub(in crate::coach) down: f32,
    /// The logarithm of the enlargement.
    pub(in crate::coach) growth: f32,
    /// Turned clockwise, in radians.
    pub(in crate::coach) turn: f32,
    /// The tangent of the angle by which uprights lean to the right.
    pub(in crate::coach) lean: f32,
    /// The logarithm of how much wider it is for its height.
    pub(in crate::coach) stretch: f32,
    /// By how much its strokes reach further on either side, in the reference's pixels.
    pub(in crate::coach) pen: f32,
}

impl Pose {
    /// As the reference lies.
    pub(in crate::coach) const SAME: Self = Self {
        right: 0.0,
        down: 0.0,
        growth: 0.0,
        turn: 0.0,
        lean: 0.0,
        stretch: 0.0,
        pen: 0.0,
    };

    /// The map from a place of the reference to the same place of the drawing.
    pub(in crate::coach) fn to_drawing(self) -> Affine {
        let scale = self.growth.exp();
        let (sin, cos) = self.turn.sin_cos();
        let (wide, high) = ((self.stretch / 2.0).exp(), (-self.stretch / 2.0).exp());
        let linear = [
            scale * cos * wide,
            scale * (-cos * self.lean - sin) * high,
            scale * sin * wide,
            scale * (-sin * self.lean + cos) * high,
        ];
        Affine {
            linear,
            from: [MIDDLE, MIDDLE],
            to: [MIDDLE + self.right, MIDDLE + self.down],
        }
    }
}

/// An affine map, as a matrix about a place that it takes to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::coach) struct Affine {
    linear: [f32; 4],
    from: [f32; 2],
    to: [f32; 2],
}

impl Affine {
    /// Where a place goes.
    pub(in crate::coach) fn at(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let [xx, xy, yx, yy] = self.linear;
        let (across, below) = (x - self.from[0], y - self.from[1]);
        [
            xx * across + xy * below + self.to[0],
            yx * across + yy * below + self.to[1],
        ]
    }

    /// The map back. A pose's map always has one: its determinant is the square of its enlargement.
    pub(in crate::coach) fn inverse(&self) -> Self {
        let [xx, xy, yx, yy] = self.linear;
        let determinant = xx * yy - xy * yx;
        Self {
            linear: [yy, -xy, -yx, xx].map(|value| value / determinant),
            from: self.to,
            to: self.from,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn directions_are_those_of_the_screen() {
        let above = [MIDDLE, MIDDLE - 50.0];
        let beside = [MIDDLE + 50.0, MIDDLE];
        let leaning = Pose {
            lean: 0.2,
            ..Pose::SAME
        }
        .to_drawing();
        assert!(
            (leaning.at(above)[0] - MIDDLE - 10.0).abs() < 1e-3,
            "the top goes to the right"
        );
        assert_eq!(leaning.at(beside), beside, "what lies level stays");
        let turned = Pose {
            turn: 0.1,
            ..Pose::SAME
        }
        .to_drawing();
        assert!(
            turned.at(beside)[1] > MIDDLE,
            "clockwise takes the right side down"
        );
        let wide = Pose {
            stretch: 0.2,
            ..Pose::SAME
        }
        .to_drawing();
        assert!(wide.at(beside)[0] > beside[0] && wide.at(above)[1] > above[1]);
    }

    proptest! {
        #[test]
        fn the_way_back_leads_back(
            right in -30.0_f32..30.0,
            down in -30.0_f32..30.0,
            growth in -0.6_f32..0.6,
            turn in -0.3_f32..0.3,
            lean in -0.6_f32..0.6,
            stretch in -0.6_f32..0.6,
            x in 0.0_f32..224.0,
            y in 0.0_f32..224.0,
        ) {
            let there = Pose { right, down, growth, turn, lean, stretch, pen: 0.0 }.to_drawing();
            let [again_x, again_y] = there.inverse().at(there.at([x, y]));
            prop_assert!((again_x - x).abs() < 0.01 && (again_y - y).abs() < 0.01);
        }
    }
}
