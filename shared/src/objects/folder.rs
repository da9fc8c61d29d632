//! Removing everything under one prefix, whatever it is named: pictures that a later version adds go too.

use std::fmt;

use aws_sdk_s3::types::{Delete, ObjectIdentifier};

use super::{ObjectError, Objects, Purpose};
use crate::Owner;
use crate::ids::RecordId;

/// All objects that stand together, always of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// The pictures of one prediction.
    Prediction(Owner, RecordId),
    /// The pictures of one similarity, those of its feedback included.
    Similarity(Owner, RecordId),
    /// Every picture in a person's history.
    Images(Owner),
    /// What a person has uploaded and not used yet.
    Uploads(Purpose, Owner),
}

impl fmt::Display for Folder {
    /// The prefix, with its slash at the end: no other folder begins with it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prediction(owner, id) => write!(f, "images/{owner}/predictions/{id}/"),
            Self::Similarity(owner, id) => write!(f, "images/{owner}/similarities/{id}/"),
            Self::Images(owner) => write!(f, "images/{owner}/"),
            Self::Uploads(purpose, owner) => write!(f, "uploads/{}/{owner}/", purpose.as_str()),
        }
    }
}

impl Objects {
    /// Removes everything in a folder; an empty one is no error. Needs the right to list the bucket.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`]; what was removed until then stays removed, and another call goes on.
    pub async fn delete_folder(&self, folder: Folder) -> Result<(), ObjectError> {
        let prefix = folder.to_string();
        loop {
            let listed = self
                .client
                .list_objects_v2()
                .bucket(&self.bucket)
                .prefix(&prefix)
                .send()
                .await
                .map_err(|error| ObjectError::from_sdk(&error))?;
            let keys: Vec<&str> = listed
                .contents()
                .iter()
                .filter_map(aws_sdk_s3::types::Object::key)
                .collect();
            if keys.is_empty() {
                return Ok(());
            }
            self.delete_listed(&keys).await?;
        }
    }

    /// Removes one page of a listing, which has no more keys than one call may name.
    async fn delete_listed(&self, keys: &[&str]) -> Result<(), ObjectError> {
        let unavailable =
            |error: aws_sdk_s3::error::BuildError| ObjectError::Unavailable(error.to_string());
        let identifiers = keys
            .iter()
            .map(|key| ObjectIdentifier::builder().key(*key).build())
            .collect::<Result<Vec<_>, _>>()
            .map_err(unavailable)?;
        let delete = Delete::builder()
            .set_objects(Some(identifiers))
            .quiet(true)
            .build()
            .map_err(unavailable)?;
        let answer = self
            .client
            .delete_objects()
            .bucket(&self.bucket)
            .delete(delete)
            .send()
            .await
            .map_err(|error| ObjectError::from_sdk(&error))?;
        match answer.errors() {
            [] => Ok(()),
            kept => Err(ObjectError::Unavailable(format!(
                "{} of {} objects were not removed",
                kept.len(),
                keys.len()
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::UserId;
    use crate::objects::{ImageKey, UploadKey};

    #[test]
    fn folders_hold_the_keys_of_their_things_and_no_others() {
        let owner = Owner::proven(UserId::generate());
        let (id, other) = (RecordId::generate(), RecordId::generate());
        let similarity = Folder::Similarity(owner, id).to_string();
        let images = Folder::Images(owner).to_string();
        for key in ImageKey::of_similarity(owner, id) {
            assert!(key.to_string().starts_with(&similarity), "{key}");
            assert!(key.to_string().starts_with(&images), "{key}");
        }
        for key in ImageKey::of_similarity(owner, other) {
            assert!(!key.to_string().starts_with(&similarity), "{key}");
        }
        for key in ImageKey::of_prediction(owner, id) {
            assert!(!key.to_string().starts_with(&similarity), "{key}");
            assert!(
                key.to_string()
                    .starts_with(&Folder::Prediction(owner, id).to_string())
            );
        }
        let upload = UploadKey {
            purpose: Purpose::Prediction,
            owner,
            job: crate::ids::JobId::generate(),
        };
        let uploads = Folder::Uploads(Purpose::Prediction, owner).to_string();
        assert!(upload.to_string().starts_with(&uploads));
    }
}
