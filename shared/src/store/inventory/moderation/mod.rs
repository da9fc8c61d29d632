//! What administrators decide about reviews and reports.
//!
//! ```text
//! PHARMACY#<id>   REVIEW#<id>, REPORT#<id>      the thing itself, with its state and the last decision
//! MODERATION      REVIEW#<state>#<id>           where a review of this state stands, newest last
//! MODERATION      REPORT#<state>#<id>           where a report of this state stands, newest last
//! ```
//!
//! The second filing makes each state a list that can be paged without looking at the others. It names a pharmacy and an
//! id and nobody: whose a review is stands in its author's partition only, so a decision is kept with the public row, where
//! the author finds it too. A decision, its filing, the rating that follows and the row of the audit are one transaction;
//! the audit stands in another table, which DynamoDB allows.

mod queue;
mod reports;
mod reviews;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use reports::{ModeratedReport, ReportState};
pub use reviews::{ModeratedReview, ReviewState};

/// What an administrator decided last, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Why, in their words; the author of a hidden review reads it.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}
