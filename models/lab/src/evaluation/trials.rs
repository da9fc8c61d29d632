//! The harder trials of the models.

use std::collections::BTreeMap;
use std::thread::ScopedJoinHandle;

use image::DynamicImage;
use nazar::image::admit;
use serde::Serialize;

use super::distortion::Distortion;
use super::grading::{self, Steps};
use super::judge::Judge;
use super::share::Share;
use super::strangers::strangers;
use crate::corpus::Drawing;

/// Of the drawings, every eighth is distorted and every thirty-second graded: the others would only take longer.
const DISTORTED: usize = 8;
const GRADED: usize = 32;

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
    /// Runs all trials on drawings, each on a thread.
    ///
    /// # Errors
    /// When a model fails or a picture cannot be made.
    pub fn run(judge: &Judge, drawings: &[Drawing]) -> anyhow::Result<Self> {
        let (plain, flawless) = (pictures(drawings, DISTORTED), pictures(drawings, GRADED));
        std::thread::scope(|scope| {
            let distorting = Distortion::ALL.map(|distortion| {
                let plain = &plain;
                scope.spawn(move || {
                    let share = top_1(judge, plain, |picture| distortion.apply(picture))?;
                    anyhow::Ok((distortion.name(), share))
                })
            });
            let refusing = scope.spawn(|| refused(judge));
            let references = scope.spawn(|| grading::on_references(judge));
            let graded = scope.spawn(|| grading::on_drawings(judge, &flawless));
            let undistorted = top_1(judge, &plain, |picture| Ok(picture.clone()))?;
            let strangers = joined(refusing)?;
            Ok(Self {
                undistorted,
                distorted: distorting
                    .into_iter()
                    .map(joined)
                    .collect::<anyhow::Result<_>>()?,
                strangers_all: strangers
                    .values()
                    .copied()
                    .fold(Share::default(), Share::and),
                strangers,
                graded_references: joined(references)?,
                graded_drawings: joined(graded)?,
            })
        })
    }
}

/// What a thread found; a panic in it goes on here.
fn joined<T>(thread: ScopedJoinHandle<'_, anyhow::Result<T>>) -> anyhow::Result<T> {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn refused(judge: &Judge) -> anyhow::Result<BTreeMap<&'static str, Share>> {
    let mut by_kind: BTreeMap<_, Share> = BTreeMap::new();
    for (kind, picture) in strangers()? {
        let one = Share::new(usize::from(judge.refuses(&picture)?), 1);
        let sum = by_kind.entry(kind.name()).or_default();
        *sum = sum.and(one);
    }
    Ok(by_kind)
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
