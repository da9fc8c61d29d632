//! What a job is for.

use serde::{Deserialize, Serialize};

use crate::objects::Purpose;

/// What a job is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = JobKind))]
pub enum Kind {
    /// A drawing to be recognised, by a later request that names the upload.
    Prediction,
    /// A drawing to be compared with a character.
    Similarity,
    /// A pack or a pill to be recognised.
    Scan,
    /// Everything that is kept of a person, as one archive.
    Export,
    /// An account that is being erased with everything that is kept of it.
    Erasure,
}

impl From<Purpose> for Kind {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Prediction => Self::Prediction,
            Purpose::Similarity => Self::Similarity,
            Purpose::Scan => Self::Scan,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_upload_has_the_word_of_its_purpose() {
        for purpose in [Purpose::Prediction, Purpose::Similarity, Purpose::Scan] {
            let kind = serde_json::to_value(Kind::from(purpose)).unwrap();
            assert_eq!(kind, purpose.as_str());
        }
    }
}
