//! Queued jobs whose message never came to be: whoever made the job died between the row and the message.
//!
//! Nothing looks for them by itself. Who waits for such a job asks how it goes, and that is when its message is sent.

use jiff::{SignedDuration, Timestamp};

use super::job::job_key;
use super::repository::{applied, word};
use super::{Job, Jobs, Kind, Status};
use crate::store::{AttributeValue, StoreError, update};

/// How long a message may take before it counts as lost, and how long the next one may then: twice the age at which the queue itself
/// rings an alarm.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

impl Jobs {
    /// Whether a similarity or a scan has waited for its worker for so long that its message has to be sent (again). Of all who ask within ten
    /// minutes one is told so, and has to send it. A message too many does no harm: a job is claimed once.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn is_overdue(&self, job: &Job, now: Timestamp) -> Result<bool, StoreError> {
        let waited = now.duration_since(job.updated_at);
        let has_worker = matches!(job.kind, Kind::Similarity | Kind::Scan);
        if !has_worker || job.status != Status::Queued || waited < PATIENCE {
            return Ok(false);
        }
        let moment = |time: Timestamp| AttributeValue::N(time.as_millisecond().to_string());
        let change = self
            .table
            .client()
            .update_item()
            .table_name(self.table.name())
            .set_key(Some(job_key(job.owner, job.id).to_attributes()))
            .update_expression("SET announced_at = :now")
            .condition_expression(
                "#status = :queued AND (attribute_not_exists(announced_at) OR announced_at <= :before)",
            )
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":queued", word(Status::Queued))
            .expression_attribute_values(":now", moment(now))
            .expression_attribute_values(":before", moment(now - PATIENCE));
        let overdue = applied(update(change).await)?;
        if overdue {
            tracing::warn!(job = %job.id, "job has no message");
        }
        Ok(overdue)
    }
}
