//! Pictures that nobody will ask for again.

use nazar::Owner;
use nazar::ids::JobId;
use nazar::jobs::{RemovalMessage, Status};
use nazar::objects::{PersonPrefix, Purpose};
use nazar::queue::Outcome;
use nazar::store::StoreError;

use crate::Context;

/// Removes the pictures of a record that was deleted. A row that is still there says that its deletion did not happen.
pub(crate) async fn finish(context: &Context, message: &RemovalMessage) -> Outcome {
    match is_there(context, message).await {
        Ok(true) => Outcome::Done,
        Ok(false) => erase(context, &message.pictures()).await,
        Err(error) => Outcome::retry(&error),
    }
}

/// Removes what a failed similarity was to be computed from. Asked after every message that finds its job ended, so that a crash
/// between a job's end and this leaves nothing.
pub(crate) async fn tidy(context: &Context, owner: Owner, job: JobId) -> Outcome {
    match context.jobs.get(owner, job).await {
        Ok(Some(job)) if job.status == Status::Failed => {
            let pictures = PersonPrefix::similarity(owner, job.record_id());
            erase(context, &pictures).await
        }
        Ok(_) => Outcome::Done,
        Err(error) => Outcome::retry(&error),
    }
}

async fn is_there(context: &Context, message: &RemovalMessage) -> Result<bool, StoreError> {
    let RemovalMessage { owner, record, .. } = *message;
    Ok(match message.removed {
        Purpose::Prediction => context.history.prediction(owner, record).await?.is_some(),
        Purpose::Similarity => context.history.similarity(owner, record).await?.is_some(),
    })
}

async fn erase(context: &Context, pictures: &PersonPrefix) -> Outcome {
    match context.objects.erase(pictures).await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::retry(&error),
    }
}
