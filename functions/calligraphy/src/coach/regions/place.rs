//! The names of places.

use crate::coach::analysis::{Part, Place};
use crate::coach::frame::{MIDDLE, SIDE, middle_of};
use crate::coach::reference::Reference;

/// The ninth of the character's box in which the middle of some pixels lies; beside the box, the nearest.
pub(super) fn place(reference: &Reference, pixels: &[usize]) -> Option<Place> {
    let count = pixels.len() as f32;
    if pixels.is_empty() {
        return None;
    }
    let sum = pixels.iter().fold([0.0, 0.0], |[x, y], &index| {
        let [right, down] = middle_of(index);
        [x + right, y + down]
    });
    let third = |total: f32, size: f32| {
        let share = (total / count - MIDDLE) / size + 0.5;
        (share * 3.0).floor().clamp(0.0, 2.0) as usize
    };
    let column = third(sum[0], reference.size[0]);
    let row = third(sum[1], reference.size[1]);
    Place::ALL.get(row * 3 + column).copied()
}

/// The part to which most of some pixels belong; a place beside the character belongs to the nearest ink.
pub(super) fn part(reference: &Reference, pixels: &[usize]) -> Part {
    let mut counts = [0_usize; Part::ALL.len()];
    for &index in pixels {
        let ink = reference.nearest_ink.index(index);
        let part = ink.and_then(|ink| reference.parts.at(ink));
        let slot = Part::ALL
            .iter()
            .position(|candidate| Some(*candidate) == part);
        if let Some(slot) = slot {
            counts[slot] += 1;
        }
    }
    let most = (0..counts.len()).max_by_key(|&slot| (counts[slot], SIDE - slot));
    most.filter(|&slot| counts[slot] > 0)
        .map_or(Part::Whole, |slot| Part::ALL[slot])
}
