//! Which event came: objects that arrived, by way of a queue or straight from S3, or dead letters.

use std::sync::Arc;

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use lambda_runtime::{Error, LambdaEvent};
use nazar::queue::{BatchLimits, Delivery, Outcome, deadline, process_batch};
use serde_json::Value;

use crate::arrival::{self, Arrivals};
use crate::{Context, dead_letter, gate};

/// Pictures decoded at a time: the largest needs 160 MB, and a function has one gigabyte.
const CONCURRENCY: usize = 2;

/// Takes one event of any of the gate's sources.
///
/// A queue's batch is answered message by message. A direct S3 event has no such answer: when one of its objects
/// needs another try, the whole event fails and Lambda repeats it, which does no harm to those that are through.
///
/// # Errors
/// When the event is neither, or a direct S3 event has to be repeated.
pub async fn handle(
    context: Arc<Context>,
    event: LambdaEvent<Value>,
) -> Result<SqsBatchResponse, Error> {
    let limits = BatchLimits {
        concurrency: CONCURRENCY,
        deadline: deadline(&event.context),
    };
    if arrival::is_direct(&event.payload) {
        let direct: Arrivals = serde_json::from_value(event.payload)?;
        return match arrived(&context, direct).await {
            Outcome::Done => Ok(SqsBatchResponse::default()),
            Outcome::Retry(reason) => Err(reason.into()),
        };
    }
    let batch: SqsEvent = serde_json::from_value(event.payload)?;
    Ok(process_batch(batch, limits, move |delivery| {
        message(Arc::clone(&context), delivery)
    })
    .await)
}

async fn message(context: Arc<Context>, delivery: Delivery) -> Outcome {
    if dead_letter::is_dead(&delivery) {
        return dead_letter::close(&context, &delivery).await;
    }
    match arrival::read(&delivery.body) {
        Ok(event) => arrived(&context, event).await,
        Err(error) => Outcome::retry(&error),
    }
}

/// Every object of an event; the reason of the last one that needs another try.
async fn arrived(context: &Context, event: Arrivals) -> Outcome {
    let mut outcome = Outcome::Done;
    for key in arrival::upload_keys(event) {
        if let Err(error) = gate::receive(context, &key).await {
            tracing::warn!(job = %key.job, error = format!("{error:#}"), "upload could not be dealt with");
            outcome = Outcome::retry(&error);
        }
    }
    outcome
}
