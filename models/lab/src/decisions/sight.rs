//! What the networks saw in pictures, kept on demand: judging a rule anew then takes seconds, looking anew takes minutes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::ensure;
use nazar::scans::{Evidence, ReadCode, SeenPill};
use nazar::store::history::ModelStamp;
use nazar::store::scans::{CodeRecord, QualityRecord};
use nazar_pill_worker::{Observer, ObserverError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::pills::File;

/// Looks at every picture once, and tells afterwards what it saw.
#[derive(Debug)]
pub struct Sight {
    observer: Observer,
    file: Option<PathBuf>,
    kept: Kept,
}

/// What is kept of looks, by the hash of the picture; `None` for one that admission refuses.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    models: Vec<ModelStamp>,
    seen: BTreeMap<String, Option<Look>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Look {
    quality: Option<QualityRecord>,
    codes: Vec<CodeRecord>,
    pills: Vec<SeenPill>,
}

impl Sight {
    /// Has looked at nothing yet.
    pub fn new(observer: Observer) -> Self {
        let kept = Kept {
            models: observer.models(),
            seen: BTreeMap::new(),
        };
        Self {
            observer,
            file: None,
            kept,
        }
    }

    /// Looks at what this file does not hold yet, and keeps it there. It knows the networks that looked, not the code around them:
    /// who changes how is looked deletes it.
    ///
    /// # Errors
    /// When the file cannot be read, or other networks looked.
    pub fn keeping(observer: Observer, file: &Path) -> anyhow::Result<Self> {
        let mut sight = Self::new(observer);
        if file.exists() {
            let kept: Kept = serde_json::from_slice(&std::fs::read(file)?)?;
            ensure!(kept.models == sight.kept.models, "other networks looked");
            sight.kept = kept;
        }
        sight.file = Some(file.to_owned());
        Ok(sight)
    }

    /// What is seen in a picture; `None` where admission refuses it.
    pub(super) fn of(&mut self, picture: &File) -> anyhow::Result<Option<Evidence>> {
        let key = hex::encode(Sha256::digest(&picture.bytes));
        if let Some(look) = self.kept.seen.get(&key) {
            return Ok(look.clone().map(Evidence::from));
        }
        let seen = match self.observer.observe(&picture.bytes, None) {
            Ok(evidence) => Some(evidence),
            Err(ObserverError::Refused(_)) => None,
            Err(ObserverError::Failed(error)) => return Err(error),
        };
        self.kept.seen.insert(key, seen.as_ref().map(Look::from));
        Ok(seen)
    }

    /// Writes what was seen, where it is to be kept.
    pub(super) fn keep(&self) -> anyhow::Result<()> {
        if let Some(file) = &self.file {
            std::fs::write(file, serde_json::to_vec(&self.kept)?)?;
        }
        Ok(())
    }
}

impl From<&Evidence> for Look {
    fn from(evidence: &Evidence) -> Self {
        let codes = evidence.codes.iter();
        Self {
            quality: evidence.quality.clone(),
            codes: codes.map(|code| code.record.clone()).collect(),
            pills: evidence.pills.clone(),
        }
    }
}

impl From<Look> for Evidence {
    fn from(look: Look) -> Self {
        let codes = look.codes.into_iter().map(|record| ReadCode {
            item: record.gs1.get("01").and_then(|number| number.parse().ok()),
            record,
        });
        Self {
            quality: look.quality,
            codes: codes.collect(),
            pills: look.pills,
            codes_unsearched: false,
            card_unfound: false,
            other_side: None,
        }
    }
}
