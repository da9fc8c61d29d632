//! Everything that is measured of one drawing.

mod cover;
mod head_line;
mod statistics;
mod weight;

pub(super) use self::cover::Cover;
use self::cover::HEAVIEST;
use super::analysis::{Alignment, Balance, Counters, Facts, Ink, Part, Proportion};
use super::counters::{Fates, compare};
use super::frame::UNIT;
use super::ghost::Ghost;
use super::reference::Reference;
use super::shape::Shape;

/// How far a hand may stray from the reference before ink counts as missing or extra, as a share of the unit.
pub(super) const TOLERANCE: f32 = 0.02;
/// The distance beyond which two edges are not the same edge.
const EDGES_APART: f32 = 0.08 * UNIT;

/// The least pixels of edge by which a part is judged.
const LEAST_EDGE: usize = 40;

/// The facts, and what else is needed to judge them.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) facts: Facts,
    /// What became of each counter.
    pub(super) fates: Fates,
    /// How far the head line strays, what is missing of it included; 0 where the character has none.
    pub(super) head_straying: f32,
    /// How far apart the edges of both are beyond what a thicker or thinner pen explains.
    pub(super) unsteadiness: f32,
    /// The part whose edges stray most.
    pub(super) roughest: Part,
}

/// Measures a drawing that lies over its reference.
pub(super) fn measure(reference: &Reference, ghost: &Ghost) -> Measured {
    let weight = weight::weigh(reference, &ghost.shape);
    let cover = Cover::new(reference, &ghost.shape, TOLERANCE * UNIT, weight.ratio());
    let fates = compare(&reference.counters, &ghost.shape);
    let bent = ghost.aligned.bent;
    let own_ratio = reference.size[0] / reference.size[1];
    let turn = ghost.aligned.similar.turn;
    let head_line = reference
        .head
        .as_ref()
        .map(|head| head_line::measure(head, &reference.shape, &ghost.shape, turn));
    let facts = Facts {
        alignment: Alignment::undoing(ghost.aligned.similar),
        ink: Ink {
            missing: cover.missing(),
            extra: cover.extra(),
            deviation: deviation(reference, &ghost.shape, 1.0),
        },
        slant_degrees: bent.lean.atan().to_degrees(),
        proportion: Proportion {
            reference: own_ratio,
            drawn: own_ratio * bent.stretch.exp(),
        },
        weight,
        head_line: head_line.map(|found| found.facts),
        balance: balance(reference, &ghost.shape),
        counters: count(&fates),
    };
    Measured {
        fates,
        head_straying: head_line.map_or(0.0, |found| found.straying),
        unsteadiness: deviation(reference, &ghost.shape, facts.weight.ratio()),
        roughest: roughest(reference, &ghost.shape),
        facts,
    }
}

/// The mean distance between the edges of both, each edge pixel to the other's edge, as a share of the unit; less what all edges
/// are apart under a pen that is thicker or thinner by a factor.
fn deviation(reference: &Reference, drawing: &Shape, pen: f32) -> f32 {
    let apart = reference.mean_half_width() * (pen - 1.0).abs().min(HEAVIEST - 1.0);
    let mean = |from: &Shape, to: &Shape| {
        let distances = from
            .edge()
            .map(|index| (to.edge_distance(index) - apart).clamp(0.0, EDGES_APART));
        statistics::mean(distances).unwrap_or(EDGES_APART)
    };
    let form = &reference.shape;
    (mean(form, drawing) + mean(drawing, form)) / 2.0 / UNIT
}

/// The part whose edge pixels lie farthest from the drawing's edges in the mean. A part of a few pixels says nothing.
fn roughest(reference: &Reference, drawing: &Shape) -> Part {
    let straying = |part: Part| {
        let edge = reference
            .shape
            .edge()
            .filter(|&index| reference.parts.at(index) == Some(part));
        let distances: Vec<f32> = edge
            .map(|index| drawing.edge_distance(index).min(EDGES_APART))
            .collect();
        (distances.len() >= LEAST_EDGE)
            .then(|| statistics::mean(distances))
            .flatten()
    };
    let strayed = Part::ALL
        .iter()
        .filter_map(|&part| Some((part, straying(part)?)));
    let worst = strayed.max_by(|(_, one), (_, other)| one.total_cmp(other));
    worst.map_or(Part::Whole, |(part, _)| part)
}

fn balance(reference: &Reference, drawing: &Shape) -> Balance {
    let [x, y] = drawing.centre().unwrap_or(reference.centre);
    Balance {
        right: (x - reference.centre[0]) / UNIT,
        down: (y - reference.centre[1]) / UNIT,
    }
}

fn count(fates: &Fates) -> Counters {
    let number = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    Counters {
        expected: number(fates.each.len()),
        drawn: number(fates.drawn),
        filled: number(fates.each.iter().filter(|fate| fate.filled).count()),
        opened: number(fates.each.iter().filter(|fate| fate.opened).count()),
        extra: number(fates.extra),
    }
}
