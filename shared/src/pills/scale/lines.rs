//! Straight lines among the edges of a picture.

use std::f32::consts::PI;

use super::edges::{EdgePoint, Edges};
use super::plane::Point;

/// A straight edge: x * across + y * down = away, and from where to where along it edge points lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// The direction across it, in radians.
    pub(super) angle: f64,
    pub(super) away: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// Directions are told apart by degrees, distances by this many pixels.
const STEP: f32 = 2.0;
/// A point votes for its direction and so many degrees to either side.
const VOTES: usize = 2;
/// Lines with fewer votes are none.
const FEWEST: u32 = 30;
/// So many of the lines with the most votes are looked at: a ruled sheet has dozens. No more than a [`u128`] has bits.
const MOST: usize = 120;
/// Points lie on a line within so many pixels...
const NEAR: f64 = 2.0;
/// ...and this many radians.
pub(super) const ALIKE: f32 = 0.2;
/// A gap of more pixels ends a run.
const GAP: f64 = 14.0;
/// Shorter runs are no side of a card.
const SHORTEST: f64 = 48.0;

impl Line {
    /// The point so far along it.
    pub(super) fn point(&self, along: f64) -> Point {
        let (sine, cosine) = self.angle.sin_cos();
        (
            self.away * cosine - along * sine,
            self.away * sine + along * cosine,
        )
    }

    /// How far along it a point lies, wherever it is.
    pub(super) fn along(&self, (x, y): Point) -> f64 {
        let (sine, cosine) = self.angle.sin_cos();
        y * cosine - x * sine
    }

    /// How far from it a point lies, with a sign.
    pub(super) fn off(&self, (x, y): Point) -> f64 {
        let (sine, cosine) = self.angle.sin_cos();
        x * cosine + y * sine - self.away
    }

    /// Where it meets another one; `None` if they hardly do.
    pub(super) fn crossing(&self, other: &Self) -> Option<Point> {
        let (sine, cosine) = self.angle.sin_cos();
        let (other_sine, other_cosine) = other.angle.sin_cos();
        let area = cosine * other_sine - sine * other_cosine;
        (area.abs() > 0.3).then(|| {
            (
                (self.away * other_sine - other.away * sine) / area,
                (other.away * cosine - self.away * other_cosine) / area,
            )
        })
    }

    /// The line nearest to points in the sense of least squares.
    pub(super) fn through(points: &[(f64, f64)]) -> Option<Self> {
        let count = points.len() as f64;
        if points.len() < 2 {
            return None;
        }
        let mean = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
        let middle = (mean(&|point| point.0), mean(&|point| point.1));
        let wide = mean(&|point| (point.0 - middle.0).powi(2));
        let high = mean(&|point| (point.1 - middle.1).powi(2));
        let slant = mean(&|point| (point.0 - middle.0) * (point.1 - middle.1));
        let along = 0.5 * (2.0 * slant).atan2(wide - high);
        let angle = along + std::f64::consts::FRAC_PI_2;
        let mut line = Self {
            angle,
            away: middle.0 * angle.cos() + middle.1 * angle.sin(),
            from: f64::INFINITY,
            to: f64::NEG_INFINITY,
        };
        for point in points {
            let along = line.along(*point);
            line.from = line.from.min(along);
            line.to = line.to.max(along);
        }
        Some(line)
    }
}

/// The straight lines of a picture, those with the most votes first.
pub(super) fn lines(edges: &Edges) -> Vec<Line> {
    let mut by_degree = vec![Vec::new(); DEGREES];
    for point in &edges.points {
        by_degree[degree_of(point)].push(*point);
    }
    let votes = Votes::of(edges);
    let peaks = votes.peaks();
    peaks
        .iter()
        .filter_map(|(angle, away)| longest_run(&by_degree, *angle, *away))
        .collect()
}

/// Hough's table: how many points lie on each line and agree with its direction. Whether it gets lighter or darker across a
/// line counts for nothing: along one side of a card of two colours it may do both.
struct Votes {
    counts: Vec<u32>,
    /// Cells of distance, the middle one being 0.
    cells: usize,
}

const DEGREES: usize = 180;

impl Votes {
    fn of(edges: &Edges) -> Self {
        let reach = (edges.width as f32).hypot(edges.height as f32);
        let cells = 2 * (reach / STEP).ceil() as usize + 3;
        let mut counts = vec![0; DEGREES * cells];
        let turns: Vec<(f32, f32)> = (0..DEGREES)
            .map(|degree| radians(degree).sin_cos())
            .collect();
        for point in &edges.points {
            let own = degree_of(point) + DEGREES;
            for degree in own - VOTES..=own + VOTES {
                let degree = degree % DEGREES;
                let (sine, cosine) = turns[degree];
                let away = (point.x * cosine + point.y * sine) / STEP;
                let cell = (away + cells as f32 / 2.0) as usize;
                counts[degree * cells + cell.min(cells - 1)] += 1;
            }
        }
        Self { counts, cells }
    }

    /// Where no neighbour has more votes: directions and distances.
    fn peaks(&self) -> Vec<(f32, f32)> {
        let mut peaks = Vec::new();
        for degree in 0..DEGREES {
            for cell in 2..self.cells - 2 {
                let own = self.counts[degree * self.cells + cell];
                if own >= FEWEST && self.is_highest(degree, cell, own) {
                    peaks.push((own, degree, cell));
                }
            }
        }
        peaks.sort_unstable_by(|one, other| other.cmp(one));
        peaks.truncate(MOST);
        let middle = self.cells as f32 / 2.0;
        let place = |(_, degree, cell): &(u32, usize, usize)| {
            (radians(*degree), (*cell as f32 + 0.5 - middle) * STEP)
        };
        peaks.iter().map(place).collect()
    }

    fn is_highest(&self, degree: usize, cell: usize, own: u32) -> bool {
        (0..5).all(|turn| {
            let other = (degree + DEGREES + turn - 2) % DEGREES;
            // Half a turn on, distances count the other way.
            let is_beyond = other.abs_diff(degree) > 2;
            (0..5).all(|step| {
                let near = cell + step - 2;
                let near = if is_beyond {
                    self.cells - 1 - near
                } else {
                    near
                };
                let count = self.counts[other * self.cells + near];
                // Of equal ones the first is the peak.
                count < own || (count == own && (other, near) >= (degree, cell))
            })
        })
    }
}

/// The direction of a point in whole degrees, below [`DEGREES`].
fn degree_of(point: &EdgePoint) -> usize {
    (point.angle.rem_euclid(PI) / PI * DEGREES as f32).round() as usize % DEGREES
}

fn radians(degree: usize) -> f32 {
    degree as f32 / DEGREES as f32 * PI
}

/// The longest run of points along a line, and the line that fits them best.
fn longest_run(by_degree: &[Vec<EdgePoint>], angle: f32, away: f32) -> Option<Line> {
    let rough = Line {
        angle: f64::from(angle),
        away: f64::from(away),
        from: 0.0,
        to: 0.0,
    };
    let alike = by_degree.iter().enumerate();
    let alike = alike.filter(|(degree, _)| leans(radians(*degree), angle) < ALIKE);
    let mut points: Vec<(f64, (f64, f64))> = alike
        .flat_map(|(_, points)| points)
        .map(|point| (f64::from(point.x), f64::from(point.y)))
        .filter(|point| rough.off(*point).abs() < NEAR)
        .map(|point| (rough.along(point), point))
        .collect();
    points.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let mut best: &[(f64, (f64, f64))] = &[];
    for run in points.chunk_by(|one, other| other.0 - one.0 <= GAP) {
        if length(run) > length(best) {
            best = run;
        }
    }
    let dense = best.len() as f64 > 0.5 * length(best);
    if length(best) < SHORTEST || !dense {
        return None;
    }
    let places: Vec<(f64, f64)> = best.iter().map(|(_, point)| *point).collect();
    Line::through(&places)
}

fn length(run: &[(f64, (f64, f64))]) -> f64 {
    match run {
        [first, .., last] => last.0 - first.0,
        _ => 0.0,
    }
}

/// The angle between two lines, from 0 to a quarter turn, whichever way they are gone along.
pub(super) fn leans(one: f32, other: f32) -> f32 {
    let apart = (one - other).rem_euclid(PI);
    apart.min(PI - apart)
}

/// The point of an edge, as two numbers.
pub(super) fn place(point: &EdgePoint) -> Point {
    (f64::from(point.x), f64::from(point.y))
}
