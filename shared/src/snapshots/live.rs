//! A snapshot as a function keeps it: decoded, and exchanged when another comes into force.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::{FrameError, SnapshotError, SnapshotKey, Snapshots, Version, Word};

/// How long a function trusts that what it has is still in force.
const FRESH: Duration = Duration::from_secs(30);

/// Decoded data with its version.
#[derive(Debug)]
pub struct Loaded<T> {
    /// Which version it is; `None` while nothing of this kind has been imported.
    pub version: Option<Version>,
    /// The data; the empty value while nothing has been imported.
    pub data: T,
}

/// One kind of data, loaded at cold start and asked about again while the function lives.
pub struct Live<T> {
    snapshots: Snapshots,
    kind: Word,
    decode: fn(&[u8]) -> Result<T, FrameError>,
    latest: RwLock<Arc<Loaded<T>>>,
    asked: Mutex<Instant>,
}

impl<T> std::fmt::Debug for Live<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Live")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl<T: Default + Send + Sync + 'static> Live<T> {
    /// Loads what is in force.
    ///
    /// # Errors
    /// [`SnapshotError`]: a function that cannot read its data does not start.
    pub async fn load(
        snapshots: Snapshots,
        kind: Word,
        decode: fn(&[u8]) -> Result<T, FrameError>,
    ) -> Result<Self, SnapshotError> {
        let live = Self {
            snapshots,
            kind,
            decode,
            latest: RwLock::new(Arc::new(Loaded {
                version: None,
                data: T::default(),
            })),
            asked: Mutex::new(Instant::now()),
        };
        live.exchange().await?;
        Ok(live)
    }

    /// The data, at most half a minute behind what is in force. When that cannot be found out, the data as it was:
    /// it is still the version that the answer names.
    pub async fn get(&self) -> Arc<Loaded<T>> {
        // Whoever finds another request asking goes on with what there is.
        if let Ok(mut asked) = self.asked.try_lock()
            && asked.elapsed() >= FRESH
        {
            if let Err(error) = self.exchange().await {
                tracing::error!(kind = %self.kind, %error, "newer data cannot be loaded");
            }
            *asked = Instant::now();
        }
        self.held()
    }

    fn held(&self) -> Arc<Loaded<T>> {
        Arc::clone(&self.latest.read().unwrap_or_else(PoisonError::into_inner))
    }

    async fn exchange(&self) -> Result<(), SnapshotError> {
        let (current, _) = self.snapshots.current().await?;
        let Some(entry) = current.snapshots.get(&self.kind) else {
            return Ok(());
        };
        if self.held().version == Some(entry.version) {
            return Ok(());
        }
        let key = SnapshotKey {
            kind: self.kind.clone(),
            version: entry.version,
        };
        let bytes = self.snapshots.snapshot(&key).await?;
        let loaded = Loaded {
            version: Some(entry.version),
            data: (self.decode)(&bytes)?,
        };
        tracing::info!(kind = %self.kind, version = %entry.version, "data loaded");
        *self.latest.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(loaded);
        Ok(())
    }
}
