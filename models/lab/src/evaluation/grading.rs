//! Whether the score grades: a flaw made stronger has to lower it.

use std::collections::BTreeMap;

use anyhow::Context;
use image::DynamicImage;
use nazar::glyphs::CHARACTERS;
use nazar::image::raster;

use super::judge::Judge;
use super::scene::on_paper;
use super::share::Share;
use crate::flaws::{Flaw, Raster, apply};

/// The flaws that are graded.
pub(super) const FLAWS: [(Flaw, &str); 4] = [
    (Flaw::MissingPart, "missing part"),
    (Flaw::ExtraStroke, "extra stroke"),
    (Flaw::Slant, "slant"),
    (Flaw::Wobble, "wobble"),
];
/// The strengths: four steps.
const STRENGTHS: [f32; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// Pixels along each side of the raster on which a flaw is made.
const SIDE: usize = 128;

/// By flaw, the share of steps that lower the score.
pub(super) type Steps = BTreeMap<&'static str, Share>;

/// The steps of all flaws on the 62 references.
pub(super) fn on_references(judge: &Judge) -> anyhow::Result<Steps> {
    let mut steps = Steps::new();
    for character in &CHARACTERS {
        let reference = Raster::reference(character.class_id, SIDE)?;
        add(&mut steps, judge, character.class_id, &reference)?;
    }
    Ok(steps)
}

/// The steps of all flaws on drawings; one with nothing on it is left out.
pub(super) fn on_drawings(judge: &Judge, drawings: &[(u8, DynamicImage)]) -> anyhow::Result<Steps> {
    let mut steps = Steps::new();
    for (class_id, picture) in drawings {
        let Ok(pixels) = raster(picture, SIDE) else {
            continue;
        };
        let drawing = Raster::new(pixels).context("the raster is no square")?;
        add(&mut steps, judge, *class_id, &drawing)?;
    }
    Ok(steps)
}

fn add(steps: &mut Steps, judge: &Judge, class_id: u8, drawing: &Raster) -> anyhow::Result<()> {
    for (flaw, name) in FLAWS {
        let mut scores = Vec::new();
        for strength in STRENGTHS {
            let flawed = apply(drawing, flaw, strength, u64::from(class_id));
            // A drawing of which nothing is left scores nothing.
            scores.push(judge.score(class_id, &on_paper(&flawed))?.unwrap_or(0.0));
        }
        let lower = Share::count(scores.windows(2), |pair| pair[1] < pair[0]);
        let sum = steps.entry(name).or_default();
        *sum = sum.and(lower);
    }
    Ok(())
}
