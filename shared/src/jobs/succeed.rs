//! Ending a similarity with everything that follows from it, in one transaction.

use super::{Finish, JobResult, Jobs, Lease};
use crate::store::history::{SimilarityRecord, overtaken::Tries, similarity_actions};
use crate::store::practice::{Attempt, Practice};
use crate::store::{StoreError, transact};

impl Jobs {
    /// Ends a similarity with its result: result, history, tallies, confusion and practice, or none of them. Another drawing of
    /// the person that ends at the same time changes the same card and streak; then both are read again.
    ///
    /// # Errors
    /// Whatever the calls met; then nothing can be said, and the message should come again.
    pub async fn succeed(
        &self,
        lease: &Lease,
        record: &SimilarityRecord,
    ) -> Result<Finish, StoreError> {
        let owner = lease.job.owner;
        let practice = Practice::new(self.table.clone());
        let attempt = attempt(record);
        let mut fixed = vec![self.success(lease, &JobResult::Similarity(record.clone()))?];
        fixed.extend(similarity_actions(&self.table, owner, record)?);
        let mut tries = Tries::default();
        loop {
            let mut actions = fixed.clone();
            actions.extend(practice.changes(owner, &attempt).await?);
            match transact(self.table.client(), actions).await {
                Ok(()) => return Ok(Finish::Written),
                Err(error) if error.condition_failed_at(0) => return Ok(Finish::Superseded),
                Err(error) if tries.again_after(&error).await => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// What the comparison is for the practice plan.
fn attempt(record: &SimilarityRecord) -> Attempt {
    Attempt {
        wanted: record.target_class,
        recognised: record.recognised,
        score: record.score,
        is_same_character: record.is_same_character,
        at: record.created_at,
        day: record.day,
    }
}
