//! Judges the whole decision of a scan: how often pictures are recognised, refused, and recognised wrongly.
//!
//! `evaluate-decisions --data <folder of photos.zip, phone_photos_boxes.zip, imprint_table.csv> [--codes images.zip] [--json FILE]`

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Parser;
use nazar_lab::decisions;
use nazar_lab::networks::{Networks, write};
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
    #[command(flatten)]
    networks: Networks,
    /// Where to write the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let observer = Observer::load(options.networks.ready()?)?;
    let codes = options.codes.as_deref();
    let judge = |step| decisions::evaluate(&observer, &options.data, codes, step);
    // The sample is what a test can judge anew.
    let report = BTreeMap::from([("all", judge(1)?), ("sample", judge(decisions::SAMPLE)?)]);
    print!("{}", write(&report, options.json.as_deref())?);
    Ok(())
}
