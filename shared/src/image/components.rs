//! The pieces of ink that make the character.
//!
//! The largest piece is the character's body. A smaller one belongs to it when it is near (a dot, a stroke set apart) and
//! is no speck; what it brings in can bring in its own neighbours. Anything else on the sheet is left out, and when
//! something is left out that is nearly as large as the body, the sheet shows more than one drawing.

use super::labels::label;
use super::mask::{Bounds, Mask};

/// The least ink of a piece, as a share of the body's.
const SPECK: f32 = 0.008;
/// The least ink of a body, as a share of the picture: below it there is nothing usable.
const LEAST_BODY: f32 = 0.0006;
/// How far a piece may lie from what is taken already, as a share of the body's longer side.
const NEAR: f32 = 0.22;
/// A piece this thin along an edge of the picture, as a share of its length, is the rim of a scan or a neighbour's stroke.
const RIM: f32 = 0.12;

/// The least ink and the least longer side of another drawing on the sheet, as shares of the body's.
const OTHER_INK: f32 = 0.35;
const OTHER_SIDE: f32 = 0.5;

struct Piece {
    area: usize,
    bounds: Bounds,
}

/// The character of a sheet.
pub(super) struct Character {
    /// Its ink alone.
    pub(super) mask: Mask,
    /// The box of its ink.
    pub(super) bounds: Bounds,
    /// Whether another drawing stands on the sheet, too far away to belong to it.
    pub(super) accompanied: bool,
}

/// Keeps the character's pieces; `None` when no piece is large enough.
pub(super) fn character(mask: &Mask) -> Option<Character> {
    let labels = label(mask);
    let pieces = measure(mask, &labels);
    let body = pieces
        .iter()
        .enumerate()
        .max_by_key(|(_, piece)| weight(piece, mask))
        .map(|(index, _)| index)?;
    let least = (mask.ink.len() as f32 * LEAST_BODY).max(6.0);
    if (pieces[body].area as f32) < least {
        return None;
    }
    let (taken, bounds) = gather(&pieces, body, mask);
    let ink = labels
        .iter()
        .map(|&label| label > 0 && taken[label as usize - 1])
        .collect();
    let left_out = pieces.iter().zip(&taken).filter(|(_, taken)| !**taken);
    let accompanied = left_out
        .into_iter()
        .any(|(piece, _)| is_another(piece, &pieces[body], mask));
    Some(Character {
        mask: Mask {
            width: mask.width,
            height: mask.height,
            ink,
        },
        bounds,
        accompanied,
    })
}

/// Whether a piece that does not belong to the body is a drawing like it: no speck, and no neighbour that the edge of the
/// picture cuts off.
fn is_another(piece: &Piece, body: &Piece, mask: &Mask) -> bool {
    let bounds = piece.bounds;
    let cut_off = bounds.left == 0
        || bounds.top == 0
        || bounds.right == mask.width
        || bounds.bottom == mask.height;
    !cut_off
        && piece.area as f32 >= OTHER_INK * body.area as f32
        && bounds.longest() as f32 >= OTHER_SIDE * body.bounds.longest() as f32
}

fn measure(mask: &Mask, labels: &[u32]) -> Vec<Piece> {
    let mut pieces: Vec<Option<Piece>> = Vec::new();
    for (index, &label) in labels.iter().enumerate().filter(|(_, label)| **label > 0) {
        let slot = label as usize - 1;
        if pieces.len() <= slot {
            pieces.resize_with(slot + 1, || None);
        }
        let (x, y) = (index % mask.width, index / mask.width);
        let pixel = Bounds {
            left: x,
            top: y,
            right: x + 1,
            bottom: y + 1,
        };
        let (area, bounds) = pieces[slot]
            .as_ref()
            .map_or((0, pixel), |piece| (piece.area, piece.bounds));
        pieces[slot] = Some(Piece {
            area: area + 1,
            bounds: bounds.union(pixel),
        });
    }
    // Labels are given without a break, so every slot is filled.
    pieces.into_iter().flatten().collect()
}

/// What a piece counts for when the body is chosen: the rim of a scan can hold more ink than a thin character.
fn weight(piece: &Piece, mask: &Mask) -> usize {
    if is_rim(piece, mask) {
        piece.area / 16
    } else {
        piece.area
    }
}

fn is_rim(piece: &Piece, mask: &Mask) -> bool {
    let bounds = piece.bounds;
    let flat = bounds.height() as f32 <= bounds.width() as f32 * RIM;
    let narrow = bounds.width() as f32 <= bounds.height() as f32 * RIM;
    let lies_on_edge = flat && (bounds.top == 0 || bounds.bottom == mask.height);
    let stands_on_edge = narrow && (bounds.left == 0 || bounds.right == mask.width);
    lies_on_edge || stands_on_edge
}

fn gather(pieces: &[Piece], body: usize, mask: &Mask) -> (Vec<bool>, Bounds) {
    let mut taken = vec![false; pieces.len()];
    taken[body] = true;
    let mut bounds = pieces[body].bounds;
    let near = (bounds.longest() as f32 * NEAR) as usize;
    let least = pieces[body].area as f32 * SPECK;
    loop {
        let next = pieces.iter().enumerate().position(|(index, piece)| {
            !taken[index]
                && piece.area as f32 >= least
                && piece.bounds.gap(bounds) <= near
                && !is_rim(piece, mask)
        });
        let Some(index) = next else {
            return (taken, bounds);
        };
        taken[index] = true;
        bounds = bounds.union(pieces[index].bounds);
    }
}
