//! One export at a time: a row names the person's latest one, and whoever begins another replaces it on the condition
//! that it is still the one that was looked at.

use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Job, Jobs, Status};
use crate::Owner;
use crate::ids::JobId;
use crate::store::history::partition;
use crate::store::{self, Key, StoreError, Table, to_item, transact};

/// Between two archives of one person: each reads everything that is kept of them.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// Longer than a job can be under way with all its tries. One that is older was lost, and is in nobody's way.
const LOST: SignedDuration = SignedDuration::from_hours(4);
/// How often somebody else may be first before this request ends in a conflict.
const TRIES: usize = 3;

/// The person's latest export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Latest {
    job: JobId,
}

/// What came of asking for an export.
#[derive(Debug, Clone, PartialEq)]
pub enum Started {
    /// A new job, for which a message has to be sent.
    Begun(Job),
    /// The one that is under way.
    Underway(Job),
    /// The last one is too fresh: seconds until there may be another.
    TooSoon(u64),
}

/// Where exports are begun.
#[derive(Debug, Clone)]
pub struct Exports {
    table: Table,
    jobs: Jobs,
}

impl Exports {
    /// Exports whose jobs are kept in this table.
    pub fn new(table: Table) -> Self {
        Self {
            jobs: Jobs::new(table.clone()),
            table,
        }
    }

    /// Begins an export, unless one is under way or fresh.
    ///
    /// # Errors
    /// [`StoreError::ConditionNotMet`] when others were first several times in a row, and whatever the calls met.
    pub async fn start(&self, owner: Owner) -> Result<Started, StoreError> {
        for _ in 0..TRIES {
            let latest = self.table.get::<Latest>(&latest_key(owner)).await?;
            if let Some(Latest { job }) = latest
                && let Some(job) = self.jobs.get(owner, job).await?
                && let Some(refused) = judge(job, store::now())
            {
                return Ok(refused);
            }
            let job = Job::queued_export(owner);
            match self.replace(latest, &job).await {
                Ok(()) => return Ok(Started::Begun(job)),
                Err(error) if error.condition_failed_at(1) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::ConditionNotMet)
    }

    async fn replace(&self, latest: Option<Latest>, job: &Job) -> Result<(), StoreError> {
        let item = to_item(&latest_key(job.owner), &Latest { job: job.id })?;
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(item));
        let put = match latest {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(Latest { job }) => put
                .condition_expression("job = :looked_at")
                .expression_attribute_values(":looked_at", AttributeValue::S(job.to_string())),
        };
        let put = put.build().map_err(StoreError::refused)?;
        let actions = vec![
            self.jobs.creation(job)?,
            TransactWriteItem::builder().put(put).build(),
        ];
        transact(self.table.client(), actions).await
    }
}

fn latest_key(owner: Owner) -> Key {
    Key::new(partition(owner), "EXPORT")
}

/// Why there is no other export beside this one now; `None` when there may be one.
fn judge(job: Job, now: Timestamp) -> Option<Started> {
    let age = now.duration_since(job.created_at);
    match job.status {
        Status::Failed => None,
        Status::Succeeded if age < PAUSE => {
            let left = (PAUSE - age).as_secs().max(1);
            Some(Started::TooSoon(u64::try_from(left).unwrap_or(1)))
        }
        Status::Succeeded => None,
        Status::AwaitingUpload | Status::Queued | Status::Running => {
            (age < LOST).then_some(Started::Underway(job))
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::future::join_all;

    use super::*;
    use crate::code::Code;
    use crate::ids::UserId;
    use crate::store::testing;

    fn begun(started: Started) -> Job {
        match started {
            Started::Begun(job) => job,
            other => panic!("not begun: {other:?}"),
        }
    }

    #[tokio::test]
    async fn of_many_requests_at_once_one_begins() {
        let exports = Exports::new(testing::table().await);
        let owner = Owner::proven(UserId::generate());
        let answers = join_all((0..8).map(|_| exports.start(owner))).await;
        let mut jobs = Vec::new();
        let mut begun = 0;
        for answer in answers {
            match answer.unwrap() {
                Started::Begun(job) => {
                    begun += 1;
                    jobs.push(job.id);
                }
                Started::Underway(job) => jobs.push(job.id),
                Started::TooSoon(seconds) => panic!("too soon by {seconds} s"),
            }
        }
        jobs.dedup();
        assert_eq!((begun, jobs.len()), (1, 1));
    }

    #[tokio::test]
    async fn a_failed_one_is_in_nobodys_way_and_another_person_is_not_asked() {
        let exports = Exports::new(testing::table().await);
        let (owner, other) = (
            Owner::proven(UserId::generate()),
            Owner::proven(UserId::generate()),
        );
        let first = begun(exports.start(owner).await.unwrap());
        begun(exports.start(other).await.unwrap());
        let failed = exports.jobs.fail(owner, first.id, Code::ProcessingFailed);
        assert!(failed.await.unwrap());
        let second = begun(exports.start(owner).await.unwrap());
        assert_ne!(first.id, second.id);
    }

    #[test]
    fn time_passes_between_two() {
        let mut job = Job::queued_export(Owner::proven(UserId::generate()));
        let after = |minutes| job.created_at + SignedDuration::from_mins(minutes);
        let (soon, later, much_later) = (after(4), after(10), after(4 * 60));
        assert_eq!(
            judge(job.clone(), soon),
            Some(Started::Underway(job.clone()))
        );
        assert_eq!(judge(job.clone(), much_later), None);
        job.status = Status::Succeeded;
        assert_eq!(judge(job.clone(), soon), Some(Started::TooSoon(360)));
        assert_eq!(judge(job, later), None);
    }
}
