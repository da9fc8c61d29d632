//! What is said to the similarity worker.

use serde::{Deserialize, Serialize};

use crate::Owner;
use crate::ids::JobId;

/// A similarity waits. The row has everything else, so that a message that is delivered late or twice cannot
/// bring back what was true when it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarityMessage {
    /// Whose job it is.
    pub owner: Owner,
    /// Which one.
    pub job: JobId,
}
