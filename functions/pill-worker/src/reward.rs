//! The points that a scan earned.
//!
//! They are given after the scan has ended, so that a scan never fails for its points. A message whose points could not be
//! given comes again, finds the scan ended, and gives them then; each is given once.

use nazar::engagement::scan_causes;
use nazar::ids::JobId;
use nazar::queue::Outcome;
use nazar::store::scans::ScanRecord;
use nazar::store::{self, StoreError};
use nazar::{Owner, Zone};

use crate::Context;

/// Gives the points of a scan that has just ended.
pub(crate) async fn give(
    context: &Context,
    owner: Owner,
    record: &ScanRecord,
    zone: &Zone,
) -> Outcome {
    match award(context, owner, record, zone).await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::retry(&error),
    }
}

/// Gives the points of a scan that ended at an earlier delivery of its message.
///
/// # Errors
/// Whatever a call met.
pub(crate) async fn make_up(context: &Context, owner: Owner, job: JobId) -> Result<(), StoreError> {
    let Some(job) = context.jobs.get(owner, job).await? else {
        return Ok(());
    };
    match job.scanned() {
        Some(record) => award(context, owner, record, &job.zone).await,
        None => Ok(()),
    }
}

async fn award(
    context: &Context,
    owner: Owner,
    record: &ScanRecord,
    zone: &Zone,
) -> Result<(), StoreError> {
    for cause in scan_causes(record, zone.day(record.created_at)) {
        context.ledger.award(owner, &cause, store::now()).await?;
    }
    Ok(())
}
