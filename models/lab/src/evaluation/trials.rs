//! The harder trials of the models.

use std::collections::BTreeMap;
use std::path::Path;

use image::DynamicImage;
use nazar::image::admit;
use serde::Serialize;

use super::distortion::Distortion;
use super::grading::{self, Steps};
use super::judge::Judge;
use super::share::Share;
use super::strangers::strangers;
use crate::corpus::Drawing;

/// Of the drawings, every fourth is distorted and every sixteenth graded: the others would only take longer.
const DISTORTED: usize = 4;
const GRADED: usize = 16;

/// What worse pictures, pictures of something else and flaws do.
#[derive(Debug, Serialize)]
pub struct Trials {
    /// Top-1 of the drawings that are distorted, as they are.
    pub undistorted: Share,
    /// Top-1 by distortion; a drawing that is refused counts as wrong.
    pub distorted: BTreeMap<&'static str, Share>,
    /// Pictures that show no character: how many are refused, by kind.
    pub strangers: BTreeMap<&'static str, Share>,
    /// All of them together.
    pub strangers_all: Share,
    /// The 62 references with a flaw made stronger: steps that lower the score, by flaw.
    pub graded_references: Steps,
    /// The same with drawings.
    pub graded_drawings: Steps,
}

impl Trials {
    /// Runs all trials on drawings; `models` is the folder of the models.
    ///
    /// # Errors
    /// When a model fails or a picture cannot be made.
    pub fn run(judge: &Judge, drawings: &[Drawing], models: &Path) -> anyhow::Result<Self> {
        let distorted = pictures(drawings, DISTORTED);
        let mut by_distortion = BTreeMap::new();
        for distortion in Distortion::ALL {
            let share = top_1(judge, &distorted, |picture| distortion.apply(picture))?;
            by_distortion.insert(distortion.name(), share);
        }
        let mut strange: BTreeMap<_, Share> = BTreeMap::new();
        for (kind, picture) in strangers(models)? {
            let refused = Share::new(usize::from(judge.refuses(&picture)?), 1);
            let sum = strange.entry(kind.name()).or_default();
            *sum = sum.and(refused);
        }
        Ok(Self {
            undistorted: top_1(judge, &distorted, |picture| Ok(picture.clone()))?,
            distorted: by_distortion,
            strangers_all: strange.values().copied().fold(Share::default(), Share::and),
            strangers: strange,
            graded_references: grading::on_references(judge)?,
            graded_drawings: grading::on_drawings(judge, &pictures(drawings, GRADED))?,
        })
    }
}

/// Every so many-th drawing that is admitted.
fn pictures(drawings: &[Drawing], step: usize) -> Vec<(u8, DynamicImage)> {
    let chosen = drawings.iter().step_by(step);
    chosen
        .filter_map(|drawing| {
            let admitted = admit(&drawing.bytes).ok()?;
            Some((drawing.class_id, admitted.picture().clone()))
        })
        .collect()
}

fn top_1(
    judge: &Judge,
    pictures: &[(u8, DynamicImage)],
    change: impl Fn(&DynamicImage) -> image::ImageResult<DynamicImage>,
) -> anyhow::Result<Share> {
    let mut hits = 0;
    for (class_id, picture) in pictures {
        let outcome = judge.picture(*class_id, &change(picture)?)?;
        hits += usize::from(outcome.is_ok_and(|found| found.is_right()));
    }
    Ok(Share::new(hits, pictures.len()))
}
