//! Data that another release made, made anew.
//!
//! Sources are kept as they were imported, so that what is made of them can be made again: when a release lays a snapshot
//! out in another way, adds a kind, or ships newer demonstration data. Nothing that an operator imported is lost.

use std::collections::BTreeMap;

use nazar::catalogue::market::{KIND as MARKET, Market};
use nazar::catalogue::search::{self, SearchIndex};
use nazar::catalogue::{self, Catalogue};
use nazar::interactions::{self, RuleSet};
use nazar::pharmacies::{self, Directory};
use nazar::recalls::{self, RecallList};
use nazar::snapshots::{Current, FrameError, SnapshotKey, Snapshots, Version, layout};
use nazar::terminology::{self, Terminology};

use crate::import::{Destination, ImportError, import};
use crate::market;
use crate::sources::{SourceFile, demonstration};

/// What was to be done with the data in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewal {
    /// Nothing: this release reads them.
    Nothing,
    /// There were none: the demonstration data are in force now.
    Seeded,
    /// They were another release's and have been made anew from their sources.
    Renewed,
    /// A list of stock and prices had not been written to its end: it is now.
    Completed,
}

/// Sees to it that this release can read what is in force: seeds an empty bucket, and makes anew what another release made.
///
/// # Errors
/// [`ImportError`]; nothing has changed then.
pub async fn renew(
    destination: &Destination,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<Renewal, ImportError> {
    let (current, _) = destination.snapshots.current().await?;
    if current.sources.is_empty() {
        import(destination, &demonstration(), progress).await?;
        return Ok(Renewal::Seeded);
    }
    let files = newer_demonstration(&current);
    if files.is_empty() && !is_of_another_release(&destination.snapshots, &current).await? {
        // Somebody may have pulled the plug while the first list of stock was written.
        if market::is_written(&destination.inventory, &current).await? {
            return Ok(Renewal::Nothing);
        }
        import(destination, &[], progress).await?;
        return Ok(Renewal::Completed);
    }
    import(destination, &files, progress).await?;
    Ok(Renewal::Renewed)
}

/// The files of our demonstration that this release has in another version; none where the operator has replaced or never
/// had them.
fn newer_demonstration(current: &Current) -> Vec<SourceFile> {
    let held = |file: &SourceFile| {
        let word = file.source.word().ok()?;
        current.sources.get(&word)
    };
    let ours = demonstration();
    let is_demonstrating = ours
        .iter()
        .any(|file| held(file).is_some_and(|entry| entry.file == file.name));
    ours.into_iter()
        .filter(|file| match held(file) {
            Some(entry) => entry.file == file.name && entry.version != Version::of(&file.bytes),
            None => is_demonstrating,
        })
        .collect()
}

/// Whether a snapshot in force has another layout than this release makes, or one that it always makes is not there.
async fn is_of_another_release(
    snapshots: &Snapshots,
    current: &Current,
) -> Result<bool, ImportError> {
    for (kind, wanted) in layouts()? {
        let Some(entry) = current.snapshots.get(&kind.parse()?) else {
            // Rules, recalls and terms are there only when a source of theirs is.
            if ALWAYS.contains(&kind) {
                return Ok(true);
            }
            continue;
        };
        let key = SnapshotKey {
            kind: kind.parse()?,
            version: entry.version,
        };
        // One that is lost or damaged can be made again as well.
        let found = snapshots.snapshot(&key).await.ok();
        let found = found.and_then(|bytes| layout(&bytes).ok());
        if found != Some(wanted) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Kinds of which there is always a snapshot.
const ALWAYS: [&str; 4] = [catalogue::KIND, search::KIND, pharmacies::KIND, MARKET];

/// The layout of each kind that this release makes, by what it makes of nothing.
fn layouts() -> Result<BTreeMap<&'static str, u16>, FrameError> {
    let of_nothing = [
        (catalogue::KIND, catalogue::encode(&Catalogue::default())?),
        (
            search::KIND,
            SearchIndex::build(&Catalogue::default()).encode()?,
        ),
        (pharmacies::KIND, pharmacies::encode(&Directory::default())?),
        (MARKET, Market::default().encode()?),
        (
            interactions::KIND,
            interactions::encode(&RuleSet::default())?,
        ),
        (recalls::KIND, recalls::encode(&RecallList::default())?),
        (
            terminology::KIND,
            terminology::encode(&Terminology::default())?,
        ),
    ];
    of_nothing
        .into_iter()
        .map(|(kind, bytes)| Ok((kind, layout(&bytes)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use nazar::snapshots::SourceEntry;

    use super::*;

    fn current(files: &[(&str, &str, Version)]) -> Current {
        let entry = |(word, file, version): &(&str, &str, Version)| {
            let entry = SourceEntry {
                version: *version,
                file: (*file).to_owned(),
                imported_at: Timestamp::UNIX_EPOCH,
                rows: 1,
                with_problems: 0,
            };
            (word.parse().unwrap(), entry)
        };
        Current {
            sources: files.iter().map(entry).collect(),
            ..Current::default()
        }
    }

    #[test]
    fn every_kind_has_a_layout() {
        let layouts = layouts().unwrap();
        assert_eq!(layouts.len(), 7);
        assert!(ALWAYS.iter().all(|kind| layouts.contains_key(kind)));
    }

    #[test]
    fn demonstration_data_are_renewed_and_an_operators_are_not() {
        let old = Version::of(b"old");
        let all: Vec<String> = demonstration().into_iter().map(|file| file.name).collect();
        let newer = |files: &[(&str, &str, Version)]| -> Vec<String> {
            let files = newer_demonstration(&current(files));
            files.into_iter().map(|file| file.name).collect()
        };
        assert_eq!(newer(&[("medicines", "medicines.tsv", old)]), all);
        assert_eq!(newer(&[("medicines", "ours.tsv", old)]), [] as [&str; 0]);
        let kept = newer(&[
            ("medicines", "medicines.tsv", old),
            ("recalls", "list.tsv", old),
        ]);
        assert!(!kept.contains(&"recalls.tsv".to_owned()) && kept.len() == all.len() - 1);
        let present: Vec<SourceFile> = demonstration();
        let entries: Vec<(&str, &str, Version)> = present
            .iter()
            .map(|file| {
                (
                    file.source.as_str(),
                    file.name.as_str(),
                    Version::of(&file.bytes),
                )
            })
            .collect();
        assert_eq!(newer(&entries), [] as [&str; 0]);
    }
}
