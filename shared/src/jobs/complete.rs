//! Jobs without a picture: beginning one in a transaction with something else, and ending one whose result stands alone.

use aws_sdk_dynamodb::types::TransactWriteItem;

use super::finish::result_attribute;
use super::job::job_key;
use super::repository::{applied, word};
use super::{Finish, Job, JobResult, Jobs, Lease, Status};
use crate::Owner;
use crate::ids::JobId;
use crate::store::{self, AttributeValue, Key, StoreError, put_new, update};

impl Jobs {
    /// The part of a transaction that writes a new job.
    ///
    /// # Errors
    /// When the job cannot be written as an item.
    pub fn creation(&self, job: &Job) -> Result<TransactWriteItem, StoreError> {
        put_new(&self.table, &job_key(job.owner, job.id), job)
    }

    /// Ends a job with this result, while its lease holds.
    ///
    /// # Errors
    /// Whatever the call met; then nothing can be said, and the message should come again.
    pub async fn complete(&self, lease: &Lease, result: &JobResult) -> Result<Finish, StoreError> {
        let change = self
            .change_from(lease.job.owner, lease.job.id, store::now(), [Status::Running])
            .update_expression(
                "SET #status = :next, updated_at = :now, #result = :result REMOVE lease_token, lease_until",
            )
            .condition_expression("#status = :running AND lease_token = :token")
            .expression_attribute_names("#result", "result")
            .expression_attribute_values(":next", word(Status::Succeeded))
            .expression_attribute_values(":token", AttributeValue::S(lease.token.to_string()))
            .expression_attribute_values(":result", result_attribute(result)?);
        Ok(if applied(update(change).await)? {
            Finish::Written
        } else {
            Finish::Superseded
        })
    }
}

/// Where a job's row is, for whoever deletes everything around it.
pub fn job_row(owner: Owner, id: JobId) -> Key {
    job_key(owner, id)
}
