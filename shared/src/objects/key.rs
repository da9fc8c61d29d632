//! Where everything stands in the bucket.
//!
//! ```text
//! uploads/<purpose>/<owner>/<job>                              what a person sent, unchecked; gone after a day
//! images/<owner>/predictions/<id>/{original,processed.png}
//! images/<owner>/similarities/<id>/{original,reference.png,user.png,overlay.png}
//! images/<owner>/scans/<id>/original
//! exports/<owner>/<job>/nazar.zip                              all that is kept of a person; gone after a day
//! dead-letters/{<owner>,unowned}/<queue>/<message id>.json
//! ```
//!
//! The owner comes as early as it can, so that a few prefixes ([`PersonPrefix`](super::PersonPrefix)) hold everything of one person and
//! erasing an account is a few listings.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Owner;
use crate::ids::{JobId, RecordId, UserId};

/// Something that has an address in the bucket.
pub trait ObjectKey: fmt::Display + Send + Sync {}

impl ObjectKey for UploadKey {}
impl ObjectKey for ImageKey {}

/// A key that does not follow the layout.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a key of this kind")]
pub struct KeyError;

/// What an upload is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Purpose {
    /// A drawing to be recognised, by a later request that names the upload.
    Prediction,
    /// A drawing to be compared with a character as soon as it has arrived.
    Similarity,
    /// A pack or a pill to be recognised as soon as its picture has arrived.
    Scan,
}

impl Purpose {
    /// The word in keys and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prediction => "prediction",
            Self::Similarity => "similarity",
            Self::Scan => "scan",
        }
    }
}

impl FromStr for Purpose {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        match text {
            "prediction" => Ok(Self::Prediction),
            "similarity" => Ok(Self::Similarity),
            "scan" => Ok(Self::Scan),
            _ => Err(KeyError),
        }
    }
}

/// Where a presigned POST puts its object. Parsing one is how the gate learns whose object arrived: the form that
/// we signed for that person allows no other key, so the key proves its owner.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UploadKey {
    /// What the object is for.
    pub purpose: Purpose,
    /// Who asked for the upload.
    pub owner: Owner,
    /// The job that waits for the object; also the upload's id.
    pub job: JobId,
}

impl fmt::Display for UploadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            purpose,
            owner,
            job,
        } = self;
        write!(f, "uploads/{}/{owner}/{job}", purpose.as_str())
    }
}

impl FromStr for UploadKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.split('/');
        let mut next = || parts.next().ok_or(KeyError);
        if next()? != "uploads" {
            return Err(KeyError);
        }
        let purpose = next()?.parse()?;
        let user: UserId = next()?.parse().map_err(|_| KeyError)?;
        let job: JobId = next()?.parse().map_err(|_| KeyError)?;
        if parts.next().is_some() {
            return Err(KeyError);
        }
        Ok(Self {
            purpose,
            owner: Owner::proven(user),
            job,
        })
    }
}

/// One of a prediction's pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PredictionPart {
    /// The bytes that were sent, admitted.
    Original,
    /// The 64x64 picture that the model saw.
    Processed,
}

/// One of a similarity's pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimilarityPart {
    /// The bytes that were sent, admitted.
    Original,
    /// The reference, 256x256.
    Reference,
    /// The drawing, 256x256.
    User,
    /// One over the other, 256x256.
    Overlay,
}

/// A picture that belongs to a record in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageKey {
    /// A picture of a prediction.
    Prediction(Owner, RecordId, PredictionPart),
    /// A picture of a similarity.
    Similarity(Owner, RecordId, SimilarityPart),
    /// The picture of a scan, as it was sent, admitted.
    Scan(Owner, RecordId),
}

impl ImageKey {
    /// All pictures of one prediction.
    pub fn of_prediction(owner: Owner, id: RecordId) -> [Self; 2] {
        [PredictionPart::Original, PredictionPart::Processed]
            .map(|part| Self::Prediction(owner, id, part))
    }

    /// All pictures of one similarity.
    pub fn of_similarity(owner: Owner, id: RecordId) -> [Self; 4] {
        use SimilarityPart::{Original, Overlay, Reference, User};
        [Original, Reference, User, Overlay].map(|part| Self::Similarity(owner, id, part))
    }
}

impl fmt::Display for ImageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prediction(owner, id, part) => {
                let file = match part {
                    PredictionPart::Original => "original",
                    PredictionPart::Processed => "processed.png",
                };
                write!(f, "images/{owner}/predictions/{id}/{file}")
            }
            Self::Similarity(owner, id, part) => {
                let file = match part {
                    SimilarityPart::Original => "original",
                    SimilarityPart::Reference => "reference.png",
                    SimilarityPart::User => "user.png",
                    SimilarityPart::Overlay => "overlay.png",
                };
                write!(f, "images/{owner}/similarities/{id}/{file}")
            }
            Self::Scan(owner, id) => write!(f, "images/{owner}/scans/{id}/original"),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    const USER: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    const JOB: &str = "01BX5ZZKBKACTAV9WEVGEMMVRZ";

    pub(in crate::objects) fn upload_key() -> UploadKey {
        let owner = Owner::proven(USER.parse().unwrap());
        UploadKey {
            purpose: Purpose::Similarity,
            owner,
            job: JOB.parse().unwrap(),
        }
    }

    #[test]
    fn keys_read_as_the_layout_says() {
        let UploadKey { owner, job, .. } = upload_key();
        assert_eq!(
            upload_key().to_string(),
            format!("uploads/similarity/{USER}/{JOB}")
        );
        let record = RecordId::from(job);
        let pictures = ImageKey::of_similarity(owner, record).map(|key| key.to_string());
        assert_eq!(
            pictures[0],
            format!("images/{USER}/similarities/{JOB}/original")
        );
        assert_eq!(
            pictures[3],
            format!("images/{USER}/similarities/{JOB}/overlay.png")
        );
        let pictures = ImageKey::of_prediction(owner, record).map(|key| key.to_string());
        assert_eq!(
            pictures[1],
            format!("images/{USER}/predictions/{JOB}/processed.png")
        );
    }

    #[test]
    fn a_key_of_another_shape_is_refused() {
        for text in [
            String::new(),
            format!("uploads/similarity/{USER}"),
            format!("uploads/similarity/{USER}/{JOB}/more"),
            format!("uploads/other/{USER}/{JOB}"),
            format!("images/similarity/{USER}/{JOB}"),
            format!("uploads/similarity/{}/{JOB}", USER.to_lowercase()),
            format!("uploads//similarity/{USER}/{JOB}"),
        ] {
            assert_eq!(text.parse::<UploadKey>(), Err(KeyError), "{text}");
        }
    }

    fn id() -> impl Strategy<Value = String> {
        "[0-7][0-9A-HJKMNP-TV-Z]{25}"
    }

    proptest! {
        #[test]
        fn upload_keys_round_trip(user in id(), job in id(), similarity in any::<bool>()) {
            let purpose = if similarity { Purpose::Similarity } else { Purpose::Prediction };
            let owner = Owner::proven(user.parse().unwrap());
            let key = UploadKey { purpose, owner, job: job.parse().unwrap() };
            prop_assert_eq!(key.to_string().parse::<UploadKey>(), Ok(key));
        }

        #[test]
        fn what_parses_is_written_the_same(text in "(uploads/)?(prediction|similarity)?/[0-9A-Z]{24,27}/[0-9A-Z]{24,27}/?") {
            if let Ok(key) = text.parse::<UploadKey>() {
                prop_assert_eq!(key.to_string(), text);
            }
        }
    }
}
