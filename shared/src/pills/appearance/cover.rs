//! Which part of a crop the pill covers.

use std::f32::consts::PI;

use super::super::frame::Frame;
use super::super::scale::Plane;

/// How likely each of the cells of a crop is pill, and where the crop lies in the picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cover {
    frame: Frame,
    side: usize,
    cells: Vec<f32>,
}

/// How a pill lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Lie {
    /// Its middle in pixels of the picture.
    pub(crate) middle: (f32, f32),
    /// The angle of its longer axis in radians, more than a quarter turn to neither side.
    pub(crate) turn: f32,
    /// Its length along that axis, in pixels of the picture.
    pub(crate) length: f32,
    /// Its length across.
    pub(crate) breadth: f32,
}

/// A pill's width is looked at in so many directions.
const DIRECTIONS: usize = 36;

impl Cover {
    /// From a square of cells; `None` when they are no square or nothing in it is a pill.
    pub(crate) fn new(frame: Frame, cells: &[f32]) -> Option<Self> {
        let side = cells.len().isqrt();
        let usable = side > 0 && side * side == cells.len() && cells.iter().any(|cell| *cell > 0.5);
        let cells = usable.then(|| filled(cells, side))?;
        Some(Self { frame, side, cells })
    }

    /// How likely a point of the picture is pill, 0 to 1.
    pub(crate) fn at(&self, point: (f32, f32)) -> f32 {
        let (across, down) = self.frame.share(point);
        if !(0.0..=1.0).contains(&across) || !(0.0..=1.0).contains(&down) {
            return 0.0;
        }
        let last = (self.side - 1) as f32;
        let x = (across * self.side as f32 - 0.5).clamp(0.0, last);
        let y = (down * self.side as f32 - 0.5).clamp(0.0, last);
        let (left, top) = (x as usize, y as usize);
        let (right, below) = ((left + 1).min(self.side - 1), (top + 1).min(self.side - 1));
        let (x, y) = (x - left as f32, y - top as f32);
        let cell = |column: usize, row: usize| self.cells[row * self.side + column];
        let upper = cell(left, top) * (1.0 - x) + cell(right, top) * x;
        let lower = cell(left, below) * (1.0 - x) + cell(right, below) * x;
        upper * (1.0 - y) + lower * y
    }

    /// The length of what is covered in millimetres on a plane: the greatest width over all directions. `None` where the plane does
    /// not reach.
    pub(crate) fn length_mm(&self, plane: &Plane) -> Option<f32> {
        let rim: Vec<(f32, f32)> = self
            .rim()
            .iter()
            .map(|point| plane.on_plane_mm(*point))
            .collect::<Option<_>>()?;
        let width = |direction: usize| {
            let (sine, cosine) = (direction as f32 / DIRECTIONS as f32 * PI).sin_cos();
            let along = rim.iter().map(|(x, y)| x * cosine + y * sine);
            let (low, high) = along.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| {
                (low.min(at), high.max(at))
            });
            high - low
        };
        (0..DIRECTIONS).map(width).reduce(f32::max)
    }

    /// Points of the outline, as seen from the middle: where it gets likelier that there is no pill.
    fn rim(&self) -> Vec<(f32, f32)> {
        let middle = self.lie().middle;
        let cell = self.frame.width / self.side as f32;
        let farthest = self.side * 3;
        let end = |direction: usize| {
            let (sine, cosine) = (direction as f32 / DIRECTIONS as f32 * PI).sin_cos();
            let point = |steps: f32| {
                let far = steps * cell / 4.0;
                (middle.0 + far * cosine, middle.1 + far * sine)
            };
            let last = (1..farthest)
                .rev()
                .find(|steps| self.at(point(*steps as f32)) > 0.5)?;
            let (inner, outer) = (
                self.at(point(last as f32)),
                self.at(point(last as f32 + 1.0)),
            );
            let share = (inner - 0.5) / (inner - outer).max(1e-6);
            Some(point(last as f32 + share.clamp(0.0, 1.0)))
        };
        (0..2 * DIRECTIONS).filter_map(end).collect()
    }

    /// How the pill lies, by the second moments of what it covers.
    pub(crate) fn lie(&self) -> Lie {
        let points: Vec<((f32, f32), f32)> = self.points().collect();
        let weight: f32 = points
            .iter()
            .map(|(_, weight)| weight)
            .sum::<f32>()
            .max(1e-6);
        let mean = |of: &dyn Fn(f32, f32) -> f32| -> f32 {
            points
                .iter()
                .map(|((x, y), weight)| of(*x, *y) * weight)
                .sum::<f32>()
                / weight
        };
        let middle = (mean(&|x, _| x), mean(&|_, y| y));
        let wide = mean(&|x, _| (x - middle.0).powi(2));
        let high = mean(&|_, y| (y - middle.1).powi(2));
        let slant = mean(&|x, y| (x - middle.0) * (y - middle.1));
        let spread = ((wide - high).powi(2) / 4.0 + slant * slant).sqrt();
        let (long, short) = ((wide + high) / 2.0 + spread, (wide + high) / 2.0 - spread);
        // Between an ellipse, whose axes are four deviations long, and a rectangle, whose are the root of twelve.
        let axis = |variance: f32| 3.8 * variance.max(0.0).sqrt();
        Lie {
            middle,
            turn: 0.5 * (2.0 * slant).atan2(wide - high),
            length: axis(long),
            breadth: axis(short),
        }
    }

    /// The cells that are likelier pill than not, in pixels of the picture.
    fn points(&self) -> impl Iterator<Item = ((f32, f32), f32)> {
        let side = self.side as f32;
        self.cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| **cell > 0.5)
            .map(move |(index, cell)| {
                let across = ((index % self.side) as f32 + 0.5) / side;
                let down = ((index / self.side) as f32 + 0.5) / side;
                (self.frame.point(across, down), *cell)
            })
    }
}

/// Holes closed: what lies between covered cells, across and down, is pill too. The network takes dark print on a pale pill for
/// what the pill lies on, and what is not pill is not read.
fn filled(cells: &[f32], side: usize) -> Vec<f32> {
    let is_pill = |column: usize, row: usize| cells[row * side + column] > 0.5;
    let is_between = |place: usize, is_pill: &dyn Fn(usize) -> bool| {
        (0..place).any(is_pill) && (place + 1..side).any(is_pill)
    };
    let cell = |index: usize| {
        let (column, row) = (index % side, index / side);
        let is_hole = is_between(column, &|other| is_pill(other, row))
            && is_between(row, &|other| is_pill(column, other));
        if is_hole { 1.0 } else { cells[index] }
    };
    (0..cells.len()).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(inside: impl Fn(f32, f32) -> bool) -> Option<Cover> {
        let frame = Frame {
            middle: (100.0, 60.0),
            width: 96.0,
            height: 96.0,
            turn: 0.0,
        };
        let cell = |index: usize| {
            let (x, y) = ((index % 24) as f32 - 11.5, (index / 24) as f32 - 11.5);
            f32::from(u8::from(inside(x, y)))
        };
        Cover::new(frame, &(0..576).map(cell).collect::<Vec<_>>())
    }

    #[test]
    fn a_slanting_ellipse_lies_as_it_was_drawn() {
        let (sine, cosine) = 0.5_f32.sin_cos();
        let inside = |x: f32, y: f32| {
            let (along, across) = (x * cosine + y * sine, y * cosine - x * sine);
            (along / 10.0).powi(2) + (across / 5.0).powi(2) < 1.0
        };
        let lie = cover(inside).unwrap().lie();
        assert!((lie.turn - 0.5).abs() < 0.03, "{lie:?}");
        assert!(
            (lie.length - 80.0).abs() < 6.0 && (lie.breadth - 40.0).abs() < 5.0,
            "{lie:?}"
        );
        assert!((lie.middle.0 - 100.0).abs() < 1.0 && (lie.middle.1 - 60.0).abs() < 1.0);
    }

    #[test]
    fn a_crop_without_a_pill_covers_nothing() {
        assert_eq!(cover(|_, _| false), None);
        let frame = cover(|_, _| true).unwrap().frame;
        assert_eq!(Cover::new(frame, &[1.0; 5]), None);
    }

    #[test]
    fn dark_print_is_no_hole_in_a_pill() {
        let whole = cover(|x, y| x.hypot(y) < 10.0).unwrap();
        let printed = cover(|x, y| x.hypot(y) < 10.0 && (x.abs() > 6.0 || y.abs() > 3.0)).unwrap();
        let notched = cover(|x, y| x.hypot(y) < 10.0 && (x.abs() > 2.0 || y < 4.0)).unwrap();

        assert_eq!(printed, whole);
        assert!(
            notched.at((100.0, 60.0 + 9.0 * 4.0)) < 0.5,
            "what is open to the outside stays"
        );
    }

    #[test]
    fn inside_is_likelier_than_outside() {
        let cover = cover(|x, y| x.hypot(y) < 6.0).unwrap();
        assert!(cover.at((100.0, 60.0)) > 0.9);
        assert_eq!(
            (cover.at((140.0, 60.0)), cover.at((500.0, 0.0))),
            (0.0, 0.0)
        );
    }
}
