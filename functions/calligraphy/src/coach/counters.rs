//! Enclosed spaces: the paper that no way leads out of.

use std::collections::HashSet;

use super::frame::{SIDE, UNIT};
use super::pieces::{Touch, pieces, touches_rim};
use super::shape::Shape;

/// The least of a space that is one, and no flaw of the paper: its area, as a share of the unit's square, and how far its
/// middle is from ink, as a share of the unit.
const LEAST_AREA: f32 = 0.0016;
const LEAST_DEPTH: f32 = 0.012;
/// Below this share of open paper a space is filled; a hand's own closes to about this.
const FILLED: f32 = 0.12;
/// From this share of open paper on nothing is lost.
const OPEN: f32 = 0.55;
/// A space of the drawing with less than this share within the reference's is one that the reference does not have.
const SHARED: f32 = 0.25;

/// An enclosed space: its pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counter {
    pub(super) pixels: Vec<usize>,
}

/// What became of a space of the reference in the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fate {
    /// How much of it is lost to ink, from 0 where it is open to 1 where it is filled.
    pub(super) lost: f32,
    /// Whether it is filled.
    pub(super) filled: bool,
    /// Whether a way leads out of it.
    pub(super) opened: bool,
}

/// All spaces of the reference in the drawing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fates {
    /// In the order of the reference's spaces.
    pub(super) each: Vec<Fate>,
    /// How many spaces the drawing has.
    pub(super) drawn: usize,
    /// How many of them the reference does not have.
    pub(super) extra: usize,
}

impl Fates {
    /// The pixels of all the reference's spaces that have lost this much, or more.
    pub(super) fn lost(&self, reference: &[Counter], least: f32) -> HashSet<usize> {
        let all = reference
            .iter()
            .zip(&self.each)
            .filter(|(_, fate)| fate.lost >= least);
        all.flat_map(|(counter, _)| counter.pixels.iter().copied())
            .collect()
    }
}

/// The enclosed spaces of a form that are large enough to be meant.
pub(super) fn counters(shape: &Shape) -> Vec<Counter> {
    let paper: Vec<bool> = shape.ink.iter().map(|ink| !ink).collect();
    let meant = |pixels: &Vec<usize>| {
        let depth = pixels
            .iter()
            .map(|&index| shape.outside[index])
            .fold(0.0, f32::max);
        pixels.len() as f32 >= LEAST_AREA * UNIT * UNIT
            && depth >= LEAST_DEPTH * UNIT
            && !touches_rim(pixels)
    };
    pieces(&paper, Touch::Sides)
        .into_iter()
        .filter(meant)
        .map(|pixels| Counter { pixels })
        .collect()
}

/// Compares a drawing's spaces with the reference's.
pub(super) fn compare(reference: &[Counter], drawing: &Shape) -> Fates {
    let outside = surroundings(drawing);
    let drawn = counters(drawing);
    let mut within = vec![false; SIDE * SIDE];
    for &index in reference.iter().flat_map(|counter| &counter.pixels) {
        within[index] = true;
    }
    let foreign = |counter: &&Counter| {
        let shared = counter
            .pixels
            .iter()
            .filter(|&&index| within[index])
            .count();
        (shared as f32) < SHARED * counter.pixels.len() as f32
    };
    Fates {
        each: reference
            .iter()
            .map(|counter| fate(counter, drawing, &outside))
            .collect(),
        extra: drawn.iter().filter(foreign).count(),
        drawn: drawn.len(),
    }
}

fn fate(counter: &Counter, drawing: &Shape, outside: &[bool]) -> Fate {
    let all = counter.pixels.len().max(1) as f32;
    let count = |wanted: &dyn Fn(usize) -> bool| {
        counter
            .pixels
            .iter()
            .filter(|&&index| wanted(index))
            .count() as f32
    };
    let open = count(&|index| !drawing.ink[index]);
    let connected = count(&|index| outside[index]);
    let share = open / all;
    Fate {
        lost: ((OPEN - share) / (OPEN - FILLED)).clamp(0.0, 1.0),
        filled: share < FILLED,
        // A drawing that lies a little aside has some of its surroundings within the space: most of it must be.
        opened: share >= FILLED && connected > 0.5 * open && connected > 0.2 * all,
    }
}

/// The paper that is connected with the rim.
fn surroundings(shape: &Shape) -> Vec<bool> {
    let paper: Vec<bool> = shape.ink.iter().map(|ink| !ink).collect();
    let mut outside = vec![false; paper.len()];
    let pieces = pieces(&paper, Touch::Sides);
    for &index in pieces.iter().filter(|piece| touches_rim(piece)).flatten() {
        outside[index] = true;
    }
    outside
}
