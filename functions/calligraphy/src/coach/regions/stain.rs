//! Connected ink that is missing or too much.

use std::collections::HashSet;

use nazar::image::Nearest;

use crate::coach::analysis::RegionKind;
use crate::coach::frame::{AREA, SIDE, UNIT};
use crate::coach::ghost::Ghost;
use crate::coach::measure::Cover;
use crate::coach::pieces::{Touch, pieces};
use crate::coach::reference::Reference;

/// The least area of a stain, as a share of the reference's ink, and how deep it goes somewhere, in tolerances.
const LEAST_AREA: f32 = 0.004;
const LEAST_DEPTH: f32 = 0.5;

/// A piece of ink that one of both has and the other lacks.
#[derive(Debug, Clone)]
pub(in crate::coach) struct Stain {
    /// [`RegionKind::Missing`] or [`RegionKind::Extra`].
    pub(in crate::coach) kind: RegionKind,
    pub(in crate::coach) pixels: Vec<usize>,
    /// How far it goes from the other's ink, in pixels.
    pub(in crate::coach) depth: f32,
    /// The share of it that is there once the drawing's lean and stretch are taken back: what they alone explain.
    pub(in crate::coach) explained: f32,
}

impl Stain {
    /// How much it matters: its area, deeper ones more.
    pub(in crate::coach) fn size(&self) -> f32 {
        self.pixels.len() as f32 * self.depth
    }

    /// The share of it that lies among some pixels.
    pub(in crate::coach) fn share_of(&self, others: &HashSet<usize>) -> f32 {
        share(&self.pixels, |index| others.contains(&index))
    }
}

/// What is missing and what is too much, the largest first. `tolerance` in pixels.
pub(in crate::coach) fn stains(
    reference: &Reference,
    ghost: &Ghost,
    cover: &Cover<'_>,
    tolerance: f32,
) -> Vec<Stain> {
    let (wanted, drawn) = (&reference.shape, &ghost.shape);
    let missing = grown(
        |index| cover.missing_depth(index),
        |index| wanted.ink[index] && !drawn.ink[index],
        tolerance,
    );
    let extra = grown(
        |index| cover.extra_depth(index),
        |index| drawn.ink[index] && !wanted.ink[index],
        tolerance,
    );
    let missing = missing.into_iter().map(|pixels| Stain {
        kind: RegionKind::Missing,
        depth: farthest(&pixels, &drawn.outside),
        explained: share(&pixels, |index| ghost.is_drawn_bent(index, tolerance)),
        pixels,
    });
    let extra = extra.into_iter().map(|pixels| Stain {
        kind: RegionKind::Extra,
        depth: farthest(&pixels, &wanted.outside),
        explained: share(&pixels, |index| {
            ghost.belongs_bent(wanted, index, tolerance)
        }),
        pixels,
    });
    let large = |stain: &Stain| stain.pixels.len() as f32 >= LEAST_AREA * reference.area;
    let mut found: Vec<Stain> = missing.chain(extra).filter(large).collect();
    found.sort_by(|one, other| other.size().total_cmp(&one.size()));
    found
}

/// The pieces of what goes too deep, each with the ink around it: seen from there, a stain begins at the other's edge and not
/// where it is deep enough to count.
fn grown(
    depth: impl Fn(usize) -> f32,
    wanted: impl Fn(usize) -> bool,
    tolerance: f32,
) -> Vec<Vec<usize>> {
    let deep: Vec<bool> = (0..AREA).map(|index| depth(index) > 0.0).collect();
    let least = LEAST_DEPTH * tolerance;
    let cores = pieces(&deep, Touch::Corners).into_iter();
    let cores: Vec<Vec<usize>> = cores
        .filter(|core| core.iter().any(|&index| depth(index) >= least))
        .collect();
    if cores.is_empty() {
        return Vec::new();
    }
    let mut owners = vec![None; AREA];
    for (number, core) in cores.iter().enumerate() {
        for &index in core {
            owners[index] = Some(number);
        }
    }
    let kept: Vec<bool> = owners.iter().map(Option::is_some).collect();
    let nearest = Nearest::of(&kept, SIDE);
    let distances = nearest.distances();
    let mut found = vec![Vec::new(); cores.len()];
    let near = (0..AREA).filter(|&index| distances[index] <= tolerance + 1.0 && wanted(index));
    for index in near {
        if let Some(number) = nearest.index(index).and_then(|core| owners[core]) {
            found[number].push(index);
        }
    }
    found
}

/// The deepest of some pixels. Without any ink on the other side everything is infinitely deep.
fn farthest(pixels: &[usize], distances: &[f32]) -> f32 {
    let depths = pixels.iter().map(|&index| distances[index]);
    depths.fold(0.0, f32::max).min(UNIT)
}

fn share(pixels: &[usize], holds: impl Fn(usize) -> bool) -> f32 {
    let holding = pixels.iter().filter(|&&index| holds(index)).count();
    holding as f32 / pixels.len().max(1) as f32
}
