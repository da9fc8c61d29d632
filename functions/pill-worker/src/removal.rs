//! Pictures that nobody will ask for again.

use nazar::Owner;
use nazar::ids::JobId;
use nazar::jobs::RemovalMessage;
use nazar::queue::Outcome;

use crate::Context;

/// Removes the picture of a scan that was deleted. A row that is still there says that its deletion did not happen.
pub(crate) async fn finish(context: &Context, message: &RemovalMessage) -> Outcome {
    match context.scans.get(message.owner, message.record).await {
        Ok(Some(_)) => Outcome::Done,
        Ok(None) => match context.objects.erase(&message.pictures()).await {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::retry(&error),
        },
        Err(error) => Outcome::retry(&error),
    }
}

/// Removes what a failed scan was to be made from.
pub(crate) async fn tidy(context: &Context, owner: Owner, job: JobId) -> Outcome {
    match context.jobs.tidy(&context.objects, owner, job).await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::retry(&error),
    }
}
