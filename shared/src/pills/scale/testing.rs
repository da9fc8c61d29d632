//! Photos of cards for tests, by a camera whose place is known.

use image::{Rgb, RgbImage};
use proptest::prelude::*;

use super::plane::{Plane, Point};

/// A camera above a table on which a card lies with its first corner at 0, 0.
#[derive(Debug, Clone)]
pub(super) struct Camera {
    /// Width and height of its pictures.
    pub(super) picture: (f64, f64),
    focal: f64,
    distance: f64,
    /// Turns around the axis down, across and along the view, in radians.
    tilts: (f64, f64, f64),
}

/// What lies on the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    Card,
    /// As large as a card, with square corners.
    Box,
    /// A fifth wider.
    Wide,
    Nothing,
}

const MIDDLE: Point = (42.8, 27.0);

impl Camera {
    pub(super) fn straight() -> Self {
        Self {
            picture: (800.0, 600.0),
            focal: 640.0,
            distance: 190.0,
            tilts: (0.0, 0.0, 0.1),
        }
    }

    pub(super) fn tilted(tilts: (f64, f64, f64)) -> Self {
        Self {
            picture: (960.0, 720.0),
            focal: 760.0,
            distance: 200.0,
            tilts,
        }
    }

    /// Anywhere above the table, askance by no more radians either way.
    pub(super) fn within(tilt: f64) -> impl Strategy<Value = Self> {
        let tilts = (-tilt..tilt, -tilt..tilt, -3.2_f64..3.2);
        (0.6_f64..1.0, 1.0_f64..1.6, tilts).prop_map(|(focal, far, tilts)| Self {
            picture: (960.0, 720.0),
            focal: focal * 960.0,
            // So far that a card fills about half of the picture, or less.
            distance: 210.0 * focal * far,
            tilts,
        })
    }

    /// Where a point of the table is seen.
    pub(super) fn sees(&self, point: Point) -> Point {
        let (x, y) = (point.0 - MIDDLE.0, point.1 - MIDDLE.1);
        let (down, across, along) = self.tilts;
        let (x, y) = (
            x * along.cos() - y * along.sin(),
            x * along.sin() + y * along.cos(),
        );
        let (x, depth) = (x * down.cos(), x * down.sin());
        let (y, depth) = (
            y * across.cos() - depth * across.sin(),
            y * across.sin() + depth * across.cos(),
        );
        let scale = self.focal / (self.distance + depth);
        (
            self.picture.0 / 2.0 + x * scale,
            self.picture.1 / 2.0 + y * scale,
        )
    }

    fn plane(&self) -> Plane {
        let corners = [(0.0, 0.0), (80.0, 0.0), (80.0, 50.0), (0.0, 50.0)];
        Plane::of_rectangle(corners.map(|corner| self.sees(corner)), (80.0, 50.0)).unwrap()
    }
}

/// A photo of it on a grainy table, smoothed by four points a pixel.
pub(super) fn photo(camera: &Camera, thing: Thing) -> RgbImage {
    let plane = camera.plane();
    let mut state = 7_u32;
    let mut grain = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 28) as f64 / 2.0
    };
    RgbImage::from_fn(camera.picture.0 as u32, camera.picture.1 as u32, |x, y| {
        let mut share = 0.0;
        for (right, down) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
            let at = plane.on_plane((f64::from(x) + right, f64::from(y) + down));
            if at.is_some_and(|at| thing.covers(at)) {
                share += 0.25;
            }
        }
        let stripe = f64::from(x / 90 % 2) * 14.0 + grain();
        let level =
            |table: f64, card: f64| (table + stripe + (card - table - stripe) * share) as u8;
        Rgb([level(120.0, 40.0), level(96.0, 84.0), level(70.0, 150.0)])
    })
}

impl Thing {
    fn covers(self, (x, y): Point) -> bool {
        let (length, breadth, radius) = match self {
            Self::Card => (85.6, 53.98, 3.18),
            Self::Box => (85.6, 53.98, 0.0),
            Self::Wide => (103.0, 53.98, 3.18),
            Self::Nothing => return false,
        };
        let out = |at: f64, side: f64| (radius - at).max(at - side + radius).max(0.0);
        let (across, down) = (out(x, length), out(y, breadth));
        if radius == 0.0 {
            return x > 0.0 && y > 0.0 && x < length && y < breadth;
        }
        across.hypot(down) < radius
    }
}
