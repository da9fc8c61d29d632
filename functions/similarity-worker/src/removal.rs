//! Pictures that nobody will ask for again.

use nazar::Owner;
use nazar::ids::JobId;
use nazar::jobs::RemovalMessage;
use nazar::objects::Purpose;
use nazar::queue::Outcome;
use nazar::store::StoreError;

use crate::Context;

/// Removes the pictures of a record that was deleted. A row that is still there says that its deletion did not happen.
pub(crate) async fn finish(context: &Context, message: &RemovalMessage) -> Outcome {
    match is_there(context, message).await {
        Ok(true) => Outcome::Done,
        Ok(false) => match context.objects.erase(&message.pictures()).await {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::retry(&error),
        },
        Err(error) => Outcome::retry(&error),
    }
}

/// Removes what a failed similarity was to be computed from.
pub(crate) async fn tidy(context: &Context, owner: Owner, job: JobId) -> Outcome {
    match context.jobs.tidy(&context.objects, owner, job).await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::retry(&error),
    }
}

async fn is_there(context: &Context, message: &RemovalMessage) -> Result<bool, StoreError> {
    let RemovalMessage { owner, record, .. } = *message;
    Ok(match message.removed {
        Purpose::Prediction => context.history.prediction(owner, record).await?.is_some(),
        Purpose::Similarity => context.history.similarity(owner, record).await?.is_some(),
        // Not of this queue: the pill worker takes these.
        Purpose::Scan => true,
    })
}
