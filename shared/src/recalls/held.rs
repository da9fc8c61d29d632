//! The imported recalls as a function keeps them: exchanged when newer ones come into force, with the time at which the
//! operator's list was last confirmed.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::Mutex;

use super::{KIND, RecallList, RecallSource, decode};
use crate::snapshots::{Current, SnapshotError, SnapshotKey, Snapshots, Version, Word};

/// How long a function trusts that what it has is still in force.
const FRESH: Duration = Duration::from_secs(30);

/// How long it goes on with what it has while the bucket does not say what is in force.
const MAX_UNCONFIRMED: Duration = Duration::from_secs(3600);

/// The importer's name of the operator's own list.
pub const LOCAL_SOURCE: &str = "recalls";
/// The importer's name of the archive.
const ARCHIVE_SOURCE: &str = "fda-recalls";

/// The lists in force.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    pub(super) list: Arc<RecallList>,
    pub(super) version: Option<Version>,
    /// When the operator's list was last imported, changed or not.
    pub(super) local_imported: Option<Timestamp>,
    /// When the archive was.
    pub(super) archive_imported: Option<Timestamp>,
}

impl Lists {
    pub(super) fn imported(&self, source: RecallSource) -> Option<Timestamp> {
        match source {
            RecallSource::Local => self.local_imported,
            RecallSource::FdaArchive => self.archive_imported,
            RecallSource::Openfda => None,
        }
    }
}

/// Where the lists come from.
#[derive(Debug)]
pub(super) struct HeldLists {
    snapshots: Snapshots,
    held: RwLock<Option<(Lists, Instant)>>,
    asked: Mutex<Instant>,
}

impl HeldLists {
    /// Loads what is in force; what goes wrong is left for the first check to meet.
    pub(super) async fn open(snapshots: Snapshots) -> Self {
        let held = Self {
            snapshots,
            held: RwLock::new(None),
            asked: Mutex::new(Instant::now()),
        };
        held.renew().await;
        held
    }

    /// The lists, at most half a minute behind what is in force; `None` when nobody has been able to read them for an
    /// hour.
    pub(super) async fn get(&self) -> Option<Lists> {
        let is_missing = self.held().is_none();
        // Whoever finds another check asking goes on with what there is.
        if let Ok(mut asked) = self.asked.try_lock()
            && (is_missing || asked.elapsed() >= FRESH)
        {
            self.renew().await;
            *asked = Instant::now();
        }
        self.held()
            .filter(|(_, confirmed)| confirmed.elapsed() <= MAX_UNCONFIRMED)
            .map(|(lists, _)| lists)
    }

    fn held(&self) -> Option<(Lists, Instant)> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.clone()
    }

    async fn renew(&self) {
        match self.newest().await {
            Ok(lists) => {
                let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
                *held = Some((lists, Instant::now()));
            }
            Err(error) => tracing::error!(%error, "imported recalls cannot be loaded"),
        }
    }

    async fn newest(&self) -> Result<Lists, SnapshotError> {
        let (current, _) = self.snapshots.current().await?;
        let held = self.held().map(|(lists, _)| lists).unwrap_or_default();
        let imported = |name: &str| {
            let word: Word = name.parse().ok()?;
            Some(current.sources.get(&word)?.imported_at)
        };
        let (local_imported, archive_imported) = (imported(LOCAL_SOURCE), imported(ARCHIVE_SOURCE));
        let (list, version) = self.list(&current, &held).await?;
        Ok(Lists {
            list,
            version,
            local_imported,
            archive_imported,
        })
    }

    async fn list(
        &self,
        current: &Current,
        held: &Lists,
    ) -> Result<(Arc<RecallList>, Option<Version>), SnapshotError> {
        let word: Option<Word> = KIND.parse().ok();
        let Some((kind, entry)) = word.and_then(|kind| current.snapshots.get_key_value(&kind))
        else {
            return Ok((Arc::default(), None));
        };
        if held.version == Some(entry.version) {
            return Ok((Arc::clone(&held.list), held.version));
        }
        let key = SnapshotKey {
            kind: kind.clone(),
            version: entry.version,
        };
        let list = decode(&self.snapshots.snapshot(&key).await?)?;
        tracing::info!(version = %entry.version, recalls = list.recalls().len(), "recalls loaded");
        Ok((Arc::new(list), Some(entry.version)))
    }
}
