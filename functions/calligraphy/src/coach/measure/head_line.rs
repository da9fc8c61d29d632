//! The upper edge of the head line: how level and how straight it is.

use super::statistics::mean;
use crate::coach::analysis::HeadLine;
use crate::coach::frame::{SIDE, UNIT};
use crate::coach::reference::Head;
use crate::coach::shape::Shape;

/// How far above and below the reference's edge the drawing's is looked for, as a share of the unit.
const WINDOW: f32 = 0.18;
/// How far from the line an edge belongs to something else.
const ASTRAY: f32 = 0.075;
/// Below this share of the columns there is no line to be judged.
const LEAST: f32 = 0.3;
/// The share of the columns at each end that is left out.
const ENDS: f32 = 0.07;
/// How far a column that is not there counts as being, as a share of the unit.
const LOST: f32 = 0.06;
/// From how many columns the first line is laid, and how far from it a column counts no more.
const SUPPORTS: usize = 36;
const ON: f32 = 0.05;
/// How far above or below the reference's line, at its middle, an edge is another one's.
const ELSEWHERE: f32 = 0.1;
/// The steepest that a line is, in rows for each column (25 degrees): beyond it, two edges are taken for one.
const STEEPEST: f32 = 0.466;

/// A line: the row at the middle column, and rows for each column to the right.
#[derive(Debug, Clone, Copy)]
struct Line {
    middle: f32,
    row: f32,
    fall: f32,
}

impl Line {
    fn above(self, [x, y]: [f32; 2]) -> f32 {
        self.row + self.fall * (x - self.middle) - y
    }

    /// Whether it can be the head line: not too steep, and about where that is.
    fn is_plausible(self, head: &Head) -> bool {
        let away = middle(head).map(|x| self.above([x, head.top as f32]).abs());
        self.fall.abs() <= STEEPEST && away.is_some_and(|away| away <= ELSEWHERE * UNIT)
    }

    /// The places that are not astray.
    fn near(self, edge: &[[f32; 2]]) -> Vec<[f32; 2]> {
        let near = |point: &&[f32; 2]| self.above(**point).abs() <= ASTRAY * UNIT;
        edge.iter().filter(near).copied().collect()
    }
}

fn middle(head: &Head) -> Option<f32> {
    mean(head.columns.iter().map(|&x| x as f32))
}

/// What was found of a head line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::coach) struct Found {
    /// What is said of it.
    pub(in crate::coach) facts: HeadLine,
    /// How far all of its columns are from where they should be, as a root mean square and a share of the unit: those that are
    /// not there are as far as those that are too far, so that it only grows with what is missing.
    pub(in crate::coach) straying: f32,
}

/// Measures the head line of a drawing that lies over its reference; `turn` is by how much it was turned in the drawing
/// as it was sent, in radians clockwise.
pub(super) fn measure(head: &Head, reference: &Shape, drawing: &Shape, turn: f32) -> Found {
    let drawn = of_shape(head, drawing);
    // The font's own line is neither quite level nor quite straight.
    let own = of_shape(head, reference);
    let beyond = |drawn: f32, own: f32| (drawn.powi(2) - own.powi(2)).max(0.0).sqrt();
    let slope_degrees = match drawn.facts.found {
        0.0 => 0.0,
        _ => drawn.facts.slope_degrees - own.facts.slope_degrees - turn.to_degrees(),
    };
    Found {
        facts: HeadLine {
            slope_degrees,
            waviness: beyond(drawn.facts.waviness, own.facts.waviness),
            ..drawn.facts
        },
        straying: beyond(drawn.straying, own.straying),
    }
}

/// The line as it lies in the square.
fn of_shape(head: &Head, drawing: &Shape) -> Found {
    let inner = inner(&head.columns);
    let edge = edge(head, inner, drawing);
    let columns = inner.len().max(1) as f32;
    let Some(line) =
        line(head, &edge).filter(|line| line.near(&edge).len() as f32 >= LEAST * columns)
    else {
        return Found {
            facts: HeadLine {
                found: 0.0,
                slope_degrees: 0.0,
                waviness: 0.0,
            },
            straying: LOST,
        };
    };
    let near = line.near(&edge);
    let squares = near.iter().map(|&point| line.above(point).powi(2));
    let lost = (LOST * UNIT).powi(2);
    let strayed: f32 = edge
        .iter()
        .map(|&point| line.above(point).powi(2).min(lost))
        .sum();
    let missing = columns - edge.len() as f32;
    Found {
        facts: HeadLine {
            found: near.len() as f32 / columns,
            slope_degrees: -line.fall.atan().to_degrees(),
            waviness: mean(squares).unwrap_or(0.0).sqrt() / UNIT,
        },
        straying: ((strayed + missing * lost) / columns).sqrt() / UNIT,
    }
}

/// The line that the edge is, where it is about where it should be.
fn line(head: &Head, edge: &[[f32; 2]]) -> Option<Line> {
    let first = first_line(head, edge)?;
    let best = best_line(&first.near(edge)).filter(|best| best.is_plausible(head));
    Some(best.unwrap_or(first))
}

/// The columns without those at both ends, where the line's cut shows and not its edge.
fn inner(columns: &[usize]) -> &[usize] {
    let ends = (columns.len() as f32 * ENDS) as usize;
    columns.get(ends..columns.len() - ends).unwrap_or(columns)
}

/// Column by column the topmost ink near where the edge should be.
fn edge(head: &Head, columns: &[usize], drawing: &Shape) -> Vec<[f32; 2]> {
    let window = (WINDOW * UNIT) as usize;
    let rows = head.top.saturating_sub(window)..(head.top + window).min(SIDE);
    let topmost = |&x: &usize| {
        let row = rows.clone().find(|&y| drawing.ink[y * SIDE + x])?;
        Some([x as f32, row as f32])
    };
    columns.iter().filter_map(topmost).collect()
}

/// Of the lines through two columns the one that all columns lie nearest to, where a column counts up to a limit. So the edge of
/// something else, where the line is missing, does not make it steep: what is left of the line agrees with itself, and the rest does
/// not agree with it.
fn first_line(head: &Head, edge: &[[f32; 2]]) -> Option<Line> {
    let middle = middle(head)?;
    let step = (edge.len() / SUPPORTS).max(1);
    let supports: Vec<[f32; 2]> = edge.iter().step_by(step).copied().collect();
    let mut best: Option<(f32, Line)> = None;
    for (number, [x, y]) in supports.iter().enumerate() {
        for [to_x, to_y] in &supports[number + 1..] {
            let fall = (to_y - y) / (to_x - x);
            let line = Line {
                middle,
                row: y + fall * (middle - x),
                fall,
            };
            let away = |point: &[f32; 2]| line.above(*point).abs().min(ON * UNIT);
            let cost: f32 = edge.iter().map(away).sum();
            if line.is_plausible(head) && best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, line));
            }
        }
    }
    best.map(|(_, line)| line)
}

/// The line of least squares.
fn best_line(points: &[[f32; 2]]) -> Option<Line> {
    let middle = mean(points.iter().map(|[x, _]| *x))?;
    let row = mean(points.iter().map(|[_, y]| *y))?;
    let across = mean(points.iter().map(|[x, _]| (x - middle).powi(2)))?;
    let both = mean(points.iter().map(|[x, y]| (x - middle) * (y - row)))?;
    (across > 0.0).then(|| Line {
        middle,
        row,
        fall: both / across,
    })
}
