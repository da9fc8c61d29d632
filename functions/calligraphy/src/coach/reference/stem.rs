//! The long upright strokes of a form.

use crate::coach::frame::SIDE;
use crate::coach::shape::Shape;

/// The least length of an upright run of ink, as a share of the character's height.
const LEAST_LENGTH: f32 = 0.5;
/// The widest that a stem is, as a share of the character's height: beyond it is a body of ink.
const WIDEST: f32 = 0.24;

/// Which pixels belong to an upright stroke.
pub(super) fn stems(shape: &Shape, height: f32) -> Vec<bool> {
    let runs: Vec<Option<[usize; 2]>> = (0..SIDE)
        .map(|x| {
            longest_run(shape, x).filter(|[from, to]| (to - from) as f32 >= LEAST_LENGTH * height)
        })
        .collect();
    let mut found = vec![false; shape.ink.len()];
    let mut x = 0;
    while x < SIDE {
        let wide = runs[x..].iter().take_while(|run| run.is_some()).count();
        if wide > 0 && wide as f32 <= WIDEST * height {
            mark(&mut found, &runs[x..x + wide], x);
        }
        x += wide.max(1);
    }
    found
}

fn mark(found: &mut [bool], runs: &[Option<[usize; 2]>], first: usize) {
    for (x, run) in (first..).zip(runs) {
        let Some([from, to]) = *run else {
            continue;
        };
        for y in from..to {
            found[y * SIDE + x] = true;
        }
    }
}

/// The longest unbroken ink of a column: its first row and the row after it.
fn longest_run(shape: &Shape, x: usize) -> Option<[usize; 2]> {
    let mut best: Option<[usize; 2]> = None;
    let mut start = None;
    for y in 0..=SIDE {
        let ink = y < SIDE && shape.ink[y * SIDE + x];
        match (ink, start) {
            (true, None) => start = Some(y),
            (false, Some(from)) => {
                if best.is_none_or(|[first, end]| end - first < y - from) {
                    best = Some([from, y]);
                }
                start = None;
            }
            _ => {}
        }
    }
    best
}
