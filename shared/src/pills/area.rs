//! A rectangle of a picture.

use serde::{Deserialize, Serialize};

/// A rectangle in pixels of the picture, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Area {
    /// The left edge.
    pub x: f32,
    /// The upper edge.
    pub y: f32,
    /// How wide it is, never less than 0.
    pub width: f32,
    /// How high it is, never less than 0.
    pub height: f32,
}

impl Area {
    /// From two opposite corners, in whichever order.
    pub fn between(first: (f32, f32), second: (f32, f32)) -> Self {
        Self {
            x: first.0.min(second.0),
            y: first.1.min(second.1),
            width: (first.0 - second.0).abs(),
            height: (first.1 - second.1).abs(),
        }
    }

    /// Its size in square pixels.
    pub fn size(&self) -> f32 {
        self.width * self.height
    }

    /// The longer side.
    pub fn longest(&self) -> f32 {
        self.width.max(self.height)
    }

    /// What it has in common with another one, divided by what both cover: 0 apart, 1 the same. Two areas of no size
    /// have nothing in common.
    pub fn overlap(&self, other: &Self) -> f32 {
        let shared = self.shared(other);
        let covered = self.size() + other.size() - shared;
        if covered <= 0.0 {
            return 0.0;
        }
        (shared / covered).clamp(0.0, 1.0)
    }

    /// How much of it lies within another one, 0 to 1.
    pub fn within(&self, other: &Self) -> f32 {
        if self.size() <= 0.0 {
            return 0.0;
        }
        (self.shared(other) / self.size()).clamp(0.0, 1.0)
    }

    /// The part of it that lies in a picture of this size.
    pub fn clipped(&self, width: u32, height: u32) -> Self {
        let (right, bottom) = (self.x + self.width, self.y + self.height);
        let (width, height) = (width as f32, height as f32);
        Self::between(
            (self.x.clamp(0.0, width), self.y.clamp(0.0, height)),
            (right.clamp(0.0, width), bottom.clamp(0.0, height)),
        )
    }

    /// The same middle with both sides longer by a share of the longer side, half of it at each end.
    pub fn grown(&self, share: f32) -> Self {
        let more = self.longest() * share;
        Self {
            x: self.x - more / 2.0,
            y: self.y - more / 2.0,
            width: self.width + more,
            height: self.height + more,
        }
    }

    fn shared(&self, other: &Self) -> f32 {
        let across = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let down = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        across.max(0.0) * down.max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn any_area() -> impl Strategy<Value = Area> {
        (
            -50.0_f32..500.0,
            -50.0_f32..500.0,
            0.0_f32..300.0,
            0.0_f32..300.0,
        )
            .prop_map(|(x, y, width, height)| Area {
                x,
                y,
                width,
                height,
            })
    }

    #[test]
    fn a_half_covered_area_overlaps_by_a_third() {
        let one = Area::between((0.0, 0.0), (10.0, 10.0));
        let other = Area::between((15.0, 10.0), (5.0, 0.0));
        assert!((one.overlap(&other) - 1.0 / 3.0).abs() < 1e-6);
        assert!((one.within(&other) - 0.5).abs() < 1e-6);
        assert_eq!(one.overlap(&Area::between((20.0, 0.0), (30.0, 10.0))), 0.0);
    }

    proptest! {
        #[test]
        fn overlap_is_a_share_and_the_same_both_ways(one in any_area(), other in any_area()) {
            let overlap = one.overlap(&other);
            prop_assert!((0.0..=1.0).contains(&overlap));
            prop_assert!((overlap - other.overlap(&one)).abs() < 1e-4);
        }

        #[test]
        fn what_is_clipped_lies_in_the_picture(area in any_area(), width in 1_u32..400, height in 1_u32..400) {
            let kept = area.clipped(width, height);
            prop_assert!(kept.x >= 0.0 && kept.x + kept.width <= width as f32 + 1e-3);
            prop_assert!(kept.y >= 0.0 && kept.y + kept.height <= height as f32 + 1e-3);
        }
    }
}
