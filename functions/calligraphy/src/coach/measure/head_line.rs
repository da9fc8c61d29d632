//! The upper edge of the head line: how level and how straight it is.

use super::statistics::{mean, quantile};
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
/// From how many columns the first line is laid.
const SUPPORTS: usize = 36;

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
}

/// Measures the head line of a drawing that lies over its reference; `turn` is by how much it was turned in the drawing
/// as it was sent, in radians clockwise.
pub(super) fn measure(head: &Head, reference: &Shape, drawing: &Shape, turn: f32) -> HeadLine {
    let drawn = of_shape(head, drawing);
    if drawn.found == 0.0 {
        return drawn;
    }
    // The font's own line is neither quite level nor quite straight.
    let own = of_shape(head, reference);
    HeadLine {
        slope_degrees: drawn.slope_degrees - own.slope_degrees - turn.to_degrees(),
        waviness: (drawn.waviness.powi(2) - own.waviness.powi(2))
            .max(0.0)
            .sqrt(),
        ..drawn
    }
}

/// The line as it lies in the square.
fn of_shape(head: &Head, drawing: &Shape) -> HeadLine {
    let inner = inner(&head.columns);
    let edge = edge(head, inner, drawing);
    let columns = inner.len().max(1) as f32;
    let Some(line) = first_line(&edge).filter(|_| edge.len() as f32 >= LEAST * columns) else {
        return HeadLine {
            found: 0.0,
            slope_degrees: 0.0,
            waviness: 0.0,
        };
    };
    let on_line = |point: &&[f32; 2]| line.above(**point).abs() <= ASTRAY * UNIT;
    let near: Vec<[f32; 2]> = edge.iter().filter(on_line).copied().collect();
    let line = best_line(&near).unwrap_or(line);
    let squares = near.iter().map(|&point| line.above(point).powi(2));
    HeadLine {
        found: near.len() as f32 / columns,
        slope_degrees: -line.fall.atan().to_degrees(),
        waviness: mean(squares).unwrap_or(0.0).sqrt() / UNIT,
    }
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

/// A line that a third of strays does not move: the middle of the slopes between all pairs (Theil and Sen).
fn first_line(edge: &[[f32; 2]]) -> Option<Line> {
    let middle = mean(edge.iter().map(|[x, _]| *x))?;
    let step = (edge.len() / SUPPORTS).max(1);
    let supports: Vec<[f32; 2]> = edge.iter().step_by(step).copied().collect();
    let mut slopes = Vec::new();
    for (number, [x, y]) in supports.iter().enumerate() {
        for [to_x, to_y] in &supports[number + 1..] {
            slopes.push(((to_y - y) / (to_x - x), 1.0));
        }
    }
    let fall = quantile(&mut slopes, 0.5)?;
    let mut rows: Vec<(f32, f32)> = edge
        .iter()
        .map(|[x, y]| (y - fall * (x - middle), 1.0))
        .collect();
    let row = quantile(&mut rows, 0.5)?;
    Some(Line { middle, row, fall })
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
