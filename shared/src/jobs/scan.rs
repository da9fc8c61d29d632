//! Ending a scan with its row in the history, in one transaction.

use super::{Finish, JobResult, Jobs, Lease};
use crate::store::scans::{ScanRecord, Scans};
use crate::store::{StoreError, transact};

impl Jobs {
    /// Ends a scan with its result: job and history, or neither.
    ///
    /// # Errors
    /// Whatever the call met; then nothing can be said, and the message should come again.
    pub async fn finish_scan(
        &self,
        lease: &Lease,
        record: &ScanRecord,
    ) -> Result<Finish, StoreError> {
        let result = JobResult::Scan(Box::new(record.clone()));
        let actions = vec![
            self.success(lease, &result)?,
            Scans::creation(&self.table, lease.job.owner, record)?,
        ];
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(Finish::Written),
            Err(error) if error.condition_failed_at(0) => Ok(Finish::Superseded),
            Err(error) => Err(error),
        }
    }
}
