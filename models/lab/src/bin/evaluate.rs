//! Judges the committed models by labelled drawings, on the path that production runs: admission, preprocessing, ONNX
//! Runtime.
//!
//! `evaluate --images <zip or folder of CC/*.png> [--split models/training/split.tsv --part test] [--trials] [--json FILE]`

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use nazar::inference::init_runtime;
use nazar_lab::evaluation::Evaluation;
use nazar_lab::{corpus, table};

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
    /// Also distorts drawings, shows what is no character, and grades flaws: some minutes more.
    #[arg(long)]
    trials: bool,
    /// Where to write the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Where to write which characters are confused with which (shared/src/glyphs/confusables.tsv).
    #[arg(long)]
    confusables: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    init_runtime(&options.runtime)?;
    let mut drawings = corpus::read(&options.images)?;
    if let Some(split) = &options.split {
        corpus::keep_part(&mut drawings, split, &options.part)?;
    }
    let evaluation = Evaluation::run(&options.models, &drawings, options.trials)?;
    println!("{}", table::markdown(&evaluation.report));
    if let Some(trials) = &evaluation.trials {
        println!("{}", table::trials(trials));
    }
    write(options.json, evaluation.json()?)?;
    write(options.confusables, evaluation.confusables)
}

fn write(path: Option<PathBuf>, text: String) -> anyhow::Result<()> {
    let Some(path) = path else { return Ok(()) };
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}
