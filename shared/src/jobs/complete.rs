//! Ending a job whose result stands alone: nothing else has to be written with it.

use super::finish::result_attribute;
use super::repository::{applied, word};
use super::{Finish, JobResult, Jobs, Lease, Status};
use crate::store::{self, AttributeValue, StoreError, update};

impl Jobs {
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
