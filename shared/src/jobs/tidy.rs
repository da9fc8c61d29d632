//! What a job that failed leaves behind: the picture that it was to be computed from.

use super::{Jobs, Kind, Status};
use crate::Owner;
use crate::ids::JobId;
use crate::objects::{Objects, PersonPrefix};

impl Jobs {
    /// Removes the pictures of a similarity or a scan that has failed; of any other job nothing. To be asked after a job has ended, and again
    /// when its message comes again, so that a crash in between leaves nothing.
    ///
    /// # Errors
    /// Whatever the table or the bucket met: the message should come again.
    pub async fn tidy(&self, objects: &Objects, owner: Owner, id: JobId) -> anyhow::Result<()> {
        let Some(job) = self.get(owner, id).await? else {
            return Ok(());
        };
        let pictures = match (job.kind, job.status) {
            (Kind::Similarity, Status::Failed) => PersonPrefix::similarity(owner, job.record_id()),
            (Kind::Scan, Status::Failed) => PersonPrefix::scan(owner, job.record_id()),
            _ => return Ok(()),
        };
        Ok(objects.erase(&pictures).await?)
    }
}
