//! Judging how large pills are measured to be, on drawn photos of a pill beside a card (models/pills/cards.py) and on pictures without any card.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use nazar::image::admit;
use nazar::pills::{Eyes, Look};
use serde::{Deserialize, Serialize};

use crate::pills::unzip;

/// What is known of one drawn photo.
#[derive(Debug, Clone, Deserialize)]
struct Truth {
    file: String,
    kind: String,
    middle: (f32, f32),
    length_mm: f32,
}

/// How large pills were measured to be.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Sizes {
    /// By what lies beside the pill: in how many photos a card was found.
    pub cards: BTreeMap<String, Found>,
    /// Lengths of pills beside whole cards.
    pub lengths: Lengths,
    /// Pictures without a card in which one was looked for all the same.
    pub without: Found,
}

/// In how many pictures a card was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Pictures.
    pub pictures: u32,
    /// Of them with a card, as it seemed.
    pub found: u32,
}

/// Measured lengths against true ones.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Lengths {
    /// Pills measured.
    pub measured: usize,
    /// The middle one of the errors in millimetres, with their sign: above 0 where pills are taken for longer.
    pub bias_mm: f32,
    /// The middle one of the errors, without their sign.
    pub median_mm: f32,
    /// Nineteen of twenty are no greater.
    pub p95_mm: f32,
    /// The square root of the mean of squares of those within three millimetres.
    pub deviation_mm: f32,
    /// How many are greater than two millimetres: a pill of another size.
    pub gross: usize,
}

/// Judges the drawn photos of a folder, and the pictures of zips that hold no card.
///
/// # Errors
/// When a file cannot be read or a network fails.
pub fn evaluate(eyes: &Eyes, folder: &Path, without: &[&Path]) -> anyhow::Result<Sizes> {
    let mut sizes = Sizes::default();
    let mut errors = Vec::new();
    let truth = folder.join("truth.jsonl");
    let lines = std::fs::read_to_string(&truth);
    for line in lines
        .with_context(|| format!("cannot read {}", truth.display()))?
        .lines()
    {
        let truth: Truth = serde_json::from_str(line)?;
        let look = look(eyes, &std::fs::read(folder.join(&truth.file))?)?;
        sizes
            .cards
            .entry(truth.kind.clone())
            .or_default()
            .add(&look);
        if truth.kind == "card" {
            let length = length(&look, truth.middle);
            errors.extend(length.map(|length| length - truth.length_mm));
        }
    }
    sizes.lengths = Lengths::of(errors);
    for zip in without {
        for file in unzip(zip)?.iter().filter(|file| file.is_picture()) {
            sizes.without.add(&look(eyes, &file.bytes)?);
        }
    }
    Ok(sizes)
}

fn look(eyes: &Eyes, bytes: &[u8]) -> anyhow::Result<Look> {
    let admitted = admit(bytes).map_err(|refusal| anyhow::anyhow!("refused: {refusal:?}"))?;
    Ok(eyes.look_beside_card(&admitted.into_picture().into_rgb8())?)
}

/// The length of the surest pill that lies there.
fn length(look: &Look, (x, y): (f32, f32)) -> Option<f32> {
    let there = look.pills.iter().find(|pill| {
        let area = &pill.area;
        x > area.x && y > area.y && x < area.x + area.width && y < area.y + area.height
    });
    there?.size_mm
}

impl Found {
    fn add(&mut self, look: &Look) {
        self.pictures += 1;
        self.found += u32::from(look.is_measured);
    }
}

impl Lengths {
    fn of(mut errors: Vec<f32>) -> Self {
        errors.sort_unstable_by(f32::total_cmp);
        let mut sizes: Vec<f32> = errors.iter().map(|error| error.abs()).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let at = |values: &[f32], share: f32| {
            let place = (values.len() as f32 * share) as usize;
            values
                .get(place.min(values.len().saturating_sub(1)))
                .copied()
                .unwrap_or(0.0)
        };
        let near: Vec<f32> = sizes
            .iter()
            .copied()
            .filter(|error| *error <= 3.0)
            .collect();
        let squares: f32 = near.iter().map(|error| error * error).sum();
        Self {
            measured: errors.len(),
            bias_mm: at(&errors, 0.5),
            median_mm: at(&sizes, 0.5),
            p95_mm: at(&sizes, 0.95),
            deviation_mm: (squares / near.len().max(1) as f32).sqrt(),
            gross: sizes.iter().filter(|error| **error > 2.0).count(),
        }
    }
}
