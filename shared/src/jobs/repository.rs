//! Jobs in the history table: making them, reading them, and moving them on until a worker has them.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use jiff::Timestamp;

use super::job::{PREFIX, expiry, job_key};
use super::{Job, RETENTION, Status};
use crate::Owner;
use crate::code::Code;
use crate::ids::JobId;
use crate::store::history::partition;
use crate::store::page::Listing;
use crate::store::{self, AttributeValue, Page, PageRequest, StoreError, Table, update};

/// The jobs of all persons, one person at a time.
#[derive(Debug, Clone)]
pub struct Jobs {
    pub(super) table: Table,
}

impl Jobs {
    /// The jobs kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// Writes a new job.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn create(&self, job: &Job) -> Result<(), StoreError> {
        self.table.put_new(&job_key(job.owner, job.id), job).await
    }

    /// One of the owner's jobs.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn get(&self, owner: Owner, id: JobId) -> Result<Option<Job>, StoreError> {
        self.table.get(&job_key(owner, id)).await
    }

    /// The owner's jobs, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn list(
        &self,
        owner: Owner,
        page: PageRequest<JobId>,
    ) -> Result<Page<Job, JobId>, StoreError> {
        let listing = Listing::all(partition(owner), PREFIX.to_owned());
        self.table.newest_first(&listing, page).await
    }

    /// The picture has arrived and a worker will take the job. `false`: it was no longer awaiting its picture.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn enqueue(&self, owner: Owner, id: JobId) -> Result<bool, StoreError> {
        let now = store::now();
        let change = self
            .change_from(owner, id, now, [Status::AwaitingUpload])
            .update_expression("SET #status = :next, updated_at = :now, expires_at = :expires_at")
            .expression_attribute_values(":next", word(Status::Queued))
            .expression_attribute_values(
                ":expires_at",
                AttributeValue::N(expiry(now, RETENTION).to_string()),
            );
        applied(update(change).await)
    }

    /// Ends a job that is not final yet, whoever has it. `false`: it was final already, or is unknown.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn fail(&self, owner: Owner, id: JobId, failure: Code) -> Result<bool, StoreError> {
        let now = store::now();
        let change = self
            .change_from(owner, id, now, Status::before(Status::Failed))
            .update_expression("SET #status = :next, updated_at = :now, failure = :failure REMOVE lease_token, lease_until")
            .expression_attribute_values(":next", word(Status::Failed))
            .expression_attribute_values(":failure", AttributeValue::S(failure.to_string()));
        applied(update(change).await)
    }

    /// Starts an update that holds only while the job is in one of these states.
    pub(super) fn change_from(
        &self,
        owner: Owner,
        id: JobId,
        now: Timestamp,
        states: impl IntoIterator<Item = Status>,
    ) -> UpdateItemFluentBuilder {
        let mut change = self
            .table
            .client()
            .update_item()
            .table_name(self.table.name())
            .set_key(Some(job_key(owner, id).to_attributes()))
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()));
        let mut names = Vec::new();
        for status in states {
            let name = format!(":{}", status.as_str());
            change = change.expression_attribute_values(&name, word(status));
            names.push(name);
        }
        change.condition_expression(format!("#status IN ({})", names.join(", ")))
    }
}

/// A status as an attribute.
pub(super) fn word(status: Status) -> AttributeValue {
    AttributeValue::S(status.as_str().to_owned())
}

/// Whether a conditional write was made.
pub(super) fn applied<T>(outcome: Result<T, StoreError>) -> Result<bool, StoreError> {
    match outcome {
        Ok(_) => Ok(true),
        Err(StoreError::ConditionNotMet) => Ok(false),
        Err(error) => Err(error),
    }
}
