//! What a similarity that failed leaves behind: the drawing that it was to be computed from.

use super::{Jobs, Kind, Status};
use crate::Owner;
use crate::ids::JobId;
use crate::objects::{Objects, PersonPrefix};

impl Jobs {
    /// Removes the pictures of a similarity that has failed; of any other job nothing. To be asked after a job has ended, and again
    /// when its message comes again, so that a crash in between leaves nothing.
    ///
    /// # Errors
    /// Whatever the table or the bucket met: the message should come again.
    pub async fn tidy(&self, objects: &Objects, owner: Owner, id: JobId) -> anyhow::Result<()> {
        let Some(job) = self.get(owner, id).await? else {
            return Ok(());
        };
        if (job.kind, job.status) != (Kind::Similarity, Status::Failed) {
            return Ok(());
        }
        let pictures = PersonPrefix::similarity(owner, job.record_id());
        Ok(objects.erase(&pictures).await?)
    }
}
