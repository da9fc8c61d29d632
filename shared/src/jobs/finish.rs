//! Ending a job, once.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};

use super::job::job_key;
use super::repository::{applied, word};
use super::{Job, JobResult, Jobs, Lease, Status};
use crate::Owner;
use crate::code::Code;
use crate::ids::JobId;
use crate::store::{self, AttributeValue, StoreError, update};

/// Whether an end was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// It was.
    Written,
    /// The job was final, or another worker's, by then: nothing was written.
    Superseded,
}

impl Jobs {
    /// Ends a similarity that cannot succeed however often it is tried.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn give_up(&self, lease: &Lease, failure: Code) -> Result<Finish, StoreError> {
        let change = self
            .change_from(lease.job.owner, lease.job.id, store::now(), [Status::Running])
            .update_expression("SET #status = :next, updated_at = :now, failure = :failure REMOVE lease_token, lease_until")
            .condition_expression("#status = :running AND lease_token = :token")
            .expression_attribute_values(":next", word(Status::Failed))
            .expression_attribute_values(":failure", AttributeValue::S(failure.to_string()))
            .expression_attribute_values(":token", AttributeValue::S(lease.token.to_string()));
        Ok(if applied(update(change).await)? {
            Finish::Written
        } else {
            Finish::Superseded
        })
    }

    /// The part of the finishing transaction that holds only while the lease does.
    pub(super) fn success(
        &self,
        lease: &Lease,
        result: &JobResult,
    ) -> Result<TransactWriteItem, StoreError> {
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
            .expression_attribute_values(":result", result_attribute(result)?)
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(change).build())
    }

    /// Ends an upload that is a picture and waits for a later request. `false`: it was no longer awaited.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn accept_upload(&self, owner: Owner, id: JobId) -> Result<bool, StoreError> {
        let change = self
            .change_from(owner, id, store::now(), [Status::AwaitingUpload])
            .update_expression("SET #status = :next, updated_at = :now, #result = :result")
            .expression_attribute_names("#result", "result")
            .expression_attribute_values(":next", word(Status::Succeeded))
            .expression_attribute_values(":result", result_attribute(&JobResult::Upload)?);
        applied(update(change).await)
    }
}

pub(super) fn result_attribute(result: &JobResult) -> Result<AttributeValue, StoreError> {
    Ok(AttributeValue::M(serde_dynamo::to_item(result)?))
}
