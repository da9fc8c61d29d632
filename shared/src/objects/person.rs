//! Everything of one person in the bucket: listing it for an export, removing it for an erasure.

use std::fmt;

use aws_sdk_s3::types::ObjectIdentifier;

use super::{ObjectError, ObjectKey, Objects};
use crate::Owner;
use crate::ids::{JobId, RecordId};

/// The archive of everything that is kept of a person, by the job that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportKey(pub Owner, pub JobId);

impl ObjectKey for ExportKey {}

impl fmt::Display for ExportKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exports/{}/{}/nazar.zip", self.0, self.1)
    }
}

/// A part of the bucket that holds one person's objects and nobody else's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPrefix(String);

impl PersonPrefix {
    /// What the person sent and what was drawn of it.
    pub fn pictures(owner: Owner) -> [Self; 4] {
        [
            format!("images/{owner}/"),
            format!("uploads/prediction/{owner}/"),
            format!("uploads/similarity/{owner}/"),
            format!("uploads/scan/{owner}/"),
        ]
        .map(Self)
    }

    /// The pictures of one prediction.
    pub fn prediction(owner: Owner, id: RecordId) -> Self {
        Self(format!("images/{owner}/predictions/{id}/"))
    }

    /// The pictures of one similarity, those of its feedback included.
    pub fn similarity(owner: Owner, id: RecordId) -> Self {
        Self(format!("images/{owner}/similarities/{id}/"))
    }

    /// The picture of one scan.
    pub fn scan(owner: Owner, id: RecordId) -> Self {
        Self(format!("images/{owner}/scans/{id}/"))
    }

    /// Every part of the bucket that holds something of the person.
    pub fn all(owner: Owner) -> Vec<Self> {
        let others = [
            format!("exports/{owner}/"),
            format!("dead-letters/{owner}/"),
        ];
        Self::pictures(owner)
            .into_iter()
            .chain(others.map(Self))
            .collect()
    }
}

/// The key of an object that a listing of a person's part of the bucket showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedKey(String);

impl ObjectKey for ListedKey {}

impl fmt::Display for ListedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Some of a person's objects, in the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Their keys, at most a thousand.
    pub keys: Vec<ListedKey>,
    /// From where to go on; `None` at the end.
    pub next: Option<String>,
}

impl Objects {
    /// A page of a person's objects; `next` of the page before it, `None` for the first.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`].
    pub async fn list(
        &self,
        prefix: &PersonPrefix,
        next: Option<String>,
    ) -> Result<Listing, ObjectError> {
        let page = self
            .client
            .list_objects_v2()
            .bucket(&self.bucket)
            .prefix(&prefix.0)
            .set_continuation_token(next)
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        let keys = page.contents().iter().filter_map(|object| object.key());
        Ok(Listing {
            keys: keys.map(|key| ListedKey(key.to_owned())).collect(),
            next: page.next_continuation_token,
        })
    }

    /// Removes everything under a prefix for good; that there is nothing is no error.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`]; what went until then is gone, and another call goes on.
    pub async fn erase(&self, prefix: &PersonPrefix) -> Result<(), ObjectError> {
        while self.erase_some(prefix).await? > 0 {}
        Ok(())
    }

    /// Removes up to a thousand objects of a person for good: old versions and delete markers too, which a plain
    /// removal leaves in a versioned bucket. How many went; 0 when nothing is left.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`] when S3 refused, or kept some of them.
    pub async fn erase_some(&self, prefix: &PersonPrefix) -> Result<usize, ObjectError> {
        let page = self
            .client
            .list_object_versions()
            .bucket(&self.bucket)
            .prefix(&prefix.0)
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        let versions = page
            .versions()
            .iter()
            .map(|object| (object.key(), object.version_id()));
        let markers = page
            .delete_markers()
            .iter()
            .map(|marker| (marker.key(), marker.version_id()));
        let found = versions
            .chain(markers)
            .filter_map(|(key, version)| Some((key?, version)))
            .map(|(key, version)| {
                ObjectIdentifier::builder()
                    .key(key)
                    .set_version_id(version.map(str::to_owned))
                    .build()
            })
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| ObjectError::Unavailable(error.to_string()))?;
        let count = found.len();
        if count > 0 {
            self.delete_identified(found).await?;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::UserId;
    use crate::objects::{DeadLetterKey, ImageKey, Purpose, UploadKey};

    #[test]
    fn every_key_that_names_a_person_is_under_one_of_their_prefixes() {
        let owner = Owner::proven(UserId::generate());
        let job = JobId::generate();
        let upload = |purpose| UploadKey {
            purpose,
            owner,
            job,
        };
        let record = RecordId::from(job);
        let mut keys = vec![
            upload(Purpose::Prediction).to_string(),
            upload(Purpose::Similarity).to_string(),
            upload(Purpose::Scan).to_string(),
            ImageKey::Scan(owner, record).to_string(),
            ExportKey(owner, job).to_string(),
            DeadLetterKey::new(Some(owner), "q", "m").to_string(),
        ];
        keys.extend(ImageKey::of_prediction(owner, record).map(|key| key.to_string()));
        keys.extend(ImageKey::of_similarity(owner, record).map(|key| key.to_string()));
        let prefixes = PersonPrefix::all(owner);
        for key in keys {
            let holders = prefixes
                .iter()
                .filter(|prefix| key.starts_with(&prefix.0))
                .count();
            assert_eq!(holders, 1, "{key}");
        }
    }

    #[test]
    fn the_pictures_of_a_record_are_under_its_prefix_and_no_other_records() {
        let owner = Owner::proven(UserId::generate());
        let (id, other) = (RecordId::generate(), RecordId::generate());
        let similarity = PersonPrefix::similarity(owner, id).0;
        let of = |id| ImageKey::of_similarity(owner, id).map(|key| key.to_string());
        assert!(of(id).iter().all(|key| key.starts_with(&similarity)));
        assert!(!of(other).iter().any(|key| key.starts_with(&similarity)));
        let prediction = PersonPrefix::prediction(owner, id).0;
        for key in ImageKey::of_prediction(owner, id).map(|key| key.to_string()) {
            assert!(
                key.starts_with(&prediction) && !key.starts_with(&similarity),
                "{key}"
            );
        }
    }
}
