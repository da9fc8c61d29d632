//! The outline of pixels.

use crate::coach::frame::AREA;
use crate::coach::frame::SIDE;
use crate::coach::pieces::{Touch, pieces};

/// A step along the edges of pixels: right, down, left, up.
const STEPS: [[isize; 2]; 4] = [[1, 0], [0, 1], [-1, 0], [0, -1]];

/// The outer edge of the largest piece of some pixels, clockwise from its topmost corner, as the corners at which it
/// turns, in pixels; `None` of nothing.
pub(super) fn trace(pixels: &[usize]) -> Option<Vec<[f32; 2]>> {
    let mut wanted = vec![false; AREA];
    for &index in pixels {
        wanted[index] = true;
    }
    let piece = pieces(&wanted, Touch::Corners)
        .into_iter()
        .max_by_key(Vec::len)?;
    let first = *piece.iter().min()?;
    let mut within = vec![false; AREA];
    for index in piece {
        within[index] = true;
    }
    Some(follow(
        &within,
        [(first % SIDE) as isize, (first / SIDE) as isize],
    ))
}

/// Walks along the edge with the piece on the right hand, until it is where it began and would go on as it did.
fn follow(within: &[bool], start: [isize; 2]) -> Vec<[f32; 2]> {
    let (mut at, mut heading) = (start, 0);
    let mut corners = vec![start.map(|value| value as f32)];
    loop {
        at = [at[0] + STEPS[heading][0], at[1] + STEPS[heading][1]];
        let next = turned(within, at, heading);
        if at == start && next == 0 {
            return corners;
        }
        if next != heading {
            corners.push(at.map(|value| value as f32));
        }
        heading = next;
    }
}

/// Where the walk goes on from a corner. Where pieces meet at the corner only, it crosses over: they are one piece.
fn turned(within: &[bool], at: [isize; 2], heading: usize) -> usize {
    let ahead = STEPS[heading];
    let right = STEPS[(heading + 1) % 4];
    // The pixels ahead on both sides of the edge: corners lie between pixels.
    let pixel = |side: isize| {
        let cell = |axis: usize| {
            let sum = ahead[axis] + side * right[axis];
            at[axis] + (sum - 1) / 2
        };
        let (x, y) = (cell(0), cell(1));
        let inside = (0..SIDE as isize).contains(&x) && (0..SIDE as isize).contains(&y);
        inside && within[y as usize * SIDE + x as usize]
    };
    match (pixel(-1), pixel(1)) {
        (true, _) => (heading + 3) % 4,
        (false, true) => heading,
        (false, false) => (heading + 1) % 4,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Twice the area that a polygon encloses, clockwise positive.
    fn doubled_area(corners: &[[f32; 2]]) -> f32 {
        let next = corners.iter().cycle().skip(1);
        corners
            .iter()
            .zip(next)
            .map(|([x, y], [to_x, to_y])| x * to_y - to_x * y)
            .sum()
    }

    #[test]
    fn one_pixel_has_four_corners() {
        let corners = trace(&[5 * SIDE + 7]).unwrap();
        assert_eq!(corners, [[7.0, 5.0], [8.0, 5.0], [8.0, 6.0], [7.0, 6.0]]);
        assert_eq!(trace(&[]), None);
    }

    #[test]
    fn pieces_that_meet_at_a_corner_are_walked_round_as_one() {
        let corners = trace(&[SIDE + 1, 2 * SIDE + 2]).unwrap();
        assert_eq!(doubled_area(&corners), 4.0);
        assert_eq!(corners.len(), 8);
    }

    proptest! {
        #[test]
        fn the_outline_encloses_the_largest_piece_with_its_holes(
            ink in proptest::collection::vec(proptest::bool::weighted(0.6), 8 * 8),
        ) {
            let pixels: Vec<usize> = (0..64)
                .filter(|&cell| ink[cell])
                .map(|cell| (cell / 8 + 3) * SIDE + cell % 8 + 3)
                .collect();
            let Some(corners) = trace(&pixels) else {
                return Ok(());
            };
            let mut wanted = vec![false; AREA];
            for &index in &pixels {
                wanted[index] = true;
            }
            let largest = pieces(&wanted, Touch::Corners).iter().map(Vec::len).max().unwrap();
            let enclosed = doubled_area(&corners) / 2.0;
            prop_assert!(enclosed >= largest as f32, "{enclosed} of {largest}");
            prop_assert!(enclosed <= 64.0);
        }
    }
}
