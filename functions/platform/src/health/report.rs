//! What the checks came to.

use std::collections::BTreeMap;

use nazar::snapshots::Version;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether something can do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// It answered.
    Ok,
    /// It did not, or not in time, or said that it is not ready.
    Unavailable,
}

/// How the bundle is. Why something does not answer is in the log, not here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Report {
    /// `ok` when every part is.
    pub(crate) status: State,
    /// What the bundle depends on.
    pub(crate) parts: Parts,
    /// Which version of each kind of reference data is in force: the SHA-256 of its snapshot.
    #[schema(value_type = BTreeMap<String, String>)]
    pub(crate) versions: BTreeMap<String, Version>,
}

/// The state of each part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Parts {
    /// People and sessions.
    pub(crate) accounts: State,
    /// Limits and idempotency.
    pub(crate) control: State,
    /// Predictions, similarities and jobs.
    pub(crate) history: State,
    /// Stock, prices, reviews and reports.
    pub(crate) inventory: State,
    /// The keys that tokens are checked with.
    pub(crate) keys: State,
    /// Recalls of openFDA, and how it stands with their source.
    pub(crate) recalls: State,
    /// Pictures, and what people take away of their records.
    pub(crate) media: State,
    /// The queue of uploaded pictures.
    pub(crate) uploads: State,
    /// The queue of drawings to compare.
    pub(crate) similarities: State,
    /// The queue of scans.
    pub(crate) scans: State,
    /// The queue of records to export or erase.
    pub(crate) records: State,
    /// The queue of files to import.
    pub(crate) imports: State,
    /// Reference data: medicines, interactions, pharmacies, prices, imported recalls.
    pub(crate) data: State,
}

impl Parts {
    fn all(&self) -> [State; 13] {
        [
            self.accounts,
            self.control,
            self.history,
            self.inventory,
            self.keys,
            self.recalls,
            self.media,
            self.uploads,
            self.similarities,
            self.scans,
            self.records,
            self.imports,
            self.data,
        ]
    }
}

impl Report {
    /// What the parts come to.
    pub(super) fn new(parts: Parts, versions: BTreeMap<String, Version>) -> Self {
        let is_ok = parts.all().iter().all(|state| *state == State::Ok);
        Self {
            status: if is_ok { State::Ok } else { State::Unavailable },
            parts,
            versions,
        }
    }
}
