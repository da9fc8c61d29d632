//! Judges the whole decision of a scan: how often pictures are recognised, refused, and recognised wrongly.
//!
//! `evaluate-decisions --data <folder of photos.zip, phone_photos_boxes.zip, imprint_table.csv> [--codes images.zip] [--json FILE]`
//!
//! To find out why: `--only "beside their pack" --each FILE` writes every picture of such sets with what was read, how it fits, and what it
//! came to, as JSON lines; `--seen FILE` keeps what the networks saw, so that the next run only concludes.

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Parser;
use nazar_lab::decisions::{Pictures, SAMPLE, Sight, evaluate};
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
    /// Only sets whose name holds this.
    #[arg(long, default_value = "", hide_default_value = true)]
    only: String,
    /// How many times smaller the photos are made: from what size on are pills read?
    #[arg(long, default_value_t = 1, conflicts_with = "json")]
    shrink: u32,
    /// Where to write every picture with its reasons, as JSON lines.
    #[arg(long)]
    each: Option<PathBuf>,
    /// Where to keep what the networks saw, and to read it from: for trying rules, so not for figures that are committed.
    #[arg(long, conflicts_with = "json")]
    seen: Option<PathBuf>,
    /// Where to write the figures as JSON, which are those of all sets and of the sample that a test judges anew.
    #[arg(long, conflicts_with = "only")]
    json: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let observer = Observer::load(options.networks.ready()?)?;
    let mut sight = match &options.seen {
        Some(file) => Sight::keeping(observer, file)?,
        None => Sight::new(observer),
    };
    let all = Pictures {
        data: &options.data,
        codes: options.codes.as_deref(),
        step: 1,
        only: &options.only,
        shrink: options.shrink,
    };
    let mut each = Vec::new();
    let wanted = options.each.is_some().then_some(&mut each);
    let mut report = BTreeMap::from([("all", evaluate(&mut sight, all, wanted)?)]);
    if let Some(file) = &options.each {
        let lines = each.iter().map(serde_json::to_string);
        let lines = lines.collect::<Result<Vec<_>, _>>()?;
        std::fs::write(file, lines.join("\n") + "\n")?;
    }
    if options.json.is_some() {
        let sample = Pictures {
            step: SAMPLE,
            ..all
        };
        report.insert("sample", evaluate(&mut sight, sample, None)?);
    }
    print!("{}", write(&report, options.json.as_deref())?);
    Ok(())
}
