//! What scans are compared with, in the version in force.

use std::sync::Arc;

use crate::catalogue::{self, Catalogue};
use crate::imprints::{self, ImprintTable};
use crate::objects::KeyError;
use crate::snapshots::{Live, Loaded, SnapshotError, Snapshots, Version};
use crate::store::scans::ComparedWith;

/// The catalogue and the table of imprints, loaded at cold start and renewed while the function lives.
#[derive(Debug, Clone)]
pub struct References {
    catalogue: Arc<Live<Catalogue>>,
    imprints: Arc<Live<ImprintTable>>,
}

/// Both as one scan finds them.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Medicines by their codes and names.
    pub catalogue: Arc<Loaded<Catalogue>>,
    /// Pills by what stands on them.
    pub imprints: Arc<Loaded<ImprintTable>>,
}

/// Why what scans are compared with cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// The data bucket does not give it.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// A kind's name is none, which a test excludes.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl References {
    /// Loads what is in force.
    ///
    /// # Errors
    /// [`ReferenceError`]: a function that cannot read its data does not start.
    pub async fn load(snapshots: &Snapshots) -> Result<Self, ReferenceError> {
        let (catalogue, imprints) = tokio::try_join!(
            Live::load(
                snapshots.clone(),
                catalogue::KIND.parse()?,
                catalogue::decode
            ),
            Live::load(
                snapshots.clone(),
                imprints::KIND.parse()?,
                ImprintTable::decode
            ),
        )?;
        Ok(Self {
            catalogue: Arc::new(catalogue),
            imprints: Arc::new(imprints),
        })
    }

    /// What is in force now.
    pub async fn get(&self) -> Reference {
        Reference {
            catalogue: self.catalogue.get().await,
            imprints: self.imprints.get().await,
        }
    }
}

impl Reference {
    /// What an answer says that it was compared with; `list`: medicines on the person's own list.
    pub fn compared_with(&self, list: usize) -> ComparedWith {
        let short = |version: Option<Version>| version.map(Version::short);
        ComparedWith {
            pills: self.imprints.data.pills().len() as u64,
            imprints_version: short(self.imprints.version),
            medicines: self.catalogue.data.medicines().len() as u64,
            catalogue_version: short(self.catalogue.version),
            list: list as u64,
        }
    }
}
