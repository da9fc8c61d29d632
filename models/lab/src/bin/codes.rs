//! Judges the reading of codes, side by side with the library alone.
//!
//! `codes [--images <zip with a manifest.tsv>] [--json FILE]`: rendered scenes, and photos where there are some.

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use nazar_lab::codes::{Figures, judge, photos, scenes};
use serde_json::json;

#[derive(Parser)]
#[command(about = "Judges the reading of codes")]
struct Options {
    /// A zip of photos.
    #[arg(long)]
    images: Option<PathBuf>,
    /// Where to write the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let rendered = judge(&scenes()?);
    show("rendered", &rendered);
    let mut figures = json!({ "rendered": rendered });
    if let Some(path) = &options.images {
        let found = judge(&photos(path)?);
        show("photos", &found);
        figures["photos"] = serde_json::to_value(found)?;
    }
    let Some(path) = options.json else {
        return Ok(());
    };
    let text = serde_json::to_string_pretty(&figures)? + "\n";
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn show(title: &str, figures: &Figures) {
    println!(
        "| {title} | pictures | library read | misread | ours read | misread |\n|---|---|---|---|---|---|"
    );
    for (kind, row) in figures {
        println!(
            "| {kind} | {} | {} | {} | {} | {} |",
            row.pictures, row.library.right, row.library.wrong, row.ours.right, row.ours.wrong
        );
    }
    println!();
}
