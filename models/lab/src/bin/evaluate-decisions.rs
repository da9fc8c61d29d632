//! Judges the whole decision of a scan: how often pictures are recognised, refused, and recognised wrongly.
//!
//! `evaluate-decisions --data <folder of photos.zip, phone_photos_boxes.zip, imprint_table.csv> [--codes images.zip] [--json FILE]`

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use nazar::inference::init_runtime;
use nazar_lab::decisions;
use nazar_pill_worker::Observer;

#[derive(Parser)]
#[command(about = "Judges the decisions of scans")]
struct Options {
    /// The folder of the photos and their table.
    #[arg(long)]
    data: PathBuf,
    /// A zip of pictures of codes.
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
    let observer = Observer::load(&options.models)?;
    let codes = options.codes.as_deref();
    let judge = |step| decisions::evaluate(&observer, &options.data, codes, step);
    // The sample is what a test can judge anew.
    let report = BTreeMap::from([("all", judge(1)?), ("sample", judge(decisions::SAMPLE)?)]);
    let text = serde_json::to_string_pretty(&report)? + "\n";
    println!("{text}");
    let Some(path) = &options.json else {
        return Ok(());
    };
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
