//! Scans a folder of pictures as the bundle does, one line of JSON for each: what the finished job's `result` would say, and the file's
//! name.
//!
//! `evaluate-scans --images <folder> [--pills imprint_table.csv] [--own-pills my_pills.tsv] > results.jsonl`

#![expect(clippy::print_stdout, reason = "a command that a person runs")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use clap::Parser;
use nazar::http::Locale;
use nazar::ids::RecordId;
use nazar::scans::{Made, OwnList, Reference, ScanView, conclude};
use nazar::snapshots::Loaded;
use nazar::store::scans::{ScanSource, SizeReference};
use nazar_importer::{Files, Source, build, demonstration};
use nazar_lab::networks::Networks;
use nazar_pill_worker::{Observer, ObserverError};
use serde_json::{Value, json};

#[derive(Parser)]
#[command(about = "Scans a folder of pictures")]
struct Options {
    /// The pictures.
    #[arg(long)]
    images: PathBuf,
    /// The library's table of pills.
    #[arg(long)]
    pills: Option<PathBuf>,
    /// An operator's own table of pills.
    #[arg(long)]
    own_pills: Option<PathBuf>,
    /// A plastic card lies beside the pills: measure them by it.
    #[arg(long)]
    card: bool,
    #[command(flatten)]
    networks: Networks,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let observer = Observer::load(options.networks.ready()?)?;
    let reference = reference(&options)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(&options.images)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|file| file.is_file());
    files.sort();
    let measured_by = options.card.then_some(SizeReference::Card);
    for file in files {
        println!("{}", scan(&file, measured_by, &observer, &reference)?);
    }
    Ok(())
}

/// The demonstration's medicines and pills, with the tables that were given.
fn reference(options: &Options) -> anyhow::Result<Reference> {
    let mut files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    let given = [
        (Source::Pills, &options.pills),
        (Source::OwnPills, &options.own_pills),
    ];
    for (source, file) in given {
        if let Some(file) = file {
            let bytes = std::fs::read(file);
            let bytes = bytes.with_context(|| format!("cannot read {}", file.display()))?;
            files.insert(source, bytes.into());
        }
    }
    let built = build(&files)?;
    Ok(Reference {
        catalogue: Arc::new(Loaded {
            version: None,
            data: built.catalogue,
        }),
        imprints: Arc::new(Loaded {
            version: None,
            data: built.imprints,
        }),
    })
}

fn scan(
    file: &Path,
    measured_by: Option<SizeReference>,
    observer: &Observer,
    reference: &Reference,
) -> anyhow::Result<Value> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let evidence = match observer.observe(&std::fs::read(file)?, measured_by) {
        Ok(evidence) => evidence,
        Err(ObserverError::Refused(code)) => return Ok(json!({"file": name, "problem": code})),
        Err(ObserverError::Failed(error)) => return Err(error),
    };
    let own = OwnList::default();
    let made = Made {
        id: RecordId::generate(),
        source: ScanSource::Image,
        models: observer.models(),
        other_side_of: None,
    };
    let conclusion = conclude(&evidence, reference, &own);
    let record = conclusion.record(made, evidence, reference, &own);
    let mut line = json!({"file": name});
    let result = serde_json::to_value(ScanView::new(record, Locale::English))?;
    if let (Some(line), Value::Object(result)) = (line.as_object_mut(), result) {
        line.extend(result);
    }
    Ok(line)
}
