//! Where something is missing or too much, as outlines with names.

mod place;
mod simplify;
mod stain;
mod trace;

pub(super) use self::stain::stains;
use super::analysis::{Part, Region, RegionKind};
use super::counters::Fates;
use super::frame::{SIDE, UNIT};
use super::pieces::{Touch, pieces, touches_rim};
use super::reference::Reference;

/// How much of a counter must be lost for it to be shown.
pub(super) const CLOSING: f32 = 0.3;
/// The most corners of an outline.
const MOST_CORNERS: usize = 48;

/// A region of pixels. Without pixels there is none.
pub(super) fn region(
    reference: &Reference,
    kind: RegionKind,
    pixels: &[usize],
    depth: f32,
) -> Option<Region> {
    Some(Region {
        kind,
        place: place::place(reference, pixels)?,
        part: place::part(reference, pixels),
        area: pixels.len() as f32 / reference.area.max(1.0),
        depth: depth / UNIT,
        polygon: outline(pixels)?,
    })
}

/// The part of a character itself: what a point about something else than ink speaks of. All of it where it has no such part.
pub(super) fn of_part(reference: &Reference, part: Part) -> Option<Region> {
    let all = reference.parts.pixels(part);
    if all.is_empty() {
        return match part {
            Part::Whole => None,
            _ => of_part(reference, Part::Whole),
        };
    }
    let mut found = region(reference, RegionKind::Part, &all, 0.0)?;
    found.part = part;
    Some(found)
}

/// The regions of the reference's counters that are filled or opened, in the order of the counters.
pub(super) fn of_counters(reference: &Reference, fates: &Fates) -> Vec<Region> {
    let all = reference.counters.iter().zip(&fates.each);
    all.filter_map(|(counter, fate)| {
        let kind = match (fate.lost >= CLOSING, fate.opened) {
            (true, _) => RegionKind::Filled,
            (false, true) => RegionKind::Opened,
            (false, false) => return None,
        };
        let depths = counter
            .pixels
            .iter()
            .map(|&index| reference.shape.outside[index]);
        region(reference, kind, &counter.pixels, depths.fold(0.0, f32::max))
    })
    .collect()
}

/// The outlines of a reference: of each piece of its ink, and of each piece of paper within.
pub(super) fn outlines(reference: &Reference) -> Vec<Vec<[f32; 2]>> {
    let ink = &reference.shape.ink;
    let paper: Vec<bool> = ink.iter().map(|ink| !ink).collect();
    let within = pieces(&paper, Touch::Sides)
        .into_iter()
        .filter(|piece| !touches_rim(piece));
    let all = pieces(ink, Touch::Corners).into_iter().chain(within);
    all.filter_map(|piece| outline(&piece)).collect()
}

/// The outline of the largest connected piece, as shares of the square.
fn outline(pixels: &[usize]) -> Option<Vec<[f32; 2]>> {
    let corners = simplify::simplified(&trace::trace(pixels)?, MOST_CORNERS);
    // Three decimals are a quarter of a pixel.
    let share = |value: f32| (value / SIDE as f32 * 1000.0).round() / 1000.0;
    Some(
        corners
            .into_iter()
            .map(|corner| corner.map(share))
            .collect(),
    )
}
