//! Ruled lines taken off the ink.
//!
//! A ruled line is thin, nearly straight, and runs from one edge of the picture to the other. It is followed column by
//! column; where a stroke crosses it, the crossing is stepped over and stays.

use super::mask::Mask;

/// A rule is at most this share of the picture's longer side thick.
const THICKNESS: f32 = 0.022;
/// The share of columns in which a rule has to be seen by itself, outside any stroke.
const SUPPORT: f32 = 0.4;
/// How many columns a rule may be covered by a stroke, as a share of the width, before it counts as ended.
const GAP: f32 = 0.6;
/// Within how many pixels of the edge a rule starts: a photograph is blurred there.
const STARTS: usize = 2;

/// Removes rules that run across and down.
pub(super) fn remove(mask: &Mask) -> Mask {
    let across = remove_across(mask.clone());
    // Most sheets have nothing along their upper edge, and then no rule runs down: two transpositions are saved.
    let upper_edge = STARTS.min(across.height) * across.width;
    if !across.ink[..upper_edge].contains(&true) {
        return across;
    }
    remove_across(across.transposed()).transposed()
}

fn remove_across(mut mask: Mask) -> Mask {
    let thickest = ((mask.width.max(mask.height) as f32 * THICKNESS) as usize).max(2);
    let starts: Vec<Run> = (0..STARTS.min(mask.width))
        .flat_map(|x| runs(&mask, x))
        .collect();
    for start in starts.into_iter().filter(|run| run.thickness() <= thickest) {
        if let Some(segments) = follow(&mask, start, thickest) {
            erase(&mut mask, &segments);
        }
    }
    mask
}

/// Ink without a break in one column: rows from `top` up to, not including, `bottom`.
#[derive(Clone, Copy)]
struct Run {
    x: usize,
    top: usize,
    bottom: usize,
}

impl Run {
    fn thickness(self) -> usize {
        self.bottom - self.top
    }

    fn middle(self) -> f32 {
        (self.top + self.bottom) as f32 / 2.0
    }
}

fn runs(mask: &Mask, x: usize) -> Vec<Run> {
    let mut found = Vec::new();
    let mut top = None;
    for y in 0..=mask.height {
        let ink = y < mask.height && mask.at(x, y);
        match (ink, top) {
            (true, None) => top = Some(y),
            (false, Some(start)) => {
                found.push(Run {
                    x,
                    top: start,
                    bottom: y,
                });
                top = None;
            }
            _ => {}
        }
    }
    found
}

/// The thin runs of the rule that begins at `start`, or `None` when it does not reach the other edge.
fn follow(mask: &Mask, start: Run, thickest: usize) -> Option<Vec<Run>> {
    let mut segments = vec![start];
    let mut slope = 0.0_f32;
    let longest_gap = mask.width as f32 * GAP;
    for x in start.x + 1..mask.width {
        let last = segments[segments.len() - 1];
        let expected = last.middle() + slope * (x - last.x) as f32;
        let reach = 1.5 + (x - last.x) as f32 * 0.05;
        let next = runs(mask, x)
            .into_iter()
            .find(|run| run.thickness() <= thickest && (run.middle() - expected).abs() <= reach);
        match next {
            Some(run) => {
                segments.push(run);
                let travelled = run.x - start.x;
                if travelled >= 12 {
                    slope = (run.middle() - start.middle()) / travelled as f32;
                }
            }
            None if (x - last.x) as f32 > longest_gap => return None,
            None => {}
        }
    }
    let reached = segments.last().is_some_and(|run| run.x + 3 >= mask.width);
    let seen = segments.len() as f32 >= mask.width as f32 * SUPPORT;
    (reached && seen).then_some(segments)
}

fn erase(mask: &mut Mask, segments: &[Run]) {
    for run in segments {
        for y in run.top..run.bottom {
            mask.ink[y * mask.width + run.x] = false;
        }
    }
}
