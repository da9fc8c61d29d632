//! Waiting for a job to end, for a client that would rather wait than ask again.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::{Job, Jobs};
use crate::Owner;
use crate::ids::JobId;
use crate::store::StoreError;

/// A comparison takes some tens of milliseconds once a worker has it, so the first looks come soon.
const FIRST_LOOK: Duration = Duration::from_millis(60);
/// Later looks come at most this far apart: each costs one read.
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

impl Jobs {
    /// The job as it is, or as it is once it has ended or so much time has gone by.
    ///
    /// # Errors
    /// Whatever a read met.
    pub async fn get_within(
        &self,
        owner: Owner,
        id: JobId,
        time: Option<Duration>,
    ) -> Result<Option<Job>, StoreError> {
        match time {
            Some(time) => self.wait(owner, id, Instant::now() + time).await,
            None => self.get(owner, id).await,
        }
    }

    /// The job as soon as it has ended, or as it is at `deadline`; `None` when there is no such job.
    ///
    /// # Errors
    /// Whatever a read met.
    pub async fn wait(
        &self,
        owner: Owner,
        id: JobId,
        deadline: Instant,
    ) -> Result<Option<Job>, StoreError> {
        let mut pause = FIRST_LOOK;
        loop {
            let job = self.get(owner, id).await?;
            let now = Instant::now();
            let ended = job.as_ref().is_none_or(|job| job.status.is_final());
            if ended || now >= deadline {
                return Ok(job);
            }
            sleep_until(deadline.min(now + pause)).await;
            pause = (pause * 3 / 2).min(LONGEST_PAUSE);
        }
    }
}
