//! Reading and writing versions.

use aws_config::SdkConfig;
use bytes::Bytes;

use super::{Current, CurrentKey, FrameError, SnapshotKey, SourceKey, Version};
use crate::objects::{ObjectError, ObjectKey, Objects};

/// Largest snapshot or source that is read: far beyond 100,000 products, and small enough for a function's memory.
const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// Largest `current.json`.
const MAX_CURRENT_BYTES: u64 = 1024 * 1024;

/// Why data could not be read or brought into force.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The bucket does not answer, or the object named is not there.
    #[error(transparent)]
    Object(#[from] ObjectError),
    /// The object's bytes are not those that its name promises.
    #[error("the object {key} does not have the content that its name promises")]
    Tampered {
        /// Its key.
        key: String,
    },
    /// The snapshot is not what this release reads.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// `current.json` is not what this release reads.
    #[error("what is in force cannot be read: {0}")]
    Current(#[from] serde_json::Error),
}

/// The state of `current.json` that a change was made from; `None` while there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag(Option<String>);

/// The data bucket.
#[derive(Debug, Clone)]
pub struct Snapshots {
    objects: Objects,
}

impl Snapshots {
    /// Wraps the bucket.
    pub fn new(config: &SdkConfig, bucket: impl Into<String>) -> Self {
        Self {
            objects: Objects::new(config, bucket),
        }
    }

    /// The bucket's other objects.
    pub fn objects(&self) -> &Objects {
        &self.objects
    }

    /// What is in force, with the tag for [`Snapshots::replace`]; nothing is in force in an empty bucket.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub async fn current(&self) -> Result<(Current, Tag), SnapshotError> {
        match self
            .objects
            .get_tagged(&CurrentKey, MAX_CURRENT_BYTES)
            .await
        {
            Ok((bytes, tag)) => Ok((serde_json::from_slice(&bytes)?, Tag(tag))),
            Err(ObjectError::NotFound) => Ok((Current::default(), Tag(None))),
            Err(error) => Err(error.into()),
        }
    }

    /// Brings `wanted` into force, unless something else came into force since `tag`: then `false`, and nothing has
    /// changed.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub async fn replace(&self, wanted: &Current, tag: &Tag) -> Result<bool, SnapshotError> {
        let body = serde_json::to_vec_pretty(wanted)?;
        let written = self
            .objects
            .put_if(&CurrentKey, "application/json", body, tag.0.as_deref())
            .await?;
        Ok(written)
    }

    /// The framed snapshot, verified against its name.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub async fn snapshot(&self, key: &SnapshotKey) -> Result<Bytes, SnapshotError> {
        self.verified(key, key.version).await
    }

    /// A source's file, verified against its name.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub async fn source(&self, key: &SourceKey) -> Result<Bytes, SnapshotError> {
        self.verified(key, key.version).await
    }

    /// Stores bytes under the key that names them. Storing the same bytes again changes nothing.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub async fn keep(&self, key: &impl ObjectKey, bytes: Bytes) -> Result<(), SnapshotError> {
        Ok(self
            .objects
            .put(key, "application/octet-stream", bytes)
            .await?)
    }

    async fn verified(
        &self,
        key: &impl ObjectKey,
        version: Version,
    ) -> Result<Bytes, SnapshotError> {
        let bytes = self.objects.get(key, MAX_BYTES).await?;
        if Version::of(&bytes) != version {
            return Err(SnapshotError::Tampered {
                key: key.to_string(),
            });
        }
        Ok(bytes)
    }
}
