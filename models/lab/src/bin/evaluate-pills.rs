//! Judges Dori's eyes by real photos: detection, appearance, imprint, quality.
//!
//! `evaluate-pills --data <folder of phone_photos_boxes.zip, photos.zip, imprint_table.csv> [--codes images.zip] [--json FILE]`

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use nazar::inference::init_runtime;
use nazar_lab::pills;

#[derive(Parser)]
#[command(about = "Judges Dori's eyes by real photos of pills")]
struct Options {
    /// The folder of the photos and their labels.
    #[arg(long)]
    data: PathBuf,
    /// A zip of pictures without any pill.
    #[arg(long)]
    codes: Option<PathBuf>,
    /// The folder of the models, ours and PP-OCR's; `local` puts them together.
    #[arg(long, default_value = "target/assets/opt/models")]
    models: PathBuf,
    /// ONNX Runtime's library; `local` fetches it.
    #[arg(
        long,
        env = "ORT_DYLIB_PATH",
        default_value = "target/assets/opt/lib/libonnxruntime.so"
    )]
    runtime: PathBuf,
    /// Where to write the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    init_runtime(&options.runtime)?;
    let report = pills::run(&options.models, &options.data, options.codes.as_deref())?;
    let text = serde_json::to_string_pretty(&report)? + "\n";
    println!("{text}");
    let Some(path) = &options.json else {
        return Ok(());
    };
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
