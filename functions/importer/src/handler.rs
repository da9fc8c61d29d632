//! One message, one dropped file.

use std::sync::Arc;

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use lambda_runtime::{Error, LambdaEvent};
use nazar::objects::ObjectError;
use nazar::queue::{BatchLimits, Delivery, Outcome, deadline, process_batch};
use nazar::snapshots::ImportKey;
use serde_json::Value;

use crate::import::ImportError;
use crate::sources::SourceFile;
use crate::{Context, arrival, import};

/// Largest file that is imported.
const MAX_BYTES: u64 = 128 * 1024 * 1024;

/// Imports what was dropped, one file at a time: each makes all data anew, and holds them in memory.
///
/// # Errors
/// When the event is no batch of a queue's.
pub async fn handle(
    context: Arc<Context>,
    event: LambdaEvent<Value>,
) -> Result<SqsBatchResponse, Error> {
    let limits = BatchLimits {
        concurrency: 1,
        deadline: deadline(&event.context),
    };
    let batch: SqsEvent = serde_json::from_value(event.payload)?;
    Ok(process_batch(batch, limits, move |delivery| {
        message(Arc::clone(&context), delivery)
    })
    .await)
}

async fn message(context: Arc<Context>, delivery: Delivery) -> Outcome {
    if delivery.source.ends_with("-dead-letters") {
        // Nothing of it is in force. The file stays under imports/ to be looked at, the alarm has been raised, and
        // what went wrong stands in the log of the tries.
        tracing::error!(id = delivery.id, "a file was given up");
        return Outcome::Done;
    }
    let keys = match arrival::dropped(&delivery.body) {
        Ok(keys) => keys,
        Err(error) => return Outcome::retry(&error),
    };
    let mut outcome = Outcome::Done;
    for key in keys {
        if let Err(error) = one(&context, &key).await {
            tracing::error!(file = %key, %error, "file was not imported");
            outcome = Outcome::retry(&error);
        }
    }
    outcome
}

async fn one(context: &Context, key: &ImportKey) -> Result<(), ImportError> {
    let Ok(source) = key.source.as_str().parse() else {
        tracing::warn!(file = %key, "there is no source of this name; the file is left where it is");
        return Ok(());
    };
    let objects = context.destination.snapshots.objects();
    let bytes = match objects.get(key, MAX_BYTES).await {
        Ok(bytes) => bytes,
        // Imported before, and cleared away since.
        Err(ObjectError::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let file = SourceFile {
        source,
        name: key.file.clone(),
        bytes,
    };
    let reports = import(&context.destination, &[file], &|step| {
        tracing::info!("{step}");
    })
    .await?;
    for report in reports {
        tracing::info!(
            source = report.source,
            rows = report.findings.rows,
            with_problems = report.rows_with_problems,
            changed = report.changed,
            "file imported"
        );
    }
    objects.delete(key).await?;
    Ok(())
}
