//! What is said to the workers that look at pictures.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Owner;
use crate::ids::{JobId, RecordId};
use crate::objects::{PersonPrefix, Purpose};

/// A similarity waits. The row has everything else, so that a message that is delivered late or twice cannot
/// bring back what was true when it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarityMessage {
    /// Whose job it is.
    pub owner: Owner,
    /// Which one.
    pub job: JobId,
}

/// A scan waits; like [`SimilarityMessage`] for the pill worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanMessage {
    /// Whose job it is.
    pub owner: Owner,
    /// Which one.
    pub job: JobId,
}

/// A record of the history is about to be deleted: see to it that its pictures go too.
///
/// It is sent before the rows are deleted and seen after that must have happened, so that no crash in between can leave pictures
/// without a row. Whoever takes it looks whether the row is gone; if it is not, the deletion did not happen, and nothing is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalMessage {
    /// Whose record it is.
    pub owner: Owner,
    /// What kind of record.
    pub removed: Purpose,
    /// Which one.
    pub record: RecordId,
}

impl RemovalMessage {
    /// How long nobody sees it: longer than the function that sends it can run.
    pub const DELAY: Duration = Duration::from_secs(60);

    /// How long it waits when the bucket did not let go of the pictures.
    pub const NEXT_TRY: Duration = Duration::from_secs(15 * 60);

    /// Where the record's pictures are.
    pub fn pictures(&self) -> PersonPrefix {
        match self.removed {
            Purpose::Prediction => PersonPrefix::prediction(self.owner, self.record),
            Purpose::Similarity => PersonPrefix::similarity(self.owner, self.record),
            Purpose::Scan => PersonPrefix::scan(self.owner, self.record),
        }
    }
}

/// Whatever is in the similarity queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WorkerMessage {
    /// A drawing to compare.
    Similarity(SimilarityMessage),
    /// Pictures to remove.
    Removal(RemovalMessage),
}

/// Whatever is in the scan queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PillWorkerMessage {
    /// A picture to look at.
    Scan(ScanMessage),
    /// Pictures to remove.
    Removal(RemovalMessage),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::UserId;

    #[test]
    fn both_messages_are_told_apart() {
        let owner = Owner::proven(UserId::generate());
        let job = JobId::generate();
        let messages = [
            WorkerMessage::Similarity(SimilarityMessage { owner, job }),
            WorkerMessage::Removal(RemovalMessage {
                owner,
                removed: Purpose::Similarity,
                record: job.into(),
            }),
        ];
        for message in messages {
            let body = serde_json::to_string(&message).unwrap();
            assert_eq!(
                serde_json::from_str::<WorkerMessage>(&body).unwrap(),
                message
            );
        }
        let similarity = serde_json::to_string(&messages[0]).unwrap();
        assert!(serde_json::from_str::<RemovalMessage>(&similarity).is_err());
    }
}
