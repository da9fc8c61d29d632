//! The catalogue and the rules, joined, and exchanged together when newer ones come into force.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::catalogue::{self, Catalogue};
use crate::http::Problem;
use crate::interactions::{self, Knowledge};
use crate::snapshots::{Current, SnapshotError, SnapshotKey, Snapshots, Version, Word};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

/// How long the function trusts that what it has is still in force.
const FRESH: Duration = Duration::from_secs(30);

/// How long rules stay good without anybody having imported them anew: thesauruses are renewed yearly or more often.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(24 * 400);

/// How long the function goes on with what it has while the bucket does not say what is in force.
const MAX_UNCONFIRMED: Duration = Duration::from_secs(3600);

/// Versions of what an answer was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    /// The catalogue's.
    pub catalogue: Version,
    /// The interaction rules'.
    pub interactions: Version,
}

/// Everything that a check asks.
#[derive(Debug)]
pub struct Data {
    /// The medicines and ingredients.
    pub catalogue: Catalogue,
    /// The rules between them.
    pub knowledge: Knowledge,
    /// Versions of the two.
    pub versions: Versions,
    /// When the rules came into force.
    pub since: Timestamp,
}

/// The data as a request finds them.
#[derive(Debug, Clone)]
pub struct Held {
    /// The data.
    pub data: Arc<Data>,
    /// Whether they are too old to rely on, or nobody could say for long whether they are still in force.
    pub is_stale: bool,
}

/// Where the data come from.
#[derive(Debug)]
pub struct Source {
    snapshots: Snapshots,
    held: RwLock<Option<Arc<Data>>>,
    confirmed: RwLock<Instant>,
    asked: Mutex<Instant>,
}

impl Source {
    /// Loads what is in force; what goes wrong is left for the first request to meet.
    pub async fn open(snapshots: Snapshots) -> Self {
        let source = Self {
            snapshots,
            held: RwLock::new(None),
            confirmed: RwLock::new(Instant::now()),
            asked: Mutex::new(Instant::now()),
        };
        source.renew().await;
        source
    }

    /// The data, at most half a minute behind what is in force.
    ///
    /// # Errors
    /// `service-unavailable` while there are none: a check without data would find nothing, and say so.
    pub async fn get(&self) -> Result<Held, Problem> {
        let is_missing = self.held().is_none();
        // Whoever finds another request asking goes on with what there is.
        if let Ok(mut asked) = self.asked.try_lock()
            && (is_missing || asked.elapsed() >= FRESH)
        {
            self.renew().await;
            *asked = Instant::now();
        }
        let data = self.held().ok_or_else(Problem::unavailable)?;
        let confirmed = *self
            .confirmed
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        Ok(Held {
            is_stale: is_stale(data.since, Timestamp::now(), confirmed.elapsed()),
            data,
        })
    }

    fn held(&self) -> Option<Arc<Data>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.clone()
    }

    async fn renew(&self) {
        match self.exchange().await {
            Ok(()) => {
                let mut confirmed = self
                    .confirmed
                    .write()
                    .unwrap_or_else(PoisonError::into_inner);
                *confirmed = Instant::now();
            }
            Err(error) => tracing::error!(error = format!("{error:#}"), "data cannot be loaded"),
        }
    }

    async fn exchange(&self) -> anyhow::Result<()> {
        let (current, _) = self.snapshots.current().await?;
        let entry = |kind: &str| {
            let word: Word = kind.parse().ok()?;
            Some((current.snapshots.get(&word)?.version, word))
        };
        let (Some((catalogue, catalogue_kind)), Some((interactions, interactions_kind))) =
            (entry(catalogue::KIND), entry(interactions::KIND))
        else {
            tracing::warn!("no catalogue or no interaction rules have been imported");
            return Ok(());
        };
        let versions = Versions {
            catalogue,
            interactions,
        };
        if self.held().is_some_and(|data| data.versions == versions) {
            return Ok(());
        }
        let (catalogue_bytes, rules) = tokio::try_join!(
            self.bytes(catalogue_kind, catalogue),
            self.bytes(interactions_kind, interactions),
        )?;
        let since = imported(&current);
        let joined = tokio::task::spawn_blocking(move || {
            let catalogue = catalogue::decode(&catalogue_bytes)?;
            let ingredients = catalogue.ingredients().iter();
            let codes = ingredients.map(|ingredient| (&ingredient.id, ingredient.atc.as_slice()));
            let knowledge = Knowledge::build(interactions::decode(&rules)?, codes);
            anyhow::Ok(Data {
                catalogue,
                knowledge,
                versions,
                since,
            })
        });
        let data = joined.await??;
        tracing::info!(version = %versions.interactions, rules = data.knowledge.rules(), "data loaded");
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(data));
        Ok(())
    }

    async fn bytes(&self, kind: Word, version: Version) -> Result<Vec<u8>, SnapshotError> {
        let key = SnapshotKey { kind, version };
        let bytes = self.snapshots.snapshot(&key).await?;
        Ok(bytes.into())
    }
}

/// When the rules in force were made.
fn imported(current: &Current) -> Timestamp {
    let word: Option<Word> = interactions::KIND.parse().ok();
    let entry = word.and_then(|word| current.snapshots.get(&word));
    entry.map_or(Timestamp::UNIX_EPOCH, |entry| entry.since)
}

fn is_stale(since: Timestamp, now: Timestamp, unconfirmed: Duration) -> bool {
    now.duration_since(since) > MAX_AGE || unconfirmed > MAX_UNCONFIRMED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_old_or_long_unconfirmed_is_stale() {
        let now = Timestamp::now();
        let days = |days: i64| now - SignedDuration::from_hours(24 * days);
        assert!(!is_stale(days(399), now, Duration::from_secs(60)));
        assert!(is_stale(days(401), now, Duration::ZERO));
        assert!(is_stale(now, now, MAX_UNCONFIRMED + Duration::from_secs(1)));
        assert!(is_stale(Timestamp::UNIX_EPOCH, now, Duration::ZERO));
    }
}
