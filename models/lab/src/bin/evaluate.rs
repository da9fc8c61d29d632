//! Judges the committed models by labelled drawings, on the path that production runs: admission, preprocessing, ONNX
//! Runtime.
//!
//! `evaluate --images <zip or folder of CC/*.png> [--split models/training/split.tsv --part test] [--json FILE]`

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use clap::Parser;
use nazar::image::{admit, preprocess};
use nazar::inference::{Classifier, Encoder, init_runtime};
use nazar_lab::corpus::{self, Drawing};
use nazar_lab::evaluation::{Outcome, Report};
use nazar_lab::table;

#[derive(Parser)]
#[command(about = "Judges the models by labelled drawings")]
struct Options {
    /// A zip or a folder of CC/*.png.
    #[arg(long)]
    images: PathBuf,
    /// The folder of the models.
    #[arg(long, default_value = "models")]
    models: PathBuf,
    /// ONNX Runtime's library; `local` fetches it.
    #[arg(
        long,
        env = "ORT_DYLIB_PATH",
        default_value = "target/assets/opt/lib/libonnxruntime.so"
    )]
    runtime: PathBuf,
    /// A split file: only the drawings of --part count.
    #[arg(long)]
    split: Option<PathBuf>,
    /// The part of the split.
    #[arg(long, default_value = "test")]
    part: String,
    /// Where to write the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    init_runtime(&options.runtime)?;
    let classifier = Classifier::load(&options.models)?;
    let encoder = Encoder::load(&options.models)?;
    let mut drawings = corpus::read(&options.images)?;
    if let Some(split) = &options.split {
        let chosen = part(split, &options.part)?;
        drawings.retain(|drawing| chosen.contains(&drawing.sha256()));
    }
    let mut outcomes = Vec::new();
    let mut refused = BTreeMap::new();
    for drawing in &drawings {
        match outcome(drawing, &classifier, &encoder)? {
            Ok(found) => outcomes.push(found),
            Err(code) => *refused.entry(code).or_default() += 1,
        }
    }
    let models = vec![classifier.identity().clone(), encoder.identity().clone()];
    let report = Report::of(models, &outcomes, refused);
    println!("{}", table::markdown(&report));
    if let Some(path) = &options.json {
        let json = serde_json::to_string_pretty(&report)?;
        std::fs::write(path, json + "\n")
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The hashes of one part of a split file (columns sha256, class, group, part).
fn part(split: &Path, name: &str) -> anyhow::Result<HashSet<String>> {
    let text = std::fs::read_to_string(split)
        .with_context(|| format!("cannot read {}", split.display()))?;
    let rows = text
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    Ok(rows
        .filter(|row| row.last() == Some(&name))
        .map(|row| row[0].to_owned())
        .collect())
}

/// What the models say of a drawing, or the code of its rejection.
fn outcome(
    drawing: &Drawing,
    classifier: &Classifier,
    encoder: &Encoder,
) -> anyhow::Result<Result<Outcome, &'static str>> {
    let admitted = match admit(&drawing.bytes) {
        Ok(admitted) => admitted,
        Err(rejection) => return Ok(Err(rejection.code())),
    };
    let began = Instant::now();
    let glyph = match preprocess(&admitted) {
        Ok(glyph) => glyph,
        Err(rejection) => return Ok(Err(rejection.code())),
    };
    let found = classifier.classify(&glyph)?;
    let milliseconds = began.elapsed().as_secs_f64() * 1000.0;
    let distances = Outcome::distances(encoder, &encoder.embed(&glyph)?)?;
    Ok(Ok(Outcome {
        class_id: drawing.class_id,
        found,
        distances,
        milliseconds,
    }))
}
