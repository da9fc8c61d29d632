//! Judges how large pills are measured to be by a card that lies beside them.
//!
//! `evaluate-sizes --images <folder of models/pills/cards.py> [--without pictures.zip]... [--json FILE]`

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::path::{Path, PathBuf};

use clap::Parser;
use nazar::pills::Eyes;
use nazar_lab::networks::{Networks, write};
use nazar_lab::sizes;

#[derive(Parser)]
#[command(about = "Judges how large pills are measured to be")]
struct Options {
    /// The drawn photos, with truth.jsonl.
    #[arg(long)]
    images: PathBuf,
    /// A zip of pictures without any card.
    #[arg(long)]
    without: Vec<PathBuf>,
    #[command(flatten)]
    networks: Networks,
    /// Where to write the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let eyes = Eyes::load(options.networks.ready()?)?;
    let without: Vec<&Path> = options.without.iter().map(PathBuf::as_path).collect();
    let sizes = sizes::evaluate(&eyes, &options.images, &without)?;
    print!("{}", write(&sizes, options.json.as_deref())?);
    Ok(())
}
