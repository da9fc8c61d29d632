//! The plane that a card lies in: from pixels of a picture to millimetres.
//!
//! Four corners of a rectangle of known sides give the projection exactly (P. Heckbert, Fundamentals of Texture Mapping and Image Warping,
//! 1989, section 2.2.1). A picture of a plane is a projection by a camera; most quadrilaterals are none of a given rectangle by any camera
//! that a phone may have, and this is how other things with four sides are told from cards.

/// A point, in pixels or in millimetres.
pub(super) type Point = (f64, f64);

/// From pixels of a picture to millimetres on a plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Plane {
    /// Rows of the matrix that takes a point of the plane to one of the picture.
    to_picture: [[f64; 3]; 3],
    to_plane: [[f64; 3]; 3],
}

/// The distance from lens to sensor that cameras of phones have, in longer sides of their pictures, wide to near; a picture that
/// was cut has a greater one.
const FOCAL_LENGTHS: [f64; 12] = [
    0.5, 0.58, 0.66, 0.76, 0.87, 1.0, 1.15, 1.35, 1.6, 2.0, 2.8, 4.5,
];

impl Plane {
    /// By the corners of a rectangle of `length` by `breadth` millimetres, in order; the first two end a side of that length. `None`
    /// where they are no corners of a convex quadrilateral.
    pub(super) fn of_rectangle(corners: [Point; 4], (length, breadth): (f64, f64)) -> Option<Self> {
        let [first, second, third, fourth] = corners;
        let (one, other) = (less(second, third), less(fourth, third));
        let sum = (
            first.0 - second.0 + third.0 - fourth.0,
            first.1 - second.1 + third.1 - fourth.1,
        );
        let area = cross(one, other);
        if area.abs() < 1e-9 {
            return None;
        }
        let (g, h) = (cross(sum, other) / area, cross(one, sum) / area);
        let unit = [
            [
                second.0 - first.0 + g * second.0,
                fourth.0 - first.0 + h * fourth.0,
                first.0,
            ],
            [
                second.1 - first.1 + g * second.1,
                fourth.1 - first.1 + h * fourth.1,
                first.1,
            ],
            [g, h, 1.0],
        ];
        let to_picture = unit.map(|[across, down, here]| [across / length, down / breadth, here]);
        let to_plane = inverse(&to_picture)?;
        // Before the camera on all of the rectangle, or the quadrilateral is not convex.
        let is_before = [1.0, 1.0 + g, 1.0 + h, 1.0 + g + h];
        is_before.iter().all(|depth| *depth > 0.05).then_some(Self {
            to_picture,
            to_plane,
        })
    }

    /// Where a point of the picture lies on the plane, in millimetres from the first corner. `None` beyond the horizon.
    pub(super) fn on_plane(&self, point: Point) -> Option<Point> {
        through(&self.to_plane, point)
    }

    /// Where a point of the plane is seen.
    pub(super) fn in_picture(&self, point: Point) -> Option<Point> {
        through(&self.to_picture, point)
    }

    /// The same for who counts pixels in single precision.
    pub(crate) fn on_plane_mm(&self, (x, y): (f32, f32)) -> Option<(f32, f32)> {
        let (x, y) = self.on_plane((f64::from(x), f64::from(y)))?;
        Some((x as f32, y as f32))
    }

    /// The same plane in a picture `by` times as large.
    pub(super) fn enlarged(&self, by: f64) -> Self {
        let mut to_picture = self.to_picture;
        let mut to_plane = self.to_plane;
        for row in to_picture.iter_mut().take(2) {
            *row = row.map(|part| part * by);
        }
        for row in &mut to_plane {
            row[0] /= by;
            row[1] /= by;
        }
        Self {
            to_picture,
            to_plane,
        }
    }

    /// How far this is from what a camera makes of a plane, whose middle is the middle of the picture: of the sides' ratio and
    /// of their right angle, the greater error, 0 for none. The camera is the one that suits it best.
    pub(super) fn implausibility(&self, (width, height): (f64, f64)) -> f64 {
        let column = |index: usize| {
            let [x, y, depth] = [0, 1, 2].map(|row| self.to_picture[row][index]);
            [x - depth * width / 2.0, y - depth * height / 2.0, depth]
        };
        let (one, other) = (column(0), column(1));
        let error = |focal: f64| {
            let product = |a: [f64; 3], b: [f64; 3]| {
                (a[0] * b[0] + a[1] * b[1]) / (focal * focal) + a[2] * b[2]
            };
            let (long, short) = (product(one, one).sqrt(), product(other, other).sqrt());
            let slant = product(one, other) / (long * short);
            slant.abs().max((long / short).ln().abs())
        };
        let longer = width.max(height);
        FOCAL_LENGTHS
            .iter()
            .map(|focal| error(focal * longer))
            .fold(f64::INFINITY, f64::min)
    }
}

pub(super) fn less(one: Point, other: Point) -> Point {
    (one.0 - other.0, one.1 - other.1)
}

pub(super) fn cross(one: Point, other: Point) -> f64 {
    one.0 * other.1 - one.1 * other.0
}

fn through(matrix: &[[f64; 3]; 3], (x, y): Point) -> Option<Point> {
    let [across, down, depth] = matrix.map(|row| row[0] * x + row[1] * y + row[2]);
    (depth > 1e-9).then(|| (across / depth, down / depth))
}

/// The inverse, of such a length that its depth is above zero where the matrix's is.
fn inverse(matrix: &[[f64; 3]; 3]) -> Option<[[f64; 3]; 3]> {
    let minor = |row: usize, column: usize| {
        let at = |down: usize, across: usize| matrix[(row + down) % 3][(column + across) % 3];
        at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)
    };
    let determinant: f64 = (0..3)
        .map(|column| matrix[0][column] * minor(0, column))
        .sum();
    if determinant.abs() < 1e-12 {
        return None;
    }
    Some(std::array::from_fn(|row| {
        std::array::from_fn(|column| minor(column, row) / determinant)
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::Camera;
    use super::*;

    const SIDES: (f64, f64) = (85.6, 53.98);

    fn seen(camera: &Camera) -> [Point; 4] {
        [(0.0, 0.0), (SIDES.0, 0.0), SIDES, (0.0, SIDES.1)].map(|corner| camera.sees(corner))
    }

    #[test]
    fn a_thing_of_other_sides_is_implausible_from_above() {
        let camera = Camera::straight();
        for wider in [0.7, 0.9, 1.1, 1.3, 1.6] {
            let wide = SIDES.0 * wider;
            let other = [(0.0, 0.0), (wide, 0.0), (wide, SIDES.1), (0.0, SIDES.1)];
            let corners = other.map(|corner| camera.sees(corner));
            let plane = Plane::of_rectangle(corners, SIDES).unwrap();
            assert!(plane.implausibility(camera.picture) > 0.05, "{wider}");
        }
    }

    proptest! {
        #[test]
        fn what_a_camera_sees_is_measured_and_plausible(camera in Camera::within(0.4)) {
            let plane = Plane::of_rectangle(seen(&camera), SIDES).unwrap();
            for point in [(10.0, 20.0), (-15.0, 5.0), (100.0, 70.0)] {
                let back = plane.on_plane(camera.sees(point)).unwrap();
                prop_assert!((back.0 - point.0).abs() < 1e-6 && (back.1 - point.1).abs() < 1e-6);
                let seen = plane.in_picture(point).unwrap();
                prop_assert!((seen.0 - camera.sees(point).0).abs() < 1e-6);
            }
            prop_assert!(plane.implausibility(camera.picture) < 0.045);
            let twice = plane.enlarged(2.0);
            let (x, y) = camera.sees((30.0, 40.0));
            let back = twice.on_plane((2.0 * x, 2.0 * y)).unwrap();
            prop_assert!((back.0 - 30.0).abs() < 1e-6 && (back.1 - 40.0).abs() < 1e-6);
        }

        #[test]
        fn any_four_points_are_a_plane_or_none(corners in prop::array::uniform4((-1e3_f64..1e3, -1e3_f64..1e3))) {
            if let Some(plane) = Plane::of_rectangle(corners, SIDES) {
                let back = plane.on_plane(corners[0]);
                prop_assert!(back.is_some_and(|(x, y)| x.abs() < 1e-3 && y.abs() < 1e-3), "{:?}", back);
            }
        }
    }
}
