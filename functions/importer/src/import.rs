//! Bringing files into force.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bytes::Bytes;
use jiff::Timestamp;
use nazar::objects::{KeyError, ObjectError};
use nazar::snapshots::{
    Current, FrameError, ReportKey, SnapshotEntry, SnapshotError, SnapshotKey, Snapshots,
    SourceEntry, SourceKey, Version,
};
use nazar::store::StoreError;
use nazar::store::inventory::Inventory;

use crate::build::{BuildError, Built, build};
use crate::market;
use crate::report::{Findings, Report};
use crate::sources::{Files, Source, SourceFile};

/// Attempts against imports that run at the same time.
const ATTEMPTS: u32 = 5;

/// Why files were not brought into force. Nothing has changed then, but for [`ImportError::Inventory`].
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The data bucket cannot be read or written.
    #[error(transparent)]
    Snapshots(#[from] SnapshotError),
    /// No data can be made with these files.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A snapshot's header cannot be read.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// The inventory cannot be read or written. The data are in force; the rest of the list is written by the next try.
    #[error("the list of stock was not written to its end: {0}")]
    Inventory(#[from] StoreError),
    /// A report cannot be written as JSON.
    #[error("the report cannot be written: {0}")]
    Report(#[from] serde_json::Error),
    /// A name does not fit into a key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Other imports were faster each time.
    #[error("other imports came into force {ATTEMPTS} times in between; try again")]
    Busy,
}

impl From<ObjectError> for ImportError {
    fn from(error: ObjectError) -> Self {
        Self::Snapshots(error.into())
    }
}

/// Where an import goes.
#[derive(Debug, Clone)]
pub struct Destination {
    /// What functions load whole.
    pub snapshots: Snapshots,
    /// What changes by the hour.
    pub inventory: Inventory,
}

/// Imports files together: either all of them are in force afterwards or none. `progress` is told each step in words.
///
/// # Errors
/// [`ImportError`].
pub async fn import(
    destination: &Destination,
    files: &[SourceFile],
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<Vec<Report>, ImportError> {
    let snapshots = &destination.snapshots;
    for file in files {
        let key = source_key(file.source, Version::of(&file.bytes))?;
        snapshots.keep(&key, file.bytes.clone()).await?;
        progress(&format!("kept {} as {}", file.name, key.version.short()));
    }
    for _ in 0..ATTEMPTS {
        let (current, tag) = snapshots.current().await?;
        let all = gather(snapshots, &current, files).await?;
        progress(&format!("making data from {} sources", all.len()));
        let built = tokio::task::block_in_place(|| build(&all))?;
        let wanted = wanted(&current, &built, files)?;
        let changed = !is_same(&wanted, &current);
        if changed {
            keep_snapshots(snapshots, &built, progress).await?;
        }
        let reports = reports(files, &built, &wanted, changed);
        for report in &reports {
            keep_report(snapshots, report).await?;
        }
        if !changed || snapshots.replace(&wanted, &tag).await? {
            progress(if changed {
                "in force"
            } else {
                "in force already"
            });
            // After the catalogue and the pharmacies that the offers name.
            if let Some(entry) = wanted
                .snapshots
                .get(&nazar::catalogue::market::KIND.parse()?)
            {
                let version = entry.version;
                market::write(&destination.inventory, &built.market, version, progress).await?;
            }
            return Ok(reports);
        }
        progress("another import was faster; once more");
    }
    Err(ImportError::Busy)
}

/// The bytes of every source: those given, and for the others those in force.
async fn gather(
    snapshots: &Snapshots,
    current: &Current,
    given: &[SourceFile],
) -> Result<Files, ImportError> {
    let mut files: Files = given
        .iter()
        .map(|file| (file.source, file.bytes.clone()))
        .collect();
    for (word, entry) in &current.sources {
        // A source of a later release, or one that is no longer known, is left alone.
        let Ok(source) = word.as_str().parse::<Source>() else {
            continue;
        };
        if let Entry::Vacant(place) = files.entry(source) {
            let key = source_key(source, entry.version)?;
            place.insert(snapshots.source(&key).await?);
        }
    }
    Ok(files)
}

/// What will be in force. What stays the same keeps its time.
fn wanted(current: &Current, built: &Built, files: &[SourceFile]) -> Result<Current, ImportError> {
    let now = Timestamp::now();
    let mut wanted = current.clone();
    for file in files {
        let version = Version::of(&file.bytes);
        let word = file.source.word()?;
        let is_held = wanted
            .sources
            .get(&word)
            .is_some_and(|entry| entry.version == version);
        if is_held && !file.source.ages() {
            continue;
        }
        let findings = built.findings.get(&file.source);
        let entry = SourceEntry {
            version,
            file: file.name.clone(),
            imported_at: now,
            rows: findings.map_or(0, |findings| findings.rows),
            with_problems: findings.map_or(0, Findings::rows_with_problems),
        };
        wanted.sources.insert(word, entry);
    }
    for (kind, snapshot) in &built.snapshots {
        let version = Version::of(&snapshot.bytes);
        let word = kind.parse()?;
        if wanted
            .snapshots
            .get(&word)
            .is_some_and(|entry| entry.version == version)
        {
            continue;
        }
        let entry = SnapshotEntry {
            version,
            since: now,
            entries: snapshot.entries,
            bytes: snapshot.bytes.len() as u64,
        };
        wanted.snapshots.insert(word, entry);
    }
    Ok(wanted)
}

fn is_same(wanted: &Current, current: &Current) -> bool {
    wanted == current
}

async fn keep_snapshots(
    snapshots: &Snapshots,
    built: &Built,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<(), ImportError> {
    for (kind, snapshot) in &built.snapshots {
        let key = SnapshotKey {
            kind: kind.parse()?,
            version: Version::of(&snapshot.bytes),
        };
        snapshots
            .keep(&key, Bytes::from(snapshot.bytes.clone()))
            .await?;
        let (entries, bytes) = (snapshot.entries, snapshot.bytes.len());
        progress(&format!(
            "{kind} {}: {entries} entries, {bytes} bytes",
            key.version.short()
        ));
    }
    Ok(())
}

fn reports(files: &[SourceFile], built: &Built, wanted: &Current, changed: bool) -> Vec<Report> {
    let versions: BTreeMap<String, Version> = wanted
        .snapshots
        .iter()
        .map(|(kind, entry)| (kind.to_string(), entry.version))
        .collect();
    files
        .iter()
        .map(|file| {
            let findings = built
                .findings
                .get(&file.source)
                .cloned()
                .unwrap_or_default();
            Report {
                source: file.source.to_string(),
                file: file.name.clone(),
                version: Version::of(&file.bytes),
                changed,
                snapshots: versions.clone(),
                rows_with_problems: findings.rows_with_problems(),
                problems: findings.by_problem(),
                findings,
            }
        })
        .collect()
}

async fn keep_report(snapshots: &Snapshots, report: &Report) -> Result<(), ImportError> {
    let key = ReportKey {
        source: report.source.parse()?,
        version: report.version,
    };
    let body = serde_json::to_vec(report)?;
    snapshots
        .objects()
        .put(&key, "application/json", body)
        .await?;
    Ok(())
}

fn source_key(source: Source, version: Version) -> Result<SourceKey, KeyError> {
    Ok(SourceKey {
        source: source.word()?,
        version,
    })
}
