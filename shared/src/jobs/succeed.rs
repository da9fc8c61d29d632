//! Ending a similarity with everything that follows from it, in one transaction.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};

use super::finish::result_attribute;
use super::job::job_key;
use super::repository::word;
use super::{Finish, Job, JobResult, Jobs, Lease, Status};
use crate::store::history::{SimilarityRecord, Tries, similarity_actions};
use crate::store::practice::{Attempt, Practice};
use crate::store::{self, AttributeValue, StoreError, transact};

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
        let mut fixed = vec![self.success(lease, record)?];
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

    /// The part of the finishing transaction that holds only while the lease does.
    fn success(
        &self,
        lease: &Lease,
        record: &SimilarityRecord,
    ) -> Result<TransactWriteItem, StoreError> {
        let result = JobResult::Similarity(record.clone());
        let Job { owner, id, .. } = lease.job;
        let change = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(job_key(owner, id).to_attributes()))
            .update_expression("SET #status = :next, updated_at = :now, #result = :result REMOVE lease_token, lease_until")
            .condition_expression("#status = :running AND lease_token = :token")
            .expression_attribute_names("#status", "status")
            .expression_attribute_names("#result", "result")
            .expression_attribute_values(":running", word(Status::Running))
            .expression_attribute_values(":next", word(Status::Succeeded))
            .expression_attribute_values(":now", AttributeValue::S(store::now().to_string()))
            .expression_attribute_values(":token", AttributeValue::S(lease.token.to_string()))
            .expression_attribute_values(":result", result_attribute(&result)?)
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(change).build())
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
