//! Taking a job, so that only one worker at a time does it.

use aws_sdk_dynamodb::types::ReturnValue;
use jiff::{SignedDuration, Timestamp};

use super::job::job_key;
use super::repository::{applied, word};
use super::{Job, Jobs, Status};
use crate::Owner;
use crate::ids::{JobId, TokenId};
use crate::store::{self, AttributeValue, StoreError, from_item, update};

/// What a worker learns when it asks for a job.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// It is this worker's now.
    Taken(Box<Lease>),
    /// Another worker has it, and its lease still runs: come back later.
    Held,
    /// It is final: nothing is left to do.
    Ended,
    /// There is no such job, or it is not for a worker yet.
    Unknown,
}

/// The right to finish one job, until its time is over or another worker has taken the job after that.
#[derive(Debug, Clone, PartialEq)]
pub struct Lease {
    /// The job, as it was when it was claimed.
    pub job: Job,
    pub(super) token: TokenId,
}

impl Jobs {
    /// Asks for a job, to be finished within `time`.
    ///
    /// Choose `time` a little longer than the worker can live, and shorter than the queue's visibility timeout:
    /// then a crashed worker's lease has run out when its message comes again.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn claim(
        &self,
        owner: Owner,
        id: JobId,
        time: SignedDuration,
        now: Timestamp,
    ) -> Result<Claim, StoreError> {
        let token = TokenId::generate();
        let until = now
            .as_millisecond()
            .saturating_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX));
        let change = self
            .table
            .client()
            .update_item()
            .table_name(self.table.name())
            .set_key(Some(job_key(owner, id).to_attributes()))
            .update_expression(
                "SET #status = :running, updated_at = :now, lease_token = :token, lease_until = :until ADD attempts :one",
            )
            .condition_expression("#status = :queued OR (#status = :running AND lease_until <= :moment)")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":queued", word(Status::Queued))
            .expression_attribute_values(":running", word(Status::Running))
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
            .expression_attribute_values(":moment", AttributeValue::N(now.as_millisecond().to_string()))
            .expression_attribute_values(":until", AttributeValue::N(until.to_string()))
            .expression_attribute_values(":token", AttributeValue::S(token.to_string()))
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
            .return_values(ReturnValue::AllNew);
        match update(change).await {
            Ok(output) => {
                let job = from_item(output.attributes.unwrap_or_default())?;
                Ok(Claim::Taken(Box::new(Lease { job, token })))
            }
            Err(StoreError::ConditionNotMet) => self.why_not(owner, id).await,
            Err(error) => Err(error),
        }
    }

    /// Gives a job back after a failure that may pass, so that the next delivery need not wait for the lease.
    /// `false`: the lease was lost already.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn give_back(&self, lease: &Lease) -> Result<bool, StoreError> {
        let change = self
            .change_from(
                lease.job.owner,
                lease.job.id,
                store::now(),
                [Status::Running],
            )
            .update_expression(
                "SET #status = :next, updated_at = :now REMOVE lease_token, lease_until",
            )
            .condition_expression("#status = :running AND lease_token = :token")
            .expression_attribute_values(":next", word(Status::Queued))
            .expression_attribute_values(":token", AttributeValue::S(lease.token.to_string()));
        applied(update(change).await)
    }

    async fn why_not(&self, owner: Owner, id: JobId) -> Result<Claim, StoreError> {
        let job = self.get(owner, id).await?;
        Ok(match job.map(|job| job.status) {
            None | Some(Status::AwaitingUpload) => Claim::Unknown,
            Some(Status::Succeeded | Status::Failed) => Claim::Ended,
            // Queued: the lease was given back between the two calls.
            Some(Status::Queued | Status::Running) => Claim::Held,
        })
    }
}
