//! One message, one outcome.

use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use lambda_runtime::LambdaEvent;
use nazar::jobs::RecordsMessage;
use nazar::queue::{BatchLimits, Delivery, Outcome, deadline, process_batch};
use tokio::time::Instant;

use crate::{Context, erasure, export};

/// Each message is about much: the next one waits.
const CONCURRENCY: usize = 1;

/// Before the batch's own deadline an erasure stops by itself, and says that it goes on.
const MARGIN: Duration = Duration::from_secs(5);

/// Takes one batch of the records queue.
pub async fn handle(context: Arc<Context>, event: LambdaEvent<SqsEvent>) -> SqsBatchResponse {
    let limits = BatchLimits {
        concurrency: CONCURRENCY,
        deadline: deadline(&event.context),
    };
    let until = limits
        .deadline
        .checked_sub(MARGIN)
        .unwrap_or(limits.deadline);
    process_batch(event.payload, limits, move |delivery| {
        message(Arc::clone(&context), delivery, until)
    })
    .await
}

async fn message(context: Arc<Context>, delivery: Delivery, until: Instant) -> Outcome {
    let done = match serde_json::from_str(&delivery.body) {
        Ok(RecordsMessage::Export(message)) => export::make(&context, message).await,
        Ok(RecordsMessage::Erasure(message)) => erasure::pass(&context, message, until).await,
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::Retry(format!("{error:#}")),
    }
}
