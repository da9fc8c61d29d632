//! Judges the matcher of imprints on the library's table.
//!
//! `evaluate-imprints --table imprint_table.csv [--each 100] [--json FILE]`
//!
//! `--bound` tells what no matcher can exceed where characters were dropped.

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use nazar_lab::imprints;

#[derive(Parser)]
#[command(about = "Judges the matcher of imprints")]
struct Options {
    /// The table.
    #[arg(long)]
    table: PathBuf,
    /// Readings of each kind.
    #[arg(long, default_value_t = 100)]
    each: usize,
    /// Only what a matcher would reach that knew what happened to the readings.
    #[arg(long, conflicts_with = "json")]
    bound: bool,
    /// Where to write the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let pills = imprints::read(&options.table)?;
    if options.bound {
        let bound = imprints::bound(&pills, options.each);
        println!("{}", serde_json::to_string_pretty(&bound)?);
        return Ok(());
    }
    let report = imprints::evaluate(&pills, options.each);
    let text = serde_json::to_string_pretty(&report)? + "\n";
    println!("{text}");
    let Some(path) = &options.json else {
        return Ok(());
    };
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
