//! A card among the lines of a picture.
//!
//! Four lines are a card if a camera may see a rectangle of 85.60 by 53.98 millimetres so, if edges run along all four sides, and if the
//! corners are round, as those of boxes and papers are not (ISO/IEC 7810 and 7813: ID-1, a radius of 3.18 millimetres).

use super::edges::Edges;
use super::lines::{ALIKE, Line, leans, place};
use super::plane::{Plane, Point, cross, less};

/// The sides of a card of the size ID-1 in millimetres.
pub(super) const SIDES: (f64, f64) = (85.60, 53.98);
/// The radius of its corners.
const RADIUS: f64 = 3.18;

/// Opposite sides lean to each other by no more radians.
const LEAN: f32 = 0.45;
/// The shortest side of a card in pixels of the picture that is searched.
const SHORTEST: f64 = 70.0;
/// From askance one side of a card looks shorter than the other by so much at most.
const FORESHORTENED: f64 = 1.5;
/// How implausible a card may be.
const IMPLAUSIBLE: f64 = 0.05;
/// How much of each side has an edge at least, and of all four on the average.
const OF_EACH: f64 = 0.45;
const OF_ALL: f64 = 0.75;
/// How much rounder than square the corners are on the average, and how much the third of them in order.
const ROUND: f64 = 0.4;
const THIRD: f64 = 0.3;

/// No more quadrilaterals are judged: a squared sheet has hundreds of thousands.
const MOST: u32 = 200_000;

/// A card that was found: its plane, and how well edges fit it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Card {
    pub(super) plane: Plane,
    pub(super) fit: f64,
}

/// The best card of a picture.
pub(super) fn card(edges: &Edges, lines: &[Line]) -> Option<Card> {
    let meets = meetings(lines);
    let mut best: Option<Card> = None;
    let mut judged = 0;
    for (first, one) in lines.iter().enumerate() {
        for (third, opposite) in lines.iter().enumerate().skip(first + 1) {
            if !may_be_opposite(one, opposite) {
                continue;
            }
            let both: Vec<&Line> = in_set(lines, meets[first] & meets[third]).collect();
            for (index, second) in both.iter().enumerate() {
                for fourth in both[index + 1..]
                    .iter()
                    .filter(|line| may_be_opposite(second, line))
                {
                    let sides = [*one, **second, *opposite, **fourth];
                    judged += 1;
                    if judged > MOST {
                        return best;
                    }
                    let found = of_sides(edges, &sides, best.as_ref());
                    best = found
                        .filter(|card| best.is_none_or(|best| card.fit > best.fit))
                        .or(best);
                }
            }
        }
    }
    best
}

/// For each line the set of those that it may meet at a corner: both end near where they cross, or would.
fn meetings(lines: &[Line]) -> Vec<u128> {
    let meet = |one: &Line, other: &Line| {
        let crossing = one.crossing(other);
        crossing.is_some_and(|at| ends_near(one, at) && ends_near(other, at))
    };
    let set = |one: &Line| {
        let others = lines.iter().take(128).enumerate();
        others.fold(0, |set, (place, other)| {
            set | u128::from(meet(one, other)) << place
        })
    };
    lines.iter().map(set).collect()
}

fn in_set(lines: &[Line], set: u128) -> impl Iterator<Item = &Line> {
    let lines = lines.iter().take(128).enumerate();
    lines
        .filter(move |(place, _)| set >> place & 1 == 1)
        .map(|(_, line)| line)
}

/// Whether a line ends near a point on it. Something may lie on the side of a card and hide half of it.
fn ends_near(line: &Line, at: Point) -> bool {
    let (along, long) = (line.along(at), line.to - line.from);
    let is_near = |beyond: f64| (-0.3 * long..1.2 * long).contains(&beyond);
    is_near(line.from - along) || is_near(along - line.to)
}

fn may_be_opposite(one: &Line, other: &Line) -> bool {
    let middle = other.point((other.from + other.to) / 2.0);
    leans(one.angle as f32, other.angle as f32) < LEAN && one.off(middle).abs() > SHORTEST
}

fn of_sides(edges: &Edges, sides: &[Line; 4], best: Option<&Card>) -> Option<Card> {
    let corners = corners(edges, sides)?;
    let (plane, corners) = plane(edges, corners)?;
    let least = best.map_or(0.0, |best| best.fit);
    let first = fit(edges, &plane)?;
    if first < least - 0.2 {
        return None;
    }
    // Refined by all edge points along the sides, and judged again.
    let refined = refined(edges, &corners).and_then(|corners| plane_of(edges, corners));
    let refined = refined.and_then(|(plane, _)| Some((plane, fit(edges, &plane)?)));
    let (plane, fit) = refined.unwrap_or((plane, first));
    Some(Card { plane, fit })
}

/// Where neighbouring sides meet, if that is in the picture and the sides' lines lie there too.
fn corners(edges: &Edges, sides: &[Line; 4]) -> Option<[Point; 4]> {
    let mut corners = [(0.0, 0.0); 4];
    for (index, corner) in corners.iter_mut().enumerate() {
        let crossing = sides[index].crossing(&sides[(index + 1) % 4])?;
        let is_seen = crossing.0 > 0.0
            && crossing.1 > 0.0
            && crossing.0 < edges.width as f64
            && crossing.1 < edges.height as f64;
        *corner = is_seen.then_some(crossing)?;
    }
    for (index, side) in sides.iter().enumerate() {
        let (one, other) = (
            side.along(corners[index]),
            side.along(corners[(index + 3) % 4]),
        );
        let (low, high) = (one.min(other), one.max(other));
        let covered = side.to.min(high) - side.from.max(low);
        if high - low < SHORTEST || covered < OF_EACH * (high - low) {
            return None;
        }
    }
    Some(corners)
}

/// The plane of these corners with the longer side first; the corners come back in that order.
fn plane(edges: &Edges, corners: [Point; 4]) -> Option<(Plane, [Point; 4])> {
    let [first, second, third, fourth] = corners;
    let turned = [second, third, fourth, first];
    let long = |one: Point, other: Point| less(one, other).0.hypot(less(one, other).1);
    // Told before anything dear is done: a camera does not shorten a side so much.
    let looks_so = |corners: &[Point; 4]| {
        let [first, second, third, fourth] = *corners;
        let along = long(first, second) + long(third, fourth);
        let across = long(second, third) + long(fourth, first);
        (SIDES.0 / SIDES.1 / FORESHORTENED..SIDES.0 / SIDES.1 * FORESHORTENED)
            .contains(&(along / across))
    };
    [corners, turned]
        .into_iter()
        .filter(looks_so)
        .filter_map(|corners| plane_of(edges, corners))
        .min_by(|one, other| {
            let size = (edges.width as f64, edges.height as f64);
            one.0
                .implausibility(size)
                .total_cmp(&other.0.implausibility(size))
        })
}

fn plane_of(edges: &Edges, corners: [Point; 4]) -> Option<(Plane, [Point; 4])> {
    let plane = Plane::of_rectangle(corners, SIDES)?;
    let size = (edges.width as f64, edges.height as f64);
    (plane.implausibility(size) < IMPLAUSIBLE).then_some((plane, corners))
}

/// How well edges fit a card: the share of its sides that have one and how round its corners are. `None` if too badly.
fn fit(edges: &Edges, plane: &Plane) -> Option<f64> {
    let mut all = 0.0;
    for side in 0..4 {
        // Most quadrilaterals are told by a few points.
        let some = along_side(edges, plane, side, 12);
        if some < OF_EACH / 2.0 {
            return None;
        }
        let share = along_side(edges, plane, side, 80);
        if share < OF_EACH {
            return None;
        }
        all += share / 4.0;
    }
    let mut rounds: [f64; 4] = std::array::from_fn(|corner| roundness(edges, plane, corner));
    rounds.sort_unstable_by(f64::total_cmp);
    let round = rounds.iter().sum::<f64>() / 4.0;
    let is_card = all > OF_ALL && round > ROUND && rounds[1] > THIRD;
    is_card.then_some(all + 0.5 * round)
}

/// The side's ends in millimetres.
fn ends(side: usize) -> (Point, Point) {
    let corners = [(0.0, 0.0), (SIDES.0, 0.0), SIDES, (0.0, SIDES.1)];
    (corners[side % 4], corners[(side + 1) % 4])
}

/// The share of a side, without its round ends, that has an edge which runs along it.
fn along_side(edges: &Edges, plane: &Plane, side: usize, count: u32) -> f64 {
    let (from, to) = ends(side);
    let long = less(to, from).0.hypot(less(to, from).1);
    let (start, end) = (1.2 * RADIUS / long, 1.0 - 1.2 * RADIUS / long);
    let points = (0..count).map(|index| {
        let share = start + (end - start) * (f64::from(index) + 0.5) / f64::from(count);
        (
            from.0 + (to.0 - from.0) * share,
            from.1 + (to.1 - from.1) * share,
        )
    });
    let across = if side.is_multiple_of(2) {
        (0.0, 1.0)
    } else {
        (1.0, 0.0)
    };
    share(edges, plane, points.map(|point| (point, across)))
}

/// How much more an edge follows the round corner than a square one.
fn roundness(edges: &Edges, plane: &Plane, corner: usize) -> f64 {
    let (here, _) = ends(corner);
    let inward = (
        if here.0 > 0.0 { -1.0 } else { 1.0 },
        if here.1 > 0.0 { -1.0 } else { 1.0 },
    );
    let middle = (here.0 + inward.0 * RADIUS, here.1 + inward.1 * RADIUS);
    let arc = (0..9).map(|index| {
        let (sine, cosine) = (12.0 + 66.0 * (f64::from(index) + 0.5) / 9.0_f64)
            .to_radians()
            .sin_cos();
        let across = (-inward.0 * cosine, -inward.1 * sine);
        (
            (middle.0 + RADIUS * across.0, middle.1 + RADIUS * across.1),
            across,
        )
    });
    let square = (0..10).map(|index| {
        let away = 0.2 + 1.2 * f64::from(index / 2) / 4.0;
        if index % 2 == 0 {
            ((here.0 + inward.0 * away, here.1), (0.0, 1.0))
        } else {
            ((here.0, here.1 + inward.1 * away), (1.0, 0.0))
        }
    });
    share(edges, plane, arc) - share(edges, plane, square)
}

/// The share of points on the plane at which an edge is seen that runs across the direction given with each.
fn share(edges: &Edges, plane: &Plane, points: impl Iterator<Item = (Point, Point)>) -> f64 {
    let (mut count, mut found) = (0.0, 0.0);
    for (point, across) in points {
        count += 1.0;
        let beyond = (point.0 + 0.5 * across.0, point.1 + 0.5 * across.1);
        let seen = plane.in_picture(point).zip(plane.in_picture(beyond));
        if let Some((at, beyond)) = seen
            && has_edge(edges, at, less(beyond, at))
        {
            found += 1.0;
        }
    }
    found / f64::max(count, 1.0)
}

/// Whether an edge lies within a pixel and a half of a place, and gets lighter or darker in about this direction.
fn has_edge(edges: &Edges, at: Point, across: Point) -> bool {
    let long = across.0.hypot(across.1).max(1e-9);
    let unit = (across.0 / long, across.1 / long);
    let angle = unit.1.atan2(unit.0) as f32;
    (-3..=3).any(|step| {
        let off = f64::from(step) * 0.5;
        edges
            .at(at.0 + unit.0 * off, at.1 + unit.1 * off)
            .is_some_and(|point| runs_across(point.angle, angle))
    })
}

fn runs_across(angle: f32, across: f32) -> bool {
    leans(angle, across) < ALIKE * 1.5
}

/// The corners of the lines that fit the edge points along the sides best.
fn refined(edges: &Edges, corners: &[Point; 4]) -> Option<[Point; 4]> {
    let mut sides = Vec::with_capacity(4);
    for index in 0..4 {
        let (from, to) = (corners[index], corners[(index + 1) % 4]);
        let along = less(to, from);
        let long = along.0.hypot(along.1);
        let across = (-along.1 / long, along.0 / long);
        let angle = across.1.atan2(across.0) as f32;
        let count = long as usize;
        let mut points = Vec::with_capacity(count);
        for step in count / 12..count - count / 12 {
            let share = step as f64 / count as f64;
            let at = (from.0 + along.0 * share, from.1 + along.1 * share);
            // The nearest first.
            let near = [0.0, 1.0, -1.0, 2.0, -2.0].into_iter().find_map(|off| {
                edges
                    .at(at.0 + across.0 * off, at.1 + across.1 * off)
                    .filter(|point| runs_across(point.angle, angle))
            });
            points.extend(near.map(place));
        }
        sides.push(Line::through(&points)?);
    }
    let mut corners = [(0.0, 0.0); 4];
    for (index, corner) in corners.iter_mut().enumerate() {
        *corner = sides[(index + 3) % 4].crossing(&sides[index])?;
    }
    let area = cross(less(corners[2], corners[0]), less(corners[3], corners[1]));
    (area.abs() > 1.0).then_some(corners)
}
