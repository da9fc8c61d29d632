//! Judges Dori's eyes by real photos: detection, appearance, imprint, quality.
//!
//! `evaluate-pills --data <folder of phone_photos_boxes.zip, photos.zip, imprint_table.csv> [--codes images.zip] [--json FILE]`

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::path::PathBuf;

use clap::Parser;
use nazar_lab::networks::{Networks, write};
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
    #[command(flatten)]
    networks: Networks,
    /// Where to write the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let models = options.networks.ready()?;
    let report = pills::run(models, &options.data, options.codes.as_deref())?;
    print!("{}", write(&report, options.json.as_deref())?);
    Ok(())
}
