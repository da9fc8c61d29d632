//! Which part of the character each pixel of a reference belongs to.
//!
//! The font draws strokes, it does not name them; the names follow from the form: the level bar on top is the head line, a
//! long upright run is a stem, what runs out thin at the foot is a tail, a piece by itself above or behind is a mark, and
//! the rest is the letter's own bowl. Digits have no head line, and all of them is strokes.

use nazar::glyphs::Group;

use super::head::Head;
use super::stem::stems;
use crate::coach::analysis::Part;
use crate::coach::frame::{AREA, SIDE};
use crate::coach::pieces::{Touch, pieces};
use crate::coach::shape::Shape;

/// How thin a tail is, as a share of the character's widest stroke, and in how much of the height it lies.
const THIN: f32 = 0.42;
const FOOT: f32 = 0.4;
/// A piece no larger than this share of all ink can be a mark.
const LARGEST_MARK: f32 = 0.48;
/// How far around a thin stroke's middle its ink is looked for, in pixels more than its own half width.
const AROUND: f32 = 1.5;

/// A part for every pixel of ink.
#[derive(Debug, Clone)]
pub(in crate::coach) struct Parts {
    names: Vec<Option<Part>>,
}

impl Parts {
    pub(super) fn tell(shape: &Shape, ridge: &[usize], head: Option<&Head>, group: Group) -> Self {
        let other = match group {
            Group::Digit => Part::Stroke,
            Group::Consonant | Group::Vowel => Part::Bowl,
        };
        let mut names: Vec<Option<Part>> =
            shape.ink.iter().map(|ink| ink.then_some(other)).collect();
        if group == Group::Digit {
            return Self { names };
        }
        let rows = rows(shape);
        let height = (rows[1] - rows[0]) as f32;
        for (name, _) in names
            .iter_mut()
            .zip(stems(shape, height))
            .filter(|(_, stem)| *stem)
        {
            *name = Some(Part::Stem);
        }
        let foot = rows[1] - (height * FOOT) as usize;
        for index in thin(shape, ridge)
            .into_iter()
            .filter(|index| index / SIDE >= foot)
        {
            names[index] = Some(Part::Tail);
        }
        if let Some(head) = head {
            mark_head(&mut names, head);
        }
        for index in marks(shape, head) {
            names[index] = Some(Part::Mark);
        }
        Self { names }
    }

    /// The part of a pixel; `None` beside the ink.
    pub(in crate::coach) fn at(&self, index: usize) -> Option<Part> {
        self.names[index]
    }

    /// The pixels of a part.
    pub(in crate::coach) fn pixels(&self, part: Part) -> Vec<usize> {
        (0..AREA)
            .filter(|&index| match part {
                Part::Whole => self.names[index].is_some(),
                part => self.names[index] == Some(part),
            })
            .collect()
    }
}

/// The first row with ink and the one after the last.
fn rows(shape: &Shape) -> [usize; 2] {
    let first = shape.pixels().next().unwrap_or(0) / SIDE;
    let last = shape.pixels().last().unwrap_or(0) / SIDE;
    [first, last + 1]
}

/// The ink of thin strokes.
fn thin(shape: &Shape, ridge: &[usize]) -> Vec<usize> {
    let widest = ridge
        .iter()
        .map(|&index| shape.inside[index])
        .fold(0.0, f32::max);
    let mut picture = vec![false; AREA];
    for &middle in ridge
        .iter()
        .filter(|&&index| shape.inside[index] <= THIN * widest)
    {
        let reach = shape.inside[middle] + AROUND;
        let steps = reach as isize;
        let (x, y) = ((middle % SIDE) as isize, (middle / SIDE) as isize);
        for down in -steps..=steps {
            for right in -steps..=steps {
                let (column, row) = (x + right, y + down);
                let inside =
                    (0..SIDE as isize).contains(&column) && (0..SIDE as isize).contains(&row);
                if inside && ((right * right + down * down) as f32) <= reach * reach {
                    picture[row as usize * SIDE + column as usize] = true;
                }
            }
        }
    }
    shape
        .pixels()
        .filter(|&index| picture[index] && shape.inside[index] <= THIN * widest)
        .collect()
}

fn mark_head(names: &mut [Option<Part>], head: &Head) {
    let (Some(&first), Some(&last)) = (head.columns.first(), head.columns.last()) else {
        return;
    };
    // A row of soft edge above, and as much at both ends, belong to it.
    for y in head.top.saturating_sub(2)..(head.bottom + 1).min(SIDE) {
        for x in first.saturating_sub(3)..(last + 4).min(SIDE) {
            let name = &mut names[y * SIDE + x];
            if name.is_some() {
                *name = Some(Part::HeadLine);
            }
        }
    }
}

/// Pieces by themselves that lie above the head line, or behind everything else.
fn marks(shape: &Shape, head: Option<&Head>) -> Vec<usize> {
    let all = pieces(&shape.ink, Touch::Corners);
    let Some(body) = all.iter().max_by_key(|piece| piece.len()) else {
        return Vec::new();
    };
    let column = |piece: &[usize], last: bool| {
        let columns = piece.iter().map(|index| index % SIDE);
        if last { columns.max() } else { columns.min() }
    };
    let behind = column(body, true);
    let is_mark = |piece: &&Vec<usize>| {
        let small = piece.len() as f32 <= LARGEST_MARK * shape.area();
        let lowest = piece.iter().map(|index| index / SIDE).max();
        let above = head.is_some_and(|head| lowest.is_some_and(|row| row < head.top));
        small && *piece != body && (above || column(piece, false) > behind)
    };
    all.iter().filter(is_mark).flatten().copied().collect()
}
